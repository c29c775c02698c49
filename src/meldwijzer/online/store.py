"""The folder of what was seen before: pages to ask again about, and how far a run got. Safe to delete at any time."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from .answer import Answer, Page

FOLDER = ".online"

T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """A page as it was, and the marks by which its server tells whether it changed (RFC 9110, 8.8)."""

    url: str
    etag: str
    modified: str
    page: Page

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the page only if it changed."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in conditions.items() if value}


@dataclass(frozen=True)
class _Run:
    """When the last run began, and whether it looked at everything."""

    started: datetime
    finished: bool


_KEPT = TypeAdapter(Kept)
_ANSWER = TypeAdapter(Answer)
_RUN = TypeAdapter(_Run)


class Store:
    """Reads and writes the folder. What cannot be read counts as not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run: _Run | None = None

    def begin(self, now: datetime, *, hours: float, fresh: bool) -> bool:
        """Begin a run, or go on with one that was broken off; tell whether it goes on.

        Raises:
            OSError: The folder cannot be written.
        """
        last = None if fresh else self._read(_RUN, self._folder / "run.json")
        going_on = last is not None and not last.finished and _age(last.started, now) <= timedelta(hours=hours)
        run = last if last is not None and going_on else _Run(now, finished=False)
        self._write(_RUN, run, self._folder / "run.json")
        self._run = run
        return going_on

    def reopen(self) -> tuple[datetime, bool] | None:
        """Look at the last run again without beginning one; return when it began, and whether it is finished."""
        self._run = self._read(_RUN, self._folder / "run.json")
        return (self._run.started, self._run.finished) if self._run is not None else None

    def finish(self) -> None:
        """Note that the run looked at everything: the next one begins anew."""
        if self._run is not None:
            self._try_write(_RUN, _Run(self._run.started, finished=True), self._folder / "run.json")

    def answers(self, urls: Iterable[str]) -> dict[str, Answer]:
        """Return what this run found out before it was broken off."""
        found = {}
        for url in urls:
            answer = self._read(_ANSWER, self._file("answers", url))
            if answer is not None and answer.url == url and self._run and answer.looked_at >= self._run.started:
                found[url] = answer
        return found

    def keep_answer(self, answer: Answer) -> None:
        """Keep an answer for a run that goes on; today's trouble is looked at again."""
        if not answer.passing:
            self._try_write(_ANSWER, answer, self._file("answers", answer.url))

    def page(self, url: str) -> Kept | None:
        """Return a page as it was when its server last sent it."""
        kept = self._read(_KEPT, self._file("pages", url))
        return kept if kept is not None and kept.url == url else None

    def keep_page(self, kept: Kept) -> None:
        """Keep a page."""
        self._try_write(_KEPT, kept, self._file("pages", kept.url))

    def _file(self, kind: str, url: str) -> Path:
        return self._folder / kind / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.json"

    def _read(self, adapter: "TypeAdapter[T]", file: Path) -> T | None:
        try:
            return adapter.validate_json(file.read_bytes())
        except (OSError, ValidationError, ValueError):
            return None

    def _try_write(self, adapter: "TypeAdapter[T]", value: T, file: Path) -> None:
        # Without it the next run only takes longer; that is no reason to lose this one.
        with contextlib.suppress(OSError, ValueError):
            self._write(adapter, value, file)

    def _write(self, adapter: "TypeAdapter[T]", value: T, file: Path) -> None:
        """Write a file whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as fresh:
                fresh.write(adapter.dump_json(value))
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _age(then: datetime, now: datetime) -> timedelta:
    """Return how long ago something was; a time to come, or one without a zone, is too long ago."""
    if then.tzinfo is None or then > now:
        return timedelta.max
    return now - then
