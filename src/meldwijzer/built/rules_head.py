"""Rules about what machines read of a page: its title, description, language, other languages, and robots."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from markupsafe import escape

from meldwijzer.addresses import HOME, NOT_FOUND, REPORT_FORM, UNLISTED, PageAddress
from meldwijzer.pages.policy import closed
from meldwijzer.pages.policy import policy as policy_of

from .base import BuiltRule, ShownHtml, Spot, of_pages
from .page import Page
from .site import BuiltSite


def said(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """Title and description of a page are those of its content, once each, also for previews in other places."""
    if page.address is not None:
        yield from _compared(page, _said(built, page.address))


def _said(built: BuiltSite, address: PageAddress) -> dict[str, str]:
    site = built.content.site.name
    wanted = {
        "title": address.title if address.id == HOME else f"{address.title} – {site}",
        "description": address.description,
    }
    if address.id != NOT_FOUND:
        wanted |= {"og:title": address.title, "og:description": address.description, "og:site_name": site}
    return wanted


_OFTEN = ("alternate", "theme-color", "og:image", "og:locale:alternate", "article:")
"""What the head of a page may say several times: for other languages, colours, pictures."""


def once(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """Whatever else the head of a page says to machines it says once: of two words each believes another."""
    there: dict[str, str] = {}
    for start, name, value in page.metas:
        if name in there and not name.startswith(_OFTEN) and name not in _wanted(built, page):
            message = f'{name} stands twice in the head of this page: "{there[name]}" and "{value}".'
            yield Spot(start, message, "Take one of them out.")
        there.setdefault(name, value)


def _wanted(built: BuiltSite, page: Page) -> dict[str, str]:
    """Return what the head of a page has to say, and other rules look at."""
    address = page.address
    return {} if address is None else _said(built, address) | _addresses(built, address)


def addresses(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """A page names its language, its own address, and the same page in every other language, once each."""
    address = page.address
    if address is None:
        return
    root = page.root
    if root is None or root[1].attributes.get("lang") != address.language:
        yield Spot(root[0] if root else 0, f'<html lang> should be "{address.language}".')
    yield from _compared(page, _addresses(built, address), ("canonical", "alternate"))


def _addresses(built: BuiltSite, address: PageAddress) -> dict[str, str]:
    if address.id == NOT_FOUND:
        return {}
    desk = built.site.page(address.language, address.id).desk
    own = desk.canonical()
    versions = {f"alternate {tag}": desk.canonical(tag) for tag in built.content.site.languages}
    return {
        "canonical": own,
        **{name: version for name, version in versions.items() if version},
        "alternate x-default": desk.x_default(),
        "og:url": own,
    }


def _compared(page: Page, wanted: dict[str, str], also: tuple[str, ...] = ()) -> Iterator[Spot]:
    """Yield where the head does not say what it should, once each; names that begin as in ``also`` may be no other."""
    there: set[str] = set()
    for start, name, value in page.metas:
        if name in wanted:
            if name in there:
                yield Spot(start, f"{name} stands twice in the head of this page.")
            elif _folded(value) != _folded(wanted[name]):
                yield Spot(start, f'{name} says "{value}", and the content "{wanted[name]}".')
            there.add(name)
        elif also and name.startswith(also):
            yield Spot(start, f'{name} names "{value}", where nothing should stand.')
    for name in wanted:
        if name not in there:
            yield Spot(page.head[0] if page.head else 0, f"{name} is missing in the head of this page.")


def _folded(said: str) -> str:
    """Return what is said with single spaces; one that does not break the line stays."""
    return re.sub(r"[ \t\r\n]+", " ", said).strip()


def switch(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """The choice of languages leads to the same page in each language."""
    address = page.address
    if address is None:
        return
    index = built.versions(address.id)
    for offset, piece in page.before:
        for link in piece.links:
            marked = link.element.get("hreflang")
            if link.element.name != "a" or marked not in index or link.target.startswith("https:"):
                continue
            file = built.way(page.folder, link.target).file or page.path
            if file != index[marked]:
                start = offset + link.element.opening.start
                yield Spot(start, f'"{link.target}" is not this page in "{marked}": that is {index[marked]}.')


def policy(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """Each page says what it may load and where it may send, before anything else, and this is what it should be.

    The one style sheet that stands in it is a part of that.
    """
    sends = page.address is not None and page.address.id == REPORT_FORM
    styles = list(_styles(page))
    own = _own_style(built, page, styles)
    wanted = policy_of(built.registrations.endpoints if sends else (), own)
    if page.path in built.boxes:
        wanted = closed("".join(own))
    if [text for _, text in styles] != own:
        start = styles[0][0] if styles else page.head[0] if page.head else 0
        yield Spot(start, "The style sheet in this page is not what it is made from.", "Build the site anew.")
    there = [
        (offset + one.opening.start, one.get("content"))
        for offset, piece in page.before
        for one in piece.elements
        if one.name == "meta" and one.get("http-equiv").lower() == "content-security-policy"
    ]
    for start, said in there[1:]:
        yield Spot(start, f'A second policy says "{said}".', "Take it out.")
    if not there:
        yield Spot(0, "This page does not say what it may load.", f'Its policy should be "{wanted}".')
    elif _directives(there[0][1]) != _directives(wanted):
        yield Spot(there[0][0], f'The policy is "{there[0][1]}".', f'It should be "{wanted}".')
    elif (loading := _LOADING.search(page.text)) and loading.start() < there[0][0]:
        yield Spot(loading.start(), "This is loaded before the policy of the page is known.", "Put it behind.")


def _styles(page: Page) -> Iterator[tuple[int, str]]:
    """Yield every style sheet that stands in a page."""
    for offset, piece in page.spots:
        if "style" in piece.names:
            for tag, inside in pairwise(piece.tokens):
                if tag.kind == "open" and tag.value == "style":
                    yield offset + tag.start, inside.value if inside.kind == "raw" else ""


def _own_style(built: BuiltSite, page: Page, there: list[tuple[int, str]]) -> list[str]:
    """Return the style sheet that belongs into a page; what is no composed page is compared as a whole elsewhere."""
    if page.address is None:
        return [text for _, text in there]
    return [str(built.site.page(page.address.language, page.address.id).desk.style)]


def _directives(said: str) -> list[tuple[str, ...]]:
    """Return what a policy says, each part with its sources, whatever their order."""
    parts = [part.split() for part in said.split(";")]
    return sorted((part[0], *sorted(part[1:])) for part in parts if part)


def unlisted(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """A page that means something only to who was led there asks machines not to list it."""
    if page.address is None or page.address.id not in UNLISTED:
        return
    if not any("noindex" in said.replace(",", " ").split() for _, name, said in page.metas if name == "robots"):
        yield Spot(0, "This page does not ask machines to leave it out.", 'Write "noindex" for robots.')


def example(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """While the site is an example each of its pages says so, and asks machines not to list it."""
    if built.content.site.operation != "example":
        return
    robots = [(offset, content) for offset, name, content in page.metas if name == "robots"]
    if not any("noindex" in content.replace(",", " ").split() for _, content in robots):
        where = robots[0][0] if robots else 0
        yield Spot(
            where, "This page does not ask machines to leave it out of their lists.", 'Write "noindex" for robots.'
        )
    if page.path in built.redirects:
        return
    for views in built.registrations.views(page.language):
        said = str(escape(views.t("example.text")))
        if said not in page.text and said not in " ".join(page.text.split()):
            yield Spot(0, f'This page does not say, in "{views.language}", that the site is an example.')


_LOADING = re.compile(r"<(?:script|link|style|img)\b", re.IGNORECASE)


RULES = (
    BuiltRule(
        "built-policy",
        "a page without its policy can send what is typed anywhere",
        of_pages("built-policy", policy),
        ShownHtml("fr/formulaire/index.html", "form-action 'self'", "form-action 'self' https://elsewhere.example"),
    ),
    BuiltRule(
        "built-unlisted",
        "who finds the page for sent reports in a search believes that a report was sent",
        of_pages("built-unlisted", unlisted),
        ShownHtml("en/report-sent/index.html", 'content="noindex"', 'content="index"'),
    ),
    BuiltRule(
        "built-title",
        "what a search shows of a page has to be what the page is",
        of_pages("built-title", said),
        ShownHtml("nl/wet/index.html", "<title>", "<title>!"),
    ),
    BuiltRule(
        "built-head",
        "a page that asks not to be listed, and to be listed, is listed by some",
        of_pages("built-head", once),
        ShownHtml(
            "nl/wet/index.html",
            "<title>",
            '<meta name="robots" content="index"><title>',
            '<meta property="og:image" content="https://meldwijzer.example/assets/social.png"><title>',
        ),
    ),
    BuiltRule(
        "built-language",
        "a page that names a wrong address or language hides itself from readers of another",
        of_pages("built-language", addresses),
        ShownHtml(
            "en/law/index.html",
            'hreflang="fr" href="https://meldwijzer.example/fr/loi/"',
            'hreflang="fr" href="https://meldwijzer.example/fr/"',
        ),
    ),
    BuiltRule(
        "built-switch",
        "who changes the language wants to read on in the same place",
        of_pages("built-switch", switch),
        ShownHtml("en/law/index.html", 'href="../../fr/loi/" hreflang="fr"', 'href="../../fr/aide/" hreflang="fr"'),
    ),
    BuiltRule(
        "built-example",
        "somebody who reports to an example reports to nobody",
        of_pages("built-example", example),
        ShownHtml("fr/aide/index.html", 'content="noindex"', 'content="index"'),
    ),
)
