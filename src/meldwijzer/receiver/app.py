"""The receiver as a web application: takes reports as the contract says, lists them, misbehaves when told to."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from meldwijzer.report_form.contract import BODY_LIMIT
from meldwijzer.report_form.report import ANSWERS, LIMITS, Report

from . import pages
from .answers import HEADERS, NAMES, cors, own_page, received, refused
from .faults import CUT, CUT_BEFORE, CUT_BODY, FAULTS, NO_CORS, SLOW_HEAD, Misbehaviour
from .reading import RefusedError, read
from .store import Receipt, Store

_LONGEST_READ = 64 * 1024 * 1024
"""Bytes. Who sends more than the limit gets to know it, since it is read; who sends more than this, not."""


def _quiet(_: str) -> None:
    """Print nothing."""


def _uncut(_: Scope) -> None:
    raise ConnectionResetError("cut")


@dataclass
class Receiver:
    """What a receiver keeps and how it answers."""

    store: Store
    site: str = "http://127.0.0.1:8000/"
    """The address of the site whose pages send the reports."""
    sent_pages: Callable[[], Collection[str]] = tuple
    """The paths that browsers may be led to, such as ``/nl/verstuurd/``; asked each time, since a preview changes."""
    say: Callable[[str], None] = _quiet
    """Prints a line."""
    misbehaviour: Misbehaviour | None = None
    feedback: Callable[[], Collection[str]] = tuple
    """The countries whose hotline answers; an e-mail address in any other report is thrown away."""
    cut: Callable[[Scope], None] = _uncut
    """Cuts the connection of a request; a server knows how."""


def application(receiver: Receiver) -> Starlette:
    """Return the application."""

    def listing(_: Request) -> Response:
        tells = {name: fault.tells for name, fault in FAULTS.items()}
        chosen = receiver.misbehaviour or Misbehaviour("")
        shown = {"kind": chosen.kind, "times": chosen.times or "", "seconds": chosen.seconds or ""}
        return HTMLResponse(pages.listing(receiver.store.all(), tells, shown), headers=HEADERS)

    def reports(_: Request) -> Response:
        found = [
            {
                "reference": kept.reference,
                "signs": kept.versions[-1].signs,
                "versions": [v.fields for v in kept.versions],
            }
            for kept in receiver.store.all()
        ]
        return JSONResponse(found, headers=HEADERS)

    def clear(request: Request) -> Response:
        if not own_page(request):
            return _not_yours()
        receiver.store.clear()
        return Response(status_code=204) if request.method == "DELETE" else RedirectResponse("/", 303)

    async def misbehave(request: Request) -> Response:
        told = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        if not own_page(request):
            return _not_yours()
        try:
            receiver.misbehaviour = misbehaviour(told.get("kind", ""), told.get("times", ""), told.get("seconds", ""))
        except ValueError as error:
            return PlainTextResponse(str(error), 400, HEADERS)
        return RedirectResponse("/", 303)

    def styles(_: Request) -> Response:
        return FileResponse(pages.STYLES, headers=HEADERS)

    return Starlette(
        routes=[
            Route("/report", _Reports(receiver)),
            Route("/", listing),
            Route("/", clear, methods=["DELETE"]),
            Route("/reports.json", reports),
            Route("/clear", clear, methods=["POST"]),
            Route("/misbehave", misbehave, methods=["POST"]),
            Route("/receiver.css", styles),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=NAMES, www_redirect=False)],
    )


def misbehaviour(kind: str, times: str = "", seconds: str = "") -> Misbehaviour | None:
    """Return a fault to switch on, from words; nothing for an empty kind.

    Raises:
        ValueError: One of them makes no sense; the text says which.
    """
    if not kind:
        return None
    if kind not in FAULTS:
        raise ValueError(f"There is no fault {kind!r}: write one of {', '.join(FAULTS)}.")
    try:
        wanted = Misbehaviour(kind, int(times) if times else None, float(seconds) if seconds else None)
    except ValueError:
        raise ValueError("How often and how many seconds are numbers.") from None
    if (wanted.times is not None and wanted.times < 1) or not 0 <= wanted.wait <= 3600:
        raise ValueError("It misbehaves at least once, and for an hour at most.")
    return wanted


class _Reports:
    """The one operation of the contract."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        if request.method != "POST":
            answer: Response | None = refused(
                request, 405, [("", "method")], {"Allow": "POST", **cors(request, self._receiver.site)}
            )
        else:
            answer = await self._answer(request)
        if answer is None:
            self._receiver.cut(scope)
            await _gone(request, 5)
            return
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """Return the answer with all its headers; nothing where the connection is to be cut."""
        body = await _body(request)
        wrong = self._take_fault()
        answer = await (self._wrong(request, body, wrong) if wrong else self._right(request, body))
        if answer is not None and not (wrong and wrong.kind == NO_CORS):
            answer.headers.update(cors(request, self._receiver.site))
        return answer

    def _take_fault(self) -> Misbehaviour | None:
        """Return the fault that is switched on, and switch it off if it was so often."""
        wrong = self._receiver.misbehaviour
        if wrong and not wrong.take():
            wrong = self._receiver.misbehaviour = None
        return wrong

    async def _wrong(self, request: Request, body: bytes | None, wrong: Misbehaviour) -> Response | None:
        fault = FAULTS[wrong.kind]
        right = await self._right(request, body) if fault.keeps else None
        if right is not None and right.status_code >= 400:
            return right
        self._receiver.say(f"Misbehaved: {fault.tells}.")
        if wrong.kind == SLOW_HEAD:
            await _gone(request, wrong.wait)
        if wrong.kind == CUT_BODY:
            return StreamingResponse(self._begun(request), 201, media_type="application/json")
        return fault.answer(request, wrong.wait) or (None if wrong.kind in (CUT, CUT_BEFORE) else right)

    async def _begun(self, request: Request) -> AsyncIterator[str]:
        """Yield the beginning of an answer, then cut the connection."""
        yield '{"reference": "'
        await asyncio.sleep(0.2)  # so that the beginning gets through
        self._receiver.cut(request.scope)

    async def _right(self, request: Request, body: bytes | None) -> Response:
        receiver = self._receiver
        if body is None:
            return refused(request, 413, [("", "body_large")])
        try:
            report = read(body, request.headers.get("content-type", ""))
        except RefusedError as error:
            receiver.say(f"Refused ({error.status}): " + ", ".join(f"{f!a} {p}" for f, p in error.errors) + ".")
            return refused(request, error.status, error.errors)
        if report.country not in receiver.feedback():
            report = report.model_copy(update={"email": ""})
        receipt = await asyncio.to_thread(receiver.store.add, report)
        receiver.say(line(report, receipt))
        return received(request, receipt, receiver.site, report.sent_page, receiver.sent_pages())


def line(report: Report, receipt: Receipt) -> str:
    """Return one line about a report, with the lengths of what was typed and nothing of it."""
    lengths = [f"{name} {len(getattr(report, name))}" for name in ANSWERS if name in LIMITS and getattr(report, name)]
    again = "" if receipt.new else f", again (version {receipt.version})"
    typed = ", ".join(lengths) or "nothing typed"
    return f"{receipt.reference}{again}: {report.country}, {report.where}; {typed}."


async def _body(request: Request) -> bytes | None:
    """Return the body, or nothing if it is too long; then it is read all the same, so that the answer gets through."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length <= BODY_LIMIT:
            parts.append(part)
        elif length > _LONGEST_READ:
            break
    return b"".join(parts) if length <= BODY_LIMIT else None


async def _gone(request: Request, seconds: float) -> None:
    """Wait until whoever asked has gone, or for so long."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return


def _not_yours() -> Response:
    return PlainTextResponse("Only the receiver's own page may do that.\n", 403, HEADERS)
