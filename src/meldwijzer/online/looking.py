"""A run from start to end: what is asked, in what order, what is kept, and the report also of half a run."""

import asyncio
import contextlib
import random
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity, in_order

from . import judge, numbers
from .answer import Answer
from .expect import sought, uses
from .fetch import Fetcher
from .numbers import DefaultStandsOn, StandsOn
from .policy import Policy
from .progress import Progress
from .settings import Clock, Settings, SystemClock, settings_for
from .store import FOLDER, Store
from .transport import Lookup, Transport, system_lookup

INTERRUPTED = 130
"""The exit status after Ctrl-C (128 and the signal's number)."""


@dataclass(frozen=True)
class Report:
    """What a run found."""

    findings: tuple[Finding, ...]
    """Each once, by file, line and column."""
    total: int
    """How many addresses there are."""
    looked_at: int
    """How many of them have an answer now."""
    earlier: int
    """How many of those were looked at by the run that this one went on with."""
    complete: bool
    """``False`` after Ctrl-C: the next run goes on with the rest."""


@dataclass(frozen=True)
class World:
    """What a run needs from outside; tests give their own."""

    policy: Policy = field(default_factory=Policy)
    lookup: Lookup = system_lookup
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    clock: Clock = field(default_factory=SystemClock)
    chance: random.Random = field(default_factory=random.Random)


class Looking:
    """One run. Its answers can be reported at any time, also after it was broken off."""

    def __init__(
        self,
        content: Content,
        root: Path,
        settings: Settings | None = None,
        *,
        fresh: bool = False,
        stands_on: StandsOn | None = None,
        stream: TextIO | None = None,
        world: World | None = None,
    ) -> None:
        """Prepare it.

        Args:
            content: The whole tree.
            root: The project's folder; what was seen is kept in its ``.online/``.
            settings: How politely and how long; the defaults name the site to the servers.
            fresh: Begin anew even if the last run was broken off.
            stands_on: How to tell whether a number stands in a page's text.
            stream: Where progress is told (default: standard error).
            world: Network, clock and chance, for tests.
        """
        self._content = content
        self._settings = settings or settings_for(content)
        self._fresh = fresh
        self._stands_on = stands_on or DefaultStandsOn(content)
        self._stream = stream or sys.stderr
        self._world = world or World()
        self._store = Store(root / FOLDER)
        self._uses = uses(content)
        self._sought = sought(content)
        asked = [*(use.url for use in self._uses), *(url for one in self._sought for url in one.pages)]
        self._urls = list(dict.fromkeys(asked))
        self._answers: dict[str, Answer] = {}
        self._earlier = 0
        self._complete = False
        self._unwritable = ""

    async def go(self) -> None:
        """Look at everything that has no answer yet."""
        settings, world = self._settings, self._world
        try:
            going_on = self._store.begin(world.clock.now(), hours=settings.resume_hours, fresh=self._fresh)
        except OSError as error:
            self._unwritable = error.strerror or type(error).__name__
            return
        if going_on:
            self._answers = self._store.answers(self._urls)
        self._earlier = len(self._answers)
        progress = Progress(len(self._urls), self._earlier, self._stream)
        try:
            async with Transport(settings, world.policy, world.lookup, world.trust()) as transport:
                fetcher = Fetcher(transport, self._store, settings, world.policy, world.clock, world.chance)
                async with asyncio.TaskGroup() as group:
                    for url in self._urls:
                        if url not in self._answers:
                            group.create_task(self._look(fetcher, url, progress))
        finally:
            progress.close()
        self._complete = True
        self._store.finish()

    async def _look(self, fetcher: Fetcher, url: str, progress: Progress) -> None:
        answer = await fetcher.look(url)
        self._answers[url] = answer
        self._store.keep_answer(answer)
        progress.step()

    def report(self) -> Report:
        """Return what is known so far."""
        findings: list[Finding] = []
        if self._unwritable:
            message = f"The folder {FOLDER} cannot be written ({self._unwritable}), so nothing was looked at."
            findings = [Finding("file", Severity.ERROR, Place(FOLDER), message, "Let yourself write there.")]
        else:
            now, days = self._world.clock.now(), self._settings.certificate_days
            findings += judge.judge(self._uses, self._answers, now, days)
            findings += numbers.judge(self._sought, self._answers, self._stands_on)
        return Report(
            tuple(in_order(findings)), len(self._urls), len(self._answers), self._earlier, complete=self._complete
        )


def run(looking: Looking) -> Report:
    """Look at everything, from where no event loop runs; Ctrl-C gives the report so far.

    A report that is not complete calls for the exit status :data:`INTERRUPTED`.
    """
    with contextlib.suppress(KeyboardInterrupt):  # what is known so far is the answer
        asyncio.run(looking.go())
    return looking.report()
