"""Seals: no line of the ledger is edited, lost or moved unseen, and two branches can be merged."""

from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.content import Content
from meldwijzer.model.ledger import Review, ReviewLedger
from meldwijzer.reviews.seals import broken, fits, reseal, seal_of, stamped, unsealed


def line(number: int, **words: str) -> Review:
    """Return a line without a seal."""
    fields = {"of": f"phone:x.a{number}", "value": "102", "confidence": "M", "role": "editor", "by": "x", "source": "x"}
    return Review(**{**fields, "checked": "2026", **words})


def ledger(count: int) -> ReviewLedger:
    """Return a ledger of sealed lines."""
    lines = [line(number) for number in range(1, count + 1)]
    sealed = [one.model_copy(update={"seal": seal_of(one, number)}) for number, one in enumerate(lines, 1)]
    return ReviewLedger(sealed=count, reviews=sealed)


def with_lines(kept: ReviewLedger, lines: list[Review]) -> ReviewLedger:
    return kept.model_copy(update={"reviews": lines})


def after(kept: ReviewLedger, accepted: frozenset[int] = frozenset()) -> ReviewLedger:
    """Return a ledger as sealing leaves it."""
    came = reseal(kept, accepted)
    lines = [
        one.model_copy(update={"seal": came.seals[index]}) if index in came.seals else one
        for index, one in enumerate(kept.reviews)
    ]
    return kept.model_copy(update={"reviews": lines, "sealed": came.sealed, "lost": list(came.lost)})


def test_the_real_ledger_is_whole(content: Content) -> None:
    assert broken(content.reviews) == []
    assert unsealed(content.reviews) == []
    assert content.reviews.sealed == len(content.reviews.reviews)


@given(st.integers(1, 12), st.data())
def test_a_lost_line_is_found_where_it_stood(count: int, data: st.DataObject) -> None:
    kept = ledger(count)
    index = data.draw(st.integers(0, count - 1))
    lines = [*kept.reviews[:index], *kept.reviews[index + 1 :]]
    (found,) = broken(with_lines(kept, lines))
    assert (found.what, found.index, found.number) == ("lost", index, index + 1)


@given(
    st.integers(1, 9),
    st.sampled_from(["of", "value", "date", "details", "confidence", "role", "by", "source", "checked"]),
    st.data(),
)
def test_any_edit_of_a_sealed_line_is_found(count: int, field: str, data: st.DataObject) -> None:
    kept = ledger(count)
    index = data.draw(st.integers(0, count - 1))
    before = kept.reviews[index]
    now = before.model_copy(update={field: f"{getattr(before, field) or ''}9"})
    lines = [now if one is before else one for one in kept.reviews]
    (found,) = broken(with_lines(kept, lines))
    assert (found.what, found.index, found.number) == ("edited", index, index + 1)


@given(st.integers(3, 9), st.data())
def test_a_line_that_loses_its_seal_is_told_once(count: int, data: st.DataObject) -> None:
    kept = ledger(count)
    index = data.draw(st.integers(0, count - 2))
    bare = kept.reviews[index].model_copy(update={"seal": None})
    found = broken(with_lines(kept, [*kept.reviews[:index], bare, *kept.reviews[index + 1 :]]))
    assert [(one.what, one.index) for one in found] == [("among", index)]


@given(st.integers(2, 9), st.data())
def test_two_lines_that_change_places_are_found(count: int, data: st.DataObject) -> None:
    kept = ledger(count)
    one, other = sorted(data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)))
    lines = list(kept.reviews)
    lines[one], lines[other] = lines[other], lines[one]
    assert broken(with_lines(kept, lines))


def test_a_line_behind_the_sealed_ones_needs_no_seal_yet() -> None:
    kept = ledger(2)
    new = with_lines(kept, [*kept.reviews, line(3)])
    assert broken(new) == []
    assert unsealed(new) == [2]
    sealed = after(new)
    assert unsealed(sealed) == []
    assert sealed.reviews[2].seal == seal_of(line(3), 3)
    assert sealed.sealed == 3


def test_two_branches_that_added_a_line_are_merged_by_sealing() -> None:
    base = ledger(2)
    mine, theirs = (after(with_lines(base, [*base.reviews, line(n)])) for n in (3, 4))
    merged = with_lines(mine, [*mine.reviews, *theirs.reviews[2:]])
    assert [(one.what, one.index, one.number) for one in broken(merged)] == [("twice", 3, 3)]
    done = after(merged)
    assert broken(done) == []
    assert [one.seal.partition("-")[0] for one in done.reviews if one.seal] == ["1", "2", "3", "4"]


def test_sealing_blesses_no_edited_or_lost_line_unless_it_is_named() -> None:
    kept = ledger(4)
    edited = kept.reviews[0].model_copy(update={"value": "103"})
    spoilt = with_lines(kept, [edited, kept.reviews[1], kept.reviews[3]])
    came = reseal(spoilt)
    assert came.seals == {}
    assert [(one.what, one.number) for one in came.refused] == [("edited", 1), ("lost", 3)]
    done = after(spoilt, frozenset({1, 3}))
    assert broken(done) == []
    assert done.lost == [3]


def test_a_count_that_is_too_low_is_found() -> None:
    kept = ledger(3).model_copy(update={"sealed": 2})
    assert [one.what for one in broken(kept)] == ["count"]


def test_one_copied_seal_is_one_finding() -> None:
    kept = ledger(3)
    copied = kept.reviews[1].model_copy(update={"seal": kept.reviews[0].seal})
    assert [one.what for one in broken(with_lines(kept, [kept.reviews[0], copied, kept.reviews[2]]))] == ["edited"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_machine_kept_lines_bear_their_digest(key: str, words: str) -> None:
    made = stamped(key, words)
    assert fits(key, made)
    assert not fits(f"{key}x", made)
    assert not fits(key, f"{made}x")
