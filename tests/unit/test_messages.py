"""What editors are told: the whole text of all findings, compared with messages/*.txt (UPDATE_MESSAGES=1 rewrites)."""

import difflib
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import model, validation
from meldwijzer.findings import Finding, in_order
from meldwijzer.language.catalogue import read

from .conftest import Broken
from .scenarios_content import CHANGES
from .scenarios_files import FILES

MESSAGES = Path(__file__).with_name("messages")
JARGON = ("Traceback", "NoneType", "pydantic", "Input should", "ctx", "<class", "mapping", "scalar", "token", "YAML")


def with_mark(finding: Finding, text: str) -> str:
    """Return a finding with the line that it is about and a mark below its column."""
    line = text.split("\n")[finding.place.line - 1][:100]
    visible = "".join(character if character.isprintable() else "·" for character in line)
    mark = " " * (finding.place.column - 1)
    return f"{finding}\n" + (f"    | {visible}\n    | {mark}^\n" if visible else "")


def at_words(finding: Finding, root: Path) -> str:
    """Return a finding with the words that it points at instead of a line number, which other edits would move."""
    file = root / finding.place.path
    told = str(finding).removeprefix(f"{finding.place}: ")
    if not file.is_file():
        return f"{finding.place.path}: {told}\n"
    line = file.read_text("utf-8").split("\n")[finding.place.line - 1]
    words = line[finding.place.column - 1 :].split(" ")[0][:40]
    return f"{finding.place.path}, at {words!r}: {told}\n"


def compare(name: str, told: str, messages: Path = MESSAGES) -> None:
    """Fail with a diff where what is told is not what stands in a folder of messages."""
    file = messages / f"{name}.txt"
    if os.environ.get("UPDATE_MESSAGES"):
        messages.mkdir(exist_ok=True)
        file.write_text(told, "utf-8")
    expected = file.read_text("utf-8") if file.exists() else ""
    diff = "\n".join(difflib.unified_diff(expected.split("\n"), told.split("\n"), file.name, "now", lineterm=""))
    assert not diff, f"the message changed; if it is better, run with UPDATE_MESSAGES=1\n{diff}"


@pytest.mark.parametrize("name", FILES)
def test_what_is_wrong_in_one_file(name: str) -> None:
    """A mistake in one file is told in these words, with the mark at the mistake."""
    scenario = FILES[name]
    found = in_order(scenario.findings())
    assert found, "nothing was found"
    compare(name, "\n".join(with_mark(finding, scenario.text) for finding in found))


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_across_files(name: str, broken: Callable[[str], Broken]) -> None:
    """A mistake in the real content is told in these words, pointing at these."""
    scenario = broken(name)
    assert scenario.findings, "nothing was found"
    compare(name, "\n".join(at_words(finding, scenario.root) for finding in scenario.findings))


def test_every_message_has_a_scenario() -> None:
    """No file of messages outlives its scenario."""
    assert {file.stem for file in MESSAGES.glob("*.txt")} == {*FILES, *CHANGES}


@pytest.mark.parametrize("name", FILES)
def test_no_jargon(name: str) -> None:
    """No message speaks the language of programmers, and each ends as a sentence does."""
    scenario = FILES[name]
    for finding in scenario.findings():
        said = f"{finding.message} {finding.fix}"
        quoted = re.sub(r'"[^"]*"', "", said)
        assert not [word for word in JARGON if word in quoted], said
        assert finding.message.endswith("."), said
        assert not finding.fix or finding.fix.endswith((".", "?")), said


@pytest.mark.parametrize("name", sorted({name.split("-")[0] for name in FILES}))
def test_one_mistake_one_finding(name: str) -> None:
    """Files with one mistake give one finding, so that nobody mends the same thing twice."""
    several = {
        "model-two-names-misspelt", "model-list-empty", "model-word-far-from-allowed", "interface-plural",
        "model-id-with-capital",
    }  # fmt: skip
    counts = {key: len(one.findings()) for key, one in FILES.items() if key.startswith(f"{name}-")}
    assert {key: count for key, count in counts.items() if count != 1 and key not in several} == {}


def test_every_pattern_has_words() -> None:
    """Each pattern that a model demands is explained in words, not shown as a regular expression."""
    texts = [file.read_text("utf-8") for file in Path(str(model.__file__)).parent.glob("*.py")]
    patterns = {found[1] for text in texts for found in re.finditer(r'pattern=r"([^"]+)"', text)}
    assert len(patterns) >= 6
    for pattern in patterns:
        assert any(pattern.startswith(start) for start, _ in validation._PATTERNS), pattern


def test_findings_without_an_explanation_are_still_told() -> None:
    """Whatever a model refuses, there is at least one finding: an empty list would let a broken file through."""
    for name, one in FILES.items():
        assert one.findings(), name


def test_a_misspelt_name_is_told_once() -> None:
    """A name that is misspelt is not also reported as missing; another missing one beside it is."""
    found = FILES["model-name-misspelt"].findings()
    assert [finding.message for finding in found] == ['"qestion" is not a name that is known here.']
    assert [finding.message for finding in FILES["model-name-missing"].findings()] == ['"answer" is missing here.']


def test_the_head_of_a_catalogue_does_no_harm() -> None:
    """A catalogue is read as UTF-8 whatever its head says, and a message marked fuzzy is a message."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n\n'
    text = head + '#, fuzzy\nmsgid "nav.main"\nmsgstr "Één"\n'
    catalogue, findings = read(text, "content/nl/interface.po")
    assert findings == []
    assert catalogue is not None
    assert catalogue("nav.main") == "Één"
