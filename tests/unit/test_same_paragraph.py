"""Paragraph against paragraph: what is an exchange, and what is only said in other words."""

import re
from collections import Counter

import pytest

from meldwijzer import rules
from meldwijzer.contacts import hours
from meldwijzer.language.figures import Figures
from meldwijzer.rules.facts import _before
from meldwijzer.rules.same_paragraph import _has_moved, _is_exchange

from .conftest import Tree


@pytest.mark.parametrize(
    ("one", "two", "exchanged"),
    [
        ("3", "4", True),
        ("334", "344", True),
        ("23", "24", True),
        ("3", "3", False),
        ("23", "3", False),  # "les deux" is "both"
        ("", "3", False),  # one language leaves the number out
        ("333", "3", False),
    ],
)
def test_what_is_an_exchange(one: str, two: str, exchanged: bool) -> None:
    """Another number is one; a number said once more or once less is not."""
    assert _is_exchange(Counter(one), Counter(two)) is exchanged
    assert _is_exchange(Counter(two), Counter(one)) is exchanged


def test_what_has_moved() -> None:
    """A contact that stands in another paragraph has moved; one that is said once more has not."""
    assert _has_moved({(0, "a")}, {(1, "a")})
    assert _has_moved({(0, "a"), (1, "b")}, {(0, "b"), (1, "a")})
    assert not _has_moved({(0, "a"), (1, "a")}, {(0, "a")})
    assert not _has_moved({(0, "a")}, {(0, "a")})


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("nl_BE", "Het heeft drie taken, en één ervan is hier.", ["3"]),
        ("fr_BE", "La définition a quatre parties, et une autre.", ["4"]),
        ("en_GB", "One of the two, six months to three years", ["2", "6", "3"]),
    ],
)
def test_small_numbers_in_words(locale: str, text: str, found: list[str]) -> None:
    """Words from two on are numbers; one is an article in many languages."""
    figures = Figures(locale).find(text, spelled_from=2)
    assert [figure.value for figure in figures if figure.is_spelled] == found
    assert not [figure for figure in Figures(locale).find(text) if figure.is_spelled]


@pytest.mark.parametrize("notation", ["Mo-Fr 09:00-25:00", "Mo 24:30-01:00", "Mo 09:00-09:00", "Mo-Fr 09:00-09:61"])
def test_hours_of_no_clock(notation: str) -> None:
    """Times after midnight are written as the clock shows them, and a line is open for some time."""
    assert hours.problem(notation)


@pytest.mark.parametrize("notation", ["Mo-Su 10:00-24:00", "24/7", "Fr 20:00-02:00", "Mo-Fr 17:00-09:00; PH off"])
def test_hours_over_midnight(notation: str) -> None:
    """Midnight is an end, and a line may be open over it."""
    assert hours.problem(notation) == ""


def test_dates_as_precise_as_their_source() -> None:
    """A year is before a day only where it is an earlier year."""
    assert _before("2003", "2004-01-20")
    assert _before("2022-05-31", "2022-06")
    assert not _before("2022", "2022-06-01")
    assert not _before("2022-06", "2022-06-01")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_notation_says_the_same(language: str, tree: Tree) -> None:
    """Bold words may stand between ``__`` in one language and between ``**`` in the others."""
    before = {(one.rule, one.place, one.message) for one in rules.check(tree.load(), publishing=True)}
    folder = tree.root / "content" / language
    files = [folder / "pages.yml", folder / "faq.yml", *(folder / "guides").glob("*.md")]
    count = 0
    for file in files:
        text, changed = re.subn(r"\*\*([^*\n]+)\*\*", r"__\1__", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
        count += changed
    assert count > 10
    found = [one for one in rules.check(tree.load(), publishing=True) if not one.rule.startswith("translation-")]
    assert [str(one) for one in found if (one.rule, one.place, one.message) not in before] == []
