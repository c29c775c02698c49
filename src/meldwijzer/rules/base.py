"""What the rules share: how one stands in the table, the place of a value, the files of each kind of content."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from meldwijzer.content import Content
from meldwijzer.findings import Edit, Finding, Place, Severity
from meldwijzer.placed_texts import PlacedText, all_texts
from meldwijzer.reading.yaml_tree import Path

__all__ = [
    "Check",
    "PlacedText",
    "Rule",
    "Shown",
    "all_texts",
    "error",
    "key_place",
    "organisation_file",
    "value_place",
    "warning",
]

Check = Callable[[Content], Iterable[Finding]]


@dataclass(frozen=True)
class Shown:
    """A rule at work: what it refuses and what it lets pass, at one place of the content that ships."""

    path: str
    at: str
    """The way to the value, with dots: ``questions.cookies.answer``. In a catalogue the key; empty in a guide, a
    template or a built page: the example is added at the end."""
    fails: str
    """YAML for a value in a YAML file, else text."""
    passes: str = ""
    """Empty: what stands there today."""


@dataclass(frozen=True)
class Rule:
    """A named check and why it exists."""

    code: str
    """What findings bear and exemptions name."""
    why: str
    check: Check
    shown: Shown
    severity: Severity = Severity.ERROR
    publishing_only: bool = False
    """In preview its findings are notices: an editor sees the page before somebody confirms the change."""
    silent_in_preview: bool = False
    """In preview it finds nothing: there it would complain of what the preview itself does."""


def error(rule: str, place: Place, message: str, fix: str = "", edit: Edit | None = None) -> Finding:
    """Return a finding that stops a publishing build."""
    return Finding(rule, Severity.ERROR, place, message, fix, edit)


def warning(rule: str, place: Place, message: str, fix: str = "") -> Finding:
    """Return a finding that stops nothing."""
    return Finding(rule, Severity.WARNING, place, message, fix)


def organisation_file(key: str) -> str:
    """Return the file of an organisation's facts."""
    return f"content/organisations/{key}.yml"


def value_place(content: Content, path: str, *way: str | int) -> Place:
    """Return the place of a value in a file."""
    return content.tree(path).place_of(tuple(way))


def key_place(content: Content, path: str, way: Path) -> Place:
    """Return the place of a key in a file."""
    return content.tree(path).key_place(way)
