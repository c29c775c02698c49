"""Rules for what was begun and not finished: a label with nothing behind it, a reference without words, "to do"."""

import re
from collections.abc import Iterable, Iterator

from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.language.sentences import blanked
from meldwijzer.references import LABELLED

from .base import PlacedText, Rule, Shown, error
from .said import known, texts

_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)]) ")
_ENDS = re.compile(r"[:：][\s\u00a0\u202f*_]*$", re.MULTILINE)
_DASHES = re.compile(
    r"[:：|][*_ \u00a0\u202f]*(?:[-–—_]+|\.{2,}|…+|\?{1,3}|/|n/?a)[*_ \u00a0\u202f.,;|]*$", re.MULTILINE
)
_BRACKETS = re.compile(r"\([\s\u00a0_.…-]*\)|\[[\s\u00a0_.…-]*\](?!\()")
_BLANK = re.compile(r"_{3,}|\.{4,}|\?{2,}")
_GAP = re.compile(r"[:,(][ \u00a0]*[.,;](?=\s|$)| +[.,](?=\s|$)", re.MULTILINE)
"""What is left where a reference was taken out: ``Call .``"""
_NO_WORD = re.compile(r"[\W_]+")
_EMPTY = {_DASHES: ":：|", _BRACKETS: "([", _BLANK: ("___", "....", "??")}
"""What stands for nothing, and what has to be in a text for it: most texts have none of it."""
_BEFORE_GAP = (" .", " ,", " ;", "\u00a0.", "\u00a0,", "\u00a0;", ":.", ":,", ":;", ",.", ",,", ",;", "(.", "(,", "(;")


def labels(content: Content) -> Iterable[Finding]:
    """Nothing that somebody began is left open: a label has its value, a reference its words."""
    everything = known(content)
    for placed in texts(content):
        text = placed.text.text
        if placed.path.endswith(".po"):
            # A catalogue's words may end with a colon: the page puts the value behind them.
            if _NO_WORD.fullmatch(text) and len(text.strip()) > 0 and not _is_sign(placed):
                yield error(
                    "label", placed.place(content), f'"{placed.text.way[0]}" has no words, only "{text}".',
                    "Write its words behind msgstr.",
                )  # fmt: skip
        else:
            yield from _without_value(content, placed)
        for match in LABELLED.finditer(text):
            if not match[1].strip(" *_\u00a0"):
                message = f"The reference to {match[2]} has no words between its brackets."
                yield error(
                    "label",
                    placed.place(content, match.start()),
                    message,
                    f"Write [words]({match[2]}) or <{match[2]}>.",
                )
        for found in everything.tongues[placed.language].find("unfinished", text):
            if "synonyms" in placed.text.way or everything.in_name(text, found.start, found.end):
                continue
            if " " not in text[found.start : found.end] or _stands_alone(text, found.start, found.end):
                said = text[found.start : found.end]
                yield error(
                    "label", placed.place(content, found.start), f'"{said}" says that something is missing here.', _FILL
                )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether words are all that stands in a line, behind a colon or between brackets: "(to be completed)"."""
    before, after = text[:start].rstrip(" \u00a0*_"), text[end:].lstrip(" \u00a0*_.…")
    return (not before or before[-1] in ":\n([-–|") and (not after or after[0] in "\n)]|")


_FILL = "Write what belongs there, or take it out."


def _is_sign(placed: PlacedText) -> bool:
    """Tell whether a message is meant to be a sign: its key says so (``list.separator``)."""
    return str(placed.text.way[0]).rsplit(".", 1)[-1] in ("separator", "sign", "dash")


def _without_value(content: Content, placed: PlacedText) -> Iterator[Finding]:
    """Yield a finding for each label at the end of a line, paragraph or item with nothing behind it."""
    text = placed.text.text
    words = blanked(text)
    for end in _ENDS.finditer(words) if ":" in words or "：" in words else ():
        start = words.rfind("\n", 0, end.start()) + 1
        start += len(words[start:]) - len(words[start:].lstrip(" -*+•0123456789.)"))
        if start < end.start() and not _introduces(text, words, end.start(), end.end()):
            said = " ".join(text[start : end.end()].split())
            yield error("label", placed.place(content, start), f'Behind "{said[-60:]}" stands nothing.', _FILL)
    for pattern, signs in _EMPTY.items():
        for empty in pattern.finditer(words) if any(sign in words for sign in signs) else ():
            message = f'"{empty[0].strip()}" stands where something should be.'
            yield error("label", placed.place(content, empty.start()), message, _FILL)
    for gap in _GAP.finditer(text) if any(sign in text for sign in _BEFORE_GAP) else ():
        message = f'Something is missing before "{gap[0][-1]}".'
        yield error("label", placed.place(content, gap.start()), message, _FILL)


def _introduces(text: str, words: str, colon: int, end: int) -> bool:
    """Tell whether a line that ends with a colon introduces the list, the lines or the paragraph behind it."""
    line = words[words.rfind("\n", 0, colon) + 1 : end]
    following = words[end:].lstrip("\n").split("\n", 1)[0]
    if not following.strip():
        return False
    here = text[colon - len(line) + (end - colon) : end]
    there = text[end:].lstrip("\n").split("\n", 1)[0]
    if _LIST_ITEM.match(here):
        # In a list only what is set in further belongs to an item.
        return bool(_LIST_ITEM.match(there)) and _indent(there) > _indent(here)
    if there.startswith("#"):
        return False
    # "Emergency number:" and then another label is no introduction.
    return bool(_LIST_ITEM.match(there)) or not _ENDS.search(following)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


RULES = (
    Rule(
        "label",
        "a label with nothing behind it was the fault of the old leaflet: its emergency number was missing",
        labels,
        Shown(
            "content/nl/faq.yml",
            "questions.upset.answer.BE",
            "'Noodnummer:'",
            "'Noodnummer: <phone:emergency.112>.'",
        ),
    ),
)
