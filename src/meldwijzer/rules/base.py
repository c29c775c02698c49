"""What the rules share: how one stands in the table, the place of a value, the files of each kind of content."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from meldwijzer.content import Content
from meldwijzer.findings import Edit, Finding, Place, Severity
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.texts import Text, texts_of

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


def error(rule: str, place: Place, message: str, fix: str = "", edit: Edit | None = None) -> Finding:
    """Return a finding that stops a publishing build."""
    return Finding(rule, Severity.ERROR, place, message, fix, edit)


def warning(rule: str, place: Place, message: str, fix: str = "") -> Finding:
    """Return a finding that stops nothing."""
    return Finding(rule, Severity.WARNING, place, message, fix)


def organisation_file(key: str) -> str:
    """Return the file of an organisation's facts."""
    return f"content/organisations/{key}.yml"


@dataclass(frozen=True)
class PlacedText:
    """A text of one language with its file."""

    language: str
    path: str
    text: Text
    first_line: int | None = None
    """The line of its first character, for a guide's body (which is no YAML value)."""

    def place(self, content: Content, offset: int = 0) -> Place:
        """Return where the character ``offset`` of the text stands."""
        if self.first_line is not None:
            before = self.text.text[:offset]
            column = offset - (before.rfind("\n") + 1) + 1
            return Place(self.path, self.first_line + before.count("\n"), column)
        return content.tree(self.path).inside(self.text.way, self.text.text, offset)


def all_texts(content: Content) -> Iterator[PlacedText]:
    """Yield every text of every language."""
    for language, words in content.words.items():
        folder = f"content/{language}"
        for model in (words.pages, words.law, words.reporting, words.organisations, words.faq, words.donate):
            name = type(model).__name__
            for text in texts_of(model):
                yield PlacedText(language, f"{folder}/{_FILE_OF[name]}.yml", text)
        for guide in words.guides.values():
            for text in texts_of(guide.head):
                yield PlacedText(language, guide.path, text)
            body = Text(("body",), guide.body, is_prose=True)
            yield PlacedText(language, guide.path, body, first_line=guide.body_line)


_FILE_OF = {
    "PagesWords": "pages",
    "LawWords": "law",
    "ReportingWords": "reporting",
    "OrganisationsWords": "organisations",
    "FaqWords": "faq",
    "GivingWords": "donate",
}


def value_place(content: Content, path: str, *way: str | int) -> Place:
    """Return the place of a value in a file."""
    return content.tree(path).place_of(tuple(way))


def key_place(content: Content, path: str, way: Path) -> Place:
    """Return the place of a key in a file."""
    return content.tree(path).key_place(way)
