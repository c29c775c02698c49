"""The benches' own parts: projects that a seed makes the same, prose without figures, reports that are counted."""

import random
import re
import sys
from pathlib import Path

import pytest

from meldwijzer.content import load

from . import building, faults, links, outputs, phrases, processes, share, stock, synthetic
from .built_folder import NothingToChange, Spot
from .fault_kinds import KINDS
from .server import mirrored


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench") / "project"
    synthetic.generate(root, languages=4, pages=24, seed=3)
    return root


def test_a_project_has_the_wanted_languages_and_pages_and_can_be_read(project: Path) -> None:
    content, findings = load(project)
    assert content is not None
    assert [str(finding) for finding in findings if finding.severity == "error"] == []
    counts = {tag: len(words.pages.pages) + len(words.guides) for tag, words in content.words.items()}
    assert counts == {"nl": 24, "fr": 24, "en": 24, "de": 24}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(project: Path, tmp_path: Path) -> None:
    synthetic.generate(tmp_path / "same", languages=4, pages=24, seed=3)
    synthetic.generate(tmp_path / "other", languages=4, pages=24, seed=4)
    assert _files(tmp_path / "same") == _files(project)
    assert _files(tmp_path / "other") != _files(project)


def test_guides_say_the_same_in_each_language_in_about_six_hundred_words(project: Path) -> None:
    for guide in (project / "content/nl/guides").glob("bench-*.md"):
        texts = {tag: (project / f"content/{tag}/guides/{guide.name}").read_text("utf-8") for tag in ("nl", "fr", "en")}
        references = {
            tag: re.findall(r"<\w+:[^>]+>|\]\([^)]+\)|\{#\w+\}|^- ", text, re.M) for tag, text in texts.items()
        }
        assert references["nl"] == references["fr"] == references["en"]
        assert all(500 <= len(text.split()) <= 750 for text in texts.values())


def test_too_few_pages_or_too_many_languages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pages already"):
        synthetic.generate(tmp_path / "few", languages=3, pages=5, seed=1)
    with pytest.raises(ValueError, match="can be made"):
        synthetic.generate(tmp_path / "many", languages=25, pages=30, seed=1)


def test_prose_has_no_figures_and_differs_between_languages() -> None:
    chance = random.Random(7)
    for _ in range(200):
        texts = phrases.sentence(chance)
        assert not any(character.isdigit() for text in texts for character in text)
        assert len(set(texts)) == 3


def _spot(folder: Path, html: str) -> Spot:
    spot = Spot(folder, "nl/gidsen/bench-001/index.html", "bench-fault-000", "nl/gidsen/bench-002/index.html")
    spot.write(html)
    return spot


def test_an_edit_that_finds_nothing_to_change_says_so(tmp_path: Path) -> None:
    spot = _spot(tmp_path, "<p>x</p>")
    with pytest.raises(NothingToChange):
        spot.change("absent", "y")
    spot.change("x", "y")
    assert spot.read() == "<p>y</p>"


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 20


def test_a_report_counts_for_the_fault_that_it_names_or_whose_page_it_is_about() -> None:
    one = faults.Fault(KINDS[0], 0, frozenset({"nl/a/index.html"}), ("bench-fault-000",))
    other = faults.Fault(KINDS[1], 1, frozenset({"nl/b/index.html"}), ("bench-fault-001",))
    reports = [
        faults.Report("nl/menu/index.html", "../bench-fault-000/ does not exist"),
        faults.Report("nl/b/index.html", "something is wrong"),
        faults.Report("nl/c/index.html", "nobody planted this"),
    ]
    numbers, about_none = faults.found([one, other], reports)
    assert numbers == {0, 1}
    assert about_none == reports[2:]


def test_faults_of_one_file_are_told_apart_by_what_is_reported() -> None:
    both = [faults.Fault(KINDS[0], n, frozenset({"sitemap.xml"}), (f"bench-fault-00{n}",)) for n in range(2)]
    assert faults.found(both, [faults.Report("sitemap.xml", "bench-fault-001 is gone")])[0] == {1}
    assert faults.found(both, [faults.Report("sitemap.xml", "is strange")])[0] == set()


def test_the_served_folder_takes_the_sites_address_for_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="https://meldwijzer.example/nl/">', "utf-8")
    (tmp_path / "b.png").write_bytes(b"https://meldwijzer.example/")
    files = mirrored(tmp_path, "https://meldwijzer.example/", "http://127.0.0.1:1/")
    assert files == {"/a.html": b'<a href="http://127.0.0.1:1/nl/">', "/b.png": b"https://meldwijzer.example/"}


