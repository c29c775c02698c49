"""What is due: everything that somebody should look at, what readers need most first. No printing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from meldwijzer.content import Content
from meldwijzer.findings import Place

from .standing import Standing, age, standings
from .translations import Translated, translated

What = Literal[
    "outage-ended", "changed", "correction", "expired", "expires", "never-reviewed", "translation-behind",
    "translation-new", "translation-unread",
]  # fmt: skip
_ORDER: tuple[What, ...] = What.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Due:
    """One thing that somebody should look at."""

    rank: int
    """0: emergency numbers; 1: the helplines on every page; 2: other contact points and services; 3: law; 4: the rest;
    5: texts."""
    what: What
    subject: str
    about: str
    """In words: since when, until when, how many."""
    place: Place


def due(content: Content, within: int = 0) -> list[Due]:
    """Return what is due today or within some days, the most important first."""
    found = [*_notices(content), *_facts(content, within), *_texts(content)]
    return sorted(found, key=lambda one: (one.rank, _ORDER.index(one.what), one.subject))


def _rank(content: Content, name: str) -> int:
    countries = content.site.countries.values()
    emergency = {one for country in countries for one in (*country.emergency, *country.without_voice)}
    contact = name.replace("hours:", "phone:", 1)
    if contact in emergency:
        return 0
    if contact in {country.helpline for country in countries} or name.startswith("site:"):
        return 1
    kind = name.partition(":")[0]
    if kind in ("phone", "hours", "link", "email", "address", "service", "channel"):
        return 2
    return 3 if kind in ("law", "position", "statement") else 4


def _notices(content: Content) -> Iterator[Due]:
    today = content.today.isoformat()
    tree = content.tree("content/notices.yml")
    for index, outage in enumerate(content.notices.outages):
        if outage.until < today:
            name = outage.contact or f"page:{outage.page}"
            place = tree.place_of(("outages", index))
            yield Due(_rank(content, name), "outage-ended", name, f"ended on {outage.until}", place)


def _facts(content: Content, within: int) -> Iterator[Due]:
    for one in standings(content):
        subject = one.subject
        came = _came(content, one, within)
        if came is not None:
            place = content.tree(subject.path).place_of(one.changes[0].way if one.changes else subject.way)
            yield Due(_rank(content, subject.name), came[0], subject.name, came[1], place)


def _came(content: Content, one: Standing, within: int) -> tuple[What, str] | None:
    """Return what is due about a subject, and in words why."""
    days = content.site.reviews.expire_after_days
    if one.correction is not None:
        return "correction", f"published without a review until {one.correction.until}"
    if one.changes:
        return "changed", f'was "{one.changes[0].before or "-"}", is "{one.changes[0].now or "-"}"'
    if one.review is None:
        return "never-reviewed", "nobody has confirmed it"
    since = age(one.review, content.today)
    if since > days:
        return "expired", f"last looked at in {one.review.checked}"
    if since + within > days:
        last = content.today + timedelta(days=days - since)
        return "expires", f"last looked at in {one.review.checked}; expires after {last.isoformat()}"
    return None


def _texts(content: Content) -> Iterator[Due]:
    unread: list[Translated] = []
    for one in translated(content):
        name, place = f"translation:{one.language}:{one.entry.name}", one.entry.place(content)
        if one.is_behind:
            yield Due(5, "translation-behind", name, f"{one.source.path} is newer", place)
        elif one.is_unrecorded:
            yield Due(5, "translation-new", name, "not recorded what it was made from", place)
        elif one.state == "delivered":
            unread.append(one)
    for (language, file), group in groupby(unread, lambda one: (one.language, one.entry.name.partition("/")[0])):
        texts = list(group)
        number = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
        about = f"{number} not read by a second person"
        yield Due(5, "translation-unread", f"translation:{language}:{file}", about, Place(texts[0].entry.path))


def day(written: str) -> date | None:
    """Return a whole date, or ``None`` where it is not one."""
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None
