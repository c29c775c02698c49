"""Runs `meldwijzer site` with a stop-watch around the check, or without the check. The product knows nothing of it.

``python driver.py timed|without|profiled|unpacked FOLDER LOG`` builds a project's site and adds a line of JSON to LOG
when it ends.
"""

import cProfile
import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from meldwijzer import build, cli
from meldwijzer.outputs import packed

PARTS = {
    "rules": ("meldwijzer.rules", "check"),
    "read back": ("meldwijzer.built", "check"),
}
"""What the check consists of: where each part's one function is looked up when it is called.

The rules run beside the writing of the site; the read-back runs when it has ended. A third part has no stop-watch of
its own, since it looks on while pages are composed: it is left out as well where the check is.
"""


class Watch:
    """Counts the seconds in each part, in wall and processor time."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.seconds = {name: {"wall": 0.0, "cpu": 0.0, "calls": 0} for name in PARTS}
        self.profile = cProfile.Profile() if mode == "profiled" else None

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is counted, or finds nothing where the check is left out."""

        def watched(*arguments: Any, **named: Any) -> Any:
            if self.mode == "without":
                return []
            wall, cpu = time.perf_counter(), _processor()
            if self.profile:
                self.profile.enable()
            try:
                return function(*arguments, **named)
            finally:
                if self.profile:
                    self.profile.disable()
                counted = self.seconds[name]
                counted["wall"] += time.perf_counter() - wall
                counted["cpu"] += _processor() - cpu
                counted["calls"] += 1

        return watched

    def attach(self) -> None:
        """Put the watch around every part."""
        for name, (module, function) in PARTS.items():
            place = import_module(module)
            setattr(place, function, self.around(name, getattr(place, function)))

    def record(self, log: Path, process: str) -> None:
        """Add what was counted to the log."""
        line = {"process": process, "seconds": self.seconds, "cpu": _processor()}
        if self.profile and any(part["calls"] for part in self.seconds.values()):
            line["profile"] = f"{log}.{process}.{os.getpid()}.pstats"
            self.profile.dump_stats(line["profile"])
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _processor() -> float:
    """Return the processor time of this process and of those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    """Do what `meldwijzer site` does."""
    mode, root, log = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    watch = Watch(mode)
    watch.attach()
    if mode == "without":
        build.compose = build._unchecked
    if mode == "unpacked":
        packed.write = lambda folder, cache: None
    try:
        status = cli.main(["--root", root, "site", "--anew"])
    finally:
        watch.record(log, "command")
    sys.stdout.flush()
    os._exit(status)  # as the command ends


if __name__ == "__main__":
    main()
