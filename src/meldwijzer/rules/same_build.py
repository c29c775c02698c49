"""Rules that hold the build of each text against the other languages: paragraphs, sentences, items, order."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from meldwijzer.addresses import guide_sections
from meldwijzer.content import Content
from meldwijzer.entries import Entry, entries_of
from meldwijzer.facets import Facets, Mark, facets_of
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.language.sentences import sentences
from meldwijzer.placed_texts import PlacedText

from .base import Rule, Shown, error, key_place


def same_build(content: Content) -> Iterable[Finding]:
    """A text has as many paragraphs and list items, in the same order, in every language."""
    facets = facets_of(content)
    for entry in entries_of(content):
        if not entry.is_prose or len(entry.texts) < 2:
            continue
        builds = {language: _build(facets.blocks(placed)) for language, placed in entry.texts.items()}
        if len(set(builds.values())) == 1:
            continue
        default = content.site.default_language
        counts = {build: [tag for tag in builds if builds[tag] == build] for build in builds.values()}
        measure, like = max(counts.items(), key=lambda item: (len(item[1]), default in item[1]))
        for language, build in builds.items():
            if build != measure:
                place = _first_difference(content, facets, entry, language, like[0])
                message = f"This text has {build}; in {entry.texts[like[0]].path} it has {measure}."
                yield error("same-build", place, message, "Give it the same parts, so that nothing is missing.")


_NAMES = {"paragraph": ("a paragraph", "{} paragraphs"), "item": ("a list of one", "a list of {}")}


def _build(blocks: list[Mark]) -> str:
    """Return ``a paragraph, a list of 3, 2 paragraphs``; a guide's heading belongs to its part."""
    said = []
    for kind, group in groupby(block.value for block in blocks if block.value != "heading"):
        count = len(list(group))
        one, several = _NAMES[kind]
        said.append(one if count == 1 else several.format(count))
    return ", ".join(said) or "no words"


def _first_difference(content: Content, facets: Facets, entry: Entry, language: str, like: str) -> Place:
    """Return where a text begins to have other parts than another."""
    here, there = (facets.blocks(entry.texts[tag]) for tag in (language, like))
    at = next((n for n, (one, other) in enumerate(zip(here, there, strict=False)) if one.value != other.value), None)
    if at is None:
        at = min(len(here), len(there)) - 1
    return entry.texts[language].place(content, here[max(at, 0)].start if here else 0)


_ENDS = re.compile(r"[.!?…][\s”»\"’)\]]|[.!?…]$", re.MULTILINE)
"""Where a sentence may end: texts with as many of these have as many sentences."""


def same_sentences(content: Content) -> Iterable[Finding]:
    """A paragraph or an item has as many sentences in every language: one that is lost is noticed so."""
    names = [one.name for one in content.organisations.values() if {"!", "?", "."} & set(one.name)]
    facets = facets_of(content)
    default = content.site.default_language
    for entry in entries_of(content):
        if not entry.is_prose or len(entry.texts) < 2:
            continue
        if len({len(_ENDS.findall(placed.text.text)) for placed in entry.texts.values()}) == 1:
            continue
        counts = {language: _sentences(placed, names) for language, placed in entry.texts.items()}
        if len({len(each) for each in counts.values()}) > 1:
            continue  # another number of blocks is told already
        for block, row in enumerate(zip(*counts.values(), strict=True)):
            if len(set(row)) == 1:
                continue
            by_language = dict(zip(counts, row, strict=True))
            usual = max(row, key=lambda count: (row.count(count), by_language[default] == count))
            like = next(language for language, count in by_language.items() if count == usual)
            for language, count in by_language.items():
                if count != usual:
                    placed = entry.texts[language]
                    blocks = facets.blocks(placed)
                    start = blocks[block].start if block < len(blocks) else 0
                    message = f"Here {_counted(count)}; in {entry.texts[like].path} there {_counted(usual)}."
                    fix = "Is something missing? If not, cut the sentences alike."
                    yield error("same-sentences", placed.place(content, start), message, fix)


