"""Rules that hold an organisation's lines against whom it serves: each is offered, to whom it can reach."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from meldwijzer.contacts import phone
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity
from meldwijzer.model.organisation import Organisation
from meldwijzer.placed_texts import all_texts
from meldwijzer.references import contacts_of

from .base import Rule, Shown, error, key_place, organisation_file, value_place

_IN_TEMPLATE = re.compile(r"\b(?:phone|email):[a-z0-9-]+\.[a-z0-9-]+")
_GROUPS = ("phones", "links", "emails")


def reachable(content: Content) -> Iterable[Finding]:
    """Every service has a line, a link or an e-mail address by which people reach it."""
    for key, organisation in content.organisations.items():
        for name, service in organisation.services.items():
            if not any(getattr(service, group) for group in _GROUPS):
                place = key_place(content, organisation_file(key), ("services", name))
                message = f'The service "{name}" names no phone, link or e-mail address, so nobody can reach it.'
                fix = f"Name one of this file: {_known(organisation)}."
                yield error("reachable", place, message, fix)


def _known(organisation: Organisation) -> str:
    named = (
        f"{group}: [{', '.join(getattr(organisation, group))}]" for group in _GROUPS if getattr(organisation, group)
    )
    return ", ".join(named) or "it has none yet"


def phone_country(content: Content) -> Iterable[Finding]:
    """A number is of the country of its organisation, or of one in which the organisation serves people with it."""
    for key, organisation in content.organisations.items():
        for name, number in organisation.phones.items():
            if number.country not in content.site.countries or phone.problem(number, list(content.site.countries)):
                continue  # it holds in several; or it cannot exist, which is told already
            offers = list(_offers(organisation, name))
            served = {country for _, countries in offers for country in countries}
            place = value_place(content, organisation_file(key), "phones", name, "country")
            if organisation.country in content.site.countries and number.country not in {organisation.country, *served}:
                message = (
                    f'"{number.number}" is a number of {number.country}, but {organisation.name} is in '
                    f"{organisation.country} and serves nobody in {number.country} with it."
                )
                yield error(
                    "phone-country", place, message, f"Write country: {organisation.country}, or correct serves."
                )
            elif number.kind in phone.LOCAL_KINDS:
                for what, countries in offers:
                    if countries and number.country not in countries:
                        message = f'"{number.number}" cannot be dialled in {countries[0]}, where {what} offers it.'
                        yield error(
                            "phone-country", place, message, "Correct the country, or name another phone there."
                        )


def _offers(organisation: Organisation, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield what offers a phone, and in which countries."""
    for key, service in organisation.services.items():
        if name in service.phones:
            yield f'the service "{key}"', list(service.serves)
    for key, channel in organisation.channels.items():
        if name in channel.phones:
            yield f'the channel "{key}"', [channel.country]


def unused(content: Content) -> Iterable[Finding]:
    """Each number and e-mail address that is in use is offered somewhere: by a service, a channel, or in a sentence."""
    said: set[str] | None = None
    for key, organisation in content.organisations.items():
        offered = {number.abroad for number in organisation.phones.values()}
        for service in organisation.services.values():
            offered |= {*service.phones, *service.emails}
        for channel in organisation.channels.values():
            offered |= {*channel.phones}
        for contact in contacts_of(key, organisation):
            if contact.kind not in ("phone", "email") or contact.fact.retired or contact.id in offered:
                continue
            if said is None:
                said = _said(content)
            if contact.reference not in said:
                place = key_place(content, organisation_file(key), contact.way)
                message = f'"{contact.id}" is offered nowhere: no service, no channel and no sentence names it.'
                fix = "Name it in a service, or write under retired what came instead."
                yield error("unused", place, message, fix)


def _said(content: Content) -> set[str]:
    """Return the contact points that the texts refer to, and those that stand on every page."""
    found = {f"{one.kind}:{one.target}" for placed in all_texts(content) for one in placed.references}
    for template in content.templates.values():
        found |= set(_IN_TEMPLATE.findall(template))
    for settings in content.site.countries.values():
        found |= {*settings.emergency, *settings.without_voice, settings.helpline, settings.real_form}
    return found


RULES = (
    Rule(
        "reachable",
        "a service that names no line helps nobody",
        reachable,
        Shown(
            "content/organisations/kindertelefoon.yml",
            "services.helpline",
            "{situations: [child], role: nl.child-helpline}",
        ),
    ),
    Rule(
        "phone-country",
        "a free or short number reaches somebody else in another country, or nobody",
        phone_country,
        Shown("content/organisations/child-focus.yml", "phones.volunteers.country", "NL", "BE"),
    ),
    Rule(
        "unused",
        "a number that nobody is offered is old, or a service forgot it",
        unused,
        Shown("content/organisations/sos-enfants.yml", "emails", "{post: {address: post@example.org}}", "{}"),
        severity=Severity.WARNING,
    ),
)
