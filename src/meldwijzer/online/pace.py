"""Not asking too fast: one request per host at a time, pauses in between, a limit over all. Knows nothing of HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .answer import Trouble
from .settings import Clock, Settings


class _Host:
    """When a host may be asked again."""

    def __init__(self, delay: float) -> None:
        self.lock = asyncio.Lock()
        self.ready = 0.0
        self.delay = delay


class Pace:
    """Gives out turns."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._all = asyncio.Semaphore(settings.at_once)

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(self._settings.delay))

    def slow_down(self, name: str, delay: float) -> None:
        """Leave at least this many seconds between requests to a host, up to the limit."""
        host = self._host(name)
        host.delay = max(host.delay, min(delay, self._settings.crawl_delay_limit))

    def hold(self, name: str, seconds: float) -> None:
        """Ask a host nothing for a while."""
        host = self._host(name)
        host.ready = max(host.ready, self._clock.ticks() + seconds)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until a host may be asked, and keep others from it meanwhile.

        Raises:
            Trouble: The host asked for a longer pause than this run waits.
        """
        host = self._host(name)
        async with host.lock:
            while (wait := host.ready - self._clock.ticks()) > 0:
                if wait > max(self._settings.retry_after_limit, host.delay):
                    raise Trouble("busy")
                await self._clock.sleep(wait)
            async with self._all:
                try:
                    yield
                finally:
                    host.ready = max(host.ready, self._clock.ticks() + host.delay)
