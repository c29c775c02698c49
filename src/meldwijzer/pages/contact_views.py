"""Contact points as readers of one language meet them: text, address, country, hours, cost, and how sure it is."""

from dataclasses import dataclass
from functools import cached_property

from meldwijzer.contacts import account, hours, phone, web
from meldwijzer.contacts.hours import Days
from meldwijzer.content import Content, Words
from meldwijzer.language.formats import Formats
from meldwijzer.model.contact import Account, Address, ContactPoint, Email, Link, Phone
from meldwijzer.model.ledger import Outage, Review
from meldwijzer.references import Contact, Registry
from meldwijzer.reviews import standings
from meldwijzer.reviews.standing import is_expired, shown_outages
from meldwijzer.reviews.translations import pages_behind


@dataclass(frozen=True)
class ContactView:
    """One contact point in one language."""

    reference: str
    kind: str
    organisation: str
    """The organisation's id."""
    organisation_name: str
    label: str
    """What it is called: "Helpline"."""
    text: str
    """What readers see: the number, the host, the address."""
    href: str
    """What a tap opens; empty where there is nothing to open."""
    territory: str
    country: str
    """The country in words; empty for what holds in both or everywhere."""
    readers: tuple[str, ...]
    modes: tuple[str, ...]
    apps: str
    cost: str
    """In words."""
    hours: str
    """In words; empty where not known."""
    hours_notation: str
    languages: str
    """In words; empty where not known."""
    language: str
    """The language of the page behind a link, where it is not the reader's; else empty."""
    note: str
    """How sure it is: when and by what it was confirmed."""
    doubtful: bool
    """Whether its confirmation is old (confidence L) or it was never confirmed."""
    source: str
    """The web address of what confirmed it, or empty."""
    abroad: str
    """The reference to use from abroad, or empty."""
    lines: tuple[str, ...] = ()
    """A postal address line by line; an account's holder and message."""
    spoken: tuple[str, ...] = ()
    """The tags of the languages that are spoken there; empty where not known."""
    free: bool = False
    """Whether a call is known to be free."""
    outage: str = ""
    """Why it can't be used today, in a few words; else empty."""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of sources: ``phone-child-focus-helpline``."""
        return self.reference.replace(":", "-").replace(".", "-")

    @property
    def source_host(self) -> str:
        """Whose page confirmed it: ``politie.nl``."""
        return web.written(self.source)


@dataclass(frozen=True)
class OutageView:
    """Something that doesn't work for a while."""

    contact: str
    """Its reference; empty where a page is meant."""
    page: str
    text: str
    instead: str
    """The reference to use meanwhile."""


