"""What the preview knows at one moment, and a hub that tells it to all open pages. No building, no HTTP."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from meldwijzer.findings import Finding, Severity, errors


@dataclass(frozen=True)
class State:
    """The outcome of the latest build, and the site that readers get meanwhile."""

    build: int = 0
    """Number of the latest finished build; 0 before the first one."""
    ok: bool = True
    """Whether that build made a site."""
    site: Path | None = None
    """Folder of the site that is shown, if there ever was one."""
    findings: tuple[Finding, ...] = ()
    """What was found in it; until it is checked, what was found in the one before."""
    text: str = ""
    """What else went wrong or was said, in plain words."""
    paths: frozenset[str] = frozenset()
    """The files of the site, relative to its folder; those that nobody asked for may still have to be made."""
    before: Path | None = None
    """Folder of the site before this one: a page that cannot be made now may be there."""

    @property
    def site_name(self) -> str:
        """Name of the served build, such as ``build-12``; empty without one. Pages compare it to theirs."""
        return self.site.name if self.site else ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a publishing build."""
        return tuple(errors(self.findings))

    @property
    def others(self) -> tuple[Finding, ...]:
        """Warnings and notices."""
        return tuple(f for f in self.findings if f.severity is not Severity.ERROR)

    @property
    def heading(self) -> str:
        """One line on what is wrong; empty when nothing is."""
        count = len(self.errors)
        what = f"{count} error{'s' * (count != 1)}" if count else "The build stopped"
        if self.ok:
            return f"{what}: the site can't be published like this" if count else ""
        return f"{what}: {'you see the last good page' if self.site else 'there is no good page to show yet'}"

    @property
    def summary(self) -> str:
        """How many warnings and notices there are, in words: ``2 warnings, 1 notice``."""
        words = (Severity.WARNING, Severity.NOTICE)
        counts = [(word, sum(f.severity is word for f in self.findings)) for word in words]
        return ", ".join(f"{n} {word}{'s' * (n != 1)}" for word, n in counts if n)


class Hub:
    """Holds the current state; replaces it; wakes everyone who waits for the next."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.closed = False
        self._changed = asyncio.Event()

    def publish(self, state: State) -> None:
        """Make ``state`` the current one."""
        self.state = state
        self._wake()

    def close(self) -> None:
        """End every :meth:`states`, so that a server can shut down."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def states(self, idle: float = 15.0) -> AsyncIterator[State]:
        """Yield the current state at once, then each new one; the same again after ``idle`` seconds.

        Who is slow gets only the newest.
        """
        while not self.closed:
            changed = self._changed
            yield self.state
            if not self.closed and changed is self._changed:
                try:
                    await asyncio.wait_for(changed.wait(), idle)
                except TimeoutError:
                    continue
