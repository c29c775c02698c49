"""Rules about links within the site: each leads somewhere, directly, and stays in the reader's language."""

from collections.abc import Iterable, Iterator

from .base import BuiltRule, ShownHtml, Spot, of_pages, of_pieces
from .page import Page
from .piece import Link, Piece
from .site import BuiltSite, Way

_FULL = frozenset({"canonical", "alternate"})
"""Relations of a <link> whose address is written in full."""


def resolves(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """Every link within the site leads to a file that is there, to an anchor that is on it, and not by a detour."""
    folder, language, pages, redirects = page.folder, page.language, built.pages, built.redirects
    at_root = page.name == "404.html" or page.path in redirects
    for offset, piece in page.spots:
        for link in piece.inside:
            target = link.target
            if not target:
                continue
            way = built.way(folder, target)
            if not way.wrong and (target[0] != "/" or at_root):
                there = pages.get(way.file) if way.file else page
                if there is None:
                    continue
                marked = link.element.opening.attributes.get("hreflang", language)
                if (
                    there.language == marked
                    and (not way.fragment or way.fragment in there.ids)
                    and way.file not in redirects
                ):
                    continue
            start = offset + link.element.opening.start
            if way.wrong:
                yield Spot(start, f'"{target}" {way.wrong}.', way.fix)
                continue
            yield from (Spot(start, message, fix) for message, fix in _arrival(built, page, link, way))


def _arrival(built: BuiltSite, page: Page, link: Link, way: Way) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with where a link leads."""
    target = built.pages.get(way.file) if way.file else page
    if link.target.startswith("/") and page.name != "404.html" and page.path not in built.redirects:
        yield (
            f'"{link.target}" begins at the root: it breaks where the site lives in a folder.',
            "Write the way from here.",
        )
    if target is None:
        return
    if way.fragment and way.fragment not in target.ids:
        yield f'"{link.target}": nothing there has the id "{way.fragment}".', ""
    if link.element.name not in ("a", "area"):
        return
    if way.file in built.redirects and page.path not in built.redirects:
        yield f'"{link.target}" only leads on to another address.', "Write that one."
    marked = link.element.get("hreflang")
    if marked and target.language and marked != target.language:
        yield f'"{link.target}" is marked as "{marked}", but leads to a page in "{target.language}".', ""
    elif not marked and page.language and target.language and target.language != page.language:
        yield (
            f'"{link.target}" leads from "{page.language}" to a page in "{target.language}", and does not say so.',
            "Link the page in the reader's language.",
        )


def wording(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every address can be an address: it is not empty, runs nothing, and names its host in full."""
    for link in piece.links:
        start = link.element.opening.start
        target = link.target.strip()
        if not target:
            yield Spot(start, f"This <{link.element.name}> points nowhere: {link.attribute} is empty.")
        elif target.startswith("//"):
            yield Spot(start, f'"{target}" does not say whether it is https.', "Write https:// in front.")
        elif target.startswith(built.home) and not _is_full(link):
            yield Spot(start, f'"{target}" is this site\'s own full address.', "Write the way from this page.")
        elif target != link.target or "\\" in target:
            yield Spot(start, f'"{link.target}" has a space or a backslash in it.')


def _is_full(link: Link) -> bool:
    return link.element.name == "link" and not _FULL.isdisjoint(link.element.get("rel").split())


RULES = (
    BuiltRule(
        "built-link",
        "a link that leads nowhere, or by a detour, loses somebody who needs help",
        of_pages("built-link", resolves),
        ShownHtml("en/index.html", 'href="report/"', 'href="Report/"'),
    ),
    BuiltRule(
        "built-link-form",
        "an address in an odd form works in one place and not in another",
        of_pieces("built-link-form", wording),
        ShownHtml("nl/index.html", 'href="melden/"', 'href="https://meldwijzer.example/nl/melden/"'),
    ),
)
