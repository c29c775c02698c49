"""Rules for registered contact points: they can exist, and their organisation's services and channels know them."""

from collections.abc import Callable, Iterable
from typing import Any

from meldwijzer.contacts import account, hours, phone, web
from meldwijzer.content import Content
from meldwijzer.findings import Finding, did_you_mean
from meldwijzer.language.formats import is_language, is_locale
from meldwijzer.model.contact import Account, Email, Link, Phone
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.references import Contact, contacts_of

from .base import Rule, Shown, error, organisation_file, value_place


def contact_points(content: Content) -> Iterable[Finding]:
    """Every number parses and exists, every address, account and notation of hours can be read."""
    for key, organisation in content.organisations.items():
        for contact in contacts_of(key, organisation):
            yield from _contact(content, contact)
            yield from _languages(content, key, contact.fact, contact.way)
        for part in ("services", "channels"):
            for name, owner in getattr(organisation, part).items():
                yield from _languages(content, key, owner, (part, name))
    for language, settings in content.site.languages.items():
        if not is_locale(settings.locale):
            place = value_place(content, "content/site.yml", "languages", language, "locale")
            yield error("contact", place, f'"{settings.locale}" is not a locale.', "Write it as nl_BE or fr_BE.")


def _languages(content: Content, key: str, owner: Any, way: Path) -> Iterable[Finding]:
    """Languages that are spoken exist; a wrong one would have no name."""
    for index, tag in enumerate(getattr(owner, "languages", [])):
        if not is_language(tag):
            place = value_place(content, organisation_file(key), *way, "languages", index)
            fix = did_you_mean(tag, content.site.languages) or "Write nl, fr, en, de …"
            yield error("contact", place, f'"{tag}" is not a language.', fix)


def _contact(content: Content, contact: Contact) -> Iterable[Finding]:
    def bad(field: str, value: str, reason: str, *deeper: str) -> Iterable[Finding]:
        if reason:
            place = value_place(content, organisation_file(contact.organisation), *contact.way, field, *deeper)
            yield error("contact", place, f'"{value}" {reason}.')

    match contact.fact:
        case Phone() as fact:
            yield from bad("number", fact.number, phone.problem(fact, list(content.site.countries)))
        case Link() as fact if fact.retired is None:
            for language, address in web.addresses(fact).items():
                yield from bad("url", address, web.problem(address), *filter(None, (language,)))
        case Email() as fact:
            yield from bad("address", fact.address, web.email_problem(fact))
        case Account() as fact if fact.retired is None:
            yield from bad("iban", fact.iban, account.problem(fact.iban))
        case Account() as fact:
            yield from bad("iban", fact.iban, account.old_problem(fact.iban, _replacing(content, contact)))
    notation = getattr(contact.fact, "hours", None)
    if notation is not None:
        yield from bad("hours", notation, hours.problem(notation))


def _replacing(content: Content, contact: Contact) -> str | None:
    """Return the IBAN of the account that replaced one, if an account did."""
    retired = contact.fact.retired
    kind, _, name = (retired.replaced_by if retired else "").partition(":")
    owner, _, key = name.partition(".")
    if kind != "account" or owner not in content.organisations:
        return None
    account_now = content.organisations[owner].accounts.get(key)
    return account_now.iban if account_now else None


_OWN: dict[str, Callable[[Any], list[str]]] = {
    "phones": lambda owner: owner.phones,
    "links": lambda owner: owner.links,
    "emails": lambda owner: getattr(owner, "emails", []),
    "addresses": lambda owner: getattr(owner, "addresses", []),
}


def own_contacts(content: Content) -> Iterable[Finding]:
    """Services, channels and ``abroad`` name contact points that stand in the same file and are not retired."""
    for key, organisation in content.organisations.items():
        path = organisation_file(key)
        for part in ("services", "channels"):
            for name, owner in getattr(organisation, part).items():
                for group, names in _OWN.items():
                    known = getattr(organisation, group)
                    for index, contact in enumerate(names(owner)):
                        place = value_place(content, path, part, name, group, index)
                        yield from _named(contact, known, group, place)
        for name, number in organisation.phones.items():
            if number.abroad is not None:
                place = value_place(content, path, "phones", name, "abroad")
                yield from _named(number.abroad, organisation.phones, "phones", place)


def _named(name: str, known: dict[str, Any], group: str, place: Any) -> Iterable[Finding]:
    if name not in known:
        fix = did_you_mean(name, known) or f"Known here: {', '.join(known) or 'none'}."
        yield error("inside", place, f'This file has no "{name}" under {group}.', fix)
    elif known[name].retired is not None:
        yield error("inside", place, f'"{name}" is retired, so it cannot be offered here.', "Take it out of this list.")


RULES = (
    Rule(
        "contact",
        "a contact point that cannot exist reaches nobody",
        contact_points,
        Shown("content/organisations/child-focus.yml", "phones.office.number", '"+32 2 475 44 1"', '"+32 2 475 44 11"'),
    ),
    Rule(
        "inside",
        "an organisation's services and channels name contact points of its own file",
        own_contacts,
        Shown("content/organisations/awel.yml", "services.helpline.phones", "[helpine]", "[helpline]"),
    ),
)
