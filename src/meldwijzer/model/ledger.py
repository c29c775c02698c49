"""The review ledger, exemptions and published addresses: what was confirmed, excused and promised."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Confidence, Id, PartialDate, Record

Role = Literal["desk-research", "organisation", "lawyer", "translator", "editor"]


class Review(Record):
    """One confirmation of one value."""

    of: Annotated[
        str,
        StringConstraints(pattern=r"^(?:phone|link|email|address|account|hours|law|position|tax)(?::[a-z0-9.-]+)+$"),
    ]
    """What was confirmed: ``phone:child-focus.helpline``, ``law:nl-252``."""
    value: str
    """The exact value that was confirmed, in readable form."""
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

    reviews: list[Review] = []


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
    redirects: dict[str, str] = {}
    """An old address and the page reference that replaced it: ``/nl/meld/: page:report``."""
    renamed: dict[Id, dict[Id, Id]] = {}
    """By page: an old anchor and the one that replaced it."""
