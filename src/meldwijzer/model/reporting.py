"""Reporting: the statements of "Will I get in trouble?" with their sources, and the words of every channel."""

from typing import Literal

from pydantic import Field

from .base import Confidence, Country, Id, Line, PartialDate, Prose, Record, Situation, Titled


class Source(Record):
    """Where a statement was found."""

    name: str
    url: str
    date: PartialDate | None = None
    """The page's own date; empty: undated."""
    confidence: Confidence


class Statement(Record):
    """One sentence of "Will I get in trouble?", with what it rests on."""

    group: Id
    country: Country | None = None
    """Empty: it holds for both countries, with a source for each."""
    sources: list[Source] = []
    """Empty only where the sentence sends the reader to the hotline because no source settles it."""
    settled: bool = True
    """``false``: no source settles this; the sentence says to ask the hotline first."""


class TroubleFacts(Record):
    """The groups in their order, and the statements."""

    checked: PartialDate
    """When the sources were looked up; shown beside those without a date of their own."""
    groups: list[Id] = Field(min_length=1)
    statements: dict[Id, Statement] = Field(min_length=1)


class ReportingFacts(Record):
    """content/reporting.yml."""

    trouble: TroubleFacts
    before: list[Id] = Field(min_length=1)
    """What to do and not to do before reporting, in order."""


class StepWords(Titled):
    """One step of what happens after a report."""

    who: Line
    """Who learns what in this step."""


class ChannelWords(Record):
    """A reporting channel in one language."""

    name: Line
    summary: Prose
    privacy: Prose
    """What is known about names and what is kept: never the bare word 'anonymous'."""
    steps: dict[Id, StepWords] = {}


class TroubleWords(Record):
    """ "Will I get in trouble?" in one language."""

    title: Line
    intro: Prose
    groups: dict[Id, Line]
    statements: dict[Id, Prose]


class BeforeItem(Titled):
    """One line of what to do and not to do."""

    kind: Literal["do", "dont"]


class BeforeWords(Record):
    """Don't search, don't keep, don't forward."""

    title: Line
    items: dict[Id, BeforeItem]


class ReportingWords(Record):
    """content/<lang>/reporting.yml."""

    situations: dict[Situation, Titled]
    """Why somebody comes, as they would say it, and what to do first."""
    trouble: TroubleWords
    before: BeforeWords
    channels: dict[str, ChannelWords]
    """By ``organisation.channel``."""
