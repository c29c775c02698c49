"""Pieces: parts of a page that stand for themselves, so that what many pages share is read and judged once."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from .compare import Mark
from .elements import CONTAINERS, HEADINGS
from .text import DIGIT, Text, text_of
from .tokens import NONE, UNFINISHED, Element, Problem, Token, balance, read

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background", "data-worker", "data-base")
"""Attributes that hold one address."""
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers", "list")
"""Attributes that hold the ids of other elements."""
_NO_ADDRESS = {"data": frozenset({"object"})}
"""Attributes that hold one only on some elements; on all others they are just named so."""
_SETS = ("srcset", "imagesrcset")
_POINTING = frozenset({*ADDRESSES, *_SETS, "http-equiv"})
_NAMES = frozenset(NAMING)
_TELLING = _POINTING | _NAMES | {"id"}
RUNNING = frozenset({"script", "style", "iframe", "object", "embed", "base", "img", "area"})
"""Elements that rules look at even where they have no attributes."""
_LONGEST = 200
"""Lines of a script or a tag: after so many nobody looks for its end any more."""

_OWN = "mw-toc"
"""The part of the frame that says something else on each page."""
_TURNING = frozenset({"href", "src", "aria-current", "data-base", "data-worker"})
"""Attributes of the frame that differ from page to page; the addresses among them are compared by where they lead."""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_outside(target: str) -> bool:
    """Tell whether an address names its own scheme or host: it is no way within the site."""
    return target[:2] == "//" or (":" in target and _SCHEME.match(target) is not None)


_SIMPLE = re.compile(r"<(p|li)>([^<&]++)</\1>")
"""Most paragraphs and list items; there is nothing in them that could be read otherwise."""
_NAMED = {name: frozenset({name}) for name in ("p", "li")}


class Link(NamedTuple):
    """An address that an element points to."""

    target: str
    attribute: str
    element: Element


class Piece:
    """A part of a page; many pages may have it. Everything is computed once.

    What most pieces don't have is the class's own empty value: pages have very many pieces.
    """

    tokens: list[Token]
    elements: list[Element]
    """Every element, in the order of opening tags."""
    names: frozenset[str]
    """The names of all elements."""
    problems: Sequence[Problem] = ()
    unopened: Sequence[Token] = ()
    """End tags of what was opened before."""
    left_open: Sequence[Token] = ()
    opens: Sequence[str] = ()
    """The names of the elements that stay open."""
    unfinished = False
    """Whether it ends inside a tag, or inside a script or another element in which there are no tags."""
    whole = True
    """Whether a page may be cut after it."""
    is_plain = True
    """Whether it is nothing but words and their marks."""
    marked: Sequence[Element] = ()
    """The elements that have attributes."""
    ids: Sequence[tuple[str, int]] = ()
    """Every id with its offset."""
    links: Sequence[Link] = ()
    """Every address, in order."""
    inside: Sequence[Link] = ()
    """The addresses that are a way within the site."""
    dials: frozenset[str] = frozenset()
    """Every ``tel:`` address."""
    named: Sequence[tuple[str, str, int]] = ()
    """Every id that an element names: the attribute, the id, and the offset of the element."""
    headings: Sequence[tuple[int, Element]] = ()
    """Every heading with its level."""

    def __init__(self, source: str) -> None:
        self.source = source
        simple = _SIMPLE.fullmatch(source)
        words = self._take(simple) if simple is not None else self._read(source)
        self.has_words = bool(words) and not words.isspace()
        self.has_digits = self.has_words and DIGIT.search(words) is not None

    def _take(self, simple: re.Match[str]) -> str:
        """Take the tokens of one paragraph or list item that is nothing but words, and return these."""
        name, words = simple.groups()
        start, end = simple.span(2)
        opening = Token("open", name, NONE, 0, start)
        self.tokens = [
            opening,
            Token("text", words, NONE, start, end),
            Token("close", name, NONE, end, end + start + 1),
        ]
        self.elements = [Element(opening, 0, 2)]
        self.names = _NAMED[name]
        return words

    def _read(self, source: str) -> str:
        """Read tokens and what they make up; return all words."""
        self.tokens, problems = read(source)
        self.elements, self.unopened, left_open, misplaced = balance(self.tokens)
        if problems or misplaced:
            self.unfinished = any(one.message == UNFINISHED for one in problems)
            self.problems = [*problems, *misplaced]
        if left_open:
            self.left_open, self.opens = left_open, [token.value for token in left_open]
        self.whole = not self.unfinished and CONTAINERS.issuperset(self.opens)
        self.names = frozenset([element[0][1] for element in self.elements])
        if marked := [element for element in self.elements if element[0][2]]:
            self.marked = marked
            self._look(marked)
        self.is_plain = not marked and RUNNING.isdisjoint(self.names)
        if not HEADINGS.isdisjoint(self.names):
            self.headings = [(int(one.name[1]), one) for one in self.elements if one.name in HEADINGS]
        return "".join([token[1] for token in self.tokens if token[0] == "text"])

    def _look(self, marked: list[Element]) -> None:
        """Note what attributes say that many rules ask for."""
        telling = [element for element in marked if not _TELLING.isdisjoint(element[0][2])]
        self.ids = [(one.get("id"), one.opening.start) for one in telling if "id" in one.opening.attributes]
        if links := list(_links(telling)):
            self.links = links
            self.inside = [one for one in links if one.attribute != "data-base" and not is_outside(one.target)]
            self.dials = frozenset([one.target for one in links if one.target.lstrip()[:4].lower() == "tel:"])
        self.named = list(_named(telling))

    def text(self, element: Element) -> str:
        """Return the text of an element as it stands, without what marks it up."""
        return "".join(t.value for t in self.tokens[element.first : element.last + 1] if t.kind == "text")

    @cached_property
    def reading(self) -> Text:
        """What a reader reads of it, without its contact elements."""
        return text_of(self.tokens, self.marked)

    @cached_property
    def framed_marks(self) -> list[Mark]:
        """What it has in common with the same part of other pages: not the head, the contents, the mark in the menu."""
        if "head" in self.names:
            return []
        skipped = self._own
        found: list[Mark] = []
        for index, token in enumerate(self.tokens):
            if token.kind not in ("open", "text") or any(first <= index <= last for first, last in skipped):
                continue
            if token.kind == "open" and token.value not in ("html", "script"):
                kept = [f'{k}="{v}"' for k, v in sorted(token.attributes.items()) if k not in _TURNING]
                found.append(Mark(("<", token.value, *kept), token.start))
            elif token.kind == "text" and (words := " ".join(token.value.split())):
                found.append(Mark(("text", words), token.start))
        return found

    @cached_property
    def framed(self) -> tuple[tuple[str, ...], ...]:
        """The same without offsets, to be compared."""
        return tuple([mark.key for mark in self.framed_marks])

    @cached_property
    def framed_targets(self) -> tuple[tuple[str, int], ...]:
        """The addresses in it that lead to the same place from every page of a language, each with its offset."""
        if "head" in self.names:
            return ()
        skipped = self._own
        return tuple(
            [
                (link.target, link.element.opening.start)
                for link in self.links
                if not link.element.get("hreflang")
                and link.element.name not in ("script", "link")
                and not link.target.startswith("#")
                and not any(first <= link.element.first <= last for first, last in skipped)
            ]
        )

    @property
    def _own(self) -> list[tuple[int, int]]:
        """The first and last token of each part that belongs to one page."""
        return [(e.first, e.last) for e in self.marked if _OWN in e.get("class").split()]

    @cached_property
    def listening(self) -> str:
        """The letters of everything that search reads, without white space: not of forms and buttons."""
        found: list[str] = []
        skipped = 0
        for token in self.tokens:
            if token.kind == "text":
                if skipped <= 0:
                    found.append(token.value)
            elif token.value in ("form", "button", "template"):
                skipped += 1 if token.kind == "open" else -1
        return "".join("".join(found).split())


def _links(elements: list[Element]) -> Iterator[Link]:
    for element in elements:
        attributes = element.opening.attributes
        if _POINTING.isdisjoint(attributes):
            continue
        for name in ADDRESSES:
            if name in attributes and element.name in _NO_ADDRESS.get(name, (element.name,)):
                yield Link(attributes[name], name, element)
        for name in _SETS:
            for part in attributes[name].split(",") if name in attributes else ():
                yield Link((part.split() or [""])[0], name, element)
        if element.name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            _, _, target = attributes.get("content", "").partition("url=")
            yield Link(target, "content", element)


def _named(elements: list[Element]) -> Iterator[tuple[str, str, int]]:
    for element in elements:
        if _NAMES.isdisjoint(element.opening.attributes):
            continue
        for attribute in NAMING:
            for name in element.get(attribute).split():
                yield attribute, name, element.opening.start


class Pieces:
    """Cuts texts into pieces and keeps each that it has seen."""

    def __init__(self) -> None:
        self._known: dict[str, Piece] = {}

    def get(self, source: str) -> Piece:
        """Return the piece with this source."""
        if (found := self._known.get(source)) is None:
            found = self._known[source] = Piece(source)
        return found

    def cut(self, text: str, offset: int) -> list[tuple[int, Piece]]:
        """Return the pieces of a text, each with its offset in the page.

        A text is cut before a tag at the beginning of a line, where nothing but containers is open.
        """
        lines = [line if number == 0 else f"<{line}" for number, line in enumerate(text.split("\n<"))]
        pieces: list[tuple[int, Piece]] = []
        known = self._known.get
        position, count = 0, len(lines)
        while position < count:
            line = lines[position]
            length = 1
            if line.startswith("<nav"):  # never whole before its end: its lines alone need not be read
                while "</nav>" not in lines[position + length - 1] and position + length < count:
                    length += 1
                line = "\n".join(lines[position : position + length])
            piece = known(line) or self.get(line)
            if not piece.whole:
                length = self._grow(lines, position)
                piece = self.get("\n".join(lines[position : position + length]))
            pieces.append((offset, piece))
            offset += len(piece.source) + 1
            position += length
        return pieces

    def _grow(self, lines: list[str], position: int) -> int:
        """Return how many lines from here on have to stay together."""
        stack: list[str] = []
        end = position
        while end < len(lines):
            piece = self.get(lines[end])
            length = 1
            if piece.unfinished:
                length = self._finish(lines, end)
                piece = self.get("\n".join(lines[end : end + length]))
            end += length
            for token in piece.unopened if end > position + length else ():
                if not stack or stack.pop() != token.value:
                    return end - position
            stack += piece.opens
            if all(name in CONTAINERS for name in stack):
                break
        return end - position

    def _finish(self, lines: list[str], position: int) -> int:
        """Return how many lines it takes to end a tag or a script."""
        for end in range(position + 2, min(position + _LONGEST, len(lines)) + 1):
            if not Piece("\n".join(lines[position:end])).unfinished:
                return end - position
        return len(lines) - position