def _counted(count: int) -> str:
    return "is 1 sentence" if count == 1 else f"are {count} sentences"


def _sentences(placed: PlacedText, names: list[str]) -> list[int]:
    """Return how many sentences each paragraph, item and heading of a text has."""
    text = placed.text.text
    for name in names:
        text = text.replace(name, "x" * len(name))
    counts = Counter(sentence.block for sentence in sentences(text))
    return [counts[block] for block in sorted(counts)]


def missing_texts(content: Content) -> Iterable[Finding]:
    """Every line that one language has, the others have: an item of a list, a message."""
    for entry in entries_of(content):
        if not (lacking := [tag for tag in content.words if tag not in entry.texts]):
            continue
        _, way = entry.key
        if len(way) < 2 or not isinstance(way[-1], int):
            continue  # what has an id is compared by other rules
        having = " and ".join(placed.path for placed in entry.texts.values())
        for language in lacking:
            path = next(iter(entry.texts.values())).path.split("/", 2)[2]
            place = key_place(content, f"content/{language}/{path}", way[:-1])
            yield error("same-lists", place, f"Item {way[-1] + 1} of this list is missing; it stands in {having}.")


def same_order(content: Content) -> Iterable[Finding]:
    """Pages and their parts come in the same order in every language, since readers compare and refer."""
    default = content.site.default_language
    measure = content.words[default]
    for language, words in content.words.items():
        path = f"content/{language}/pages.yml"
        yield from _ordered(content, path, ("pages",), measure.pages.pages, words.pages.pages, default)
        for name, page in words.pages.pages.items():
            if name in measure.pages.pages:
                wanted = measure.pages.pages[name].sections
                yield from _ordered(content, path, ("pages", name, "sections"), wanted, page.sections, default)
        for name, guide in words.guides.items():
            if name in measure.guides:
                wanted_parts, parts = (
                    [key for key, *_ in guide_sections(one) if key] for one in (measure.guides[name], guide)
                )
                if sorted(wanted_parts) == sorted(parts) and wanted_parts != parts:
                    message = f"The parts of this guide stand in another order than in content/{default}."
                    yield error("same-order", Place(guide.path), message, f"There it is {', '.join(wanted_parts)}.")


def _ordered(
    content: Content, path: str, way: tuple[str, ...], wanted: Mapping[str, object], found: Mapping[str, object],
    default: str,
) -> Iterator[Finding]:  # fmt: skip
    names, measure = list(found), list(wanted)
    if names != measure and sorted(names) == sorted(measure):
        at = next(name for name, other in zip(names, measure, strict=True) if name != other)
        message = f'"{at}" stands at another place than in content/{default}.'
        place = key_place(content, path, (*way, at))
        yield error("same-order", place, message, f"The order there is {', '.join(measure)}.")


RULES = (
    Rule(
        "same-build",
        "a paragraph that is lost in one language is noticed by nobody who reads another",
        same_build,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Un.\n\n- Deux.\n- Trois.\n\n\n- Quatre."),
    ),
    Rule(
        "same-lists",
        "an item that is lost in one language is noticed by nobody who reads another",
        missing_texts,
        Shown("content/fr/law.yml", "entries.nl-252.punishable", "[Une chose.]"),
    ),
    Rule(
        "same-order",
        "who is sent to the third part must find the same there",
        same_order,
        Shown(
            "content/fr/pages.yml",
            "pages.report-sent.sections",
            "{device: {title: D, text: T}, next: {title: N, text: T}, talk: {title: P, text: T}}",
            "{next: {title: N, text: T}, talk: {title: P, text: T}, device: {title: D, text: T}}",
        ),
    ),
    Rule(
        "same-sentences",
        "a sentence that is lost in one language is noticed by nobody who reads another",
        same_sentences,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Un. Deux. Trois. Quatre. Cinq. Six."),
        severity=Severity.WARNING,
    ),
)
