"""A rule that holds each paragraph against itself in the other languages: what it says, and where it stands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from meldwijzer.content import Content
from meldwijzer.entries import Entry, entries_of
from meldwijzer.facets import Facets, Mark, facets_of
from meldwijzer.findings import Finding

from .base import Rule, Shown, error
from .same import named_for_several_languages

_OF_A_PARAGRAPH = {"same-contacts": "contact point", "same-pages": "link", "same-figures": "figure"}
"""What stands in one paragraph and not in another."""
_COUNTED = {"same-countries": "country", "same-numbers": "number"}
"""What a language may say once more or once less ("both" is "les deux"), but not exchange for another."""
_CODES = (*_OF_A_PARAGRAPH, *_COUNTED)
_SIGNS = re.compile(r"(?P<question>\?)|(?P<bold>\*\*|(?<![^\W_])__|__(?![^\W_]))|(?P<quotation>[“«])")
"""Signs that a translation keeps: questions, bold words, quotations."""
_FIX = "Make them say the same."


@dataclass(frozen=True)
class _Blocks:
    """The paragraphs and items of one entry in one language."""

    starts: Sequence[int]
    marks: Mapping[str, Sequence[Sequence[Mark]]]
    """By the code of a facet: the marks of each block."""
    looks: Sequence[object]
    """What each block looks like, whatever its words: its signs, what it refers to, its figures."""

    def counts(self, code: str, block: int) -> Counter[str]:
        """Return how often a block says each value of a facet."""
        return Counter(mark.value for mark in self.marks[code][block])


def same_paragraphs(content: Content) -> Iterable[Finding]:
    """No paragraph has another country, number or contact than in the other languages, and none changed places."""
    facets = facets_of(content)
    for entry in entries_of(content):
        if len(entry.texts) < 2 or not _says_anything(facets, entry):
            continue
        found = {tag: facets.blocks(placed) if entry.is_prose else [] for tag, placed in entry.texts.items()}
        if len({tuple(block.value for block in blocks) for blocks in found.values()}) > 1:
            continue  # another build is told already
        if _plainly_the_same(facets, entry, found):
            continue
        blocks = {tag: _blocks(facets, entry, tag, marks) for tag, marks in found.items()}
        swapped = list(_swapped(content, facets, entry, blocks))
        yield from swapped or (*_exchanged(content, facets, entry, blocks), *_elsewhere(content, facets, entry, blocks))


def _says_anything(facets: Facets, entry: Entry) -> bool:
    """Tell whether there is something to compare: marks, or several paragraphs."""
    if entry.is_prose and any("\n" in placed.text.text.strip() for placed in entry.texts.values()):
        return True
    return any(facets.every(code, placed) for code in _COUNTED for placed in entry.texts.values())


def _plainly_the_same(facets: Facets, entry: Entry, found: Mapping[str, Sequence[Mark]]) -> bool:
    """Tell at once that every part has the same marks and signs in every language: most texts have."""
    first: object = None
    for tag, placed in entry.texts.items():
        starts = [block.start for block in found[tag]] or [0]
        said: list[object] = [
            [(bisect_right(starts, mark.start), mark.value) for mark in marks]
            for marks in (facets.every(code, placed) for code in _CODES)
        ]
        if len(starts) > 1:
            said.append(
                [(bisect_right(starts, sign.start()), sign.lastgroup) for sign in _SIGNS.finditer(placed.text.text)]
            )
        if first is None:
            first = said
        elif said != first:
            return False
    return True


def _blocks(facets: Facets, entry: Entry, tag: str, found: Sequence[Mark]) -> _Blocks:
    placed = entry.texts[tag]
    starts = [block.start for block in found] or [0]
    marks: dict[str, list[list[Mark]]] = {}
    for code in _CODES:
        rows: list[list[Mark]] = [[] for _ in starts]
        for mark in facets.every(code, placed):
            rows[max(0, bisect_right(starts, mark.start) - 1)].append(mark)
        marks[code] = rows
    looks = []
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(placed.text.text)], strict=True)):
        said = tuple(frozenset(Counter(mark.value for mark in rows[index]).items()) for rows in marks.values())
        signs = Counter(sign.lastgroup for sign in _SIGNS.finditer(placed.text.text, start, end))
        looks.append((found[index].value if found else "", said, frozenset(signs.items())))
    return _Blocks(starts, marks, looks)


def _measure(content: Content, tags: Iterable[str], differ: Mapping[tuple[str, str], bool]) -> str:
    """Return the language that differs from the fewest others; of several the default one."""
    default = content.site.default_language
    counts = Counter(dict.fromkeys(tags, 0))
    for pair, differs in differ.items():
        counts.update(dict.fromkeys(pair, differs))
    return min(counts, key=lambda tag: (counts[tag], tag != default))


def _swapped(content: Content, facets: Facets, entry: Entry, blocks: Mapping[str, _Blocks]) -> Iterator[Finding]:
    """Yield the languages in which two paragraphs stand in each other's place."""
    count = len(next(iter(blocks.values())).starts)
    if count < 2 or _lists_by_language(facets, entry):
        return
    default = content.site.default_language
    for tag, here in blocks.items():
        others = [other for other in blocks if other != tag]
        if len(others) == 1 and tag == default:
            continue  # of two languages the default one is right; of three the two that agree
        like = default if default in others else others[0]
        odd = [at for at in range(count) if all(here.looks[at] != blocks[other].looks[at] for other in others)]
        for one, two in combinations(odd, 2):
            if all(
                here.looks[one] == blocks[other].looks[two] and here.looks[two] == blocks[other].looks[one]
                for other in others
            ):
                message = f"Two parts of this text stand in another order than in {entry.texts[like].path}."
                fix = f"There the part that begins here is number {two + 1}, not number {one + 1}."
                yield error("same-paragraphs", entry.texts[tag].place(content, here.starts[one]), message, fix)


