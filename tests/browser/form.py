"""What the tests of the report form share: the site beside a receiver that can misbehave, and a reader who types."""

import asyncio
import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from meldwijzer.receiver import FAULTS, Misbehaviour, Receiver, Server, Store, feedback_of, listen, sent_pages_of
from tests.conftest import ENDPOINT

from .conftest import Quiet

LANGUAGES = ("nl", "fr", "en")
FORM = {"nl": "/nl/meldformulier/", "fr": "/fr/formulaire/", "en": "/en/report-form/"}
SENT = {"nl": "/nl/melding-verstuurd/", "fr": "/fr/signalement-envoye/", "en": "/en/report-sent/"}
TYPED = {
    "addresses": "https://one.example/page?id=7\nhxxps://two[.]example/x",
    "platform": "Voorbeeldapp",
    "name_there": "@een_naam · مجموعة · 🙂",
    "words": "Ik zag het gisteren.\nMeer weet ik niet.",
    "when_text": "gisteravond",
    "country_there": "onbekend",
}
"""What the reader types: nothing of it may be lost, and nothing of it may stay behind."""


class Serving(Quiet):
    """Serves the built site with another endpoint in the place of the one that it was built with."""

    endpoint = ENDPOINT

    def do_GET(self) -> None:  # noqa: N802  # its name in the library
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if file.suffix != ".html" or not file.is_file() or not self.path.partition("?")[0].endswith("/"):
            super().do_GET()
            return
        body = file.read_bytes().replace(ENDPOINT.encode(), self.server.endpoint.encode())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass
class Stage:
    """The site, the receiver, and how they are reached."""

    site: ThreadingHTTPServer
    receiver: Receiver
    own: str
    """The receiver's endpoint."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.site.server_port}"

    def use(self, endpoint: str) -> None:
        """Send reports somewhere else from the next page on."""
        self.site.endpoint = endpoint

    def misbehave(self, kind: str, **how: float) -> None:
        assert kind in FAULTS
        self.receiver.misbehaviour = Misbehaviour(kind, **how)

    def behave(self) -> None:
        self.receiver.misbehaviour = None

    def arrived(self) -> list[dict]:
        """Return the last version of each report."""
        return [dict(kept.versions[-1].fields) for kept in self.receiver.store.all()]

    def reset(self) -> None:
        self.behave()
        self.use(self.own)
        self.receiver.store.clear()


@contextmanager
def stage(site: Path, folder: Path) -> Iterator[Stage]:
    """Serve a site built with :data:`ENDPOINT`, and a receiver for its reports, on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Serving, directory=str(site)))
    sock = listen(0)
    own = f"http://127.0.0.1:{sock.getsockname()[1]}/report"
    server.endpoint = own
    pages, feedback = sent_pages_of(site), feedback_of(site)
    assert feedback == ("BE",)
    assert set(SENT.values()) <= set(pages)
    receiver = Receiver(
        Store(folder / "reports.sqlite"),
        f"http://127.0.0.1:{server.server_port}/",
        sent_pages=lambda: pages,
        feedback=lambda: feedback,
    )
    receiving = Server(receiver)
    threads = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=lambda: asyncio.run(receiving.serve([sock])), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield Stage(server, receiver, own)
    finally:
        server.shutdown()
        server.server_close()
        receiving.should_exit = True
        threads[1].join(10)


@contextmanager
def reader(browser: Browser, **how) -> Iterator[Page]:
    """Give a page of a new reader; a script that fails on it fails the test."""
    context: BrowserContext = browser.new_context(**{"viewport": {"width": 360, "height": 640}, **how})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def open_form(page: Page, stage: Stage, language: str, country: str = "") -> None:
    query = f"?country={country.lower()}" if country else ""
    page.goto(f"{stage.address}{FORM[language]}{query}")


def fill(page: Page, typed: dict[str, str] = TYPED, where: str = "web") -> None:
    """Answer the questions as a reader does."""
    fold = page.locator("details[data-more]")
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").click()
    for name, text in typed.items():
        field(page, name).fill(text)
    # What is not asked of this place, and was not filled in, goes out of sight now.
    page.locator(f'input[name=where][value="{where}"]').check()


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[data-view=form] [name="{name}"]')


def check(page: Page, country: str = "BE") -> None:
    """Go on to look over the answers."""
    page.locator(f"form [data-check={country}]").click()


def send(page: Page) -> None:
    page.locator("[data-outlet] [data-send]:visible").click()


def view(page: Page, name: str) -> Locator:
    return page.locator(f"[data-outlet] [data-view={name}]")


def is_shown(page: Page, typed: dict[str, str] = TYPED) -> None:
    """Assert that everything that was typed is on the screen, in the form or among the answers to look over."""
    shown = page.locator("[data-outlet] [data-answers]")
    if shown.count():
        for name, text in typed.items():
            value = shown.locator(f'[data-row="{name}"] [data-value]')
            expect(value).to_be_visible()
            assert value.evaluate("one => one.textContent") == text, name
    else:
        for name, text in typed.items():
            expect(field(page, name)).to_be_visible()
            assert field(page, name).input_value() == text, name


def focused(page: Page, selector: str) -> bool:
    return page.evaluate("selector => Boolean(document.activeElement?.closest(selector))", selector)
