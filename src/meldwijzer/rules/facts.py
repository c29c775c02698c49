"""Rules for facts beside the contacts: what they point to exists, laws rest on sources, dates are in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meldwijzer.addresses import anchors_of
from meldwijzer.content import Content
from meldwijzer.findings import Finding, did_you_mean
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.references import Registry, contacts_of

from .base import Rule, Shown, error, organisation_file, value_place


@dataclass(frozen=True)
class _Pointer:
    path: str
    way: Path
    target: str


@dataclass(frozen=True)
class _Named:
    """A name that one fact gives to another, where it stands, and the names that exist."""

    path: str
    way: Path
    name: str
    known: list[str]
    what: str


def pointers(content: Content) -> Iterable[Finding]:
    """References in facts find a contact point that is not retired; names of questions, topics and laws exist."""
    registry = Registry(content.organisations)
    language = content.site.default_language
    for pointer in _references(content):
        place = value_place(content, pointer.path, *pointer.way)
        kind, _, target = pointer.target.partition(":")
        if kind == "page":
            page, _, anchor = target.partition("#")
            if page not in content.words[language].pages.pages:
                known = content.words[language].pages.pages
                yield error("pointer", place, f'There is no page "{page}".', did_you_mean(page, known))
            elif anchor and anchor not in anchors_of(content, page):
                fix = did_you_mean(anchor, anchors_of(content, page))
                yield error("pointer", place, f'The page "{page}" has no part "{anchor}".', fix)
            continue
        contact = registry.find(kind, target, language)
        if contact is None:
            message = f'No {kind} is registered as "{target}".'
            yield error("pointer", place, message, registry.suggestion(kind, target))
        elif contact.fact.retired is not None:
            yield error("pointer", place, f'"{pointer.target}" is retired.', f"Use {contact.fact.retired.replaced_by}.")
    yield from _names(content)


def _references(content: Content) -> Iterable[_Pointer]:
    site = "content/site.yml"
    yield _Pointer(site, ("elsewhere",), content.site.elsewhere)
    for country, settings in content.site.countries.items():
        for index, target in enumerate(settings.emergency):
            yield _Pointer(site, ("countries", country, "emergency", index), target)
        for index, target in enumerate(settings.without_voice):
            yield _Pointer(site, ("countries", country, "without_voice", index), target)
        yield _Pointer(site, ("countries", country, "helpline"), settings.helpline)
        yield _Pointer(site, ("countries", country, "real_form"), settings.real_form)
    for key, organisation in content.organisations.items():
        for contact in contacts_of(key, organisation):
            if contact.fact.retired is not None:
                way = (*contact.way, "retired", "replaced_by")
                yield _Pointer(organisation_file(key), way, contact.fact.retired.replaced_by)
    for name, entry in content.law.entries.items():
        yield _Pointer("content/law.yml", ("entries", name, "source"), entry.source)
    for name, position in content.law.positions.items():
        yield _Pointer("content/law.yml", ("positions", name, "source"), position.source)
    giving = "content/giving.yml"
    yield _Pointer(giving, ("account",), content.giving.account)
    for index, tax in enumerate(content.giving.tax):
        yield _Pointer(giving, ("tax", index, "source"), tax.source)


def _names(content: Content) -> Iterable[Finding]:
    """Names that facts give to other facts exist."""
    for named in _named(content):
        if named.name not in named.known:
            place = value_place(content, named.path, *named.way)
            fix = did_you_mean(named.name, named.known)
            yield error("pointer", place, f'There is no {named.what} "{named.name}".', fix)


def _named(content: Content) -> Iterable[_Named]:
    organisations = list(content.organisations)
    questions, topics = list(content.faq.questions), content.faq.topics
    for name, question in content.faq.questions.items():
        yield _Named("content/faq.yml", ("questions", name, "topic"), question.topic, topics, "topic")
        for index, related in enumerate(question.related):
            yield _Named("content/faq.yml", ("questions", name, "related", index), related, questions, "question")
    for name, entry in content.law.entries.items():
        if (later := entry.replaced_by) is not None:
            way: Path = ("entries", name, "replaced_by")
            yield _Named("content/law.yml", way, later, list(content.law.entries), "law")
    for name, position in content.law.positions.items():
        way = ("positions", name, "organisation")
        yield _Named("content/law.yml", way, position.organisation, organisations, "organisation")
    for name, statement in content.reporting.trouble.statements.items():
        way = ("trouble", "statements", name, "group")
        yield _Named("content/reporting.yml", way, statement.group, content.reporting.trouble.groups, "group")
    for name, help_given in content.giving.ways.items():
        way = ("ways", name, "organisation")
        yield _Named("content/giving.yml", way, help_given.organisation, organisations, "organisation")
    for index, consent in enumerate(content.site.consents):
        way = ("consents", index, "organisation")
        yield _Named("content/site.yml", way, consent.organisation, organisations, "organisation")


def sources(content: Content) -> Iterable[Finding]:
    """Each statement of "Will I get in trouble?" has a source, or sends the reader to the hotline."""
    for name, statement in content.reporting.trouble.statements.items():
        if statement.settled and not statement.sources:
            place = value_place(content, "content/reporting.yml", "trouble", "statements", name)
            fix = "Add its source, or write settled: false and send the reader to the hotline."
            yield error("source", place, f'The statement "{name}" has no source.', fix)


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?:-\d\d-\d\d)?\b")
"""A year or a day in the name of a law: ``2011/93/EU``, ``Strafwetboek (2022-03-21)``."""


def dates(content: Content) -> Iterable[Finding]:
    """A law holds from a day that is not before the law itself, and until one that is not before that."""
    for name, entry in content.law.entries.items():
        made = _YEAR.search(entry.instrument)
        for field in ("valid_from", "valid_until"):
            written = getattr(entry, field)
            place = value_place(content, "content/law.yml", "entries", name, field)
            if written is None:
                continue
            if field == "valid_until" and entry.valid_from and _before(written, entry.valid_from):
                message = f"This law ends on {written}, before it begins: on {entry.valid_from}."
                yield error("dates", place, message, "Correct the one that is wrong.")
            elif made and _before(written, made[0]):
                message = f"{written} is before the law itself, which is of {made[0]}: {entry.instrument}."
                yield error("dates", place, message, "Correct the one that is wrong.")


def _before(one: str, other: str) -> bool:
    """Tell whether a date as precise as its source is before another, whatever their missing months and days are."""
    shortest = min(len(one), len(other))
    return one[:shortest] < other[:shortest]


RULES = (
    Rule(
        "pointer",
        "facts that point to other facts must find them",
        pointers,
        Shown("content/faq.yml", "questions.cookies.topic", "helpp", "help"),
    ),
    Rule(
        "source",
        "a sentence about the law that rests on nothing may be wrong",
        sources,
        Shown(
            "content/reporting.yml",
            "trouble.statements.saw-nl-open.settled",
            "true",
            "false",
        ),
    ),
    Rule(
        "dates",
        "a reader must know which law holds today",
        dates,
        Shown("content/law.yml", "entries.be-old-code.valid_until", "2021-01-01", "2026-08-31"),
    ),
)
