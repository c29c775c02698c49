"""Giving: the account, the ways to help and the tax line as facts, and their words per language."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from .base import Confidence, Country, Id, PartialDate, Record, Titled
from .contact import Reference


class TaxLine(Record):
    """What gifts mean for a taxpayer in one country."""

    country: Country
    income_year: Annotated[int, Field(ge=2000, le=2100)]
    minimum: Decimal
    """Euro a year, to one institution."""
    rate: Decimal
    """Percent of the gift."""
    change_announced: Decimal | None = None
    """A rate that was decided but whose enactment was not found."""
    as_of: PartialDate
    confidence: Confidence
    source: Reference


class Way(Record):
    """One way to help."""

    organisation: Id
    kind: Literal["money", "standing-order", "legacy", "sponsor", "volunteer", "spread", "banner"]


class GivingFacts(Record):
    """content/giving.yml."""

    account: Reference
    tax: list[TaxLine] = []
    ways: dict[Id, Way] = Field(min_length=1)


class GivingWords(Record):
    """content/<lang>/donate.yml."""

    ways: dict[Id, Titled]
    tax: dict[Country, Titled] = {}
    """The tax line of each country; its figures come from the facts, as ``{year}``, ``{minimum}`` and ``{rate}``."""
