"""content/<lang>/terms.yml: the words of one language that rules watch. No reader sees them; no rule is here.

A phrase is words with single spaces. ``*`` stands for any letters of a word (``kinderporno*``), ``…`` for up to six
words in between (``stuur … foto``). Capitals, accents and hyphens for spaces make no difference.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Country, Id, Language, Record
from .contact import Reference

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Phrases = Annotated[list[Phrase], Field(min_length=1)]
Sentence = Annotated[str, StringConstraints(min_length=3)]

Context = Literal["quote", "quotation", "name", "synonym", "old"]
"""Where a word may stand all the same: ``quote`` the quoted law, ``quotation`` between quotation marks, ``name``
an organisation's name, ``synonym`` words that people search for, ``old`` the table of old contacts."""


class Term(Record):
    """Words that mislead, and what to write instead."""

    words: Phrases
    instead: Sentence
    """In this language: the words to write."""
    why: Sentence
    """In English, for the message: a whole sentence."""
    unless: list[Phrase] = []
    """Phrases with one of the words in them that are right."""
    allowed: list[Context] = ["quote", "quotation", "name", "synonym", "old"]


class Reserved(Record):
    """Words that are said of certain contact points alone."""

    words: Phrases
    only_for: Annotated[list[Reference], Field(min_length=1)]
    instead: Sentence
    why: Sentence


class Kinds(Record):
    """What the two kinds of lines are called."""

    hotline: Phrases
    """Where people report images."""
    helpline: Phrases
    """Where people talk and get advice."""


class Complaint(Record):
    """What goes to the police, and is never said of a hotline."""

    words: Phrases
    police: Phrases
    """Words for whom a complaint goes to."""
    instead: Sentence


class NotPunishable(Record):
    """What must follow where something is said not to be punishable."""

    words: Phrases
    then: Phrases
    """One of these must follow in the same text."""
    instead: Sentence
    """The sentence to add."""


class ClaimWords(Record):
    """What is said of a line, by the fact that it must agree with."""

    always: Phrases
    """Open day and night."""
    every_day: Phrases
    """Open on all seven days."""
    free: Phrases
    """Costs nothing to call or to use."""
    no_name: Phrases
    """Needs no name."""
    from_abroad: Phrases
    """Can be reached from another country."""
    unless: list[Phrase] = []
    """Phrases that look like one of the claims above, and are none: "feel free"."""
    call: Phrases
    """Words in front of a number that somebody calls."""
    message: Phrases
    """Words for writing to a telephone number."""
    chat: Phrases
    """Words for a chat, whose hours are others than the line's."""
    languages: dict[Language, Phrases]
    """By language: in it."""
    weekdays: Phrases
    clock: Phrases
    """Words behind or before the digits of a time of day: uur, h, am."""
    price: Phrases
    """Words behind the digits of a price: per minuut, cent."""


class NumberWords(Record):
    """What tells a short number to call from any other: the lists of ``scan.vocabulary.ShortVocabulary``."""

    call: list[Phrase] = []
    verbs: list[Phrase] = []
    around: list[Phrase] = []
    numbered: list[Phrase] = []
    loose: list[Phrase] = []
    units: list[Phrase] = []
    plurals: list[Phrase] = []
    quantity: list[Phrase] = []
    belonging: list[Phrase] = []
    years: list[Phrase] = []
    streets: list[Phrase] = []
    street_endings: list[Phrase] = []
    little: list[Phrase] = []
    joining: list[Phrase] = []
    ranges: list[Phrase] = []
    naming: list[Phrase] = []
    spelled: list[Phrase] = []
    identifiers: list[Phrase] = []
    ready: list[Phrase] = []


class Terms(Record):
    """content/<lang>/terms.yml."""

    countries: dict[Country, Phrases]
    """By country: its name, its people and what is of it, but not its languages."""
    negations: Phrases
    """Words that turn a sentence round: niet, geen, nooit."""
    without: Phrases
    """Words that turn round only what follows them: zonder."""
    turns: Phrases
    """Words after which a negation no longer holds: maar."""
    joins: Phrases
    """``and``: a new request may follow."""
    choices: Phrases
    """``or``: what follows shares the negation."""
    doubts: Phrases
    """Words with which a sentence says that something is not known."""
    avoid: dict[Id, Term]
    requests: dict[Id, Term]
    """Asking a reader to search, keep, forward or upload: right only where it is negated."""
    reserved: dict[Id, Reserved]
    kinds: Kinds
    complaint: Complaint
    not_punishable: NotPunishable
    claims: ClaimWords
    unfinished: Phrases
    """Words that stand where something has yet to be written."""
    numbers: NumberWords
