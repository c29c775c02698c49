"""What the built site may show and point to, in each language: numbers, accounts, addresses, mails. No rule."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from meldwijzer.build import Site
from meldwijzer.contacts import phone, web
from meldwijzer.contacts.payment import Payment
from meldwijzer.model.contact import Account, Email, Link, Phone
from meldwijzer.pages.views import Views
from meldwijzer.references import Registry
from meldwijzer.rules.numbers import Scanner
from meldwijzer.scan.digits import Candidate

_MIXED = re.compile(r"[^\W\d_].*\d|\d.*[^\W\d_]")


@dataclass(frozen=True)
class Known:
    """Everything registered, as the readers of one language meet it."""

    numbers: Mapping[str, frozenset[str]]
    """By ``tel:`` address: the texts under which it is shown."""
    unlinked: frozenset[str]
    """What is shown of numbers that don't ring: they take messages only, or ring in another country."""
    retired: frozenset[str]
    """What is shown in the table of old contacts."""
    accounts: frozenset[str]
    addresses: frozenset[str]
    mails: frozenset[str]


class Registrations:
    """What is registered, for every language of a site; each answer is worked out once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.content = site.content
        self.registry = Registry(site.content.organisations)
        self.scanner = Scanner(site.content)
        self.registered = self.scanner.registered
        """The numbers in every form in which somebody may write them."""
        self._known: dict[str, Known] = {}
        self._names: dict[str, re.Pattern[str]] = {}
        self._candidates: dict[tuple[str, str], tuple[Candidate, ...]] = {}

    def views(self, language: str) -> Iterable[Views]:
        """Return the views of a page's language; of every language for a page that speaks all at once."""
        renderers = self.site.composer.renderers
        return [renderers[language].views] if language else [one.views for one in renderers.values()]

    def known(self, language: str) -> Known:
        """Return what pages of a language may show; for the empty language what those of any may."""
        if language not in self._known:
            self._known[language] = self._of(language)
        return self._known[language]

    def _of(self, language: str) -> Known:
        numbers: dict[str, set[str]] = {}
        unlinked: set[str] = set()
        retired: set[str] = set()
        accounts: set[str] = set()
        addresses = set(self.sources)
        if licence := self.content.site.open_data.licence_url:
            addresses.add(licence)
        mails: set[str] = set()
        for views in self.views(language):
            addresses.add(views.settings.quick_exit)
            for contact in views.registry.contacts.values():
                if contact.fact.retired is not None:
                    continue
                view = views.view(contact.reference)
                match contact.fact:
                    case Phone() if view.href:
                        numbers.setdefault(view.href, set()).add(view.text)
                    case Phone():
                        unlinked.add(view.text)
                    case Link() as fact:
                        addresses.add(web.for_language(fact, views.language))
                    case Email():
                        mails.add(view.href)
                    case Account():
                        accounts.add(view.text)
            retired |= {old.old for old in views.old_contacts()}
        shown = {tel: frozenset(texts) for tel, texts in numbers.items()}
        return Known(
            shown, frozenset(unlinked), frozenset(retired), frozenset(accounts), frozenset(addresses), frozenset(mails)
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """The web addresses on which what the site says rests."""
        reviews = {one.source for one in self.content.reviews.reviews if one.source.startswith("http")}
        statements = self.content.reporting.trouble.statements.values()
        return frozenset(reviews | {source.url for statement in statements for source in statement.sources})

    @cached_property
    def endpoints(self) -> tuple[str, ...]:
        """Where the report form may send what somebody writes."""
        return tuple(dict.fromkeys(filter(None, self.content.site.report_form.values())))

    def account(self) -> Payment | None:
        """Return the gift that a payment code may ask for, as it is registered."""
        contact = self.registry.contacts.get(self.content.giving.account)
        if contact is None or not isinstance(contact.fact, Account) or contact.fact.retired is not None:
            return None
        return Payment(contact.fact.holder, contact.fact.iban.replace(" ", ""), contact.fact.message or "")

    @cached_property
    def dialled(self) -> Mapping[str, str]:
        """The reference of each current number by its ``tel:`` address."""
        return {
            phone.dial(contact.fact): contact.reference
            for contact in self.registry.contacts.values()
            if isinstance(contact.fact, Phone) and contact.fact.retired is None
        }

    def candidates(self, text: str, language: str) -> tuple[Candidate, ...]:
        """Return what looks like a telephone number in a text of a language; of any, where that is empty.

        The names of organisations, services and contact points that have a number in them are let pass as names.
        """
        key = (text, language)
        if key not in self._candidates:
            self._candidates[key] = tuple(self.scanner.candidates(self.unnamed(text, language), language or None))
        return self._candidates[key]

    def unnamed(self, text: str, language: str) -> str:
        """Return a text with as many other signs where a name with a number in it stands."""
        return self._name(language).sub(lambda match: "☎" * len(match[0]), text)

    def _name(self, language: str) -> re.Pattern[str]:
        """Return a pattern of every name with letters and digits, as pages of a language write it."""
        if language not in self._names:
            names = {name for views in self.views(language) for name in _names(views)}
            known = sorted((name for name in names if _MIXED.search(name)), key=len, reverse=True)
            self._names[language] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known)) or '(?!)'})(?!\w)")
        return self._names[language]


def _names(views: Views) -> Iterator[str]:
    """Yield the names of organisations and services, and what their contact points are called, alone and with both."""
    for key, words in views.words.organisations.organisations.items():
        name = views.organisation_name(key)
        yield name
        yield views.content.organisations[key].name
        yield from (service.name for service in words.services.values())
        for label in words.contacts.values():
            yield label
            yield f"{label}, {name}"
