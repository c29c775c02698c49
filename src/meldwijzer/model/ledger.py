"""The review ledger and what is kept beside it, exemptions and published addresses. How they are used is in reviews."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from .base import Confidence, Id, Language, PartialDate, Record, on_the_calendar
from .contact import AnyReference, Reference

Role = Literal["desk-research", "organisation", "lawyer", "translator", "editor"]

SubjectName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:phone|link|email|address|account|hours|law|position|tax|organisation|service|channel|giving|way"
        r"|statement|site)(?::[a-z0-9.-]+)+$"
    ),
]
"""What can be confirmed: ``phone:child-focus.helpline``, ``law:nl-252``."""

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(on_the_calendar)]
"""A whole date: ``2026-07-01``."""


class Review(Record):
    """One confirmation of one value."""

    of: SubjectName
    seal: str | None = None
    """Its number and the digest of its words; empty until it is recorded."""
    value: str
    """The exact value that was confirmed, in readable form."""
    details: str | None = None
    """All its details, if they were looked at, too: ``cost: free; country: BE``."""
    date: PartialDate | None = None
    """The source's own date; empty: undated."""
    confidence: Confidence
    role: Role
    by: str
    """Who or what confirmed it; readers see the role only."""
    source: str
    """A web address, or in words where it was found."""
    checked: PartialDate
    """When it was looked up."""


class ReviewLedger(Record):
    """content/reviews.yml."""

    sealed: Annotated[int, Field(ge=0)] = 0
    """How many seals were given so far."""
    lost: list[int] = []
    """The numbers of lines that are gone for good, each named by hand once."""
    reviews: list[Review] = []


class Baseline(Record):
    """content/baseline.yml: how each fact stood when it was first recorded. Kept by the machine."""

    recorded: Annotated[int, Field(ge=0)] = 0
    """How many lines there are."""
    facts: dict[str, str] = {}
    """By subject: a digest of the line, then value and details in readable form."""


class TranslationLedger(Record):
    """content/translations.yml: what each translation was made from. Kept by the machine."""

    recorded: Annotated[int, Field(ge=0)] = 0
    languages: dict[Language, dict[str, str]] = {}
    """By language and entry: state, digests, and who; see reviews.translations."""


class Correction(Record):
    """A changed value that is published before its review."""

    of: SubjectName
    value: str
    """The new value, exactly as it stands in its fact."""
    by: Annotated[str, StringConstraints(min_length=1)]
    """Who answers for it; never shown to readers."""
    reason: Annotated[str, StringConstraints(min_length=10)]
    date: Day
    until: Day
    """The last day on which it counts without a review."""


class Outage(Record):
    """Something that doesn't work for a while; readers are told."""

    id: Id
    contact: Reference | None = None
    """The contact point that doesn't work."""
    page: Id | None = None
    """A page on which readers are told all the same."""
    reason: Literal["out-of-order", "changed-hours", "site-down"]
    instead: AnyReference
    """What readers use meanwhile."""
    by: Annotated[str, StringConstraints(min_length=1)]
    """Who answers for it; never shown to readers."""
    date: Day
    """The first day."""
    until: Day
    """The last day."""


class Notices(Record):
    """content/notices.yml: what can't wait, each with an end."""

    corrections: list[Correction] = []
    outages: list[Outage] = []


class Exemption(Record):
    """One place that a rule leaves alone."""

    rule: str
    """The rule's code, as findings bear it between brackets."""
    place: Annotated[str, StringConstraints(pattern=r"^(?:content|site|docs|overrides)/[^\s:]+(?::[^\s]+)?$")]
    """A file, or a value in it: ``content/nl/faq.yml:questions.upset.answer``."""
    reason: Annotated[str, StringConstraints(min_length=10)]


class Exemptions(Record):
    """content/exemptions.yml."""

    exemptions: list[Exemption] = []


class Published(Record):
    """content/published.yml: addresses that were once published and must never die."""

    addresses: list[Annotated[str, StringConstraints(pattern=r"^/[^\s]*$")]] = []
    """Every page address ever published, from the site's root: ``/nl/melden/``."""
    anchors: dict[Id, list[Id]] = Field(default={})
    """By page: every anchor ever published on it; the same in all languages."""
    short: dict[str, str] = {}
    """Every short address ever published, and where it led then: ``/nl/q/melden/: page:report``."""
    redirects: dict[str, str] = {}
    """An old address and the page reference that replaced it: ``/nl/meld/: page:report``."""
    renamed: dict[Id, dict[Id, Id]] = {}
    """By page: an old anchor and the one that replaced it."""
