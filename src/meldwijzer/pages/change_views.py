"""What became of the facts, as readers of one language meet it: grouped by month, newest first. No HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meldwijzer.contacts import web
from meldwijzer.kept import per_content
from meldwijzer.reviews.changes import Event, changes
from meldwijzer.reviews.standing import earliest

from .contact_views import ContactView

if TYPE_CHECKING:
    from .views import OldContactView, Views

_MONTH = len("2026-11")

all_changes = per_content(changes)
"""What became of the facts; worked out once for all languages of a content."""


@dataclass(frozen=True)
class EventView:
    """One thing that became of one contact point."""

    fact: Event
    title: str
    """In a line of plain words: "Child Focus, Helpline: checked"."""
    contact: ContactView | None
    """What it is about, where that is in use."""
    old: "OldContactView | None"
    """What it is about, where that is retired."""
    of_hours: bool
    note: str
    """By whom it was found, and in a source of when; empty where the title says it all."""
    source: str
    """The web address of what confirmed it, or empty."""
    source_host: str
    day: str
    """In words, where the very day is known; else empty: the month is that of its group."""


@dataclass(frozen=True)
class MonthView:
    """What became of facts in a month, or in a year of which the month is not known."""

    anchor: str
    title: str
    events: tuple[EventView, ...]


def events_by_month(views: "Views") -> Iterator[MonthView]:
    """Yield every month with what became of facts in it, the newest first; what has no date comes last."""
    grouped: dict[str, list[EventView]] = {}
    for event in events(views):
        grouped.setdefault(event.fact.on[:_MONTH], []).append(event)
    for month, found in grouped.items():
        title = views.formats.partial_date(month) if month else views.t("change.undated")
        yield MonthView(f"in-{month or 'no-year'}", title, tuple(found))


def events(views: "Views") -> Iterator[EventView]:
    """Yield everything that became of facts and that readers of this language may use, the newest first."""
    retired = {f"{one.anchor}": one for one in views.old_contacts()}
    for event in all_changes(views.content).events:
        if event.kind == "retired":
            organisation, _, point = event.subject.partition(":")[2].partition(".")
            old = retired[f"old-{organisation}-{point}"]
            title = views.t("change.retired", contact=old.name)
            yield EventView(event, title, None, old, False, old.reason, "", "", _day(views, event.on))
        else:
            yield _current(views, event)


def unconfirmed(views: "Views") -> list[ContactView]:
    """Return what nobody has confirmed as it stands today."""
    return [views.view(name) for name in all_changes(views.content).unconfirmed if not name.startswith("hours:")]


def updated(events: "list[Event]", first: str) -> str:
    """Return the newest date of some events; where none has one, the given one."""
    return max((one.on for one in events if one.on), default=first, key=earliest)


def _current(views: "Views", event: Event) -> EventView:
    of_hours = event.subject.startswith("hours:")
    contact = _contact(views, event.subject.partition(":")[2]) if of_hours else views.view(event.subject)
    name = f"{views.spoken_name(contact.organisation)}, {contact.label}"
    if of_hours:
        name = views.t("change.hours", contact=name)
    review = event.review
    note = views.found(review) if review else ""
    source = review.source if review and review.source.startswith("http") else ""
    title = views.t(f"change.{event.kind}", contact=name)
    return EventView(event, title, contact, None, of_hours, note, source, web.written(source), _day(views, event.on))


def _contact(views: "Views", name: str) -> ContactView:
    """Return the contact point that has opening hours: a number, or else a chat."""
    return views.view(f"phone:{name}" if f"phone:{name}" in views.registry.contacts else f"link:{name}")


def _day(views: "Views", on: str) -> str:
    return views.formats.partial_date(on) if len(on) > _MONTH else ""