def _lists_by_language(facets: Facets, entry: Entry) -> bool:
    """Tell whether a text lists lines by the language that they speak: readers' own comes first there."""
    marks = {tag: facets.marks("same-contacts", placed) for tag, placed in entry.texts.items()}
    return bool(named_for_several_languages(marks))


def _are_ordered(facets: Facets, entry: Entry) -> bool:
    """Tell whether another order of contacts is right here, or is told by the rule about contacts."""
    orders = [[mark.value for mark in facets.marks("same-contacts", placed)] for placed in entry.texts.values()]
    return _lists_by_language(facets, entry) or any(order != orders[0] for order in orders)


def _differs_as_a_whole(facets: Facets, code: str, entry: Entry) -> bool:
    """Tell whether the texts differ in what they say somewhere: told already by the rule of that name."""
    code = "same-figures" if code == "same-numbers" else code
    texts = entry.texts.values()
    return len({frozenset(mark.value for mark in facets.every(code, placed)) for placed in texts}) > 1


def _is_exchange(one: Counter[str], two: Counter[str]) -> bool:
    """Tell whether each of two has what the other lacks, or as many in all, but others."""
    if one == two:
        return False
    return (bool(set(one) - set(two)) and bool(set(two) - set(one))) or one.total() == two.total()


def _exchanged(content: Content, facets: Facets, entry: Entry, blocks: Mapping[str, _Blocks]) -> Iterator[Finding]:
    """Yield the countries and small numbers that stand in the place of others."""
    for code, what in _COUNTED.items():
        if _differs_as_a_whole(facets, code, entry):
            continue
        for index in range(len(next(iter(blocks.values())).starts)):
            rows = {tag: one.counts(code, index) for tag, one in blocks.items()}
            differ = {(one, two): _is_exchange(rows[one], rows[two]) for one, two in combinations(rows, 2)}
            if not any(differ.values()):
                continue
            like = _measure(content, rows, differ)
            for tag, row in rows.items():
                if tag != like and _is_exchange(row, rows[like]):
                    mark = _one_more(blocks[tag].marks[code][index], row - rows[like])
                    meant = _one_more(blocks[like].marks[code][index], rows[like] - row)
                    message = (
                        f'The {what} "{mark.written}" stands in this part; '
                        f'in {entry.texts[like].path} it is "{meant.written}".'
                    )
                    yield error("same-paragraphs", entry.texts[tag].place(content, mark.start), message, _FIX)


def _one_more(marks: Iterable[Mark], more: Counter[str]) -> Mark:
    """Return the last mark that there is one more of."""
    return [mark for mark in marks if more[mark.value] > 0][-1]


def _elsewhere(content: Content, facets: Facets, entry: Entry, blocks: Mapping[str, _Blocks]) -> Iterator[Finding]:
    """Yield the contacts, links and figures that stand in another paragraph than in the other languages."""
    for code, what in _OF_A_PARAGRAPH.items():
        if _differs_as_a_whole(facets, code, entry) or (code == "same-contacts" and _are_ordered(facets, entry)):
            continue
        where = {
            tag: {(index, mark.value) for index, row in enumerate(one.marks[code]) for mark in row}
            for tag, one in blocks.items()
        }
        differ = {(one, two): _has_moved(where[one], where[two]) for one, two in combinations(where, 2)}
        if not any(differ.values()):
            continue
        like = _measure(content, where, differ)
        for tag, here in where.items():
            if tag != like and _has_moved(here, where[like]):
                index, value = min(here - where[like])
                mark = next(mark for mark in blocks[tag].marks[code][index] if mark.value == value)
                path = entry.texts[like].path
                message = f'The {what} "{mark.written}" stands in this part; in {path} it stands in another.'
                place = entry.texts[tag].place(content, mark.start)
                yield error("same-paragraphs", place, message, "Give each part the same contacts, links and figures.")


def _has_moved(here: set[tuple[int, str]], there: set[tuple[int, str]]) -> bool:
    """Tell whether a value stands in another part, or two parts have exchanged theirs; once more does not count."""
    extra, lost = here - there, there - here
    return bool({value for _, value in extra} & {value for _, value in lost}) or bool(
        {index for index, _ in extra} & {index for index, _ in lost}
    )


RULES = (
    Rule(
        "same-paragraphs",
        "a country, a number or a contact in the wrong sentence is as wrong as a wrong one",
        same_paragraphs,
        Shown(
            "content/fr/pages.yml",
            "pages.guides.intro",
            "Quatre guides courts. Vous pouvez aussi les imprimer.",
        ),
    ),
)
