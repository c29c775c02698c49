"""Short numbers: numbers to call are found, articles, years, ages, amounts and their like are not."""

import pytest

from meldwijzer.scan.short import short_numbers
from meldwijzer.scan.vocabulary import ShortVocabulary

from .conftest import rows


@pytest.mark.parametrize(("language", "digits", "text"), rows("short_right.txt", 3))
@pytest.mark.parametrize("words", ["own", "all"])
def test_a_number_to_call_is_found(language, digits, text, words, registered, vocabularies):
    vocabulary = vocabularies[language if words == "own" else "all"]
    found = list(short_numbers(text, registered.short, vocabulary))
    assert ",".join(one.digits for one in found) == digits
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(("language", "text"), rows("short_wrong.txt", 2))
@pytest.mark.parametrize("words", ["own", "all"])
def test_other_digits_are_not_found(language, text, words, registered, vocabularies):
    vocabulary = vocabularies[language if words == "own" else "all"]
    assert list(short_numbers(text, registered.short, vocabulary)) == []


def test_there_are_enough_examples():
    assert len(rows("short_right.txt", 3)) >= 70
    assert len(rows("short_wrong.txt", 2)) >= 70


def test_a_number_of_a_list_is_judged_by_what_stands_before_the_list(registered, vocabularies):
    found = short_numbers("Artikelen 101, 112 en 103. Bel 101, 112 of 103.", registered.short, vocabularies["nl"])
    assert [(one.start, one.digits) for one in found] == [(31, "101"), (36, "112"), (43, "103")]


def test_without_words_only_a_ready_number_is_found():
    vocabulary = ShortVocabulary(ready=frozenset({"112"}))
    found = short_numbers("Xyz: 112 - abc: 102.", {"112", "102"}, vocabulary)
    assert [one.digits for one in found] == ["112"]
