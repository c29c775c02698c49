"""Rules about what leaves the site: only registered addresses, said as what they are, and only when somebody taps."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from meldwijzer.findings import nearest

from .base import BuiltRule, ShownHtml, Spot, of_pieces
from .piece import Link, Piece, is_outside
from .site import BuiltSite
from .text import HOST

_PLAIN_ANCHORS = ("a", "area")
_SHOWING = frozenset({"iframe", "object", "embed"})


def registered(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every address outside the site is registered, exactly, for the language of the page."""
    words = built.registrations.known(language)
    for link in piece.links:
        target = link.target
        if not is_outside(target) or target.startswith(("//", built.home)) or target.lower().startswith("tel:"):
            continue
        start = link.element.opening.start
        if target.lower().startswith("mailto:"):
            if target not in words.mails:
                yield Spot(start, f"{target} is not registered.", _nearest(target, words.mails))
            continue
        if not target.startswith(("https://", "http://")):
            yield Spot(start, f'"{target[:60]}" is no address that this site may use.', "Use a registered reference.")
        elif target not in words.addresses and target not in built.registrations.endpoints:
            yield Spot(start, f"{target} is not registered for this language.", _nearest(target, words.addresses))


def _nearest(target: str, known: Iterable[str]) -> str:
    near = nearest(target, known)
    return f"Did you mean {near}?" if near else "Register it in content/organisations/, or take it out."


def same(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """A link whose words look like an address leads to that address."""
    for link in piece.links:
        if link.element.name not in _PLAIN_ANCHORS or not link.target.lower().startswith(("http", "mailto:")):
            continue
        text = piece.text(link.element).strip()
        yield from (Spot(link.element.opening.start, message) for message in _differs(link, text))


def _differs(link: Link, text: str) -> Iterator[str]:
    if link.target.lower().startswith("mailto:"):
        if "@" in text and text.casefold() != link.target[7:].casefold():
            yield f'{link.target} is written to, but readers see "{text}".'
    elif link.target.startswith(("https://", "http://")) and HOST.fullmatch(text) and (host := _host(link.target)):
        seen = _host(text if "://" in text else f"https://{text}")
        if seen != host:
            yield f'Readers see "{text}", and are led to {host}.'


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def third_parties(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Nothing is fetched from elsewhere, and nothing sent, but where a reader taps a link."""
    for link in piece.links:
        element = link.element
        if element.name in _PLAIN_ANCHORS or not is_outside(link.target):
            continue
        if link.target.startswith(built.home) and element.name in ("link", "meta"):
            continue
        if link.attribute in ("action", "formaction") and link.target in built.registrations.endpoints:
            continue
        yield Spot(element.opening.start, f"<{element.name}> asks {link.target[:60]} for something.", "Take it out.")
    for element in piece.elements if not _SHOWING.isdisjoint(piece.names) else ():
        if element.name in _SHOWING:
            yield Spot(element.opening.start, f"<{element.name}> shows what is not of this page.", "Take it out.")


RULES = (
    BuiltRule(
        "built-outside",
        "an address that nobody registered, nobody confirmed",
        of_pieces("built-outside", registered),
        ShownHtml("fr/index.html", "https://meldpunt-kinderporno.nl/", "https://meldpunt-kinderpomo.nl/"),
    ),
    BuiltRule(
        "built-link-text",
        "who reads an address trusts that the link leads there",
        of_pieces("built-link-text", same),
        ShownHtml("nl/hulp/index.html", ">childfocus.be<", ">childfocus.org<", ">www.childfocus.be/<"),
    ),
    BuiltRule(
        "built-third-party",
        "whoever is asked for a picture learns who looks for help",
        of_pieces("built-third-party", third_parties),
        ShownHtml("nl/index.html", "</article>", '<img alt="" src="https://elsewhere.example/x.png"></article>'),
    ),
)
