"""Rules for reviews: what changed, is too old or was never looked at, and the ledger itself. Texts: translations."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity, did_you_mean
from meldwijzer.model.ledger import Correction, Outage
from meldwijzer.references import Registry
from meldwijzer.reviews import Change, Standing, in_force, standings
from meldwijzer.reviews.seals import Broken, broken, edited_lines, unsealed
from meldwijzer.reviews.standing import earliest, is_expired, is_in_force

from .base import Rule, Shown, error, key_place, value_place

LEDGER = "content/reviews.yml"
BASELINE = "content/baseline.yml"
NOTICES = "content/notices.yml"

GIVE_WAY = frozenset({"changed", "ledger", "seal", "future"})
"""Rules that only warn while something urgent is in force: a correction at midnight must not wait for a review."""


def changed_since_review(content: Content) -> Iterable[Finding]:
    """A fact is as it was confirmed last, or as it was recorded where nobody confirmed it."""
    urgent = in_force(content)
    for standing in standings(content):
        fix = _what_to_do(standing, content, urgent)
        path, name = standing.subject.path, standing.subject.name
        for change in standing.changes:
            if change.now:
                place = value_place(content, path, *change.way, *_language_of(standing, change))
                yield error("changed", place, _told(standing, change), fix)
        if gone := [change for change in standing.changes if not change.now]:
            before = "; ".join(f"{change.detail}: {change.before}" for change in gone)
            message = f'{name} was recorded with "{before}"; that is gone here.'
            yield error("changed", value_place(content, path, *gone[0].way), message, fix)


def _language_of(standing: Standing, change: Change) -> tuple[str, ...]:
    """Return the language in which alone a link's address changed, where it has one for each."""
    several = " | " in change.before and " | " in change.now
    if change.detail or not several or not standing.subject.name.startswith("link:"):
        return ()
    before, now = (dict(one.split(" ", 1) for one in said.split(" | ")) for said in (change.before, change.now))
    changed = [language for language, address in now.items() if before.get(language) != address]
    return (changed[0],) if len(changed) == 1 and list(before) == list(now) else ()


def _told(standing: Standing, change: Change) -> str:
    name = standing.subject.name
    if not change.detail:
        known = "confirmed" if standing.review is not None else "recorded"
        return f'{name} was {known} as "{change.before}"; here it is "{change.now}".'
    if not change.before:
        return f'{name} was recorded without "{change.detail}"; here it is "{change.now}".'
    return f'{name} was recorded with "{change.detail}: {change.before}"; here it is "{change.now}".'


def _what_to_do(standing: Standing, content: Content, urgent: Sequence[str]) -> str:
    name = standing.subject.name
    if standing.correction is not None:
        return f"An urgent correction lets it through until {standing.correction.until}; its review is due."
    if urgent:
        return f"This stops nothing while {urgent[0]} is urgent; its review is due."
    ended = [one for one in content.notices.corrections if one.of == name]
    if ended:
        return f'The urgent correction has ended. Run "meldwijzer review {name}".'
    return f'If that is right, run "meldwijzer review {name}". If it cannot wait, add --urgent.'


def about_nothing(content: Content) -> Iterable[Finding]:
    """Every line of the ledger and of the baseline is about something that exists."""
    known = {standing.subject.name for standing in standings(content)}
    told = set()
    for index, review in enumerate(content.reviews.reviews):
        if review.of not in known:
            told.add(review.of)
            place = value_place(content, LEDGER, "reviews", index, "of")
            meant = "" if review.seal else did_you_mean(review.of, known)
            yield error(
                "ledger", place, f'There is no "{review.of}" to confirm.', f"{meant} {_gone(review.of)}".strip()
            )
    for name in content.baseline.facts:
        if name not in known and name not in told:
            place = key_place(content, BASELINE, ("facts", name))
            yield error("ledger", place, f'"{name}" was recorded and is no longer there.', _gone(name))


def _gone(name: str) -> str:
    return f'If it is gone for good, run "meldwijzer review --gone {name}".'


def seals(content: Content) -> Iterable[Finding]:
    """No line of the ledger was edited or lost after it was recorded."""
    for one in broken(content.reviews):
        place = _seal_place(content, one)
        yield error("seal", place, *_seal_words(one, at_end=one.index >= len(content.reviews.reviews)))
    for path, kept in ((BASELINE, content.baseline), ("content/translations.yml", content.translations)):
        for way in edited_lines(kept):
            message = f'The line "{way[-1]}" was edited by hand.'
            yield error("seal", key_place(content, path, way), message, "Put it back as it was.")
    lines = len(content.baseline.facts)
    if lines < content.baseline.recorded:
        lost = content.baseline.recorded - lines
        place = value_place(content, BASELINE, "recorded")
        message = f"{content.baseline.recorded} facts were recorded here; {lost} of the lines {_are(lost)} gone."
        yield error("seal", place, message, "Put the file back as it was.")
    texts = sum(map(len, content.translations.languages.values()))
    if texts < content.translations.recorded:
        lost = content.translations.recorded - texts
        place = value_place(content, "content/translations.yml", "recorded")
        message = f"{content.translations.recorded} texts were recorded here; {lost} of the lines {_are(lost)} gone."
        yield error("seal", place, message, 'Put the file back as it was, or run "meldwijzer review --seal".')


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _seal_place(content: Content, one: Broken) -> Place:
    if one.what == "count" or one.index >= len(content.reviews.reviews):
        return value_place(content, LEDGER, "sealed")
    if one.what in ("lost", "among"):
        return value_place(content, LEDGER, "reviews", one.index, "of")
    return value_place(content, LEDGER, "reviews", one.index, "seal")


