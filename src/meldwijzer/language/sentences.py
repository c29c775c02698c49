"""Prose cut into blocks (paragraphs, list items, headings) and sentences, with what is not words blanked out.

Every offset stays that of the text as it was written. Nothing about any one language.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from meldwijzer.references import BARE, LABELLED, without_underscores

REFERENCE = "\ue000"
"""Stands for each character of a reference such as ``<phone:child-focus.helpline>``: no word, and no space."""

_NOT_WORDS = re.compile(r"\{#[\w-]+\}|^#{1,6} |\*+", re.MULTILINE)
_BLOCK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+•|#]|\d+[.)]) ?)|(?<=\})\n")
_END = re.compile(
    r"[.!?…]+(?:[\s\u00a0\u202f]*[”»])?[\"’)\]]*[\s\u00a0\u202f]+"
    rf"(?=[-–—\"“‘«(\[\u00a0\u202f ]*[A-ZÀ-ÖØ-Þ0-9{REFERENCE}])"
)
_MARKER = re.compile(r"\s*(?:(?:[-*+•|]|\d+[.)])[ \t]+)?")
_ABBREVIATION = re.compile(r"(?:^|[\s(“«\"])(?:\w\.)+$|(?:^|\s)(?:p\. ex|bv|nr|art|dr|mr|St)\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence, an unfinished line or a cell, and where it stands in its text."""

    start: int
    """The offset of its first character in the text."""
    words: str
    """What stands there, with references and marks blanked out, one character for one."""
    block: int
    """The number of its paragraph, list item or heading; sentences of one block belong together."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.words)

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return self.words.rstrip(" \u00a0\u202f”»\"'").endswith("?")


@lru_cache(maxsize=32768)
def blanked(text: str) -> str:
    """Return a text of the same length whose references and marks are no words any more.

    The own text of a labelled reference stays: readers see it.
    """
    text = BARE.sub(lambda found: REFERENCE * len(found[0]), text)
    text = LABELLED.sub(lambda found: f" {_quiet(found[1])}{' ' * (len(found[0]) - len(found[1]) - 1)}", text)
    text = without_underscores(text)
    return _NOT_WORDS.sub(lambda found: " " * len(found[0]), text) if "#" in text or "*" in text else text


def _quiet(label: str) -> str:
    """Take the marks that would end a sentence out of a label (``Stop it Now! Vlaanderen``)."""
    return re.sub(r"[.!?](?=\s)", " ", label)


@lru_cache(maxsize=32768)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in Markdown, in order."""
    words = blanked(text)
    found: list[Sentence] = []
    for block, (start, end) in enumerate(_blocks(text)):
        marker = _MARKER.match(text, start, end)
        first = marker.end() if marker else start
        while first < end:
            stop = _stop(words, first, end)
            if words[first:stop].strip():
                found.append(Sentence(first, words[first:stop].rstrip(), block))
            first = stop
    return tuple(found)


def around(text: str, start: int, end: int) -> Sentence | None:
    """Return the sentence of a text in which a stretch of it lies; ``None`` where it lies in more than one."""
    every = sentences(text)
    index = bisect_right(every, start, key=lambda sentence: sentence.start) - 1
    return every[index] if index >= 0 and end <= every[index].end else None


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return from where to where each paragraph, list item, heading and table row goes."""
    cuts = [(0, 0), *((found.start(), found.end()) for found in _BLOCK.finditer(text)), (len(text), len(text))]
    return [(before[1], after[0]) for before, after in pairwise(cuts) if before[1] < after[0]]


def _stop(words: str, first: int, end: int) -> int:
    """Return the offset at which the sentence that begins at ``first`` has ended."""
    for found in _END.finditer(words, first, end):
        if not _ABBREVIATION.search(words, first, found.start() + 1):
            return found.end()
    return end
