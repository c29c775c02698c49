"""Rules about HTML that others copy from a page: it passes what a page passes, for nobody can call it back."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from meldwijzer.pages.sharing import LINK

from . import rules_html, rules_numbers, rules_outside
from .base import BuiltRule, ShownHtml, Spot, of_pieces
from .piece import Piece, is_outside
from .rules_data import missing
from .site import BuiltSite


def snippets(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every address in it is current, and this site's own or registered; numbers are shown as dialled."""
    for element in piece.marked if "data-snippet" in piece.source else ():
        if element.name == "code" and "data-snippet" in element.opening.attributes:
            snippet = Piece(piece.text(element).strip())
            for spot in _spots(built, language, snippet):
                yield Spot(element.opening.start, f"In this snippet: {spot.message}", spot.fix)


def _spots(built: BuiltSite, language: str, snippet: Piece) -> Iterator[Spot]:
    yield from rules_html.pictures(built, language, snippet)
    yield from rules_outside.registered(built, language, snippet)
    yield from rules_numbers.shown(built, language, snippet)
    for link in snippet.links:
        if link.target.startswith(built.home):
            if way := missing(built, link.target):
                yield Spot(0, f"{link.target} {way.wrong}.", way.fix)
        elif not is_outside(link.target):
            file = urlsplit(link.target).path
            if link.element.name != "img" or f"{LINK}/{language}/{file}" not in built.files:
                yield Spot(0, f'"{link.target}" leads nowhere from another site.', "Write a full address.")
    for element in snippet.elements:
        if element.name == "iframe" and not element.get("title"):
            yield Spot(0, "This frame has no title.", "Say what is in it.")
        if element.name == "a" and not (snippet.text(element).strip() or _named(snippet)):
            yield Spot(0, "This link says nothing.", "Give it words.")


def _named(snippet: Piece) -> bool:
    return any(element.get("alt") for element in snippet.elements if element.name == "img")


RULES = (
    BuiltRule(
        "built-snippet",
        "what somebody has copied stays wrong for ever",
        of_pieces("built-snippet", snippets),
        ShownHtml(
            "nl/link-naar-ons/index.html",
            "https://meldwijzer.example/embed/nl/",
            "https://meldwijzer.example/embed/xx/",
        ),
    ),
)
