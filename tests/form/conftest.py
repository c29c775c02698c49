"""A receiver in memory, and one as a real server on a free port; reports as they travel."""

import asyncio
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from meldwijzer import receiver
from meldwijzer.model.site import SiteSettings
from meldwijzer.report_form import Report
from meldwijzer.report_form.contract import examples

SITE = "http://127.0.0.1:8000/"
SENT = ("/nl/melding-verstuurd/", "/fr/signalement-envoye/", "/en/report-sent/")
FEEDBACK = ("BE",)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def settings(**changed: Any) -> SiteSettings:
    """Return settings like those of the real site, whose content may not be whole."""
    place = {"emergency": ["phone:emergency.112"], "helpline": "phone:emergency.112", "real_form": "link:x.report"}
    given = {
        "operation": "example",
        "name": "Example",
        "address": "https://meldwijzer.example/",
        "default_language": "nl",
        "languages": {
            "nl": {"name": "Nederlands", "locale": "nl_BE", "readers": ["BE", "NL"], "quick_exit": "https://x.example/"}
        },
        "countries": {"BE": place, "NL": place},
        "elsewhere": "link:x.hotlines",
    }
    return SiteSettings.model_validate({**given, **changed})


def fields(**changed: Any) -> dict[str, Any]:
    """Return a report as it travels: an address, nothing else; with what is given changed."""
    return {**examples("nl", SENT[0])["address"], "key": "", **changed}


def report(**changed: Any) -> Report:
    """Return the same as a value."""
    return Report.model_validate(fields(**changed))


@dataclass
class Answer:
    """What came over HTTP."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        """The body read."""
        return json.loads(self.body)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


class Running:
    """A receiver that runs as a server in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.lines: list[str] = []
        self.sock = receiver.listen(0)
        self.url = receiver.address(self.sock)
        self.store = receiver.Store(folder / "reports.sqlite")
        self.receiver = receiver.Receiver(self.store, SITE, lambda: SENT, self.lines.append, feedback=lambda: FEEDBACK)
        self.server = receiver.Server(self.receiver)
        self._thread = threading.Thread(target=lambda: asyncio.run(self.server.serve([self.sock])))
        self._thread.start()

    def end(self) -> None:
        """End it and wait for that."""
        self.server.should_exit = True
        self._thread.join(10)
        self.sock.close()
        assert not self._thread.is_alive()

    def misbehave(self, kind: str, times: str = "1", seconds: str = "") -> None:
        """Switch a fault on."""
        self.receiver.misbehaviour = receiver.misbehaviour(kind, times, seconds)

    def ask(
        self,
        path: str = "report",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        method: str | None = None,
        timeout: float = 10,
    ) -> Answer:
        """Return an answer, whatever its status."""
        request = urllib.request.Request(self.url + path, body, dict(headers or {}), method=method)
        opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def send(self, changed: Mapping[str, Any] | None = None, timeout: float = 10, **headers: str) -> Answer:
        """Send a report as the form's script does."""
        body = urlencode(fields(**(changed or {}))).encode()
        return self.ask(body=body, headers={"Accept": JSON, "Content-Type": FORM, **headers}, timeout=timeout)

    def all(self) -> list[dict[str, Any]]:
        """Return what it kept, the newest first."""
        found: list[dict[str, Any]] = self.ask("reports.json").json
        return found


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A receiver on a free port."""
    server = Running(tmp_path)
    yield server
    server.end()


@pytest.fixture
def call(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Send a body to the application itself, without a server; return status, headers and body."""
    store = receiver.Store(tmp_path / "reports.sqlite")
    app = receiver.application(receiver.Receiver(store, SITE, lambda: SENT, feedback=lambda: FEEDBACK))

    def send(body: bytes, content_type: str = FORM, accept: str = JSON, method: str = "POST") -> Answer:
        return asyncio.run(asgi(app, body, content_type, accept, method))

    send.store = store  # type: ignore[attr-defined]
    yield send
    store.close()


async def asgi(app: Any, body: bytes, content_type: str = FORM, accept: str = JSON, method: str = "POST") -> Answer:
    """Return what an application answers."""
    sent: list[dict[str, Any]] = []
    incoming = iter([{"type": "http.request", "body": body, "more_body": False}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(incoming)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", content_type.encode()), (b"accept", accept.encode())]
    scope = {"type": "http", "method": method, "path": "/report", "headers": headers, "query_string": b""}
    scope |= {"scheme": "http", "server": ("127.0.0.1", 8001), "client": ("127.0.0.1", 1), "root_path": ""}
    await app({**scope, "http_version": "1.1", "asgi": {"version": "3.0", "spec_version": "2.3"}}, receive, send)
    told = Message()
    for name, value in sent[0]["headers"]:
        told[name.decode()] = value.decode()
    return Answer(sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:]))
