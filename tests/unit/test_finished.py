"""Finished builds: the same site again where nothing has changed, and never a stale one."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meldwijzer import cli, finished, publish
from meldwijzer.cache import Cache
from meldwijzer.commands import check
from meldwijzer.findings import Finding, Place, Severity, errors
from meldwijzer.outputs import packed
from meldwijzer.placing import fresh_folder, place
from tests.site.test_generators import differences, project_copy

NAMES = ("content/nl/faq.yml", "content/site.yml", "docs/home.md", "overrides/main.html", "content/nl/guides/a.md")
WARNING = Finding("a-rule", Severity.WARNING, Place("content/site.yml", 2, 3), "Something is odd.", "Mend it.")


def make(root: Path, folder: Path) -> None:
    """Make a site in which everything stands that the project has: where anything changes, it changes."""
    inputs = sorted(path for name in ("content", "docs", "overrides") for path in (root / name).rglob("*"))
    words = [f"{path.relative_to(root)}: {path.read_text()}" for path in inputs if path.is_file()]
    (folder / "index.html").write_text("\n".join(words) * 20)
    (folder / "nl").mkdir()
    (folder / "nl/index.html").write_text(words[0] * 50)


def built(root: Path, *, kept: bool) -> Sequence[Finding]:
    """Build as publishing does, with what was kept or without."""
    if kept and (known := finished.again(root)) is not None:
        return known
    cache = Cache(root / finished.FOLDER if kept else root / "nowhere")
    state = finished.state_of(root)
    with fresh_folder(root) as fresh:
        make(root, fresh)
        packed.write(fresh, cache)
        place(fresh, root / "site")
    if kept:
        finished.remember(cache, state, root / "site", [WARNING])
    return [WARNING]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every time that a site is really made."""
    made: list[Path] = []

    def counting(root: Path, folder: Path) -> None:
        made.append(root)
        real(root, folder)

    real = make
    monkeypatch.setitem(globals(), "make", counting)
    return made


def test_nothing_is_made_twice(project: Path, counted: list[Path]) -> None:
    """Where nothing has changed, the site stays as it is, and what was found in it is told again."""
    built(project, kept=True)
    before = {file: file.stat().st_mtime_ns for file in (project / "site").rglob("*")}
    assert built(project, kept=True) == [WARNING]
    assert {file: file.stat().st_mtime_ns for file in (project / "site").rglob("*")} == before
    assert len(counted) == 1


@pytest.mark.parametrize("harm", ["gone", "changed", "more", "less"])
def test_a_site_that_was_touched_is_brought_back(project: Path, counted: list[Path], harm: str) -> None:
    """Whatever somebody did to the folder, it is again what was built, without building."""
    built(project, kept=True)
    shutil.copytree(project / "site", project / "good")
    match harm:
        case "gone":
            shutil.rmtree(project / "site")
        case "changed":
            (project / "site/nl/index.html").write_text("0800 00 000")
        case "more":
            (project / "site/other.html").write_text("more")
        case _:
            (project / "site/nl/index.html.br").unlink()
    built(project, kept=True)
    assert differences(project / "site", project / "good") == []
    assert len(counted) == 1


def test_a_change_that_is_taken_back_is_known(project: Path, counted: list[Path]) -> None:
    """After a change and back, the first build is there again."""
    built(project, kept=True)
    shutil.copytree(project / "site", project / "first")
    file = project / NAMES[0]
    for text in ("other", NAMES[0]):
        file.write_text(text)
        built(project, kept=True)
    assert len(counted) == 2
    assert differences(project / "site", project / "first") == []


@pytest.mark.parametrize("kind", ["build", "file"])
def test_what_is_kept_may_be_deleted_or_broken(project: Path, counted: list[Path], kind: str) -> None:
    """A cache that has lost values, or some of their bytes, as after a crash, only means more work."""
    built(project, kept=True)
    shutil.copytree(project / "site", project / "good")
    for number, file in enumerate(sorted((project / ".cache" / kind).glob("??/*"))):
        file.unlink() if number % 2 else file.write_bytes(file.read_bytes()[:40])
    shutil.rmtree(project / "site")
    built(project, kept=True)
    assert differences(project / "site", project / "good") == []
    assert len(counted) == 2
    shutil.rmtree(project / ".cache")
    built(project, kept=True)
    assert differences(project / "site", project / "good") == []


