"""Rules that keep texts readable: no sentence too long, no page too hard. The table of pages is for the terminal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from meldwijzer.addresses import GUIDE_PREFIX
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.kept import per_content
from meldwijzer.language.readability import Reading, measure, words_of_sentence
from meldwijzer.language.sentences import Sentence, sentences
from meldwijzer.placed_texts import PlacedText, all_texts

from .base import Rule, Shown, error, key_place

LONGEST = 25
"""Words of a sentence. Plain language asks for fewer than 20 on average and never more than 25."""
EASE: Mapping[str, int] = {"nl": 65, "fr": 75, "en": 75}
"""The least reading ease of a page, a little below the hardest page of today."""
ENOUGH = 5
"""Sentences that a page needs before its score says anything."""

_PAGES = {
    "donate": "support",
    "faq": "faq",
    "form": "report-form",
    "law": "law",
    "organisations": "help",
    "reporting": "report",
}
"""The page on which most of a file's words stand."""


def page_of(text: PlacedText) -> str:
    """Return the page that a text belongs to, by its id."""
    name, _, suffix = text.path.rpartition("/")[2].rpartition(".")
    if suffix == "md":
        return f"{GUIDE_PREFIX}{name}"
    return str(text.text.way[1]) if name == "pages" else _PAGES.get(name, name)


def _prose(content: Content) -> Iterable[tuple[PlacedText, Sentence]]:
    return ((text, one) for text in all_texts(content) if text.text.is_prose for one in sentences(text.text.text))


@per_content
def readings(content: Content) -> Mapping[tuple[str, str], Reading]:
    """Return what was counted on each page: by its id and language."""
    found: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    for text, sentence in _prose(content):
        found[page_of(text), text.language].append(sentence)
    return {(page, language): measure(ones, language) for (page, language), ones in found.items()}


def too_hard(reading: Reading, language: str) -> bool:
    """Tell whether a page with enough sentences reads less easily than it may."""
    ease = reading.ease(language)
    return reading.sentences >= ENOUGH and ease is not None and round(ease) < EASE.get(language, 0)


def long_sentences(content: Content) -> Iterable[Finding]:
    """A sentence that somebody in distress can read has few words."""
    for text, sentence in _prose(content):
        count = len(words_of_sentence(sentence))
        if count > LONGEST:
            start = " ".join(sentence.words.split()[:6])
            message = f'The sentence that begins with "{start}" has {count} words; the most is {LONGEST}.'
            yield error("readable", text.place(content, sentence.start), message, "Make two sentences of it.")


def hard_pages(content: Content) -> Iterable[Finding]:
    """A page as a whole reads easily: short sentences of short words."""
    for (page, language), reading in readings(content).items():
        if too_hard(reading, language):
            ease = round(reading.ease(language) or 0)
            message = (
                f'The page "{page}" has a reading ease of {ease}; the least is {EASE[language]}.'
                f" Its sentences have {reading.mean:.0f} words on average."
            )
            yield error(
                "readable-page", _place(content, page, language), message, "Write shorter sentences and shorter words."
            )


def _place(content: Content, page: str, language: str) -> Place:
    words = content.words[language]
    if (guide := words.guides.get(page.removeprefix(GUIDE_PREFIX))) is not None:
        return Place(guide.path)
    return key_place(content, f"content/{language}/pages.yml", ("pages", page))


RULES = (
    Rule(
        "readable",
        "a frightened reader, or one with little of the language, loses the thread of a long sentence",
        long_sentences,
        Shown(
            "content/en/faq.yml",
            "questions.cookies.answer",
            "This site sets no cookies and keeps nothing on your phone or your computer, whether you only read a page"
            " or also write something in the form.",
            "This site sets no cookies. It keeps nothing on your phone or your computer.",
        ),
        Severity.WARNING,
    ),
    Rule(
        "readable-page",
        "a page grows hard to read a word at a time, and nobody notices",
        hard_pages,
        Shown(
            "content/en/pages.yml",
            "pages.guides.intro",
            "Institutional responsibilities necessitate interdisciplinary communication. Organisational representatives"
            " investigate approximately everything. Educational professionals participate periodically. Administrative"
            " authorities communicate internationally. Psychological consequences deteriorate unpredictably.",
        ),
        Severity.WARNING,
    ),
)
