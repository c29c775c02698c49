"""Nothing is left untranslated: no sentence is another language's, and none is in another language."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.language.detection import Vocabulary
from meldwijzer.language.formats import Formats
from meldwijzer.language.sentences import blanked, sentences

from .base import PlacedText, Rule, Shown, error
from .said import known, texts

_FEWEST = 4
"""Shorter sentences are often the same in two languages: "Chat, forum"."""
_FEWEST_OF_A_LABEL = 2
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”\n]*”|«[^»\n]*»|„[^”“\n]*[”“]|\"[^\"\n]*\"")
_FIELD = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class _Said:
    """A sentence with its own words: no names, no quotations, no references."""

    start: int
    """Where its first word stands in its text."""
    words: tuple[str, ...]
    """In small letters; a word with a capital in the middle of a sentence is taken for a name."""
    everything: str
    """All of it in small letters, to be compared."""
    length: int
    """How many words it has, names too."""


@lru_cache(maxsize=32768)
def _said(text: str, *, quoted: bool) -> tuple[_Said, ...]:
    """Return the sentences of a text; ``quoted``: without what stands between quotation marks."""
    found = []
    for sentence in sentences(text):
        words = _FIELD.sub(lambda field: " " * len(field[0]), sentence.words)
        if quoted:
            words = _QUOTED.sub(lambda one: " " * len(one[0]), words)
        every = _WORD.findall(words)
        if every:
            own = tuple([word.lower() for word in every[:1]] + [word for word in every[1:] if word[0].islower()])
            start = sentence.start + words.index(every[0])
            found.append(_Said(start, own, " ".join(every).lower(), len(every)))
    return tuple(found)


@dataclass(frozen=True)
class _Spoken:
    """A text with its sentences."""

    placed: PlacedText
    entry: str
    """The same for the same entry in every language: its file and its place in it."""
    said: tuple[_Said, ...]


def untranslated(content: Content) -> Iterable[Finding]:
    """No sentence is the same in two languages, and each is in the language of its folder."""
    every = [
        (placed, _WORD.findall(blanked(placed.text.text).lower()))
        for placed in texts(content)
        if "synonyms" not in placed.text.way and "old" not in placed.text.way
    ]
    counts: dict[str, Counter[str]] = {language: Counter() for language in content.words}
    for placed, words in every:
        counts[placed.language].update(words)
    vocabulary = Vocabulary(counts)
    twice = _perhaps_twice([placed for placed, _ in every])
    asked = [
        (_spoken(placed, known(content).without_names(placed.text.text)), words)
        for placed, words in every
        if _entry(placed) in twice or vocabulary.may_be_foreign(placed.language, words)
    ]
    same = _same([one for one, _ in asked], vocabulary)
    for one, words in asked:
        placed, whole = one.placed, None
        for said in one.said:
            if (found := same.get((placed.language, one.entry, said.everything))) is not None:
                yield _identical(content, placed, said, found)
                continue
            if len(said.words) < _FEWEST or vocabulary.is_plain(placed.language, said.words):
                continue
            whole = whole or Counter(words)
            verdict = vocabulary.foreign(placed.language, said.words, whole)
            if verdict is not None and not (verdict.language == "" and _is_law(placed)):
                yield _foreign(content, placed, said, verdict.language)
    yield from _short_ones(content, [one for one in every if 0 < len(one[1]) <= _FEWEST], vocabulary)


def _short_ones(
    content: Content, every: list[tuple[PlacedText, list[str]]], vocabulary: Vocabulary
) -> Iterable[Finding]:
    """Yield labels and messages of a few words that are another language's: too short to tell by likelihood.

    Of one word nothing is said: "Menu" and "Chat" are the same in many languages.
    """
    own: dict[str, dict[str, list[str]]] = defaultdict(dict)
    short = [(placed, _short_words(content, placed)) for placed, _ in every if not _is_law(placed)]
    for placed, words in short:
        own[_entry(placed)][placed.language] = words
    for placed, words in short:
        if sum(len(word) > 1 for word in words) < _FEWEST_OF_A_LABEL or placed.text.way[-1] == "name":
            continue
        others = [tag for tag in content.words if tag != placed.language]
        same = [tag for tag in others if own[_entry(placed)].get(tag) == words]
        if same and (source := vocabulary.likeliest(words, [placed.language, *same])) != placed.language:
            message = f"These words are the same in content/{source}."
        elif (source := next((tag for tag in others if _only_in(vocabulary, placed.language, tag, words)), "")) != "":
            message = f"These words stand nowhere else in our {Formats('en').language(placed.language)} texts, "
            message += f"but all of them in the {Formats('en').language(source)} ones."
        else:
            continue
        fix = f"Write it in {Formats('en').language(placed.language)}."
        yield error("untranslated", placed.place(content), message, fix)


def _short_words(content: Content, placed: PlacedText) -> list[str]:
    """Return the words of a label or a message without names, references and what is filled in."""
    text = known(content).without_names(placed.text.text)
    return _WORD.findall(_FIELD.sub(" ", blanked(text)).lower())


def _only_in(vocabulary: Vocabulary, language: str, other: str, words: list[str]) -> bool:
    """Tell whether all words of a label are another language's, and none stands elsewhere in its own."""
    here, there = vocabulary.counts[language], vocabulary.counts[other]
    return all(here[word] <= words.count(word) and there[word] for word in words)


