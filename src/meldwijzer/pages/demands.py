"""What a piece of HTML has to show: demands, and whether they are met. Which there are is for the tables of demands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from meldwijzer.prose import text_of

from .fragment import Element, Fragment, folded


@dataclass(frozen=True)
class Item:
    """An element with these attributes and words in it; without attributes just the words."""

    words: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    said: str = ""
    """What it is, for the message; empty where its words say so."""

    def __str__(self) -> str:
        return self.said or ", ".join(f'"{one}"' for one in (*self.words, *(value for _, value in self.attributes)))


@dataclass(frozen=True)
class Demand:
    """Items that have to stand together in one element."""

    items: tuple[Item, ...]
    hints: tuple[str, ...] = ()
    """What the line of the template is known by: that of the first that stands there, or with ">" before it the next.

    Where nothing of the demand is shown the last is looked for first: it is the loop around.
    """
    apart: str = ""
    """Demands with the same word here have to stand in an element each."""
    absent: bool = False
    """Whether the items must not stand there instead."""
    always: bool = False
    """Whether the words of its one item must stand in an element with its attributes wherever they stand."""

    def __str__(self) -> str:
        return ", ".join(map(str, self.items))


def words(*said: str) -> Item:
    """Return the item of words somewhere."""
    return Item(tuple(folded(one) for one in said if one.strip()))


def link(href: str, *said: str) -> Item:
    """Return the item of words in what leads to an address."""
    return Item(words(*said).words, (("href", href),))


def marked(name: str, value: str, *said: str) -> Item:
    """Return the item of an element with an attribute, and words in it."""
    return Item(words(*said).words, ((name, value),))


def shows(*items: Item | str, hint: str | tuple[str, ...] = (), apart: str = "") -> Demand:
    """Return the demand that items stand together."""
    hints = (hint,) if isinstance(hint, str) else hint
    return Demand(tuple(words(one) if isinstance(one, str) else one for one in items), hints, apart)


def always_marked(name: str, value: str, said: str, *, hint: str) -> Demand:
    """Return the demand that words, wherever they stand, are in an element with an attribute."""
    return Demand((marked(name, value, said),), (hint,), always=True)


def not_shown(said: str, hint: str) -> Demand:
    """Return the demand that words are nowhere."""
    return Demand((words(said),), (hint,), absent=True)


@dataclass
class Part:
    """Something that was made for a piece of HTML: another component, or prose."""

    name: str
    values: Mapping[str, Any]
    html: str
    mark: str = ""
    """Stands for it in the piece; empty where it is not in it."""


@dataclass
class Parts:
    """What was made for a piece."""

    made: list[Part] = field(default_factory=list)

    def marked(self, html: str) -> str:
        """Return the piece with one character for each of its parts."""
        marks: dict[str, str] = {}
        # The longest first: a short one may stand in another as well. What is no element has too little of its own.
        for number, part in enumerate(sorted(self.made, key=lambda one: -len(one.html))):
            inside = part.html.strip()
            if inside in marks:
                part.mark = marks[inside]
            elif inside.startswith("<") and inside in html:
                part.mark = marks[inside] = chr(0xF0000 + number)
                html = html.replace(inside, part.mark)
        return html

    def prose(self, text: str) -> Item:
        """Return the item of a text of several paragraphs or one."""
        found = next((one for one in self.made if one.name == "prose" and one.values["text"] == text), None)
        shown = (found.mark or folded(text_of(found.html))) if found else folded(text)
        return Item((shown,), said=f'"{folded(text)[:60]}"')

    def any_of(self, name: str) -> Item:
        """Return the item of another component with whatever values."""
        part = next((one for one in self.made if one.mark and one.name == name), None)
        return Item((part.mark if part else f"[{name}]",), said=f'the component "{name}"')


def unmet(fragment: Fragment, demands: Iterable[Demand]) -> Iterator[tuple[Demand, str, tuple[str, ...]]]:
    """Yield every demand that a piece does not meet, what is wrong in words, and what the line is known by."""
    by_size = sorted(fragment.elements, key=lambda one: (one.last - one.first, -one.first))
    groups: dict[str, list[tuple[Demand, Element]]] = {}
    for demand in demands:
        spans = [list(_spans(fragment, item)) for item in demand.items]
        if demand.absent:
            if all(spans):
                yield demand, f"{demand} stands here, and it is not so.", demand.hints
            continue
        if demand.always:
            if not _always(fragment, demand.items[0]):
                (name, value), *_ = demand.items[0].attributes
                yield demand, f'"{demand.items[0].words[0]}" stands here without {name}="{value}".', demand.hints
            continue
        missing = [item for item, found in zip(demand.items, spans, strict=True) if not found]
        if missing:
            hints = demand.hints[::-1] if len(missing) == len(spans) > 1 else demand.hints
            yield demand, f"{', '.join(map(str, missing))} is not shown.", hints
            continue
        if demand.apart:
            groups.setdefault(demand.apart, []).append((demand, _around(by_size, spans)))
    for placed in groups.values():
        yield from ((demand, f"{demand} do not stand together.", demand.hints) for demand in _mixed(placed))


def _always(fragment: Fragment, item: Item) -> bool:
    (name, value), *_ = item.attributes
    marked = fragment.having(name, value)
    return all(any(one.holds(*span) for one in marked) for said in item.words for span in fragment.find(said))


def _around(by_size: Sequence[Element], spans: Sequence[Sequence[tuple[int, int]]]) -> Element:
    """Return the smallest element in which every item stands somewhere; the whole piece comes last, and has them all.

    Plain loops: this is asked some half a million times in a build.
    """
    for one in by_size:
        first, last = one.first, one.last
        for found in spans:
            for start, end in found:
                if first <= start and end <= last:
                    break
            else:
                break
        else:
            return one
    return by_size[-1]


def _spans(fragment: Fragment, item: Item) -> Iterator[tuple[int, int]]:
    """Yield where an item stands."""
    if not item.attributes:
        found = [list(fragment.find(one)) for one in item.words]
        if all(found):
            yield from found[0] if found else [(1, 1)]
        return
    (name, value), *others = item.attributes
    for element in fragment.having(name, value):
        if all(element.attributes.get(other) == wanted for other, wanted in others) and all(
            any(element.holds(*span) for span in fragment.find(said)) for said in item.words
        ):
            yield element.first, element.last


def _mixed(placed: Sequence[tuple[Demand, Element]]) -> Iterator[Demand]:
    """Yield demands whose items do not stand together: what is around them all is around another's as well."""
    for demand, element in placed:
        for other, inner in placed:
            if other.items != demand.items and inner is not element and element.holds(inner.first, inner.last):
                yield demand
                break
