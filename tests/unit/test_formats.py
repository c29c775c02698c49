"""Values as a locale writes them: dates, amounts, percentages, lists, days, countries, languages."""

from datetime import time
from decimal import Decimal

import pytest

from meldwijzer.language.formats import Formats, is_locale

NB = "\u00a0"
NNB = "\u202f"


@pytest.mark.parametrize(
    ("locale", "month", "day", "whole", "cents", "percent", "words", "choice", "clock", "monday", "country", "french"),
    [
        (
            "nl_BE",
            "maart 2023",
            "14 maart 2023",
            f"€{NB}40",
            f"€{NB}40,50",
            "45%",
            "a, b en c",
            "a, b of c",
            "09:30",
            "ma",
            "Nederland",
            "Frans",
        ),
        (
            "fr_BE",
            "mars 2023",
            "14 mars 2023",
            f"40{NB}€",
            f"40,50{NB}€",
            f"45{NB}%",
            "a, b et c",
            "a, b ou c",
            "09:30",
            "lun",
            "Pays-Bas",
            "français",
        ),
        (
            "en_GB",
            "March 2023",
            "14 March 2023",
            "€40",
            "€40.50",
            "45%",
            "a, b and c",
            "a, b or c",
            "09:30",
            "Mon",
            "Netherlands",
            "French",
        ),
    ],
)
def test_formats(
    locale: str, month: str, day: str, whole: str, cents: str, percent: str, words: str, choice: str, clock: str,
    monday: str, country: str, french: str,
) -> None:  # fmt: skip
    """Dates, amounts, percentages, lists and names are written as each language's readers write them."""
    formats = Formats(locale)
    assert [formats.partial_date(date) for date in ("2023", "2023-03", "2023-03-14")] == ["2023", month, day]
    assert formats.amount(Decimal(40)) == whole
    assert formats.amount(Decimal("40.00")) == whole
    assert formats.amount(Decimal("40.5")) == cents
    assert formats.percent(Decimal(45)).replace(NNB, NB) == percent
    assert formats.words(["a", "b", "c"]) == words
    assert formats.choice(["a", "b", "c"]) == choice
    assert (formats.clock(time(9, 30)), formats.clock(time(0))) == (clock, "24:00")
    assert formats.weekday(0) == monday
    assert formats.country("NL") == country
    assert formats.language("fr") == french


def test_what_is_a_locale() -> None:
    """Only what CLDR knows is a locale."""
    assert [is_locale(name) for name in ("nl_BE", "fr", "nl-BE", "xx_YY", "")] == [True, True, False, False, False]
