"""The cache: what is put in comes out, whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.cache import Cache, digest
from meldwijzer.placing import place_file

KEY = digest(b"key")


def file_of(cache: Cache) -> Path:
    (file,) = (cache.folder / "file").glob("??/*")
    return file


@given(value=st.binary())
def test_what_is_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, value: bytes) -> None:
    """Any bytes come out as they went in, under their kind and key alone."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("file", KEY, value)
    assert cache.get("file", KEY) == value
    assert cache.get("br", KEY) is None
    assert cache.get("file", digest(b"other")) is None


@given(value=st.binary(min_size=1), at=st.integers(0), bit=st.integers(0, 7))
def test_a_value_that_was_changed_is_forgotten(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, at: int, bit: int
) -> None:
    """A bit that fell over, anywhere in a file, makes its value unknown; it can be put in again."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("file", KEY, value)
    written = bytearray(file_of(cache).read_bytes())
    written[at % len(written)] ^= 1 << bit
    file_of(cache).write_bytes(written)
    assert cache.get("file", KEY) is None
    cache.put("file", KEY, value)
    assert cache.get("file", KEY) == value


@pytest.mark.parametrize("length", [0, 10, 31, 32, 40])
def test_a_file_that_was_cut_short_is_unknown(tmp_path: Path, length: int) -> None:
    """After a crash a file may have only its beginning."""
    cache = Cache(tmp_path / "cache")
    cache.put("file", KEY, b"a long value, which is longer than its digest")
    file_of(cache).write_bytes(file_of(cache).read_bytes()[:length])
    assert cache.get("file", KEY) is None


def test_nothing_is_left_of_a_value_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk is full, nothing is kept, and nothing is half written."""
    cache = Cache(tmp_path / "cache")

    def full(self: Path, target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    cache.put("file", KEY, b"value")
    monkeypatch.undo()
    assert cache.get("file", KEY) is None
    assert [path for path in (cache.folder / "file").rglob("*") if path.is_file()] == []


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    """A cache is a help and never an obstacle."""
    (tmp_path / "cache").write_text("a file stands in its way")
    cache = Cache(tmp_path / "cache")
    cache.put("file", KEY, b"value")
    assert cache.get("file", KEY) is None
    assert cache.newest("file", 3) == []
    cache.prune({"file": ()})


def test_git_ignores_it(tmp_path: Path) -> None:
    """The folder says itself that git should ignore it."""
    cache = Cache(tmp_path / "cache")
    cache.put("file", KEY, b"value")
    assert (cache.folder / ".gitignore").read_text() == "*\n"


def test_what_nobody_wants_goes(tmp_path: Path) -> None:
    """Pruning keeps what is wanted, and other kinds."""
    cache = Cache(tmp_path / "cache")
    for kind in ("file", "br"):
        for name in (b"a", b"b"):
            cache.put(kind, digest(name), name)
    cache.prune({"file": {digest(b"a")}})
    assert cache.get("file", digest(b"a")) == b"a"
    assert cache.get("file", digest(b"b")) is None
    assert cache.get("br", digest(b"b")) == b"b"


def test_who_serves_a_file_may_read_it(tmp_path: Path) -> None:
    """A file that was put in its place is not its writer's alone: servers run as somebody else."""
    place_file(tmp_path / "a/page.html", b"x")
    assert (tmp_path / "a/page.html").stat().st_mode & 0o777 == 0o644
