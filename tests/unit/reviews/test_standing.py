"""Every change of a fact is seen, at the fact; another notation of the same is no change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.reviews import standings, subjects
from meldwijzer.reviews.standing import baseline_line, baseline_words
from meldwijzer.reviews.subjects import read_details, written
from meldwijzer.rules import ledger

from ..conftest import Tree

NOTATION = {"written"}
"""Fields that only say how something is written; another rule compares them with the value."""


def other(value: Any) -> Any:
    """Return another value of the same type."""
    match value:
        case bool():
            return not value
        case str():
            return f"{value}x"
        case list():
            return value[:-1] if value and isinstance(value[0], BaseModel) else [*value, "x"]
        case dict():
            return {**value, next(iter(value), "nl"): "x"}
        case None:
            return "x"
    return None if isinstance(value, BaseModel) else value + 1


def facts(content: Content) -> Iterator[tuple[BaseModel, str]]:
    """Yield every field of every fact that readers rely on."""
    for organisation in content.organisations.values():
        groups = (organisation.phones, organisation.links, organisation.emails, organisation.addresses,
                  organisation.accounts, organisation.services, organisation.channels)  # fmt: skip
        for group in groups:
            for fact in group.values():
                yield from ((fact, field) for field in type(fact).model_fields)
        yield from ((organisation, field) for field in ("name", "kind", "country", "roles", "aliases"))
    for fact in (*content.law.entries.values(), *content.law.positions.values(), *content.giving.tax,
                 *content.giving.ways.values(), *content.reporting.trouble.statements.values(),
                 *content.site.countries.values()):  # fmt: skip
        yield from ((fact, field) for field in type(fact).model_fields)


def test_every_field_of_every_fact_is_watched(tree: Tree) -> None:
    """Whichever field of a fact changes, some subject no longer is what it was."""
    content = tree.load()

    def state() -> dict[str, object]:
        return {one.name: (one.value, dict(one.details)) for one in subjects(content)}

    before = state()
    unseen = []
    kinds: dict[tuple[type, str, bool], BaseModel] = {}
    for fact, field in facts(content):
        kinds.setdefault((type(fact), field, bool(getattr(fact, field))), fact)
    for (_, field, _), fact in kinds.items():
        if field in NOTATION:
            continue
        kept = getattr(fact, field)
        if (field == "retired" and kept is None) or (field == "sources" and kept == []):
            continue  # what would have to be made up; taking it away is tried
        fact.__dict__[field] = Decimal(1) if field == "change_announced" else other(kept)
        if state() == before:
            unseen.append(f"{type(fact).__name__}.{field}")
        fact.__dict__[field] = kept
    assert not unseen
    assert state() == before


def test_names_of_subjects_are_unique(content: Content) -> None:
    names = [one.name for one in subjects(content)]
    assert len(names) == len(set(names))


def test_details_and_baseline_lines_can_be_read_back(content: Content) -> None:
    for one in subjects(content):
        assert read_details(written(one.details)) == dict(one.details)
        assert baseline_line(f"12345678 {baseline_words(one)}") == (" ".join(one.value.split()), dict(one.details))


def changed(tree: Tree) -> list[Finding]:
    return list(ledger.changed_since_review(tree.load()))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("child-focus", '"+32 2 475 44 99"', '"+3224754499"'),
        ("child-focus", '"+32 2 475 44 99"', '"02 475 44 99"'),
        ("child-focus", '"116000"', '"116 000"'),
        ("child-focus", "BE19 3101 2229 9912", "BE19310122299912"),
        ("child-focus", "https://payboy.be/", "HTTPS://PayBoy.be"),
        ("113", "0800-0113", "0800 01 13"),
        ("seos", "Mo 09:30-12:30", "Mo  09:30-12:30"),
    ],
)
def test_another_notation_is_no_change(tree: Tree, path: str, old: str, new: str) -> None:
    tree.replace(f"content/organisations/{path}.yml", old, new)
    assert not changed(tree)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("awel", '"102"', '"103"'),
        ("child-focus", "message: steun", "message: gift"),
        ("child-focus", "https://payboy.be/", "https://payboy.be/x"),
        ("seos", "Mo 09:30-12:30", "Mo 09:30-12:00"),
        ("seos", "contact@seos.be", "Contact@seos.be"),
    ],
)
def test_a_change_is_seen_on_its_line(tree: Tree, path: str, old: str, new: str) -> None:
    file = f"content/organisations/{path}.yml"
    tree.replace(file, old, new)
    found = changed(tree)
    text = (tree.root / file).read_text("utf-8").split("\n")
    assert [new.strip('"') in text[one.place.line - 1] for one in found] == [True]


def test_keys_in_another_order_are_no_change(tree: Tree) -> None:
    tree.replace(
        "content/organisations/child-focus.yml",
        "    country: BE\n    kind: short\n    cost: free\n",
        "    cost: free\n    kind: short\n    country: BE\n",
    )
    assert not changed(tree)


LINE = """  - of: phone:child-focus.abroad
    value: "+32 2 475 44 98"
{details}    confidence: "H"
    role: organisation
    by: "An Editor"
    source: "https://childfocus.be/"
    checked: "2026-11-20"
