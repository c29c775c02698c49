"""The generator: the same bytes twice, and the same site from the fork that is the way out."""

import filecmp
import os
import shutil
import time
from pathlib import Path

import pytest

from tests.conftest import generate


def differences(one: Path, other: Path) -> list[str]:
    """Return the files in which two folders differ."""
    names = {p.relative_to(one).as_posix() for p in one.rglob("*") if p.is_file()}
    others = {p.relative_to(other).as_posix() for p in other.rglob("*") if p.is_file()}
    different = [n for n in names & others if not filecmp.cmp(one / n, other / n, shallow=False)]
    return sorted((names ^ others) | set(different))


def test_the_same_content_gives_the_same_bytes(root: Path, built: Path, tmp_path: Path) -> None:
    """A second build, at another time and in another time zone, gives byte-identical files."""
    os.environ["TZ"] = "Asia/Tokyo"
    try:
        time.tzset()
        generate(root, tmp_path / "again")
    finally:
        del os.environ["TZ"]
        time.tzset()
    assert differences(built, tmp_path / "again") == []


def test_properdocs_builds_the_same_site(root: Path, built: Path, tmp_path: Path) -> None:
    """ProperDocs, the maintained fork, builds the same pages from the same files."""
    generate(root, tmp_path / "properdocs", generator="properdocs")
    assert differences(built, tmp_path / "properdocs") == []


@pytest.mark.parametrize("asset", ["assets/meldwijzer.css", "assets/mark.svg", "assets/scripts/search.js"])
def test_sources_of_components_are_not_published(built: Path, asset: str) -> None:
    """The site has the assembled styles, and no component's own files."""
    assert (built / asset).is_file()
    assert not (built / "components").exists()
    assert not (built / "styles").exists()


def test_make_site_keeps_the_old_site_when_content_is_wrong(root: Path, tmp_path: Path) -> None:
    """The publishing command fails on a content error and leaves the published site as it was."""
    from meldwijzer.cli import main

    copy = tmp_path / "project"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".venv", ".git", "site", ".preview", "node_modules"))
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("the old site")
    faq = copy / "content/fr/faq.yml"
    faq.write_text(faq.read_text("utf-8").replace("question:", "qestion:", 1), "utf-8")
    assert main(["--root", str(copy), "site"]) == 1
    assert (copy / "site/index.html").read_text() == "the old site"
    assert [path.name for path in copy.glob(".site*")] == []
