"""What looking at an address gave, as frozen values that can be kept on disk. Nothing here fetches or judges."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Failure = Literal[
    "no-name",  # the host's name does not exist
    "refused",  # nothing listens there
    "name-trouble",  # the name could not be looked up just now
    "timeout",
    "broken",  # the connection broke off, or the answer makes no sense
    "busy",  # the server asks to come back later
    "robots-unknown",  # robots.txt could not be read, so nothing else may be
    "robots",  # robots.txt says no
    "certificate",
    "insecure",  # no encrypted connection could be agreed on
    "loop",
    "too-many",
    "bad-redirect",  # it leads to something that is not a web address
    "unsafe",  # it leads where this program must never go
]

PASSING: frozenset[str] = frozenset({"name-trouble", "timeout", "broken", "busy", "robots-unknown", "insecure"})
"""Failures that say nothing about the page: tomorrow it may be there."""

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


class Trouble(Exception):
    """Why an address gave no answer; carried from where it is noticed to the :class:`Answer`."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail


@dataclass(frozen=True)
class Hop:
    """One redirect."""

    status: int
    to: str
    sets_cookie: bool = False


@dataclass(frozen=True)
class Page:
    """What a page says."""

    title: str
    text: str
    """What a reader sees, one block per line, then what its tel: and mailto: links hold."""
    hosts: tuple[str, ...] = ()
    """Other hosts from which it takes scripts, frames or pictures."""
    readable: bool = True
    """Whether it is text at all (a PDF is not)."""
    whole: bool = True
    """Whether all of it was read; a very long page is cut."""


@dataclass(frozen=True)
class Certificate:
    """Until when a host can prove who it is."""

    host: str
    expires: datetime


@dataclass(frozen=True)
class Answer:
    """What looking at one address gave."""

    url: str
    looked_at: datetime
    final_url: str
    """Where the redirects ended, or broke off."""
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    """Of the last answer; none where there was none."""
    failure: Failure | None = None
    detail: str = ""
    """More about the failure: which address, what is wrong with the certificate."""
    certificates: tuple[Certificate, ...] = ()
    """Of every host on the way."""
    page: Page | None = None

    @property
    def passing(self) -> bool:
        """Whether this is only today's trouble."""
        return self.failure in PASSING or (self.status is not None and (self.status >= 500 or self.status == 429))
