"""Seals: the number and digest that a recorded line of the ledger bears, and what is wrong with them. No files."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from meldwijzer.model.ledger import Baseline, Review, ReviewLedger, TranslationLedger

_SEAL = re.compile(r"^(\d{1,6})-([0-9a-f]{8})$")

Wrong = Literal["edited", "lost", "twice", "moved", "among", "count"]
"""``edited``: the words no longer fit the seal; ``lost``: a number is missing; ``twice``: two lines bear one number;
``moved``: a number after a higher one; ``among``: a line without a seal before one that has a seal; ``count``: more
seals than were given."""


@dataclass(frozen=True)
class Broken:
    """A seal that is not in order."""

    what: Wrong
    index: int
    """The line in the ledger, from 0; for a lost one the line behind the gap, or how many lines there are."""
    number: int
    """The seal's number; 0 where it has none."""


def digest(text: str) -> str:
    """Return eight hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def seal_of(review: Review, number: int) -> str:
    """Return the seal that a line bears under a number."""
    words = review.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
    return f"{number}-{digest(f'{number} {json.dumps(words, sort_keys=True, ensure_ascii=False)}')}"


def number_of(review: Review) -> int:
    """Return the number in a line's seal, or 0."""
    match = _SEAL.match(review.seal or "")
    return int(match[1]) if match else 0


def broken(ledger: ReviewLedger) -> list[Broken]:
    """Return every seal that is not in order."""
    found: list[Broken] = []
    lines = ledger.reviews
    last_sealed = max((index for index, line in enumerate(lines) if line.seal is not None), default=-1)
    expected, seen, bare = 1, set[int](), 0
    for index, line in enumerate(lines):
        number = number_of(line)
        if line.seal is None:
            if index < last_sealed:
                found.append(Broken("among", index, 0))
                bare += 1
            continue
        fits_its_words = number > 0 and line.seal == seal_of(line, number)
        if number == 0 or (number in seen and not fits_its_words):
            found.append(Broken("edited", index, 0))
            bare += 1
            continue
        if number in seen:
            found.append(Broken("twice", index, number))
        elif number < expected and number not in ledger.lost:
            found.append(Broken("moved", index, number))
        missing = [one for one in range(expected, number) if one not in ledger.lost]
        # A line that lost its seal is told of already.
        found += [Broken("lost", index, one) for one in missing[bare:]]
        if number >= expected:
            expected, bare = number + 1, 0
        if not fits_its_words:
            found.append(Broken("edited", index, number))
        seen.add(number)
    missing = [one for one in range(expected, ledger.sealed + 1) if one not in ledger.lost]
    found += [Broken("lost", len(lines), one) for one in missing[bare:]]
    if expected > ledger.sealed + 1:
        found.append(Broken("count", len(lines), expected - 1))
    return found


def unsealed(ledger: ReviewLedger) -> list[int]:
    """Return the lines behind all sealed ones that have no seal yet: somebody wrote them by hand."""
    last_sealed = max((index for index, line in enumerate(ledger.reviews) if line.seal is not None), default=-1)
    return list(range(last_sealed + 1, len(ledger.reviews)))


@dataclass(frozen=True)
class Resealed:
    """What sealing a ledger comes to."""

    seals: Mapping[int, str]
    """By line, those to be written."""
    sealed: int
    lost: Sequence[int]
    refused: Sequence[Broken]
    """What needs somebody to name it first."""


def reseal(ledger: ReviewLedger, accepted: frozenset[int] = frozenset(), *, everything: bool = False) -> Resealed:
    """Return the seals that bring a ledger in order.

    New lines get the next numbers, and so does the second of two lines with one number (two branches were merged).
    A line whose words no longer fit its seal, and a number that is missing, are accepted only by their number.

    Args:
        ledger: As it stands.
        accepted: Numbers of lines that may have been edited or are gone for good.
        everything: Accept whatever stands there.
    """
    found = broken(ledger)
    highest = max([ledger.sealed, *(number_of(line) for line in ledger.reviews)])
    seals: dict[int, str] = {}
    lost, refused = set(ledger.lost), list[Broken]()
    for one in found:
        if one.what == "lost" and (everything or one.number in accepted):
            lost.add(one.number)
        elif one.what == "edited" and one.number and (everything or one.number in accepted):
            seals[one.index] = seal_of(ledger.reviews[one.index], one.number)
        elif one.what in ("lost", "edited", "moved", "among"):
            refused.append(one)
    edited = {one.index for one in found if one.what == "edited"} - set(seals)
    again = {one.index for one in found if one.what == "twice"} - edited
    for index in sorted([*again, *unsealed(ledger)]):
        highest += 1
        seals[index] = seal_of(ledger.reviews[index], highest)
    return Resealed(seals, highest, sorted(lost), refused)


def stamped(key: str, words: str) -> str:
    """Return a machine-kept line with its digest in front."""
    return f"{digest(f'{key} {words}')} {words}"


def fits(key: str, line: str) -> bool:
    """Tell whether a machine-kept line still has the digest of its words."""
    return line == stamped(key, line.partition(" ")[2])


def edited_lines(kept: Baseline | TranslationLedger) -> list[tuple[str, ...]]:
    """Return the ways to the machine-kept lines that somebody edited by hand."""
    if isinstance(kept, Baseline):
        return [("facts", key) for key, line in kept.facts.items() if not fits(key, line)]
    return [
        ("languages", language, key)
        for language, lines in kept.languages.items()
        for key, line in lines.items()
        if not fits(f"{language}:{key}", line)
    ]
