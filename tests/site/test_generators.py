"""The generators: the same bytes twice, and the same site from MkDocs and from the fork that is the way out."""

import filecmp
import os
import shutil
import time
from pathlib import Path

import pytest

from meldwijzer import build
from meldwijzer.findings import errors
from tests.conftest import generate, write


def project_copy(root: Path, folder: Path) -> Path:
    """Return a copy of the project without what was built or installed in it."""

    def left_out(where: str, names: list[str]) -> list[str]:
        built = (".venv", ".git", "site", ".preview", ".cache", ".bench", "tests")
        return [name for name in names if Path(where) == root and (name in built or name.startswith(".site-"))]

    return Path(shutil.copytree(root, folder / "project", ignore=left_out))


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
        write(root, tmp_path / "again")
    finally:
        del os.environ["TZ"]
        time.tzset()
    assert differences(built, tmp_path / "again") == []


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_other_generators_build_the_same_site(root: Path, built: Path, tmp_path: Path, generator: str) -> None:
    """MkDocs, and ProperDocs, its maintained fork, build byte for byte what this package writes by itself."""
    generate(root, tmp_path / generator, generator)
    assert differences(built, tmp_path / generator) == []


@pytest.mark.parametrize("asset", ["assets/later.*.css", "assets/mark.svg", "assets/meldwijzer.*.js"])
def test_sources_of_components_are_not_published(built: Path, asset: str) -> None:
    """The site has the assembled styles, and no component's own files."""
    assert len(list(built.glob(asset))) == 1
    assert not (built / "components").exists()
    assert not (built / "styles").exists()


def test_make_site_keeps_the_old_site_when_content_is_wrong(root: Path, tmp_path: Path) -> None:
    """The publishing command fails on a content error and leaves the published site as it was."""
    from meldwijzer.cli import main

    copy = project_copy(root, tmp_path)
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("the old site")
    faq = copy / "content/fr/faq.yml"
    faq.write_text(faq.read_text("utf-8").replace("question:", "qestion:", 1), "utf-8")
    assert main(["--root", str(copy), "site"]) == 1
    assert (copy / "site/index.html").read_text() == "the old site"
    assert [path.name for path in copy.glob(".site*")] == []


def test_a_language_is_added_in_content_alone(root: Path, tmp_path: Path) -> None:
    """With a copied folder of words and three lines in site.yml the site has another language, everywhere.

    Every sentence that is not translated yet is found; here all of these files are exempted for once.
    """
    copy = project_copy(root, tmp_path)
    shutil.copytree(copy / "content/en", copy / "content/de")
    settings = copy / "content/site.yml"
    text = settings.read_text("utf-8")
    german = "  de:\n    name: Deutsch\n    locale: de_BE\n    readers: [BE]\n    quick_exit: https://x.example/\n"
    settings.write_text(
        text.replace("\ncountries:", f"\n{german}\ncountries:", 1).replace("\n\n  de:", "\n  de:"), "utf-8"
    )
    wrong = {(one.rule, one.place.path) for one in errors(build.prepare(copy, publishing=True).findings)}
    for path in ("faq.yml", "pages.yml", "guides/parents.md"):
        assert ("untranslated", f"content/de/{path}") in wrong
    assert {path.split("/")[1] for _, path in wrong} <= {"de", "en"}, wrong
    exemptions = copy / "content/exemptions.yml"
    lines = [f"  - rule: {rule}\n    place: {path}\n    reason: still to be translated\n" for rule, path in wrong]
    exemptions.write_text(exemptions.read_text("utf-8") + "".join(lines), "utf-8")
    write(copy, tmp_path / "built")
    report = (tmp_path / "built/de/report/index.html").read_text("utf-8")
    assert '<html lang="de"' in report
    assert "116 000" in report
    assert "Belgien" in report
    assert 'hreflang="de"' in (tmp_path / "built/nl/melden/index.html").read_text("utf-8")
    assert (tmp_path / "built/de/search/search_index.json").is_file()
