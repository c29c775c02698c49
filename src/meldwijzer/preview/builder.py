"""One build after another: ask the worker, switch to what it made, tell the hub and the terminal. No HTTP."""

import asyncio
from collections.abc import Callable
from time import perf_counter

from meldwijzer.findings import in_order

from .builds import Builds
from .state import Hub, State
from .worker import AbandonedError, Reply, Worker, WorkerError


class Builder:
    """Builds once at the start and once more after changes, however many came during a build."""

    def __init__(self, builds: Builds, worker: Worker, hub: Hub, say: Callable[[str], None]) -> None:
        self._builds = builds
        self._worker = worker
        self._hub = hub
        self._say = say
        self._wanted = asyncio.Event()
        self._wanted.set()

    def changed(self, code: bool) -> None:
        """Ask for a build; with a new worker, at once, if its own code changed."""
        if code:
            self._worker.abandon()
        self._wanted.set()

    async def run(self) -> None:
        """Build whenever asked, until cancelled; then end the worker."""
        try:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                await self._build()
        finally:
            await self._worker.stop()

    async def _build(self) -> None:
        begun = perf_counter()
        number, folder = await asyncio.to_thread(self._builds.fresh)
        try:
            reply = await self._worker.build(folder)
        except AbandonedError:
            await asyncio.to_thread(self._builds.drop, folder)
            return
        except WorkerError as error:
            reply = Reply(False, (), 0, str(error))
        seconds = perf_counter() - begun
        site = folder if reply.ok else self._hub.state.site
        self._hub.publish(State(number, reply.ok, site, tuple(in_order(reply.findings)), reply.log))
        for line in report(self._hub.state, seconds, reply.seconds):
            self._say(line)
        await asyncio.to_thread(self._builds.keep if reply.ok else self._builds.drop, folder)


def report(state: State, seconds: float, own: float) -> list[str]:
    """Return a build's outcome as lines for the terminal.

    Args:
        state: The state after the build.
        seconds: From its start to the new page being served.
        own: The worker's own part of that.
    """
    outcome = "; ".join(filter(None, [state.heading or "good", state.summary]))
    lines = [f"Build {state.build}: {seconds:.2f} s (the builder itself {own:.2f} s). {outcome}"]
    lines += [f"  {finding}" for finding in (*state.others, *state.errors)]  # errors last: next to the prompt
    lines += [f"  {line}" for line in state.text.splitlines()]
    return lines
