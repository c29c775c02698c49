"""A text made plain for scanning: every script's digits as 0-9, look-alike signs as one, invisible ones gone.

Offsets lead back to the text as it stands. What a number looks like is for numbers.py and short.py.
"""

import html
import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

GONE = "\0"

_SIGNS = {
    **dict.fromkeys("·‧∙⋅・･․。", "."),
    **dict.fromkeys("•◦▪●‣¦│┃｜∣", "|"),
    **dict.fromkeys("⁄∕╱⧸／", "/"),
    **dict.fromkeys("−˗⁃➖", "-"),
    **dict.fromkeys("➕", "+"),
    **dict.fromkeys("‘’ʼ′`´", "'"),
    **dict.fromkeys("\x0b\x0c\r\x85\u2028\u2029", "\n"),
    "\ufffc": GONE,
}


class _Signs(dict[int, str]):
    """What each character is read as, worked out when it is first met; always one character for one."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if character in _SIGNS:
        return _SIGNS[character]
    if category in ("Cf", "Me") or "\ufe00" <= character <= "\ufe0f" or "\u0332" <= character <= "\u0338":
        return GONE
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    digit = unicodedata.digit(character, None)
    if digit is not None and not raised:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isascii() and not raised else character


_TABLE = _Signs()
_FOREIGN = re.compile("[^\x01-\x0a\x0e-\x7f£§°«»À-ɏ‘’“”…€]+")
"""All but what ordinary words are written in: only these are looked up one by one, which is what takes time."""
_RAISED = re.compile("[⁰¹²³⁴-⁹₀-₉]+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_CUT = re.compile(r"[\0*_`]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});|\\u[0-9a-fA-F]{4}")
"""Invisible characters, Markdown's emphasis, entities of HTML and JSON's escapes."""
_TOKEN = re.compile(r"(?<![^\W\d_])(?<![a-zA-Z])[0-9OoIlОоΟο]{2,}(?![^\W\d_])")
_MIXED = re.compile("[0-9][OoIlОоΟο]|[OoIlОоΟο][0-9]")
_LETTERS = str.maketrans("OoОоΟοIl", "00000011")


@dataclass(frozen=True)
class Candidate:
    """Something in a text that is written as a telephone number."""

    start: int
    """The offset of its first character in the text as it stands."""
    end: int
    text: str
    """As it stands there."""
    digits: str
    """In ASCII; with ``+`` in front if it is written internationally (``+3224754411``)."""
    kind: Literal["long", "short"]


@dataclass(frozen=True)
class Plain:
    """A text made plain; ``starts`` and ``ends`` give each character's place in the original, if anything moved."""

    original: str
    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def candidate(self, start: int, end: int, digits: str, kind: Literal["long", "short"]) -> Candidate:
        """Return what stands from ``start`` to ``end`` of the plain text, with its place in the original."""
        if self.starts is not None and self.ends is not None:
            start, end = self.starts[start], self.ends[end - 1]
        return Candidate(start, end, self.original[start:end], digits, kind)


@lru_cache(maxsize=2)
def plain(original: str) -> Plain:
    """Return a text made plain."""
    text = original
    if _FOREIGN.search(text) is not None:
        text = _FOREIGN.sub(lambda match: match[0].translate(_TABLE), text)
        if _RAISED.search(text):
            text = _RAISED.sub(lambda match: _raised(match, text), text)
    if _CUT.search(text) is None:
        return Plain(original, text)
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for match in _CUT.finditer(text):
        pieces.append(text[done : match.start()])
        starts.extend(range(done, match.start()))
        ends.extend(range(done + 1, match.start() + 1))
        sign = _meant(match[0])
        if sign:
            pieces.append(sign)
            starts.append(match.start())
            ends.append(match.end())
        done = match.end()
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Plain(original, "".join(pieces), starts, ends)


def _meant(cut: str) -> str:
    """Return the one character that an entity or escape stands for, or nothing."""
    if cut[0] not in "&\\":
        return ""
    sign = chr(int(cut[2:], 16)) if cut[0] == "\\" else html.unescape(cut)
    sign = sign.translate(_TABLE) if len(sign) == 1 else " "
    return "" if sign == GONE else sign


def _raised(match: re.Match[str], text: str) -> str:
    """Raised digits are a number only where they stand alone: after a word they are its footnote or power."""
    before = text[match.start() - 1 : match.start()]
    return " " * len(match[0]) if before.isalnum() else match[0].translate(_RAISED_DIGITS)


def letters_as_digits(text: str) -> str:
    """Return a plain text in which O and l inside a run of digits are read as 0 and 1 (``O8OO``)."""
    if _MIXED.search(text) is None:
        return text
    return _TOKEN.sub(lambda match: _as_digits(match[0]), text)


def _as_digits(token: str) -> str:
    if token.isdigit() or not any(character.isdigit() for character in token):
        return token
    return token.translate(_LETTERS)
