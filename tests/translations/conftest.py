"""A copy of the content that ships, and the command that takes its texts out and back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import cli

from ..unit.conftest import Tree

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A project of its own for this test, on the first of December 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    return Tree(tmp_path)


@pytest.fixture
def run(tree: Tree, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command in the project and gives its status and all it says."""

    def call(*arguments: str) -> tuple[int, str]:
        status = cli.main(["--root", str(tree.root), *arguments])
        said = capsys.readouterr()
        return status, said.out + said.err

    return call


@pytest.fixture
def out(tree: Tree, run: Run) -> Callable[..., Path]:
    """Return what exports French and gives the file."""

    def export(form: str = "po", *more: str) -> Path:
        file = tree.root / f"fr.{form}"
        assert run("translations", "export", "fr", "--format", form, "--out", str(file), *more)[0] == 0
        return file

    return export


def bytes_of(tree: Tree) -> dict[str, bytes]:
    """Return every file of the content."""
    return {
        file.relative_to(tree.root).as_posix(): file.read_bytes()
        for file in sorted((tree.root / "content").rglob("*"))
        if file.is_file()
    }
