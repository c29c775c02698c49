"""Figures in a text of one language: numbers, amounts, dates, as values that can be compared. No telephone numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol
from num2words import num2words

from .matching import words_of

_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![^\W_])(?<![.,])(?P<sign>[-−])?(?P<number>\d{{1,3}}(?:[.,{_SPACES}]\d{{3}})+(?!\d)|\d+)(?P<rest>[.,]\d+)?"
    r"(?P<suffix>bis|ter|quater|[a-d](?![a-z]))?"
)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOLLOWING = re.compile(r" [^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 30
"""Characters of the longest number in words that is looked for."""
_ITEM = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_MONEY = re.compile(rf"[{_SPACES}]?(?:€|EUR\b|euros?\b)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(rf"(?:€|EUR)[{_SPACES}]?$", re.IGNORECASE)
_PERCENT = re.compile(rf"[{_SPACES}]?%")

MAX_WORD = 100
"""Up to which number its words are known: ages, days, months, percentages."""
FIGURE_FROM = 10
"""From which number on its words count as a figure: smaller ones are in idioms (both, one by one, a second)."""


@dataclass(frozen=True)
class Figure:
    """A number in a text."""

    value: str
    """Without the language's own signs: ``40``, ``1250.5``, ``383bis``; a month or weekday with a number: ``m7``."""
    unit: str
    """``€``, ``%`` or nothing."""
    start: int
    written: str
    is_spelled: bool = False
    """Whether it is a number in words."""


def _beside_number(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 5) : start].rstrip(), text[end : end + 2].lstrip()
    return bool(_DIGIT.search(before[-3:])) or after[:1].isdigit()


class _Beginning(dict[str, bool]):
    """Whether words may begin a figure, worked out for each when it is first met."""

    def __init__(self, telling: frozenset[str]) -> None:
        super().__init__()
        self._telling = telling

    def __missing__(self, word: str) -> bool:
        self[word] = begins = word.lower().split("-")[0] in self._telling
        return begins


@dataclass(frozen=True)
class Figures:
    """How one locale writes figures."""

    locale_name: str

    @cached_property
    def _decimal(self) -> str:
        return str(get_decimal_symbol(Locale.parse(self.locale_name)))

    @cached_property
    def _spelled(self) -> Mapping[str, int]:
        """The words for numbers up to :data:`MAX_WORD`, with hyphens for spaces; empty where none are known."""
        found: dict[str, int] = {}
        for number in range(2, MAX_WORD + 1):
            try:
                words = num2words(number, lang=self.locale_name[:2]).lower()
            except NotImplementedError:
                break
            found.setdefault(words.replace(" ", "-"), number)
        return found

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The names of months and weekdays, in small letters, with a plural's ending too."""
        locale = Locale.parse(self.locale_name)
        names = {name.lower(): f"m{index}" for index, name in get_month_names("wide", locale=locale).items()}
        for index, name in get_day_names("wide", locale=locale).items():
            names |= {f"{name.lower()}{ending}": f"d{index}" for ending in ("", "s", "en")}
        return names

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Every word that may be a figure or begin one."""
        firsts = {word.split("-")[0] for word in self._spelled}
        return frozenset(firsts | set(self._spelled) | set(self._names))

    @cached_property
    def _begins(self) -> "_Beginning":
        """Whether a word, as it is written, may be a figure or begin one."""
        return _Beginning(self._telling)

    @cached_property
    def _telling_folded(self) -> frozenset[str]:
        """The same without accents."""
        return frozenset(word for telling in self._telling for word in words_of(telling))

    def find(
        self, text: str, words: frozenset[str] | None = None, *, spelled_from: int = FIGURE_FROM
    ) -> Iterator[Figure]:
        """Yield the figures of a text without references; the numbers of a numbered list are none.

        Args:
            text: The text.
            words: Its different words, folded, where they are known.
            spelled_from: From which number on its words count; never "one", which is an article in many languages.
        """
        if _DIGIT.search(text):
            text = _ITEM.sub(lambda match: " " * len(match[0]), text)
            for match in _NUMBER.finditer(text):
                yield self._number(text, match)
        for start, said in self._telling_words(text, words):
            small = said.lower()
            value = self._names.get(small, "")
            # A month beside a number only: "may" and "mars" are other words too.
            if value.startswith("d") or (value and _beside_number(text, start, start + len(said))):
                yield Figure(value, "", start, said)
            elif (number := self._spelled.get(small.replace(" ", "-"), 0)) >= spelled_from:
                yield Figure(str(number), "", start, said, is_spelled=True)

    def spells(self, text: str, value: str) -> bool:
        """Tell whether a text says a number in words."""
        found = (self._spelled.get(words.lower().replace(" ", "-")) for _, words in self._telling_words(text))
        return value.isdigit() and int(value) in found

    def _telling_words(self, text: str, known: frozenset[str] | None = None) -> Iterator[tuple[int, str]]:
        """Yield words that may be figures, the longest that belong together (``vingt et un``), with their place."""
        if self._telling_folded.isdisjoint(words_of(text) if known is None else known):
            return
        end, begins = 0, self._begins
        for match in _WORDS.finditer(text):
            if not begins[match[0]] or match.start() < end:
                continue
            words = match[0]
            for longer in _FOLLOWING.finditer(text, match.end()):
                if longer.start() != match.start() + len(words) or len(words) > _LONGEST:
                    break
                words += longer[0]
            while words and not self._is_known(words):
                words = words.rpartition(" ")[0]
            if words:
                yield match.start(), words
                end = match.start() + len(words)

    def _is_known(self, words: str) -> bool:
        small = words.lower()
        return small in self._names or small.replace(" ", "-") in self._spelled

    def _number(self, text: str, match: re.Match[str]) -> Figure:
        whole, rest = match["number"], match["rest"] or ""
        digits = re.sub(r"\D", "", whole)
        if rest and rest[0] == self._decimal:
            digits += f".{rest[1:].rstrip('0')}".rstrip(".")
        elif rest:
            digits += rest  # 1.10 in a language with a decimal comma: a version, a paragraph
        after = text[match.end() :]
        before = text[: match.start()]
        unit = ""
        if _MONEY.match(after) or _MONEY_BEFORE.search(before[-5:]):
            unit = "€"
        elif _PERCENT.match(after):
            unit = "%"
        # A date of the calendar has no leading nought.
        value = f"{match['sign'] or ''}{digits.lstrip('0') or '0'}{match['suffix'] or ''}"
        return Figure(value, unit, match.start(), match[0])
