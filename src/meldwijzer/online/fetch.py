"""From an address to its Answer: robots.txt, redirects, retries, what is kept from last time. No judgement."""

import asyncio
import random
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from protego import Protego
from yarl import URL

from . import page
from .answer import REDIRECTS, Answer, Certificate, Failure, Hop, Page, Trouble
from .pace import Pace
from .policy import Policy
from .settings import AGENT, Clock, Settings
from .store import Kept, Store
from .transport import Response, Transport

_TRIED_AGAIN: frozenset[Failure] = frozenset({"refused", "name-trouble", "timeout", "broken", "insecure"})
_NO_RULES: frozenset[Failure] = frozenset({"loop", "too-many", "bad-redirect", "unsafe"})
"""A robots.txt that leads nowhere counts as none; the page itself is checked all the same (RFC 9309, 2.3.1)."""


class Fetcher:
    """Looks at addresses, one request after another per host."""

    def __init__(
        self,
        transport: Transport,
        store: Store,
        settings: Settings,
        policy: Policy,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._transport = transport
        self._store = store
        self._settings = settings
        self._policy = policy
        self._clock = clock
        self._chance = chance
        self._pace = Pace(settings, clock)
        self._robots = _Robots(self)

    async def look(self, address: str) -> Answer:
        """Return what an address gives; trouble is part of the answer and never raised."""
        way = _Way()
        status: int | None = None
        found: Page | None = None
        trouble: Trouble | None = None
        try:
            way.at = self._policy.parsed(address)
            way.seen.add(str(way.at))
            status, found = await self._follow(way)
        except Trouble as error:
            trouble = error
        return Answer(
            url=address,
            looked_at=self._clock.now(),
            final_url=str(way.at or address),
            hops=tuple(way.hops),
            status=status,
            failure=trouble.failure if trouble else None,
            detail=trouble.detail if trouble else "",
            certificates=tuple(sorted(way.certificates.values(), key=lambda one: one.host)),
            page=found,
        )

    async def _follow(self, way: "_Way") -> tuple[int, Page | None]:
        while True:
            assert way.at is not None  # set before the first request
            if not await self._robots.allows(way.at):
                raise Trouble("robots")
            kept = self._store.page(str(way.at))
            response = await self.ask(way.at, kept.conditions() if kept else {})
            way.note(response)
            if response.status in REDIRECTS and "location" in response.headers:
                self.step(way, response)
            elif response.status == 304:
                if kept is None:
                    raise Trouble("broken", "304")
                return 200, kept.page
            elif 200 <= response.status < 300:
                found = page.read(
                    response.body, response.headers.get("content-type", ""), whole=response.whole, url=str(way.at)
                )
                self._keep(str(way.at), response.headers, found)
                return response.status, found
            else:
                return response.status, None

    def step(self, way: "_Way", response: Response) -> None:
        """Go where a redirect points.

        Raises:
            Trouble: It leads round in a circle, too far, or where nobody may go.
        """
        assert way.at is not None
        told = response.headers["location"]
        try:
            target = str(way.at.join(URL(told)))
        except ValueError:
            target = "".join(character for character in told if character.isprintable())
        way.hops.append(Hop(response.status, target, "set-cookie" in response.headers))
        way.at = self._policy.parsed(target)
        if str(way.at) in way.seen:
            raise Trouble("loop")
        if len(way.hops) > self._settings.redirects:
            raise Trouble("too-many")
        way.seen.add(str(way.at))

    async def ask(self, url: URL, headers: Mapping[str, str] | None = None, size_limit: int = 0) -> Response:
        """Return a server's answer, asking again where that may help.

        Raises:
            Trouble: There is none.
        """
        host = f"{url.raw_host}:{url.port}"
        for attempt in range(1, self._settings.attempts + 1):
            last = attempt == self._settings.attempts
            pause = self._settings.back_off * 2 ** (attempt - 1) * self._chance.uniform(0.5, 1.5)
            try:
                async with self._pace.turn(host):
                    response = await self._transport.get(url, headers, size_limit)
            except Trouble as error:
                if last or error.failure not in _TRIED_AGAIN:
                    raise
            else:
                if response.status != 429 and response.status < 500:
                    return response
                asked = self._retry_after(response) if response.status in (429, 503) else None
                if asked is not None:
                    self._pace.hold(host, asked)
                    if asked > self._settings.retry_after_limit:
                        raise Trouble("busy")
                    pause = asked
                if last:
                    return response
            self._pace.hold(host, pause)
        raise AssertionError("the last attempt returns or raises")

    def slow_down(self, url: URL, delay: float) -> None:
        """Keep to what a robots.txt says about pauses."""
        self._pace.slow_down(f"{url.raw_host}:{url.port}", delay)

    @property
    def robots_size_limit(self) -> int:
        """How much of a robots.txt is read."""
        return self._settings.robots_size_limit

    def _retry_after(self, response: Response) -> float | None:
        """Return the seconds that a server asks to wait: it may name them or a date (RFC 9110, 10.2.3)."""
        told = response.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdigit():
            return float(told[:9])
        try:
            when = parsedate_to_datetime(told)
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            return max(0.0, (when - self._clock.now()).total_seconds())
        except (TypeError, ValueError, OverflowError):
            return None

    def _keep(self, url: str, headers: Mapping[str, str], found: Page) -> None:
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        if (etag or modified) and (etag + modified).isascii() and "no-store" not in headers.get("cache-control", ""):
            self._store.keep_page(Kept(url, etag, modified, found))


class _Way:
    """Where looking at an address has led so far."""

    def __init__(self) -> None:
        self.at: URL | None = None
        self.hops: list[Hop] = []
        self.seen: set[str] = set()
        self.certificates: dict[str, Certificate] = {}

    def note(self, response: Response) -> None:
        """Remember a host's certificate."""
        if response.certificate is not None:
            self.certificates[response.certificate.host] = response.certificate


class _Robots:
    """What each host's robots.txt allows; read once per run."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, Protego | Trouble | None] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def allows(self, url: URL) -> bool:
        """Tell whether a page may be looked at.

        Raises:
            Trouble: It cannot be known, so the page may not be looked at today.
        """
        origin = str(url.origin())
        async with self._reading.setdefault(origin, asyncio.Lock()):
            if origin not in self._known:
                try:
                    self._known[origin] = await self._read(url)
                except Trouble as error:
                    self._known[origin] = None if error.failure in _NO_RULES else error
        rules = self._known[origin]
        if isinstance(rules, Trouble):
            raise Trouble(rules.failure, rules.detail)
        return rules is None or rules.can_fetch(str(url), AGENT)

    async def _read(self, url: URL) -> Protego | None:
        way = _Way()
        way.at = url.origin() / "robots.txt"
        way.seen.add(str(way.at))
        while True:
            response = await self._fetcher.ask(way.at, size_limit=self._fetcher.robots_size_limit)
            if response.status in REDIRECTS and "location" in response.headers:
                self._fetcher.step(way, response)
                continue
            if response.status >= 500 or response.status == 429:
                raise Trouble("robots-unknown", str(response.status))
            if not 200 <= response.status < 300:
                return None
            rules = Protego.parse(page.decoded(response.body, "charset=utf-8"))
            if delay := rules.crawl_delay(AGENT):
                self._fetcher.slow_down(url, delay)
            return rules
