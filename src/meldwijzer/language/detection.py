"""Which of the site's languages a sentence is in, learned from the site's own words. No word list, no model file.

On this site's sentences it is right more often than general detectors: those know hundreds
of languages, but not the names of helplines. It needs nothing but the texts, and gives the same answer each time.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

ENOUGH = 400
"""So many words of a language must be there before anything is said about it."""
ENOUGH_FOR_STRANGE = 3000
"""So many, before a sentence whose words nobody knows is called strange."""
_MARGIN = 5.0
"""How much likelier another language must be (natural logarithm): 150 times."""
_SMOOTH = 0.1
_USUAL = 8
"""A word that stands more often than this is a usual one."""
_MOSTLY = 0.65
_OF_ANOTHER = 0.5
"""So many of its words must be known in the other language, before it is named."""
_STRANGE = 0.34
"""A sentence is strange where fewer of its words stand elsewhere, if it has the fewest words for that."""
_FEWEST = 7


_UNUSUAL = re.compile(r"(?:\.u{0,2}){2}\.")
"""Three unusual words, at most two usual ones between them: as few as a foreign sentence of four words has."""


@dataclass(frozen=True)
class Verdict:
    """Another language than the text should be in; an empty tag where it is none of the site's."""

    language: str


class Vocabulary:
    """How often each word occurs in each language of the site."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """Take the words of each language, or how often each occurs."""
        self.counts: dict[str, Counter[str]] = {language: Counter(found) for language, found in words.items()}
        self.sizes = {language: counts.total() for language, counts in self.counts.items()}
        kinds = len(set().union(*self.counts.values())) if self.counts else 0
        self._rest = {language: math.log(size + _SMOOTH * kinds + 1) for language, size in self.sizes.items()}

        self._usual = {
            language: frozenset(word for word, count in counts.items() if count > _USUAL)
            for language, counts in self.counts.items()
        }

    @cached_property
    def _languages_of(self) -> Mapping[str, Sequence[str]]:
        """The languages in which each word stands."""
        found: dict[str, list[str]] = {}
        for language, counts in self.counts.items():
            for word in counts:
                found.setdefault(word, []).append(language)
        return found

    def is_plain(self, language: str, words: Sequence[str]) -> bool:
        """Tell at once that most words of a sentence are usual ones of its language, so that no more need be asked."""
        usual = self._usual.get(language, frozenset())
        return sum(word in usual for word in words) >= _MOSTLY * len(words)

    def may_be_foreign(self, language: str, words: Sequence[str]) -> bool:
        """Tell at once that no sentence of a text can be foreign: nowhere in it do unusual words stand close by."""
        usual = self._usual.get(language, frozenset())
        return _UNUSUAL.search("".join(["u" if word in usual else "." for word in words])) is not None

    def foreign(self, language: str, words: Sequence[str], whole: Mapping[str, int]) -> Verdict | None:
        """Return the language that a sentence is in if it is not the one it should be in.

        Args:
            language: The language that it should be in.
            words: Its words in small letters, without names.
            whole: How often each word occurs in the text that it comes from: a text does not speak for itself.
        """
        if self.sizes.get(language, 0) < ENOUGH:
            return None
        own = self._likelihood(language, words, whole)
        # In most of many languages nobody says any of these words: they are all as unlikely as can be.
        knowing = set().union(*(self._languages_of.get(word, ()) for word in words))
        never = len(words) * math.log(_SMOOTH)
        others = [
            (self._likelihood(other, words, {}) if other in knowing else never - len(words) * self._rest[other], other)
            for other, size in self.sizes.items()
            if other != language and size >= ENOUGH
        ]
        if others:
            best, other = max(others)
            if best - own > _MARGIN:
                known = sum(word in self.counts[other] for word in words)
                return Verdict(other if known >= _OF_ANOTHER * len(words) else "")
        return self._strange(language, words, whole)

    def likeliest(self, words: Sequence[str], among: Sequence[str]) -> str:
        """Return the language among these in which a sentence is likeliest, the first where several are."""
        return max(among, key=lambda language: self._likelihood(language, words, {}))

    def _likelihood(self, language: str, words: Sequence[str], whole: Mapping[str, int]) -> float:
        counts = self.counts[language]
        log = math.log
        said = sum(log(max(counts.get(word, 0) - whole.get(word, 0), 0) + _SMOOTH) for word in words)
        return said - len(words) * self._rest[language]

    def _strange(self, language: str, words: Sequence[str], whole: Mapping[str, int]) -> Verdict | None:
        if len(words) < _FEWEST or self.sizes[language] < ENOUGH_FOR_STRANGE:
            return None
        counts = self.counts[language]
        known = sum(counts.get(word, 0) > whole.get(word, 0) for word in words)
        return Verdict("") if known < _STRANGE * len(words) else None
