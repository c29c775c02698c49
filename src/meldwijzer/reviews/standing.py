"""Where each subject stands: what was confirmed or recorded of it, what has changed since, what is urgent. No words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from meldwijzer.content import Content
from meldwijzer.model.ledger import Correction, Outage, Review
from meldwijzer.reading.yaml_tree import Path

from .subjects import Subject, read_details, subjects, written

AT_MOST_DAYS = 30
"""So long a correction counts without a review, and an urgent notice keeps findings about reviews from blocking."""

_BEHIND_VALUE = " ||"
"""Parts value and details in a line of the baseline."""


@dataclass(frozen=True)
class Change:
    """One thing about a subject that is not what was confirmed or recorded."""

    detail: str
    """Its way below the record; empty for the value."""
    before: str
    """Empty where nothing was said of it."""
    now: str
    way: Path
    """Where it stands."""


@dataclass(frozen=True)
class Standing:
    """One subject and what is known of it."""

    subject: Subject
    review: Review | None
    """The last confirmation of its value."""
    known_value: str | None
    """As confirmed or, for want of that, as recorded."""
    known_details: Mapping[str, str] | None
    correction: Correction | None
    """What lets its changed value through today."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is not as it was confirmed or recorded."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        subject, known = self.subject, self.known_details
        details = []
        if known is not None and written(known) != written(subject.details):
            for key in sorted({*known, *subject.details}):
                if (before := known.get(key, "")) != (now := subject.details.get(key, "")):
                    details.append(Change(key, before, now, subject.way_of(key)))
        # A value that is put together from details is told by them, at their place.
        told = details and subject.way == subject.record
        if self.known_value is not None and not told and not subject.same(self.known_value):
            yield Change("", self.known_value, subject.value, subject.way)
        yield from details

    @property
    def is_confirmed(self) -> bool:
        """Whether its value is the one that was confirmed last."""
        return self.review is not None and self.subject.same(self.review.value)

    @property
    def is_new(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.known_value is None and self.known_details is None


def latest_check(content: Content) -> str:
    """Return when a fact was last looked up, as precisely as the ledger says it; empty where none ever was."""
    return max((review.checked for review in content.reviews.reviews), default="")


def latest(content: Content) -> Mapping[str, Review]:
    """Return the last line of the ledger about each subject."""
    return {review.of: review for review in content.reviews.reviews}


def standings(content: Content) -> list[Standing]:
    """Return where every subject stands."""
    confirmed = latest(content)
    looked_at = {review.of: review.details for review in content.reviews.reviews if review.details is not None}
    recorded = {name: baseline_line(line) for name, line in content.baseline.facts.items()}
    urgent = {one.of: one for one in content.notices.corrections if is_in_force(one, content.today)}
    found = []
    for subject in subjects(content):
        name = subject.name
        review = confirmed.get(name)
        value, details = recorded.get(name, (None, None))
        if review is not None:
            value = review.value
        if name in looked_at:
            details = read_details(looked_at[name])
        correction = urgent.get(name)
        if correction is not None and not subject.same(correction.value):
            correction = None
        found.append(Standing(subject, review, value, details, correction))
    return found


def baseline_line(line: str) -> tuple[str, dict[str, str]]:
    """Return value and details of a line of the baseline."""
    value, _, details = line.partition(" ")[2].partition(_BEHIND_VALUE)
    return value, read_details(details)


def baseline_words(subject: Subject) -> str:
    """Return what the baseline says of a subject, without the digest in front."""
    return f"{' '.join(subject.value.split())}{_BEHIND_VALUE} {written(subject.details)}".strip()


def is_in_force(notice: Correction | Outage, today: date) -> bool:
    """Tell whether an urgent notice has begun, has not ended, and is not older than :data:`AT_MOST_DAYS`."""
    begin, end = date.fromisoformat(notice.date), date.fromisoformat(notice.until)
    return begin <= today <= min(end, begin + timedelta(days=AT_MOST_DAYS))


def shown_outages(content: Content) -> list[Outage]:
    """Return the outages that readers are told of today."""
    today = content.today.isoformat()
    return [one for one in content.notices.outages if one.date <= today <= one.until]


def in_force(content: Content) -> list[str]:
    """Return what is urgent today, each as the subject or the id it is about."""
    corrections = [one.of for one in content.notices.corrections if is_in_force(one, content.today)]
    return corrections + [one.id for one in content.notices.outages if is_in_force(one, content.today)]


def earliest(partial: str) -> date:
    """Return the first day that a partial date may mean: of ``2026-11`` the first of November."""
    return date.fromisoformat(f"{partial}-01-01"[:10] if len(partial) < 10 else partial)


def age(review: Review, today: date) -> int:
    """Return for how many days at most nobody has looked: counted from the first day that ``checked`` may mean."""
    return (today - earliest(review.checked)).days


def is_expired(content: Content, review: Review) -> bool:
    """Tell whether nobody has looked for longer than content/site.yml allows."""
    return age(review, content.today) > content.site.reviews.expire_after_days
