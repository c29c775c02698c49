"""What open data has to say of each contact point, worked out of the registry alone; and where values stand in JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from meldwijzer.contacts import account, phone, web
from meldwijzer.model.contact import Account, ContactPoint, Email, Link, Phone
from meldwijzer.references import Contact, contacts_of

from .site import BuiltSite

Way = tuple[str | int, ...]
"""The way to a value in JSON: ``("organisations", 3, "id")``."""


def leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """Yield every text in a JSON value with its way, in the order in which it is written."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*way, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*way, index))
    elif isinstance(value, str):
        yield way, value


class Placed:
    """A JSON text with the offset of each of its texts."""

    def __init__(self, text: str) -> None:
        """Read it.

        Raises:
            ValueError: It is no JSON.
        """
        self.value = json.loads(text)
        self.texts: list[tuple[Way, str]] = list(leaves(self.value))
        self.offsets: dict[Way, int] = {}
        """Where each text stands, by its way."""
        cursor = 0
        for way, said in self.texts:
            found = max(text.find(json.dumps(said, ensure_ascii=False), cursor), cursor)
            self.offsets[way] = found
            cursor = found + 1 if found > cursor else cursor

    def offset(self, *way: str | int) -> int:
        """Return where a value stands: its own text, or the first below it, or below what is around it."""
        for length in range(len(way), -1, -1):
            below = [at for known, at in self.offsets.items() if known[:length] == way[:length]]
            if below:
                return min(below)
        return 0


def in_use(built: BuiltSite, key: str) -> list[Contact]:
    """Return an organisation's contact points that may be published: not retired, and not without any source."""
    organisation = built.content.organisations.get(key)
    if organisation is None or organisation.kind == "law":
        return []
    sourceless = {one.of for one in built.content.reviews.reviews if one.confidence == "N"}
    for one in built.content.reviews.reviews:  # a later line counts
        if one.confidence != "N":
            sourceless.discard(one.of)
    return [c for c in contacts_of(key, organisation) if c.fact.retired is None and c.reference not in sourceless]


def may_read(built: BuiltSite, fact: ContactPoint, language: str) -> bool:
    """Tell whether readers of a language may be shown a contact point."""
    return not fact.readers or bool(set(fact.readers) & set(built.content.site.languages[language].readers))


def rings(built: BuiltSite, fact: ContactPoint, language: str = "") -> str:
    """Return what rings, as digits; empty for what does not, or not for readers of a language."""
    tags = [language] if language else list(built.content.words)
    if not isinstance(fact, Phone) or "voice" not in fact.modes or not any(may_read(built, fact, tag) for tag in tags):
        return ""
    return phone.dial(fact).removeprefix("tel:")


def told(built: BuiltSite, contact: Contact) -> Mapping[str, Any]:
    """Return the fields of contacts.json that say how a contact point is reached."""
    fact = contact.fact
    tags = [tag for tag in built.content.words if may_read(built, fact, tag)]
    views = {tag: built.site.composer.renderers[tag].views for tag in tags}
    opening = getattr(fact, "hours", None)
    return {
        "kind": contact.kind,
        "text": {tag: one.view(contact.reference).text for tag, one in views.items()},
        "tel": rings(built, fact) or None,
        "url": {tag: web.for_language(fact, tag) for tag in tags} if isinstance(fact, Link) else None,
        "email": fact.address if isinstance(fact, Email) else None,
        "iban": account.written(fact.iban) if isinstance(fact, Account) else None,
        "country": getattr(fact, "country", built.content.organisations[contact.organisation].country),
        "readers": list(fact.readers),
        "cost": fact.cost if isinstance(fact, Phone) else None,
        "modes": list(fact.modes) if isinstance(fact, Phone) else [],
        "hours": {"notation": opening, "text": {tag: one.hours(opening) for tag, one in views.items()}}
        if opening else None,
        "languages": list(getattr(fact, "languages", [])),
    }  # fmt: skip
