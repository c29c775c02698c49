"""contacts.json, all facts in plain terms and all languages, and the JSON Schema of it."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from meldwijzer.contacts import account, web
from meldwijzer.model.contact import Account, Email, Link, Phone
from meldwijzer.model.organisation import Organisation
from meldwijzer.pages.views import Views
from meldwijzer.references import Contact, contacts_of
from meldwijzer.reviews.standing import is_expired, latest_check

from .directory import FOLDER, Directory, Maker
from .models import (
    Channel,
    Confirmation,
    ContactPoint,
    Contacts,
    CountryData,
    Hours,
    Licence,
    OrganisationData,
    Retired,
    Service,
)

FILE = f"{FOLDER}/contacts.json"
SCHEMA = f"{FOLDER}/contacts.schema.json"
VERSION = "1.0"


def files(directory: Directory) -> dict[str, Maker]:
    """Return both files by path."""
    return {
        FILE: lambda: _text(data(directory).model_dump(mode="json", by_alias=True)),
        SCHEMA: lambda: _text(schema(directory)),
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def schema(directory: Directory) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of contacts.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": directory.address(SCHEMA),
        **Contacts.model_json_schema(by_alias=True, mode="serialization"),
    }


def data(directory: Directory) -> Contacts:
    """Return everything that contacts.json holds."""
    settings = directory.settings
    open_data = settings.open_data
    licence = None
    if open_data.licence and open_data.licence_url:
        licence = Licence(id=open_data.licence, url=open_data.licence_url)
    example = settings.operation == "example"
    return Contacts(
        schema_=directory.address(SCHEMA),
        version=VERSION,
        as_of=latest_check(directory.content),
        site=settings.address,
        operation=settings.operation,
        notice={tag: directory.notice(tag) for tag in directory.languages} if example else None,
        licence=licence,
        countries=[_country(directory, country) for country in settings.countries],
        organisations=[_organisation(directory, key, one) for key, one in directory.organisations()],
        retired=list(_retired(directory)),
    )


def _country(directory: Directory, country: str) -> CountryData:
    settings = next(one for key, one in directory.settings.countries.items() if key == country)
    return CountryData.model_validate(
        {
            "country": country,
            "names": _texts(directory, lambda views: views.country_name(country)),
            "emergency": settings.emergency,
            "helpline": settings.helpline,
            "without_voice": settings.without_voice,
            "report": settings.real_form,
        }
    )


def _texts(directory: Directory, say: Callable[[Views], str]) -> dict[str, str]:
    return {tag: say(views) for tag, views in directory.views.items()}


def _organisation(directory: Directory, key: str, organisation: Organisation) -> OrganisationData:
    def about(views: Views) -> str:
        return directory.plain(views.language, views.words.organisations.organisations[key].about)

    public = {one.reference for one in directory.contacts(key)}
    return OrganisationData.model_validate(
        {
            "id": key,
            "kind": organisation.kind,
            "country": organisation.country,
            "names": _texts(directory, lambda views: views.organisation_name(key)),
            "about": _texts(directory, about),
            "page": {tag: directory.place(tag, key) for tag in directory.languages},
            "contact_points": [_contact_point(directory, one) for one in directory.contacts(key)],
            "services": [_service(directory, key, name, public) for name in organisation.services],
            "channels": [_channel(directory, key, name, public) for name in organisation.channels],
        }
    )


def _contact_point(directory: Directory, contact: Contact) -> ContactPoint:
    fact, seen = contact.fact, directory.seen(contact)
    views = directory.views
    any_view = next(iter(views.values())).view(contact.reference)
    opening = any_view.hours_notation
    said: dict[str, Any] = {
        "id": contact.reference,
        "kind": contact.kind,
        "names": {tag: one.label for tag, one in seen.items()},
        "text": {tag: one.text for tag, one in seen.items()},
        "country": any_view.territory,
        "readers": fact.readers,
        "hours": Hours(notation=opening, text={tag: one.hours for tag, one in seen.items()}) if opening else None,
        "languages": getattr(fact, "languages", []),
        "confirmation": confirmation(directory, contact.reference),
        "note": {tag: one.note for tag, one in seen.items()},
        "outage": {tag: one.outage for tag, one in seen.items()} if any_view.outage else None,
    }
    match fact:
        case Phone():
            said |= {
                "tel": directory.dialled(contact) or None,
                "modes": fact.modes,
                "apps": fact.apps,
                "cost": fact.cost,
                "abroad": any_view.abroad or None,
            }
        case Link():
            said["url"] = {tag: web.for_language(fact, tag) for tag in seen}
        case Email():
            said["email"] = fact.address
        case Account():
            said |= {"iban": account.written(fact.iban), "holder": fact.holder, "message": fact.message}
    return ContactPoint.model_validate(said)


def confirmation(directory: Directory, reference: str) -> Confirmation | None:
    """Return what is known of a value's being right; ``None`` where nobody confirmed it as it stands."""
    standing = next(iter(directory.views.values())).standings[reference]
    review = standing.review
    if review is None or not standing.is_confirmed:
        return None
    return Confirmation(
        date=review.date,
        checked=review.checked,
        source=review.source if review.source.startswith("http") else None,
        role=review.role,
        confidence=review.confidence,
        expired=is_expired(directory.content, review),
    )


