"""The handbook for editors is true in each language: its edits are made and its commands run, one after the other."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from meldwijzer.content import load
from meldwijzer.editors.places import contacts_named, lines_of
from tests.conftest import ROOT
from tests.site.test_generators import project_copy

from .test_ci import commands_in, parsed

LANGUAGES = ("nl", "fr", "en")
PAGES = {tag: (ROOT / f"docs/editors/handbook.{tag}.md").read_text("utf-8") for tag in LANGUAGES}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    return BLOCK.findall(text)


def test_all_languages_show_the_same_examples() -> None:
    """What is typed is one and the same, in the same order, under as many headings."""
    assert blocks(PAGES["nl"]) == blocks(PAGES["fr"]) == blocks(PAGES["en"])
    assert len({len(re.findall(r"^## ", text, re.MULTILINE)) for text in PAGES.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_names_exists(language: str) -> None:
    """Files, other pages, options and commands in running text."""
    text = PAGES[language]
    for path in re.findall(r"`((?:content|docs)/[\w./-]*)`", text):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"\]\((?!https?:)([^)]+)\)", BLOCK.sub("", text)):
        assert (ROOT / "docs/editors" / path).is_file(), path
    for named in re.findall(r"`(meldwijzer [^`]+)`", text):
        if "--help" not in named:
            assert callable(parsed(f".venv/bin/{named}").run)
    help_of_review = subprocess.run(
        [sys.executable, "-m", "meldwijzer", "review", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for option in set(re.findall(r"`(?:meldwijzer review )?(--[a-z]+)", text)):
        assert option in help_of_review, option
    assert set(re.findall(r"`(gone|renamed|no-source)`", text)) == {"gone", "renamed", "no-source"}


def copied(tmp_path: Path) -> Path:
    """Return a copy of the project."""
    folder = project_copy(ROOT, tmp_path)
    return folder


def edited(folder: Path, block: str) -> None:
    """Make the edit of a block: the lines with ``-`` and with a space become those with ``+`` and with a space."""
    head, *lines = block.rstrip("\n").split("\n")
    file = folder / head.removeprefix("# ")
    old = "\n".join(line[1:] for line in lines if line[0] in " -") + "\n"
    new = "\n".join(line[1:] for line in lines if line[0] in " +") + "\n"
    text = file.read_text("utf-8")
    assert text.count(f"\n{old}") + text.startswith(old) == 1, block
    file.write_text(text.replace(old, new, 1), "utf-8")


def replaced(folder: Path, block: str) -> int:
    """Write the new reference in each text that `where` names; return how many there were."""
    old, new = block.strip().split(" -> ")
    content, findings = load(folder)
    assert content is not None, findings
    (contact,) = contacts_named(content, old)
    lines = [line for line in lines_of(content, contact) if line.how == "text"]
    for path in {line.place.path for line in lines}:
        file = folder / path
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return len(lines)


def test_whoever_follows_it_publishes_a_site(tmp_path: Path) -> None:
    """Each edit can be made as shown and each command ends well, on a fresh copy; at the end there is a site."""
    folder = copied(tmp_path)
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    said = ""
    for kind, block in blocks(PAGES["en"]):
        if kind == "diff":
            edited(folder, block)
        elif kind == "text":
            assert replaced(folder, block) == 6
        else:
            for command in block.splitlines():
                words = [sys.executable, "-m", "meldwijzer", *shlex.split(command, comments=True)[1:]]
                done = subprocess.run(
                    words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=500
                )
                assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
                said += done.stdout
    assert "\nNo errors.\n" in said, "a warning was left"
    page = (folder / "site/nl/vragen/index.html").read_text("utf-8")
    assert 'id="tell-a-friend"' in page
    old = (folder / "site/fr/sources/index.html").read_text("utf-8")
    assert "Page de Betternet avec des ressources" in old
    assert "betternet.be/resources" not in (folder / "site/nl/gidsen/ouders/index.html").read_text("utf-8")


def test_every_command_is_ours() -> None:
    """Nothing in a shell block is anybody else's."""
    typed = [line for kind, block in blocks(PAGES["en"]) if kind == "sh" for line in block.splitlines()]
    assert len(typed) >= 15
    assert all(commands_in(line) == [line] for line in typed)


def test_a_change_that_nobody_confirmed_is_refused(tmp_path: Path) -> None:
    """As it says: before the review the check fails and names the command."""
    folder = copied(tmp_path)
    edited(folder, next(block for kind, block in blocks(PAGES["nl"]) if kind == "diff"))
    done = subprocess.run(
        [sys.executable, "-m", "meldwijzer", "check"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert 'run "meldwijzer review phone:child-focus.office"' in done.stderr