def _seal_words(one: Broken, *, at_end: bool) -> tuple[str, str]:
    match one.what:
        case "edited":
            which = f"Line {one.number}" if one.number else "This line"
            accept = f' If it must be so, run "meldwijzer review --seal {one.number}".' if one.number else ""
            return (
                f"{which} of the ledger was edited after it was recorded.",
                f"Put it back as it was, and add a new line for what is new.{accept}",
            )
        case "lost":
            return (
                f"Line {one.number} of the ledger is missing {'at its end' if at_end else 'before this place'}.",
                f'Put it back. If it must go, run "meldwijzer review --seal {one.number}".',
            )
        case "twice":
            return (
                f"Two lines of the ledger have the number {one.number}: two people added one at the same time.",
                'Run "meldwijzer review --seal".',
            )
        case "moved":
            return f"Line {one.number} of the ledger does not stand in its place.", "Put it back where it was."
        case "among":
            return (
                "This line has no seal, and stands before lines that have one.",
                "If it is new, move it to the end. If not, put its seal back.",
            )
    return (
        f"The ledger says that fewer than {one.number} seals were given.",
        f"Write sealed: {one.number}.",
    )


def new_lines(content: Content) -> Iterable[Finding]:
    """Every line of the ledger is recorded; one that somebody wrote by hand counts, and is recorded later."""
    for index in unsealed(content.reviews):
        review = content.reviews.reviews[index]
        place = value_place(content, LEDGER, "reviews", index, "of")
        message = f"This line about {review.of} has no seal yet."
        yield error("unsealed", place, message, 'It counts. To record it, run "meldwijzer review --seal".')


def from_the_future(content: Content) -> Iterable[Finding]:
    """Nobody has confirmed anything tomorrow."""
    # A site may be built again as of an older day; what was confirmed since is no mistake.
    today = max(content.today, datetime.now(UTC).date())
    for index, review in enumerate(content.reviews.reviews):
        for field, day in (("checked", review.checked), ("date", review.date)):
            if day is not None and earliest(day) > today:
                place = value_place(content, LEDGER, "reviews", index, field)
                yield error("future", place, f"{day} is in the future.", "Write the day on which somebody looked.")
    for index, correction in enumerate(content.notices.corrections):
        if earliest(correction.date) > today:
            place = value_place(content, NOTICES, "corrections", index, "date")
            yield error("future", place, f"{correction.date} is in the future.", "Write the day of the correction.")


def expired(content: Content) -> Iterable[Finding]:
    """Somebody has looked at every fact within the days that content/site.yml allows."""
    days = content.site.reviews.expire_after_days
    old = [one for one in standings(content) if one.review is not None and is_expired(content, one.review)]
    for path, group in groupby(old, lambda one: one.subject.path):
        found = list(group)
        first = found[0].subject
        names = ", ".join(f"{one.subject.name} ({one.review.checked})" for one in found if one.review is not None)
        message = f"Nobody has looked for more than {days} days at {names}."
        fix = 'Look at the sources again. "meldwijzer review --due" lists them.'
        yield error("expired", value_place(content, path, *first.way), message, fix)


def never_reviewed(content: Content) -> Iterable[Finding]:
    """Every fact is confirmed, or at least recorded as one that nobody has confirmed."""
    new = [one for one in standings(content) if one.is_new]
    for path, group in groupby(new, lambda one: one.subject.path):
        found = [one.subject for one in group]
        names = ", ".join(subject.name for subject in found)
        message = f"Nobody has confirmed {names}."
        command = f'"meldwijzer review {found[0].name}"'
        fix = f'Run {command}, or "meldwijzer review --seal" while nobody can confirm it: readers are told.'
        yield error("never-reviewed", value_place(content, path, *found[0].way), message, fix)


