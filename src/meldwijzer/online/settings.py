"""How politely and how long the check looks: numbers with their defaults, and the clock. Nothing that does anything."""

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from meldwijzer.content import Content

AGENT = "Meldwijzer-check"
"""The name to which robots.txt may speak (RFC 9309, product token)."""

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """All durations are in seconds unless their name says otherwise."""

    user_agent: str = AGENT
    certificate_days: int = 21
    """A certificate that ends sooner than this many days from now is reported."""
    at_once: int = 8
    """Requests under way at the same time, over all hosts; one per host."""
    delay: float = 1.0
    """Between two requests to the same host."""
    crawl_delay_limit: float = 10.0
    """The longest Crawl-delay of a robots.txt that is kept to; longer ones count as this."""
    attempts: int = 3
    """How often a request is tried before it counts as trouble."""
    back_off: float = 2.0
    """The pause before the second attempt; it doubles each time, give or take half of it."""
    retry_after_limit: float = 60.0
    """The longest Retry-After that is waited for; a server that asks for more is left alone for this run."""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    """The longest silence within an answer."""
    total_timeout: float = 45.0
    """For one request from looking up the name to the last byte."""
    size_limit: int = 2 * MEBIBYTE
    """Bytes of a page after unpacking; the rest is not read."""
    robots_size_limit: int = 512 * 1024
    redirects: int = 10
    resume_hours: float = 24.0
    """How long a run that was broken off can be gone on with."""


def settings_for(content: Content) -> Settings:
    """Return the defaults, with a User-Agent that names the site and where to find it."""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", content.site.name).strip("-") or "site"
    return Settings(user_agent=f"{AGENT}/0.1 ({name}; +{content.site.address})")


class Clock(Protocol):
    """What time it is and how to wait; tests have their own."""

    def now(self) -> datetime:
        """Return the date and time, with its zone."""

    def ticks(self) -> float:
        """Return seconds that only go forward."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the date and time in UTC."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Return seconds that only go forward."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
