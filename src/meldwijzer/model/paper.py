"""Words that stand on paper alone: leaflet, poster, card, class sheet, booklet. The rest comes from pages."""

from .base import Id, Line, Prose, Record, Titled


class LeafletWords(Record):
    """The leaflet: A4, folded in three."""

    title: Line
    lead: Line
    """Below the title, on the cover."""
    parts: dict[Id, Line]
    """The headings of its panels: ``why``, ``definition``, ``react``, ``ways``, ``after``, ``support``, ``contacts``,
    ``colophon``."""


class PosterWords(Record):
    """The poster: to be read from three metres."""

    title: Line
    lead: Line
    text: Prose
    """What somebody needs to know who hesitates; three short lines at most."""


class CardWords(Record):
    """The card for a pocket, as large as a bank card."""

    title: Line
    text: Prose


class ClassSheetWords(Record):
    """The sheet for schools: one side for pupils, the other for who teaches."""

    title: Line
    lead: Line
    pupils: dict[Id, Titled]
    """What pupils read, part by part."""
    talk: Line
    """Above the lines that children and young people can turn to."""
    teachers: Line
    """The title of the other side; its text is that of the guide for schools."""


class BookletWords(Record):
    """The questions and answers as a booklet."""

    title: Line
    lead: Line
    contents: Line


class PrintWords(Record):
    """content/<lang>/print.yml."""

    leaflet: LeafletWords
    poster: PosterWords
    card: CardWords
    class_sheet: ClassSheetWords
    booklet: BookletWords
    names: dict[Id, Line]
    """What each is called where it can be downloaded: ``leaflet``, ``poster-a3`` …"""
    scan: Line
    """Beside a QR code that leads to the page about reporting."""
    call: Line
    """Above the one number of a poster or card: whom somebody talks to there."""
    as_of: Line
    """When the facts on paper were last looked up: ``{date}``."""
    newer: Line
    """Where a reader of an old copy finds what holds today: ``{address}``."""
    publisher: Line
    """Who answers for it: ``{name}``."""
    no_publisher: Line
    """Said where nobody answers for it yet."""
