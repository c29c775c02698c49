"""Reports kept in an SQLite file: each once, with all its versions. No transport; only for trying the form out."""

import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from meldwijzer.report_form import Report
from meldwijzer.report_form.contract import spam_signs

_TABLES = """
CREATE TABLE IF NOT EXISTS reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL,
    key TEXT UNIQUE
);
CREATE TABLE IF NOT EXISTS versions (
    report INTEGER NOT NULL REFERENCES reports (number),
    arrived TEXT NOT NULL,
    signs TEXT NOT NULL,
    fields TEXT NOT NULL
);
"""
_SAME_ANYWAY = {"seconds"}
"""Differs from one attempt to the next though nobody changed anything."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Version:
    """What was sent once."""

    arrived: str
    """UTC, ISO 8601."""
    signs: tuple[str, ...]
    """The fields for which it may be spam."""
    fields: Mapping[str, str | int]
    """Every field of the report, as the contract had it then."""


@dataclass(frozen=True)
class Kept:
    """A report and all that was sent as it."""

    reference: str
    """``TEST-2026-0007``: can't be mistaken for a real one."""
    versions: tuple[Version, ...]
    """The oldest first."""


@dataclass(frozen=True)
class Receipt:
    """What became of a report."""

    reference: str
    new: bool
    """Whether its key was not known yet."""
    version: int
    """1 for a new one; higher if something else was sent with a known key."""


class Store:
    """The file. Usable from several threads and by several processes at once."""

    def __init__(self, path: Path, now: Callable[[], datetime] = _now) -> None:
        """Open it, and make it and its folder if they are not there; only its owner may read it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._now = now
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._file.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()

    def add(self, report: Report) -> Receipt:
        """Keep a report, or a further version of it; one that is there already is not kept again."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                receipt = self._add(report)
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")
            return receipt

    def all(self) -> list[Kept]:
        """Return every report, the newest first."""
        with self._lock:
            rows = self._file.execute(
                "SELECT number, reference, arrived, signs, fields FROM reports JOIN versions ON report = number "
                "ORDER BY number DESC, versions.rowid"
            ).fetchall()
        found: dict[int, Kept] = {}
        for number, reference, arrived, signs, fields in rows:
            before = found[number].versions if number in found else ()
            found[number] = Kept(reference, (*before, Version(arrived, tuple(signs.split()), json.loads(fields))))
        return list(found.values())

    def clear(self) -> None:
        """Remove everything; references go on counting."""
        with self._lock:
            self._file.executescript("BEGIN IMMEDIATE; DELETE FROM versions; DELETE FROM reports; COMMIT; VACUUM;")

    def _add(self, report: Report) -> Receipt:
        known = (
            report.key
            and self._file.execute("SELECT number, reference FROM reports WHERE key = ?", (report.key,)).fetchone()
        )
        arrived = self._now()
        fields = report.model_dump(mode="json")
        if known:
            number, reference = known
            versions = self._file.execute(
                "SELECT fields FROM versions WHERE report = ? ORDER BY rowid", (number,)
            ).fetchall()
            if _said(json.loads(versions[-1][0])) == _said(fields):
                return Receipt(reference, new=False, version=len(versions))
        else:
            versions = []
            number = self._file.execute(
                "INSERT INTO reports (reference, key) VALUES ('', ?)", (report.key or None,)
            ).lastrowid
            reference = f"TEST-{arrived:%Y}-{number:04}"
            self._file.execute("UPDATE reports SET reference = ? WHERE number = ?", (reference, number))
        self._file.execute(
            "INSERT INTO versions (report, arrived, signs, fields) VALUES (?, ?, ?, ?)",
            # Escaped by JSON, so that no character is lost on the way, U+0000 neither.
            (number, arrived.isoformat(timespec="seconds"), " ".join(spam_signs(report)), json.dumps(fields)),
        )
        return Receipt(reference, new=not known, version=len(versions) + 1)


def _said(fields: Mapping[str, str | int]) -> dict[str, str | int]:
    return {name: value for name, value in fields.items() if name not in _SAME_ANYWAY}