"""


def test_a_line_by_hand_confirms_a_new_value(tree: Tree) -> None:
    """An editor in a browser changes the number and adds a line: that publishes, with a warning."""
    tree.replace("content/organisations/child-focus.yml", "475 44 99", "475 44 98")
    text = (tree.root / "content/reviews.yml").read_text("utf-8")
    tree.write("content/reviews.yml", text + LINE.format(details=""))
    assert not changed(tree)
    found = [one.rule for rule in ledger.RULES for one in rule.check(tree.load())]
    assert found == ["unsealed"]


def test_a_line_may_confirm_details(tree: Tree) -> None:
    tree.replace("content/organisations/child-focus.yml", "475 44 99", "475 44 98")
    tree.replace(
        "content/organisations/child-focus.yml", '44 98"\n    country: BE', '44 98"\n    cost: normal\n    country: BE'
    )
    assert [one.place.line for one in changed(tree)] == [18, 19] or len(changed(tree)) == 2
    details = '    details: "cost: normal; country: BE; kind: geographic"\n'
    text = (tree.root / "content/reviews.yml").read_text("utf-8")
    tree.write("content/reviews.yml", text + LINE.format(details=details))
    assert not changed(tree)


@pytest.mark.parametrize(
    ("checked", "today", "expired"),
    [
        ("2026", date(2027, 1, 1), False),  # 365 days after the first of January
        ("2026", date(2027, 1, 2), True),
        ("2026-11", date(2027, 11, 1), False),
        ("2026-11", date(2027, 11, 2), True),
        ("2026-11-20", date(2027, 11, 20), False),
        ("2026-11-20", date(2027, 11, 21), True),
    ],
)
def test_age_counts_from_the_first_day_it_may_mean(checked: str, today: date, expired: bool, content: Content) -> None:
    from meldwijzer.reviews.standing import is_expired

    review = content.reviews.reviews[0].model_copy(update={"checked": checked})
    assert is_expired(replace(content, today=today), review) is expired


def test_when_all_has_expired_each_file_is_told_once(content: Content) -> None:
    found = list(ledger.expired(replace(content, today=date(2031, 1, 1))))
    assert len(found) == len({one.place.path for one in found}) > 30


def test_nothing_is_made_up(content: Content) -> None:
    """Every source in the ledger was there before, or is the fact's own."""
    own = {source.url for one in content.reporting.trouble.statements.values() for source in one.sources}
    for review in content.reviews.reviews:
        assert review.role == "desk-research"
        assert review.by == "desk research" or review.by.startswith("facts.csv ")
        if review.of.startswith("statement:"):
            assert review.source in own


def test_standings_know_every_subject(content: Content) -> None:
    assert [one.subject.name for one in standings(content)] == [one.name for one in subjects(content)]
    assert not [one.subject.name for one in standings(content) if one.is_new]
