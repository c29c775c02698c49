"""What long digits look like besides a telephone number, and the shapes that a number with a slip still has.

Every function looks at a few dozen characters of a plain text, so that no text takes long.
"""

import re
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from stdnum.be import vat

from .vocabulary import ShortVocabulary

SHORTEST = 7
_NEAR = 40

_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?:[ .-]?[A-Z0-9]{1,4}){2,9}(?![a-z])")
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[5-9]|20|21)[0-9]{2}"
_ELSE = re.compile(
    rf"{_DAY}\s?[-./ ]\s?{_MONTH}\s?[-./ ]\s?{_YEAR}(?![0-9])|"
    rf"{_DAY}\s?[-/]\s?{_DAY}(?P<sign>[-./ ]){_MONTH}(?P=sign){_YEAR}(?![0-9])|"
    rf"{_YEAR}[-./ ]{_MONTH}[-./ ]{_DAY}(?![0-9])|"
    rf"{_DAY}(?P<short>[-./]){_MONTH}(?P=short)[0-9]{{2}}(?![0-9]|[-./][0-9])|"
    rf"0[1-9][-./]{_YEAR}(?![0-9])|"
    r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]\s?-\s?(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?![0-9])|"
    r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}(?![0-9])|"  # Belgian national register
    r"[0-9]{3}-[0-9]{7}-[0-9]{2}(?![0-9])|"  # Belgian account before IBAN
    r"[1-9][0-9]{0,2}(?:[ .'][0-9]{3}){1,5}(?![0-9]|[ ./-][0-9])|"  # thousands
    r"0[.,][0-9]"
)
_COMPANY = re.compile(r"[01][0-9]{3}\.?[0-9]{3}\.?[0-9]{3}(?![0-9]|[-./ ][0-9])")
_HOURS = re.compile(r"\s?(?:%|‰|°|€|\$|£|(?:EUR|euro?s?|uur|u|h|hrs|hours|heures)\b)", re.IGNORECASE)


def part_of_account(text: str, start: int, end: int) -> bool:
    """Return whether the digits stand within an IBAN, right or not."""
    near = max(0, start - _NEAR)
    for match in _ACCOUNT.finditer(text, near, end + _NEAR):
        signs = sum(character.isalnum() for character in match[0])
        if match.start() < start and end <= match.end() and 14 <= signs <= 34:
            return True
    return False


def something_else(text: str, start: int, end: int) -> bool:
    """Return whether a date, opening hours, a company's or an account's number or an amount begins here."""
    if text[start] in "+(":
        amount = re.match(r"\+ ?[1-9][0-9]{0,2}(?:[ .'][0-9]{3}){1,2}(?![0-9]|[ ./-]?[0-9])", text[start:end])
        return bool(amount and amount.end() == end - start and len(amount[0]) < 11) or _counted(text, end)
    if _ELSE.match(text, start) or _counted(text, end) or _counts_up(text[start:end]):
        return True
    company = _COMPANY.match(text, start)
    if company is None or company.end() != end:
        return False
    if re.search(r"\bBE[ .-]?$", text[max(0, start - 5) : start]):
        return True
    return "." in company[0] and (vat.is_valid(company[0]) or not _valid_in_belgium(company[0]))


def _counts_up(written: str) -> bool:
    """``01 02 03 04 05``."""
    groups = [int(group) for group in re.findall("[0-9]+", written)]
    return len(groups) > 3 and all(b - a == 1 for a, b in pairwise(groups))


def _counted(text: str, end: int) -> bool:
    return _HOURS.match(text, end, end + 8) is not None


@lru_cache(maxsize=1024)
def _valid_in_belgium(digits: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "BE"))


def is_identified(text: str, start: int, vocabulary: ShortVocabulary) -> bool:
    """Return whether the words right before call the digits an account, a file, a company's number."""
    return _word_before(text, start, tuple(vocabulary.identifiers), 2)


