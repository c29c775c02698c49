"""The smallest changes of a text: one digit, one letter, one sign of a host. Where they are made is for the kinds."""

import itertools
import re
from random import Random


def _spots(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if character.isdigit()]


def changed_digit(text: str, chance: Random) -> str:
    """Return a text with one digit changed."""
    spot = chance.choice(_spots(text)[-6:])
    other = chance.choice([digit for digit in "0123456789" if digit != text[spot]])
    return text[:spot] + other + text[spot + 1 :]


def dropped_digit(text: str, chance: Random) -> str:
    """Return a text without one of its digits."""
    spot = chance.choice(_spots(text)[-6:])
    return text[:spot] + text[spot + 1 :]


def swapped_digits(text: str, chance: Random) -> str | None:
    """Return a text with two different neighbouring digits swapped."""
    spots = _spots(text)
    pairs = [(a, b) for a, b in itertools.pairwise(spots) if text[a] != text[b]]
    if not pairs:
        return None
    a, b = chance.choice(pairs[-6:])
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def doubled_digit(text: str, chance: Random) -> str:
    """Return a text with one digit written twice."""
    spot = chance.choice(_spots(text)[-6:])
    return text[:spot] + text[spot] + text[spot:]


def other_letter(text: str, chance: Random) -> str:
    """Return a text with one letter changed; the same where it has none."""
    spots = [i for i, character in enumerate(text) if character.isalpha() and character.isascii()]
    if not spots:
        return text
    spot = chance.choice(spots)
    other = chance.choice([c for c in "abcdefghiklmnoprstuvwz" if c != text[spot].lower()])
    return text[:spot] + other + text[spot + 1 :]


def host_changed(url: str, chance: Random) -> str | None:
    """Return an address with one letter of its host changed."""
    match = re.search(r"//(?:www\.)?([^/:]+)\.[a-z]+(?=/|$)", url)
    return None if match is None else url[: match.start(1)] + other_letter(match[1], chance) + url[match.end(1) :]


def host_look_alike(url: str, chance: Random) -> str | None:
    """Return an address with a letter of its host that looks the same and is another."""
    match = re.search(r"//(?:www\.)?([^/:]+)", url)
    assert match is not None
    pairs = {"a": "а", "e": "е", "o": "о", "i": "і", "c": "с", "p": "р", "l": "1"}
    spots = [i for i in range(match.start(1), match.end(1)) if url[i] in pairs]
    if not spots:
        return None
    spot = chance.choice(spots)
    return url[:spot] + pairs[url[spot]] + url[spot + 1 :]
