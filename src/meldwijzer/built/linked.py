"""What a page's JSON-LD says of contact points, compared with the registry as what it says it is. No rule."""

import json
from collections.abc import Iterator
from typing import Any

from meldwijzer.contacts import hours, web
from meldwijzer.model.contact import Email, Link, Phone
from meldwijzer.references import Contact

from .base import Spot
from .open_facts import Placed, Way, in_use, may_read, rings
from .site import BuiltSite

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_VOCABULARY = "https://schema.org"
_ADDRESSES = ("url", "item", "@id", "sameAs", "target")


def spots(built: BuiltSite, language: str, text: str) -> Iterator[Spot]:
    """Yield what is wrong in a block of data of a page."""
    try:
        placed = Placed(text)
    except ValueError as error:
        yield Spot(getattr(error, "pos", 0), "This data cannot be read from here on.", "Build the page anew.")
        return
    known = built.registrations.known(language)
    for way, said in placed.texts:
        if way[-1] == "@context":
            if said != _VOCABULARY:
                yield Spot(placed.offset(*way), f"The words here are those of {said}, not of {_VOCABULARY}.")
        elif way[-1] in _ADDRESSES:
            if built.own(said) is None and said not in known.addresses:
                yield Spot(placed.offset(*way), f"{said} is not registered.")
        elif way[-1] == "email" and f"mailto:{said.removeprefix('mailto:')}" not in known.mails:
            yield Spot(placed.offset(*way), f"{said} is not registered.")
    for way, node in _nodes(placed.value, ()):
        if "contactPoint" in node or node.get("@type") == "ContactPoint":
            yield from _owner(built, language, placed, way, node)


def _nodes(value: Any, way: Way) -> Iterator[tuple[Way, dict[str, Any]]]:
    if isinstance(value, dict):
        if value.get("@type") != "ContactPoint":
            yield way, value
        for key, inner in value.items():
            yield from _nodes(inner, (*way, key)) if key != "contactPoint" else ()
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _nodes(inner, (*way, index))


def _owner(built: BuiltSite, language: str, placed: Placed, way: Way, node: dict[str, Any]) -> Iterator[Spot]:
    key = str(node.get("@id", "")).rpartition("#")[2]
    if key not in built.content.organisations:
        yield Spot(placed.offset(*way), "This organisation is not registered.")
        return
    views = built.registrations.views(language)
    if language and node.get("name") not in {one.organisation_name(key) for one in views}:
        yield Spot(placed.offset(*way, "name"), f'"{node.get("name")}" is not how {key} is called.')
    points = node["contactPoint"]
    for index, point in enumerate(points if isinstance(points, list) else [points]):
        place: Way = (*way, "contactPoint", index) if isinstance(points, list) else (*way, "contactPoint")
        for field, message in _wrong(built, language, key, point):
            yield Spot(placed.offset(*place, field), message)


def _wrong(built: BuiltSite, language: str, key: str, point: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field of a contact point that is not as its organisation has it."""
    own = [c for c in in_use(built, key) if not language or may_read(built, c.fact, language)]
    for field, values in (("email", _mails(own)), ("url", _links(own, language))):
        if field in point and point[field] not in values:
            yield field, f"{field} {point[field]} is none of {key}."
    if "telephone" not in point:
        return
    same = [c for c in own if isinstance(c.fact, Phone) and rings(built, c.fact, language) == point["telephone"]]
    if not same:
        yield "telephone", f"{point['telephone']} is no number of {key} that rings."
        return
    fact = same[0].fact
    if not isinstance(fact, Phone):
        return
    wanted = {
        "contactOption": "TollFree" if fact.cost == "free" else None,
        "areaServed": list(built.content.site.countries) if fact.country == "EU" else fact.country,
        "availableLanguage": list(fact.languages) or None,
    }
    for field, value in wanted.items():
        if point.get(field) != value:
            yield field, f"{field} of {same[0].reference} is {value or 'not known'}, and here {point.get(field)}."
    if _spans(point.get("hoursAvailable", [])) != _known_spans(fact.hours):
        yield "hoursAvailable", f"The hours of {same[0].reference} are {fact.hours or 'not known'}."


def _mails(contacts: list[Contact]) -> set[str]:
    return {one.fact.address for one in contacts if isinstance(one.fact, Email)}


def _links(contacts: list[Contact], language: str) -> set[str]:
    return {web.for_language(one.fact, language) for one in contacts if isinstance(one.fact, Link)}


def _spans(said: Any) -> set[tuple[str, str, str]]:
    """Return (day, opens, closes) of each opening; closed all day (00:00 to 00:00) on holidays counts as one."""
    try:
        return {(day, one["opens"], one["closes"]) for one in said for day in one["dayOfWeek"]}
    except (KeyError, TypeError):
        return {("", json.dumps(said), "")}


def _known_spans(notation: str | None) -> set[tuple[str, str, str]]:
    if not notation:
        return set()
    week = hours.week(notation)
    if week.always:
        return {(day, "00:00", "23:59") for day in _DAYS}
    spans = {
        (_DAYS[day], f"{span.start:%H:%M}", f"{span.end:%H:%M}")
        for days in week.days
        for day in range(days.first, days.last + 1)
        for span in days.spans
    }
    return spans | ({("PublicHolidays", "00:00", "00:00")} if week.holidays_closed else set())
