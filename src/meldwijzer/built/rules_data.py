"""Rules about texts that are no pages: numbers and own addresses in JSON, XML, text, calendar and contact files."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from meldwijzer.findings import Finding, nearest

from . import linked
from .base import BuiltRule, ShownHtml, Spot, found, of_pieces
from .numbers import said, what_is
from .piece import Piece
from .rules_open import is_open
from .site import BuiltSite, Way
from .text import DIGIT

_READ = frozenset(["ics", "json", "md", "svg", "txt", "vcf", "webmanifest", "xml"])
_JSON = (".json", ".webmanifest")
_DIALLED = re.compile(r"\b(?:tel|sms|callto|whatsapp):[^\s\"'<>;,)\\]*")
_STRING = re.compile(r"[^\n\"<>]+")
_FEWEST = 6
_TELEPHONE = re.compile(r"\"(?:telephone|faxNumber|phone)\"\s*:\s*\"([^\"]*)\"", re.IGNORECASE)
_LINKED = "application/ld+json"
OWN_RULES = ("search/search_index.json",)
"""Files that rules of their own compare with the pages."""


def texts(built: BuiltSite) -> Iterator[Finding]:
    """Every number in them is registered and current, in a form that is registered; every own address is there."""
    for path in built.files:
        if path.rpartition(".")[2].lower() in _READ and not path.endswith(OWN_RULES):
            for spot in _of_text(built, built.text(path), only_addresses=is_open(path)):
                yield found(built, "built-data", path, spot.offset, spot.message, spot.fix)
            if path.endswith(_JSON):
                yield from _as_json(built, path)


def _as_json(built: BuiltSite, path: str) -> Iterator[Finding]:
    try:
        json.loads(built.text(path))
    except ValueError as error:
        offset = getattr(error, "pos", 0)
        yield found(built, "built-data", path, offset, "This file cannot be read from here on.", "Build it anew.")


def in_pages(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """The same of what a page says to machines only."""
    for token in piece.tokens if "script" in piece.names else ():
        if token.kind == "raw" and not token.value.isspace():
            for spot in _of_text(built, token.value):
                yield Spot(token.start + spot.offset, spot.message, spot.fix)


def in_fields(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every number, address, mail and hour in it is that of the organisation of which it says so."""
    for token, inside in pairwise(piece.tokens) if "script" in piece.names else ():
        if token.kind == "open" and token.attributes.get("type") == _LINKED and inside.kind == "raw":
            for spot in linked.spots(built, language, inside.value):
                yield Spot(inside.start + spot.offset, spot.message, spot.fix)


def _of_text(built: BuiltSite, text: str, *, only_addresses: bool = False) -> Iterator[Spot]:
    """Yield what is wrong in a text; ``only_addresses`` where another rule looks at its numbers field by field."""
    if not only_addresses:
        yield from _called(built, text)
    for start, target in _own(built, text):
        if way := missing(built, target):
            yield Spot(start, f"{target} {way.wrong}.", way.fix)


def _called(built: BuiltSite, text: str) -> Iterator[Spot]:
    for match in _DIALLED.finditer(text):
        if match[0] not in built.registrations.dialled:
            yield Spot(match.start(), f"{match[0]} is {what_is(built, match[0])}.")
    for match in _TELEPHONE.finditer(text):
        if not _is_current(built, match[1]):
            yield Spot(match.start(1), f'"{match[1]}" is {what_is(built, match[1])}.')
    if len(DIGIT.findall(text)) >= _FEWEST:
        yield from _numbers(built, text)


def _numbers(built: BuiltSite, text: str) -> Iterator[Spot]:
    for match in _STRING.finditer(text):
        if len(DIGIT.findall(match[0])) < _FEWEST or _DIALLED.match(text, match.start()):
            continue
        for candidate in built.registrations.candidates(match[0], ""):
            if not _is_current(built, candidate.text):
                yield Spot(match.start() + candidate.start, *said(built, candidate))


def _is_current(built: BuiltSite, text: str) -> bool:
    """Tell whether a text is a current number exactly as it is dialled or as readers of some language see it."""
    known = built.registrations.known("")
    shown = {one for texts in known.numbers.values() for one in texts} | known.unlinked
    return text in shown or f"tel:{text}" in built.registrations.dialled


def _own(built: BuiltSite, text: str) -> Iterator[tuple[int, str]]:
    """Yield every full address of this site in a text."""
    for match in re.finditer(rf"{re.escape(built.home)}[^\s\"'<>\\)]*", text):
        yield match.start(), match[0]


def missing(built: BuiltSite, target: str) -> Way | None:
    """Return what is wrong with a full address of this site; ``None`` where nothing is, or where it is another's."""
    path = built.own(target)
    if path is None:
        return None
    way = built.way("", f"{built.base}{path}")
    if way.wrong:
        return way
    page = built.pages.get(way.file)
    if page is not None and way.fragment and way.fragment not in page.ids:
        near = nearest(way.fragment, page.ids)
        fix = f'Did you mean "#{near}"?' if near else ""
        return Way(wrong=f'names "#{way.fragment}", and that page has no such id', fix=fix)
    if built.redirects.get(way.file) in built.content.published.redirects:
        return Way(wrong="is an old address that leads on to another", fix="Write the new address.")
    return None


def in_heads(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every full address of this site in the head of a page is there."""
    for element in piece.marked if "meta" in piece.names or "link" in piece.names else ():
        if element.name not in ("meta", "link"):
            continue
        for name in ("content", "href"):
            value = element.get(name)
            if value.startswith(built.home) and (way := missing(built, value)):
                yield Spot(element.opening.start, f"{value} {way.wrong}.", way.fix)


RULES = (
    BuiltRule(
        "built-data",
        "what machines read out or keep has to be what the pages say",
        texts,
        ShownHtml("contact.vcf", "", "TEL:tel:116001\n", "TEL:tel:116000\n"),
    ),
    BuiltRule(
        "built-json",
        "what a page tells machines has to be what it tells people",
        of_pieces("built-json", in_pages),
        ShownHtml(
            "nl/index.html",
            "</head>",
            '<script type="application/ld+json">{"telephone": "+32 2 475 44 90"}</script></head>',
            '<script type="application/ld+json">{"telephone": "116000"}</script></head>',
        ),
    ),
    BuiltRule(
        "built-linked-data",
        "a machine that reads out a number says whose it is and when it answers",
        of_pieces("built-linked-data", in_fields),
        ShownHtml("nl/hulp/index.html", '"telephone":"08002000"', '"telephone":"116000"'),
    ),
    BuiltRule(
        "built-own-address",
        "an address given to machines has to be there as well",
        of_pieces("built-own-address", in_heads),
        ShownHtml("nl/index.html", "/assets/social.png", "/assets/sociaal.png"),
    ),
)
