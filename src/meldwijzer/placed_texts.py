"""Every text that readers see, with the file and the place in which it stands. Nothing about what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .addresses import GUIDE_HEADING
from .content import Content, Guide, Words
from .findings import Place
from .kept import per_content
from .language.catalogue import Catalogue
from .language.matching import words_of
from .references import Written, blanked, written_in
from .texts import Text, texts_of

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text of one language with its file; what every rule asks of it is worked out once."""

    language: str
    path: str
    text: Text
    first_line: int | None = None
    """The line of its first character, for what is no YAML value: a part of a guide, a message of a catalogue."""
    first_column: int = 1

    def place(self, content: Content, offset: int = 0) -> Place:
        """Return where the character ``offset`` of the text stands."""
        if self.first_line is not None:
            before = self.text.text[:offset]
            line = before.count("\n")
            column = offset - (before.rfind("\n") + 1) + (1 if line else self.first_column)
            return Place(self.path, self.first_line + line, column)
        return content.tree(self.path).inside(self.text.way, self.text.text, offset)

    @cached_property
    def references(self) -> tuple[Written, ...]:
        """What it refers to, in its order."""
        if "<" not in self.text.text and "](" not in self.text.text:
            return ()
        return tuple(sorted(written_in(self.text.text), key=lambda written: written.start))

    @cached_property
    def blanked(self) -> str:
        """The text with spaces for its references and for ``_`` as a mark; every offset stays."""
        return blanked(self.text.text) if self.references or "_" in self.text.text else self.text.text

    @cached_property
    def has_digits(self) -> bool:
        """Whether there is a digit in it beside its references."""
        return _DIGIT.search(self.blanked) is not None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its different words, in small letters without accents: what is not among them need not be looked for."""
        return words_of(self.blanked)

    @property
    def is_message(self) -> bool:
        """Whether it is a word of the interface, which can hold no reference."""
        return self.path.endswith(".po")


_MODELS = ("pages", "law", "reporting", "organisations", "faq", "donate", "form", "print")


def all_texts(content: Content, language: str | None = None) -> tuple[PlacedText, ...]:
    """Return every text of every language, or of one; guides part by part, each with its heading."""
    return tuple(text for tag in content.words if language in (None, tag) for text in _of_language(content, tag))


def texts_in(content: Content, language: str) -> tuple[PlacedText, ...]:
    """Return every text of one language, also of one that is still being translated."""
    return _of_language(content, language)


@per_content
def _of_language(content: Content, language: str) -> tuple[PlacedText, ...]:
    return tuple(_of_words(language, content.said(language)))


def _of_words(language: str, words: Words) -> Iterator[PlacedText]:
    for name in _MODELS:
        for text in texts_of(getattr(words, name)):
            yield PlacedText(language, f"content/{language}/{name}.yml", text)
    for guide in words.guides.values():
        for text in texts_of(guide.head):
            yield PlacedText(language, guide.path, text)
        yield from _parts(language, guide)
    yield from _messages(language, words.interface)


def _parts(language: str, guide: Guide) -> Iterator[PlacedText]:
    """Yield the parts of a guide, each from its heading on; what stands before the first has no name."""
    matches = list(GUIDE_HEADING.finditer(guide.body))
    starts = [0, *(match.start() for match in matches)]
    ends = [*starts[1:], len(guide.body)]
    names = ["", *(match["id"] for match in matches)]
    line = guide.body_line
    for name, start, end in zip(names, starts, ends, strict=True):
        text = guide.body[start:end]
        yield PlacedText(language, guide.path, Text(("body", name), text, is_prose=True), line)
        line += text.count("\n")


def _messages(language: str, catalogue: Catalogue) -> Iterator[PlacedText]:
    """Yield the words of a catalogue; they stand below their key, behind ``msgstr "``."""
    for key, text in catalogue.messages.items():
        line = catalogue.lines[key] + 1
        yield PlacedText(language, catalogue.path, Text((key,), text, is_prose=False), line, len('msgstr "') + 1)
