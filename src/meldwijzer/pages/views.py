"""Services, channels, law, questions, giving and old contacts as readers of one language meet them. No HTML."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meldwijzer.addresses import channel_anchor
from meldwijzer.contacts.reach import from_abroad
from meldwijzer.content import Content
from meldwijzer.model.base import Situation
from meldwijzer.model.law import LawEntry, Position
from meldwijzer.model.organisation import Channel, Service
from meldwijzer.model.reporting import Source, StepWords
from meldwijzer.references import contacts_of

from .change_views import MonthView, events_by_month, unconfirmed
from .contact_views import ContactView, ContactViews
from .form_views import FormView, form_view
from .line_views import LineView, holidays, lines


@dataclass(frozen=True)
class ServiceView:
    """One service of one organisation."""

    anchor: str
    key: str
    """The organisation's id."""
    organisation: str
    name: str
    text: str
    about: str
    fact: Service
    country: str
    """Where it helps, in words."""
    languages: str
    cost: str
    day_and_night: bool
    contacts: tuple[ContactView, ...]
    other_language: bool
    """Whether it is bound to another language than the reader's."""
    reached_from_abroad: bool
    """Whether the organisation has a way that works from another country; if not, readers are told so."""


@dataclass(frozen=True)
class OrganisationView:
    """An organisation that offers readers no service of its own."""

    anchor: str
    name: str
    about: str
    country: str
    contacts: tuple[ContactView, ...]
    reached_from_abroad: bool


@dataclass(frozen=True)
class ChannelView:
    """One way to report."""

    anchor: str
    name: str
    organisation: str
    summary: str
    privacy: str
    fact: Channel
    contacts: tuple[ContactView, ...]
    steps: tuple[tuple[str, StepWords], ...]


@dataclass(frozen=True)
class LawView:
    """One law entry."""

    anchor: str
    title: str
    fact: LawEntry
    quotes: tuple[tuple[str, str], ...]
    """Letter and text."""
    quote_note: str
    explanation: str
    punishable: tuple[str, ...]
    not_punishable: tuple[str, ...]
    valid_from: str
    valid_until: str
    source: ContactView
    replaced_by: str
    """The title of what replaced it, or empty."""
    note: str


@dataclass(frozen=True)
class PositionView:
    """What an organisation said of a borderline case."""

    anchor: str
    title: str
    text: str
    fact: Position
    organisation: str
    source: ContactView


@dataclass(frozen=True)
class QuestionView:
    """A question with its answer or answers."""

    anchor: str
    question: str
    answer: str
    """Prose; empty where it differs by country."""
    answers: tuple[tuple[str, str, str], ...]
    """Country, its name, prose."""
    audience: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    """Anchor and question."""
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class StatementView:
    """One sentence of "Will I get in trouble?"."""

    anchor: str
    text: str
    country: str
    country_name: str
    sources: tuple[tuple[Source, str], ...]
    """Each with its date in words."""
    settled: bool


@dataclass(frozen=True)
class OldContactView:
    """A contact point that no longer works."""

    anchor: str
    name: str
    old: str
    """As plain text, never to be tapped."""
    what_now: str
    reason: str
    replaced_by: str
    """A reference."""


@dataclass(frozen=True)
class TaxView:
    """What a gift means for a taxpayer, with its year."""

    title: str
    year: str
    text: str
    country: str
    as_of: str
    source: ContactView


