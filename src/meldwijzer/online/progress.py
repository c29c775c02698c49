"""How far the check has got: a bar on a terminal, a plain line now and then elsewhere."""

from typing import TextIO

from tqdm import tqdm

_EVERY = 25
"""Addresses between two plain lines."""


class Progress:
    """Tells on a stream how many addresses were looked at."""

    def __init__(self, total: int, earlier: int, stream: TextIO) -> None:
        self._total = total
        self._done = earlier
        self._stream = stream
        if earlier:
            stream.write(f"{earlier} of {total} looked at earlier today.\n")
        self._bar = (
            tqdm(total=total, initial=earlier, file=stream, unit=" addresses", leave=False, dynamic_ncols=True)
            if stream.isatty()
            else None
        )

    def step(self) -> None:
        """Count one address."""
        self._done += 1
        if self._bar is not None:
            self._bar.update()
        elif self._done % _EVERY == 0 or self._done == self._total:
            self._stream.write(f"{self._done} of {self._total} looked at.\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
