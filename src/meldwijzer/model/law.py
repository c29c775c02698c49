"""Law: instruments and articles as facts (content/law.yml) and their words per language. Not what to do about it."""

from typing import Literal

from pydantic import Field

from .base import Id, Line, PartialDate, Prose, Record, Territory, Titled
from .contact import Reference


class LawEntry(Record):
    """One article or instrument."""

    country: Territory
    instrument: str
    """Its official short form: ``2011/93/EU``, ``Sr``."""
    article: str | None = None
    aliases: list[str] = []
    status: Literal["in-force", "in-force-unconfirmed", "ended", "ended-unconfirmed", "pending", "unknown"]
    """``in-force-unconfirmed``: sources say that it entered into force, and nobody has confirmed it since."""
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    replaced_by: Id | None = None
    limbs: list[Id] = []
    """The parts of the quoted text, in order."""
    source: Reference
    """Where the text can be read."""


class Position(Record):
    """What an organisation said of a borderline case: its view, not the law."""

    country: Territory
    organisation: Id
    source: Reference
    as_of: PartialDate | None = None


class LawFacts(Record):
    """content/law.yml."""

    entries: dict[Id, LawEntry] = Field(min_length=1)
    positions: dict[Id, Position] = {}


class LawEntryWords(Record):
    """One entry in one language."""

    title: Line
    quotes: dict[Id, Line] = {}
    quote_note: Line | None = None
    """Where the quoted text comes from, if it is not the official text in this language."""
    explanation: Prose
    punishable: list[Line] = []
    not_punishable: list[Line] = []


class LawWords(Record):
    """content/<lang>/law.yml."""

    entries: dict[Id, LawEntryWords]
    positions: dict[Id, Titled] = {}
    """The page adds "Not sure? Report it" to each."""
