"""Which changes start a build."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from watchfiles import awatch

from meldwijzer.preview.watch import counts, is_code, watch


@pytest.mark.parametrize(
    "path",
    [
        "content/nl/faq.yml",
        "docs/a.md",
        "overrides/main.html",
        "hooks/a.py",
        "src/meldwijzer/a.py",
        "mkdocs.yml",
        "content",
    ],
)
def test_sources_count(path: str) -> None:
    """A change of any source starts a build."""
    assert counts(path)


@pytest.mark.parametrize(
    "path",
    [
        ".preview/build-1/index.html",
        "site/index.html",
        "README.md",
        "contents/a.yml",
        "src/other/a.py",
        "content/.faq.yml.swp",
        "content/faq.yml~",
        "content/#faq.yml#",
        "content/.#faq.yml",
        "content/4913",
        "content/faq.yml.tmp",
        "content/.~lock.a.odt#",
        "content/.goutputstream-X1",
        "hooks/__pycache__",
        "hooks/__pycache__/a.cpython-311.pyc",
        "src/meldwijzer/.ruff_cache/x",
    ],
)
def test_other_files_do_not_count(path: str) -> None:
    """Other folders, editors' swap files and caches start nothing."""
    assert not counts(path)


def test_code_is_told_from_content() -> None:
    """Python files of the builder and mkdocs.yml are code; nothing else is."""
    assert all(map(is_code, ["hooks/a.py", "src/meldwijzer/a/b.py", "mkdocs.yml"]))
    assert not any(map(is_code, ["content/a.py", "overrides/a.html", "hooks/a.yml", "docs/mkdocs.yml"]))


async def _watched(root: Path, *saves: tuple[str, float]) -> list[bool]:
    seen: list[bool] = []
    task = asyncio.create_task(watch(root, seen.append))
    await asyncio.sleep(0.1)
    for path, pause in saves:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
        await asyncio.sleep(pause)
    task.cancel()
    return seen


def test_a_folder_that_appears_later_is_watched(tmp_path: Path) -> None:
    """A source folder made after the start is watched like the others."""
    (tmp_path / "content").mkdir()
    seen = asyncio.run(_watched(tmp_path, ("docs/a.md", 0.4), ("docs/a.md", 0.2)))
    assert len(seen) == 2


def test_a_project_without_folders_waits_for_them(tmp_path: Path) -> None:
    """An empty folder is watched too, until it has content."""
    assert asyncio.run(_watched(tmp_path, ("content/a.yml", 0.4), ("content/a.yml", 0.2)))[-1] is False


def test_the_folder_above_does_not_matter(tmp_path: Path) -> None:
    """A project inside a folder whose name is ignored elsewhere is watched all the same."""
    root = tmp_path / "node_modules"
    (root / "content").mkdir(parents=True)
    assert asyncio.run(_watched(root, ("content/a.yml", 0.2))) == [False]


def test_mkdocs_yml_is_watched_beyond_its_replacement(tmp_path: Path) -> None:
    """mkdocs.yml is still watched after an editor put a new file in its place, and counts as code."""

    async def replace_twice() -> list[bool]:
        (tmp_path / "mkdocs.yml").write_text("")
        seen: list[bool] = []
        task = asyncio.create_task(watch(tmp_path, seen.append))
        await asyncio.sleep(0.1)
        for _ in range(2):
            (tmp_path / "new").write_text("")
            (tmp_path / "new").replace(tmp_path / "mkdocs.yml")
            await asyncio.sleep(0.2)
        task.cancel()
        return seen

    assert asyncio.run(replace_twice()) == [True, True]


def test_without_notifications_it_looks_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system allows no more watches, changes are found by polling."""

    def full(*paths: Path, force_polling: bool | None, **options: Any) -> AsyncIterator[Any]:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return awatch(*paths, force_polling=True, **options)

    monkeypatch.setattr("meldwijzer.preview.watch.awatch", full)
    (tmp_path / "content").mkdir()
    assert False in asyncio.run(_watched(tmp_path, ("content/a.yml", 1.0)))
