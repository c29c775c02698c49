"""What the pages about changes and open data have to show of the ledger, the facts and the settings."""

from collections.abc import Iterator, Mapping
from typing import Any

from meldwijzer.reviews.changes import changes as all_changes

from .demands import Demand, Parts, link, shows, words
from .render import Desk
from .shown_contacts import reached

Values = Mapping[str, Any]


def changes(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """What became of each contact point, with the source of it; of what is retired what it was and what to use now."""
    views = desk.views
    yield shows(link(desk.asset(f"{desk.language}/changes.xml"), desk.t("change.feed")), hint="change.feed")
    old = {one.anchor: one for one in views.old_contacts()}
    for event in all_changes(views.content).events:
        kind, _, name = event.subject.partition(":")
        if event.kind == "retired":
            one = old[f"old-{name.replace('.', '-')}"]
            yield shows(desk.t("change.retired", contact=one.name), words(one.old, one.what_now), hint="e.old")
            continue
        source = event.review.source if event.review else ""
        sources = [link(source)] if source.startswith("http") else []
        if kind == "hours":
            known = [f"{way}:{name}" for way in ("phone", "link") if f"{way}:{name}" in views.registry.contacts]
            yield shows(words(views.view(known[0]).hours), *sources, hint="e.contact.hours")
        else:
            view = views.view(event.subject)
            yield shows(words(view.label), reached(view), *sources, hint=("e.source", "e.contact"))


def unconfirmed(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every contact point that nobody has confirmed."""
    for name in all_changes(desk.views.content).unconfirmed:
        if not name.startswith("hours:"):
            view = desk.views.view(name)
            yield shows(words(view.label), reached(view), hint="c.label", apart="rows")


def data_files(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every kind of file with its address; a card of each organisation that can be reached."""
    tag = desk.language
    for path, key in (
        ("data/v1/contacts.json", "data.contacts"),
        ("data/v1/contacts.schema.json", "data.schema"),
        ("data/v1/openapi.json", "data.openapi"),
        (f"data/v1/hsds/{tag}/services.json", "data.hsds"),
        (f"{tag}/changes.xml", "data.feed"),
        (f"{tag}/llms.txt", "data.llms"),
    ):
        yield shows(link(desk.asset(path), desk.t(key)), hint=key)
    yield shows(desk.t("data.vcards"), hint="data.vcards")
    for key, name in desk.views.cards():
        yield shows(link(desk.asset(f"data/v1/{tag}/{key}.vcf"), name), hint="mw.views.cards()")


def data_licence(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The licence, and where its text stands."""
    open_data = desk.site.open_data
    if open_data.licence and open_data.licence_url:
        yield shows(desk.t("data.licence"), link(open_data.licence_url, open_data.licence), hint="data.licence")
