"""A file's bytes become text, or one plain finding: encoding, size, directories. Nothing of its notation."""

import re
from functools import lru_cache
from pathlib import Path

from meldwijzer.findings import Finding, Place, Severity

_UNUSUAL = re.compile(r"[^\n -~\u00a1-\u00ac\u00ae-\u024f]")
"""Everything but the letters and signs of Western Europe, so that few characters need a closer look."""

_BESIDE = re.compile(r"^(?:={7}|[<|>]{7}(?: .*)?)$", re.MULTILINE)
"""What is put around two versions of a line where both were changed at once, and nobody has chosen yet."""
_BESIDE_ENDS = re.compile(r"^>{7}(?: .*)?$", re.MULTILINE)

MAX_BYTES = 10_000_000
"""No content file needs more; the ledger of 24 languages of 200 pages has 2.3 MB."""


def read_text(root: Path, path: str) -> str | Finding:
    """Return the text of ``root / path``, or what keeps it from being read.

    Args:
        root: The project's folder.
        path: Relative to it, with forward slashes; findings name it so.
    """

    def no(message: str, fix: str, line: int = 1, column: int = 1) -> Finding:
        return Finding("file", Severity.ERROR, Place(path, line, column), message, fix)

    file = root / path
    try:
        if file.is_dir():
            return no("This is a folder, but a file is expected here.", "Rename the folder and put the file here.")
        size = file.stat().st_size
        if size > MAX_BYTES:
            return no(
                f"This file is too large ({size:,} bytes; at most {MAX_BYTES:,}).",
                "Was something else saved under this name? Put the right file back.",
            )
        data = file.read_bytes()
    except FileNotFoundError:
        return no("This file is missing.", "Put it back, or copy it from another language and translate it.")
    except OSError as error:
        return no(f"This file cannot be opened ({error.strerror or 'unknown cause'}).", "Check its permissions.")
    return decode(data, path)


@lru_cache(maxsize=20_000)
def decode(data: bytes, path: str) -> str | Finding:
    """Return ``data`` as text, or a finding where it is not clean UTF-8."""
    utf8 = "Save the file as UTF-8 (in most editors: Save with encoding, UTF-8, without BOM)."
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Finding("file", Severity.ERROR, Place(path), "This file is saved as UTF-16 or UTF-32.", utf8)
    data = data.removeprefix(b"\xef\xbb\xbf")  # Windows' editors put it there; it says nothing and does no harm
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        return Finding(
            "file", Severity.ERROR, Place(path, line, column), "Here is a character that is not UTF-8.", utf8
        )
    text = text.replace("\r\n", "\n")
    hidden = hidden_in(text)
    if hidden is not None:
        up_to_it = text[: hidden.start()]
        return Finding(
            "file",
            Severity.ERROR,
            Place(path, up_to_it.count("\n") + 1, len(up_to_it) - up_to_it.rfind("\n")),
            f"Here is an invisible control character (U+{ord(hidden[0]):04X}).",
            "Delete it; it probably came along when text was pasted.",
        )
    if (beside := _BESIDE.search(text)) is not None:
        lines = [text.count("\n", 0, one.start()) + 1 for one in (beside, *_BESIDE_ENDS.finditer(text, beside.end()))]
        until = f", up to line {lines[1]}" if len(lines) > 1 else ""
        message = f"Two versions of this text stand here side by side{until}."
        fix = 'Keep one of them, and delete the lines that begin with "<<<<<<<", "=======" and ">>>>>>>".'
        return Finding("file", Severity.ERROR, Place(path, lines[0]), message, fix)
    return text


def hidden_in(text: str) -> re.Match[str] | None:
    """Return the first character that nobody sees and that no typography needs."""
    return next((found for found in _UNUSUAL.finditer(text) if not _is_visible(found[0])), None)


def replace_text(file: Path, text: str) -> None:
    """Put a text in the place of a file's, whole or not at all; ends of lines stay as they are in the text."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(text.encode("utf-8"))
    fresh.replace(file)


def _is_visible(character: str) -> bool:
    """Tell whether a character may stand in a text: it prints, or good typography needs it."""
    return character.isprintable() or character in "\t\u00a0\u202f\u00ad\u2011\u200b\u200d\u2060"
