"""What is to be looked at: every web address of the content with its place, and every number with its owner's pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from meldwijzer.contacts import web
from meldwijzer.content import Content
from meldwijzer.findings import Place
from meldwijzer.model.contact import Link
from meldwijzer.model.organisation import Organisation
from meldwijzer.references import Contact, contacts_of
from meldwijzer.rules.base import organisation_file, value_place

_FIELDS = {"phone": "number", "email": "address", "account": "iban"}
"""What is looked for on pages, and the field that holds it."""


@dataclass(frozen=True)
class Use:
    """A place where the content names a web address."""

    url: str
    place: Place
    kind: Literal["link", "statement", "review"]
    about: str
    """What it belongs to: a reference, or the statement's id."""
    names: tuple[str, ...] = ()
    """Of the organisation whose page it is; empty where any page may be meant."""
    retired: str = ""
    """``gone`` where the link is noted as dead; empty: it is in use."""


@dataclass(frozen=True)
class Sought:
    """A number, e-mail address or account that must stand on its owner's own page."""

    contact: Contact
    value: str
    place: Place
    pages: tuple[str, ...]
    """Where to look: the source of its review, or its organisation's home pages."""


def uses(content: Content) -> list[Use]:
    """Return every web address of the content, in the order of files and lines."""
    found = [*_links(content), *_statements(content), *_reviews(content)]
    return sorted(found, key=lambda use: (use.place, use.url))


def sought(content: Content) -> list[Sought]:
    """Return every contact point in use that can be read on a page, in the order of files and lines."""
    reviewed = {review.of: review for review in content.reviews.reviews}
    found = []
    for key, organisation in content.organisations.items():
        for contact in contacts_of(key, organisation):
            if contact.kind not in _FIELDS or contact.fact.retired is not None:
                continue
            field = _FIELDS[contact.kind]
            review = reviewed.get(contact.reference)
            pages = (review.source,) if review and is_address(review.source) else _homes(organisation)
            place = value_place(content, organisation_file(key), *contact.way, field)
            found.append(Sought(contact, getattr(contact.fact, field), place, pages))
    return sorted(found, key=lambda one: one.place)


def is_address(source: str) -> bool:
    """Tell whether a source is a web address rather than words."""
    return source.startswith(("https://", "http://"))


def _links(content: Content) -> Iterator[Use]:
    for key, organisation in content.organisations.items():
        names = _names(content, key, organisation)
        for contact in contacts_of(key, organisation):
            if not isinstance(contact.fact, Link):
                continue
            retired = contact.fact.retired.reason if contact.fact.retired else ""
            if retired and retired != "gone":
                continue  # whatever it shows, nobody is sent there
            for language, url in web.addresses(contact.fact).items():
                if not is_address(url):
                    continue  # another rule reports it
                way = (*contact.way, "url", language) if language else (*contact.way, "url")
                place = value_place(content, organisation_file(key), *way)
                yield Use(url, place, "link", contact.reference, names, retired)


def _statements(content: Content) -> Iterator[Use]:
    for name, statement in content.reporting.trouble.statements.items():
        for index, source in enumerate(statement.sources):
            way = ("trouble", "statements", name, "sources", index, "url")
            yield Use(source.url, value_place(content, "content/reporting.yml", *way), "statement", name)


def _reviews(content: Content) -> Iterator[Use]:
    """Yield the source of each subject's last review; older lines are history."""
    last = {review.of: index for index, review in enumerate(content.reviews.reviews)}
    for subject, index in last.items():
        source = content.reviews.reviews[index].source
        if is_address(source):
            place = value_place(content, "content/reviews.yml", "reviews", index, "source")
            yield Use(source, place, "review", subject)


def _homes(organisation: Organisation) -> tuple[str, ...]:
    homes = [link for link in organisation.links.values() if link.what == "home" and link.retired is None]
    addresses = [url for link in homes for url in web.addresses(link).values() if is_address(url)]
    return tuple(dict.fromkeys(addresses))


def _names(content: Content, key: str, organisation: Organisation) -> tuple[str, ...]:
    """Return every name an organisation goes by; none for texts of law, which stand on many sites."""
    if organisation.kind == "law":
        return ()
    names = [organisation.name, *organisation.aliases]
    for words in content.words.values():
        spoken = words.organisations.organisations.get(key)
        if spoken is not None and spoken.name is not None:
            names.append(spoken.name)
    return tuple(dict.fromkeys(names))
