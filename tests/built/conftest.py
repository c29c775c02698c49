"""A copy of the built site to break."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import built as room
from meldwijzer.build import Site
from meldwijzer.built import BuiltSite
from meldwijzer.findings import Finding


class Folder:
    """A built site whose files share their bytes with the real one until they are changed."""

    def __init__(self, root: Path, site: Site) -> None:
        self.root = root
        self.site = site

    def write(self, path: str, text: str) -> None:
        """Replace a file, or make one."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_text(text, "utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def replace(self, path: str, old: str, new: str, count: int = 1) -> None:
        """Change something in a file; where it does not stand, the test is out of date."""
        text = self.read(path)
        assert old in text, f"{path} has no {old!r} any more"
        self.write(path, text.replace(old, new, count))

    def built(self) -> BuiltSite:
        return BuiltSite(self.site, self.root)

    def findings(self) -> list[Finding]:
        return room.check(self.site, self.root)


@pytest.fixture
def broken(built: Path, site: Site, tmp_path: Path) -> Callable[[], Folder]:
    """Make a copy of the built site."""
    count = 0

    def make() -> Folder:
        nonlocal count
        count += 1
        target = tmp_path / f"site-{count}"
        shutil.copytree(built, target, copy_function=os.link)
        return Folder(target, site)

    return make


@pytest.fixture
def folder(broken: Callable[[], Folder]) -> Folder:
    """One copy of the built site."""
    return broken()
