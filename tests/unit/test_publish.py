"""Publishing: the old site is replaced by a whole new one, or stays exactly as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import build
from meldwijzer import publish as publishing
from meldwijzer.findings import Finding, Place, Severity, errors
from meldwijzer.publish import publish

from .conftest import Tree


def good(site: build.Site, folder: Path) -> None:
    """Write what is no site, but something."""
    (folder / "nl").mkdir()
    (folder / "nl/index.html").write_text("new " * 100)


def half(site: build.Site, folder: Path) -> None:
    """Stop in the midst of it, as where a disk is full."""
    good(site, folder)
    raise OSError("half of it is there")


def broken(site: build.Site, folder: Path) -> None:
    """Fail as a template of ours may."""
    raise RuntimeError("it broke")


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
        monkeypatch.setattr(publishing.built, "check", lambda site, folder: [])


@pytest.fixture
def prepared(real_site: build.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepare once for all tests that are only about what comes after it."""

    def prepared(root: Path, write: Callable[[build.Site], None]) -> build.Result:
        write(real_site)
        return build.Result(real_site, [])

    monkeypatch.setattr(publishing, "prepare_and_write", prepared)


@pytest.fixture(autouse=True)
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set nothing in type: that is tried out elsewhere, and takes long."""
    monkeypatch.setattr(publishing.outputs, "write_paper", lambda site, folder: [])


@pytest.fixture
def old(whole_tree: Tree) -> Tree:
    """A project that was published before."""
    (whole_tree.root / "site/nl").mkdir(parents=True)
    (whole_tree.root / "site/nl/index.html").write_text("old")
    (whole_tree.root / "site/gone.html").write_bytes(b"\x00old")
    return whole_tree


@pytest.mark.parametrize(("write", "said"), [(half, "half of it"), (broken, "it broke")])
@pytest.mark.usefixtures("prepared")
def test_a_failing_build_leaves_the_old_site(old: Tree, write: publishing.Write, said: str) -> None:
    """When writing fails, the site is byte for byte the old one, nothing is left, and the reason is reported."""
    before = files(old.root / "site")
    found = errors(publish(old.root, write))
    assert [finding.rule for finding in found] == ["generator"]
    assert said in found[0].message
    assert files(old.root / "site") == before
    assert leftovers(old) == []


def test_what_fails_beside_the_rules_is_reported(old: Tree) -> None:
    """Writing goes on in a process of its own: what it stumbles over comes back."""
    found = errors(publish(old.root, broken))
    assert [finding.rule for finding in found] == ["generator"]
    assert "it broke" in found[0].message


def test_a_good_build_replaces_the_old_site(old: Tree) -> None:
    """The new site stands in the place of the old one, with nothing of the old one in it, readable for a server."""
    assert errors(publish(old.root, good)) == []
    assert set(files(old.root / "site")) == {"nl/index.html", "nl/index.html.br", "nl/index.html.gz"}
    assert (old.root / "site/nl/index.html").read_text().startswith("new")
    assert (old.root / "site").stat().st_mode & 0o777 == 0o755
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_a_leaflet_that_is_too_full_leaves_the_old_site(old: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong on paper stops a build as well."""
    full = Finding("paper", Severity.ERROR, Place("content/fr/print.yml"), "It is 3 mm too long.")
    monkeypatch.setattr(publishing.outputs, "write_paper", lambda site, folder: [full])
    before = files(old.root / "site")
    assert errors(publish(old.root, good)) == [full]
    assert files(old.root / "site") == before
    assert leftovers(old) == []


@pytest.mark.usefixtures("prepared")
def test_the_first_site(whole_tree: Tree) -> None:
    """A project that was never published gets its site."""
    assert errors(publish(whole_tree.root, good)) == []
    assert (whole_tree.root / "site/nl/index.html").read_text().startswith("new")
    assert leftovers(whole_tree) == []


@pytest.mark.usefixtures("prepared")
def test_a_failing_first_build_makes_no_site(whole_tree: Tree) -> None:
    """A project that was never published has no site after a failure either."""
    assert errors(publish(whole_tree.root, half))
    assert not (whole_tree.root / "site").exists()
    assert leftovers(whole_tree) == []


def test_wrong_content_leaves_the_old_site(old: Tree) -> None:
    """Errors in the content are all reported; what was written meanwhile is of no use; the old site stays."""
    before = files(old.root / "site")
    old.replace("content/giving.yml", "account:child-focus.donations", "account:child-focus.gifts")
    old.replace("content/nl/pages.yml", "<phone:emergency.112>", "<phone:emergency.911>")
    assert {"pointer", "reference"} <= {finding.rule for finding in errors(publish(old.root, good))}
    assert files(old.root / "site") == before
    assert leftovers(old) == []


def test_content_that_cannot_be_read_writes_nothing(old: Tree) -> None:
    """A file that no model can be made of stops the build, however it is wrong."""
    before = files(old.root / "site")
    old.replace(
        "content/nl/faq.yml", "    answer:\n      BE: |\n", "    answer:\n      NL:\n        text: x\n      BE: |\n"
    )
    assert errors(publish(old.root, good))
    assert files(old.root / "site") == before


@pytest.mark.usefixtures("prepared")
def test_publishing_reads_back_what_was_built(old: Tree) -> None:
    """A generator that says it is done, but leaves out pages, changes nothing."""
    before = files(old.root / "site")
    assert "built-missing" in {finding.rule for finding in errors(publish(old.root, good))}
    assert files(old.root / "site") == before
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
        publish(old.root, good)
    monkeypatch.undo()
    assert files(old.root / "site") == before
    assert leftovers(old) == []
