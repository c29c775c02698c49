"""Rules about the folder: every page is there, no other, no file that nobody reads; help on every page."""

from collections.abc import Iterable, Iterator

from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.outputs import packed

from .base import BuiltRule, ShownHtml, Spot, of_pages
from .page import Page
from .site import BuiltSite

KINDS = frozenset({
    "_headers", "_redirects", "css", "html", "ico", "ics", "jpeg", "jpg", "js", "json", "map", "md", "pdf", "png",
    "svg", "txt", "vcf", "webmanifest", "webp", "woff2", "xml",
})  # fmt: skip
"""Endings of the files that a site consists of."""
_ROOT = ("index.html", "404.html")


def every_page(built: BuiltSite) -> Iterator[Finding]:
    """Every page of every language was built, the choice of languages and every redirect too."""
    expected = [*built.addresses, *built.redirects, *built.boxes, *_ROOT]
    for path in expected:
        if path not in built.files:
            yield Finding("built-missing", Severity.ERROR, Place(f"site/{path}"), "This page was not built.")


def strays(built: BuiltSite) -> Iterator[Finding]:
    """No page is there that was not composed."""
    known = {*built.addresses, *built.redirects, *built.boxes, *_ROOT}
    for path in built.pages:
        if path not in known:
            message = "This page belongs to nothing in the content: somebody may still find it."
            fix = "Build into an empty folder, or take out what makes it."
            yield Finding("built-stray", Severity.ERROR, Place(f"site/{path}"), message, fix)


def unread(built: BuiltSite) -> Iterator[Finding]:
    """Every file is of a kind that is known here."""
    for path in built.files:
        if packed.original(path) in built.files:
            continue  # read once, unpacked
        if path.rpartition("/")[2].rpartition(".")[2].lower() not in KINDS:
            message = "This file is of a kind that the check does not read."
            fix = "Take it out, or look at it yourself each time."
            yield Finding("built-unread", Severity.WARNING, Place(f"site/{path}"), message, fix)


def help_at_hand(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """On every page the emergency numbers and each country's helpline can be dialled."""
    if page.path in built.redirects or (page.address is None and page.path not in (*_ROOT, *built.boxes)):
        return
    needed = built.at_hand(page)
    if page.path in built.boxes:  # there is room for the first number, which rings everywhere
        needed = needed[:1]
    missing = {href for _, _, href in needed}
    for _, piece in page.spots:
        if piece.dials:
            missing -= piece.dials
            if not missing:
                return
    for country, reference, href in needed:
        if href in missing:
            yield Spot(
                0, f"{reference} ({country}) is missing on this page.", "It belongs into the frame of each page."
            )


RULES = (
    BuiltRule(
        "built-missing",
        "a page that is not there helps nobody",
        every_page,
        ShownHtml("nl/wet/index.html", "", "", ""),
    ),
    BuiltRule(
        "built-stray",
        "an old page that stays goes on saying what is no longer true",
        strays,
        ShownHtml("nl/oud/index.html", "", "<!doctype html>"),
    ),
    BuiltRule(
        "built-unread",
        "what nothing reads can say anything",
        unread,
        ShownHtml("nl/numbers.docx", "", "x"),
        Severity.WARNING,
    ),
    BuiltRule(
        "built-help",
        "somebody in danger must not have to look for the number",
        of_pages("built-help", help_at_hand),
        ShownHtml("fr/loi/index.html", 'href="tel:08002000"', 'href="#top"', everywhere=True),
    ),
)
