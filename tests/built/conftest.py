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
from meldwijzer.paper import Paper, documents
from meldwijzer.paper.typeset import typeset


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

    def typeset(self, path: str, old: str, new: str, count: int = 1) -> None:
        """Set a document in type again, with something else in the HTML that it is made from."""
        paper = Paper(self.site)
        (document,) = (one for one in documents(self.site.content) if one.path == path)
        html = paper.html(document)
        assert old in html, f"{path} has no {old!r} any more"
        made = typeset(html.replace(old, new, count), self.site.root / "overrides", (10,))
        self.put(path, made.pdf)

    def put(self, path: str, data: bytes) -> None:
        """Replace a file that is no text."""
        (self.root / path).unlink(missing_ok=True)
        (self.root / path).write_bytes(data)

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
