"""What became of the facts that readers rely on: confirmed, changed, retired, by the ledger's own dates. No words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from meldwijzer.content import Content
from meldwijzer.model.ledger import Review
from meldwijzer.references import contacts_of

from .seals import digest
from .standing import Standing, standings
from .subjects import Subject

Kind = Literal["confirmed", "changed", "corrected", "retired"]

KINDS = ("phone", "hours", "link", "email", "address", "account")
"""What readers are told of, as the names of subjects begin; of law the page of the law itself tells."""


@dataclass(frozen=True)
class Event:
    """One thing that became of one contact point or its opening hours."""

    kind: Kind
    subject: str
    """As in the ledger: ``phone:child-focus.helpline``."""
    on: str
    """When somebody looked it up, or since when it is retired; as precise as that is known, else empty."""
    key: str
    """Tells it from others about the same subject; the same in every build, sealed or not."""
    review: Review | None = None
    """The line of the ledger; none for what is retired or corrected."""
    replaced_by: str = ""
    """A reference, for what is retired."""

    @property
    def name(self) -> str:
        """Its name among all events: ``retired:phone:child-focus.fax:5f0c7c1e``."""
        return f"{self.kind}:{self.subject}:{self.key}"


@dataclass(frozen=True)
class Changes:
    """Everything that is told of the facts."""

    events: tuple[Event, ...]
    """The newest first; what has no date last. Of one date what stands later in the ledger comes first."""
    unconfirmed: tuple[str, ...]
    """The subjects that nobody has confirmed as they stand today, in the order of the organisations' files."""


def changes(content: Content) -> Changes:
    """Return what became of the contact points that readers can use, and of those that are retired.

    Lines of the ledger about what is retired, is gone, or has no source (confidence N) are told by the retirement
    alone: nothing of them is repeated. A line with the value of the line before it confirms; with another it changes.
    """
    current = {one.subject.name: one for one in standings(content) if _is_told(content, one.subject)}
    found = [*_corrections(current), *_confirmations(content, current)]
    dated = sorted(enumerate(found), key=lambda one: (one[1].on, one[0]), reverse=True)
    retired = sorted(_retirements(content), key=lambda one: one.on, reverse=True)
    events = [one for _, one in dated]
    known = [one for one in retired if one.on]
    merged = sorted([*known, *events], key=lambda one: one.on, reverse=True)  # a stable order: retirements first
    return Changes(
        (*merged, *(one for one in retired if not one.on)),
        tuple(name for name, one in current.items() if not one.is_confirmed and one.correction is None),
    )


def _is_told(content: Content, subject: Subject) -> bool:
    kind, _, name = subject.name.partition(":")
    if kind not in KINDS:
        return False
    key, _, point = name.partition(".")
    found = [one for one in contacts_of(key, content.organisations[key]) if one.id == point]
    return any(one.fact.retired is None and kind in (one.kind, "hours") for one in found)


def _corrections(current: dict[str, Standing]) -> Iterator[Event]:
    for name, one in current.items():
        if one.correction is not None:
            yield Event("corrected", name, one.correction.date, digest(one.correction.value))


def _confirmations(content: Content, current: dict[str, Standing]) -> Iterator[Event]:
    before: dict[str, str] = {}
    told: set[str] = set()
    for review in content.reviews.reviews:
        standing = current.get(review.of)
        if standing is None or review.confidence == "N":
            continue
        last = before.get(review.of)
        before[review.of] = review.value
        changed = last is not None and not _same(standing.subject, last, review.value)
        event = Event("changed" if changed else "confirmed", review.of, review.checked, _key(review), review)
        if event.name not in told:
            told.add(event.name)
            yield event


def _same(subject: Subject, one: str, other: str) -> bool:
    """Tell whether two values are one, perhaps in two notations."""
    return one == other or (subject.same(one) and subject.same(other))


def _key(review: Review) -> str:
    words = review.model_dump(mode="json", exclude={"seal", "by", "of"}, exclude_none=True)
    return digest(json.dumps(words, sort_keys=True, ensure_ascii=False))


def _retirements(content: Content) -> Iterator[Event]:
    for key, organisation in content.organisations.items():
        for contact in contacts_of(key, organisation):
            if (retired := contact.fact.retired) is not None:
                mark = digest(f"{retired.reason} {retired.replaced_by}")
                yield Event("retired", contact.reference, retired.since or "", mark, replaced_by=retired.replaced_by)
