"""Words and phrases of terms.yml found in a text, whatever the capitals, accents, underscores, unseen characters.

A phrase is words with single spaces; ``*`` stands for any letters of a word, ``…`` for up to six words between.
Nothing about what the words mean.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]")
"""Soft hyphens, zero-width characters, and accents that stand apart from their letter."""
_BETWEEN = r"[\s\-‐‑–/_]+"
_LETTERS = r"[^\W_]*"
_LONGER = r"(?:(?:[^\w.;:!?]|_)+[^\W_]+){0,6}?(?:[^\w.;:!?]|_)+"


@dataclass(frozen=True)
class Folded:
    """A text in small letters without accents, and where each character stood."""

    text: str
    offsets: tuple[int, ...] | None
    """``None`` where every character kept its place."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to where a stretch of the folded text stands in the text as written."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Match:
    """A phrase that was found."""

    key: str
    start: int
    """Offset in the text as it was written."""
    end: int


class _Plainly(dict[int, str]):
    """What each character is compared as, worked out when it is first met; always one character."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_TABLE = _Plainly()
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=32768)
def folded(text: str) -> Folded:
    """Return a text as it is compared."""
    if text.isascii():
        return Folded(text.lower(), None)
    if not _UNSEEN.search(text):
        return Folded(text.translate(_TABLE), None)
    kept = [index for index, character in enumerate(text) if not _UNSEEN.match(character)]
    return Folded("".join(text[index] for index in kept).translate(_TABLE), tuple(kept))


@lru_cache(maxsize=32768)
def words_of(text: str) -> frozenset[str]:
    """Return the different words of a text, folded: what cannot stand in it need not be looked for."""
    return frozenset(_WORDS.findall(folded(text).text))


def _plain(character: str) -> str:
    """Return a character in small, without its accent; always one character."""
    if character in "’‘ʼ":
        return "'"
    small = unicodedata.normalize("NFKD", character)[:1].lower()
    return small if len(small) == 1 else character


def phrase_pattern(phrase: str) -> str:
    """Return the regular expression of a phrase, for folded text."""
    parts = [
        "…" if word in ("…", "...") else re.escape(folded(word).text).replace(r"\*", _LETTERS)
        for word in phrase.split()
    ]
    pattern = _BETWEEN.join(parts)
    pattern = pattern.replace(f"{_BETWEEN}…{_BETWEEN}", _LONGER)
    start = "" if not (parts[0][0].isalnum() or parts[0].startswith(_LETTERS)) else r"(?<![^\W_])"
    end = "" if phrase.endswith(("'", "’")) else r"(?![^\W_])"
    return f"{start}{pattern}{end}"


@lru_cache(maxsize=8192)
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase_pattern(phrase))


@dataclass(frozen=True)
class _Phrase:
    """A phrase under its key, with the words that must stand in a text as they stand in it."""

    key: str
    phrase: str
    words: frozenset[str]


_MOST_KNOWN = 20_000
"""Texts of which one set of phrases keeps what it found."""


@lru_cache(maxsize=64)
def phrases_of(listed: tuple[tuple[str, str], ...]) -> "Phrases":
    """Return phrases under their keys; the same again for the same phrases, with all that they found before."""
    return Phrases(listed)


class Phrases:
    """Phrases under their keys, ready to be found in many texts.

    Each is looked for only in texts that have its words, so that hundreds cost little.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        """By the longest word that stands in the phrase as it is."""
        self._begun: list[tuple[str, _Phrase]] = []
        """With the beginning of a word, for phrases that have nothing but such words."""
        for key, text in phrases:
            whole, begun = _telling_words(text)
            phrase = _Phrase(key, text, frozenset(whole))
            if whole:
                self._whole.setdefault(max(whole, key=len), []).append(phrase)
            else:
                self._begun.append((begun, phrase))
        self._by_word: dict[str, tuple[_Phrase, ...]] = {}
        self._idle: set[str] = set()
        """Words that no phrase has: most are."""
        self._known: dict[str, list[Match]] = {}
        """What was found in each text; most are looked at again when a project is checked again."""

    def find(self, text: str) -> Sequence[Match]:
        """Return every phrase in a text, in its order; of those that overlap the longest of each key."""
        if (known := self._known.get(text)) is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._found(text)
        return known

    def _found(self, text: str) -> list[Match]:
        found: list[Match] = []
        for phrase in self._possible(words_of(text)):
            fold = folded(text)
            for match in _compiled(phrase.phrase).finditer(fold.text):
                found.append(Match(phrase.key, *fold.original(match.start(), match.end())))
        return _longest(found) if found else found

    def _possible(self, words: frozenset[str]) -> Iterable[_Phrase]:
        """Return the phrases of which all words stand in a text."""
        known = self._by_word
        possible: dict[_Phrase, None] = {}
        for word in words - self._idle:
            phrases = known.get(word)
            if phrases is None:
                begun = [phrase for start, phrase in self._begun if word.startswith(start)]
                phrases = known[word] = (*self._whole.get(word, ()), *begun)
                if not phrases:
                    self._idle.add(word)
            for phrase in phrases:
                if phrase.words <= words:
                    possible[phrase] = None
        return possible


def _telling_words(phrase: str) -> tuple[list[str], str]:
    """Return the words of a phrase that stand in it whole, and the longest beginning of another."""
    parts = folded(phrase).text.split()
    whole = [word for part in parts if "*" not in part for word in _WORDS.findall(part)]
    begun = [(_WORDS.findall(part.split("*")[0]) or [""])[-1] for part in parts if "*" in part]
    return whole, max(begun, key=len, default="")


def _longest(found: Sequence[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(match.key == other.key and match.start < other.end and other.start < match.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: (one.start, one.end, one.key))
