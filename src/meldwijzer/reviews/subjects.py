"""Subjects: everything that can be confirmed, with its value and its details as they stand today. No ledger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import opening_hours
from pydantic import BaseModel

from meldwijzer.contacts import account, hours, phone
from meldwijzer.content import Content
from meldwijzer.model.contact import Account, Address, Email, Link, Phone
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.references import Contact, contacts_of


@dataclass(frozen=True)
class Subject:
    """Something that can be confirmed."""

    name: str
    """As in the ledger: ``phone:child-focus.helpline``."""
    value: str
    """What matters most of it, in readable form."""
    path: str
    """The file of its fact."""
    way: Path
    """The way to its value; that of the record where the value is put together from details."""
    record: Path
    """The way to the record that holds the details."""
    details: Mapping[str, str] = field(default_factory=dict)
    """Its other facts by their way below the record: ``cost``, ``retired.reason``. What is not said is not there."""
    fact: object = None
    """The contact point, for telling notations of one value from different values."""

    def way_of(self, detail: str) -> Path:
        """Return the way to a detail in the file."""
        return (*self.record, *(int(part) if part.isdigit() else part for part in detail.split(".")))

    def same(self, other: str) -> bool:
        """Tell whether a value is this one, perhaps in another notation."""
        return self.value == other or _plain(self.fact, self.value) == _plain(self.fact, other)


_HOURS = "hours"
_FIELD_OF = {"phone": ("number",), "link": ("url",), "email": ("address",), "account": ("iban",)}
_TOLD = {"number", "url", "address", "iban", "hours", "written"}
"""Fields of contact points that are no details: the value itself, the hours (a subject of their own), a notation."""
_PLACE = {"street", "number", "postcode", "town"}


def subjects(content: Content) -> Iterator[Subject]:
    """Yield everything that can be confirmed, file by file."""
    for key in content.organisations:
        yield from _organisation(content, key)
    yield from _law(content)
    yield from _giving(content)
    yield from _statements(content)
    yield from _site(content)


def _organisation(content: Content, key: str) -> Iterator[Subject]:
    organisation, path = content.organisations[key], f"content/organisations/{key}.yml"
    details = details_of(organisation, only={"kind", "country", "roles", "aliases"})
    yield Subject(f"organisation:{key}", organisation.name, path, ("name",), (), details)
    for contact in contacts_of(key, organisation):
        way = (*contact.way, *_FIELD_OF.get(contact.kind, ()))
        told = _PLACE if isinstance(contact.fact, Address) else _TOLD
        details = details_of(contact.fact, without=told)
        yield Subject(contact.reference, value_of(contact), path, way, contact.way, details, contact.fact)
        if (opening := getattr(contact.fact, "hours", None)) is not None:
            yield Subject(f"hours:{contact.name}", opening, path, (*contact.way, "hours"), (), fact=_HOURS)
    for kind, group in (("service", organisation.services), ("channel", organisation.channels)):
        for name, fact in group.items():
            record: Path = (f"{kind}s", name)
            yield Subject(f"{kind}:{key}.{name}", _points(fact), path, record, record, details_of(fact))


_GROUPS = ("phones", "links", "emails", "addresses")


def _points(fact: BaseModel) -> str:
    """Return the contact points of a service or a channel: ``phones helpline, abroad | links home``."""
    fields = type(fact).model_fields
    groups = {name: list(getattr(fact, name)) for name in _GROUPS if name in fields}
    return " | ".join(f"{name} {', '.join(ids)}" for name, ids in groups.items() if ids) or "-"


def _law(content: Content) -> Iterator[Subject]:
    for name, entry in content.law.entries.items():
        dates = f"{entry.valid_from or '-'} – {entry.valid_until or '-'}"
        value = f"{entry.instrument} art. {entry.article or '-'}, {entry.status}, {dates}"
        way: Path = ("entries", name)
        yield Subject(f"law:{name}", value, "content/law.yml", way, way, details_of(entry))
    for name, position in content.law.positions.items():
        way = ("positions", name)
        details = details_of(position, without={"organisation"})
        yield Subject(
            f"position:{name}", position.organisation, "content/law.yml", (*way, "organisation"), way, details
        )


def _giving(content: Content) -> Iterator[Subject]:
    path = "content/giving.yml"
    for index, tax in enumerate(content.giving.tax):
        name = f"tax:{tax.country.lower()}-{tax.income_year}"
        way: Path = ("tax", index)
        details = details_of(tax, without={"income_year"})
        yield Subject(name, f"{tax.minimum} EUR, {tax.rate} %", path, way, way, details)
    yield Subject("giving:account", content.giving.account, path, ("account",), ())
    for name, help_given in content.giving.ways.items():
        way = ("ways", name)
        details = details_of(help_given, only={"kind"})
        yield Subject(f"way:{name}", help_given.organisation, path, (*way, "organisation"), way, details)


def _statements(content: Content) -> Iterator[Subject]:
    for name, statement in content.reporting.trouble.statements.items():
        value = " | ".join(source.url for source in statement.sources) or "-"
        way: Path = ("trouble", "statements", name)
        yield Subject(f"statement:{name}", value, "content/reporting.yml", way, way, details_of(statement))


def _site(content: Content) -> Iterator[Subject]:
    path, site = "content/site.yml", content.site
    for country, settings in site.countries.items():
        way: Path = ("countries", country)
        details = details_of(settings, without={"helpline"})
        yield Subject(f"site:{country.lower()}", settings.helpline, path, (*way, "helpline"), way, details)
    yield Subject("site:elsewhere", site.elsewhere, path, ("elsewhere",), ())
    for country, endpoint in site.report_form.items():
        if endpoint and country not in content.from_environment:
            yield Subject(f"site:form-{country.lower()}", endpoint, path, ("report_form", country), ())
    if site.publisher.legal_name:
        way = ("publisher",)
        details = details_of(site.publisher, without={"legal_name"})
        yield Subject("site:publisher", site.publisher.legal_name, path, (*way, "legal_name"), way, details)


def value_of(contact: Contact) -> str:
    """Return a contact point's exact value in readable form; where languages differ, each with its tag."""
    match contact.fact:
        case Phone(number=number):
            return number
        case Link(url=url):
            return url if isinstance(url, str) else _by_language(url)
        case Email(address=address):
            return address
        case Account(iban=iban):
            return iban
        case Address() as place:
            tags = {tag for part in (place.street, place.town) if not isinstance(part, str) for tag in part}
            return _by_language({tag: _address(place, tag) for tag in tags}) if tags else _address(place, "")
    raise TypeError(f"no value for {contact!r}")


