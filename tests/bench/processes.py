"""What a command costs, with everything that it starts: wall time, processor time, memory. What runs is for others."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processes together."""
    memory: int
    """Bytes at most at one time, of all processes together, what they share counted once; 0 where nobody looked."""


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, *, memory: bool = False
) -> Cost:
    """Run a command in a folder and return its cost; end everything where it fails.

    Args:
        command: The program with its arguments.
        folder: Where it runs.
        environment: What it finds there beside what is there already.
        memory: Whether to look at the memory as well. That takes time itself: times are those of a run without it.
    """
    before, begun = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = _Peak(process.pid) if memory else None
    said, _ = process.communicate()
    wall, after = time.perf_counter() - begun, os.times()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said[-3000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak.end() if peak else 0)


class _Peak:
    """Looks at the memory of a process and of those that it started, until the end."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Return the most bytes that were in use at one time."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(_LOOK):
            self._most = max(self._most, sum(map(_share, _family(self._pid))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _share(pid: int) -> int:
    """Return a process's share of the memory in bytes (Pss, proc(5)): what several share counts in parts."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
