"""Rules about what stands around every text: the banner, the header, the emergency bar and the foot, as composed."""

import re
from collections.abc import Iterable

from meldwijzer.findings import Finding

from .base import BuiltRule, ShownHtml, Spot, found
from .page import Page
from .site import BuiltSite
from .tokens import Token, read

BEFORE, AFTER = ("banner", "header", "emergency-bar"), ("footer",)


def around(built: BuiltSite) -> Iterable[Finding]:
    """Above the text of every page stand the banner, the header and the emergency bar, below it the foot.

    One page of each shape in each language is held against what was composed; that all others have the same frame is
    for the rule that compares frames with each other.
    """
    first: dict[tuple[str, str], Page] = {}
    for page in built.composed.values():
        if page.address is not None:
            first.setdefault((page.language, page.address.shape), page)
    for page in first.values():
        for spot in _lacking(built, page):
            yield found(built, "built-around", page.path, spot.offset, spot.message, spot.fix)


def _lacking(built: BuiltSite, page: Page) -> Iterable[Spot]:
    if page.address is None:
        return
    desk = built.site.page(page.address.language, page.address.id).desk
    begin, end = page.article if page.has_article else (len(page.text), 0)
    for names, text in ((BEFORE, page.text[:begin]), (AFTER, page.text[end:])):
        wanted = {name: str(desk.component(name)).strip() for name in names}
        lacking = [name for name, html in wanted.items() if html not in text]
        if not lacking:
            continue
        # Written in another way it may be there all the same: then the tags and the words are.
        there = _marks(text)
        for name in lacking:
            if (marks := _marks(wanted[name])) and not _within(marks, there):
                message = f'The component "{name}" does not stand here as it was made for this page.'
                yield Spot(
                    _where(page, wanted[name], begin if names is BEFORE else end),
                    message,
                    "Give it back its place in overrides/main.html, and build the site anew.",
                )


def _where(page: Page, wanted: str, edge: int) -> int:
    """Return where a component begins on a page, by as much of its first tag as stands there; else the text's edge."""
    opening = wanted[: wanted.find(">")]
    for marks in (opening, *(mark[0] for mark in re.finditer(r'class="[^"]*"', opening))):
        if marks and (at := page.text.find(marks)) >= 0:
            return page.text.rfind("<", 0, at + 1)
    return min(edge, len(page.text) - 1)


def _marks(html: str) -> list[tuple[str, ...]]:
    """Return tags and words in order; remarks between them divide nothing."""
    marks: list[tuple[str, ...]] = []
    text: list[str] = []
    for token in read(html)[0]:
        if token.kind == "text":
            text.append(token.value)
        elif key := _key(token):
            if words := "".join("".join(text).split()):
                marks.append(("", words))
            text.clear()
            marks.append(key)
    return marks


def _key(token: Token) -> tuple[str, ...]:
    if token.kind == "open":
        return (token.value, *(f"{name}={value}" for name, value in sorted(token.attributes.items())))
    return (f"/{token.value}",) if token.kind == "close" else ()


def _within(marks: list[tuple[str, ...]], there: list[tuple[str, ...]]) -> bool:
    """Tell whether one list stands in another as a whole."""
    return any(there[start : start + len(marks)] == marks for start, mark in enumerate(there) if mark == marks[0])


RULES = (
    BuiltRule(
        "built-around",
        "without the emergency bar, nobody on that page has a number to call",
        around,
        ShownHtml("nl/wet/index.html", '<nav class="mw-emergency"', '<nav hidden class="mw-emergency"'),
    ),
)
