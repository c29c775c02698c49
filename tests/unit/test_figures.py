"""Figures of a text: the same value however a language writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.language.figures import Figures

LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB", "de": "de_BE"}


def values(language: str, text: str) -> list[str]:
    """Return what stands in a text, in order of value."""
    return sorted(f"{figure.value}{figure.unit}" for figure in Figures(LOCALES[language]).find(text))


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        (["40€"], {"nl": "vanaf € 40", "fr": "dès 40 euros", "en": "from €40", "de": "ab 40 Euro"}),
        (["1250.5€"], {"nl": "€ 1.250,50", "fr": "1 250,5 euros", "en": "€1,250.50"}),
        (["45%"], {"nl": "45%", "fr": "45 %", "en": "45%", "de": "45 %"}),
        (["1", "2024", "m7"], {"nl": "op 1 juli 2024", "fr": "le 1er juillet 2024", "en": "on 1 July 2024"}),
        (["18"], {"nl": "jonger dan achttien", "fr": "moins de dix-huit ans", "en": "under eighteen"}),
        (["18"], {"nl": "jonger dan 18", "fr": "moins de 18 ans", "en": "an 18-year-old", "de": "unter 18"}),
        (["21"], {"nl": "eenentwintig", "fr": "vingt et un", "en": "twenty-one", "de": "einundzwanzig"}),
        (["240b", "383bis"], {"nl": "artikel 240b en 383bis", "fr": "articles 240b et 383bis", "en": "240b, 383bis"}),
        (["d0"], {"nl": "op maandag", "fr": "le lundi", "en": "on Mondays", "de": "am Montag"}),
        (["2011", "93"], {"nl": "2011/93/EU", "fr": "2011/93/UE", "en": "2011/93/EU"}),
        ([], {"nl": "allebei, een van de twee", "fr": "les deux", "en": "both; you may march", "de": "beide"}),
        (["112"], {"nl": "bel __112__", "fr": "appelez _112_", "en": "call **112**", "de": "112"}),
        ([], {"nl": "1. Eerst dit.\n2. Dan dat.", "fr": "1. D’abord.\n2. Puis.", "en": "1. First.\n2) Then."}),
    ],
)
def test_one_value_in_every_language(expected: list[str], texts: dict[str, str]) -> None:
    """Signs, order and words are a language's own; the value is not."""
    for language, text in texts.items():
        assert values(language, text) == expected, (language, text)


@pytest.mark.parametrize(("language", "word"), [("nl", "twee"), ("fr", "deux"), ("en", "two"), ("de", "zwei")])
def test_a_small_number_in_words_stands_for_its_digit(language: str, word: str) -> None:
    """ "twee" is no figure of its own (idioms), but it says the 2 that another language writes in digits."""
    figures = Figures(LOCALES[language])
    assert list(figures.find(f"x {word} y")) == []
    assert figures.spells(f"x {word} y", "2")
    assert not figures.spells(f"x {word}x y", "2")
    assert not figures.spells(f"x {word} y", "3")


@given(st.integers(0, 10**9), st.sampled_from(sorted(LOCALES)))
def test_thousands_are_read_back(number: int, language: str) -> None:
    """What CLDR writes is read as the same number."""
    from babel.numbers import format_decimal

    written = format_decimal(number, locale=LOCALES[language])
    assert values(language, f"er zijn {written} x") == [str(number)]


def test_a_place_is_where_it_stands() -> None:
    """The offset and the writing are the text's own."""
    (figure,) = Figures("nl_BE").find("ongeveer 1.250 keer")
    assert (figure.start, figure.written) == (9, "1.250")
