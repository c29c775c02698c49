"""Whether a sentence denies or doubts what it names, by the small words of terms.yml. Nothing about what it names."""

import re
from collections.abc import Sequence
from functools import cached_property

from meldwijzer.model.terms import Terms

from .matching import Match, Phrases, phrases_of

_STOPS = re.compile(r"[:;(–—]|\.\.\.|…")
_ENDS = re.compile(r"[,:;.!?()–—]")


class Grammar:
    """The small words of one language."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    @cached_property
    def _words(self) -> Phrases:
        lists = {
            "not": self._terms.negations, "without": self._terms.without, "turn": self._terms.turns,
            "join": self._terms.joins, "choice": self._terms.choices, "doubt": self._terms.doubts,
        }  # fmt: skip
        return phrases_of(tuple((key, phrase) for key, phrases in lists.items() for phrase in phrases))

    def doubts(self, sentence: str) -> bool:
        """Tell whether a sentence says that something is not known."""
        return any(match.key == "doubt" for match in self._words.find(sentence))

    def negates(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether a request is turned round: by a negation in it, or anywhere in its clause.

        Args:
            sentence: The sentence with its references blanked out.
            start: Where the request begins in it.
            end: Where it ends.
        """
        small = self._words.find(sentence)
        first, last = self._clause(sentence, start, end, small)
        return any(
            first <= word.start and word.end <= last and (word.key == "not" or word.start < end)
            for word in small
            if word.key in ("not", "without")
        )

    def denies(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether a statement is turned round: by a negation that stands close by, with no comma between."""
        small = [word for word in self._words.find(sentence) if word.end <= start or word.start >= end]
        for word in small:
            if word.key not in ("not", "without") or (word.key == "without" and word.start >= end):
                continue
            behind = word.start >= end
            first, last = (end, word.start) if behind else (word.end, start)
            between = sentence[first:last]
            joined = any(first <= other.start < last for other in small if other.key in ("join", "turn"))
            if not joined and not _ENDS.search(between) and len(between.split()) <= (1 if behind else 4):
                return True
        return False

    def _clause(self, sentence: str, start: int, end: int, small: Sequence[Match]) -> tuple[int, int]:
        """Return from where to where a negation would reach the phrase."""
        first = 0
        for stop in _STOPS.finditer(sentence, 0, start):
            first = stop.end()
        for word in small:
            if word.key == "turn" and word.end <= start:
                first = max(first, word.end)
        before = sentence[:start].rstrip(" \u00a0“«\"‘'")
        joined = any(word.key == "join" and word.end == len(before) for word in small)
        listed = any(word.key == "choice" and word.start >= end for word in small)
        if joined or (before.endswith(",") and not listed):
            first = start
        stop_at = _ENDS.search(sentence, end)
        last = stop_at.start() if stop_at else len(sentence)
        for word in small:
            if word.key in ("turn", "join") and end <= word.start < last:
                last = word.start
        return first, last
