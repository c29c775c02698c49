"""The text of a piece as a reader meets it: tags within a line don't divide it, blocks do; contacts are left out."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .elements import INLINE
from .tokens import Element, Token

DIGIT = re.compile(r"[\d²³¹⁰-⁹₀-₉①-⑨⓪⓵-⓽❶-❾]")
"""Every character that somebody may read as a digit."""
_CONTACT = " ☎ "
"""Stands for a contact element: no number goes through it."""
SHOWN = frozenset({"mw-tel", "mw-dead", "mw-iban"})
"""Classes of elements that show a number without a link; another rule compares what they show."""


def digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(character for character in text if character.isdigit())


HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?")
"""What looks like a web address."""


class Text(NamedTuple):
    """The text of a piece, without its contact elements."""

    text: str
    parts: tuple[tuple[int, int, bool], ...]
    """Where each token's text begins here, where the token begins in the piece, and whether both are the same."""
    digits: int
    begins_with_digit: bool
    ends_with_digit: bool

    def offset(self, at: int) -> int:
        """Return where in the piece a character of this text stands."""
        best = (0, 0, False)
        for part in self.parts:
            if part[0] > at:
                break
            best = part
        return best[1] + (at - best[0] if best[2] else 0)


EMPTY = Text("", (), 0, False, False)


def contacts_in(tokens: Sequence[Token], elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Return the first and last token of each contact element."""
    return [(element.first, element.last) for element in elements if _shows_contact(tokens, element)]


def text_of(tokens: Sequence[Token], elements: Sequence[Element]) -> Text:
    """Return the text of tokens; blocks, cells and line breaks become line ends."""
    contacts = contacts_in(tokens, elements)
    written: list[str] = []
    parts: list[tuple[int, int, bool]] = []
    length = 0
    for index, token in enumerate(tokens):
        if token.kind == "text":
            inside = [first for first, last in contacts if first <= index <= last]
            if inside:
                text = _CONTACT
            else:
                text = token.value.replace("\r", " ").replace("\n", " ")
                if text.isspace():
                    text = " "
                parts.append((length, token.start, len(token.value) == token.end - token.start))
        elif token.kind in ("open", "close") and token.value not in INLINE and written and written[-1] != "\n":
            text = "\n"
        else:
            continue
        written.append(text)
        length += len(text)
    whole = "".join(written)
    count = len(DIGIT.findall(whole))
    if not whole.strip():
        return EMPTY
    bare = whole.strip()
    return Text(whole, tuple(parts), count, DIGIT.match(bare[0]) is not None, DIGIT.match(bare[-1]) is not None)


def _shows_contact(tokens: Sequence[Token], element: Element) -> bool:
    """Tell whether an element shows a number, an account or an address, which other rules compare."""
    target = element.get("href").strip().lower()
    if target.startswith("tel:"):
        return True
    if target.startswith(("http:", "https:", "mailto:")):
        text = "".join(t.value for t in tokens[element.first : element.last] if t.kind == "text").strip()
        return "@" in text or HOST.fullmatch(text) is not None
    return not SHOWN.isdisjoint(element.get("class").split())