def test_figures_say_whether_the_targets_are_met() -> None:
    part = {"wall": 0.5, "cpu": 0.5, "calls": 2}
    builds = {mode: {"wall": 10.0, "cpu": 9.0} for mode in share.MODES}
    figures = {
        "rounds": 5, "builds": builds, "parts": {"rules": part}, "added": {"wall": 0.09, "cpu": 0.2},
        "share_wall": 0.3, "share_cpu": 0.25,
    }  # fmt: skip
    said = share.shown(figures)
    assert "9.0% of a build's wall time, 20.0% of its processor time; target 10% of wall: met" in said
    assert "all parts together: 30.0% of wall" in said
    assert "25.0% of processor time" in said
    assert "target 10% of wall: missed" in share.shown({**figures, "added": {"wall": 0.11, "cpu": 0.2}})
    assert links.TARGET == 5.0


def test_stock_gets_the_same_pages_with_ordinary_links(project: Path, tmp_path: Path) -> None:
    assert stock.generate(project, tmp_path / "stock") == 4 * 24
    docs = tmp_path / "stock/docs"
    assert {file.name for file in (docs / "fr").iterdir()} == {file.name for file in (docs / "de").iterdir()}
    guide = (docs / "en/guide-bench-000.md").read_text("utf-8")
    assert guide.startswith("# ")
    assert "## " in guide
    assert "{: #first }" in guide
    assert "](tel:" in guide
    assert not re.search(r"<(?:phone|link|page):|\]\((?:phone|link|page):", guide)
    for target in re.findall(r"\]\(([a-z0-9-]+\.md)", guide):
        assert (docs / "en" / target).is_file()


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert building.exponent([(1, 2.0), (2, 4.0), (4, 8.0)]) == pytest.approx(1)
    assert building.exponent([(3, 5.0), (6, 20.0)]) == pytest.approx(2)
    assert building.exponent([(3, 5.0)]) != building.exponent([(3, 5.0)]), "one size says nothing"


def test_figures_and_verdicts_of_a_bench() -> None:
    kinds = {
        (3, 50): {"ours": 4.0, "unpacked": 1.0, "stock": 4.0, "again": 0.1},
        (3, 200): {"ours": 8.0, "unpacked": 2.0, "stock": 16.0, "again": 1.0},
    }
    results = {
        size: {kind: {"wall": wall, "cpu": wall, "memory": 10_000 * size[0] * size[1]} for kind, wall in of.items()}
        for size, of in kinds.items()
    }
    found = building.figures(results)
    assert found["3x200 unpacked/stock"] == pytest.approx(0.125)
    assert found["3x200 again/ours"] == pytest.approx(0.125)
    assert found["pages stock"] == pytest.approx(1)
    assert found["bytes a page"] == pytest.approx(10_000)
    said = building.shown(results, found)
    assert "met    3 x 200: unpacked of stock: 0.125 (at most 0.35)" in said
    assert "MISSED 3 x 200: nothing changed, of a whole build: 0.125 (at most 0.1)" in said


def test_the_cost_of_a_command_counts_what_it_starts(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys; hold = bytearray(60_000_000); import time; time.sleep(0.4);"
        "subprocess.run([sys.executable, '-c', 'sum(range(3_000_000))'])"
    )
    cost = processes.run([sys.executable, "-c", script], tmp_path, memory=True)
    assert cost.wall > 0.4
    assert cost.cpu > 0.02
    assert cost.memory > 60_000_000
    with pytest.raises(SystemExit, match="failed"):
        processes.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_files_are_counted_under_what_they_are() -> None:
    """A leaflet is one whatever its country, and a page is no data."""
    kinds = {
        "print/nl/leaflet-be.pdf": "print/leaflet",
        "print/fr/poster-nl-a3.pdf": "print/poster-a3",
        "print/en/booklet.pdf": "print/booklet",
        "link/nl/banner-300x250-dark.png": "link/png",
        "data/v1/hsds/fr/services.json": "data/json",
        "fr/aide/index.html": "page",
        "en/search/search_index.json": "search",
        "assets/mark.svg": "other",
    }
    assert {path: outputs.kind_of(path) for path in kinds} == kinds
