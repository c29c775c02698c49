"""A report: its fields, their limits and choices, and what makes one worth sending. No transport and no words.

Form, contract and receiver are all made from this one model, so that none of them can ask for something else.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from meldwijzer.model.base import Country, Language

FORM = "1"
"""The version of the contract; a field that changes its meaning gets another one."""

MAX_LINES = 50
"""So many addresses, one on a line."""

Where = Literal["web", "app", "message", "elsewhere"]
"""Where somebody saw it: at a web address, in an app or chat, in a message to them, somewhere else."""
Kind = Literal["website", "forum", "social", "video", "chat", "storage", "other", "unknown"]
When = Literal["today", "week", "longer", "unknown"]
ChildKnown = Literal["known", "not_known", "unknown"]


def newlines(value: object) -> object:
    """Return a text with ``\\n`` for every line break: forms send ``\\r\\n``, scripts what was typed."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _number(value: object) -> object:
    """Return a number that a form had to send as text."""
    return int(value) if isinstance(value, str) and value.isdigit() and len(value) < 10 else value


Typed = Annotated[str, BeforeValidator(newlines)]
"""What somebody typed, empty where nothing was; line breaks are all alike in it, and nothing else is changed."""


class Report(BaseModel):
    """One report as it travels, urlencoded or as JSON, with the same names in both.

    A text that was not filled in is empty. Nothing but where it was seen has to be known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["1"] = Field(description="The version of this contract.")
    country: Country = Field(description="The country whose hotline the reader chose.")
    language: Language = Field(description="The language in which the reader read the form.")
    where: Where = Field(description="Where the reader saw it.")
    addresses: Typed = Field(
        "",
        max_length=50_000,
        description="The addresses as they were typed, one on each line, at most 50; never changed by the form.",
    )
    addresses_read: Typed = Field(
        "",
        max_length=60_000,
        description="The same as the form read them (see the normalisation), one on each line; only with JavaScript.",
    )
    platform: Typed = Field("", max_length=200, description="The app, the platform or the place.")
    name_there: Typed = Field("", max_length=500, description="The group, channel or user name there.")
    words: Typed = Field("", max_length=20_000, description="What the reader tells in their own words.")
    child_known: ChildKnown = Field("unknown", description="Whether the reader knows the child.")
    kind: Kind = Field("unknown", description="The kind of place.")
    when: When = Field("unknown", description="When the reader saw it.")
    when_text: Typed = Field("", max_length=200, description="The same more exactly, in words.")
    country_there: Typed = Field("", max_length=200, description="The country that it seems to be about.")
    email: Typed = Field(
        "",
        max_length=254,
        description="Where the reader wants to hear back; only asked where the hotline answers. Never kept elsewhere.",
    )
    sent_page: str = Field(
        "", max_length=300, description="The page to lead a browser to that does not ask for JSON; one of this list."
    )
    key: str = Field(
        "",
        pattern=r"^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$",
        description="The same for each attempt to send one report: count it once. Only with JavaScript: reports "
        "without a key are never the same.",
    )
    website: Typed = Field(
        "",
        max_length=2_000,
        description="A trap that people do not see: what is filled in may be spam. Mark it, never refuse it.",
    )
    seconds: Annotated[int, BeforeValidator(_number)] = Field(
        0, ge=0, le=1_000_000, description="How long the form was open; 0 without JavaScript. Only a sign, as above."
    )


CHOICES: Mapping[str, tuple[str, ...]] = {
    "where": get_args(Where),
    "child_known": get_args(ChildKnown),
    "kind": get_args(Kind),
    "when": get_args(When),
}
"""The answers of each question that has given ones, in their order."""


def _limit(name: str) -> int:
    metadata = Report.model_fields[name].metadata
    found = next((one.max_length for one in metadata if getattr(one, "max_length", None)), None)
    if found is None:
        raise LookupError(name)
    return int(found)


LIMITS: Mapping[str, int] = {
    name: _limit(name)
    for name in (
        "addresses", "platform", "name_there", "words", "when_text", "country_there", "email", "website",
    )
}  # fmt: skip
"""The longest text that each field takes, in characters, not in UTF-16 units. No field of the form cuts at it."""

ANSWERS = ("where", "addresses", "platform", "name_there", "words", "child_known", "kind", "when", "when_text",
           "country_there", "email")  # fmt: skip
"""What the reader is asked, in the order of the form; everything else a form sends by itself."""

Problem = Literal["where_missing", "addresses_missing", "addresses_many", "name_missing", "words_missing", "email_form",
                  "too_long"]  # fmt: skip
"""What can be wrong with a report whose fields are of their types: the form says each in the reader's language."""


def problems(report: Report) -> Iterator[tuple[str, Problem]]:
    """Yield (field, problem) for everything that keeps a report from being of use.

    An address where it was seen at one; in an app or a message the app, a name there or some words; elsewhere words.
    """
    said = {name: bool(getattr(report, name).strip()) for name in ("addresses", "platform", "name_there", "words")}
    if report.where == "web" and not said["addresses"]:
        yield "addresses", "addresses_missing"
    if sum(1 for line in report.addresses.split("\n") if line.strip()) > MAX_LINES:
        yield "addresses", "addresses_many"
    if report.where in ("app", "message") and not any(said.values()):
        yield "platform", "name_missing"
    if report.where == "elsewhere" and not any(said.values()):
        yield "words", "words_missing"
    if report.email and not _is_email(report.email):
        yield "email", "email_form"


def _is_email(text: str) -> bool:
    """Tell whether a text may be an e-mail address: something, an @, a host; who writes it knows the rest."""
    name, _, host = text.strip().rpartition("@")
    return bool(name) and "." in host.strip(".") and not any(c.isspace() for c in text.strip())
