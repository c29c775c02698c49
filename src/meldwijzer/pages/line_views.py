"""The lines whose hours are known, for "Who can you reach now?": their week in minutes, and public holidays. No HTML.

Which of them answers at this moment is for overrides/assets/scripts/now.js, on the reader's own clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from meldwijzer.contacts import hours

from .contact_views import ContactView

if TYPE_CHECKING:
    from .views import Views


@dataclass(frozen=True)
class LineView:
    """A number to call, and when somebody answers."""

    contact: ContactView
    spans: str
    """``always``, or ``540-1020 1980-2460``: minutes since Monday, 00:00."""
    holidays: str
    """The country whose public holidays may change its hours; empty where none do."""


def lines(views: "Views") -> list[LineView]:
    """Return each number of a service that can be called and whose hours are known: first those that never close."""
    found = dict.fromkeys(
        contact
        for service in views.services()
        for contact in service.contacts
        if contact.kind == "phone" and contact.href and contact.hours_notation
    )
    return sorted(map(_line, found), key=lambda line: line.spans != "always")


def _line(contact: ContactView) -> LineView:
    if hours.week(contact.hours_notation).always:
        return LineView(contact, "always", "")
    spans = " ".join(f"{start}-{end}" for start, end in hours.minutes(contact.hours_notation))
    return LineView(contact, spans, contact.territory)


def holidays(views: "Views") -> Iterator[tuple[str, str]]:
    """Yield each country with the public holidays of this year and the next: ``2026-12-25 2027-01-01``.

    Whole years, so that a page says the same until the year is over.
    """
    year = views.content.today.year
    for country in views.countries:
        days = hours.public_holidays(country, date(year, 1, 1), date(year + 1, 12, 31))
        yield country, " ".join(day.isoformat() for day in days)
