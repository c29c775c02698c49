"""One build after another: read the content, show it, check it meanwhile; tell the hub and the terminal. No HTTP."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from meldwijzer.findings import in_order

from .builds import Builds
from .files import paths_in
from .state import Hub, State
from .worker import AbandonedError, Reply, Worker, WorkerError


class Builder:
    """Builds once at the start and once more after changes, however many came during a build.

    A new state of the content is shown as soon as it can be read, each page being made when somebody asks for it.
    Another worker checks it at its leisure, and makes the pages that nobody has asked for.
    """

    def __init__(self, builds: Builds, maker: Worker, checker: Worker, hub: Hub, say: Callable[[str], None]) -> None:
        self._builds = builds
        self._maker = maker
        self._checker = checker
        self._hub = hub
        self._say = say
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._to_check = asyncio.Event()

    def changed(self, code: bool) -> None:
        """Ask for a build; with new workers, at once, if their own code changed."""
        if code:
            self._maker.abandon()
            self._checker.abandon()
        self._wanted.set()

    async def run(self) -> None:
        """Build whenever asked, until cancelled; then end the workers."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._again(self._wanted, self._build))
                group.create_task(self._again(self._to_check, self._check))
        finally:
            await self._maker.stop()
            await self._checker.stop()

    async def made(self, site: Path, path: str) -> str:
        """Make a file of the site that is shown, where it is not there yet; return what went wrong, or nothing."""
        if await asyncio.to_thread((site / path).is_file):
            return ""
        reply = await self._asked(self._maker.make(site, path))
        if reply is None:
            return "The preview begins anew."
        return "" if reply.ok else reply.log or "This page cannot be made."

    async def _again(self, wanted: asyncio.Event, work: Callable[[], Coroutine[None, None, None]]) -> None:
        while True:
            await wanted.wait()
            wanted.clear()
            await work()

    async def _build(self) -> None:
        begun = perf_counter()
        number, folder = await asyncio.to_thread(self._builds.fresh)
        reply = await self._asked(self._maker.load(folder))
        if reply is None:
            await asyncio.to_thread(self._builds.drop, folder)
            return
        seconds = perf_counter() - begun
        before = self._hub.state
        if reply.ok:
            paths = await asyncio.to_thread(paths_in, folder) if reply.paths is None else reply.paths
            findings = (*reply.findings, *(one for one in before.findings if one not in reply.findings))
            found = tuple(in_order(findings if before.ok else reply.findings))
            self._hub.publish(State(number, True, folder, found, reply.log, paths, before.site))
            self._to_check.set()
        else:
            found = tuple(in_order(reply.findings))
            self._hub.publish(State(number, False, before.site, found, reply.log, before.paths, before.before))
        for line in report(self._hub.state, seconds, reply.seconds):
            self._say(line)
        await asyncio.to_thread(self._builds.show if reply.ok else self._builds.drop, folder)

    async def _check(self) -> None:
        """Check what is shown, and tell; where something newer is shown by then, that is checked next."""
        state = self._hub.state
        if state.site is None:
            return
        begun = perf_counter()
        reply = await self._asked(self._checker.check(state.site))
        if reply is None:
            return
        if self._hub.state.site != state.site:
            return
        seconds = perf_counter() - begun
        text = "\n".join(filter(None, dict.fromkeys((state.text, reply.log))))
        told, checked = self._hub.state, replace(self._hub.state, findings=tuple(in_order(reply.findings)), text=text)
        if checked != told and told.ok:
            self._hub.publish(checked)
        for line in checked_report(checked, seconds, told):
            self._say(line)
        if reply.ok and (filled := await self._asked(self._checker.fill(state.site))) is not None and filled.ok:
            await asyncio.to_thread(self._builds.keep, state.site)

    async def _asked(self, question: Coroutine[None, None, Reply]) -> Reply | None:
        """Return a worker's answer, or what became of it in its place; nothing where its code changed meanwhile."""
        try:
            return await question
        except AbandonedError:
            return None
        except WorkerError as error:
            return Reply(False, (), 0, str(error))


def report(state: State, seconds: float, own: float) -> list[str]:
    """Return a build's outcome as lines for the terminal.

    Args:
        state: The state after the build.
        seconds: From its start to the new page being served.
        own: The worker's own part of that.
    """
    return [
        f"Build {state.build}: {seconds:.2f} s (the builder itself {own:.2f} s). {_outcome(state)}",
        *_lines(state),
    ]


def checked_report(state: State, seconds: float, told: State) -> list[str]:
    """Return what a check found as lines for the terminal; what was told with the build is not told again."""
    lines = _lines(state) if state != told else []
    return [f"Build {state.build} is checked: {seconds:.2f} s. {_outcome(state)}", *lines]


def _outcome(state: State) -> str:
    return "; ".join(filter(None, [state.heading or "good", state.summary]))


def _lines(state: State) -> list[str]:
    found = [f"  {finding}" for finding in (*state.others, *state.errors)]  # errors last: next to the prompt
    return [*found, *(f"  {line}" for line in state.text.splitlines())]
