"""Organisations with their contact points, services and reporting channels: facts only, no words for readers."""

from typing import Literal

from pydantic import Field

from .base import Country, Id, Known, Language, Record, Situation, Territory
from .contact import Account, Address, Email, Link, Phone

Audience = Literal["everyone", "children", "young-people", "parents", "adults", "professionals", "victims"]


class Service(Record):
    """What an organisation does for people: who for, where, in which situation, by which contact points."""

    situations: list[Situation] = Field(min_length=1)
    serves: list[Country] = []
    """Readers in these countries; empty: anywhere."""
    audience: list[Audience] = Field(default=["everyone"], min_length=1)
    phones: list[Id] = []
    links: list[Id] = []
    emails: list[Id] = []
    languages: list[Language] = []
    """Empty: not known."""
    cost: Literal["free", "normal", "local-rate", "unknown"] = "unknown"
    day_and_night: Known = "unknown"
    role: str | None = None
    """A role that counterparts in other languages share (``be.child-helpline``)."""
    for_language: Language | None = None
    """With a role: the language whose readers this service is for."""


class Channel(Record):
    """A way to report: facts about what it takes, keeps and tells."""

    country: Country
    kind: Literal["form", "phone", "messenger", "letter", "police", "tip-line", "hotline"]
    accepts: list[Literal["images", "videos", "chat", "person", "offender-abroad"]] = Field(min_length=1)
    rejects: list[Literal["adult", "animals", "gore", "discrimination", "person"]] = []
    name_needed: Known = "unknown"
    keeps_details: Literal["none", "only-if-left", "unknown"] = "unknown"
    receipt: Known = "unknown"
    outcome: Literal["yes", "no", "if-details-left", "unknown"] = "unknown"
    """Whether you hear what came of your report."""
    phones: list[Id] = []
    links: list[Id] = []
    addresses: list[Id] = []
    languages: list[Language] = []
    steps: list[Id] = []
    """What happens next, in order; their words are in reporting.yml."""
    complaint: bool = False
    """Whether this is an official complaint to the police rather than a report."""


class Organisation(Record):
    """One file in content/organisations/; its id is the file's name."""

    name: str
    """The name it uses itself; names that differ by language are in the words."""
    kind: Literal["hotline", "helpline", "police", "authority", "support", "network", "tool", "law"]
    country: Territory
    roles: list[Literal["own-hotline", "giving", "network"]] = []
    aliases: list[str] = []
    """Older or other names that a reader may search for."""
    phones: dict[Id, Phone] = {}
    links: dict[Id, Link] = {}
    emails: dict[Id, Email] = {}
    addresses: dict[Id, Address] = {}
    accounts: dict[Id, Account] = {}
    services: dict[Id, Service] = {}
    channels: dict[Id, Channel] = {}
