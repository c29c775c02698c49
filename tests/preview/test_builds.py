"""The folders in .preview."""

from pathlib import Path

from meldwijzer.preview.builds import Builds


def _names(builds: Builds) -> set[str]:
    return {path.name for path in builds.folder.glob("build-*")}


def _made(builds: Builds) -> Path:
    _, path = builds.fresh()
    builds.show(path)
    builds.keep(path)
    return path


def test_git_ignores_them(tmp_path: Path) -> None:
    """The folder says itself that git should ignore it."""
    assert (Builds(tmp_path).folder / ".gitignore").read_text() == "*\n"


def test_the_served_build_and_the_one_before_stay(tmp_path: Path) -> None:
    """Older builds go; the last good one and the one before it, for slow requests, stay."""
    builds = Builds(tmp_path)
    for _ in range(4):
        _made(builds)
    assert _names(builds) == {"build-3", "build-4"}


def test_the_last_good_build_survives_a_restart(tmp_path: Path) -> None:
    """A new start finds the last good build, clears away the rest and counts on."""
    first = Builds(tmp_path)
    good = _made(first)
    first.fresh()
    first.close()
    again = Builds(tmp_path)
    assert again.good == good
    assert _names(again) == {"build-1"}
    assert again.fresh()[0] == 2


def test_a_build_that_is_only_shown_never_replaces_a_good_one(tmp_path: Path) -> None:
    """What was shown and never found to be whole goes; the last good build stays for the next start."""
    builds = Builds(tmp_path)
    good = _made(builds)
    for _ in range(4):
        builds.show(builds.fresh()[1])
    assert _names(builds) == {"build-1", "build-4", "build-5"}
    builds.close()
    assert Builds(tmp_path).good == good


def test_a_broken_pointer_is_no_build(tmp_path: Path) -> None:
    """A pointer to a missing folder, to a folder elsewhere or of rubbish is ignored."""
    (tmp_path / ".preview").mkdir()
    (tmp_path / "build-1").mkdir()
    for text in (b"build-7", b"../build-1", b"", b"\xff"):
        (tmp_path / ".preview/current").write_bytes(text)
        builds = Builds(tmp_path)
        assert builds.good is None
        builds.close()


def test_a_second_preview_leaves_the_first_alone(tmp_path: Path) -> None:
    """Two previews of one project neither share nor remove each other's builds."""
    first = Builds(tmp_path)
    good = _made(first)
    second = Builds(tmp_path)
    for _ in range(3):
        _made(second)
    assert good.is_dir()
    assert second.good != good
    assert Builds(tmp_path).good is None


def test_cleaning_up_meanwhile_does_no_harm(tmp_path: Path) -> None:
    """If somebody removes the folder, the next build makes it anew, with a number of its own."""
    builds = Builds(tmp_path)
    path = _made(builds)
    path.rmdir()
    for file in builds.folder.iterdir():
        file.unlink()
    builds.folder.rmdir()
    assert builds.fresh()[0] == 2
    assert (builds.folder / ".gitignore").exists()
