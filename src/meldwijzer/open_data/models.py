"""What contacts.json holds, field by field, for who reads it: the JSON Schema is made of this. No fact is looked up."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from meldwijzer.model.base import Confidence, Country, Known, PartialDate, Situation, Territory
from meldwijzer.model.ledger import Role
from meldwijzer.model.organisation import Audience

Texts = Annotated[dict[str, str], Field(description="By language (BCP 47): the words for readers of that language.")]
Reference = Annotated[
    str,
    StringConstraints(pattern=r"^(?:phone|link|email|address|account):[a-z0-9-]+\.[a-z0-9-]+$"),
    Field(description="The id of a contact point in this file."),
]
Cost = Literal["free", "normal", "local-rate", "unknown"]


class Data(BaseModel):
    """A frozen value with known fields only."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Licence(Data):
    """Under which licence the data may be used."""

    id: Annotated[str, Field(description="Short name in the SPDX list.")]
    url: Annotated[str, Field(description="Where its text stands.", json_schema_extra={"format": "uri"})]


class Hours(Data):
    """Opening hours."""

    notation: Annotated[str, Field(description="OpenStreetMap's opening_hours notation, local time.")]
    text: Texts


class Confirmation(Data):
    """What is known of a value's being right."""

    date: Annotated[PartialDate | None, Field(description="The source's own date, as precise as known; null: undated.")]
    checked: Annotated[PartialDate, Field(description="When somebody looked it up, as precise as known.")]
    source: Annotated[str | None, Field(description="Web address of the source; null where it is none.")]
    role: Annotated[Role, Field(description="As what somebody confirmed it; desk-research is not the owner's word.")]
    confidence: Annotated[
        Confidence,
        Field(description="H: its own page, 2023 or later; M: its own older page or a good secondary source; L: old."),
    ]
    expired: Annotated[bool, Field(description="Whether nobody looked for longer than the site allows.")]


class ContactPoint(Data):
    """A number, link, e-mail address, postal address or account."""

    id: Reference
    kind: Literal["phone", "link", "email", "address", "account"]
    names: Annotated[Texts, Field(description="What it is called, by language.")]
    text: Annotated[
        Texts,
        Field(description="How readers of a language see it; languages whose readers may not be shown it are missing."),
    ]
    tel: Annotated[
        str | None,
        Field(
            description="What to dial, as in RFC 3966 without the scheme. Short and free numbers work inside their "
            "country only. Null for what is no number, and for numbers that take messages only: never ring those.",
            json_schema_extra={"pattern": r"^\+?[0-9]+$"},
        ),
    ] = None
    url: Annotated[Texts | None, Field(description="Of a link: its address by language.")] = None
    email: str | None = None
    iban: Annotated[str | None, Field(description="Of an account, for gifts.")] = None
    holder: Annotated[str | None, Field(description="Of an account: whose it is.")] = None
    message: Annotated[str | None, Field(description="Of an account: what to write with a gift.")] = None
    country: Annotated[Territory, Field(description="Where it works or whose it is; EU for 112.")]
    readers: Annotated[
        list[Country], Field(description="Show it to readers in these countries only; empty: to everybody.")
    ]
    modes: Annotated[
        list[Literal["voice", "sms", "messenger", "fax"]], Field(description="Of a number: what it takes.")
    ] = []
    apps: Annotated[list[str], Field(description="Of a number: messenger apps that reach it.")] = []
    cost: Annotated[Cost | None, Field(description="Of a number: what a call costs.")] = None
    hours: Annotated[Hours | None, Field(description="Null: not known.")] = None
    languages: Annotated[list[str], Field(description="Which are spoken or written there; empty: not known.")] = []
    abroad: Annotated[Reference | None, Field(description="Of a number: which to call from other countries.")] = None
    confirmation: Annotated[Confirmation | None, Field(description="Null: nobody has confirmed it as it stands.")]
    note: Annotated[Texts, Field(description="How sure it is, in words to be shown with it.")]
    outage: Annotated[Texts | None, Field(description="Why it cannot be used today; null: nothing is known.")] = None


class Service(Data):
    """What an organisation does for people."""

    id: str
    names: Texts
    about: Texts
    situations: Annotated[list[Situation], Field(description="Why somebody comes.")]
    serves: Annotated[list[Country], Field(description="Where it helps; empty: anywhere.")]
    audience: list[Audience]
    contact_points: list[Reference]
    languages: Annotated[list[str], Field(description="Empty: not known.")]
    cost: Cost
    day_and_night: Known
    for_language: Annotated[
        str | None, Field(description="The language whose speakers it is for; others have its own.")
    ]


class Channel(Data):
    """A way to report."""

    id: str
    country: Country
    kind: Literal["form", "phone", "messenger", "letter", "police", "tip-line", "hotline"]
    names: Texts
    about: Texts
    privacy: Texts
    accepts: list[str]
    rejects: list[str]
    name_needed: Known
    keeps_details: Literal["none", "only-if-left", "unknown"]
    receipt: Known
    outcome: Literal["yes", "no", "if-details-left", "unknown"]
    complaint: Annotated[bool, Field(description="Whether it is an official complaint rather than a report.")]
    contact_points: list[Reference]


class OrganisationData(Data):
    """An organisation with everything by which it is reached."""

    id: str
    kind: Literal["hotline", "helpline", "police", "authority", "support", "network", "tool"]
    country: Territory
    names: Texts
    about: Texts
    page: Annotated[Texts, Field(description="Where it stands on this site, by language.")]
    contact_points: list[ContactPoint]
    services: list[Service]
    channels: list[Channel]


class CountryData(Data):
    """What is most needed in a country."""

    country: Country
    names: Texts
    emergency: list[Reference]
    helpline: Reference
    without_voice: Annotated[list[Reference], Field(description="Emergency services without speaking.")]
    report: Annotated[Reference, Field(description="The hotline's own report form.")]


class Retired(Data):
    """Something that must no longer be used: plain text, never to be dialled or linked."""

    id: Reference
    organisation: str
    names: Texts
    text: Annotated[Texts, Field(description="How it was written. Never dial or link it.")]
    reason: Literal["gone", "renamed", "no-source"]
    since: PartialDate | None
    what_now: Annotated[Texts, Field(description="What to use instead, in words.")]
    replaced_by: Annotated[str, Field(description="The id of what replaced it, or page: and a page of this site.")]


class Contacts(Data):
    """Numbers, links, addresses and services of hotlines and helplines, as this site shows them."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Annotated[str, Field(alias="$schema", description="The address of this file's JSON Schema.")]
    version: Annotated[str, Field(description="1 as long as no field goes away or changes its meaning; 1.1 adds some.")]
    as_of: Annotated[str, Field(description="When a fact was last looked up: a day, or as much of it as is known.")]
    site: Annotated[str, Field(description="The site that it was made with.")]
    operation: Annotated[Literal["example", "live"], Field(description="example: not the hotlines' own data.")]
    notice: Annotated[Texts | None, Field(description="To be shown with all of it while operation is example.")]
    licence: Licence | None
    countries: list[CountryData]
    organisations: list[OrganisationData]
    retired: list[Retired]
