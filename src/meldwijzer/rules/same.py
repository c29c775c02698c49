"""Rules that hold each text against itself in the other languages: the same contacts, figures, names, countries."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from meldwijzer.content import Content
from meldwijzer.entries import Entry, entries_of
from meldwijzer.facets import Facet, Facets, Mark, facets_of
from meldwijzer.findings import Finding
from meldwijzer.placed_texts import PlacedText

from .base import Rule, Shown, error

_Marks = Mapping[str, list[Mark]]
"""The marks of one text by language."""


def _facet(code: str) -> Callable[[Content], Iterable[Finding]]:
    def check(content: Content) -> Iterable[Finding]:
        facets = facets_of(content)
        facet = next(facet for facet in facets.all() if facet.code == code)
        for entry in entries_of(content):
            marks = {language: facets.marks(code, placed) for language, placed in entry.texts.items()}
            if any(marks.values()) and not (code == "same-organisations" and _other_contacts(facets, entry)):
                yield from _compared(content, facets, facet, entry, marks)

    check.__name__ = code.replace("-", "_")
    return check


def _other_contacts(facets: Facets, entry: Entry) -> bool:
    """Tell whether a text refers to other contact points in another language: told already, names follow from it."""
    return (
        len(
            {frozenset(mark.value for mark in facets.marks("same-contacts", placed)) for placed in entry.texts.values()}
        )
        > 1
    )


same_contacts = _facet("same-contacts")
same_pages = _facet("same-pages")
same_figures = _facet("same-figures")
same_organisations = _facet("same-organisations")
same_countries = _facet("same-countries")


def _compared(content: Content, facets: Facets, facet: Facet, entry: Entry, marks: _Marks) -> Iterator[Finding]:
    """Yield what a text has that most of its languages lack, and the other way round; one for what was exchanged."""
    values = {language: {mark.value for mark in found} for language, found in marks.items()}
    extra: dict[str, list[tuple[Mark, list[str]]]] = {}
    missing: dict[str, list[tuple[Mark, list[str]]]] = {}
    for value in dict.fromkeys(mark.value for found in marks.values() for mark in found):
        having = [language for language in marks if value in values[language]]
        lacking = [language for language in marks if _lacks(facets, facet, entry.texts[language], values, value)]
        if not lacking:
            continue
        if _is_odd(content, having, lacking):
            for language in having:
                extra.setdefault(language, []).append((_mark(marks[language], value), lacking))
        else:
            for language in lacking:
                missing.setdefault(language, []).append((_mark(marks[having[0]], value), having))
    for language, placed in entry.texts.items():
        added, lost = extra.get(language, []), missing.get(language, [])
        if len(added) == len(lost) == 1:
            (mark, _), (wanted, having) = added[0], lost[0]
            message = (
                f'The {facet.what} "{mark.written}" stands here; in {_paths(entry, having)} it is "{wanted.written}".'
            )
            yield error(facet.code, placed.place(content, mark.start), message, "Make them say the same.")
            continue
        for mark, others in added:
            message = f'The {facet.what} "{mark.written}" stands here, but not in {_paths(entry, others)}.'
            yield error(facet.code, placed.place(content, mark.start), message, "Make them say the same.")
        for mark, having in lost:
            message = (
                f'The {facet.what} "{mark.written}" is missing in this text; it stands in {_paths(entry, having)}.'
            )
            place = placed.place(content, _same_block(facets, placed, entry.texts[having[0]], mark))
            yield error(facet.code, place, message, "Make them say the same.")
    if facet.ordered and not extra and not missing:
        yield from _in_order(content, facet, entry, marks)


def _mark(marks: list[Mark], value: str) -> Mark:
    return next(mark for mark in marks if mark.value == value)


def _same_block(facets: Facets, here: PlacedText, there: PlacedText, mark: Mark) -> int:
    """Return where the paragraph or item begins that says what another language says with a mark."""
    blocks, others = facets.blocks(here), facets.blocks(there)
    if not blocks:
        return 0
    # Where a paragraph is lost, the one that took its place stands there.
    at = max(0, sum(block.start <= mark.start for block in others) - 1)
    return blocks[min(at, len(blocks) - 1)].start


def _lacks(facets: Facets, facet: Facet, placed: PlacedText, values: Mapping[str, set[str]], value: str) -> bool:
    if value in values[placed.language]:
        return False
    if facet.code != "same-figures":
        return True
    bare = value.rstrip("€%")
    here = {other.rstrip("€%"): other for other in values[placed.language]}
    # "45 procent" is "45 %", but 45 euro is not.
    if bare in here and (value == bare or here[bare] == bare):
        return False
    return not facets.spells(placed, bare)


def _is_odd(content: Content, having: list[str], lacking: list[str]) -> bool:
    """Tell whether those who have it are the ones to change: the fewer, or not the default language."""
    if len(having) != len(lacking):
        return len(having) < len(lacking)
    return content.site.default_language in lacking


def _paths(entry: Entry, languages: Iterable[str]) -> str:
    return " and ".join(entry.texts[language].path for language in languages)


def _in_order(content: Content, facet: Facet, entry: Entry, marks: _Marks) -> Iterator[Finding]:
    """Yield the texts whose marks stand in another order than in the default language."""
    free = named_for_several_languages(marks)
    orders = {language: [mark.value for mark in found if mark.value not in free] for language, found in marks.items()}
    by_order = [(order, [tag for tag in orders if orders[tag] == order]) for order in orders.values()]
    default = content.site.default_language
    measure, _ = max(by_order, key=lambda item: (len(item[1]), default in item[1]))
    for language, order in orders.items():
        if order != measure:
            at = next(index for index, (here, there) in enumerate(zip(order, measure, strict=True)) if here != there)
            like = next(tag for tag in orders if orders[tag] == measure)
            message = f"The {facet.what}s stand in another order than in {entry.texts[like].path}."
            place = entry.texts[language].place(content, _mark(marks[language], order[at]).start)
            yield error(facet.code, place, message, f"There it is {', '.join(measure)}.")


def named_for_several_languages(marks: _Marks) -> frozenset[str]:
    """Return the counterparts of which a text names more than one: its readers' own language comes first there."""
    values = {mark.value for found in marks.values() for mark in found}
    roles = [value.partition(":")[2] for value in values]
    return frozenset(value for value in values if ":role." in value and roles.count(value.partition(":")[2]) > 1)


_ANSWER = ("content/fr/faq.yml", "questions.cookies.answer")

RULES = (
    Rule(
        "same-contacts",
        "a number that one language forgets is a number that its readers don't get",
        same_contacts,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Appelez <phone:police-nl.office>."),
    ),
    Rule(
        "same-pages",
        "a way that one language forgets is a way that its readers don't find",
        same_pages,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Voyez [la page](page:link-to-us)."),
    ),
    Rule(
        "same-figures",
        "an amount, an age, a date or an article is the same in every language",
        same_figures,
        Shown("content/fr/law.yml", "entries.be-new-code.title", "Les articles 170 à 177"),
    ),
    Rule(
        "same-organisations",
        "a name that is another in one language sends its readers to somebody else",
        same_organisations,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Appelez Tele-Onthaal."),
    ),
    Rule(
        "same-countries",
        "what holds in one country may be wrong in the other: law, channels and instructions differ",
        same_countries,
        Shown("content/fr/pages.yml", "pages.threatened.intro", "Aux Pays-Bas, appelez la police."),
    ),
)
