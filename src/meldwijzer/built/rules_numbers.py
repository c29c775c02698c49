"""Rules about numbers: what is dialled, what is shown, and that none stands anywhere else."""

from collections.abc import Iterable, Iterator, Mapping

from meldwijzer.findings import Finding

from .base import BuiltRule, ShownHtml, Spot, found, of_pieces
from .numbers import UNREGISTERED, said, what_is
from .piece import ADDRESSES, Piece
from .registry import Known
from .site import BuiltSite
from .text import DIGIT, EMPTY, SHOWN, contacts_in, digits

_NOT_READ = frozenset(
    {*ADDRESSES, "data-search-words", "class", "id", "for", "name", "srcset", "sizes", "width", "height", "rel", "lang"}
)
"""Attributes that nobody reads or hears; by the words for searching, readers also look for old numbers."""
_FEWEST = 3
"""Digits that the shortest number has."""


def shown(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """What is dialled is registered, and what a reader sees, hears or copies of it is the same number."""
    words = built.registrations.known(language)
    if not piece.dials and not any(name in piece.source for name in SHOWN):
        return
    for element in piece.marked:
        start = element.opening.start
        target = element.get("href").strip()
        if target.lower().startswith("tel:"):
            yield from _dialled(built, words, target, piece, start, piece.text(element))
            for inner in piece.marked:
                if element.first <= inner.first <= element.last:
                    yield from _said(words, target, inner.opening.attributes, inner.opening.start)
            continue
        classes = element.get("class").split()
        text = " ".join(piece.text(element).split())
        if "mw-tel" in classes and text not in words.unlinked:
            yield Spot(start, f'"{text}" is shown as a number without ringing, and no such number is registered.')
        if "mw-dead" in classes and text not in words.retired:
            yield Spot(start, f'"{text}" is shown as an old contact, and none such is registered.')
        if "mw-iban" in classes and text not in words.accounts:
            yield Spot(start, f'"{text}" is shown as an account, and no such account is registered.')


def _dialled(built: BuiltSite, words: Known, target: str, piece: Piece, start: int, text: str) -> Iterator[Spot]:
    if target not in words.numbers:
        yield Spot(start, f"{target} is {what_is(built, target)}.", UNREGISTERED)
        return
    seen = " ".join(text.split())
    for one in words.numbers[target]:
        before, same, after = seen.partition(" ".join(one.split()))
        if same and not DIGIT.search(before + after):
            return
    right = " or ".join(f'"{one}"' for one in sorted(words.numbers[target]))
    yield Spot(start, f'{target} is dialled, but readers see "{seen}".', f"The registry says {right}.")


def _said(words: Known, target: str, attributes: Mapping[str, str], start: int) -> Iterator[Spot]:
    right = {digits(target), *(digits(text) for text in words.numbers.get(target, ()))}
    for name, value in attributes.items():
        if name not in _NOT_READ and DIGIT.search(value) and digits(value) not in right:
            yield Spot(start, f'{target} is dialled, but {name} says "{value}".')


def outside(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Nothing that looks like a telephone number stands where nothing dials it, in words or in attributes."""
    text = piece.reading if piece.has_digits else EMPTY
    if text.digits >= _FEWEST:
        for candidate in built.registrations.candidates(text.text, language):
            yield Spot(text.offset(candidate.start), *said(built, candidate))
    for element in piece.marked:
        if _NOT_READ.issuperset(element.opening.attributes):
            continue
        for name, value in element.opening.attributes.items():
            if name in _NOT_READ or len(DIGIT.findall(value)) < _FEWEST:
                continue
            for candidate in built.registrations.candidates(value, language):
                contacts = contacts_in(piece.tokens, piece.marked)
                if not any(first <= element.first <= last for first, last in contacts):
                    message, fix = said(built, candidate)
                    yield Spot(element.opening.start, f"In {name}: {message}", fix)


def across(built: BuiltSite) -> Iterator[Finding]:
    """Nor does one that begins in one paragraph, cell or item of a list and ends in the next."""
    for path, page in built.pages.items():
        last = EMPTY
        for offset, piece in page.spots:
            if not piece.has_words:
                continue
            text = piece.reading if piece.has_digits else EMPTY
            if last.ends_with_digit and text.begins_with_digit:
                tail = last.text.rstrip().rpartition("\n")[2]
                head = text.text.strip().partition("\n")[0]
                for candidate in built.registrations.candidates(f"{tail}\n{head}", page.language):
                    if candidate.start < len(tail) < candidate.end:
                        yield found(built, "built-loose-number", path, offset, *said(built, candidate))
            last = text


def loose(built: BuiltSite) -> Iterator[Finding]:
    """Nothing that looks like a telephone number stands where nothing dials it."""
    yield from of_pieces("built-loose-number", outside, plain=True)(built)
    yield from across(built)


RULES = (
    BuiltRule(
        "built-number",
        "a number that dials another than it shows reaches the wrong people",
        of_pieces("built-number", shown),
        ShownHtml("fr/aide/index.html", 'href="tel:080032123"', 'href="tel:102"'),
    ),
    BuiltRule(
        "built-loose-number",
        "a number in plain words is corrected nowhere when it changes",
        loose,
        ShownHtml("nl/hulp/index.html", "</article>", "<p>Bel 0800 <b>95</b>&nbsp;5&shy;95</p></article>"),
    ),
)
