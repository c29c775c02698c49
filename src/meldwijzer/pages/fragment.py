"""A piece of HTML that a template made, as elements and the words they show. What it should show is for others."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_TOKEN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|([^<]+)|<",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_SPACE = re.compile(r"\s+")
ANY = "*"
"""For the name of an attribute: whichever."""
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass(slots=True)
class Element:
    """One element; everything from its first to its last position is inside of it."""

    name: str
    attributes: Mapping[str, str]
    first: int
    last: int
    inner: tuple[int, int] = (0, 0)
    """Where its words begin and end in the text."""

    def holds(self, first: int, last: int) -> bool:
        """Tell whether positions lie inside of it."""
        return self.first <= first and last <= self.last


@lru_cache(maxsize=20_000)
def _attributes(source: str) -> Mapping[str, str]:
    return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(source)}


def folded(words: str) -> str:
    """Return words with single spaces, as they are compared."""
    return _SPACE.sub(" ", words).strip()


class Fragment:
    """A piece of HTML; its elements in the order of their beginnings, the whole piece first."""

    def __init__(self, html: str) -> None:
        self.elements = [Element("", {}, 0, 0)]
        self._starts: list[int] = []
        self._positions: list[int] = []
        opened = [self.elements[0]]
        parts: list[str] = []
        length = position = 0
        for match in _TOKEN.finditer(html):
            position += 1
            slash, name, inside, text = match.groups()
            if text:
                text = _SPACE.sub(" ", unescape(text))
                if text.startswith(" ") and (not parts or parts[-1].endswith(" ")):
                    text = text[1:]
                if text:
                    self._starts.append(length)
                    self._positions.append(position)
                    parts.append(text)
                    length += len(text)
            elif name and slash:
                if len(opened) > 1 and opened[-1].name == name.lower():
                    done = opened.pop()
                    done.last, done.inner = position, (done.inner[0], length)
            elif name:
                element = Element(name.lower(), _attributes(inside), position, position, (length, length))
                self.elements.append(element)
                if element.name not in _VOID:
                    opened.append(element)
        for element in opened:
            element.last, element.inner = position + 1, (element.inner[0], length)
        self.text = "".join(parts)
        self._borders = {*self._starts, length}
        self._with: dict[tuple[str, str], list[Element]] = {}
        for element in self.elements:
            for name, value in element.attributes.items():
                self._with.setdefault((name, value), []).append(element)

    def words(self, element: Element) -> str:
        """Return what an element shows."""
        return self.text[element.inner[0] : element.inner[1]].strip()

    def inside(self, element: Element) -> Iterator[Element]:
        """Yield the elements in an element."""
        return (one for one in self.elements if one is not element and element.holds(one.first, one.last))

    def having(self, name: str, value: str) -> list[Element]:
        """Return the elements with an attribute; for the name ``*`` with whichever has this value."""
        if name != ANY:
            return self._with.get((name, value), [])
        return [one for (_, given), elements in self._with.items() if given == value for one in elements]

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the positions between which whole words stand; a tag ends a word."""
        start = self.text.find(words)
        while start >= 0:
            end = start + len(words)
            if self._is_border(start) and self._is_border(end):
                yield self._at(start), self._at(end - 1)
            start = self.text.find(words, start + 1)

    def _is_border(self, at: int) -> bool:
        return at in self._borders or not (self.text[at - 1].isalnum() and self.text[at].isalnum())

    def _at(self, offset: int) -> int:
        return self._positions[bisect_right(self._starts, offset) - 1]
