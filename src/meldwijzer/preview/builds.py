"""The folders of builds in ``.preview/``: fresh ones, the last good one, clearing up. Builds nothing."""

import fcntl
import re
import shutil
from pathlib import Path
from typing import IO

_NAME = re.compile(r"build-([0-9]+)")


class Builds:
    """The folders ``<root>/.preview/build-N`` and the file ``current``, which names the last good one."""

    def __init__(self, root: Path) -> None:
        """Open them, and clear away what an earlier preview left behind (unless it still runs)."""
        self.folder = root / ".preview"
        self._prepare()
        self._last = 0
        self._lock: IO[bytes] = (self.folder / "lock").open("wb")
        self._alone = _locked(self._lock)
        self.good = self._read_current() if self._alone else None
        """The last good build, if there is one. Two previews of one folder share no builds."""
        self._shown: list[Path] = []
        """The builds that were shown last; the one before stays a while, for slow readers."""
        if self._alone:
            for left in set(self._all()) - {self.good}:
                shutil.rmtree(left, ignore_errors=True)

    def close(self) -> None:
        """Let another preview of this folder take over."""
        self._lock.close()

    def fresh(self) -> tuple[int, Path]:
        """Make an empty folder and return its number and itself; numbers only rise."""
        self._prepare()  # somebody may have cleaned up meanwhile
        number = max([self._last, *map(_number, self._all())])
        while True:
            number += 1
            path = self.folder / f"build-{number}"
            try:
                path.mkdir()
            except FileExistsError:
                continue
            self._last = number
            return number, path

    def show(self, path: Path) -> None:
        """Note that ``path`` is shown from now on, and clear away what nobody can ask for any more."""
        *outdated, before = self._shown or [path]
        self._shown = [before, path]
        for build in outdated:
            if build != self.good:
                self.drop(build)

    def keep(self, path: Path) -> None:
        """Make ``path``, which is whole, the last good build, for the next start too."""
        name = self.folder / "current.new"
        name.write_text(path.name + "\n", encoding="utf-8")
        name.replace(self.folder / "current")
        outdated, self.good = self.good, path
        if outdated and outdated not in (*self._shown, path):
            self.drop(outdated)

    def drop(self, path: Path) -> None:
        """Remove a build that nobody needs."""
        shutil.rmtree(path, ignore_errors=True)

    def _prepare(self) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def _all(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]

    def _read_current(self) -> Path | None:
        try:
            name = (self.folder / "current").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        path = self.folder / name
        return path if _NAME.fullmatch(name) and path.is_dir() else None


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
