"""Rules about the HTML itself: nothing to repair, ids, headings, pictures' words, no script or style in the page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .base import BuiltRule, ShownHtml, Spot, of_pages, of_pieces
from .page import Page
from .piece import Piece
from .site import BuiltSite

_HAS_SPACE = re.compile(r"\s")
_RUNNING = frozenset({"script", "style", "base"})
_DATA_SCRIPTS = ("application/ld+json", "application/json")


def sound(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """Every element is closed in order and stands where it may, so that what is read here is what readers get."""
    at = page.text.find("\ufffd")
    if at >= 0:
        yield Spot(at, "There is a character that is not UTF-8.", "Save what it comes from as UTF-8.")
    for problem in page.problems():
        yield Spot(problem.offset, problem.message, "Correct the template or the words that this part is made from.")


def ids(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """No id stands twice on a page, and every id that an element names is there."""
    every = page.every_id
    if len(every) > len(page.ids) or "" in page.ids or any(map(_HAS_SPACE.search, page.ids)):
        yield from _doubled(page)
    for offset, piece in page.spots:
        for attribute, name, start in piece.named:
            if name not in page.ids:
                yield Spot(offset + start, f'{attribute} names "{name}", and nothing on this page has that id.')


def _doubled(page: Page) -> Iterator[Spot]:
    """Yield every id that is none, and each place of one that stands in several."""
    counts = Counter(page.every_id)
    for offset, piece in page.spots:
        for name, start in piece.ids:
            if not name or _HAS_SPACE.search(name):
                yield Spot(offset + start, f'"{name}" is no id: an id is one word.')
            elif counts[name] > 1:
                yield Spot(offset + start, f'The id "{name}" stands twice on this page.', "Give each its own.")


def headings(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """A page has one first heading, and no level is left out below it."""
    level = firsts = 0
    for offset, piece in page.spots:
        for depth, element in piece.headings:
            if depth == 1:
                firsts += 1
                if firsts > 1:
                    yield Spot(offset + element.opening.start, "This page has a second heading of the first level.")
            elif depth > level + 1 and level:
                start = offset + element.opening.start
                yield Spot(start, f"After a heading of level {level} comes one of level {depth}.", "Leave none out.")
            if not piece.text(element).strip():
                yield Spot(offset + element.opening.start, "This heading is empty.")
            level = depth
    if not firsts:
        yield Spot(0, "This page has no heading of the first level.")


def pictures(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Every picture has words for who cannot see it, or says that it needs none."""
    for element in piece.elements if "img" in piece.names or "area" in piece.names else ():
        if element.name in ("img", "area") and "alt" not in element.opening.attributes:
            yield Spot(element.opening.start, "This picture has no alt.", 'Write alt="" where it only decorates.')


def inline(built: BuiltSite, language: str, piece: Piece) -> Iterable[Spot]:
    """Scripts are in files of their own, and so are looks but for one style sheet of the site: nothing else runs."""
    odd = any(name == "style" or name[:2] == "on" for one in piece.marked for name in one[0][2])
    if not odd and _RUNNING.isdisjoint(piece.names):
        return
    for token, inside in pairwise((*piece.tokens, None)):
        if token is None or token.kind != "open":
            continue
        for name in token.attributes:
            if name == "style" or name.startswith("on"):
                fix = "Put it into a script or style sheet of the site."
                yield Spot(token.start, f"<{token.value}> has {name}= in the page itself.", fix)
        if token.value == "style" and (inside is None or inside.value not in built.styles):
            yield Spot(token.start, "A style sheet of nobody stands in the page itself.", "Put it into overrides/.")
        is_data = token.attributes.get("type", "") in _DATA_SCRIPTS
        if token.value == "script" and "src" not in token.attributes and not is_data:
            yield Spot(token.start, "A script stands in the page itself.", "Put it into a file of its own.")
        if token.value == "base":
            yield Spot(token.start, "<base> changes where every link of the page leads.", "Take it out.")


RULES = (
    BuiltRule(
        "built-html",
        "what a browser has to repair, each browser and each reader's help may read otherwise",
        of_pages("built-html", sound),
        ShownHtml("nl/wet/index.html", "</article>", "<p><b>x</p></article>", "<!-- x --></article>"),
    ),
    BuiltRule(
        "built-id",
        "a link to an id that stands twice, or nowhere, misses its place",
        of_pages("built-id", ids),
        ShownHtml("en/law/index.html", 'id="eu-directive"', 'id="nl-252"'),
    ),
    BuiltRule(
        "built-heading",
        "readers who listen find their way by headings",
        of_pages("built-heading", headings),
        ShownHtml("fr/loi/index.html", "<h2", "<h4", "<h2"),
    ),
    BuiltRule(
        "built-alt",
        "who cannot see a picture has its words only",
        of_pieces("built-alt", pictures),
        ShownHtml("nl/index.html", 'mark.svg" alt=""', 'mark.svg"', 'mark.svg" alt="x"'),
    ),
    BuiltRule(
        "built-inline",
        "a script in a page can be anybody's: the site allows those in its own files only",
        of_pieces("built-inline", inline),
        ShownHtml("nl/index.html", "<body ", '<body onload="x()" '),
    ),
)
