"""Publishing: the old site is replaced by a whole new one, or stays exactly as it was."""

import json
import os
import time
from pathlib import Path

import pytest

from meldwijzer import build
from meldwijzer import publish as publishing
from meldwijzer.findings import errors
from meldwijzer.publish import publish

from .conftest import Tree

GOOD = """
import json, os, sys
from pathlib import Path
folder = Path(sys.argv[sys.argv.index("--site-dir") + 1])
(folder / "nl").mkdir()
(folder / "nl/index.html").write_text("new")
wanted = ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "MELDWIJZER_PREVIEW")
(folder / "environment.json").write_text(json.dumps({name: os.environ.get(name) for name in wanted}))
(folder / "where.txt").write_text(os.getcwd())
"""
BAD = (
    GOOD
    + """
print("half of it is there", file=sys.stderr)
sys.exit(1)
"""
)
QUIET = "import sys; print('said on the other stream'); sys.exit(3)"
CRASH = "raise RuntimeError('it broke')"


def generator(tree: Tree, script: str) -> tuple[str, ...]:
    """Return the command of a fake generator."""
    (tree.root / "generator.py").write_text(script)
    return (str(tree.root / "generator.py"),)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file with its bytes and the time of its last change."""
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def leftovers(tree: Tree) -> list[str]:
    """Return half-built folders that were left."""
    return [path.name for path in tree.root.iterdir() if path.name.startswith(".site")]


@pytest.fixture(autouse=True)
def any_result(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What these generators make is no site; reading back has tests of its own."""
    if "reads_back" not in request.node.name:
        monkeypatch.setattr(publishing.built, "check", lambda site, folder, pieces: [])


