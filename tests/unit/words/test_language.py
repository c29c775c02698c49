"""Cutting prose into sentences, finding phrases, and telling languages apart."""

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.content import Content
from meldwijzer.language.detection import Verdict, Vocabulary
from meldwijzer.language.grammar import Grammar
from meldwijzer.language.matching import Phrases
from meldwijzer.language.sentences import around, blanked, sentences
from meldwijzer.references import blanked as blanked_references
from meldwijzer.rules import claims, labels, language, terms
from meldwijzer.rules.language import untranslated


def cut(text: str) -> list[str]:
    """Return the sentences of a text as they stand in it."""
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eén. Twee! Drie?", ["Eén.", "Twee!", "Drie?"]),
        ("Bel <phone:a.b>. <phone:c.d> is er ook.", ["Bel <phone:a.b>.", "<phone:c.d> is er ook."]),
        ("Zie [Stop it Now! Vlaanderen](link:a.b). Daarna.", ["Zie [Stop it Now! Vlaanderen](link:a.b).", "Daarna."]),
        ("Kop:\n\n- een\n- twee\n", ["Kop:", "een", "twee"]),
        ("1. Een. Nog een.\n2. Twee.", ["Een.", "Nog een.", "Twee."]),
        ("Schrijf t.a.v. Stopchildporno. Dan.", ["Schrijf t.a.v. Stopchildporno.", "Dan."]),
        ("Oui ? Non. « Voilà. » Fin.", ["Oui ?", "Non.", "« Voilà. »", "Fin."]),
        ("## Titel {#x}\nTekst.", ["## Titel", "Tekst."]),
        ("", []),
        ("   \n\n ", []),
    ],
)
def test_sentences(text, found):
    """Paragraphs, list items and sentences, not abbreviations and names."""
    assert [" ".join(one.replace("{#x}", "").split()) for one in cut(text)] == found


@given(st.text(alphabet=st.sampled_from("aB .!?\n-*1[]()<>:{#}é\u00a0“”|"), max_size=200))
def test_every_word_is_in_one_sentence(text):
    """Nothing is lost or counted twice, and no offset moves, whatever the text."""
    assert len(blanked(text)) == len(text)
    found = sentences(text)
    assert all(one.words == blanked(text)[one.start : one.end] for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    letters = sum(character.isalpha() for character in blanked(text))
    assert sum(character.isalpha() for one in found for character in one.words) == letters
    for one in found:
        assert around(text, one.start, one.end) == one


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ("kinderporno*", "Veel KINDERPORNOGRAFIE hier", "KINDERPORNOGRAFIE"),
        ("kinderporno*", "Veel kinder\u00adpor\u200bno hier", "kinder\u00adpor\u200bno"),
        ("pédo", "Un PE\u0301DO ici", "PE\u0301DO"),
        ("pédo", "Un pedo ici", "pedo"),
        ("pédo", "Un pédophile", ""),
        ("child porn*", "Some child-pornography", "child-pornography"),
        ("child porn*", "Some child\n  porn", "child\n  porn"),
        ("stuur … foto*", "Stuur ons eerst de foto’s", "Stuur ons eerst de foto"),
        ("stuur … foto*", "Stuur niets. De foto", ""),
        ("stuur … foto*", "Stuur een twee drie vier vijf zes zeven foto", ""),
        ("24/7", "Open __24/7__.", "24/7"),
        ("stuur … foto*", "_Stuur_ ons __eerst__ de _foto_", "Stuur_ ons __eerst__ de _foto"),
        ("kinderporno*", "Geen __kinderporno__ hier", "kinderporno"),
        ("n'", "Il n’envoie rien", "n’"),
        ("24/7", "Open 24/7.", "24/7"),
        ("'s nachts", "Ook ’s nachts open", "’s nachts"),
    ],
)
def test_phrases(phrase, text, said):
    """A phrase is found whatever the capitals, accents, hyphens and invisible characters."""
    found = Phrases([("key", phrase)]).find(text)
    assert [text[one.start : one.end] for one in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("__Bel__ _nu_, (__niet__ morgen).", "  Bel    nu , (  niet   morgen)."),
        ("own_image en een_twee", "own_image en een_twee"),
        ("Naam: ____, ___ (__) __.", "Naam: ____, ___ (__) __."),
    ],
)
def test_marks_with_underscores(text, plain):
    """Markdown's other notation is blank; an underscore within a word and a line to write on stay."""
    assert blanked(text) == blanked_references(text) == plain


def test_the_longest_phrase_of_a_key_counts_once():
    """ "pas punissable" in "n'est pas punissable" is no second match; other keys have their own."""
    phrases = Phrases([("a", "pas puni"), ("a", "n'est pas puni"), ("b", "pas")])
    assert [(one.key, one.start) for one in phrases.find("Ce n'est pas puni")] == [("a", 3), ("b", 9)]


@pytest.mark.parametrize(
    ("tag", "sentence", "phrase", "negated"),
    [
        ("nl", "Maak geen kopie of foto.", "foto", True),
        ("nl", "Maak geen kopie, maar een foto.", "foto", False),
        ("nl", "Stuur de foto niet.", "foto", True),
        ("nl", "Wacht niet, foto graag.", "foto", False),
        ("en", "Don’t save it, copy it or take a photo.", "copy it", True),
        ("en", "Don’t wait and copy it.", "copy it", False),
        ("fr", "N’envoyez jamais la photo.", "photo", True),
        ("fr", "N’attendez pas : envoyez la photo.", "photo", False),
    ],
)
def test_negations(tag, sentence, phrase, negated, content: Content):
    """A negation reaches the end of its clause, and no further."""
    start = sentence.index(phrase)
    assert Grammar(content.words[tag].terms).negates(sentence, start, start + len(phrase)) is negated


def test_a_small_site_says_nothing_about_languages():
    """With a few words of a language nobody can tell another."""
    few = Vocabulary({"nl": ["een", "twee"] * 50, "fr": ["un", "deux"] * 50})
    assert few.foreign("nl", ["un", "deux", "un", "deux"], {}) is None
    many = Vocabulary({"nl": ["een", "twee"] * 500, "fr": ["un", "deux"] * 500})
    assert many.foreign("nl", ["un", "deux", "un", "deux"], {}) == Verdict("fr")


def test_a_text_does_not_speak_for_itself():
    """A whole page in another language is found although its own words stand in it."""
    french = ["un", "deux", "trois"] * 300
    words = Vocabulary({"nl": ["een", "twee", "drie"] * 300 + french, "fr": french * 2})
    assert words.foreign("nl", ["un", "deux", "trois", "deux"], Counter(french)) == Verdict("fr")


def test_it_is_quick(content: Content):
    """All of these rules together take a moment for the whole content; a long text takes no longer than its length."""
    start = time.process_time()
    for module in (terms, claims, labels, language):
        for rule in module.RULES:
            list(rule.check(content))
    assert time.process_time() - start < 5
    text = "Stuur " + "heel " * 20000 + "veel. " + "((((" * 5000 + ": - " * 5000
    start = time.process_time()
    sentences(text)
    Phrases([("a", "stuur … foto*"), ("b", "heel … heel veel")]).find(text)
    assert time.process_time() - start < 5


def test_the_same_answer_each_time(content: Content):
    """Nothing depends on chance or on what ran before."""
    assert list(untranslated(content)) == list(untranslated(content))
