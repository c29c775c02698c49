"""Short numbers (112, 116 000, 1712) in a text, where they are numbers to call: the places, and the vetoes of signs.

A sign decides at once: ``€ 112``, ``112 %``, ``1.112``, ``A112``, ``101-107`` are none. Where no sign does, the words
around are weighed (context.py). Long numbers are in numbers.py.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from .context import ENOUGH, Context
from .digits import Candidate, plain
from .vocabulary import ShortVocabulary

_ABROAD = re.compile(r"(?:\+|(?<![0-9])00)[1-9][0-9]{0,2}[ -]?(?:\(0\) ?)?$")
"""A country's code in front: it can't be dialled so, but it is written as a number to call."""
_NO_SIGNS_BEFORE = re.compile(r"(?:[€$£¥§#@≈±×^~\\≥≤]|[<>] |\bEUR|\bUSD) ?$")
_NO_SIGNS_AFTER = re.compile(r" ?(?:[€$£¥%‰°½×≥≤]|EUR\b|USD\b|\+ ?[0-9])")
_POSTCODE = re.compile(r"(?:B-|NL-)?[0-9]{4} ?[A-Z]{2}\b(?! [A-Z]{2})")
_DAY_AND_NIGHT = re.compile(
    r" (?:24 ?/ ?(?:7|24)|7 ?/ ?7|24 ?(?:u|h)|[1-9][0-9]? ?(?:u|uur|h|heures|hours|dagen|days|jours)\b)"
)
_NEAR = 60


def short_numbers(text: str, known: Collection[str], vocabulary: ShortVocabulary) -> Iterator[Candidate]:
    """Yield every short number that is one to call, in the text's order.

    ``known`` are the numbers sought, in plain digits (``{"112", "116000"}``): one of them is found where the words
    around say so, and those of ``vocabulary.ready`` where no word says otherwise. Any other number of three or four
    digits, or 116 and three more, is found only right after a word that says to call.
    """
    made = plain(text)
    if not re.search("[0-9]", made.text):
        return
    place = 0
    for match in _pattern(frozenset(known)).finditer(made.text):
        start, end = match.span()
        if start < place:
            continue
        digits = "".join(sign for sign in match[0] if sign.isdigit())
        code = _ABROAD.search(made.text, max(0, start - 9), start) if digits in known else None
        if code is not None and len(digits) > 4:
            continue  # +32 116000 is as long as a long number, and found as one
        start = start if code is None else code.start()
        if _spoilt(made.text, start, end, known):
            continue
        context = Context(made.text, start, end, vocabulary, known)
        if digits not in known:
            found = context.is_dialled(match[0])
        else:
            found = context.score(match[0] if code is None else "+") >= ENOUGH
        if found:
            yield made.candidate(start, end, _abroad(code) + digits, "short")
            place = end


def _abroad(code: re.Match[str] | None) -> str:
    """Return a country's code as ``+32``."""
    if code is None:
        return ""
    digits = "".join(sign for sign in code[0].replace("(0)", "") if sign.isdigit())
    return f"+{digits.removeprefix('00')}"


@lru_cache(maxsize=8)
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of the known numbers, written together or apart in the usual ways, then any short number."""
    forms: list[str] = []
    for number in sorted(known, key=lambda digits: (-len(digits), digits)):
        ways = [number, _apart(number)]
        if len(number) == 4:
            ways.append(f"{number[:2]}[ .-]{number[2:]}")
        if len(number) == 6:
            ways += [f"{number[:3]}[ .-]{number[3:]}", f"{number[:2]}[ .-]{number[2:4]}[ .-]{number[4:]}"]
        forms += ways
    return re.compile(rf"(?<![0-9])(?:{'|'.join([*forms, '(?:116[ .]?[0-9]{3}|[1-9][0-9]{2,3})'])})(?![0-9])")


def _apart(number: str) -> str:
    """``1 1 2``, ``1-1-2``, ``1.1.2``, ``1 - 1 - 2``, always with the same sign."""
    return "(?:" + "|".join(sign.join(number) for sign in (" ", "-", r"\.", " - ")) + ")"


def _spoilt(text: str, start: int, end: int, known: Collection[str]) -> bool:
    """Return whether a sign or digit next to the number makes it part of something else."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    one, two = before[-1:], before[-2:-1]
    if one.isalnum() or after[:1].isalnum() or one == "+" or after[:1] in ("@", "_", "="):
        return True
    if _NO_SIGNS_BEFORE.search(before) or _NO_SIGNS_AFTER.match(after) or _POSTCODE.match(text, start):
        return True
    if one and one in ".,:'" and two.isdigit():
        return True
    if one == "-" and two.isalnum():
        return True
    if one == "." and re.search(r"[^\W\d_]{5,}\.$", before):
        return True
    if one == "/" and not _beside(before, known):
        return True
    if after[:1] and after[:1] in ".,:'-/" and after[1:2].isalnum():
        letter = after[1:2]
        if after[0] in ",:'.-" and letter.isdigit():
            return True
        if after[0] == "-" or (after[0] == "." and letter.islower()):
            return True
        if after[0] == "/" and letter.isdigit() and not _starts_known(after[1:], known):
            return True
    word = re.split(r"\s", before)[-1]
    if "://" in word or "www." in word or "@" in word or word.startswith("/"):
        return True
    return _among_digits(before, after, known)


def _beside(before: str, known: Collection[str]) -> bool:
    """Return whether a known number or a word stands before the slash: ``102/103``, ``politie/112``."""
    match = re.search(r"(?:(?<![\w./])([0-9]{3,6})|(?<![\w./:])[^\W\d_]{2,})/$", before)
    return match is not None and (match[1] is None or match[1] in known)


def _starts_known(after: str, known: Collection[str]) -> bool:
    match = re.match(r"[0-9]+", after)
    return match is not None and (match[0] in known or after.startswith("0"))


def _among_digits(before: str, after: str, known: Collection[str]) -> bool:
    """Return whether digits stand before or after a mere space: ``1 112``, ``112 000``, ``0800 14 112``."""
    near = re.search(r"(?:(\S?)(?<![0-9])([0-9]{1,3})) $", before)
    if near and near[2] not in known and near[1] != "/":
        return True
    follows = re.match(r" ([0-9]+)(?: ?[0-9])?", after)
    if follows is None or follows[1] in known or _DAY_AND_NIGHT.match(after):
        return False
    return len(follows[1]) <= 3 or re.match(r" [0-9]+[ ./-][0-9]", after) is not None
