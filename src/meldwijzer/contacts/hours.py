"""Opening hours in OpenStreetMap's notation: whether they can be read, a week of them, public holidays. No words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import opening_hours

ALWAYS = "24/7"

_MONDAY = datetime(2026, 6, 8)
"""The Monday of an ordinary week without a public holiday in Belgium or the Netherlands."""


@dataclass(frozen=True)
class Span:
    """From when to when a line is open on one day; midnight at the end of the day is ``time(0)``."""

    start: time
    end: time


@dataclass(frozen=True)
class Days:
    """Weekdays in a row with the same hours."""

    first: int
    """0 is Monday."""
    last: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Week:
    """An ordinary week."""

    always: bool
    days: tuple[Days, ...]
    """Without the days on which nobody answers."""
    holidays_closed: bool
    """Whether the notation says that public holidays are off."""


def problem(notation: str) -> str:
    """Return what is wrong with opening hours, in words, or an empty string."""
    try:
        opening_hours.OpeningHours(notation)
    except (opening_hours.ParserError, ValueError):  # type: ignore[attr-defined]  # missing in the library's stub
        return "cannot be read as opening hours; write them as Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off, or as 24/7"
    if late := next((one[0] for one in _TIME.finditer(notation) if _minutes(one) > _DAY), None):
        return f"has the time {late}, which no clock shows; what goes on after midnight is written as 20:00-01:00"
    if same := next((one[0] for one in _SPAN.finditer(notation) if one[1] == one[2]), None):
        return f"opens and closes at the same time ({same}); write 24/7 if it never closes"
    return ""


_DAY = 24 * 60
_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_SPAN = re.compile(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")


def _minutes(time_of_day: re.Match[str]) -> int:
    return int(time_of_day[1]) * 60 + int(time_of_day[2])


def week(notation: str) -> Week:
    """Return an ordinary week of opening hours.

    Raises:
        ValueError: The notation cannot be read (a rule has reported it before).
    """
    if reason := problem(notation):
        raise ValueError(f"{notation!r} {reason}")
    parsed = opening_hours.OpeningHours(notation)
    per_day: list[tuple[Span, ...]] = [tuple(_spans(parsed, day)) for day in range(7)]
    groups: list[Days] = []
    for day, spans in enumerate(per_day):
        if spans and groups and groups[-1].last == day - 1 and groups[-1].spans == spans:
            groups[-1] = Days(groups[-1].first, day, spans)
        elif spans:
            groups.append(Days(day, day, spans))
    always = all(spans == (Span(time(0), time(0)),) for spans in per_day)
    closed = str(parsed).replace("off", "closed")
    return Week(always, tuple(groups), "PH closed" in closed)


WEEK = 7 * 24 * 60
"""The minutes of a week."""


def minutes(notation: str) -> tuple[tuple[int, int], ...]:
    """Return from when to when somebody answers in an ordinary week, in minutes since Monday, 00:00.

    What goes on after Sunday's midnight ends beyond the week: ``(9960, 10140)`` is Sunday 22:00 to Monday 01:00.

    Raises:
        ValueError: The notation cannot be read (a rule has reported it before).
    """
    if reason := problem(notation):
        raise ValueError(f"{notation!r} {reason}")
    parsed = opening_hours.OpeningHours(notation)
    found = [
        (_since_monday(begin), _since_monday(end))
        for begin, end, state, *_ in parsed.intervals(_MONDAY, _MONDAY + timedelta(minutes=WEEK))
        if str(state).lower().endswith("open")
    ]
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == WEEK:
        (_, over), *between, (late, _) = found
        found = [*between, (late, WEEK + over)]
    return tuple(found)


def _since_monday(moment: datetime) -> int:
    return int((moment.replace(tzinfo=None) - _MONDAY).total_seconds()) // 60


def public_holidays(country: str, start: date, end: date) -> tuple[date, ...]:
    """Return a country's public holidays from one day to before another, as the library's calendar has them."""
    first, last = (datetime.combine(day, time(0)) for day in (start, end))
    return tuple(
        begin.date() + timedelta(days=day)
        for begin, until, state, *_ in opening_hours.OpeningHours("PH", country=country).intervals(first, last)
        if str(state).lower().endswith("open")
        for day in range((until - begin).days)  # two holidays in a row come as one interval
    )


def _spans(parsed: opening_hours.OpeningHours, day: int) -> list[Span]:
    start = _MONDAY + timedelta(days=day)
    return [
        Span(begin.time(), end.time())
        for begin, end, state, *_ in parsed.intervals(start, start + timedelta(days=1))
        if str(state).lower().endswith("open")
    ]
