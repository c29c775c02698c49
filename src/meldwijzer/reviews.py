"""Reviews: the exact value of everything that can be confirmed, and what the ledger knows of it. No words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .content import Content
from .model.contact import Account, Address, Email, Link, Phone
from .model.ledger import Review
from .reading.yaml_tree import Path
from .references import Contact, contacts_of


@dataclass(frozen=True)
class Subject:
    """Something that can be confirmed, with its value as it stands today."""

    name: str
    """As in the ledger: ``phone:child-focus.helpline``."""
    value: str
    path: str
    """The file of its fact."""
    way: Path


_FIELD_OF = {"phone": ("number",), "link": ("url",), "email": ("address",), "account": ("iban",)}


def subjects(content: Content) -> Iterator[Subject]:
    """Yield everything that can be confirmed: contact points, hours, law, positions, tax lines."""
    for key, organisation in content.organisations.items():
        path = f"content/organisations/{key}.yml"
        for contact in contacts_of(key, organisation):
            field = _FIELD_OF.get(contact.kind, ())
            yield Subject(contact.reference, value_of(contact), path, (*contact.way, *field))
            if (hours := getattr(contact.fact, "hours", None)) is not None:
                yield Subject(f"hours:{contact.name}", hours, path, (*contact.way, "hours"))
    for name, entry in content.law.entries.items():
        dates = f"{entry.valid_from or '-'} – {entry.valid_until or '-'}"
        value = f"{entry.instrument} art. {entry.article or '-'}, {entry.status}, {dates}"
        yield Subject(f"law:{name}", value, "content/law.yml", ("entries", name))
    for name, position in content.law.positions.items():
        yield Subject(f"position:{name}", position.organisation, "content/law.yml", ("positions", name))
    for index, tax in enumerate(content.giving.tax):
        name = f"tax:{tax.country.lower()}-{tax.income_year}"
        yield Subject(name, f"{tax.minimum} EUR, {tax.rate} %", "content/giving.yml", ("tax", index))


def value_of(contact: Contact) -> str:
    """Return a contact point's exact value in readable form."""
    match contact.fact:
        case Phone(number=number):
            return number
        case Link(url=url):
            return url if isinstance(url, str) else " | ".join(url.values())
        case Email(address=address):
            return address
        case Account(iban=iban):
            return iban
        case Address() as place:
            street = place.street if isinstance(place.street, str) else next(iter(place.street.values()))
            town = place.town if isinstance(place.town, str) else next(iter(place.town.values()))
            return f"{street} {place.number}, {place.postcode} {town}"
    raise TypeError(f"no value for {contact!r}")


def latest(content: Content) -> Mapping[str, Review]:
    """Return the last line of the ledger about each subject."""
    return {review.of: review for review in content.reviews.reviews}