class Views(ContactViews):
    """Makes every view of one language."""

    def __init__(self, content: Content, language: str) -> None:
        super().__init__(content, language)
        readers = self.settings.readers
        self.countries: tuple[str, ...] = tuple(
            sorted(content.site.countries, key=lambda country: readers.index(country) if country in readers else 9)
        )
        """The site's countries, the likely one first."""

    def country_name(self, code: str) -> str:
        """Return a country's name."""
        return self.formats.country(code)

    def situations(self) -> Iterator[tuple[str, str, str]]:
        """Yield each situation's id, title and prose, danger first."""
        order: Sequence[Situation] = ("danger", "saw", "about-me", "threatened", "child", "feelings", "cant-go-on")
        for key in order:
            said = self.words.reporting.situations[key]
            yield key, said.title, said.text

    def services(self) -> Iterator[ServiceView]:
        """Yield every service; those of the likely country, in the reader's language, first."""
        found = []
        for key, organisation in self.content.organisations.items():
            words = self.words.organisations.organisations[key]
            for name, fact in organisation.services.items():
                found.append(self._service(key, name, fact, words.about))
        return iter(sorted(found, key=self._nearness))

    def _nearness(self, view: ServiceView) -> tuple[bool, int, bool, bool, str]:
        serves = min((self.countries.index(country) for country in view.fact.serves), default=9)
        danger = "danger" in view.fact.situations
        own = "own-hotline" in self.content.organisations[view.key].roles
        return (not danger, -1 if danger and not view.fact.serves else serves, view.other_language, not own, view.name)

    def _service(self, key: str, name: str, fact: Service, about: str) -> ServiceView:
        said = self.words.organisations.organisations[key].services[name]
        first = next(iter(self.content.organisations[key].services)) == name
        groups = (("phone", fact.phones), ("link", fact.links), ("email", fact.emails))
        contacts = tuple(self.view(f"{kind}:{key}.{one}") for kind, names in groups for one in names)
        serves = [self.country_name(country) for country in fact.serves]
        return ServiceView(
            anchor=key if first else f"{key}-{name}",
            key=key,
            organisation=self.organisation_name(key),
            name=said.name,
            text=said.text,
            about=about,
            fact=fact,
            country=self.formats.words(serves) if serves else self.t("country.anywhere"),
            languages=self.languages(fact.languages),
            cost=self.cost(fact.cost),
            day_and_night=fact.day_and_night == "yes",
            contacts=contacts,
            other_language=bool(fact.languages) and self.language not in fact.languages,
            reached_from_abroad=from_abroad(self.content.organisations[key]),
        )

    def lines(self) -> list[LineView]:
        """Return each number of a service whose hours are known, those that never close first."""
        return lines(self)

    def holidays(self) -> Iterator[tuple[str, str]]:
        """Yield each country with the public holidays of the next two years."""
        return holidays(self)

    def other_organisations(self) -> Iterator[OrganisationView]:
        """Yield the organisations without a service: hotlines, networks, authorities."""
        for key, organisation in self.content.organisations.items():
            if organisation.services or organisation.kind == "law":
                continue
            contacts = [c for c in contacts_of(key, organisation) if c.fact.retired is None]
            yield OrganisationView(
                anchor=key,
                name=self.organisation_name(key),
                about=self.words.organisations.organisations[key].about,
                country=self.country_name(organisation.country) if organisation.country != "world" else "",
                contacts=tuple(self.view(c.reference) for c in contacts),
                reached_from_abroad=from_abroad(organisation),
            )

    def channels(self, country: str) -> Iterator[ChannelView]:
        """Yield the ways to report in a country: hotlines first, the police after them."""
        found = []
        for key, organisation in self.content.organisations.items():
            for name, fact in organisation.channels.items():
                if fact.country == country:
                    found.append((fact.kind == "police", "own-hotline" not in organisation.roles, key, name, fact))
        for _, _, key, name, fact in sorted(found, key=lambda one: one[:2]):
            full = f"{key}.{name}"
            said = self.words.reporting.channels[full]
            groups = (("phone", fact.phones), ("link", fact.links), ("address", fact.addresses))
            yield ChannelView(
                anchor=channel_anchor(full),
                name=said.name,
                organisation=self.organisation_name(key),
                summary=said.summary,
                privacy=said.privacy,
                fact=fact,
                contacts=tuple(self.view(f"{kind}:{key}.{one}") for kind, names in groups for one in names),
                steps=tuple((step, said.steps[step]) for step in fact.steps),
            )

    def form(self, endpoints: Mapping[str, str | None] | None = None) -> FormView:
        """Return the report form, with the site's own endpoints or with others."""
        own = {str(country): endpoint for country, endpoint in self.content.site.report_form.items()}
        return form_view(self, own if endpoints is None else endpoints)

    def laws(self, territory: str, *, ended: bool | None = None) -> Iterator[LawView]:
        """Yield the law of a territory, all of it or only what has (not) ended."""
        for name, fact in self.content.law.entries.items():
            if fact.country == territory and (ended is None or fact.status.startswith("ended") is ended):
                yield self._law(name, fact)

    def _law(self, name: str, fact: LawEntry) -> LawView:
        said = self.words.law.entries[name]
        return LawView(
            anchor=name,
            title=said.title,
            fact=fact,
            quotes=tuple((chr(ord("a") + n), said.quotes[limb]) for n, limb in enumerate(fact.limbs)),
            quote_note=said.quote_note or "",
            explanation=said.explanation,
            punishable=tuple(said.punishable),
            not_punishable=tuple(said.not_punishable),
            valid_from=self.formats.partial_date(fact.valid_from) if fact.valid_from else "",
            valid_until=self.formats.partial_date(fact.valid_until) if fact.valid_until else "",
            source=self.view(fact.source),
            replaced_by=self.words.law.entries[fact.replaced_by].title if fact.replaced_by else "",
            note=self.note(f"law:{name}"),
        )

    def positions(self) -> Iterator[PositionView]:
        """Yield what organisations said of borderline cases."""
        for name, fact in self.content.law.positions.items():
            said = self.words.law.positions[name]
            organisation = self.organisation_name(fact.organisation)
            yield PositionView(f"position-{name}", said.title, said.text, fact, organisation, self.view(fact.source))

    def topics(self) -> Iterator[tuple[str, str, list[QuestionView]]]:
        """Yield each topic's anchor, title and questions."""
        for topic in self.content.faq.topics:
            names = [name for name, fact in self.content.faq.questions.items() if fact.topic == topic]
            yield f"topic-{topic}", self.words.faq.topics[topic], [self.question(name) for name in names]

    def question(self, name: str) -> QuestionView:
        """Return one question."""
        fact, said = self.content.faq.questions[name], self.words.faq.questions[name]
        answers: list[tuple[str, str, str]] = []
        if not isinstance(said.answer, str):
            by_country = {str(country): text for country, text in said.answer.items()}
            answers = [(country, self.country_name(country), by_country[country]) for country in self.countries]
        return QuestionView(
            anchor=name,
            question=said.question,
            answer=said.answer if isinstance(said.answer, str) else "",
            answers=tuple(answers),
            audience=tuple(fact.audience),
            related=tuple((other, self.words.faq.questions[other].question) for other in fact.related),
            synonyms=tuple(said.synonyms),
        )

    def trouble(self) -> Iterator[tuple[str, str, list[StatementView]]]:
        """Yield the groups of "Will I get in trouble?" with their statements, the likely country first."""
        facts, said = self.content.reporting.trouble, self.words.reporting.trouble
        for group in facts.groups:
            statements = [
                StatementView(
                    anchor=name,
                    text=said.statements[name],
                    country=fact.country or "",
                    country_name=self.country_name(fact.country) if fact.country else "",
                    sources=tuple((s, self.formats.partial_date(s.date) if s.date else "") for s in fact.sources),
                    settled=fact.settled,
                )
                for name, fact in facts.statements.items()
                if fact.group == group
            ]
            order = {country: index for index, country in enumerate(self.countries)}
            yield group, said.groups[group], sorted(statements, key=lambda one: order.get(one.country, -1))

    def sourced(self) -> Iterator[tuple[str, list[ContactView]]]:
        """Yield each organisation's name with its contact points that are in use."""
        for key, organisation in self.content.organisations.items():
            used = [self.view(one.reference) for one in contacts_of(key, organisation) if one.fact.retired is None]
            if used:
                yield self.spoken_name(key), used

    def old_contacts(self) -> Iterator[OldContactView]:
        """Yield every contact point that no longer works, with what to use instead."""
        for key, organisation in self.content.organisations.items():
            for contact in contacts_of(key, organisation):
                retired = contact.fact.retired
                if retired is not None:
                    said = self.words.organisations.organisations[key].old[contact.label_key]
                    text, _, lines = self._form(contact.fact)
                    yield OldContactView(
                        anchor=f"old-{key}-{contact.id}",
                        name=said.name,
                        old=lines[0] if contact.kind == "address" else text,
                        what_now=said.what_now,
                        reason=self.t(f"retired.{retired.reason}"),
                        replaced_by=retired.replaced_by,
                    )

    def months(self) -> Iterator[MonthView]:
        """Yield every month with what became of facts in it, the newest first."""
        return events_by_month(self)

    def unconfirmed(self) -> list[ContactView]:
        """Return the contact points that nobody has confirmed as they stand today."""
        return unconfirmed(self)

    def cards(self) -> Iterator[tuple[str, str]]:
        """Yield each organisation that has a contact card, with its name."""
        for key, organisation in self.content.organisations.items():
            if organisation.kind != "law" and any(c.fact.retired is None for c in contacts_of(key, organisation)):
                yield key, self.spoken_name(key)

    def taxes(self) -> Iterator[TaxView]:
        """Yield the tax lines, the latest year first, with their amounts filled in."""
        for fact in self.content.giving.tax:
            said = self.words.donate.tax[fact.country]
            text = said.text
            for field, value in (
                ("year", str(fact.income_year)),
                ("minimum", self.formats.amount(fact.minimum)),
                ("rate", self.formats.percent(fact.rate)),
            ):
                text = text.replace(f"{{{field}}}", value)
            as_of = self.formats.partial_date(fact.as_of)
            yield TaxView(said.title, str(fact.income_year), text, fact.country, as_of, self.view(fact.source))
