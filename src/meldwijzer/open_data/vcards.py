"""A contact card for each organisation and language: vCard 3.0 (RFC 2426), the version that telephones import."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from icalendar import vAdr, vN, vOrg, vText, vUri
from icalendar.parser import Contentline, Contentlines, Parameters

from meldwijzer.model.contact import Address
from meldwijzer.pages.contact_views import ContactView
from meldwijzer.pages.views import Views

from .directory import FOLDER, Directory, Maker
from .hsds import identifier

Value = vAdr | vN | vOrg | vText | vUri


def files(directory: Directory) -> dict[str, Maker]:
    """Return every card by its path."""
    return {
        path_of(tag, key): partial(card, directory, tag, key)
        for tag in directory.languages
        for key, _ in directory.organisations()
    }


def path_of(language: str, key: str) -> str:
    """Return where the card of an organisation stands."""
    return f"{FOLDER}/{language}/{key}.vcf"


def card(directory: Directory, language: str, key: str) -> str:
    """Return the card of an organisation, for readers of a language.

    It has what rings, and what a tap opens; numbers that take messages only are for pages, which say how.
    """
    views = directory.views[language]
    name = views.organisation_name(key)
    lines = [
        _line("VERSION", vText("3.0")),
        _line("PRODID", vText(f"-//{directory.settings.name}//{FOLDER}//")),
        _line("UID", vUri(f"urn:uuid:{identifier('organization', key)}")),
        _line("FN", vText(name)),
        _line("N", vN((name, "", "", "", ""))),
        _line("ORG", vOrg((name,))),
        *_points(directory, views, key),
        _line("NOTE", vText("\n".join(_notes(directory, views, key)))),
        _line("SOURCE", vUri(directory.address(path_of(language, key)))),
    ]
    whole = Contentlines([_line("BEGIN", vText("VCARD")), *lines, _line("END", vText("VCARD"))])
    return str(whole.to_ical().decode())  # type: ignore[no-untyped-call]


def _line(name: str, value: Value, **parameters: str) -> Contentline:
    return cast("Contentline", Contentline.from_parts(name, Parameters(parameters), value))


def _seen(directory: Directory, views: Views, key: str) -> Iterator[tuple[ContactView, object]]:
    for one in directory.contacts(key):
        if views.language in directory.seen(one):
            yield views.view(one.reference), one.fact


def _points(directory: Directory, views: Views, key: str) -> Iterator[Contentline]:
    """Yield each contact point with the name under which an address book shows it."""
    for number, (view, fact) in enumerate(_seen(directory, views, key), 1):
        group = f"item{number}"
        if view.kind == "phone" and view.href:
            yield _line(f"{group}.TEL", vText(view.href.removeprefix("tel:")), TYPE="VOICE")
        elif view.kind == "link":
            yield _line(f"{group}.URL", vUri(view.href))
        elif view.kind == "email":
            yield _line(f"{group}.EMAIL", vText(view.text), TYPE="INTERNET")
        elif isinstance(fact, Address):
            street, _, country = view.lines
            town = fact.town if isinstance(fact.town, str) else fact.town.get(views.language, "")
            yield _line(f"{group}.ADR", vAdr(("", "", street, town, "", fact.postcode, country)), TYPE="WORK")
        else:
            continue
        yield _line(f"{group}.X-ABLABEL", vText(view.label))


def _notes(directory: Directory, views: Views, key: str) -> Iterator[str]:
    """Yield the notice of an example, and for each number where and when it answers, and how sure it is."""
    if notice := directory.notice(views.language):
        yield notice
    for view, _ in _seen(directory, views, key):
        if view.kind == "phone" and view.href:
            facts = [view.country, view.hours or views.t("hours.unknown"), view.cost, view.note, view.outage]
            yield f"{view.label}: {view.text} · {' · '.join(filter(None, facts))}"
