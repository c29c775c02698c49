"""Addresses of the site's own pages: slugs per language, anchors that are the same in all, old ones that live on."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .content import Content, Guide
from .reading.front_matter import GUIDE_HEADING as GUIDE_HEADING

HOME = "home"
GUIDES = "guides"
NOT_FOUND = "not-found"
REPORT_FORM = "report-form"
SENT = "report-sent"
"""Where a browser without JavaScript is led after it has sent a report."""
UNLISTED = frozenset({NOT_FOUND, SENT})
"""Pages that mean something only to who was led there: in no list, no index and no search."""
SHORT = "q"
"""The folder of short addresses in each language's own: ``/nl/q/melden/``. No page has this slug."""
GUIDE_PREFIX = "guide-"
"""``page:guide-parents`` is the guide ``guides/parents.md``."""


@dataclass(frozen=True)
class PageAddress:
    """One page in one language."""

    id: str
    language: str
    path: str
    """From the site's root, with a slash at both ends: ``/nl/melden/``; the 404 page ends in ``.html``."""
    title: str
    nav: str
    description: str
    shape: str
    """The file in docs/ that gives the page its form, without ``.md``."""

    @property
    def file(self) -> str:
        """The file that the page is, from the site's folder."""
        return file_of(self.path)


def file_of(address: str) -> str:
    """Return the file behind an address from the site's root."""
    name = address.strip("/")
    return name if name.endswith(".html") else f"{name}/index.html".lstrip("/")


def pages_of(content: Content, language: str) -> Iterator[PageAddress]:
    """Yield the pages of a language in the order of its pages.yml, guides after the page of guides."""
    words = content.words[language]
    for key, page in words.pages.pages.items():
        path = f"/{language}/{page.slug}/" if page.slug else f"/{language}/"
        if key == NOT_FOUND:
            path = f"/{language}/404.html"
        nav = page.nav or page.title
        yield PageAddress(key, language, path, page.title, nav, page.description, key)
        if key == GUIDES:
            for name, guide in words.guides.items():
                head = guide.head
                yield PageAddress(
                    f"{GUIDE_PREFIX}{name}", language, f"{path}{head.slug}/", head.title, head.title,
                    head.description, "guide",
                )  # fmt: skip


@lru_cache(maxsize=2048)
def guide_sections(guide: Guide) -> tuple[tuple[str, str, str], ...]:
    """Return a guide's sections as (id, title, prose); what stands before the first has empty id and title."""
    pieces = []
    matches = list(GUIDE_HEADING.finditer(guide.body))
    first = matches[0].start() if matches else len(guide.body)
    if before := guide.body[:first].strip():
        pieces.append(("", "", before))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = following.start() if following else len(guide.body)
        pieces.append((match["id"], match["title"], guide.body[match.end() : end].strip()))
    return tuple(pieces)


def channel_anchor(channel: str) -> str:
    """Return the anchor of a channel ``child-focus.form`` on the report page."""
    return channel.replace(".", "-")


def anchors_of(content: Content, page: str) -> set[str]:
    """Return the anchors of a page that other pages may point to; they are the same in every language."""
    language = content.site.default_language
    words = content.words[language]
    if page.startswith(GUIDE_PREFIX):
        guide = words.guides.get(page.removeprefix(GUIDE_PREFIX))
        return {key for key, _, _ in guide_sections(guide) if key} if guide else set()
    if page not in words.pages.pages:
        return set()
    anchors = set(words.pages.pages[page].sections)
    facts = content.organisations
    if page == "report":
        anchors |= {"trouble", "before"}
        anchors |= {channel_anchor(f"{key}.{name}") for key, org in facts.items() for name in org.channels}
    elif page == REPORT_FORM:
        anchors |= {"form", "anonymous"}
    elif page == "faq":
        anchors |= {f"topic-{topic}" for topic in content.faq.topics} | set(content.faq.questions)
    elif page == "law":
        anchors |= set(content.law.entries) | {f"position-{name}" for name in content.law.positions}
    elif page == "help":
        anchors |= {key for key, org in facts.items() if org.kind != "law"}
    elif page == "support":
        anchors |= set(content.giving.ways)
    return anchors


def page_index(content: Content) -> Mapping[tuple[str, str], PageAddress]:
    """Return every page by language and id."""
    return {(language, page.id): page for language in content.words for page in pages_of(content, language)}


def short_addresses(content: Content, language: str) -> Mapping[str, str]:
    """Return a language's short addresses by where they lead: ``report`` has ``/nl/q/melden/``."""
    return {target: f"/{language}/{SHORT}/{slug}/" for target, slug in content.words[language].pages.short.items()}


def leading_on(content: Content) -> Mapping[str, str]:
    """Return every address that only leads on, old or short, with its reference: ``/nl/q/melden/``: ``page:report``."""
    short = {
        path: f"page:{target}"
        for language in content.words
        for target, path in short_addresses(content, language).items()
    }
    return {**content.published.redirects, **short}


def relative(target: str, page: str) -> str:
    """Return the way from a page to a target, both from the site's root, so that the site may live in a folder."""
    path, hash_sign, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    start = page if page.endswith("/") else posixpath.dirname(page)
    way = posixpath.relpath(path, start)
    if path.endswith("/"):
        way = f"{way}/"
    return f"{way}{hash_sign}{anchor}"
