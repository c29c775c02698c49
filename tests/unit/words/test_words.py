"""The rules for words and claims: a table of sentences per language, and every phrase of every terms.yml."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from meldwijzer.content import Content, load
from meldwijzer.findings import Finding
from meldwijzer.model.terms import Term
from meldwijzer.rules import claims, labels, language, terms
from meldwijzer.rules.base import Rule

from ..conftest import ROOT, Tree, shown
from ..shown import put

HERE = Path(__file__).parent
RULES: dict[str, Rule] = {rule.code: rule for module in (claims, labels, language, terms) for rule in module.RULES}
LANGUAGES = ("nl", "fr", "en")
GUIDE = "guides/parents.md"


def rows(tag: str) -> Iterator[tuple[str, bool, str]]:
    """Yield the rule, whether it must find something, and the sentence."""
    for line in (HERE / f"{tag}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, sign, sentence = line.split(" ", 2)
            assert sign in "+-", line
            yield code, sign == "+", sentence.replace("\\n", "\n")


@pytest.fixture
def found_in(tree: Tree):
    """Return what finds, for sentences in a guide of their own, those in which rules find something."""

    def find(tag: str, sentences: Iterable[str], codes: Iterable[str]) -> dict[str, list[Finding]]:
        path = f"content/{tag}/{GUIDE}"
        _, head, _ = (tree.root / path).read_text("utf-8").split("---\n", 2)
        text, starts = f"---\n{head}---\n\n", {}
        for number, sentence in enumerate(sentences):
            text += f"## {number} {{#part-{number}}}\n\n"
            starts[text.count("\n") + 1] = sentence
            text += f"{sentence}\n\n"
        tree.write(path, text)
        content = tree.load()
        hit: dict[str, list[Finding]] = {}
        for code in codes:
            for finding in RULES[code].check(content):
                if finding.place.path == path:
                    line = max(line for line in starts if line <= finding.place.line)
                    hit.setdefault(starts[line], []).append(finding)
        return hit

    return find


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_rule_finds_what_is_wrong_and_nothing_else(tag, code, found_in):
    """Each sentence of the table is judged as the table says, by its rule."""
    table = [(sentence, fires) for rule, fires, sentence in rows(tag) if rule == code]
    assert {fires for _, fires in table} == {True, False}, f"{tag}.txt lacks {code}"
    hit = found_in(tag, [sentence for sentence, _ in table], [code])
    wrong = [
        f"{'silent on' if fires else 'fires on'}: {sentence} {shown(hit.get(sentence, []))}"
        for sentence, fires in table
        if fires != (sentence in hit)
    ]
    assert not wrong, "\n".join(wrong)


def phrases(entries: dict[str, Term]) -> Iterator[tuple[str, str]]:
    """Yield each phrase with its entry, as somebody could write it."""
    for key, term in entries.items():
        for phrase in term.words:
            yield key, " ".join("x" if word in ("…", "...") else word.replace("*", "") for word in phrase.split())


@pytest.mark.parametrize("group", ["avoid", "requests"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_phrase_is_found(tag, group, found_in, content: Content):
    """Each watched phrase is found in a sentence, in capitals too, and its message names what to write."""
    entries = getattr(content.words[tag].terms, group)
    code = "term" if group == "avoid" else "request"
    written = {f"Xx {text}.": key for key, text in phrases(entries)}
    written |= {f"XX {text.upper()}.": key for key, text in phrases(entries)}
    hit = found_in(tag, written, [code])
    assert not [sentence for sentence in written if sentence not in hit]
    for sentence, key in written.items():
        assert any(entries[key].instead.rstrip(".") in finding.fix for finding in hit[sentence]), sentence


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_word_may_be_quoted_and_every_request_forbidden(tag, found_in, content: Content):
    """Between quotation marks a word is only named; with a negation before it a request is right."""
    own = content.words[tag].terms
    quoted = [f"Xx “{text}” xx." for _, text in phrases(own.avoid)]
    denied = [f"{own.negations[0]} {text}." for _, text in phrases(own.requests)]
    assert not found_in(tag, quoted, ["term"])
    assert not found_in(tag, denied, ["request"])


def test_words_are_right_where_people_search_and_where_law_is_quoted(tree: Tree):
    """Synonyms, quoted law and the table of old contacts may have the older words."""
    for way in ("questions.cookies.synonyms.0", "questions.cookies.question"):
        put(tree.root, f"content/en/faq.yml:{way}", "kiddie porn")
    put(tree.root, "content/en/law.yml:entries.eu-directive.quotes.real-child", "kiddie porn;")
    put(tree.root, "content/en/organisations.yml:organisations.child-focus.old.phone:fax.name", "kiddie porn")
    places = [finding.place for finding in terms.avoided(tree.load())]
    assert [place.path for place in places] == ["content/en/faq.yml"]


def test_an_unless_phrase_is_right(tree: Tree, found_in):
    """An exception of an entry holds for the words in it, and for no others."""
    line = '    instead: "images made with AI"'
    tree.replace("content/en/terms.yml", line, f"    unless: [fake photo frame]\n{line}")
    hit = found_in("en", ["A fake photo frame.", "A fake photo."], ["term"])
    assert set(hit) == {"A fake photo."}


def test_languages_have_the_same_entries(content: Content):
    """What is watched in one language is watched in every other."""
    for group in ("avoid", "requests", "reserved"):
        assert len({tuple(getattr(words.terms, group)) for words in content.words.values()}) == 1


def test_the_content_that_ships_passes():
    """No rule finds anything in it."""
    content, findings = load(ROOT)
    assert content is not None, shown(findings)
    for rule in RULES.values():
        assert not list(rule.check(content)), rule.code
