"""Faults in words: figures, months, number words and countries that differ in one language."""

# a fault is one line, however long

import re
from collections.abc import Callable
from random import Random

from .base import Edit, Kind, Made, Project
from .changing import changed_digit, dropped_digit, swapped_digits
from .prose import lines


def _figure(change: Callable[[str, Random], str | None]) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        for one in lines(project):
            bare = re.sub(r"[<(][a-z]+:[^>)]*[>)]", lambda match: "_" * len(match[0]), one.text)
            for match in re.finditer(r"(?<![\w#/-])\d+(?![\w-])(?!\. [A-Z])", bare):
                new = change(match[0], chance)
                if new and new != match[0]:
                    yield Edit(one.path, one.start + match.start(), one.start + match.end(), new)

    return make


MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def _month(project: Project, chance: Random) -> Made:
    for one in lines(project):
        months = MONTHS[one.language]
        for match in re.finditer(rf"(?<=[\dr] )({'|'.join(months)})\b", one.text):
            other = chance.choice([month for month in months if month != match[0]])
            yield Edit(one.path, one.start + match.start(), one.start + match.end(), other)


COUNTRIES = {
    "nl": (("België", "Nederland"), ("Belgische", "Nederlandse")),
    "fr": (("Belgique", "France"), ("belge", "néerlandais"), ("Pays-Bas", "États-Unis")),
    "en": (("Belgium", "the Netherlands"), ("Belgian", "Dutch"), ("Dutch", "Belgian")),
}


def _country(project: Project, chance: Random) -> Made:
    for one in lines(project):
        for old, new in COUNTRIES[one.language]:
            for match in re.finditer(rf"\b{old}\b", one.text):
                yield Edit(one.path, one.start + match.start(), one.start + match.end(), new)


def _numeral(project: Project, chance: Random) -> Made:
    """A number written as a word that is another in one language."""
    swaps = {
        "nl": {"twee": "drie", "drie": "vier", "vier": "vijf"},
        "fr": {"deux": "trois", "trois": "quatre", "quatre": "cinq"},
        "en": {"two": "three", "three": "four", "four": "five"},
    }
    for one in lines(project):
        for old, new in swaps[one.language].items():
            for match in re.finditer(rf"\b{old}\b", one.text):
                yield Edit(one.path, one.start + match.start(), one.start + match.end(), new)


_G = "words"
KINDS = (
    Kind("words: a figure changed in one language", _G, _figure(changed_digit)),
    Kind("words: a figure's digit dropped", _G, _figure(lambda t, c: dropped_digit(t, c) if len(t) > 1 else None)),
    Kind("words: a figure's digits swapped", _G, _figure(swapped_digits)),
    Kind("words: another month in one language", _G, _month),
    Kind("words: another number word in one language", _G, _numeral),
    Kind("words: another country in one language", _G, _country),
)
