"""Reading the built site back: what readers really get, compared with the registry. Words and looks are elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from meldwijzer.addresses import NOT_FOUND
from meldwijzer.build import Site
from meldwijzer.contacts import phone, web
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.model.contact import Email, Link, Phone
from meldwijzer.references import Registry

_COUNTRY_CODES = {"BE": "32", "NL": "31"}


@dataclass(frozen=True)
class Registered:
    """Everything that a page may point to outside the site."""

    numbers: Mapping[str, frozenset[str]]
    """By ``tel:`` address: the digits under which readers may see it."""
    addresses: frozenset[str]
    mails: frozenset[str]


def registered(site: Site) -> Registered:
    """Return what may be linked: contact points that are not retired, and the sources of reviews and statements."""
    numbers: dict[str, frozenset[str]] = {}
    addresses: set[str] = set()
    mails: set[str] = set()
    for contact in Registry(site.content.organisations).contacts.values():
        if contact.fact.retired is not None:
            continue
        match contact.fact:
            case Phone() as fact:
                forms = [phone.national(fact)]
                if fact.country in _COUNTRY_CODES and fact.kind not in phone.LOCAL_KINDS:
                    forms.append(phone.international(fact))
                numbers[phone.dial(fact)] = frozenset(_digits(form) for form in forms)
            case Link() as fact:
                addresses |= set(web.addresses(fact).values())
            case Email() as fact:
                mails.add(f"mailto:{fact.address}")
    addresses |= {review.source for review in site.content.reviews.reviews if review.source.startswith("http")}
    for statement in site.content.reporting.trouble.statements.values():
        addresses |= {source.url for source in statement.sources}
    return Registered(numbers, frozenset(addresses), frozenset(mails))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


class BuiltPage:
    """One HTML file of the built site."""

    def __init__(self, folder: Path, path: str) -> None:
        self.path = path
        """Relative to the site's folder."""
        self.tree = LexborHTMLParser((folder / path).read_text("utf-8"))

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page."""
        return [node.attributes["id"] or "" for node in self.tree.css("[id]")]

    def targets(self) -> Iterable[tuple[str, LexborNode]]:
        """Yield every address that the page points to, with its element."""
        for attribute in ("href", "src", "action", "poster", "data-worker"):
            for node in self.tree.css(f"[{attribute}]"):
                yield node.attributes[attribute] or "", node
        for node in self.tree.css("[srcset]"):
            for part in (node.attributes["srcset"] or "").split(","):
                yield part.split()[0], node


def read_back(site: Site, folder: Path) -> list[Finding]:
    """Return everything on the built pages that points nowhere, or elsewhere than the registry says."""
    known = registered(site)
    pages = {path: BuiltPage(folder, path) for path in sorted(_html_files(folder))}
    findings: list[Finding] = []
    for page in pages.values():
        findings += _page(site, folder, page, pages, known)
    findings += _every_page(site, pages)
    return findings


def _html_files(folder: Path) -> Iterable[str]:
    for file in folder.rglob("*.html"):
        yield file.relative_to(folder).as_posix()


def _wrong(page: BuiltPage, message: str) -> Finding:
    return Finding("built", Severity.ERROR, Place(f"site/{page.path}"), message)


def _page(
    site: Site, folder: Path, page: BuiltPage, pages: Mapping[str, BuiltPage], known: Registered
) -> Iterable[Finding]:
    for name in sorted({name for name in page.ids if page.ids.count(name) > 1}):
        yield _wrong(page, f'The id "{name}" stands twice on this page.')
    for target, node in page.targets():
        if not target:
            yield _wrong(page, f"A <{node.tag}> points nowhere.")
        elif target.startswith("tel:"):
            yield from _number(page, target, node, known)
        elif target.startswith("mailto:"):
            if target not in known.mails:
                yield _wrong(page, f"{target} is not registered.")
        elif urlsplit(target).scheme or target.startswith("//"):
            yield from _outside(site, page, target, node, known)
        else:
            yield from _inside(site, folder, page, target, pages)


def _number(page: BuiltPage, target: str, node: LexborNode, known: Registered) -> Iterable[Finding]:
    if target not in known.numbers:
        yield _wrong(page, f"{target} is not a registered number.")
        return
    shown = node.css_first("bdi")
    text = (shown or node).text().strip()
    if _digits(text) not in known.numbers[target]:
        yield _wrong(page, f'{target} is dialled, but readers see "{text}".')


def _outside(site: Site, page: BuiltPage, target: str, node: LexborNode, known: Registered) -> Iterable[Finding]:
    if target.startswith(site.content.site.address.rstrip("/") + "/"):
        return
    if urlsplit(target).scheme not in ("https", "http"):
        yield _wrong(page, f"{target} is not a web address.")
    elif target not in known.addresses:
        yield _wrong(page, f"{target} is not registered.")
    elif node.tag != "a":
        yield _wrong(page, f"A <{node.tag}> asks another site for {target}.")


def _inside(
    site: Site, folder: Path, page: BuiltPage, target: str, pages: Mapping[str, BuiltPage]
) -> Iterable[Finding]:
    base = urlsplit(site.content.site.address).path.rstrip("/")
    parts = urlsplit(urljoin(f"{base}/{page.path}", target))
    path = unquote(parts.path).removeprefix(base)
    file = normpath(path).lstrip("/")
    if path.endswith("/"):
        file = f"{file}/index.html".lstrip("/")
    file = "index.html" if file in ("./index.html", "") else file
    if file in pages:
        if parts.fragment and parts.fragment not in pages[file].ids:
            yield _wrong(page, f"{target}: there is no #{parts.fragment} on that page.")
    elif not (folder / file).is_file():
        yield _wrong(page, f"{target} does not exist.")


def _every_page(site: Site, pages: Mapping[str, BuiltPage]) -> Iterable[Finding]:
    """Each page of each language has its language, the emergency number and every country's helpline."""
    for address in site.addresses():
        path = address.path.strip("/")
        page = pages.get(path if address.id == NOT_FOUND else f"{path}/index.html")
        if page is None:
            yield Finding("built", Severity.ERROR, Place(f"site/{path}"), "This page was not built.")
            continue
        root = page.tree.css_first("html")
        if root is None or root.attributes.get("lang") != address.language:
            yield _wrong(page, f'<html lang> should be "{address.language}".')
        dialled = {node.attributes["href"] for node in page.tree.css('a[href^="tel:"]')}
        views = site.composer.renderers[address.language].views
        for country, settings in site.content.site.countries.items():
            for reference in (*settings.emergency, settings.helpline):
                if views.view(reference).href not in dialled:
                    yield _wrong(page, f"{reference} ({country}) is missing on this page.")
