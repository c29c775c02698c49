"""HTML as a browser reads it: tokens with their places, or what a browser would have to repair. No rule, no file.

Only HTML that needs no repair is read without a problem: every element that is opened is closed, in order, where it
may stand. Then tokens say exactly what a tree would say, and each knows its place in the file. That this is so is
tested against a browser's parser.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

from .elements import DRAWN, FENCES, NEVER_INSIDE, ONLY_ELEMENTS, PARENTS, RAW, RAW_TEXT, REFUSED, VOID

_PLACED = frozenset(NEVER_INSIDE) | frozenset(PARENTS) | REFUSED
_STRICT = frozenset(ONLY_ELEMENTS) | DRAWN

UNFINISHED = "Something begins here and is not finished."
"""What is said of a tag or a script without an end."""

_MARK = re.compile(
    r"""<!--(?!-?>)(?:(?!--!?>|<!--)[\s\S])*+-->|<[A-Za-z/!?][^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>"""
)
"""A comment, or something between < and > with whole quotations in it."""
_TAG = re.compile(
    r"""<(/)?([A-Za-z][A-Za-z0-9-]*+)((?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+(/?)>"""
)
_DOCTYPE = re.compile(r"<!doctype\s+html\s*>", re.IGNORECASE)
_UNFINISHED = re.compile(r"<[A-Za-z/!?]")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)[A-Za-z0-9#]")

Kind = Literal["open", "close", "text", "raw", "comment", "doctype"]


class Token(NamedTuple):
    """One tag or one stretch of text."""

    kind: Kind
    value: str
    """The element's name in small letters, or the text as it is read."""
    attributes: Mapping[str, str]
    start: int
    """The offset of its first character in the source."""
    end: int


class Problem(NamedTuple):
    """What a browser would have to repair."""

    offset: int
    message: str


NONE: Mapping[str, str] = {}
"""The attributes of a tag that has none, and of a text."""
_new = tuple.__new__
"""Half the time that a named tuple takes to be made: pages have very many."""


@lru_cache(maxsize=100_000)
def _mark(source: str) -> tuple[Kind, str, Mapping[str, str], bool, str]:
    """Return what a tag is: its kind, name and attributes, whether it closes itself, and what is wrong with it."""
    if source.startswith("<!--"):
        return "comment", "", NONE, False, ""
    if _DOCTYPE.fullmatch(source):
        return "doctype", "", NONE, False, ""
    match = _TAG.fullmatch(source)
    if match is None:
        return "comment", "", NONE, False, "This is no tag that can be read."
    slash, name, inside, end = match.groups()
    if slash:
        return "close", name.lower(), NONE, False, "This end tag has something in it." if inside or end else ""
    attributes, wrong = _attributes(inside)
    return "open", name.lower(), attributes, bool(end), wrong


def _attributes(source: str) -> tuple[Mapping[str, str], str]:
    """Return the attributes in a tag, and what is wrong with them."""
    found: dict[str, str] = {}
    wrong = ""
    for name, *values in _ATTRIBUTE.findall(source):
        value = values[0] or values[1] or values[2]
        if "&" in value:
            if _LOOSE_AMPERSAND.search(value):
                wrong = f'An "&" in {name.lower()} is not written as "&amp;".'
            value = unescape(value)
        if name.lower() in found:
            wrong = f"The attribute {name.lower()} stands twice in this tag."
        found.setdefault(name.lower(), value)
    return found or NONE, wrong


def read(source: str) -> tuple[list[Token], list[Problem]]:
    """Return the tokens of a text that begins outside of any tag, and where a tag or a character cannot be read."""
    tokens: list[Token] = []
    problems: list[Problem] = []
    position = 0
    while True:
        match = _MARK.search(source, position)
        start = match.start() if match else len(source)
        if start > position:
            tokens.append(_text(source, position, start, problems))
        if match is None:
            return tokens, problems
        position = match.end()
        kind, name, attributes, closed, wrong = _mark(match[0])
        tokens.append(_new(Token, (kind, name, attributes, start, position)))
        if wrong:
            problems.append(Problem(start, wrong))
        if closed and name not in VOID:
            if not _is_foreign(tokens):
                problems.append(Problem(start, f"<{name}/> closes nothing; a browser takes it for <{name}>."))
            tokens.append(Token("close", name, NONE, position, position))
        elif kind == "open" and (name in RAW or name in RAW_TEXT):
            position = _raw(source, name, position, tokens, problems)


def _text(source: str, start: int, end: int, problems: list[Problem]) -> Token:
    """Return what stands between two tags."""
    text = source[start:end]
    if "<" in text and (unfinished := _UNFINISHED.search(text)):
        problems.append(Problem(start + unfinished.start(), UNFINISHED))
    if "&" in text:
        if loose := _LOOSE_AMPERSAND.search(text):
            problems.append(Problem(start + loose.start(), 'An "&" is not written as "&amp;".'))
        text = unescape(text)
    return _new(Token, ("text", text, NONE, start, end))


def _raw(source: str, name: str, position: int, tokens: list[Token], problems: list[Problem]) -> int:
    """Take what stands up to the end tag of an element in which there are no tags; return where that begins."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position)
    if end is None:
        problems.append(Problem(position, UNFINISHED))
        return len(source)
    text = source[position : end.start()]
    if text:
        is_text = name in RAW_TEXT
        if is_text and "&" in text:
            text = unescape(text)
        tokens.append(Token("text" if is_text else "raw", text, NONE, position, end.start()))
    return end.start()


def _is_foreign(tokens: list[Token]) -> bool:
    """Tell whether the last element stands in a drawing or a formula, where each may close itself."""
    depth = 0
    for token in reversed(tokens):
        if token.value in ("svg", "math"):
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth > 0:
                return True
    return False


class Element(NamedTuple):
    """An element among tokens."""

    opening: Token
    first: int
    """The index of its opening tag."""
    last: int
    """The index of its end tag; of the opening tag for an element that has none."""

    @property
    def name(self) -> str:
        """Its name in small letters."""
        return self.opening.value

    def get(self, attribute: str) -> str:
        """Return an attribute, or an empty string."""
        return self.opening.attributes.get(attribute, "")


class Balance(NamedTuple):
    """How tags belong together."""

    elements: list[Element]
    """In the order of their opening tags."""
    unopened: list[Token]
    """End tags of what was opened before."""
    left_open: list[Token]
    problems: list[Problem]


def balance(tokens: list[Token]) -> Balance:
    """Return which end tag belongs to which opening tag, and what stands where it may not."""
    elements: list[Element] = []
    unopened: list[Token] = []
    stack: list[tuple[int, int]] = []
    names: list[str] = []
    problems: list[Problem] = []
    for index, token in enumerate(tokens):
        kind, name = token[0], token[1]
        if kind == "open":
            if (name in _PLACED or (names and names[-1] in _STRICT)) and (wrong := _misplaced(name, names)):
                problems.append(Problem(token.start, wrong))
            if name not in VOID:
                stack.append((len(elements), index))
                names.append(name)
            elements.append(_new(Element, (token, index, index)))
        elif kind == "close":
            if not names:
                unopened.append(token)
                continue
            if names[-1] != name:
                problems.append(Problem(token.start, f"</{name}> stands where <{names[-1]}> is not closed yet."))
                if name not in names:
                    continue
            while names:
                place, first = stack.pop()
                elements[place] = _new(Element, (tokens[first], first, index))
                if names.pop() == name:
                    break
        elif kind == "text" and names and names[-1] in ONLY_ELEMENTS and not token.value.isspace():
            problems.append(Problem(token.start, f"A text may not stand directly in a <{names[-1]}>."))
    for place, first in stack:
        elements[place] = Element(tokens[first], first, len(tokens) - 1)
    return Balance(elements, unopened, [tokens[first] for _, first in stack], problems)


def _misplaced(name: str, names: list[str]) -> str:
    if name in REFUSED:
        return f"<{name}> is out of use; browsers treat it in ways of their own."
    if not names:
        return ""
    parent = names[-1]
    if parent in DRAWN and name not in DRAWN:
        return f"<{name}> may not stand in a drawing."
    if parent in ONLY_ELEMENTS and name not in ONLY_ELEMENTS[parent]:
        return f"<{name}> may not stand directly in a <{parent}>."
    if name in PARENTS and parent not in PARENTS[name]:
        return f"<{name}> may not stand directly in a <{parent}>."
    if (inside := NEVER_INSIDE.get(name)) is not None:
        fences = FENCES.get(name, frozenset())
        for other in reversed(names):
            if other in fences:
                break
            if other in inside:
                return f"<{name}> may not stand in a <{other}>."
    return ""
