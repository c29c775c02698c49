"""Long telephone numbers in a text, in any usual notation, right or one digit wrong. Short ones are in short.py.

The text is cut into runs: groups of digits with little between them. In a run each group that can begin a number is
tried with every group that can end it; look-alikes (dates, accounts, amounts: looks.py) fall out, and the best
reading wins: a registered number, then one that exists or is a digit away from a registered one, then the mere shape.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from . import looks
from .digits import Candidate, Plain, letters_as_digits, plain
from .registered import Registered
from .vocabulary import ShortVocabulary

EXACT, GOOD, SHAPE, NOTHING = 3, 2, 1, 0
_FEWEST = 6
_MOST = 17
_DIGITS = re.compile(r"[0-9]+")
_GAP = re.compile(r"[ \t]{0,2}[-./()|~]{0,2}[ \t]{0,2}[()]?|[ \t]*[-./]?[ \t]*\n[ \t]{0,12}")
"""What may stand between two groups of digits of one number."""
_BREAK = re.compile(r"\n|[ \t]{2}|[ \t][-./|~]|[-.|~][ \t]|\||\(|/[ \t]")
"""What stands between two numbers rather than within one."""


@dataclass(frozen=True)
class _Run:
    text: str
    groups: list[tuple[int, int]]
    gaps: list[str]
    """The text before each group but the first, which has an empty one."""


def long_numbers(
    text: str,
    countries: Sequence[str],
    registered: Registered | None = None,
    vocabulary: ShortVocabulary | None = None,
) -> Iterator[Candidate]:
    """Yield everything that is written as a telephone number of seven digits or more, in the text's order.

    ``countries`` are those whose numbers may stand without a country's code (``["BE", "NL"]``). With the registered
    numbers the scan finds them in any company, retired or not, also without their area code and with one digit wrong.
    """
    made = plain(text)
    scanned = letters_as_digits(made.text)
    scan = _Scan(made, scanned, tuple(countries), registered, vocabulary or ShortVocabulary())
    for run in _runs(scanned):
        yield from scan.numbers_of(run)


def _runs(text: str) -> Iterator[_Run]:
    groups: list[tuple[int, int]] = []
    gaps: list[str] = []
    digits = 0
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        gap = text[groups[-1][1] : start] if groups and start - groups[-1][1] <= 18 else None
        if groups and (gap is None or not _GAP.fullmatch(gap)):
            if digits >= _FEWEST:
                yield _Run(text, groups, gaps)
            groups, gaps, digits = [], [], 0
        gaps.append((gap or "") if groups else "")
        groups.append((start, end))
        digits += end - start
    if digits >= _FEWEST:
        yield _Run(text, groups, gaps)


@dataclass(frozen=True)
class _Found:
    start: int
    last: int
    """The index of its last group."""
    digits: str
    rank: int


class _Scan:
    """One text's scan."""

    def __init__(
        self,
        made: Plain,
        text: str,
        countries: tuple[str, ...],
        registered: Registered | None,
        vocabulary: ShortVocabulary,
    ) -> None:
        self.made = made
        self.text = text
        self.countries = countries
        self.registered = registered
        self.vocabulary = vocabulary
        self.codes = tuple(str(phonenumbers.country_code_for_region(country)) for country in countries)

    def numbers_of(self, run: _Run) -> Iterator[Candidate]:
        first, before = 0, 0
        while first < len(run.groups):
            found = self._best(run, first, before)
            if found is None:
                first += 1
                continue
            found = self._registered_within(run, first, before, found)
            end = run.groups[found.last][1]
            yield self.made.candidate(found.start, end, found.digits, "long")
            first = before = found.last + 1

    def _registered_within(self, run: _Run, first: int, taken: int, found: _Found) -> _Found:
        """Return the registered number that begins inside another reading: ``1. 0800 20 00`` is no number with a 1."""
        for inner in range(first + 1, found.last + 1 if found.rank < EXACT else 0):
            better = self._best(run, inner, taken)
            if better is not None and better.rank == EXACT:
                return better
        return found

    def _best(self, run: _Run, first: int, taken: int) -> _Found | None:
        """Return the best number that begins with a group; groups before ``taken`` belong to another number."""
        lead = self._lead(run, first)
        if lead is None:
            return None
        start, sign = lead
        weakest = self._weakest_start(run, first, start, taken)
        best: _Found | None = None
        digits = ""
        for last in range(first, len(run.groups)):
            group = self.text[slice(*run.groups[last])]
            if last > first and not _within(run, last):
                break
            if len(digits) + len(group) > _MOST:
                break
            digits += "" if _bracketed_zero(run, last) and last > first else group
            if len(digits) < _FEWEST:
                continue
            written = self._read(sign, digits)
            rank = self._rank(run, first, last, start, written)
            if rank < max(weakest, self._weakest_end(run, last)):
                continue
            if best is None or rank > best.rank or (rank == best.rank < EXACT):
                best = _Found(start, last, written, rank)
        return best

    def _read(self, sign: str, digits: str) -> str:
        """Return digits with ``+`` if they are written internationally, which two zeros may also be by a slip."""
        if sign:
            return f"+{digits}"
        if not digits.startswith("00"):
            return digits
        known, abroad = self.registered, f"+{digits[2:]}"
        if known is None or known.exactly(abroad) or known.one_slip(abroad):
            return abroad
        return digits if known.one_slip(digits) else abroad

    def _lead(self, run: _Run, first: int) -> tuple[int, str] | None:
        """Return where a number that begins with this group starts, with ``+`` or ``(``, and its sign."""
        start = run.groups[first][0]
        before = self.text[max(0, start - 3) : start]
        match = re.search(r"(?:\(?\+ ?|\+ ?\()$", before)
        if match:
            return start - len(match[0]), "+"
        if before.endswith("(") and (self.text[start] == "0" or self.registered is not None):
            return start - 1, ""
        return start, ""

    def _weakest_start(self, run: _Run, first: int, start: int, taken: int) -> int:
        """Return the rank that a number must have to begin here, by what stands before it."""
        if first > taken or (first and first == taken):
            gap = run.gaps[first]
            if gap == "/":
                return GOOD if first == taken else EXACT
            if not (_BREAK.search(gap) or gap == " "):
                return GOOD if first == taken and gap else NOTHING + 9
            return SHAPE if _BREAK.search(gap) or first == taken else GOOD
        return looks.weakest_after(self.text, start)

    def _weakest_end(self, run: _Run, last: int) -> int:
        """Return the rank that a number must have to end here, by what stands after it."""
        if last + 1 < len(run.groups):
            gap = run.gaps[last + 1]
            if _BREAK.search(gap):
                return SHAPE
            return GOOD if gap in (" ", "/") else EXACT
        return looks.weakest_before(self.text, run.groups[last][1])

    def _rank(self, run: _Run, first: int, last: int, start: int, digits: str) -> int:
        end = run.groups[last][1]
        known = self.registered
        if known is not None and digits in known.short:
            return NOTHING  # the words around decide: short.py
        if known is not None and known.exactly(digits) is not None:
            return NOTHING if looks.part_of_account(self.text, start, end) else EXACT
        spread = any("\n" in gap for gap in run.gaps[first + 1 : last + 1])
        near = known is not None and (
            known.tail(digits) is not None
            or (len(digits) >= looks.SHORTEST and not spread and known.one_slip(digits) is not None)
        )
        lengths = [b - a for a, b in run.groups[first : last + 1]]
        if not near and not looks.worth_asking(digits, lengths, self.codes):
            return NOTHING
        if looks.part_of_account(self.text, start, end):
            return NOTHING
        if looks.something_else(self.text, start, end) or looks.is_identified(self.text, start, self.vocabulary):
            return NOTHING
        if near or self._exists(digits, lengths, run.gaps[first + 1 : last + 1], start, end):
            return GOOD
        return SHAPE if not spread and looks.shaped(digits, lengths, self.codes) else NOTHING

    def _exists(self, digits: str, lengths: list[int], gaps: list[str], start: int, end: int) -> bool:
        """Return whether libphonenumber knows such a number, and it is written as one."""
        if digits.startswith("+"):
            return _valid(digits, None)
        if digits.startswith("0"):
            apart = lengths[0] > 1 or len(lengths) == 1 or max(lengths) == 1 or lengths[:2] == [1, 3]
            return apart and any(_valid(digits, country) for country in self.countries)
        if any(digits.startswith(code) for code in self.codes) and _valid(f"+{digits}", None):
            return looks.is_called(self.text, start, self.vocabulary)
        if looks.american(lengths, gaps, self.text[start:end]):
            return _valid(digits, "US")
        return looks.is_local(lengths) and looks.is_called(self.text, start, self.vocabulary)


def _within(run: _Run, index: int) -> bool:
    """Return whether a group can go on with the number that the group before it belongs to."""
    gap = run.gaps[index]
    before = run.text[run.groups[index][0] - 1]
    return "|" not in gap and before != "+" and not gap.startswith("~")


def _bracketed_zero(run: _Run, index: int) -> bool:
    start, end = run.groups[index]
    return end - start == 1 and run.text[start - 1 : end + 1] == "(0)"


@lru_cache(maxsize=4096)
def _valid(digits: str, country: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, country))
    except phonenumbers.NumberParseException:
        return False
