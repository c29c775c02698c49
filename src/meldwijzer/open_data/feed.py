"""changes.xml: what became of the facts, as an Atom feed (RFC 4287) in each language.

An Atom date is an instant, and the ledger mostly knows a month. So ``updated`` is the first instant, in UTC, that a
date may mean: ``2026-11`` is 2026-11-01T00:00:00Z. What is retired since nobody knows when has the date of the first
line of the ledger: since then at the latest it is known. Nothing depends on when a site is built.
"""

from functools import partial
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from meldwijzer.pages.change_views import EventView, all_changes, events
from meldwijzer.pages.views import Views
from meldwijzer.reviews.standing import earliest

from .directory import Directory, Maker

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
AUTHORITY = "2026"
"""The year in which these names began to be given (RFC 4151, section 2.1: a day on which the host was ours)."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def files(directory: Directory) -> dict[str, Maker]:
    """Return one feed for each language, by path."""
    return {path_of(tag): partial(feed, directory, tag) for tag in directory.languages}


def path_of(language: str) -> str:
    """Return where the feed of a language stands."""
    return f"{language}/changes.xml"


def feed(directory: Directory, language: str) -> str:
    """Return the feed of a language."""
    views, settings = directory.views[language], directory.settings
    page = directory.site.composer.index[(language, "changes")]
    root = Element("feed", {"xmlns": ATOM, _LANGUAGE: language})
    _add(root, "id", _tag(directory, language))
    _add(root, "title", f"{page.title} – {settings.name}")
    if notice := directory.notice(language):
        _add(root, "subtitle", notice)
    first = _first(directory)
    dates = [one.on for one in all_changes(directory.content).events if one.on]
    _add(root, "updated", instant(max(dates, default=first, key=earliest)))
    SubElement(root, "link", rel="self", type=MEDIA_TYPE, href=directory.address(path_of(language)))
    SubElement(root, "link", rel="alternate", type="text/html", hreflang=language,
               href=directory.page(language, "changes"))  # fmt: skip
    _add(SubElement(root, "author"), "name", settings.publisher.legal_name or settings.name)
    if settings.open_data.licence:
        _add(root, "rights", settings.open_data.licence)
    for one in events(views):
        _entry(directory, views, root, one, first)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_lines(tostring(root, encoding="unicode"))}\n'


def _lines(xml: str) -> str:
    """Return each entry on a line of its own, for who compares two versions."""
    return xml.replace("<entry>", "\n<entry>").replace("</feed>", "\n</feed>")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _tag(directory: Directory, language: str, name: str = "") -> str:
    """Return a name for ever: a tag URI (RFC 4151)."""
    parts = urlsplit(directory.settings.address)
    own = "/".join(filter(None, [parts.path.strip("/"), language, "changes"]))
    return f"tag:{parts.hostname},{AUTHORITY}:{own}{f':{name}' if name else ''}"


def instant(partial: str) -> str:
    """Return the first instant that a partial date may mean (RFC 3339)."""
    return f"{earliest(partial).isoformat()}T00:00:00Z"


def _first(directory: Directory) -> str:
    """Return the date of the ledger's first line; of an empty ledger the year in which names began."""
    return next((one.checked for one in directory.content.reviews.reviews), AUTHORITY)


def _entry(directory: Directory, views: Views, root: Element, event: EventView, first: str) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "id", _tag(directory, views.language, event.fact.name))
    _add(entry, "title", event.title)
    _add(entry, "updated", instant(event.fact.on or first))
    place = event.old.anchor if event.old else event.contact.anchor if event.contact else ""
    SubElement(entry, "link", rel="alternate", type="text/html", hreflang=views.language,
               href=directory.page(views.language, "sources", place))  # fmt: skip
    if event.source:
        SubElement(entry, "link", rel="related", href=event.source)
    _add(entry, "summary", summary(directory, views, event))


def summary(directory: Directory, views: Views, event: EventView) -> str:
    """Return in plain words what became of it, and what to use now."""
    if event.old:
        kind, _, target = event.old.replaced_by.partition(":")
        now = directory.plain(views.language, f"<{kind}:{target}>")
        return f"{event.note}. {event.old.what_now} {now}"
    if event.contact is None:
        return event.note
    value = event.contact.hours if event.of_hours else event.contact.text
    return f"{value}. {event.note}".strip()