def _address(place: Address, tag: str) -> str:
    street = place.street if isinstance(place.street, str) else place.street.get(tag, "-")
    town = place.town if isinstance(place.town, str) else place.town.get(tag, "-")
    return f"{street} {place.number}, {place.postcode} {town}"


def _by_language(texts: Mapping[str, str]) -> str:
    return " | ".join(f"{tag} {texts[tag]}" for tag in sorted(texts))


def details_of(fact: BaseModel, *, only: set[str] | None = None, without: Iterable[str] = ()) -> dict[str, str]:
    """Return the facts of a record as texts, by their way below it; those that have their default are left out."""
    dumped = fact.model_dump(mode="json", exclude_defaults=True, include=only, exclude=set(without))
    return dict(sorted(_flat(dumped, "")))


def _flat(value: Any, way: str) -> Iterator[tuple[str, str]]:  # whatever JSON holds
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{way}.{key}" if way else str(key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{way}.{index}")
    elif value is not None:
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        text = text.lower() if isinstance(value, bool) else text
        # A semicolon parts one detail from the next where they are written down.
        yield way, " ".join(text.replace(";", ",").split())


def written(details: Mapping[str, str]) -> str:
    """Return details as the ledger holds them: ``cost: free; country: BE``."""
    return "; ".join(f"{key}: {text}" for key, text in sorted(details.items()))


def read_details(text: str) -> dict[str, str]:
    """Return the details that :func:`written` wrote."""
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {key.strip(): " ".join(value.split()) for key, _, value in pairs}


def _plain(fact: object, value: str) -> str:
    """Return a value in the one form that all its notations share; as it stands where it has none."""
    match fact:
        case Phone():
            number = fact.model_copy(update={"number": value, "written": None})
            return value if phone.problem(number) else phone.dial(number)
        case Account():
            return value if account.problem(value) else "".join(value.split()).upper()
        case Link():
            return " ".join(_address_of_page(part) for part in value.split())
    if fact == _HOURS and not hours.problem(value):
        return str(opening_hours.OpeningHours(value))
    return " ".join(value.split())


def _address_of_page(address: str) -> str:
    scheme, sign, rest = address.partition("://")
    host, slash, way = rest.partition("/")
    return f"{scheme.lower()}{sign}{host.lower()}/{way if slash else ''}" if sign else address