@pytest.fixture
def prepared(real_site: build.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepare once for all tests that are only about what comes after it."""
    monkeypatch.setattr(publishing, "prepare", lambda root, publishing: build.Result(real_site, []))


@pytest.fixture
def old(whole_tree: Tree) -> Tree:
    """A project that was published before."""
    (whole_tree.root / "site/nl").mkdir(parents=True)
    (whole_tree.root / "site/nl/index.html").write_text("old")
    (whole_tree.root / "site/gone.html").write_bytes(b"\x00old")
    return whole_tree


@pytest.mark.parametrize(("script", "said"), [(BAD, "half of it"), (QUIET, "other stream"), (CRASH, "it broke")])
@pytest.mark.usefixtures("prepared")
def test_a_failing_build_leaves_the_old_site(old: Tree, script: str, said: str) -> None:
    """When the generator fails, the site is byte for byte the old one, nothing is left, and its words are reported."""
    before = files(old.root / "site")
    found = errors(publish(old.root, generator(old, script)))
    assert [finding.rule for finding in found] == ["generator"]
    assert said in found[0].message
    assert files(old.root / "site") == before
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_a_generator_that_is_not_there(old: Tree) -> None:
    """A generator that cannot be started is a finding, too."""
    before = files(old.root / "site")
    assert errors(publish(old.root, ("-m", "no_such_generator")))
    assert files(old.root / "site") == before
    assert leftovers(old) == []


def test_a_good_build_replaces_the_old_site(old: Tree) -> None:
    """The new site stands in the place of the old one, with nothing of the old one in it, readable for a server."""
    assert errors(publish(old.root, generator(old, GOOD))) == []
    assert set(files(old.root / "site")) == {"nl/index.html", "environment.json", "where.txt", "where.txt.br"}
    assert (old.root / "site/nl/index.html").read_text() == "new"
    assert (old.root / "site").stat().st_mode & 0o777 == 0o755
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_the_first_site(whole_tree: Tree) -> None:
    """A project that was never published gets its site."""
    assert errors(publish(whole_tree.root, generator(whole_tree, GOOD))) == []
    assert (whole_tree.root / "site/nl/index.html").read_text() == "new"
    assert leftovers(whole_tree) == []


@pytest.mark.usefixtures("prepared")
def test_a_failing_first_build_makes_no_site(whole_tree: Tree) -> None:
    """A project that was never published has no site after a failure either."""
    assert errors(publish(whole_tree.root, generator(whole_tree, BAD)))
    assert not (whole_tree.root / "site").exists()
    assert leftovers(whole_tree) == []


def test_wrong_content_ends_the_generator(old: Tree) -> None:
    """Errors in the content are all reported; the generator, which began meanwhile, is ended; the old site stays."""
    before = files(old.root / "site")
    old.replace("content/giving.yml", "account:child-focus.donations", "account:child-focus.gifts")
    old.replace("content/nl/pages.yml", "<phone:emergency.112>", "<phone:emergency.911>")
    slow = generator(old, f"import time; time.sleep(60); open({str(old.root / 'finished')!r}, 'w')")
    began = time.monotonic()
    assert {"pointer", "reference"} <= {finding.rule for finding in errors(publish(old.root, slow))}
    assert time.monotonic() - began < 50
    assert files(old.root / "site") == before
    assert not (old.root / "finished").exists()
    assert leftovers(old) == []


def test_content_that_cannot_be_read_starts_no_generator(old: Tree) -> None:
    """A file that no model can be made of stops the build, however it is wrong."""
    before = files(old.root / "site")
    old.replace(
        "content/nl/faq.yml", "    answer:\n      BE: |\n", "    answer:\n      NL:\n        text: x\n      BE: |\n"
    )
    assert errors(publish(old.root, generator(old, GOOD)))
    assert files(old.root / "site") == before


@pytest.mark.usefixtures("prepared")
def test_publishing_reads_back_what_was_built(old: Tree) -> None:
    """A generator that says it is done, but leaves out pages, changes nothing."""
    before = files(old.root / "site")
    assert "built-missing" in {finding.rule for finding in errors(publish(old.root, generator(old, GOOD)))}
    assert files(old.root / "site") == before
    assert leftovers(old) == []


TALKING = (
    GOOD
    + """
import time
for _ in range(8):
    print("x" * 60_000, flush=True)
    time.sleep(0.05)
"""
)


@pytest.mark.usefixtures("prepared")
def test_a_generator_that_says_much_is_not_kept_waiting(old: Tree) -> None:
    """More words than a pipe holds don't stop it, while its pages are looked at."""
    assert errors(publish(old.root, generator(old, TALKING))) == []
    assert (old.root / "site/nl/index.html").read_text() == "new"


CHANGING = """
import sys, time
from pathlib import Path
folder = Path(sys.argv[sys.argv.index("--site-dir") + 1])
page = folder / "nl/index.html"
page.parent.mkdir()
page.write_text("<html><body>\\n<p>first</p>\\n</body></html>")
time.sleep(0.5)
page.write_text("<html><body>\\n<p>0800 12 345</p>\\n</body></html>")
"""


@pytest.mark.usefixtures("prepared")
def test_publishing_reads_back_what_stands_there_in_the_end(old: Tree) -> None:
    """A page that was looked at while the generator went on, and changed after that, is read anew."""
    found = errors(publish(old.root, generator(old, CHANGING)))
    assert any(one.place.path == "site/nl/index.html" and "0800 12 345" in one.message for one in found)
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_a_swap_that_fails_puts_the_old_site_back(old: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new folder cannot be moved into place, the old site is put back."""
    before = files(old.root / "site")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.startswith(".site-") and not self.name.startswith(".site-old"):
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no space left"):
        publish(old.root, generator(old, GOOD))
    monkeypatch.undo()
    assert files(old.root / "site") == before
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_the_same_day_gives_the_same_site(whole_tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator's clock is midnight unless SOURCE_DATE_EPOCH says another day; its hashes are fixed; no preview."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("MELDWIJZER_PREVIEW", "1")
    told = []
    for day in (None, "86400"):
        if day:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        publish(whole_tree.root, generator(whole_tree, GOOD))
        told.append(json.loads((whole_tree.root / "site/environment.json").read_text()))
    assert int(told[0]["SOURCE_DATE_EPOCH"]) % 86400 == 0
    assert int(told[0]["SOURCE_DATE_EPOCH"]) > 1_700_000_000
    assert told[1] == {"SOURCE_DATE_EPOCH": "86400", "PYTHONHASHSEED": "0", "MELDWIJZER_PREVIEW": "0"}
    assert Path((whole_tree.root / "site/where.txt").read_text()) == Path(os.path.realpath(whole_tree.root))
