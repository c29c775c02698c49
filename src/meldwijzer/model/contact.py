"""Contact points as facts: phones, links, e-mails, addresses, accounts. Parsing and formatting are in contacts/."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Country, Language, PartialDate, PerLanguage, Record, Territory

Reference = Annotated[
    str,
    StringConstraints(pattern=r"^(?:phone|link|email|address|account):[a-z0-9-]+\.[a-z0-9-]+$"),
]
"""A registered contact point: ``phone:child-focus.helpline``."""

AnyReference = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:(?:phone|link|email|address|account):[a-z0-9-]+\.[a-z0-9-]+|page:[a-z0-9-]+(?:#[a-z0-9-]+)?)$"
    ),
]


class Retirement(Record):
    """Why a contact point must no longer be used."""

    reason: Literal["gone", "renamed", "no-source"]
    """``gone``: known to be dead; ``renamed``: lives on under another name; ``no-source``: nobody has
    confirmed it since the leaflet (confidence N)."""
    since: PartialDate | None = None
    replaced_by: AnyReference
    """What a reader uses instead."""


class ContactPoint(Record):
    """What phones, links, e-mails, addresses and accounts share."""

    readers: list[Country] = []
    """Shown only to readers in these countries; empty: to everyone."""
    retired: Retirement | None = None


class Phone(ContactPoint):
    """A number to call or to write to."""

    number: str
    """As the owner prints it, or in international form; checked by libphonenumber."""
    country: Territory
    """Where it can be dialled, or, for a geographic or mobile number, whose it is. ``EU`` for 112."""
    kind: Literal["short", "free", "geographic", "mobile", "shared-cost", "premium"]
    written: str | None = None
    """How people of that country write it, where libphonenumber groups it otherwise (``0800-2000``)."""
    cost: Literal["free", "normal", "local-rate", "unknown"] = "unknown"
    modes: list[Literal["voice", "sms", "messenger", "fax"]] = Field(default=["voice"], min_length=1)
    apps: list[str] = []
    """Messenger apps that reach it, by their own names."""
    hours: str | None = None
    """OpenStreetMap's opening_hours notation (``Mo-Fr 09:00-17:00; PH off``); empty: not known."""
    languages: list[Language] = []
    """Languages that the line speaks; empty: not known."""
    abroad: str | None = None
    """The organisation's phone to call from abroad, by its id in the same file."""


class Link(ContactPoint):
    """A web address."""

    url: str | PerLanguage
    """One address, or one per language."""
    what: Literal["home", "form", "chat", "page", "app", "tool", "law"] = "page"
    hours: str | None = None
    languages: list[Language] = []


class Email(ContactPoint):
    """An e-mail address."""

    address: str


class Address(ContactPoint):
    """A postal address; street and town have a name per language where the place has."""

    street: str | PerLanguage
    number: str
    postcode: str
    town: str | PerLanguage
    country: Country


class Account(ContactPoint):
    """A bank account for gifts."""

    iban: str
    """The IBAN; for a retired account its old national number may stand here."""
    holder: str
    message: str | None = None
    """What to write with the transfer, as the account holder asks it."""
