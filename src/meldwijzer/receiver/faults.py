"""The ways in which the receiver can be told to misbehave, each as the answer that it gives. Keeps no report."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from .answers import refused

SECONDS = 40.0
"""How long a slow answer takes, unless told: longer than the form waits."""
RETRY = 5.0
"""Seconds after which to try again, unless the number of seconds was told."""
SLOW_HEAD, CUT_BEFORE, CUT, CUT_BODY, NO_CORS = "slow-head", "cut-before", "cut", "cut-body", "no-cors"
BUSY, BUSY_DATE, CLOSED_FOR = "busy", "busy-date", "closed-for"
_ELSEWHERE = "https://elsewhere.invalid/"
_STEP = 0.05
_WIDE = "x" * 16_384


@dataclass(frozen=True)
class Fault:
    """One way of misbehaving."""

    tells: str
    """What it does, for the list on the receiver's page."""
    keeps: bool
    """Whether the report is kept before the answer goes wrong: then trying again must not make a second one."""
    answer: Callable[[Request, float], Response | None]
    """From the request and the seconds; nothing: the right answer, in the wrong way."""


@dataclass
class Misbehaviour:
    """A fault that is switched on."""

    kind: str
    times: int | None = None
    """So often, then all is well; always without it."""
    seconds: float | None = None
    """How slow a slow answer is, or when to try again; see :data:`SECONDS` and :data:`RETRY`."""

    @property
    def wait(self) -> float:
        """The seconds, told or not."""
        return (
            (RETRY if self.kind in (BUSY, BUSY_DATE, CLOSED_FOR) else SECONDS) if self.seconds is None else self.seconds
        )

    def take(self) -> bool:
        """Use it up once; tell whether it still held."""
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


def _errors(status: int, *errors: tuple[str, str]) -> Callable[[Request, float], Response]:
    return lambda request, _: refused(request, status, errors)


def _later(request: Request, seconds: float) -> Response:
    return refused(request, 429, [("", "busy")], {"Retry-After": str(round(seconds))})


def _later_date(request: Request, seconds: float) -> Response:
    at = datetime.now(UTC) + timedelta(seconds=round(seconds))
    return refused(request, 429, [("", "busy")], {"Retry-After": format_datetime(at, usegmt=True)})


def _closed(request: Request, seconds: float) -> Response:
    return refused(request, 503, [("", "busy")], {"Retry-After": str(round(seconds))})


async def _drops(seconds: float) -> AsyncIterator[str]:
    """Yield valid JSON, a space at a time."""
    for _ in range(round(seconds / _STEP)):
        yield " "
        await asyncio.sleep(_STEP)
    yield '{"received": true}'


async def _no_end() -> AsyncIterator[str]:
    yield '{"reference": "'
    while True:
        yield _WIDE
        await asyncio.sleep(_STEP)


def _page(status: int) -> Callable[[Request, float], Response]:
    text = "<!doctype html><html lang=en><title>Sign in</title><h1>Welcome to the hotel's network</h1>"
    return lambda _request, _seconds: HTMLResponse(text, status)


FAULTS: dict[str, Fault] = {
    SLOW_HEAD: Fault("keeps it, and answers late", True, lambda _r, _s: None),
    "slow-body": Fault(
        "keeps it, begins to answer, and goes on a letter at a time",
        True,
        lambda _r, seconds: StreamingResponse(_drops(seconds), 201, media_type="application/json"),
    ),
    "endless": Fault(
        "keeps it, and answers without end",
        True,
        lambda _r, _s: StreamingResponse(_no_end(), 201, media_type="application/json"),
    ),
    "field-errors": Fault(
        "refuses two fields (400), one for a reason that the form doesn't know",
        False,
        _errors(400, ("addresses", "too_long"), ("words", "not_today")),
    ),
    "unprocessable": Fault("refuses the addresses (422)", False, _errors(422, ("addresses", "addresses_many"))),
    "forbidden": Fault("refuses all of it, without saying why (403)", False, lambda _r, _s: Response(status_code=403)),
    "too-large": Fault("says that it is too much (413)", False, _errors(413, ("", "body_large"))),
    BUSY: Fault("says when to try again, in seconds (429)", False, _later),
    BUSY_DATE: Fault("says when to try again, as a date (429)", False, _later_date),
    "broken": Fault("has a fault of its own (500)", False, _errors(500, ("", "broken"))),
    CLOSED_FOR: Fault("is closed, and says until when (503)", False, _closed),
    "closed": Fault("is closed for a while (503)", False, _errors(503, ("", "busy"))),
    "elsewhere": Fault("leads elsewhere", False, lambda _r, _s: RedirectResponse(_ELSEWHERE, 307)),
    "in-circles": Fault("leads to itself", False, lambda request, _s: RedirectResponse(request.url.path, 307)),
    "page": Fault("answers with somebody else's page (200)", False, _page(200)),
    "error-page": Fault("answers with a page instead of JSON (502)", False, _page(502)),
    "empty": Fault("keeps it, and answers with nothing (200)", True, lambda _r, _s: Response(status_code=200)),
    "wrong-json": Fault(
        "keeps it, and answers with JSON that is none",
        True,
        lambda _r, _s: Response('{"reference": TEST', 201, media_type="application/json"),
    ),
    "odd-json": Fault(
        "keeps it, and answers with JSON of another shape",
        True,
        lambda _r, _s: JSONResponse(["reference", {"reference": 7}], 201),
    ),
    CUT_BEFORE: Fault("cuts the connection before it keeps anything", False, lambda _r, _s: None),
    "no-receipt": Fault(
        "keeps it, and doesn't say so in its JSON", True, lambda _r, _s: JSONResponse({"status": "ok"}, 201)
    ),
    "errors-in-200": Fault("says what is wrong, and that all is well (200)", False, _errors(200, ("", "broken"))),
    CUT_BODY: Fault("keeps it, begins to answer, then cuts the connection", True, lambda _r, _s: None),
    CUT: Fault("keeps it, then cuts the connection", True, lambda _r, _s: None),
    NO_CORS: Fault("keeps it, and answers without the headers that let the form read it", True, lambda _r, _s: None),
}