@pytest.mark.parametrize(
    ("variable", "value"), [("REPORT_ENDPOINT_BE", "https://hotline.example/"), ("SOURCE_DATE_EPOCH", "86400")]
)
def test_the_environment_counts(
    project: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """Another endpoint or another day is another build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    built(project, kept=True)
    monkeypatch.setenv(variable, value)
    built(project, kept=True)
    assert len(counted) == 2


def test_the_code_counts(
    project: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A change of this package is another build, as is a library of another version."""
    built(project, kept=True)
    package = tmp_path_factory.mktemp("package")
    (package / "finished.py").write_text("")
    monkeypatch.setattr(finished, "__file__", str(package / "finished.py"))
    built(project, kept=True)
    (package / "more.py").write_text("")
    built(project, kept=True)
    assert len(counted) == 3
    monkeypatch.setattr(finished.sysconfig, "get_path", lambda _: str(package))
    (package / "library-2.dist-info").mkdir()
    built(project, kept=True)
    assert len(counted) == 4


def test_old_builds_are_forgotten(project: Path) -> None:
    """Only a few builds are kept: the folder does not grow for ever."""
    sizes = []
    for number in range(6):
        (project / NAMES[0]).write_text(f"state {number}")
        built(project, kept=True)
        sizes.append(sum(1 for file in (project / ".cache").rglob("*") if file.is_file()))
    assert sizes[-1] == sizes[-2] == sizes[3]


EDIT = st.one_of(
    st.tuples(
        st.just("write"), st.sampled_from([*NAMES, "content/fr/faq.yml", "docs/x.md"]), st.text("ab", max_size=3)
    ),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(["content/renamed.yml", "docs/renamed.md"])),
    st.tuples(st.just("back"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("lose"), st.sampled_from(["build", "file", "br", "site"]), st.just("")),
)


def edit(root: Path, kind: str, name: str, value: str) -> None:
    file = root / name
    if kind == "lose":
        shutil.rmtree(root / "site" if name == "site" else root / ".cache" / name, ignore_errors=True)
    elif kind in ("write", "back"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value if kind == "write" else name)
    elif file.exists():
        file.unlink() if kind == "delete" else file.replace(root / value)


@given(edits=st.lists(EDIT, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_never_stale(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]) -> None:
    """After any edits, and whatever is lost of the cache, the site is byte for byte the one of a clean build."""
    root = tmp_path_factory.mktemp("project")
    for name in NAMES:
        edit(root, "write", name, name)
    for one in edits:
        edit(root, *one)
        built(root, kept=True)
        clean = tmp_path_factory.mktemp("clean")
        for name in ("content", "docs", "overrides"):
            if (root / name).exists():
                shutil.copytree(root / name, clean / name)
        built(clean, kept=False)
        assert differences(root / "site", clean / "site") == []


def test_the_real_site_is_the_same_with_and_without_a_cache(root: Path, tmp_path: Path) -> None:
    """After an edit the real site is the one that a clean build gives; taken back, it is the first again."""
    copy = project_copy(root, tmp_path)
    assert errors(publish.publish(copy)) == []
    shutil.copytree(copy / "site", tmp_path / "first")
    guide = copy / "overrides/components/promise/promise.html"
    text = guide.read_text("utf-8")
    guide.write_text(f"{text}\n<!-- another state -->\n", "utf-8")
    assert finished.again(copy) is None
    assert errors(publish.publish(copy)) == []
    shutil.copytree(copy, tmp_path / "clean", ignore=shutil.ignore_patterns(".cache", "site"))
    assert errors(publish.publish(tmp_path / "clean")) == []
    assert differences(copy / "site", tmp_path / "clean/site") == []
    guide.write_text(text, "utf-8")
    assert finished.again(copy) is not None
    assert differences(copy / "site", tmp_path / "first") == []


def test_what_is_saved_during_a_build_is_not_taken_for_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build during which somebody saved something is not kept: nobody knows which state it shows."""

    def saving(root: Path, folder: Path, write: publish.Write) -> list[Finding]:
        make(root, folder)
        (root / NAMES[0]).write_text("saved meanwhile")
        return []

    monkeypatch.setattr(publish, "_built", saving)
    publish.publish(project)
    assert (project / "site/index.html").is_file()
    assert finished.again(project) is None


def test_a_folder_that_was_read_back_is_not_read_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found in the same bytes of the same project is told again; any change of either is looked at anew."""
    read: list[Path] = []

    def reading(root: Path, folder: Path) -> Sequence[Finding]:
        read.append(folder)
        return [WARNING]

    monkeypatch.setattr(check, "_read_back", reading)
    make(project, (folder := project / "built").mkdir() or folder)
    command = ["--root", str(project), "check", "--built", str(folder)]
    for number in (1, 1):
        assert cli.main(command) == 0
        assert WARNING.message in capsys.readouterr().out
        assert len(read) == number
    assert cli.main([*command, "--fresh"]) == 0
    assert len(read) == 2
    for file in (folder / "nl/index.html", folder / "new.html", project / NAMES[0]):
        file.write_text("changed")
        assert cli.main(command) == 0
        assert cli.main(command) == 0
    assert len(read) == 5
    (folder / "new.html").unlink()
    assert cli.main(command) == 0
    assert len(read) == 6
