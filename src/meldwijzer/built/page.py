"""A page of the built site: its pieces, its frame, its ids, and where each character stands. No rule."""

import re
from collections.abc import Iterator
from functools import cached_property

from meldwijzer.addresses import PageAddress

from .piece import Link, Piece, Pieces
from .tokens import Problem, Token

_BEGIN = re.compile(r"<article(?:\s[^>]*)?>")
_END = "</article>"
_HEAD = "</head>"
Spot = tuple[int, Piece]
"""A piece and its offset in its page."""


class Page:
    """One HTML file."""

    def __init__(self, path: str, text: str, language: str, address: PageAddress | None, pieces: Pieces) -> None:
        self.path = path
        """Relative to the site's folder."""
        self.text = text
        self.language = language
        """Empty where a page speaks all languages at once."""
        self.address = address
        """Empty for what is no composed page: the root page, redirects, what should not be there."""
        self.folder, _, self.name = path.rpartition("/")
        begin = _BEGIN.search(text)
        end = text.rfind(_END)
        if begin is None or end < begin.end():
            self.before, self.main, self.after = pieces.cut(text, 0), [], []
            self.article = (0, 0)
        else:
            self.article = (begin.end(), end)
            head = text.find(_HEAD) + len(_HEAD)
            head = head if len(_HEAD) <= head < begin.end() else 0
            self.before = [(0, pieces.get(text[:head])), *pieces.cut(text[head : begin.end()], head)]
            self.main = pieces.cut(text[begin.end() : end], begin.end())
            self.after = pieces.cut(text[end:], end)
        self.spots: list[Spot] = [*self.before, *self.main, *self.after]
        """Every piece, in order."""

    def meet(self) -> None:
        """Work out now what rules will ask of its pieces."""
        for _, piece in self.spots:
            _ = piece.listening
            if piece.has_digits:
                _ = piece.reading
        for _, piece in (*self.before, *self.after):
            _ = piece.framed, piece.framed_targets

    @property
    def has_article(self) -> bool:
        """Whether a composed text stands on it."""
        return self.article[1] > 0

    @cached_property
    def every_id(self) -> list[str]:
        """Every id, as often as it stands there."""
        return [name for _, piece in self.spots if piece.ids for name, _ in piece.ids]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id once."""
        return frozenset(self.every_id)

    def links(self) -> Iterator[tuple[int, Link]]:
        """Yield every address with the offset of its piece."""
        for offset, piece in self.spots:
            for link in piece.links:
                yield offset, link

    @cached_property
    def head(self) -> Spot | None:
        """The piece with the head of the page."""
        for spot in self.before[:3]:
            if any(element.name == "head" for element in spot[1].elements):
                return spot
        return None

    @cached_property
    def metas(self) -> list[tuple[int, str, str]]:
        """Everything that the head says: where, what it is (``og:title``, ``canonical``, …), and what it says."""
        return list(self._metas())

    def _metas(self) -> Iterator[tuple[int, str, str]]:
        if self.head is None:
            return
        offset, piece = self.head
        for element in piece.elements:
            tag, attributes = element.opening, element.opening.attributes
            if tag.value == "meta":
                if name := attributes.get("name") or attributes.get("property"):
                    yield offset + tag.start, name, attributes.get("content", "")
            elif tag.value == "link":
                for name in attributes.get("rel", "").split():
                    if name == "canonical" or (name == "alternate" and "type" not in attributes):
                        version = f"{name} {attributes.get('hreflang', '')}".strip()
                        yield offset + tag.start, version, attributes.get("href", "")
            elif tag.value == "title":
                yield offset + tag.start, "title", piece.text(element).strip()

    @cached_property
    def root(self) -> tuple[int, Token] | None:
        """The tag ``<html>``."""
        for offset, piece in self.before[:3]:
            for token in piece.tokens:
                if token.kind == "open" and token.value == "html":
                    return offset + token.start, token
        return None

    def problems(self) -> Iterator[Problem]:
        """Yield everything that a browser would have to repair."""
        stack: list[tuple[str, int]] = []
        for offset, piece in self.spots:
            if piece.problems:
                yield from (Problem(offset + one.offset, one.message) for one in piece.problems)
            if piece.unopened or piece.left_open:
                for token in piece.unopened:
                    if stack and stack[-1][0] == token.value:
                        stack.pop()
                    elif stack:
                        message = f"</{token.value}> stands where <{stack[-1][0]}> is not closed yet."
                        yield Problem(offset + token.start, message)
                        return
                    else:
                        yield Problem(offset + token.start, f"</{token.value}> closes what was never opened.")
                        return
                stack += [(token.value, offset + token.start) for token in piece.left_open]
        for name, start in stack:
            yield Problem(start, f"<{name}> is not closed.")
