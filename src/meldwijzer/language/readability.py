"""How easy a text reads: words and syllables of its sentences, and the reading ease of its language. No budgets.

Syllables are counted where Pyphen's dictionaries (LibreOffice's) would break a word. They find too few in English and
in short words, so that scores come out somewhat high: good for seeing a text get worse, not for comparing languages.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pyphen

from .sentences import Sentence

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_EASE = {
    "de": (180.0, 1.0, 58.5),
    "en": (206.835, 1.015, 84.6),
    "fr": (207.0, 1.015, 73.6),
    "nl": (206.84, 0.93, 77.0),
}
"""Flesch's formula: of 1948 for English, Douma's for Dutch (1960), Kandel and Moles's for French (1958), Amstad's for
German (1978). From the first number are taken words per sentence, and syllables per word, each so many times."""


@dataclass(frozen=True)
class Reading:
    """What was counted in some sentences."""

    sentences: int
    words: int
    syllables: int
    longest: int
    """The words of the longest sentence."""

    @property
    def mean(self) -> float:
        """Words per sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    def ease(self, language: str) -> float | None:
        """Return Flesch's reading ease, 100 being very easy and 30 hard; ``None`` where no formula is known."""
        if not self.words or language not in _EASE:
            return None
        base, per_sentence, per_word = _EASE[language]
        return base - per_sentence * self.mean - per_word * self.syllables / self.words


def words_of_sentence(sentence: Sentence) -> list[str]:
    """Return the words of a sentence; a number is one, a reference none."""
    return _WORD.findall(sentence.words)


def measure(sentences: Iterable[Sentence], language: str) -> Reading:
    """Count sentences; what has fewer than three words is a label, no sentence.

    Args:
        sentences: Of one page, in any order.
        language: Their language's tag.
    """
    found = (_WORD.findall(sentence.words.lower()) for sentence in sentences)
    counted = [words for words in found if len(words) > 2]
    return Reading(
        sentences=len(counted),
        words=sum(map(len, counted)),
        syllables=sum(
            count * syllables(word, language) for word, count in Counter(chain.from_iterable(counted)).items()
        ),
        longest=max(map(len, counted), default=0),
    )


@cache
def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word in small letters has; 1 in a language without dictionary or formula."""
    dictionary = _dictionary(language) if language in _EASE else None
    return 1 + (len(dictionary.positions(word)) if dictionary else 0)


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known) if known else None