def notices(content: Content) -> Iterable[Finding]:
    """Urgent notices are about something that exists, and end after they begin."""
    known = {standing.subject.name: standing.subject for standing in standings(content)}
    for index, one in enumerate(content.notices.corrections):
        way = ("corrections", index)
        if one.of not in known:
            place = value_place(content, NOTICES, *way, "of")
            yield error("notice", place, f'There is no "{one.of}" to correct.', did_you_mean(one.of, known))
        elif is_in_force(one, content.today) and not known[one.of].same(one.value):
            place = value_place(content, NOTICES, *way, "value")
            message = f'The corrected value is "{one.value}", but {one.of} is "{known[one.of].value}".'
            yield error("notice", place, message, "Write the same in both places.")
    for index, outage in enumerate(content.notices.outages):
        way = ("outages", index)
        if outage.contact is None and outage.page is None:
            place = value_place(content, NOTICES, *way)
            yield error("notice", place, "This outage is about nothing.", "Write its contact or its page.")
        if outage.instead == outage.contact:
            place = value_place(content, NOTICES, *way, "instead")
            yield error("notice", place, "What does not work is named as what to use instead.", "Name another way.")
        page = f"page:{outage.page}" if outage.page else None
        for field, target in (("contact", outage.contact), ("instead", outage.instead), ("page", page)):
            if target is not None:
                yield from _target(content, value_place(content, NOTICES, *way, field), target)
    for key in ("corrections", "outages"):
        found: Sequence[Correction | Outage] = getattr(content.notices, key)
        for index, notice in enumerate(found):
            if notice.until < notice.date:
                place = value_place(content, NOTICES, key, index, "until")
                yield error("notice", place, "This ends before it begins.", "Write the last day on which it counts.")


def _target(content: Content, place: Place, target: str) -> Iterable[Finding]:
    """What a notice points to exists, and may be used."""
    registry = Registry(content.organisations)
    kind, _, name = target.partition(":")
    contact = registry.contacts.get(target)
    if kind == "page":
        pages = content.words[content.site.default_language].pages.pages
        page = name.partition("#")[0]
        if page not in pages:
            yield error("notice", place, f'There is no page "{page}".', did_you_mean(page, pages))
    elif contact is None:
        yield error("notice", place, f'"{target}" is not registered.', registry.suggestion(kind, name))
    elif contact.fact.retired is not None:
        yield error("notice", place, f'"{target}" is retired.', f"Use {contact.fact.retired.replaced_by}.")


def ended_notices(content: Content) -> Iterable[Finding]:
    """What was urgent is taken out when it has ended."""
    today = content.today.isoformat()
    for index, one in enumerate(content.notices.corrections):
        if one.until < today:
            place = value_place(content, NOTICES, "corrections", index, "until")
            message = f"The urgent correction of {one.of} has ended."
            yield error("notice-ended", place, message, f'Run "meldwijzer review {one.of}", and delete these lines.')
    for index, outage in enumerate(content.notices.outages):
        if outage.until < today:
            place = value_place(content, NOTICES, "outages", index, "until")
            message = f'The outage "{outage.id}" has ended; readers no longer see it.'
            yield error("notice-ended", place, message, "Delete these lines, or write a later day.")


_LINE = "{of: phone:113.helpline, value: '113', confidence: H, role: editor, by: x, source: x, checked: '2026'}"
_AWEL = "content/organisations/awel.yml"
_ENDED = "contact: phone:awel.helpline, reason: out-of-order, by: An Editor, date: '2025-01-01', until: '2025-01-02'"

RULES = (
    Rule(
        "changed",
        "a number that was changed by mistake looks as good as a right one",
        changed_since_review,
        Shown(
            "content/organisations/child-focus.yml", "phones.abroad.number", '"+32 2 475 44 98"', '"+32 2 475 44 99"'
        ),
        publishing_only=True,
    ),
    Rule(
        "ledger",
        "a confirmation of nothing hides what nobody has confirmed",
        about_nothing,
        Shown(LEDGER, "reviews.0.of", "phone:113.helpine", "phone:113.helpline"),
    ),
    Rule(
        "seal",
        "a ledger that can be edited unseen proves nothing",
        seals,
        Shown(LEDGER, "reviews.0.source", "somebody said so"),
    ),
    Rule(
        "unsealed",
        "a line without a seal could be edited or lost unseen",
        new_lines,
        Shown(LEDGER, "reviews", f"[{_LINE}]"),
        severity=Severity.WARNING,
    ),
    Rule(
        "future",
        "a date that has not come yet would never be too old",
        from_the_future,
        Shown(LEDGER, "reviews.0.checked", '"2999"'),
    ),
    Rule(
        "expired",
        "what nobody has looked at for long may have changed",
        expired,
        Shown(LEDGER, "reviews.0.checked", '"2020-01"'),
        severity=Severity.WARNING,
    ),
    Rule(
        "never-reviewed",
        "a new fact that nobody confirmed is only what one person typed",
        never_reviewed,
        Shown(_AWEL, "links", "{home: {url: https://awel.be/}, other: {url: https://awel.example/}}"),
        severity=Severity.WARNING,
    ),
    Rule(
        "notice",
        "an urgent notice about the wrong thing misleads those who need it most",
        notices,
        Shown(NOTICES, "outages", f"[{{id: a, instead: phone:awel.helpine, {_ENDED}}}]", "[]"),
    ),
    Rule(
        "notice-ended",
        "what was urgent is either confirmed by now or over",
        ended_notices,
        Shown(NOTICES, "outages", f"[{{id: a, instead: link:awel.home, {_ENDED}}}]", "[]"),
        severity=Severity.WARNING,
    ),
)
