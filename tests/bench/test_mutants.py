"""The bench of faults itself: what it draws, that it takes every change back, and how it counts."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from .mutants import ROOT, candidates, draw
from .mutations import KINDS
from .mutations.base import Edit, Kind, Mutation, Project, diff, right_lines
from .mutations.summary import as_json, table
from .mutations.trying import Bench, Column, Outcome

BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    before, environment = Path.cwd(), dict(os.environ)
    yield Bench(ROOT, tmp_path_factory.mktemp("bench"))
    os.chdir(before)
    os.environ.clear()
    os.environ.update(environment)


@pytest.fixture(scope="module")
def project(bench: Bench) -> Project:
    return bench.project()


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(KINDS)
    assert sum(not kind.harmless for kind in KINDS) >= 25


def test_the_same_seed_draws_the_same_faults(project: Project) -> None:
    one, same, other = (draw(project, seed, 60, ["phone:", "words: a figure"]) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_so_many_faults_are_drawn_as_are_wanted_of_every_kind(project: Project) -> None:
    drawn = draw(project, 1, 1000)
    assert sum(not kind.harmless for kind, _ in drawn) == 1000
    assert {kind.name for kind, _ in drawn} == set(BY_NAME)


@pytest.mark.parametrize(
    "name",
    [
        "words: a literal number for a reference",
        "page: a digit of a tel: changed",
        "ledger: a line deleted",
    ],
)
def test_a_fault_is_found_and_taken_back(bench: Bench, project: Project, name: str) -> None:
    kind = BY_NAME[name]
    mutation = candidates(project, kind, 1)[0]
    outcome = bench.try_out(kind, mutation, project.texts)
    assert outcome.as_it_is.caught
    assert outcome.as_it_is.placed
    assert (outcome.recorded is None) == kind.kept
    assert bench.project() == project


def test_a_new_file_is_taken_away_with_its_folder(bench: Bench, project: Project) -> None:
    edit = Edit("content/de/pages.yml", 0, -1, "x: 1\n")
    outcome = bench.try_out(BY_NAME["file: one too many"], Mutation((edit,)), project.texts)
    assert outcome.as_it_is.caught
    assert not (bench.root / "content/de").exists()


def test_a_harmless_change_is_tried_to_the_end(bench: Bench, project: Project) -> None:
    kind = BY_NAME["harmless: quotation marks of YAML"]
    outcome = bench.try_out(kind, candidates(project, kind, 1)[0], project.texts)
    assert outcome.same
    assert not outcome.crash


def test_what_only_the_built_site_shows_is_built_and_read_back(bench: Bench, project: Project) -> None:
    path = "overrides/components/account/account.html"
    text = project.texts[path]
    spot = text.index("{{ c.text }}")
    edit = Edit(path, spot, spot + len("{{ c.text }}"), "{{ c.text[1:] }}")
    kind = replace(BY_NAME["template: a value no longer shown"], name="another account on one page")
    outcome = bench.try_out(kind, Mutation((edit,)), project.texts)
    assert outcome.recorded is not None
    assert outcome.recorded.caught
    assert not outcome.same


def test_a_check_that_fails_is_no_check(bench: Bench, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("of ours")

    monkeypatch.setattr(bench, "_checked", failing)
    kind = BY_NAME["words: a literal number for a reference"]
    outcome = bench.try_out(kind, candidates(project, kind, 1)[0], project.texts)
    assert "of ours" in outcome.crash
    assert not outcome.as_it_is.caught


TEXT = "a:\n  b:\n    one: 1\n    two: 2\n  c: 3\n"


def test_the_right_lines_are_those_that_changed() -> None:
    kind = Kind("x", "x", lambda project, chance: [])
    spot = TEXT.index("2")
    changed = Edit("content/x.yml", spot, spot + 1, "5")
    assert right_lines(changed, TEXT, kind) == {4}
    assert right_lines(changed, TEXT, replace(kind, entry=True)) == {2, 3, 4}
    assert 1 in (right_lines(changed, TEXT, replace(kind, whole=True)) or ())
    line = TEXT.index("    two")
    assert right_lines(Edit("content/x.yml", line, TEXT.index("  c"), ""), TEXT, kind) == {3, 4, 5}
    assert right_lines(Edit("content/x.yml", 0, -1, None), TEXT, kind) is None
    assert diff(changed, TEXT).endswith("-    two: 2\n+    two: 5")


def test_figures_as_table_and_as_json() -> None:
    missed = BY_NAME["words: a figure changed in one language"]
    harmless = BY_NAME["harmless: quotation marks of YAML"]
    outcome = Outcome(harmless.name, "content/x.yml:1", "- a\n+ b", Column(), Column(), ())
    figures = as_json(KINDS, [outcome, replace(outcome, kind=missed.name)], 1, 2.5)
    assert figures["faults"] == 1
    assert [one["kind"] for one in figures["missed_or_misplaced"]] == [missed.name]
    assert figures["false_alarms"] == []
    assert json.loads(json.dumps(figures))["kinds"][missed.name]["recorded"] == {
        "tried": 1, "caught": 0, "errors": 0, "right_place": 0,
    }  # fmt: skip
    assert missed.name in table(KINDS, [replace(outcome, kind=missed.name)], 1, 2.5)
