"""Translations: what was made from what, and what of it readers and editors are told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from meldwijzer.content import Content
from meldwijzer.reviews import writing
from meldwijzer.reviews.translations import Kept, Translated, entries, pages_behind, read, translated
from meldwijzer.texts import texts_of

from ..conftest import Tree

FAQ = "content/nl/faq.yml"
ENTRY = "faq/questions/upset"


@pytest.fixture
def recorded(tree: Tree) -> Tree:
    """A project in which every translation is recorded as it stands."""
    writing.seal(tree.root, tree.load(), everything=True)
    return tree


def of(content: Content, name: str = ENTRY, language: str = "fr") -> Translated:
    return next(one for one in translated(content) if (one.language, one.entry.name) == (language, name))


def edit(tree: Tree, path: str, *way: str) -> None:
    """Put a letter in front of a text."""
    place = tree.load().tree(path).places[way]
    lines = (tree.root / path).read_text("utf-8").split("\n")
    row = lines[place.line - 1]
    at = place.column - 1 + (row[place.column - 1] in "\"'")
    lines[place.line - 1] = f"{row[:at]}X {row[at:]}"
    tree.write(path, "\n".join(lines))


def flagged(content: Content) -> set[tuple[str, str, str]]:
    found: Iterator[tuple[str, Translated]] = (
        (what, one) for one in translated(content) for what in ("behind", "unrecorded")
    )
    return {
        (what, one.language, one.entry.name)
        for what, one in found
        if (one.is_behind if what == "behind" else one.is_unrecorded)
    }


def test_every_language_has_the_same_entries(content: Content) -> None:
    names = {language: set(entries(content, language)) for language in content.words}
    assert names["nl"] == names["fr"] == names["en"]


def test_every_text_is_in_an_entry(tree: Tree) -> None:
    """Whatever text changes, but search words, some entry has another digest."""
    content = tree.load()
    words = content.words["fr"]
    before = {name: one.digest for name, one in entries(content, "fr").items()}
    models = (words.pages, words.law, words.reporting, words.organisations, words.faq, words.donate,
              *(guide.head for guide in words.guides.values()))  # fmt: skip
    tried = 0
    for model in models:
        for text in list(texts_of(model)):
            if "synonyms" in text.way:
                continue
            holder: object = model
            for part in text.way[:-1]:
                holder = holder[part] if isinstance(holder, dict | list) else getattr(holder, str(part))
            store = holder if isinstance(holder, dict | list) else holder.__dict__
            store[text.way[-1]] = f"{text.text} x"  # type: ignore[index]
            now = {name: one.digest for name, one in entries(replace(content), "fr").items()}
            assert sum(now[name] != before[name] for name in now) == 1, text.way
            store[text.way[-1]] = text.text  # type: ignore[index]
            tried += 1
            if tried > 120:
                return


def test_a_new_source_leaves_its_translations_behind(recorded: Tree) -> None:
    recorded.replace(FAQ, "Ik ben geschrokken", "Ik schrok")
    assert flagged(recorded.load()) == {("behind", "fr", ENTRY), ("behind", "en", ENTRY)}


def test_lines_broken_otherwise_are_no_change(recorded: Tree) -> None:
    recorded.replace(FAQ, "Dat is heel begrijpelijk. Sommige", "Dat is heel begrijpelijk.\n        Sommige")
    recorded.replace(FAQ, '      - "ecops"', '      - "zoekwoord"\n      - "ecops"')
    assert flagged(recorded.load()) == set()


def test_a_translation_changed_with_its_source_is_not_behind(recorded: Tree) -> None:
    recorded.replace(FAQ, "Ik ben geschrokken", "Ik schrok")
    for language in ("fr", "en"):
        one = of(recorded.load(), language=language)
        edit(recorded, f"content/{language}/faq.yml", "questions", "upset", "question")
        assert one.is_behind
    assert flagged(recorded.load()) == {("unrecorded", "fr", ENTRY), ("unrecorded", "en", ENTRY)}
    done = writing.seal(recorded.root, recorded.load())
    assert done.texts == 2
    assert flagged(recorded.load()) == set()


def test_sealing_does_not_bring_up_to_date_what_is_behind(recorded: Tree) -> None:
    recorded.replace(FAQ, "Ik ben geschrokken", "Ik schrok")
    writing.seal(recorded.root, recorded.load())
    assert of(recorded.load()).is_behind


def test_an_edited_translation_is_no_longer_reviewed(recorded: Tree) -> None:
    one = of(recorded.load())
    kept = Kept("reviewed", one.source.digest, one.entry.digest, "", "A Reader, 2026-11-20")
    writing.record_texts(recorded.root, recorded.load(), {("fr", ENTRY): kept})
    assert of(recorded.load()).state == "reviewed"
    edit(recorded, "content/fr/faq.yml", "questions", "upset", "question")
    assert of(recorded.load()).state == "delivered"


@pytest.mark.parametrize(
    "kept",
    [
        Kept("delivered", "12345678", "abcdefab"),
        Kept("delivered", "12345678", "abcdefab", "A Translator, 2026-11-20"),
        Kept("reviewed", "12345678", "abcdefab", "", "A Reader, 2026-11-20"),
        Kept("reviewed", "12345678", "abcdefab", "A Translator, 2026-11-20", "A Reader, 2026-11-21"),
    ],
)
def test_a_line_is_read_as_it_was_written(kept: Kept) -> None:
    assert read(f"00000000 {kept.line()}") == kept


@pytest.mark.parametrize("line", ["", "x", "1 2 3 4", "00000000 delivered 1", "0 delivered 1 2 | a"])
def test_nonsense_is_nothing(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    ("path", "way", "page"),
    [
        ("content/nl/pages.yml", ("pages", "report", "title"), "report"),
        ("content/nl/law.yml", ("entries", "nl-252", "title"), "law"),
        ("content/nl/reporting.yml", ("before", "title"), "report"),
    ],
)
def test_readers_are_told_where_it_touches_what_to_do(
    recorded: Tree, path: str, way: tuple[str, ...], page: str
) -> None:
    edit(recorded, path, *way)
    content = recorded.load()
    assert pages_behind(content, "fr") == {page}
    assert pages_behind(content, "en") == {page}


def test_readers_are_not_bothered_with_the_rest(recorded: Tree) -> None:
    recorded.replace(FAQ, "Ik ben geschrokken", "Ik schrok")
    assert pages_behind(recorded.load(), "fr") == frozenset()
