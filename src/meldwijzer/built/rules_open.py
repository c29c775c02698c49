"""Rules about open data: every field of its files is compared with the registry as the field that it is."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from meldwijzer.contacts import hours, web
from meldwijzer.findings import Finding
from meldwijzer.model.contact import Email, Link
from meldwijzer.open_data.hsds import identifier
from meldwijzer.references import Contact

from .base import BuiltRule, ShownHtml, Spot, found
from .numbers import said
from .open_facts import Placed, in_use, may_read, rings, told
from .site import BuiltSite

_FOLDER = "data/v1/"
_FEED, _LLMS = "changes.xml", "llms.txt"
_ATOM = "{http://www.w3.org/2005/Atom}"
_WEB = re.compile(r"\bhttps?://[^\s\"'<>\\)\]}]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPECS = ("https://json-schema.org/", "http://www.w3.org/2005/Atom")
"""Addresses that name a notation: nobody opens them."""
_NO_NUMBER = re.compile(
    r"(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![\d-])(?:19|20)\d\d-\d\d(?:-\d\d)?(?:T[\d:]+Z)?(?![\d-])|tag:[^\s<]+"
)
"""What has digits and is never called: identifiers and dates."""
_FEWEST = 6
_MINUTES = 60
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def is_open(path: str) -> bool:
    """Tell whether a file is open data, which this room reads."""
    return path.startswith(_FOLDER) or path.rpartition("/")[2] in (_FEED, _LLMS)


def in_json(built: BuiltSite) -> Iterator[Finding]:
    """Every number, address, mail and hour in JSON files is that of its organisation, and none of these is missing."""
    yield from _found(built, "built-open-data", (".json",))


def in_others(built: BuiltSite) -> Iterator[Finding]:
    """The same of contact cards, feeds and texts."""
    yield from _found(built, "built-open-text", (".vcf", ".xml", ".txt"))


def _found(built: BuiltSite, code: str, endings: tuple[str, ...]) -> Iterator[Finding]:
    for path in built.files:
        if is_open(path) and path.endswith(endings):
            for spot in _spots(built, path):
                yield found(built, code, path, spot.offset, spot.message, spot.fix)


def _spots(built: BuiltSite, path: str) -> Iterator[Spot]:
    text = built.text(path)
    if path.endswith(".json"):
        try:
            placed = Placed(text)
        except ValueError:
            return  # another rule tells
        if path == f"{_FOLDER}contacts.json":
            yield from _contacts(built, placed)
        elif path.endswith("/services.json"):
            yield from _services(built, placed, path.split("/")[-2])
        for way, words in placed.texts:
            if "retired" not in way and way[-1:] not in (("tel",), ("number",), ("iban",)):
                yield from _words(built, words, placed.offsets[way])
    elif path.endswith(".vcf"):
        yield from _card(built, text, path)
    elif path.endswith(_FEED):
        yield from _feed(built, text)
    else:
        yield from _words(built, text, 0)


def _words(built: BuiltSite, text: str, offset: int) -> Iterator[Spot]:
    """Yield every number, address and mail in running words that is not registered."""
    known = built.registrations.known("")
    for match in _WEB.finditer(text):
        target = match[0].rstrip(".,;")
        if "{" in target or target.startswith(_SPECS):
            continue
        if built.own(target) is not None or f"{target}/" == built.home:
            continue  # that it is there is asked of every file
        if target not in known.addresses and target not in built.registrations.endpoints:
            yield Spot(offset + match.start(), f"{target} is not registered.")
    for match in _MAIL.finditer(text):
        if f"mailto:{match[0]}" not in known.mails:
            yield Spot(offset + match.start(), f"{match[0]} is not registered.")
    bare = _NO_NUMBER.sub(lambda match: "–" * len(match[0]), _WEB.sub(lambda match: "–" * len(match[0]), text))
    shown = {one for texts in known.numbers.values() for one in texts} | known.unlinked
    for line in re.finditer(r"[^\n]+", bare):
        if sum(map(str.isdigit, line[0])) < 3:
            continue
        for candidate in built.registrations.candidates(line[0], ""):
            dialled = f"tel:{candidate.text}" in built.registrations.dialled
            if candidate.text not in shown and not dialled and candidate.text not in known.accounts:
                yield Spot(offset + line.start() + candidate.start, *said(built, candidate))


def _contacts(built: BuiltSite, placed: Placed) -> Iterator[Spot]:
    there: set[str] = set()
    registry = built.registrations.registry.contacts
    for number, organisation in enumerate(placed.value.get("organisations", [])):
        usable = {one.reference: one for one in in_use(built, organisation.get("id", ""))}
        for place, point in enumerate(organisation.get("contact_points", [])):
            way = ("organisations", number, "contact_points", place)
            contact = usable.get(point.get("id", ""))
            if contact is None:
                message = f'"{point.get("id")}" is no contact point in use of "{organisation.get("id")}".'
                yield Spot(placed.offset(*way, "id"), message)
                continue
            there.add(contact.reference)
            for field, wanted in told(built, contact).items():
                if (value := point.get(field)) != wanted:
                    message = (
                        f"{field} of {contact.reference} is {_shown(value)} here, and {_shown(wanted)} in content/."
                    )
                    yield Spot(placed.offset(*way, field), message)
    wanted_all = {c.reference for key in built.content.organisations for c in in_use(built, key)}
    for reference in sorted(wanted_all - there):
        yield Spot(0, f"{reference} is missing here.")
    for number, old in enumerate(placed.value.get("retired", [])):
        contact = registry.get(old.get("id", ""))
        if contact is None or contact.fact.retired is None:
            yield Spot(placed.offset("retired", number, "id"), f'"{old.get("id")}" is not retired.')
        elif old.get("replaced_by") != contact.fact.retired.replaced_by:
            message = f"{contact.reference} was replaced by {contact.fact.retired.replaced_by}."
            yield Spot(placed.offset("retired", number, "replaced_by"), message)
        elif not set(old.get("text", {}).values()) <= built.registrations.known("").retired:
            yield Spot(placed.offset("retired", number, "text"), f"{contact.reference} was never written so.")
    for number, one in enumerate(placed.value.get("countries", [])):
        yield from _country(built, placed, number, one)


def _country(built: BuiltSite, placed: Placed, number: int, one: Any) -> Iterator[Spot]:
    settings = built.content.site.countries.get(one.get("country"))
    if settings is None:
        yield Spot(placed.offset("countries", number), f'"{one.get("country")}" is no country of this site.')
        return
    wanted = {"emergency": settings.emergency, "helpline": settings.helpline, "report": settings.real_form,
              "without_voice": settings.without_voice}  # fmt: skip
    for field, value in wanted.items():
        if one.get(field) != value:
            message = f"{field} is {_shown(one.get(field))} here, and {_shown(value)} in content/site.yml."
            yield Spot(placed.offset("countries", number, field), message)


def _shown(value: Any) -> str:
    words = ", ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
    return f'"{words[:80]}"' if value else "nothing"


def _services(built: BuiltSite, placed: Placed, language: str) -> Iterator[Spot]:
    """Each service has the numbers, addresses and hours of its own contact points."""
    known = {
        identifier("service", f"{key}.{name}"): (key, service)
        for key, organisation in built.content.organisations.items()
        for name, service in organisation.services.items()
    }
    for number, one in enumerate(placed.value):
        entry = known.get(one.get("id", ""))
        if entry is None:
            yield Spot(placed.offset(number, "id"), "This is no service of the content.")
            continue
        key, service = entry
        every = [c for c in in_use(built, key) if may_read(built, c.fact, language)]
        groups = (("phone", service.phones), ("link", service.links), ("email", service.emails))
        own = [c for c in every if any(c.kind == kind and c.id in ids for kind, ids in groups)]
        numbers = {rings(built, c.fact, language) for c in own} - {""}
        told_numbers = {each.get("number") for each in one.get("phones", [])}
        for strange in sorted(map(str, told_numbers - numbers)):
            yield Spot(placed.offset(number, "phones"), f'"{strange}" is no number of {key}.')
        for missing in sorted(numbers - told_numbers):
            yield Spot(placed.offset(number, "name"), f"The number {missing} is missing here.")
        organisation = one.get("organization", {})
        pairs = (
            ("url", one.get("url"), own),
            ("email", one.get("email"), own),
            ("website", organisation.get("website"), every),
            ("email", organisation.get("email"), every),
        )
        for field, value, contacts in pairs:
            if value is not None and value not in _addresses(contacts, language):
                yield Spot(placed.offset(number), f"{field} is {value}, which is no address of {key}.")
        hours_wanted = _weeks(own)
        for place, schedule in enumerate(one.get("schedules", [])):
            if not _week([schedule]) <= hours_wanted:
                yield Spot(
                    placed.offset(number, "schedules", place, "opens_at"), f"The hours here are not those of {key}."
                )
        if hours_wanted - _week(one.get("schedules", [])):
            yield Spot(placed.offset(number, "name"), f"Hours of {key} are missing here.")


def _addresses(contacts: Iterable[Contact], language: str) -> set[str]:
    facts = [one.fact for one in contacts]
    links = {web.for_language(fact, language) for fact in facts if isinstance(fact, Link)}
    return links | {fact.address for fact in facts if isinstance(fact, Email)}


def _week(schedules: Iterable[Any]) -> set[tuple[int, int]]:
    """Return the spans of weekly recurrences in minutes since Monday; what ends before it begins ends on the next day.

    Where a recurrence cannot be read it has a span that nobody has.
    """
    spans = set()
    for one in schedules:
        try:
            opens, closes = (_minute(one[field]) for field in ("opens_at", "closes_at"))
            days = [_DAYS.index(day) for day in one["byday"].split(",")]
        except (KeyError, ValueError, AttributeError):
            return {(-1, -1)}
        length = closes - opens if closes > opens else closes - opens + 24 * _MINUTES
        spans |= {(day * 24 * _MINUTES + opens, length) for day in days}
    return spans


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * _MINUTES + int(minute)


def _weeks(contacts: Iterable[Contact]) -> set[tuple[int, int]]:
    spans = set()
    for one in contacts:
        if notation := getattr(one.fact, "hours", None):
            for days in hours.week(notation).days:
                for day in range(days.first, days.last + 1):
                    for span in days.spans:
                        start, end = (clock.hour * _MINUTES + clock.minute for clock in (span.start, span.end))
                        length = end - start if end > start else end - start + 24 * _MINUTES
                        spans.add((day * 24 * _MINUTES + start, length))
    return spans


def _card(built: BuiltSite, text: str, path: str) -> Iterator[Spot]:
    """A card has every number, mail and address of its organisation, and no other."""
    language, key = path.removeprefix(_FOLDER).removesuffix(".vcf").split("/")
    contacts = [c for c in in_use(built, key) if language in built.content.words and may_read(built, c.fact, language)]
    addresses = _addresses(contacts, language)
    wanted = {
        "TEL": {rings(built, c.fact, language) for c in contacts} - {""},
        "EMAIL": {one for one in addresses if "://" not in one},
        "URL": {one for one in addresses if "://" in one},
    }
    seen: dict[str, set[str]] = {name: set() for name in wanted}
    for start, name, value in _lines(text):
        if name in wanted:
            seen[name].add(value)
            if value not in wanted[name]:
                yield Spot(start, f'{name} "{value}" is none of {key}.')
        elif name not in ("UID", "SOURCE", "REV", "ADR", "PRODID", "VERSION"):
            for spot in _words(built, value, 0):
                yield Spot(start, spot.message, spot.fix)
    for name, values in wanted.items():
        for value in sorted(values - seen[name]):
            yield Spot(0, f"{name} {value} is missing here.")


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield every line of a card, unfolded: where it begins, its name without group and parameters, its value."""
    for match in re.finditer(r"[^\r\n]+(?:\r\n[ \t][^\r\n]*)*", text):
        left, _, value = re.sub(r"\r\n[ \t]", "", match[0]).partition(":")
        name = left.partition(";")[0].rpartition(".")[2].upper()
        yield match.start(), name, re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)


def _feed(built: BuiltSite, text: str) -> Iterator[Spot]:
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # made by ourselves, and of the standard library's size
    except ElementTree.ParseError:
        yield Spot(0, "This feed cannot be read.", "Build it anew.")
        return
    for element in root.iter():
        for value in (element.text or "", element.get("href", "")):
            if value.strip() and element.tag != f"{_ATOM}id":
                for spot in _words(built, value, 0):
                    yield Spot(max(text.find(value), 0), spot.message, spot.fix)


RULES = (
    BuiltRule(
        "built-open-text",
        "a number in an address book is called years later, when nobody looks at this site any more",
        in_others,
        ShownHtml("data/v1/nl/child-focus.vcf", "TEL;TYPE=VOICE:116000", "TEL;TYPE=VOICE:0800\r\n 2000"),
    ),
    BuiltRule(
        "built-open-data",
        "whoever shows our data elsewhere shows our mistakes, and nobody there can see them",
        in_json,
        ShownHtml("data/v1/contacts.json", '"tel": "116000"', '"tel": "112"'),
    ),
)
