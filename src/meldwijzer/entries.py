"""Entries: the same text in every language, side by side. What must be the same about them is for the rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from .content import Content
from .kept import per_content
from .placed_texts import PlacedText, all_texts
from .reading.yaml_tree import Path

Key = tuple[str, Path]
"""The file below a language's folder, and the way in it: ``("faq.yml", ("questions", "cookies", "answer"))``."""

_FREE = {"synonyms", "nav", "quote_note"}
"""What a language may have or lack on its own."""


@dataclass(frozen=True)
class Entry:
    """One text of the site in every language that has it."""

    key: Key
    texts: Mapping[str, PlacedText]
    """By language."""

    @property
    def is_prose(self) -> bool:
        """Whether it has paragraphs and lists."""
        return next(iter(self.texts.values())).text.is_prose


@per_content
def entries_of(content: Content) -> tuple[Entry, ...]:
    """Return every entry in the order of the default language's files; guides part by part."""
    found: dict[Key, dict[str, PlacedText]] = {}
    default = content.site.default_language
    for language in [default, *(tag for tag in content.words if tag != default)]:
        start = len(f"content/{language}/")
        for placed in all_texts(content, language):
            way = placed.text.way
            if _FREE.isdisjoint(way):
                found.setdefault((placed.path[start:], way), {})[language] = placed
    return tuple(Entry(key, texts) for key, texts in found.items())
