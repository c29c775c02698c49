"""What components about law, questions, reporting and giving have to show of the facts and words."""

from collections.abc import Iterator, Mapping
from typing import Any

from .demands import Demand, Item, Parts, link, marked, not_shown, shows, words
from .render import Desk
from .shown_contacts import reached

Values = Mapping[str, Any]


def law_entry(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Where and when it holds, the quoted text, what it means, what is and is not punishable, its source."""
    name = values["law"].anchor
    views, t = desk.views, desk.t
    fact, said = views.content.law.entries[name], views.words.law.entries[name]
    yield shows(t("law.instrument"), fact.instrument, hint="law.instrument", apart="facts")
    if fact.aliases:
        yield shows(t("law.aliases", names=", ".join(fact.aliases)), hint="law.aliases")
    rows = (
        ("law.article", fact.article or ""),
        ("law.from", views.formats.partial_date(fact.valid_from) if fact.valid_from else ""),
        ("law.until", views.formats.partial_date(fact.valid_until) if fact.valid_until else ""),
    )
    for key, value in rows:
        if value:
            yield shows(t(key), value, hint=f'"{key}"', apart="facts")
    yield shows(t("law.where"), views.country_name(fact.country), hint='"law.where"', apart="facts")
    yield shows(t("law.status"), t(f"law.status.{fact.status}"), hint='"law.status"', apart="facts")
    if fact.replaced_by:
        after = views.words.law.entries[fact.replaced_by].title
        yield shows(t("law.status"), link(f"#{fact.replaced_by}", after), hint="law.replaced_by", apart="facts")
    for limb in fact.limbs:
        yield shows(said.quotes[limb], hint="in law.quotes")
    if said.quote_note:
        yield shows(said.quote_note, hint="law.quote_note")
    yield shows(parts.prose(said.explanation), hint="law.explanation")
    for key, lines in (("law.punishable", said.punishable), ("law.not-punishable", said.not_punishable)):
        field = key.replace("-", "_")
        for line in lines:
            yield shows(parts.prose(line), hint=f"in {field}")
        if lines:
            yield shows(t(key), hint=(f"if {field}", key))
        else:
            yield not_shown(t(key), f"{field} ")
    if said.not_punishable:
        yield shows(parts.any_of("not-sure"), hint='"not-sure"')
    yield shows(views.note(f"law:{name}"), hint=("law.note", "law.source"))
    yield shows(link(views.view(fact.source).href, t("law.read")), hint="law.source")


def not_sure(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The way to report."""
    yield shows(link(desk.address("report"), desk.t("not-sure")), hint="report")


def position(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """What was said, by whom, and where."""
    name = values["position"].anchor.removeprefix("position-")
    views, t = desk.views, desk.t
    fact = views.content.law.positions[name]
    yield shows(parts.prose(views.words.law.positions[name].text), hint="position.text")
    who, where = views.organisation_name(fact.organisation), views.country_name(fact.country)
    yield shows(t("position.said", organisation=who, country=where), hint="position.said")
    yield shows(link(views.view(fact.source).href, t("review.source")), hint="position.source")
    yield shows(parts.any_of("not-sure"), hint='"not-sure"')


def question(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The question, every answer with its country, whom it is for, the questions beside it."""
    name = values["question"].anchor
    views, t = desk.views, desk.t
    fact, said = views.content.faq.questions[name], views.words.faq.questions[name]
    yield shows(said.question, hint="question.question")
    yield shows(marked("id", name), hint="question.anchor")
    if isinstance(said.answer, str):
        yield shows(parts.prose(said.answer), hint="question.answer ")
    else:
        for country, text in said.answer.items():
            here = marked("data-country", country, views.country_name(country))
            yield shows(here, parts.prose(text), hint="question.answers", apart="answers")
    for one in fact.audience:
        if one != "everyone":
            yield shows(t(f"audience.{one}"), hint="question.audience")
    for other in fact.related:
        yield shows(
            link(f"#{other}", views.words.faq.questions[other].question), hint="question.related", apart="related"
        )
    if fact.related:
        yield shows(t("faq.related"), hint="faq.related")
    if said.synonyms:
        yield shows(marked("data-search-words", ", ".join(said.synonyms)), hint="question.synonyms")


def trouble(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every statement with its country and its sources, and every group's title."""
    views, t = desk.views, desk.t
    facts, said = views.content.reporting.trouble, views.words.reporting.trouble
    yield shows(parts.prose(said.intro), hint="said.intro")
    for group in facts.groups:
        of_group = [name for name, fact in facts.statements.items() if fact.group == group]
        texts = [parts.prose(said.statements[name]) for name in of_group]
        yield shows(said.groups[group], *texts, hint=("{{ title }}", "mw.views.trouble"), apart="groups")
    for name, fact in facts.statements.items():
        undated = t("source.undated", date=views.formats.partial_date(facts.checked))
        items: list[Item] = [parts.prose(said.statements[name])]
        if fact.country:
            items += [words(views.country_name(fact.country)), marked("data-country", fact.country)]
        for source in fact.sources:
            items += [link(source.url, source.name)]
            items += [words(views.formats.partial_date(source.date) if source.date else undated)]
            if source.confidence == "L":
                items.append(words(t("source.old")))
        if fact.sources:
            items.append(words(t("source.label")))
        yield shows(*items, hint=("source.url", "in statements"), apart="statements")


def situations(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every situation, with what to do."""
    for said in desk.views.words.reporting.situations.values():
        yield shows(
            said.title, parts.prose(said.text), hint=("mw.prose(text)", "mw.views.situations"), apart="situations"
        )


def before(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every line of what to do and not to do."""
    said = desk.views.words.reporting.before.items
    for key in desk.views.content.reporting.before:
        yield shows(said[key].title, parts.prose(said[key].text), hint="before", apart="before")


def timeline(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The steps after a report in a country, with who learns what."""
    views, t = desk.views, desk.t
    view = next(views.channels(values["country"]))
    yield shows(views.country_name(values["country"]), view.organisation, hint="channel.organisation")
    for key in view.fact.steps:
        step = dict(view.steps)[key]
        who = (words(t("step.who"), desk.plain(step.who)),)
        yield shows(step.title, parts.prose(step.text), *who, hint=("step.text", "in channel.steps"), apart="steps")


def ways(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every way to help, with its organisation."""
    views = desk.views
    for key, fact in views.content.giving.ways.items():
        said = views.words.donate.ways[key]
        who = views.organisation_name(fact.organisation)
        yield shows(marked("id", key, said.title, who), parts.prose(said.text), hint="giving.ways", apart="ways")


def tax(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every tax line with its year, its country and its source."""
    views, t = desk.views, desk.t
    for fact, view in zip(views.content.giving.tax, views.taxes(), strict=True):
        source = link(views.view(fact.source).href, t("review.source"))
        dated = t("tax.as-of", date=views.formats.partial_date(fact.as_of))
        head = words(
            views.words.donate.tax[fact.country].title, str(fact.income_year), views.country_name(fact.country)
        )
        yield shows(head, parts.prose(view.text), dated, source, hint="mw.views.taxes", apart="tax")


def account(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The holder, the number and what to write."""
    view = desk.views.view(desk.views.content.giving.account)
    holder, message = view.lines
    for key, value in (("account.holder", holder), ("account.number", view.text), ("account.message", message)):
        if value:
            yield shows(desk.t(key), value, hint=key, apart="account")
    yield shows(view.note, hint="c.note")
    if view.source:
        yield shows(link(view.source, desk.t("review.source")), hint="c.source")


def age_tools(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The tool for each age."""
    for key, role in (("under", "minor"), ("over", "adult")):
        view = desk.views.view(f"link:role.own-image.{role}")
        tool = link(view.href, view.organisation_name)
        yield shows(desk.t(f"age.{key}"), tool, view.note, hint=("c.href", "age."), apart="tools")


def service_list(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every service, or every one for a situation."""
    made = [one for one in parts.made if one.name == "service" and one.mark]
    for key, organisation in desk.views.content.organisations.items():
        for fact in organisation.services.values():
            if not values["situation"] or values["situation"] in fact.situations:
                mark = next((one.mark for one in made if one.values["service"].fact is fact), key)
                yield shows(Item((mark,), said=f'"{desk.views.organisation_name(key)}"'), hint="in mw.views.services")
    elsewhere = desk.views.words.pages.pages["help"].sections["elsewhere"].title
    yield shows(words(desk.t("filter.none")), link(desk.address("help#elsewhere"), elsewhere), hint="filter.none")


def by_situation(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Who helps in which situation; in danger the emergency numbers."""
    views = desk.views
    anchors = {one.key + one.name: one for one in views.services()}
    for key, said in views.words.reporting.situations.items():
        items = [link(f"#{one.anchor}") for one in anchors.values() if key in one.fact.situations]
        if key == "danger":
            items = [reached(views.view(reference)) for reference in desk.emergency()]
        yield shows(said.title, *items, hint=("in mw.views.services", "in mw.views.situations"), apart="situations")
