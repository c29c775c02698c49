"""What components about organisations have to show of the facts: contact points, services, ways to report, old ones."""

from collections.abc import Iterator, Mapping
from typing import Any

from meldwijzer.contacts.reach import from_abroad
from meldwijzer.model.contact import Phone
from meldwijzer.references import contacts_of

from .contact_views import ContactView
from .demands import Demand, Item, Parts, link, marked, not_shown, shows, words
from .render import Desk

Values = Mapping[str, Any]


def reached(view: ContactView) -> Item:
    """Return the item of a contact point: its text, in what a tap on it opens."""
    return link(view.href, view.text) if view.href else words(view.text)


def contact(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Label, number or address, country, hours, cost, languages, how sure."""
    given = values["contact"]
    view = desk.views.view(given if isinstance(given, str) else given.reference)
    fact = desk.views.registry.contacts[view.reference].fact
    t = desk.t
    yield shows(view.label, hint=("mw-contact__label", "c.label"))
    branch = ">not c.href" if view.kind == "phone" and not view.href else f'>elif c.kind == "{view.kind}"'
    yield shows(reached(view), hint=(branch, "c.text"))
    if view.kind == "address":
        yield shows(words(view.organisation_name, view.text), hint=(branch, "organisation_name"))
    yield shows(view.note, hint="c.note")
    if view.source:
        yield shows(link(desk.address(f"sources#{view.anchor}"), t("review.source")), hint="c.source")
    if view.outage:
        yield shows(view.outage, hint="c.outage")
    if view.language:
        said = t("link.in-language", language=desk.views.formats.language(view.language))
        yield shows(said, marked("hreflang", view.language, view.text), hint="link.in-language")
    if isinstance(fact, Phone):
        yield from _phone(desk, view, fact)
    else:
        if view.hours_notation:
            yield shows(desk.views.hours(view.hours_notation), hint="c.hours")
        for key in ("hours.unknown", "cost.unknown", "contact.languages-unknown"):
            yield not_shown(t(key), key)


def _phone(desk: Desk, view: ContactView, fact: Phone) -> Iterator[Demand]:
    t, views = desk.t, desk.views
    if view.country:
        yield shows(reached(view), view.country, hint="c.country")
    known = (
        ("hours.unknown", "c.hours", views.hours(fact.hours) if fact.hours else ""),
        ("cost.unknown", "c.cost", "" if fact.cost == "unknown" else t(f"cost.{fact.cost}")),
        (
            "contact.languages-unknown",
            "contact.languages",
            t("contact.languages", languages=views.languages(list(fact.languages))) if fact.languages else "",
        ),
    )
    for key, hint, said in known:
        yield shows(said or t(key), hint=(key, hint))
        if said:
            yield not_shown(t(key), key)
    if "messenger" in fact.modes:
        yield shows(t("contact.messenger", apps=view.apps), hint="contact.messenger")
    if view.territory not in ("BE", "NL"):
        return
    only = t("contact.only-inside", country=t(f"country.in.{view.territory}"))
    if list(fact.modes) == ["voice"] and not fact.abroad and not view.href.startswith("tel:+"):
        yield shows(only, hint="contact.only-inside")
    else:
        yield not_shown(only, "contact.only-inside")


def _contacts(desk: Desk, parts: Parts, references: Iterator[str], hint: str) -> Iterator[Demand]:
    for reference in references:
        view = desk.views.view(reference)
        given = next(
            (p for p in parts.made if p.name == "contact" and _reference(p.values["contact"]) == reference), None
        )
        shown = Item((given.mark,), said=f'"{view.text}"') if given and given.mark else reached(view)
        yield shows(shown, hint=(hint, 'component("contact"'))


def _reference(given: str | ContactView) -> str:
    return given if isinstance(given, str) else given.reference


def service(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Whom it helps, where, in which languages, at which cost, and every way to reach it."""
    view, t, views = values["service"], desk.t, desk.views
    organisation, fact = views.content.organisations[view.key], view.fact
    name = next(one for one, other in organisation.services.items() if other is fact)
    said = views.words.organisations.organisations[view.key]
    yield shows(views.organisation_name(view.key), said.services[name].name, hint="service.organisation")
    places = [views.country_name(country) for country in fact.serves] or [t("country.anywhere")]
    yield shows(words(*places), hint="service.country")
    if fact.cost != "unknown":
        yield shows(t(f"cost.{fact.cost}"), hint="service.cost")
    if fact.day_and_night == "yes":
        yield shows(t("hours.always"), hint="hours.always")
    for tag in fact.languages:
        yield shows(views.formats.language(tag), hint="service.languages")
    for one in fact.audience:
        if one != "everyone":
            yield shows(t(f"audience.{one}"), hint="service.fact.audience")
    yield shows(parts.prose(said.about), hint="service.about")
    yield shows(parts.prose(said.services[name].text), hint="service.text")
    groups = (("phone", fact.phones), ("link", fact.links), ("email", fact.emails))
    references = (f"{kind}:{view.key}.{one}" for kind, names in groups for one in names)
    yield from _contacts(desk, parts, references, "service.contacts")
    yield _abroad(desk, reaches=from_abroad(organisation), hint="service.reached_from_abroad")
    for attribute, values_of in (
        ("situations", fact.situations),
        ("serves", fact.serves),
        ("languages", fact.languages),
    ):
        if values_of:
            yield shows(marked(f"data-{attribute}", " ".join(values_of)), hint=f"data-{attribute}")
    yield shows(marked("data-free", "yes" if fact.cost == "free" else ""), hint="data-free")
    yield shows(marked("data-day-and-night", "yes" if fact.day_and_night == "yes" else ""), hint="data-day-and-night")
    if values.get("anchors"):
        yield shows(marked("id", view.anchor), hint="service.anchor")


def now(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Each number that can be called and whose hours are known, with its country, its hours and its outage."""
    views = desk.views
    for service in views.services():
        for view in service.contacts:
            if view.kind != "phone" or not view.href or not view.hours_notation:
                continue
            name = views.content.organisations[view.organisation].name
            said = [one for one in (view.country, view.label, views.hours(view.hours_notation), view.outage) if one]
            yield shows(reached(view), name, *said, hint="views.lines", apart="lines")


def _abroad(desk: Desk, *, reaches: bool, hint: str) -> Demand:
    said = desk.t("contact.no-way-from-abroad")
    return not_shown(said, hint) if reaches else shows(said, hint=hint)


def organisation(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """What it is, where, and every way to reach it."""
    key = values["organisation"].anchor
    views = desk.views
    fact = views.content.organisations[key]
    yield shows(marked("id", key, views.organisation_name(key)), hint="organisation.anchor")
    if fact.country != "world":
        yield shows(views.country_name(fact.country), hint="organisation.country")
    yield shows(parts.prose(views.words.organisations.organisations[key].about), hint="organisation.about")
    current = (one.reference for one in contacts_of(key, fact) if one.fact.retired is None)
    yield from _contacts(desk, parts, current, "organisation.contacts")
    yield _abroad(desk, reaches=from_abroad(fact), hint="organisation.reached_from_abroad")


def channel(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """What it takes, what is known about names, how to reach it."""
    view, t = values["channel"], desk.t
    fact = view.fact
    full = next(
        (key, name)
        for key, one in desk.views.content.organisations.items()
        for name, other in one.channels.items()
        if other is fact
    )
    said = desk.views.words.reporting.channels[".".join(full)]
    yield shows(marked("id", view.anchor, said.name), marked("data-country", fact.country), hint="channel.anchor")
    yield shows(desk.views.country_name(fact.country), hint="channel.fact.country")
    kinds = ("channel.complaint", "channel.report")
    kind, other = kinds if fact.complaint else kinds[::-1]
    yield shows(t(kind), hint=kind)
    yield not_shown(t(other), other)
    yield shows(parts.prose(said.summary), hint="channel.summary")
    yield shows(parts.prose(said.privacy), hint="channel.privacy")
    groups = (("phone", fact.phones), ("link", fact.links), ("address", fact.addresses))
    references = (f"{kind}:{full[0]}.{one}" for kind, names in groups for one in names)
    yield from _contacts(desk, parts, references, "channel.contacts")
    for label, list_of in (("accepts", fact.accepts), ("rejects", fact.rejects)):
        if list_of:
            listed = [t(f"{label}.{one}") for one in list_of]
            yield shows(t(f"channel.{label}"), words(*listed), hint=f'"channel.{label}"', apart="facts")
        else:
            yield not_shown(t(f"channel.{label}"), f'"channel.{label}"')
    for label, key in (
        ("channel.name", f"channel.name.{fact.name_needed}"),
        ("channel.keeps", f"channel.keeps.{fact.keeps_details}"),
        ("channel.receipt", f"known.{fact.receipt}"),
        ("channel.outcome", f"channel.outcome.{fact.outcome}"),
    ):
        yield shows(t(label), t(key), hint=f'"{label}"', apart="facts")
    yield shows(t("channel.more"), hint="channel.more")


def sources(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Each contact point in use with its organisation, how sure it is, and the address of what confirmed it."""
    views = desk.views
    for key, fact in views.content.organisations.items():
        for one in contacts_of(key, fact):
            if one.fact.retired is not None:
                continue
            view = views.view(one.reference)
            source = [link(view.source)] if view.source else []
            row = marked("id", view.anchor, view.label, view.note)
            yield shows(row, reached(view), *source, hint=("c.source", "in contacts"), apart="sources")
        yield shows(views.organisation_name(key), hint="{{ name }}")


def old_contacts(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """What each was, why it is no more, and what to use now."""
    views, t = desk.views, desk.t
    for key in ("old.name", "old.was", "old.why", "old.now"):
        yield shows(t(key), hint=key)
    written = {one.anchor: one for one in views.old_contacts()}
    for key, fact in views.content.organisations.items():
        for one in contacts_of(key, fact):
            if (retired := one.fact.retired) is None:
                continue
            said = views.words.organisations.organisations[key].old[one.label_key]
            anchor = f"old-{key}-{one.id}"
            now = (
                desk.address(retired.replaced_by.removeprefix("page:"))
                if retired.replaced_by.startswith("page:")
                else ""
            )
            instead = link(now) if now else reached(views.view(retired.replaced_by))
            row = (said.name, written[anchor].old, t(f"retired.{retired.reason}"), said.what_now)
            yield shows(marked("id", anchor, *row), instead, hint=("old.what_now", "old in mw.views"), apart="rows")


def phone_link(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The number in its link, its country, whether it can be used and how sure it is."""
    view = desk.views.view(_reference(values["contact"]))
    yield shows(reached(view), hint="c.text")
    if values.get("label"):
        yield shows(str(values["label"]), hint="label")
    if view.country:
        yield shows(view.country, hint="c.country")
        doubt = desk.t("review.doubt")
        yield shows(doubt, hint="review.doubt") if view.doubtful else not_shown(doubt, "review.doubt")
    if view.outage:
        yield shows(view.outage, hint="c.outage")


def other_link(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """An address, a mail, an account in running text; a page in another language says so."""
    view = desk.views.view(_reference(values["contact"]))
    label = str(values.get("label") or "")
    if view.kind == "link":
        yield shows(Item((), (("href", view.href),), said=f'"{view.href}"') if label else reached(view), hint="c.href")
    else:
        yield shows(reached(view), hint="c.text")
    if view.language:
        said = desk.t("link.in-language", language=desk.views.formats.language(view.language))
        yield shows(said, marked("hreflang", view.language), hint="link.in-language")