_PIECES = re.compile(r"[.!?…]\W+|\n")


def _perhaps_twice(every: list[PlacedText]) -> frozenset[str]:
    """Return the entries of which two languages may share a sentence: a piece of a text is the same in both."""
    pieces: dict[str, set[str]] = {}
    twice: set[str] = set()
    for placed in every:
        entry, text = _entry(placed), blanked(placed.text.text).lower()
        own = {piece.strip() for piece in _PIECES.split(text) if piece.count(" ") >= _FEWEST - 2}
        known_pieces = pieces.setdefault(entry, set())
        if not known_pieces.isdisjoint(own):
            twice.add(entry)
        known_pieces |= own
    return frozenset(twice)


def _entry(placed: PlacedText) -> str:
    return f"{placed.path.split('/', 2)[-1]}:{'.'.join(map(str, placed.text.way))}"


def _spoken(placed: PlacedText, text: str) -> _Spoken:
    return _Spoken(placed, _entry(placed), _said(text, quoted=not _is_law(placed)))


def _is_law(placed: PlacedText) -> bool:
    """Tell whether a text is quoted law: all of it is a quotation, in words of its own."""
    return "quotes" in placed.text.way


def _same(every: list[_Spoken], vocabulary: Vocabulary) -> Mapping[tuple[str, str, str], str]:
    """Return the sentences that stand in two languages of one entry, where they should not, and where they should."""
    languages: dict[tuple[str, str], dict[str, _Said]] = defaultdict(dict)
    for one in every:
        for said in one.said:
            if said.length >= _FEWEST and len(said.words) >= _FEWEST - 1:
                languages[one.entry, said.everything].setdefault(one.placed.language, said)
    found = {}
    for (entry, everything), where in languages.items():
        if len(where) > 1:
            source = vocabulary.likeliest(next(iter(where.values())).words, list(where))
            found.update({(language, entry, everything): source for language in where if language != source})
    return found


def _identical(content: Content, placed: PlacedText, said: _Said, other: str) -> Finding:
    message = f"This sentence is the same in content/{other}."
    return error(
        "untranslated",
        placed.place(content, said.start),
        message,
        f"Write it in {Formats('en').language(placed.language)}.",
    )


def _foreign(content: Content, placed: PlacedText, said: _Said, language: str) -> Finding:
    own = Formats("en").language(placed.language)
    if language:
        message = f"By its words, this sentence is in {Formats('en').language(language)}; it should be in {own}."
    else:
        message = (
            f"Hardly any word of this sentence stands elsewhere in our {own} texts; it seems to be in another language."
        )
    fix = "Translate it, or put it between quotation marks if it quotes somebody."
    return error("untranslated", placed.place(content, said.start), message, fix)


RULES = (
    Rule(
        "untranslated",
        "who cannot read a sentence misses what it says",
        untranslated,
        Shown(
            "content/fr/faq.yml",
            "questions.mission.answer",
            "You can always talk to somebody about what you saw.",
            "Vous pouvez toujours parler à quelqu’un de ce que vous avez vu.",
        ),
    ),
)