class ContactViews:
    """Makes the contact views of one language."""

    def __init__(self, content: Content, language: str) -> None:
        self.content = content
        self.language = language
        self.settings = content.site.languages[language]
        self.words: Words = content.words[language]
        self.t = self.words.interface
        self.formats = Formats(self.settings.locale)
        self.registry = Registry(content.organisations)
        self.standings = {standing.subject.name: standing for standing in standings(content)}
        self.outages = {one.contact: one for one in shown_outages(content)}
        self.for_abroad = {
            f"phone:{key}.{phone.abroad}"
            for key, organisation in content.organisations.items()
            for phone in organisation.phones.values()
            if phone.abroad
        }
        self._made: dict[str, ContactView] = {}

    @cached_property
    def pages_behind(self) -> frozenset[str]:
        """The pages on which another language says something newer."""
        if self.language == self.content.site.default_language:
            return frozenset()
        return pages_behind(self.content, self.language)

    def organisation_name(self, key: str) -> str:
        """Return an organisation's name as this language writes it."""
        words = self.words.organisations.organisations.get(key)
        return (words and words.name) or self.content.organisations[key].name

    def spoken_name(self, key: str) -> str:
        """Return an organisation's name for running text: one of digits alone would read as a number to call."""
        name = self.organisation_name(key)
        if name.isdigit():  # the service says what it is
            name = ", ".join(one.name for one in self.words.organisations.organisations[key].services.values())
        return name

    def view(self, reference: str) -> ContactView:
        """Return the view of ``phone:child-focus.helpline`` or of a role.

        Raises:
            KeyError: Nothing is registered under this name (a rule reports it before pages are made).
        """
        if reference not in self._made:
            kind, _, target = reference.partition(":")
            contact = self.registry.find(kind, target, self.language)
            if contact is None:
                raise KeyError(reference)
            self._made[reference] = self._view(contact)
        return self._made[reference]

    def _view(self, contact: Contact) -> ContactView:
        fact = contact.fact
        organisation = self.content.organisations[contact.organisation]
        words = self.words.organisations.organisations[contact.organisation]
        territory = getattr(fact, "country", organisation.country)
        standing = self.standings[contact.reference]
        review = standing.review if standing.is_confirmed else None
        outage = self.outages.get(contact.reference)
        text, href, lines = self._form(fact)
        if isinstance(fact, Phone) and contact.reference in self.for_abroad:
            text = phone.international(fact)
        opening = getattr(fact, "hours", None) or ""
        spoken: list[str] = getattr(fact, "languages", [])
        return ContactView(
            reference=contact.reference,
            kind=contact.kind,
            organisation=contact.organisation,
            organisation_name=self.organisation_name(contact.organisation),
            label=words.contacts.get(contact.label_key, organisation.name),
            text=text,
            href=href,
            territory=territory,
            country=self.formats.country(territory) if territory in ("BE", "NL") else "",
            readers=tuple(fact.readers),
            modes=tuple(getattr(fact, "modes", ())),
            apps=self.formats.choice(getattr(fact, "apps", [])),
            cost=self.cost(getattr(fact, "cost", "unknown")),
            hours=self.hours(opening) if opening else "",
            hours_notation=opening,
            languages=self.languages(spoken),
            language=spoken[0] if contact.kind == "link" and spoken and self.language not in spoken else "",
            note=self.note(contact.reference),
            doubtful=review is None or review.confidence in ("L", "N"),
            source=review.source if review is not None and review.source.startswith("http") else "",
            abroad=f"phone:{contact.organisation}.{fact.abroad}" if isinstance(fact, Phone) and fact.abroad else "",
            lines=lines,
            spoken=tuple(spoken),
            free=getattr(fact, "cost", "unknown") == "free",
            outage=self.t(f"notice.short.{outage.reason}") if outage else "",
        )

    def outage_view(self, outage: Outage) -> OutageView:
        """Return in words what doesn't work."""
        name = self.words.pages.pages[outage.page].title if outage.page else ""
        if outage.contact:
            contact = self.view(outage.contact)
            name = f"{contact.organisation_name}, {contact.label}"
        text = self.t(f"notice.{outage.reason}", contact=name, until=self.formats.partial_date(outage.until))
        return OutageView(outage.contact or "", outage.page or "", text, outage.instead)

    def _form(self, fact: ContactPoint) -> tuple[str, str, tuple[str, ...]]:
        """Return a contact point's visible text, its address, and its lines."""
        match fact:
            case Phone():
                # A number that takes messages only must not ring: it is shown, not linked.
                dialled = phone.dial(fact) if "voice" in fact.modes else ""
                if fact.readers and not set(fact.readers) & set(self.settings.readers):
                    country = self.t(f"country.in.{fact.readers[0]}")
                    return self.t("contact.readers-only", country=country), "", ()
                return phone.written_for(fact, self.settings.readers), dialled, ()
            case Link():
                address = web.for_language(fact, self.language)
                return web.written(address), address, ()
            case Email():
                return fact.address, f"mailto:{fact.address}", ()
            case Account():
                return account.written(fact.iban), "", (fact.holder, fact.message or "")
            case Address():
                lines = self._address(fact)
                return ", ".join(lines), "", lines
        raise TypeError(f"no form for {fact!r}")

    def _address(self, fact: Address) -> tuple[str, ...]:
        street = fact.street if isinstance(fact.street, str) else fact.street.get(self.language, "")
        town = fact.town if isinstance(fact.town, str) else fact.town.get(self.language, "")
        street_line = self.t("address.street", street=street, number=fact.number)
        return (street_line, f"{fact.postcode} {town}", self.formats.country(fact.country))

    def cost(self, cost: str) -> str:
        """Return what a call costs, in words; empty where it is not known."""
        return "" if cost == "unknown" else self.t(f"cost.{cost}")

    def languages(self, tags: list[str]) -> str:
        """Return the languages that somebody speaks, in words; empty where they are not known."""
        return self.formats.words([self.formats.language(tag) for tag in tags]) if tags else ""

    def hours(self, notation: str) -> str:
        """Return opening hours in words: ``ma–za 07:00–23:00, zo 11:00–19:00``."""
        week = hours.week(notation)
        if week.always:
            return self.t("hours.always")
        days = ", ".join(self._days(group) for group in week.days)
        return self.t("hours.holidays-closed", hours=days) if week.holidays_closed else days

    def _days(self, days: Days) -> str:
        if (days.first, days.last) == (0, 6):
            name = self.t("hours.every-day")
        else:
            names = [self.formats.weekday(day) for day in sorted({days.first, days.last})]
            name = "–".join(names)
        spans = [f"{span.start:%H:%M}–{self.formats.clock(span.end)}" for span in days.spans]
        return f"{name} {self.formats.words(spans)}"

    def note(self, name: str) -> str:
        """Return in words how sure a subject is: desk research, of when, not confirmed by its owner."""
        standing = self.standings[name]
        review = standing.review
        if standing.correction is not None:
            return self.t("review.corrected", date=self.formats.partial_date(standing.correction.date))
        if review is None or not standing.is_confirmed:
            return self.t("review.never")
        text = self.found(review)
        if is_expired(self.content, review):
            checked = self.formats.partial_date(review.checked)
            return f"{text} {self.t('review.expired', date=checked)}"
        return text

    def found(self, review: Review) -> str:
        """Return in words by whom something was found, and in a source of when."""
        role = self.t(f"role.{review.role}")
        if review.date is None:
            return self.t("review.undated", role=role)
        key = "review.old" if review.confidence == "L" else "review.dated"
        return self.t(key, role=role, date=self.formats.partial_date(review.date))
