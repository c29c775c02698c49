"""Rules for facts that point to other facts: references in fact files, related questions, laws that replace laws."""

from collections.abc import Iterable
from dataclasses import dataclass

from meldwijzer.addresses import anchors_of
from meldwijzer.content import Content
from meldwijzer.findings import Finding, did_you_mean
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.references import Registry, contacts_of

from .base import error, organisation_file, value_place


@dataclass(frozen=True)
class _Pointer:
    path: str
    way: Path
    target: str


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
    def unknown(path: str, way: Path, name: str, known: Iterable[str], what: str) -> Iterable[Finding]:
        names = list(known)
        if name not in names:
            place = value_place(content, path, *way)
            yield error("pointer", place, f'There is no {what} "{name}".', did_you_mean(name, names))

    faq = "content/faq.yml"
    for name, question in content.faq.questions.items():
        yield from unknown(faq, ("questions", name, "topic"), question.topic, content.faq.topics, "topic")
        for index, related in enumerate(question.related):
            yield from unknown(faq, ("questions", name, "related", index), related, content.faq.questions, "question")
    for name, entry in content.law.entries.items():
        if entry.replaced_by is not None:
            yield from unknown(
                "content/law.yml", ("entries", name, "replaced_by"), entry.replaced_by, content.law.entries, "law"
            )
    for name, position in content.law.positions.items():
        yield from unknown(
            "content/law.yml",
            ("positions", name, "organisation"),
            position.organisation,
            content.organisations,
            "organisation",
        )
    for name, statement in content.reporting.trouble.statements.items():
        yield from unknown(
            "content/reporting.yml",
            ("trouble", "statements", name, "group"),
            statement.group,
            content.reporting.trouble.groups,
            "group",
        )
        if statement.settled and not statement.sources:
            place = value_place(content, "content/reporting.yml", "trouble", "statements", name)
            fix = "Add its source, or write settled: false and send the reader to the hotline."
            yield error("pointer", place, f'The statement "{name}" has no source.', fix)
    for name, way_to_help in content.giving.ways.items():
        yield from unknown(
            "content/giving.yml",
            ("ways", name, "organisation"),
            way_to_help.organisation,
            content.organisations,
            "organisation",
        )
    site = content.site
    if site.default_language not in site.languages:
        place = value_place(content, "content/site.yml", "default_language")
        yield error("pointer", place, f'"{site.default_language}" is not one of the languages below.')
    for index, consent in enumerate(site.consents):
        yield from unknown(
            "content/site.yml",
            ("consents", index, "organisation"),
            consent.organisation,
            content.organisations,
            "organisation",
        )
