"""What the rules share: finding the place of a value, and the files that each kind of content lives in."""

from collections.abc import Iterator
from dataclasses import dataclass

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.texts import Text, texts_of


def error(rule: str, place: Place, message: str, fix: str = "") -> Finding:
    """Return a finding that stops a publishing build."""
    return Finding(rule, Severity.ERROR, place, message, fix)


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
