"""What was worked out once, kept in a folder under what it was worked out of. What is kept, and why, is for others.

Each value lies in a file of its own behind its SHA-256, and is written whole or not at all: after a crash, or where
somebody cut a file short, a value is missing, and never wrong. The folder may be deleted at any time.
"""

import hashlib
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from .placing import place_file

_DIGEST = 32
"""Bytes of a SHA-256."""


VARIABLE = "MELDWIJZER_CACHE"
"""Names a folder for what is drawn and set in type, instead of the project's own: copies of a project share it then."""


def drawings(own: Path) -> Path:
    """Return the folder in which pictures and documents are kept, by what they were made of.

    Args:
        own: The project's own folder for what is kept.
    """
    return Path(os.environ.get(VARIABLE) or own)


def digest(data: bytes) -> str:
    """Return the name under which bytes are known: their SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Cache:
    """Values by kind and key; both are names that a file may have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """Return a value, or ``None`` where it is not known, or not as it was: then it is forgotten."""
        file = self._file(kind, key)
        try:
            written = file.read_bytes()
        except OSError:
            return None
        kept, value = written[:_DIGEST], written[_DIGEST:]
        if hashlib.sha256(value).digest() == kept:
            return value
        with suppress(OSError):
            file.unlink()
        return None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value, unless it is kept already; a folder that cannot be written to keeps nothing."""
        file = self._file(kind, key)
        if file.exists():
            return
        with suppress(OSError):
            self._begin()
            place_file(file, hashlib.sha256(value).digest() + value)

    def newest(self, kind: str, count: int) -> list[str]:
        """Return the keys of a kind that were put in last, the newest first."""
        with suppress(OSError):
            files = [file for file in (self.folder / kind).glob("??/*") if not file.name.startswith(".")]
            return [file.name for file in sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)[:count]]
        return []

    def prune(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Delete the values of these kinds that nobody wants, and what a crash left behind."""
        for kind, keys in wanted.items():
            for file in (self.folder / kind).glob("??/*"):
                if file.name not in keys:
                    with suppress(OSError):
                        file.unlink()

    def _file(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