def points(key: str, fact: Any, public: Iterable[str]) -> list[str]:
    """Return the references of a service's or a channel's contact points, without those that are not published."""
    groups = (("phone", "phones"), ("link", "links"), ("email", "emails"), ("address", "addresses"))
    named = [f"{kind}:{key}.{one}" for kind, field in groups for one in getattr(fact, field, ())]
    return [one for one in named if one in public]


def _service(directory: Directory, key: str, name: str, public: set[str]) -> Service:
    fact = directory.content.organisations[key].services[name]

    def words(views: Views) -> Any:
        return views.words.organisations.organisations[key].services[name]

    return Service.model_validate(
        {
            "id": f"{key}.{name}",
            "names": _texts(directory, lambda views: words(views).name),
            "about": _texts(directory, lambda views: directory.plain(views.language, words(views).text)),
            "contact_points": points(key, fact, public),
            **fact.model_dump(
                include={"situations", "serves", "audience", "languages", "cost", "day_and_night", "for_language"}
            ),
        }
    )


def _channel(directory: Directory, key: str, name: str, public: set[str]) -> Channel:
    fact = directory.content.organisations[key].channels[name]

    def words(views: Views) -> Any:
        return views.words.reporting.channels[f"{key}.{name}"]

    kept = set(Channel.model_fields) - {"id", "names", "about", "privacy", "contact_points"}
    return Channel.model_validate(
        {
            "id": f"{key}.{name}",
            "names": _texts(directory, lambda views: words(views).name),
            "about": _texts(directory, lambda views: directory.plain(views.language, words(views).summary)),
            "privacy": _texts(directory, lambda views: directory.plain(views.language, words(views).privacy)),
            "contact_points": points(key, fact, public),
            **fact.model_dump(include=kept),
        }
    )


def _retired(directory: Directory) -> Iterable[Retired]:
    old = {tag: {one.anchor: one for one in views.old_contacts()} for tag, views in directory.views.items()}
    for key, organisation in directory.content.organisations.items():
        for contact in contacts_of(key, organisation):
            if (retired := contact.fact.retired) is None:
                continue
            seen = {tag: written[f"old-{key}-{contact.id}"] for tag, written in old.items()}
            yield Retired(
                id=contact.reference,
                organisation=key,
                names={tag: one.name for tag, one in seen.items()},
                text={tag: one.old for tag, one in seen.items()},
                reason=retired.reason,
                since=retired.since,
                what_now={tag: one.what_now for tag, one in seen.items()},
                replaced_by=retired.replaced_by,
            )
