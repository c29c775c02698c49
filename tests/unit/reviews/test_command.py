"""`meldwijzer review`: what is asked, what is refused, what is written, and what is due."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from meldwijzer.commands import review
from meldwijzer.reviews import record_all
from meldwijzer.reviews.translations import translated

from ..conftest import Tree

Run = Callable[..., tuple[int, str]]
OFFICE = "phone:child-focus.office"
BY = ("--by", "An Editor")
SOURCE = ("--source", "https://childfocus.be/", "--role", "organisation", *BY)


@pytest.fixture
def project(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A project in order, on the first of December 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    record_all(tree.load(), tree.root)
    return tree


@pytest.fixture
def run(project: Tree, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command and gives its status and all it says."""

    def call(*arguments: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        review.add(parser.add_subparsers())
        chosen = parser.parse_args(["review", *arguments])
        chosen.root = project.root
        status = review.run(chosen)
        said = capsys.readouterr()
        return status, said.out + said.err

    return call


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """Answer questions with these lines; return the questions."""
    left: Iterator[str] = iter(lines)
    asked: list[str] = []

    def reply(question: str) -> str:
        asked.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", reply)
    return asked


def test_one_subject(run: Run, project: Tree) -> None:
    assert run(OFFICE, *SOURCE, "--date", "2026-11-20") == (0, f"{OFFICE}: +32 2 475 44 11\n1 line recorded.\n")
    last = project.load().reviews.reviews[-1]
    assert (last.of, last.role, last.confidence, last.checked) == (OFFICE, "organisation", "H", "2026-11-20")
    assert last.seal


def test_a_pattern_confirms_several(run: Run, project: Tree) -> None:
    before = len(project.load().reviews.reviews)
    status, said = run("phone:child-focus.*", "hours:child-focus.*", *SOURCE)
    added = project.load().reviews.reviews[before:]
    assert status == 0
    assert said.endswith(f"{len(added)} lines recorded.\n")
    assert {one.of.partition(".")[0] for one in added} == {"phone:child-focus", "hours:child-focus"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((OFFICE, "--role", "editor", *BY), "--source"),
        ((OFFICE, "--source", "  ", "--role", "editor", *BY), "--source"),
        ((OFFICE, "--source", "https://childfocus.be/", "--role", "editor"), "--by"),
        ((OFFICE, "--source", "https://childfocus.be/", *BY), "--role"),
        ((OFFICE, *SOURCE, "--date", "2026-12-02"), "in the future"),
        ((OFFICE, *SOURCE, "--date", "tomorrow"), '"tomorrow" is not a day'),
        ((OFFICE, *SOURCE, "--source-date", "last week"), '"last week" is not a date'),
        (("phone:child-focus.ofice", *SOURCE), 'Did you mean "phone:child-focus.office"'),
        (("--urgent", OFFICE, *BY, "--reason", "moved today", "--until", "2026-12-05"), "has not changed"),
        (("--urgent", OFFICE, *BY, "--reason", "moved", "--until", "2026-12-05"), "--reason"),
        (("--urgent", OFFICE, *BY, "--reason", "moved today"), "--until"),
        (("--urgent", OFFICE, "--reason", "moved today", "--until", "2026-12-05"), "--by"),
        (("--urgent", OFFICE, *BY, "--reason", "moved today", "--until", "2026-11-30"), "is over"),
        (("--urgent", OFFICE, *BY, "--reason", "moved today", "--until", "2027-03-01"), "at most 30 days"),
        (("--outage", OFFICE, *BY, "--reason", "gone", "--until", "2026-12-05"), "--reason"),
        (("--outage", OFFICE, *BY, "--reason", "site-down", "--until", "2026-12-05"), "--instead"),
        (("--outage", "law:nl-252", *BY, "--reason", "site-down", "--until", "2026-12-05", "--instead", "page:help"),
         "is not a contact point"),
        (("--outage", *BY, "--reason", "site-down", "--until", "2026-12-05", "--instead", "page:help"), "Name what"),
        (("--translation", "de", *BY), 'into "de"'),
        (("--translation", "fr", "faq/questions/upse", *BY), 'Did you mean "faq/questions/upset"'),
        (("--translation", "fr", "faq"), "--by"),
        (("--gone", OFFICE), "is still there"),
        (("--gone", "phone:child-focus.pager"), "Nothing is recorded"),
        (("--seal", "last"), "is not the number"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(arguments: tuple[str, ...], said: str, run: Run, project: Tree) -> None:
    def files() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in (project.root / "content").rglob("*") if file.is_file()}

    before = files()
    status, told = run(*arguments)
    assert status == 1
    assert said in told
    assert files() == before


def test_it_asks_when_nothing_is_said(run: Run, project: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name is asked again, with a near one; nothing empty, unknown or in the future is taken."""
    asked = answers(
        monkeypatch, "phone:child-focus.ofice", OFFICE, "", "https://childfocus.be/", "An Editor", "boss", "editor",
        "2030-01-01", "",
    )  # fmt: skip
    status, said = run()
    assert status == 0, said
    assert "Did you mean" in said
    assert "+32 2 475 44 11" in said
    assert "Last confirmed: " in said
    assert len(asked) == 9
    last = project.load().reviews.reviews[-1]
    assert (last.of, last.by, last.role, last.checked) == (OFFICE, "An Editor", "editor", "2026-12-01")


def test_whoever_stops_answering_records_nothing(run: Run, project: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, OFFICE, "https://childfocus.be/")
    before = (project.root / "content/reviews.yml").read_bytes()
    assert run() == (1, run_said(project))
    assert (project.root / "content/reviews.yml").read_bytes() == before


def run_said(project: Tree) -> str:
    """Return what is said about the office before questions stop."""
    text = (project.root / "content/organisations/child-focus.yml").read_text("utf-8").split("\n")
    line = next(number for number, row in enumerate(text, 1) if "475 44 11" in row)
    last = [one for one in project.load().reviews.reviews if one.of == OFFICE][-1]
    return (
        f"content/organisations/child-focus.yml:{line}:13: +32 2 475 44 11\nDetails: country: BE; kind: geographic\n"
        f"Last confirmed: {last.checked}, {last.role}, {last.source}\n\nNothing was recorded.\n"
    )


def test_a_second_person_reviews_a_translation(run: Run, project: Tree) -> None:
    assert run("--translation", "fr", "faq", "--delivered", "--by", "A Translator")[0] == 0
    status, said = run("--translation", "fr", "faq/topics", "--by", "a translator")
    assert (status, "can't be the one to review it" in said) == (1, True)
    assert run("--translation", "fr", "faq/topics", "--by", "A Reader")[0] == 0
    states = {one.entry.name: one.state for one in translated(project.load()) if one.language == "fr"}
    assert states["faq/topics"] == "reviewed"
    assert states["faq/questions/upset"] == "delivered"


def test_sealing_from_the_command_line(run: Run, project: Tree) -> None:
    project.replace("content/reviews.yml", 'by: "facts.csv NL-113"', 'by: "facts.csv NL-114"')
    status, said = run("--seal")
    assert status == 1
    assert "meldwijzer review --seal 1" in said
    assert run("--seal", "1")[0] == 0
    assert run("--seal") == (0, "Recorded: 0 lines of the ledger, 0 facts, 0 texts.\n")


def test_what_is_due_begins_with_what_readers_need_most(run: Run, project: Tree) -> None:
    project.replace("content/organisations/emergency.yml", "cost: free", "cost: normal")
    project.replace("content/organisations/child-focus.yml", "    cost: free\n    hours", "    cost: normal\n    hours")
    project.replace("content/law.yml", "valid_from: 2024-07-01", "valid_from: 2024-01-01")
    project.replace("content/nl/faq.yml", "Ik ben geschrokken", "Ik schrok")
    status, said = run("--due", "--format", "json")
    rows = json.loads(said)
    assert status == 0
    changed = [row["subject"] for row in rows if row["what"] == "changed"]
    assert changed == ["phone:emergency.112", "phone:child-focus.helpline", "law:nl-252"]
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    whats = {row["what"] for row in rows}
    assert {"changed", "never-reviewed", "translation-behind", "translation-unread"} <= whats
    assert rows[0]["path"] == "content/organisations/emergency.yml"


def test_what_expires_soon_is_due(run: Run) -> None:
    def expiring(*arguments: str) -> set[str]:
        return {row["subject"] for row in json.loads(run("--due", "--format", "json", *arguments)[1])
                if row["what"] == "expires"}  # fmt: skip

    assert not expiring()
    assert len(expiring("--within", "365")) > 100


def test_content_that_cannot_be_read_is_reported(run: Run, project: Tree) -> None:
    project.write("content/site.yml", "operation: [")
    assert run("--due")[0] == 1
