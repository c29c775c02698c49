"""Rules about lists of pages: sitemap, robots.txt and redirects name what is there, all of it, and nothing else."""

import re
from collections.abc import Iterator
from html import unescape

from meldwijzer.addresses import UNLISTED, leading_on
from meldwijzer.findings import Finding, Place, Severity

from .base import BuiltRule, ShownHtml, found
from .site import BuiltSite

_SITEMAP, _ROBOTS = "sitemap.xml", "robots.txt"
_URL = re.compile(r"<url>\s*(.*?)\s*</url>", re.DOTALL)
_LOC = re.compile(r"<loc>\s*(.*?)\s*</loc>")
_VERSION = re.compile(r'<xhtml:link rel="alternate" hreflang="([^"]*)" href="([^"]*)"\s*/>')


def sitemap(built: BuiltSite) -> Iterator[Finding]:
    """The sitemap has every page once, with its address in every language, the page's own included."""
    if _SITEMAP not in built.files:
        yield _lacking(_SITEMAP)
        return
    text = built.text(_SITEMAP)
    wanted = _wanted(built)
    seen: set[str] = set()
    for url in _URL.finditer(text):
        loc = _LOC.search(url[1])
        own = unescape(loc[1]) if loc else ""
        if own not in wanted:
            yield found(built, "built-sitemap", _SITEMAP, url.start(), f'"{own}" is none of the pages.')
            continue
        if own in seen:
            yield found(built, "built-sitemap", _SITEMAP, url.start(), f"{own} stands here twice.")
        seen.add(own)
        versions = [(tag, unescape(address)) for tag, address in _VERSION.findall(url[1])]
        if versions == wanted[own]:
            continue
        for tag, address in [*set(versions) - set(wanted[own])] or [("", "")]:
            said = f'as "{tag}" {address}' if tag else f"{len(versions)} of {len(wanted[own])} addresses"
            yield found(built, "built-sitemap", _SITEMAP, url.start(), f"{own} names {said}, unlike the page itself.")
    for own in wanted.keys() - seen:
        yield found(built, "built-sitemap", _SITEMAP, 0, f"{own} is missing in the sitemap.")


def _wanted(built: BuiltSite) -> dict[str, list[tuple[str, str]]]:
    """Return the versions of each page by its own address."""
    languages = built.content.site.languages
    wanted: dict[str, list[tuple[str, str]]] = {}
    for address in built.addresses.values():
        if address.id in UNLISTED:
            continue
        desk = built.site.page(address.language, address.id).desk
        versions = [(tag, desk.canonical(tag)) for tag in languages if desk.canonical(tag)]
        wanted[desk.canonical()] = [*versions, ("x-default", desk.x_default())]
    return wanted


def robots(built: BuiltSite) -> Iterator[Finding]:
    """robots.txt names the sitemap, and in an example it asks to be left alone."""
    if _ROBOTS not in built.files:
        yield _lacking(_ROBOTS)
        return
    lines = [line.strip() for line in built.text(_ROBOTS).split("\n")]
    if f"Sitemap: {built.home}{_SITEMAP}" not in lines:
        yield found(built, "built-robots", _ROBOTS, 0, f"This does not name {built.home}{_SITEMAP}.")
    closed = "Disallow: /" in lines
    if closed != (built.content.site.operation == "example"):
        message = "This asks machines to list an example." if not closed else "This keeps machines from a live site."
        yield found(built, "built-robots", _ROBOTS, 0, message)


def redirects(built: BuiltSite) -> Iterator[Finding]:
    """Every old or short address leads to its page at once, not to another one; no other page leads on by itself."""
    for path, page in built.pages.items():
        if path in built.redirects or "http-equiv" not in page.text:
            continue
        for offset, link in page.links():
            if link.attribute == "content":
                message = "This page leads on by itself, and it is no old or short address."
                yield found(
                    built, "built-redirect", path, offset + link.element.opening.start, message, "Take that out."
                )
    for path in built.redirects:
        if path not in built.pages:
            continue
        page = built.pages[path]
        target = leading_on(built.content)[built.redirects[path]]
        name, _, anchor = target.removeprefix("page:").partition("#")
        wanted = (built.versions(name)[page.language], anchor)
        ways = [
            (offset, link) for offset, link in page.links() if link.attribute == "content" or link.element.name == "a"
        ]
        if not any(link.attribute == "content" for _, link in ways):
            yield found(built, "built-redirect", path, 0, "This address does not lead on.")
        for offset, link in ways:
            way = built.way(page.folder, link.target)
            if (way.file, way.fragment) != wanted:
                message = f'"{link.target}" does not lead to {wanted[0]}, where this address went.'
                yield found(built, "built-redirect", path, offset + link.element.opening.start, message)


def _lacking(path: str) -> Finding:
    return Finding("built-missing", Severity.ERROR, Place(f"site/{path}"), "This file was not built.")


RULES = (
    BuiltRule(
        "built-sitemap",
        "machines find the pages of every language by it",
        sitemap,
        ShownHtml(
            "sitemap.xml",
            'hreflang="fr" href="https://meldwijzer.example/fr/loi/"',
            'hreflang="fr" href="https://meldwijzer.example/fr/"',
        ),
    ),
    BuiltRule(
        "built-robots",
        "an example must not be found instead of a hotline, and a hotline must be found",
        robots,
        ShownHtml("robots.txt", "Disallow: /", "Disallow:"),
    ),
    BuiltRule(
        "built-redirect",
        "an address on paper has to lead to what it promised",
        redirects,
        ShownHtml("nl/index.html", "</head>", '<meta http-equiv="refresh" content="9; url=melden/"></head>'),
    ),
)
