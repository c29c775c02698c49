"""Writing: remarks and layout stay, what was written is read back the same, and recording everything silences."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.content import load
from meldwijzer.model.ledger import Correction, Review
from meldwijzer.reviews import record_all, writing
from meldwijzer.reviews.seals import broken, unsealed
from meldwijzer.rules import ledger, translated

from .. import scenarios_reviews
from ..conftest import ROOT, TODAY, Tree

LEDGER = "content/reviews.yml"
NEW = Review(
    of="phone:awel.helpline", value="102", confidence="H", role="organisation", by='An "Editor"', source="x: #1",
    checked="2026-11-20", details="country: BE",
)  # fmt: skip


def read(tree: Tree, path: str = LEDGER) -> str:
    return (tree.root / path).read_text("utf-8")


def test_a_line_is_added_and_nothing_else_changes(tree: Tree) -> None:
    before = read(tree)
    writing.add_reviews(tree.root, tree.load(), [NEW])
    after = read(tree)
    kept = [line for line in before.split("\n") if not line.startswith("sealed:")]
    assert [line for line in after.split("\n") if not line.startswith("sealed:")][: len(kept) - 1] == kept[:-1]
    ledger = tree.load().reviews
    assert ledger.reviews[-1].model_copy(update={"seal": None}) == NEW
    assert broken(ledger) == []
    assert unsealed(ledger) == []


def test_seals_are_written_beside_remarks_and_in_any_style(tree: Tree) -> None:
    """A line by hand, with a remark in it, and one in brackets get their seals where they stand."""
    by_hand = (
        '  # asked by phone\n  - of: phone:awel.helpline  # the line\n    value: "102"\n    confidence: H\n'
        "    role: organisation\n    by: x\n    source: x\n    checked: 2026-11-20\n"
        "  - {of: phone:awel.helpline, value: '102', confidence: H, role: editor, by: x, source: x, "
        "checked: 2026-11-21}\n"
    )
    tree.write(LEDGER, read(tree) + by_hand)
    count = tree.load().reviews.sealed
    done = writing.seal(tree.root, tree.load())
    assert (done.seals, done.refused) == (2, [])
    assert "  # asked by phone\n  - of: phone:awel.helpline  # the line\n    seal: " in read(tree)
    assert f"  - {{seal: {count + 2}-" in read(tree)
    ledger = tree.load().reviews
    assert broken(ledger) == []
    assert ledger.sealed == count + 2


def test_sealing_what_is_whole_writes_the_same_bytes(tree: Tree) -> None:
    writing.seal(tree.root, tree.load(), everything=True)
    before = {path: read(tree, path) for path in (LEDGER, writing.BASELINE, writing.TRANSLATIONS)}
    writing.seal(tree.root, tree.load())
    assert {path: read(tree, path) for path in before} == before


def test_what_is_gone_is_taken_out_and_stays_accounted_for(tree: Tree) -> None:
    tree.replace("content/organisations/seos.yml", "emails:\n  contact:\n    address: contact@seos.be\n", "")
    tree.replace("content/organisations/seos.yml", "    emails: [contact]\n", "")
    numbers = writing.forget(tree.root, tree.load(), ["email:seos.contact"])
    assert len(numbers) == 1
    ledger = tree.load().reviews
    assert ledger.lost == numbers
    assert broken(ledger) == []
    assert "email:seos.contact" not in read(tree) + read(tree, writing.BASELINE)


@pytest.mark.parametrize("name", [name for group in scenarios_reviews.RULES.values() for name in group])
def test_recording_everything_silences_every_rule_about_reviews(name: str, tree: Tree) -> None:
    """Whatever is wrong with facts, ledger and translations: recorded as it stands, it is right."""
    next(group[name] for group in scenarios_reviews.RULES.values() if name in group)(tree)
    record_all(tree.load(), tree.root, by="x")
    content = tree.load()
    found = [str(one) for rule in (*ledger.RULES, *translated.RULES) for one in rule.check(content)]
    assert not [one for one in found if "[notice" not in one]


def test_recording_everything_is_fast(tree: Tree) -> None:
    content = tree.load()
    start = time.perf_counter()
    record_all(content, tree.root)
    assert time.perf_counter() - start < 2


@given(
    st.sampled_from(["", "# end\n", "b: 1\n", "\n\nb:\n  - x\n"]), st.sampled_from(["[]", "\n  - x: 1", "\n- x: 1", ""])
)
def test_an_item_is_added_to_any_list(behind: str, items: str) -> None:
    """Whatever stands before and behind a list, the item becomes its last."""
    text = f"# remark\na: {items}\n{behind}" if items in ("[]", "") else f"# remark\na:{items}\n{behind}"
    after = yaml.safe_load(writing.with_item(text, "a", '  - of: phone:x.y\n    value: "1"'))
    assert after["a"][-1] == {"of": "phone:x.y", "value": "1"}
    before = yaml.safe_load(text)
    assert {key: value for key, value in after.items() if key != "a"} == {k: v for k, v in before.items() if k != "a"}
    assert after["a"][:-1] == (before["a"] or [])


def test_a_notice_is_added_below_its_remarks(tree: Tree) -> None:
    before = read(tree, writing.NOTICES)
    notice = Correction(of="phone:awel.helpline", value="103", by="x", reason="it moved today", date="2026-11-30",
                        until="2026-12-02")  # fmt: skip
    writing.add_notice(tree.root, notice)
    writing.add_notice(tree.root, notice)
    assert tree.load().notices.corrections == [notice, notice]
    assert read(tree, writing.NOTICES).startswith(before[: before.index("corrections")])


def test_nothing_is_left_behind(tree: Tree) -> None:
    writing.seal(tree.root, tree.load())
    assert not list(Path(tree.root / "content").glob(".*"))


def test_the_files_that_ship_are_as_the_machine_writes_them(tree: Tree) -> None:
    """Nobody edited by hand what the machine keeps."""
    content, _ = load(ROOT, TODAY)
    assert content is not None
    for path in (writing.BASELINE, writing.TRANSLATIONS):
        text = (ROOT / path).read_text("utf-8")
        lines = [line for line in text.split("\n") if line.startswith("  ")]
        assert yaml.safe_load(text)["recorded"] == sum(": " in line for line in lines)
