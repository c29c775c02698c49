"""Rules that hold languages against the facts and against each other: the same ids, parts, keys and placeholders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meldwijzer.addresses import GUIDE_HEADING, GUIDE_PREFIX, HOME, SHORT, guide_sections, pages_of
from meldwijzer.content import Content, Guide, Words
from meldwijzer.findings import Finding, Place, compared
from meldwijzer.model.base import Situation
from meldwijzer.references import contacts_of

from .base import Rule, Shown, error, key_place


@dataclass(frozen=True)
class _Pair:
    """Ids that facts demand, and those for which a language has words."""

    file: str
    way: tuple[str, ...]
    what: str
    demanded: Iterable[str]
    written: Iterable[str]


def parity(content: Content) -> Iterable[Finding]:
    """Each fact has words in each language; words about nothing are mostly a typing error in an id."""
    for language, words in content.words.items():
        for pair in _pairs(content, words):
            path = f"content/{language}/{pair.file}.yml"
            missing, extra = compared(pair.demanded, pair.written)
            for name in missing:
                place = key_place(content, path, pair.way)
                message = f'Words for the {pair.what} "{name}" are missing.'
                yield error("parity", place, message, f'Add "{name}:" with its words.')
            for name, meant in extra.items():
                place = key_place(content, path, (*pair.way, name))
                fix = f'Did you mean "{meant}"?' if meant else "Delete these words, or add the fact in content/."
                yield error("parity", place, f'There is no {pair.what} "{name}" among the facts.', fix)


def _pairs(content: Content, words: Words) -> Iterable[_Pair]:
    law, faq, giving = content.law, content.faq, content.giving
    yield _Pair("law", ("entries",), "law", law.entries, words.law.entries)
    yield _Pair("law", ("positions",), "position", law.positions, words.law.positions)
    for name, entry in law.entries.items():
        if name in words.law.entries:
            quotes = words.law.entries[name].quotes
            yield _Pair("law", ("entries", name, "quotes"), "quoted part", entry.limbs, quotes)
    yield _Pair("faq", ("topics",), "topic", faq.topics, words.faq.topics)
    yield _Pair("faq", ("questions",), "question", faq.questions, words.faq.questions)
    yield _Pair("donate", ("ways",), "way to help", giving.ways, words.donate.ways)
    yield _Pair("donate", ("tax",), "country", {line.country for line in giving.tax}, words.donate.tax)
    yield from _reporting_pairs(content, words)
    yield from _organisation_pairs(content, words)


def _reporting_pairs(content: Content, words: Words) -> Iterable[_Pair]:
    facts, said = content.reporting, words.reporting
    yield _Pair("reporting", ("situations",), "situation", Situation.__args__, said.situations)  # type: ignore[attr-defined]
    yield _Pair("reporting", ("trouble", "groups"), "group", facts.trouble.groups, said.trouble.groups)
    statements = facts.trouble.statements
    yield _Pair("reporting", ("trouble", "statements"), "statement", statements, said.trouble.statements)
    yield _Pair("reporting", ("before", "items"), "item", facts.before, said.before.items)
    channels = {f"{key}.{n}": channel for key, o in content.organisations.items() for n, channel in o.channels.items()}
    yield _Pair("reporting", ("channels",), "channel", channels, said.channels)
    for name, channel in channels.items():
        if name in said.channels:
            steps = said.channels[name].steps
            yield _Pair("reporting", ("channels", name, "steps"), "step", channel.steps, steps)


def _organisation_pairs(content: Content, words: Words) -> Iterable[_Pair]:
    said = words.organisations.organisations
    yield _Pair("organisations", ("organisations",), "organisation", content.organisations, said)
    for key, organisation in content.organisations.items():
        if key not in said:
            continue
        way = ("organisations", key)
        contacts = list(contacts_of(key, organisation))
        current = [c.label_key for c in contacts if c.fact.retired is None]
        old = [c.label_key for c in contacts if c.fact.retired is not None]
        yield _Pair("organisations", (*way, "services"), "service", organisation.services, said[key].services)
        yield _Pair("organisations", (*way, "contacts"), "contact point", current, said[key].contacts)
        yield _Pair("organisations", (*way, "old"), "retired contact point", old, said[key].old)


def sections(content: Content) -> Iterable[Finding]:
    """Pages, their parts and guides are the same in all languages; the default language is the measure."""
    default = content.site.default_language
    measure = content.words[default]
    for language, words in content.words.items():
        path = f"content/{language}/pages.yml"
        if language != default:
            yield from _same(content, path, ("pages",), measure.pages.pages, words.pages.pages, "page", default)
            guides = f"content/{language}/guides"
            for name in measure.guides:
                if name not in words.guides:
                    place = Place(f"{guides}/{name}.md")
                    yield error(
                        "section", place, "This guide is missing; it exists in another language.", "Translate it."
                    )
        for key, page in words.pages.pages.items():
            if (model := measure.pages.pages.get(key)) is not None and language != default:
                way = ("pages", key, "sections")
                yield from _same(content, path, way, model.sections, page.sections, "part", default)
        for name, guide in words.guides.items():
            if name in measure.guides:
                yield from _same_parts(measure.guides[name], guide, default)


def _same(
    content: Content, path: str, way: tuple[str, ...], wanted: Mapping[str, object], found: Mapping[str, object],
    what: str, default: str,
) -> Iterable[Finding]:  # fmt: skip
    missing, extra = compared(wanted, found)
    for name in missing:
        message = f'The {what} "{name}" is missing; it exists in content/{default}.'
        yield error("section", key_place(content, path, way), message, "Add it and translate its words.")
    for name, meant in extra.items():
        fix = f'Did you mean "{meant}"?' if meant else f"Delete it, or add it in content/{default} too."
        message = f'The {what} "{name}" does not exist in content/{default}.'
        yield error("section", key_place(content, path, (*way, name)), message, fix)


def _same_parts(measure: Guide, guide: Guide, default: str) -> Iterable[Finding]:
    """Yield what differs between the parts of a guide in two languages."""
    lines = {match["id"]: guide.body.count("\n", 0, match.start()) for match in GUIDE_HEADING.finditer(guide.body)}
    missing, extra = compared([key for key, *_ in guide_sections(measure) if key], lines)
    for key in missing:
        message = f'The part "{key}" of this guide is missing; it exists in content/{default}.'
        yield error("section", Place(guide.path), message, f"Add it as ## Title {{#{key}}}.")
    for key, meant in extra.items():
        fix = f'Did you mean "{meant}"?' if meant else f"Delete it, or add it in content/{default} too."
        message = f'The part "{key}" of this guide does not exist in content/{default}.'
        yield error("section", Place(guide.path, guide.body_line + lines[key]), message, fix)


def slugs(content: Content) -> Iterable[Finding]:
    """Each page has an address of its own; only the home page has none of its own beside its language."""
    for language in content.words:
        path = f"content/{language}/pages.yml"
        seen: dict[str, str] = {}
        for page in pages_of(content, language):
            place = key_place(content, path, ("pages", page.id, "slug"))
            if page.id.startswith(GUIDE_PREFIX):
                guide = content.words[language].guides[page.id.removeprefix(GUIDE_PREFIX)]
                place = key_place(content, guide.path, ("slug",))
            if page.path == f"/{language}/" and page.id != HOME:
                fix = "Write one, in small letters without accents."
                yield error("address", place, f'The page "{page.id}" needs a line "slug: …".', fix)
            elif page.path == f"/{language}/search/":
                message = f"{page.path} is where the index of the search lies."
                yield error("address", place, message, "Write another slug.")
            elif page.path == f"/{language}/{SHORT}/":
                message = f"{page.path} is where the short addresses lie."
                yield error("address", place, message, "Write another slug.")
            elif page.path in seen:
                message = f'This page has the same address as the page "{seen[page.path]}": {page.path}.'
                yield error("address", place, message, "Give one of the two another slug.")
            seen[page.path] = page.id


def interface(content: Content) -> Iterable[Finding]:
    """All catalogues have the same keys, and each message the same ``{fields}``."""
    default = content.site.default_language
    measure = content.words[default].interface
    for one in (words.interface for words in content.words.values()):
        missing, extra = compared(measure.messages, one.messages)
        for key in missing:
            message = f'"{key}" is missing; it stands in content/{default}/interface.po.'
            yield error("interface", Place(one.path), message, f'Add msgid "{key}" and its words.')
        for key, meant in extra.items():
            message = f'"{key}" does not stand in content/{default}/interface.po.'
            fix = f'Did you mean "{meant}"?' if meant else "Delete it, or add it there too."
            yield error("interface", Place(one.path, one.lines[key]), message, fix)
        for key in one.messages:
            if key in measure.messages and one.fields(key) != measure.fields(key):
                message = f'The words in braces in "{key}" are not the same as in content/{default}.'
                wanted = ", ".join(f"{{{name}}}" for name in measure.fields(key))
                fix = f"Write {wanted} exactly so; it is filled in." if wanted else "Write it without braces."
                if set(one.fields(key)) == set(measure.fields(key)):
                    fix = f"Write each as often as there: {wanted}."
                yield error("interface", Place(one.path, one.lines[key]), message, fix)


def country_answers(content: Content) -> Iterable[Finding]:
    """A question marked ``by_country`` has one answer for each country, any other has one in all."""
    for language, words in content.words.items():
        path = f"content/{language}/faq.yml"
        for name, said in words.faq.questions.items():
            fact = content.faq.questions.get(name)
            if fact is None:
                continue
            place = key_place(content, path, ("questions", name, "answer"))
            if fact.by_country and isinstance(said.answer, str):
                countries = ", ".join(content.site.countries)
                fix = f"Write one below each of {countries}, or take by_country out of content/faq.yml."
                yield error("country-answer", place, "This answer must be given for each country.", fix)
            elif not fact.by_country and not isinstance(said.answer, str):
                fix = "Write one answer, or set by_country: true in content/faq.yml."
                yield error(
                    "country-answer",
                    place,
                    "This answer is given by country, but the question does not differ by country.",
                    fix,
                )
            elif not isinstance(said.answer, str):
                for country in content.site.countries:
                    if country not in said.answer:
                        yield error(
                            "country-answer", place, f"The answer for {country} is missing.", f'Add "{country}: |".'
                        )


RULES = (
    Rule(
        "parity",
        "every fact has its words, in every language, and no words are about nothing",
        parity,
        Shown("content/faq.yml", "questions.something-new", "{topic: what}"),
    ),
    Rule(
        "section",
        "a page has the same parts in every language",
        sections,
        Shown("content/fr/guides/parents.md", "", "## Encore {#more}\n\nUne phrase.", "Une phrase."),
    ),
    Rule(
        "address",
        "two pages cannot have one address",
        slugs,
        Shown("content/en/pages.yml", "pages.report-form.slug", "report", "report-form"),
    ),
    Rule(
        "interface",
        "every language has the same interface words and placeholders",
        interface,
        Shown("content/fr/interface.po", "search.many", "{nombre} pages", "{count} pages"),
    ),
    Rule(
        "country-answer",
        "an answer that differs by country is given for each country",
        country_answers,
        Shown("content/faq.yml", "questions.cookies.by_country", "'true'", "'false'"),
    ),
)
