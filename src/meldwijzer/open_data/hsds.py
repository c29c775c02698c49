"""The services as HSDS 3.0 has them (Human Services Data Specification, docs.openreferral.org), one file per language.

Each file is an array of services, each with its organisation. What HSDS has no field for is in contacts.json.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from meldwijzer.contacts import hours
from meldwijzer.model.organisation import Service
from meldwijzer.pages.contact_views import ContactView
from meldwijzer.pages.views import Views
from meldwijzer.references import Contact

from .contacts import confirmation, points
from .directory import FOLDER, Directory, Maker

_SPACE = UUID("6d3b0f0c-5d1e-4a7b-9a35-0d2a6b7f4c11")
"""Ours alone: with it the same name has the same UUID for ever (RFC 9562, section 5.5), wherever a site stands."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHOLE_DATE = len("2026-11-01")


def files(directory: Directory) -> dict[str, Maker]:
    """Return one file for each language, by path."""
    return {path_of(tag): partial(_text, directory, tag) for tag in directory.languages}


def _text(directory: Directory, language: str) -> str:
    return json.dumps(list(services(directory, language)), ensure_ascii=False, indent=1) + "\n"


def path_of(language: str) -> str:
    """Return where the services of a language stand."""
    return f"{FOLDER}/hsds/{language}/services.json"


def identifier(kind: str, name: str) -> str:
    """Return the UUID of something, by its kind and name; the same in all languages and builds."""
    return str(uuid5(_SPACE, f"{kind}:{name}"))


def services(directory: Directory, language: str) -> Iterator[dict[str, Any]]:
    """Yield every service that readers of a language can reach."""
    for key, organisation in directory.organisations():
        public = {one.reference: one for one in directory.contacts(key) if language in directory.seen(one)}
        for name, fact in organisation.services.items():
            used = [public[one] for one in points(key, fact, public)]
            if used:
                yield _service(directory, language, f"{key}.{name}", fact, used)


def _service(directory: Directory, language: str, full: str, fact: Service, used: list[Contact]) -> dict[str, Any]:
    views = directory.views[language]
    key, _, name = full.partition(".")
    said = views.words.organisations.organisations[key].services[name]
    contacts = [views.view(one.reference) for one in used]
    own = identifier("service", full)
    audience = [views.t(f"audience.{one}") for one in fact.audience if one != "everyone"]
    outages = [f"{one.label}: {one.outage}." for one in contacts if one.outage]
    entry: dict[str, Any] = {
        "id": own,
        "organization_id": identifier("organization", key),
        "name": said.name,
        "description": directory.plain(language, said.text),
        "url": next((one.href for one in contacts if one.kind == "link"), None),
        "email": next((one.text for one in contacts if one.kind == "email"), None),
        "status": "active",
        "fees_description": views.cost(fact.cost) or None,
        "eligibility_description": views.formats.words(audience) if audience else None,
        "assured_date": assured(directory, used),
        "alert": " ".join(filter(None, [*outages, directory.notice(language)])) or None,
        "phones": [_phone(directory, views, full, one) for one in used if directory.dialled(one)],
        "schedules": [one for view in contacts for one in _schedules(full, view)],
        "service_areas": list(_areas(views, full, fact)),
        "languages": _languages(views, full, fact.languages),
        "organization": _organization(directory, views, key),
        "cost_options": _costs(views, full, fact),
        "contacts": [
            {"id": identifier("contact", f"{full} {one.reference}"), "service_id": own, "title": one.label,
             "email": one.text}
            for one in contacts if one.kind == "email"
        ],
    }  # fmt: skip
    return _filled(entry)


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known: HSDS has no empty values."""
    return {key: value for key, value in entry.items() if value not in (None, "", [])}


def assured(directory: Directory, used: list[Contact]) -> str | None:
    """Return when all of a service's contact points had last been looked at; ``None`` unless every day is known.

    HSDS has whole dates only. A ledger that says "in November" gives none: the first of the month would be invented.
    """
    known = [confirmation(directory, one.reference) for one in used]
    dates = [one.checked for one in known if one is not None and len(one.checked) == _WHOLE_DATE]
    return min(dates) if dates and len(dates) == len(known) else None


def _phone(directory: Directory, views: Views, full: str, contact: Contact) -> dict[str, Any]:
    view = views.view(contact.reference)
    said = ", ".join(filter(None, [view.label, view.country, view.cost]))
    name = f"{full} {contact.reference}"
    return _filled(
        {
            "id": identifier("phone", name),
            "service_id": identifier("service", full),
            "number": directory.dialled(contact),
            "type": "voice",
            "description": f"{said}. {view.note}",
            "languages": _languages(views, name, list(getattr(contact.fact, "languages", []))),
        }
    )


def _languages(views: Views, name: str, tags: list[str]) -> list[dict[str, str]]:
    return [
        {"id": identifier("language", f"{name} {tag}"), "name": views.formats.language(tag), "code": tag}
        for tag in tags
    ]


def _schedules(full: str, view: ContactView) -> Iterator[dict[str, Any]]:
    """Yield the hours of a line as weekly recurrences (RFC 5545, section 3.3.10), those of the same span together."""
    if not view.hours_notation:
        return
    week = hours.week(view.hours_notation)
    spans = sorted(
        (span.start, span.end, day)
        for days in week.days
        for span in days.spans
        for day in range(days.first, days.last + 1)
    )
    for (start, end), found in groupby(spans, key=lambda one: one[:2]):
        byday = ",".join(_DAYS[day] for _, _, day in found)
        yield {
            "id": identifier("schedule", f"{full} {view.reference} {start:%H:%M} {end:%H:%M}"),
            "service_id": identifier("service", full),
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": byday,
            "opens_at": f"{start:%H:%M}",
            "closes_at": "24:00" if f"{end:%H:%M}" == "00:00" else f"{end:%H:%M}",
            "description": f"{view.label}: {view.hours}",
        }


def _areas(views: Views, full: str, fact: Service) -> Iterator[dict[str, str]]:
    areas: list[tuple[str, str]] = [(country, views.country_name(country)) for country in fact.serves]
    for code, name in areas or [("", views.t("country.anywhere"))]:
        area = {"id": identifier("service_area", f"{full} {code}"), "service_id": identifier("service", full)}
        yield {**area, "name": name, **({"extent": code, "extent_type": "text"} if code else {})}


def _costs(views: Views, full: str, fact: Service) -> list[dict[str, Any]]:
    if fact.cost == "unknown":
        return []
    option = {"id": identifier("cost_option", full), "option": fact.cost, "amount_description": views.cost(fact.cost)}
    return [{**option, "amount": 0, "currency": "EUR"} if fact.cost == "free" else option]


def _organization(directory: Directory, views: Views, key: str) -> dict[str, Any]:
    contacts = [views.view(one.reference) for one in directory.contacts(key) if views.language in directory.seen(one)]
    links = directory.content.organisations[key].links
    home = next((one for one in contacts if one.kind == "link" and _is_home(links, one)), None)
    return _filled(
        {
            "id": identifier("organization", key),
            "name": views.organisation_name(key),
            "description": directory.plain(views.language, views.words.organisations.organisations[key].about),
            "email": next((one.text for one in contacts if one.kind == "email"), None),
            "website": home.href if home else None,
            "uri": directory.place(views.language, key),
        }
    )


def _is_home(links: Mapping[str, Any], view: ContactView) -> bool:
    return bool(links[view.reference.rpartition(".")[2]].what == "home")
