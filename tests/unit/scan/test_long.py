"""Long numbers in every notation, what looks like one and is none, and texts made to take long."""

import random
import sys
import threading
from itertools import pairwise

import pytest

from meldwijzer.placed_texts import all_texts
from meldwijzer.references import blanked
from meldwijzer.scan.numbers import long_numbers
from meldwijzer.scan.short import short_numbers

from .conftest import COUNTRIES, rows


@pytest.mark.parametrize(("digits", "text"), rows("long_right.txt", 2))
def test_a_number_is_found_in_any_notation(digits, text, registered, vocabularies):
    found = list(long_numbers(text, COUNTRIES, registered, vocabularies["all"]))
    assert ",".join(one.digits for one in found) == digits
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", [text for (text,) in rows("long_wrong.txt", 1)])
def test_other_digits_are_not_found(text, registered, vocabularies):
    assert list(long_numbers(text, COUNTRIES, registered, vocabularies["all"])) == []


def test_there_are_enough_examples():
    assert len(rows("long_right.txt", 2)) >= 50
    assert len(rows("long_wrong.txt", 1)) >= 50


def test_unregistered_numbers_are_found_without_a_registry():
    text = "02 555 01 23, 0475/12.34.56, +31 20 555 01 23, 0800 55 555 en 2024-07-01."
    assert [one.digits for one in long_numbers(text, COUNTRIES)] == [
        "025550123",
        "0475123456",
        "+31205550123",
        "080055555",
    ]


def test_a_registered_short_number_is_left_to_its_words(registered, vocabularies):
    assert list(long_numbers("116 000 kinderen. Bel 116000.", COUNTRIES, registered, vocabularies["nl"])) == []


def test_the_shipped_texts_hold_no_written_out_number(content, registered, vocabularies):
    """But the names of the services of 112, which the rules leave alone as names."""
    found = [
        (placed.path, placed.text.way, one.text)
        for placed in all_texts(content)
        for text in [blanked(placed.text.text)]
        for one in (
            *long_numbers(text, COUNTRIES, registered, vocabularies[placed.language]),
            *short_numbers(text, registered.short, vocabularies[placed.language]),
        )
        if placed.text.way != ("organisations", "emergency", "name")
    ]
    assert found == []


DICE = random.Random(1)
HARD = {
    "zeros": "0 " * 20_000,
    "dotted zeros": "0." * 20_000,
    "one long number": "1" * 200_000,
    "digits": "".join(DICE.choices("0123456789", k=200_000)),
    "digits and brackets": "".join(DICE.choices("0123456789 ()+-/", k=50_000)),
    "pairs": "02 " * 10_000,
    "thousands": "111 " * 10_000,
    "brackets": "(" * 200_000,
    "opened zeros": "(0" * 20_000,
    "short numbers": "112 en " * 10_000,
    "lines": "112\n" * 10_000,
    "lines apart": ("0" + "\n" * 20) * 5_000,
    "spaces": "0" + " " * 200_000 + "0",
    "accounts": "AB12 " * 20_000,
    "letters as digits": "O0l" * 20_000,
    "emphasis": "*_0" * 20_000,
    "invisible": "0\u200b" * 20_000,
    "entities": "&nbsp;0" * 20_000,
    "ampersands": "&" * 200_000,
}


def steps(text, registered, vocabulary) -> int:
    """Return how many lines of Python a scan runs; time inside one regular expression is the test's own limit."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += 1
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        list(long_numbers(text, COUNTRIES, registered, vocabulary))
        list(short_numbers(text, registered.short, vocabulary))
    finally:
        sys.settrace(previous)
    return count


@pytest.mark.parametrize("name", HARD)
def test_no_text_takes_more_than_its_length(name, registered, vocabularies):
    """Twice the text takes at most about twice the steps."""
    whole = HARD[name][:4_000]
    sizes = [whole[: len(whole) // 4], whole[: len(whole) // 2], whole]
    taken = [steps(text, registered, vocabularies["all"]) for text in sizes]
    assert all(more <= 2.5 * less + 2_000 for less, more in pairwise(taken)), taken


@pytest.mark.parametrize("name", HARD)
def test_a_hard_text_is_done(name, registered, vocabularies):
    """A generous limit: minutes mean that some expression runs away."""
    work = threading.Thread(
        target=lambda: (
            list(long_numbers(HARD[name], COUNTRIES, registered, vocabularies["all"])),
            list(short_numbers(HARD[name], registered.short, vocabularies["all"])),
        ),
        daemon=True,
    )
    work.start()
    work.join(60)
    assert not work.is_alive()
