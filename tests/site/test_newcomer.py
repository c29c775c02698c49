"""A newcomer changes a number wrongly in three ways, reads what is told, and mends it; messages/ has what is told."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import EPOCH, ROOT
from tests.unit.test_messages import compare

from .test_generators import project_copy

MESSAGES = Path(__file__).with_name("messages")
FILE = "content/organisations/child-focus.yml"


@dataclass(frozen=True)
class Mistake:
    """One way of changing a number wrongly."""

    path: str
    right: str
    wrong: str
    told: str
    """Of what is told, the words that lead to mending it."""


MISTAKES = {
    "digit-lost": Mistake(FILE, 'number: "116000"', 'number: "11600"', "is not a short number of BE"),
    "name-misspelt": Mistake(FILE, "written: 116 000", "writen: 116 000", 'Did you mean "written"?'),
    "in-a-text": Mistake(
        "content/nl/guides/parents.md",
        "Bel in Nederland Helpwanted: <phone:helpwanted.helpline>.",
        "Bel in Nederland Helpwanted: 020 261 52 75.",
        "<phone:helpwanted.helpline>",
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy."""
    folder = project_copy(ROOT, tmp_path_factory.mktemp("newcomer"))
    return folder


def ours(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "meldwijzer", *words],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def change(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_in_words_that_mend_it(name: str, project: Path) -> None:
    """The check fails and says where, what, and what to write; after that is done, the file is as it was."""
    mistake = MISTAKES[name]
    before = (project / mistake.path).read_text("utf-8")
    change(project, mistake.path, mistake.right, mistake.wrong)
    done = ours(project, "check")
    assert done.returncode == 1
    assert mistake.told in done.stderr
    assert f"{mistake.path}:" in done.stderr
    assert "Traceback" not in done.stderr
    compare(name, done.stderr, MESSAGES)
    change(project, mistake.path, mistake.wrong, mistake.right)
    assert (project / mistake.path).read_text("utf-8") == before


def test_what_can_be_mended_by_itself_is(project: Path) -> None:
    """`meldwijzer fix` writes the reference where the newcomer wrote the number, and the file is as it was."""
    mistake = MISTAKES["in-a-text"]
    before = (project / mistake.path).read_text("utf-8")
    change(project, mistake.path, mistake.right, mistake.wrong)
    done = ours(project, "fix")
    assert done.returncode == 0, done.stderr
    assert "020 261 52 75 -> <phone:helpwanted.helpline>" in done.stdout
    assert (project / mistake.path).read_text("utf-8") == before


def test_all_three_at_once_are_told_at_once_and_then_it_passes(project: Path) -> None:
    """Nobody mends one mistake only to be told of the next; the last check passes."""
    for mistake in MISTAKES.values():
        change(project, mistake.path, mistake.right, mistake.wrong)
    done = ours(project, "check")
    assert done.returncode == 1
    for mistake in MISTAKES.values():
        assert mistake.told in done.stderr, done.stderr
    for mistake in MISTAKES.values():
        change(project, mistake.path, mistake.wrong, mistake.right)
    done = ours(project, "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("No errors")


def test_every_message_has_its_mistake() -> None:
    """No file of messages outlives its mistake."""
    assert {file.stem for file in MESSAGES.glob("*.txt")} == set(MISTAKES)
