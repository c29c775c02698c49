"""content/site.yml: languages, countries, the publisher and how this site operates. No page and no word of prose."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Country, Id, Language, PartialDate, Record
from .contact import Reference


class LanguageSettings(Record):
    """One language of the site."""

    name: str
    """The language's own name for itself."""
    locale: str
    """The CLDR locale that formats dates, amounts and lists (``nl_BE``)."""
    readers: list[Country] = Field(min_length=1)
    """Where most readers of this language are. One country: it comes first; several: equal weight."""
    quick_exit: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+/[A-Za-z0-9._~/-]*$")]
    """Where somebody is led who has to leave this site at once: a page that anybody may be reading."""
    partial: bool = False
    """Whether it is still being translated: what it lacks is no mistake, and no reader is led to it."""


class CountrySettings(Record):
    """What stands on every page for one country."""

    emergency: list[Reference] = Field(min_length=1)
    helpline: Reference
    without_voice: list[Reference] = []
    """Ways to reach the emergency services without speaking."""
    real_form: Reference
    """The hotline's own report form, shown while this site is an example or has no endpoint."""


class Publisher(Record):
    """Who answers for this site; empty while it is an example."""

    legal_name: str | None = None
    address: str | None = None
    privacy_contact: str | None = None
    accessibility_contact: str | None = None
    security_contact: (
        Annotated[str, StringConstraints(pattern=r"^(?:mailto:[^\s@]+@[^\s@]+|https://[^\s]+)$")] | None
    ) = None
    """Where somebody writes who found a weakness in the site's security: ``mailto:…`` or ``https://…``."""


class Consent(Record):
    """An organisation's agreement to be presented as a hotline of this site."""

    organisation: Id
    date: PartialDate
    source: str


class OpenData(Record):
    """Under which licence others may use the data files."""

    licence: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+$")] | None = None
    """Its short name in the SPDX list: ``CC0-1.0``."""
    licence_url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None
    """Where its text stands."""


class ReviewSettings(Record):
    """How long a confirmation counts."""

    expire_after_days: int = Field(default=365, ge=1)


class SiteSettings(Record):
    """content/site.yml."""

    operation: Literal["example", "live"]
    name: str
    address: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(?:/[A-Za-z0-9._~-]+)*/$")]
    """The site's own address, ``https://…/``, with a slash at its end."""
    default_language: Language
    languages: dict[Language, LanguageSettings] = Field(min_length=1)
    countries: dict[Country, CountrySettings] = Field(min_length=1)
    elsewhere: Reference
    """Where readers in other countries find their hotline."""
    publisher: Publisher = Publisher()
    report_form: dict[Country, str | None] = {}
    """The endpoint that receives reports, by country."""
    consents: list[Consent] = []
    reviews: ReviewSettings = ReviewSettings()
    open_data: OpenData = OpenData()
