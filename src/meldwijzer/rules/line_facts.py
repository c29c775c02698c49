"""What the registry knows of a contact, a service or an organisation, for each thing that a sentence may claim.

Pure look-ups: which sentence claims what is for claims.py.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from meldwijzer.contacts import hours
from meldwijzer.contacts.phone import LOCAL_KINDS
from meldwijzer.content import Content
from meldwijzer.model.contact import Link, Phone
from meldwijzer.model.organisation import Organisation
from meldwijzer.reading.yaml_tree import Path

from .base import organisation_file
from .said import Target

Truth = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Fact:
    """Whether something holds, and the value that says so."""

    truth: Truth
    path: str = ""
    way: Path = ()
    value: str = ""

    def __str__(self) -> str:
        where = ".".join(str(part) for part in self.way)
        return f"{self.path}: {where}: {self.value}"


UNKNOWN = Fact("unknown")


@dataclass(frozen=True)
class _Record:
    """One phone, link, service or channel with its way in the file."""

    way: Path
    value: Any


def records(content: Content, target: Target) -> list[list[_Record]]:
    """Return what is registered of a target, the nearest first: the contact, then what it belongs to."""
    organisation = content.organisations[target.organisation]
    if target.contact is not None:
        own = [_Record(target.contact.way, target.contact.fact)]
        return [own, [*_owners(organisation, "services", target), *_owners(organisation, "channels", target)]]
    if target.service or target.channel:
        part, name = ("services", target.service) if target.service else ("channels", target.channel)
        owner = _Record((part, name), getattr(organisation, part)[name])
        return [[owner], list(_contacts(organisation, owner.value))]
    services = [_Record(("services", key), one) for key, one in organisation.services.items()]
    channels = [_Record(("channels", key), one) for key, one in organisation.channels.items()]
    every = [
        _Record((group, key), one)
        for group in ("phones", "links")
        for key, one in getattr(organisation, group).items()
        if one.retired is None
    ]
    return [[*every, *services, *channels]]


def _owners(organisation: Organisation, part: str, target: Target) -> Iterator[_Record]:
    assert target.contact is not None
    group = target.contact.way[0]
    for key, owner in getattr(organisation, part).items():
        if target.contact.id in getattr(owner, group, []):
            yield _Record((part, key), owner)


def _contacts(organisation: Organisation, owner: Any) -> Iterator[_Record]:
    for group in ("phones", "links"):
        for key in getattr(owner, group, []):
            if key in getattr(organisation, group):
                yield _Record((group, key), getattr(organisation, group)[key])


def _first(content: Content, target: Target, ask: Callable[[_Record], Iterable[Fact]]) -> Fact:
    """Return the nearest record's answer; of several records equally near, a yes goes before a no."""
    path = organisation_file(target.organisation)
    for near in records(content, target):
        answers = [answer for record in near for answer in ask(record) if answer.truth != "unknown"]
        if answers:
            best = min(answers, key=lambda answer: answer.truth != "yes")
            return Fact(best.truth, path, best.way, best.value)
    return Fact("unknown", path)


def _truth(holds: bool) -> Truth:
    return "yes" if holds else "no"


def always(content: Content, target: Target) -> Fact:
    """Whether somebody is there day and night."""

    def ask(record: _Record) -> Iterator[Fact]:
        if (notation := getattr(record.value, "hours", None)) and not hours.problem(notation):
            yield Fact(_truth(hours.week(notation).always), way=(*record.way, "hours"), value=notation)
        if (known := getattr(record.value, "day_and_night", "unknown")) != "unknown":
            yield Fact(_truth(known == "yes"), way=(*record.way, "day_and_night"), value=known)

    return _first(content, target, ask)


def every_day(content: Content, target: Target) -> Fact:
    """Whether somebody is there on all seven days of an ordinary week."""

    def ask(record: _Record) -> Iterator[Fact]:
        if (notation := getattr(record.value, "hours", None)) and not hours.problem(notation):
            open_on = {day for days in hours.week(notation).days for day in range(days.first, days.last + 1)}
            yield Fact(_truth(len(open_on) == 7), way=(*record.way, "hours"), value=notation)
        if getattr(record.value, "day_and_night", "unknown") == "yes":
            yield Fact("yes", way=(*record.way, "day_and_night"), value="yes")

    return _first(content, target, ask)


def free(content: Content, target: Target) -> Fact:
    """Whether it costs nothing."""

    def ask(record: _Record) -> Iterator[Fact]:
        if (cost := getattr(record.value, "cost", "unknown")) != "unknown":
            yield Fact(_truth(cost == "free"), way=(*record.way, "cost"), value=cost)
        elif isinstance(record.value, Phone) and record.value.kind in ("shared-cost", "premium", "free"):
            kind = record.value.kind
            yield Fact(_truth(kind == "free"), way=(*record.way, "kind"), value=kind)

    return _first(content, target, ask)


def no_name(content: Content, target: Target) -> Fact | None:
    """Whether one may stay nameless; ``None`` where the registry has no such fact."""
    asked = False

    def ask(record: _Record) -> Iterator[Fact]:
        nonlocal asked
        if (needed := getattr(record.value, "name_needed", None)) is not None:
            asked = True
            if needed != "unknown":
                yield Fact(_truth(needed == "no"), way=(*record.way, "name_needed"), value=needed)

    answer = _first(content, target, ask)
    return answer if asked else None


def from_abroad(content: Content, target: Target) -> Fact | None:
    """Whether it can be reached from another country; ``None`` for what is neither a phone nor a link."""

    def ask(record: _Record) -> Iterator[Fact]:
        if isinstance(record.value, Phone):
            kind = record.value.kind
            yield Fact(_truth(kind not in LOCAL_KINDS), way=(*record.way, "kind"), value=kind)
        elif isinstance(record.value, Link):
            yield Fact("yes", way=(*record.way, "url"), value="a web address")

    if target.contact is not None and not isinstance(target.contact.fact, (Phone, Link)):
        return None
    return _first(content, target, ask)


def speaks(content: Content, target: Target, language: str) -> Fact:
    """Whether somebody speaks, or something is written in, a language."""

    def ask(record: _Record) -> Iterator[Fact]:
        if spoken := getattr(record.value, "languages", []):
            yield Fact(_truth(language in spoken), way=(*record.way, "languages"), value=f"[{', '.join(spoken)}]")

    return _first(content, target, ask)


def takes(target: Target, modes: tuple[str, ...]) -> Fact | None:
    """Whether a phone takes calls, or messages; ``None`` for what is no phone."""
    if target.contact is None or not isinstance(target.contact.fact, Phone):
        return None
    known = target.contact.fact.modes
    value = f"[{', '.join(known)}]"
    return Fact(
        _truth(bool(set(known) & set(modes))),
        organisation_file(target.organisation),
        (*target.contact.way, "modes"),
        value,
    )


def chat_of(content: Content, target: Target) -> list[_Record]:
    """Return an organisation's chats, which keep hours of their own."""
    organisation = content.organisations[target.organisation]
    return [_Record(("links", key), link) for key, link in organisation.links.items() if link.what == "chat"]