def is_called(text: str, start: int, vocabulary: ShortVocabulary) -> bool:
    """Return whether the words right before say to call, or an address that dials or writes stands there."""
    before = text[max(0, start - _NEAR) : start].lower()
    if re.search(r"(?:tel|sms|callto):$|wa\.me/$|phone=$", before):
        return True
    words = re.findall(r"[^\W\d_]+", before.rpartition("\n")[2])
    return any(word in vocabulary.call for word in words[-3:])


def _word_before(text: str, start: int, beginnings: tuple[str, ...], words: int) -> bool:
    before = text[max(0, start - _NEAR) : start].lower()
    near = re.findall(r"[^\W\d_]+", re.split(r"[;!?\n]|[.,] ", before)[-1])[-words:]
    return bool(beginnings) and any(word.startswith(beginnings) for word in near)


def weakest_after(text: str, start: int) -> int:
    """Return the rank (numbers.py) that a number needs, by the sign before it: 3 registered, 2 good, 1 any shape."""
    if start == 0:
        return 1
    before, word = text[start - 1], text[start - 2 : start - 1]
    if before.isalnum():
        return 3
    if before in "-_#@&%\\~" and word.isalnum():
        return 3
    if before in "=/" and (word.isalnum() or word in "\"'"):
        return 2
    if before in ".,:" and word.isdigit():
        return 9
    if before == "." and word.isalpha():
        return 2
    return 1


def weakest_before(text: str, end: int) -> int:
    """Return the rank that a number needs, by the sign after it."""
    after, next_one = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalpha():
        return 3
    if after and after in "@_#=":
        return 3
    if after in (".", "-", "/") and next_one.isalpha() and not next_one.isupper():
        return 3
    if after in (",", ":") and next_one.isdigit():
        return 3
    return 1


def worth_asking(digits: str, lengths: list[int], codes: tuple[str, ...]) -> bool:
    """Return whether digits that nobody registered can be a number at all, before anything slower is asked."""
    if len(digits) < SHORTEST or digits.startswith(("00", "+0")):
        return False
    if digits[0] == "+":
        in_one_piece = lengths == [len(digits) + 1]  # 00 and a foreign country's code with no space: more often an id
        return digits[1:].startswith(codes) or not in_one_piece
    return digits[0] == "0" or digits.startswith(codes) or lengths in _AMERICAN or lengths in _LOCAL


_LOCAL = ([3, 2, 2], [3, 4])
"""How a Belgian number without its area code stands: ``475 44 11``."""
_AMERICAN = ([3, 3, 4], [1, 3, 3, 4])


def is_local(lengths: list[int]) -> bool:
    """Return whether the groups stand as in ``475 44 11``."""
    return lengths in _LOCAL


def american(lengths: list[int], gaps: list[str], written: str) -> bool:
    """Return whether the groups stand as in ``1-800-555-0100`` or ``(800) 555-0100``."""
    if lengths == _AMERICAN[1]:
        return written[0] == "1"
    return lengths == _AMERICAN[0] and any("-" in gap or ")" in gap for gap in gaps)


_SERVICE = ("080", "090", "070", "078", "079", "084", "085", "087", "088")


def shaped(digits: str, lengths: list[int], codes: tuple[str, ...]) -> bool:
    """Return whether digits that no known number has still look like one: a digit too few or too many, a wrong one.

    Tolerant for what begins with 0 or with a country's code after ``+`` or ``00``; anything else has no shape.
    """
    if digits.startswith("+"):
        number = digits[1:]
        if number.startswith(codes):
            return 8 <= len(number) <= 13
        return len(lengths) > 2 and 9 <= len(number) <= 15 and number[0] != "0" and _possible(digits)
    if not digits.startswith("0") or digits[1] == "0" or max(lengths) > 10:
        return False
    if len(lengths) == 1:
        return 9 <= len(digits) <= 10 or (digits[:4] in ("0800", "0900") and len(digits) <= 11)
    if lengths[0] == 1 or max(lengths) == 1 or len(lengths) > 6:
        return False
    if digits.startswith(_SERVICE):
        return 7 <= len(digits) <= 11
    return 8 <= len(digits) <= 11 and lengths[0] <= 5 and len(lengths) > 1


@lru_cache(maxsize=1024)
def _possible(digits: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, None))
    except phonenumbers.NumberParseException:
        return False
