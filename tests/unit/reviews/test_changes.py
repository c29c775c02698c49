"""What became of the facts: confirmed, changed, retired, in the order in which readers are told."""

from dataclasses import replace

import pytest

from meldwijzer.content import Content
from meldwijzer.model.ledger import Correction, Review
from meldwijzer.reviews.changes import Event, changes

HELPLINE, OFFICE = "phone:child-focus.helpline", "phone:child-focus.office"


def line(of: str, value: str, checked: str, confidence: str = "M", **more: object) -> Review:
    said = {"of": of, "value": value, "confidence": confidence, "role": "editor", "by": "somebody",
            "source": "https://childfocus.be/", "checked": checked, **more}  # fmt: skip
    return Review.model_validate(said)


def with_lines(content: Content, *lines: Review) -> Content:
    """Return the content with a ledger of these lines alone."""
    return replace(content, reviews=content.reviews.model_copy(update={"reviews": list(lines)}))


def told(content: Content, *kinds: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.subject, one.on) for one in changes(content).events if one.kind in kinds]


def test_a_first_line_confirms_and_another_value_changes(content: Content) -> None:
    """Of one number: confirmed, changed, confirmed again; the newest first."""
    lines = [
        line(HELPLINE, "116001", "2025-03"),
        line(HELPLINE, "116000", "2026-01-05"),
        line(HELPLINE, "116 000", "2026-02"),
    ]
    assert told(with_lines(content, *lines), "confirmed", "changed") == [
        ("confirmed", HELPLINE, "2026-02"),
        ("changed", HELPLINE, "2026-01-05"),
        ("confirmed", HELPLINE, "2025-03"),
    ]


def test_of_one_date_the_later_line_comes_first(content: Content) -> None:
    lines = [line(HELPLINE, "116000", "2026-02"), line(OFFICE, "+32 2 475 44 11", "2026-02")]
    assert [one[1] for one in told(with_lines(content, *lines), "confirmed")] == [OFFICE, HELPLINE]


def test_what_has_no_source_or_is_retired_is_told_as_retired_only(content: Content) -> None:
    """Neither its number nor a line about it is repeated."""
    found = changes(content).events
    retired = {one.subject for one in found if one.kind == "retired"}
    assert "phone:child-focus.volunteers" in retired
    assert not retired & {one.subject for one in found if one.kind != "retired"}
    assert not [one for one in found if one.review and one.review.confidence == "N"]
    lines = [line(OFFICE, "+32 2 475 44 11", "2026-02", confidence="N")]
    assert told(with_lines(content, *lines), "confirmed", "changed") == []


def test_retired_without_a_date_comes_last_and_says_what_replaced_it(content: Content) -> None:
    events = changes(content).events
    dates = [one.on for one in events]
    assert dates == sorted(dates, reverse=True)
    volunteers = next(one for one in events if one.subject == "phone:child-focus.volunteers")
    assert volunteers.on == ""
    assert volunteers.replaced_by == OFFICE


def test_a_retirement_stands_in_its_month(content: Content) -> None:
    organisation = content.organisations["child-focus"]
    fax = organisation.phones["fax"]
    assert fax.retired
    retired = fax.model_copy(update={"retired": fax.retired.model_copy(update={"since": "2026-02-03"})})
    other = organisation.model_copy(update={"phones": {**organisation.phones, "fax": retired}})
    changed = replace(content, organisations={**content.organisations, "child-focus": other})
    changed = with_lines(changed, line(HELPLINE, "116000", "2026-02-04"), line(HELPLINE, "116000", "2026-02-02"))
    assert [one.on for one in changes(changed).events][:3] == ["2026-02-04", "2026-02-03", "2026-02-02"]


def test_names_hold_whatever_is_sealed_and_whoever_looked(content: Content) -> None:
    """A seal given later, and a name, change no entry's id; another source or date does."""
    plain = line(HELPLINE, "116000", "2026-02")
    same = [plain, line(HELPLINE, "116000", "2026-02", seal="1-00000000"), line(HELPLINE, "116000", "2026-02", by="x")]
    names = {changes(with_lines(content, one)).events[0].name for one in same}
    assert len(names) == 1
    later = changes(with_lines(content, line(HELPLINE, "116000", "2026-03"))).events[0].name
    assert later not in names
    assert len(changes(with_lines(content, *same)).events) == len(changes(with_lines(content, plain)).events)


def test_what_nobody_confirmed_is_named(content: Content) -> None:
    every = changes(with_lines(content)).unconfirmed
    assert HELPLINE in every
    assert "hours:child-focus.helpline" in every
    assert "phone:child-focus.fax" not in every
    assert HELPLINE not in changes(with_lines(content, line(HELPLINE, "116000", "2026-02"))).unconfirmed


def test_a_correction_is_told_as_not_confirmed(content: Content) -> None:
    said = {"of": HELPLINE, "value": "116000", "by": "x", "reason": "it had moved", "date": content.today.isoformat(),
            "until": content.today.isoformat()}  # fmt: skip
    notices = content.notices.model_copy(update={"corrections": [Correction.model_validate(said)]})
    found = changes(replace(with_lines(content), notices=notices))
    assert [(one.kind, one.on) for one in found.events if one.subject == HELPLINE] == [
        ("corrected", content.today.isoformat())
    ]
    assert HELPLINE not in found.unconfirmed


def test_no_name_is_given_twice(content: Content) -> None:
    names = [one.name for one in changes(content).events]
    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize("kind", ["law", "statement", "service"])
def test_only_contact_points_are_told(kind: str, content: Content) -> None:
    def about(event: Event) -> str:
        return event.subject.partition(":")[0]

    assert kind not in {about(one) for one in changes(content).events}
