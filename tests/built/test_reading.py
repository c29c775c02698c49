"""Reading back in two processes, and with pages that were met before: the same findings, of what stands there now."""

from collections.abc import Callable

import pytest

from meldwijzer import built as room
from meldwijzer import cli
from meldwijzer.findings import Finding
from meldwijzer.rules.exempt import exempt

from .conftest import Folder

FAULTS = (
    ("fr/aide/index.html", 'href="tel:103"', 'href="tel:104"'),
    ("en/law/index.html", 'id="eu-directive"', 'id="nl-252"'),
    ("nl/index.html", 'href="melden/"', 'href="meld/"'),
    ("fr/menace/index.html", "Ne payez pas, et parlez", "Payez, et parlez"),
    ("fr/search/search_index.json", "Ne payez pas", "Payez"),
)


@pytest.fixture
def faulty(broken: Callable[[], Folder]) -> Folder:
    """A built site with several faults."""
    folder = broken()
    for path, old, new in FAULTS:
        folder.replace(path, old, new)
    return folder


def _one_by_one(folder: Folder) -> list[Finding]:
    return exempt(folder.site.content, room.findings(folder.built()), built=True)


def test_two_processes_find_what_one_finds(faulty: Folder) -> None:
    """The same findings in the same order, each of the faults among them."""
    found = _one_by_one(faulty)
    assert {one.place.path for one in found} >= {f"site/{path}" for path, _, _ in FAULTS}
    assert room.check(faulty.site, faulty.root) == found


def test_what_was_met_before_changes_nothing(broken: Callable[[], Folder]) -> None:
    """Pages that were met and then changed, cut short or taken away are judged by what stands there in the end."""
    folder = broken()
    pieces, met = room.Pieces(), set[str]()
    folder.write("nl/half/index.html", "<!doctype html><html><body><p>")
    room.meet(folder.root, pieces, met)
    assert {path for path, _, _ in FAULTS if path.endswith(".html")} <= met
    assert "nl/half/index.html" not in met
    for path, old, new in FAULTS:
        folder.replace(path, old, new)
    (folder.root / "nl/half/index.html").unlink()
    (folder.root / "nl/wet/index.html").unlink()
    found = _one_by_one(folder)
    assert room.check(folder.site, folder.root, pieces) == found
    assert "site/nl/wet/index.html" in {one.place.path for one in found}


def test_pages_that_go_away_while_they_are_met(broken: Callable[[], Folder], monkeypatch: pytest.MonkeyPatch) -> None:
    """A generator may clear its folder at any time: that is no mistake, and the next look finds what is there."""
    folder = broken()
    pieces, met = room.Pieces(), set[str]()
    with monkeypatch.context() as patched:
        patched.setattr(room, "files_of", lambda _: iter([("nl/gone.html", 1)]))
        room.meet(folder.root, pieces, met)
    assert met == set()
    room.meet(folder.root, pieces, met)
    assert "nl/index.html" in met


def test_the_command_reads_a_folder_back(faulty: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """`meldwijzer check --built` tells all of it, and nothing of a folder that is as it should be."""
    assert cli.main(["--root", str(faulty.site.root), "check", "--built", str(faulty.root)]) == 1
    said = capsys.readouterr().err
    assert [str(one) for one in _one_by_one(faulty) if str(one) not in said] == [], said
    for path, old, new in FAULTS:
        faulty.replace(path, new, old)
    assert cli.main(["--root", str(faulty.site.root), "check", "--built", str(faulty.root)]) == 0
    assert "No errors" in capsys.readouterr().out
    assert cli.main(["--root", str(faulty.site.root), "check", "--built", str(faulty.root / "no")]) == 1
    assert "is not a folder" in capsys.readouterr().err
