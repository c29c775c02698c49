"""A file's bytes: text where it is clean UTF-8, otherwise one finding that says what to do."""

import time
from pathlib import Path

import pytest

from meldwijzer.findings import Finding
from meldwijzer.reading.text_file import MAX_BYTES, decode, read_text

NAME = "content/nl/pages.yml"


def save(root: Path, data: bytes) -> None:
    """Write the file that is read."""
    (root / NAME).parent.mkdir(parents=True, exist_ok=True)
    (root / NAME).write_bytes(data)


def refused(root: Path, data: bytes | None = None) -> Finding:
    """Return the finding that reading gives."""
    if data is not None:
        save(root, data)
    found = read_text(root, NAME)
    assert isinstance(found, Finding)
    assert found.rule == "file"
    assert found.message
    assert found.fix
    return found


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    """A file saved as UTF-16 or UTF-32 is told so, or at least which character is none of UTF-8."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert "UTF-16 or UTF-32" in refused(tmp_path, mark + "titel: één".encode(encoding)).message


def test_latin_1(tmp_path: Path) -> None:
    """A file saved by an old editor is refused at its first bad character, counted in characters."""
    finding = refused(tmp_path, "a: één\nb: hé ".encode() + "ü".encode("latin-1") + b"\nc: d\n")
    assert str(finding.place) == f"{NAME}:2:7"
    assert "UTF-8" in finding.message


def test_bom(tmp_path: Path) -> None:
    """A byte order mark at the start, as editors on Windows write it, is no text; anywhere else it is refused."""
    save(tmp_path, b"\xef\xbb\xbfa: b\n")
    assert read_text(tmp_path, NAME) == "a: b\n"
    finding = refused(tmp_path, b"a: \xef\xbb\xbfb\n")
    assert "U+FEFF" in finding.message


def test_empty_file(tmp_path: Path) -> None:
    """An empty file is an empty text: what it lacks is said by who reads its notation."""
    save(tmp_path, b"")
    assert read_text(tmp_path, NAME) == ""


def test_huge_file(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size, at once and without reading it."""
    save(tmp_path, b"")
    with (tmp_path / NAME).open("r+b") as file:
        file.truncate(50_000_000)
    begun = time.monotonic()
    assert "too large (50,000,000 bytes" in refused(tmp_path).message
    assert time.monotonic() - begun < 0.2


def test_largest_file(tmp_path: Path) -> None:
    """A file of just the permitted size is read."""
    save(tmp_path, b"a" * MAX_BYTES)
    assert read_text(tmp_path, NAME) == "a" * MAX_BYTES
    assert "too large" in refused(tmp_path, b"a" * (MAX_BYTES + 1)).message


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder with a file's name is told as such."""
    (tmp_path / NAME).mkdir(parents=True)
    assert "folder" in refused(tmp_path).message


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is told as missing, by the name that it should have."""
    finding = refused(tmp_path)
    assert finding.message == "This file is missing."
    assert str(finding.place) == f"{NAME}:1:1"


def test_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    """A file that cannot be opened gives a finding with the system's reason."""
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).symlink_to(tmp_path / NAME)
    assert "cannot be opened" in refused(tmp_path).message


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\r"])
def test_control_characters(tmp_path: Path, character: str) -> None:
    """A character that nobody sees is named by its code, at its place."""
    finding = refused(tmp_path, f"a: b\nb: hé{character}llo\n".encode())
    assert str(finding.place) == f"{NAME}:2:6"
    assert f"U+{ord(character):04X}" in finding.message


def test_typographic_spaces_are_text(tmp_path: Path) -> None:
    """The spaces and hyphens of good typography may stand in a text."""
    text = "a: 0800\u202f200\u00a099 na\u00adtuur\u2011lijk\u2060\u200b\n"
    save(tmp_path, text.encode())
    assert read_text(tmp_path, NAME) == text


def test_windows_line_ends(tmp_path: Path) -> None:
    """A file with Windows line ends is read as one with ordinary ones."""
    save(tmp_path, b"a: b\r\nc: d\r\n")
    assert read_text(tmp_path, NAME) == "a: b\nc: d\n"


def test_decode_needs_no_file() -> None:
    """Bytes from elsewhere are judged in the same way."""
    assert decode("één\r\n".encode(), "x") == "één\n"
    assert isinstance(decode(b"\xff", "x"), Finding)
