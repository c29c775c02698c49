"""A real browser on the built site. Where Chromium is missing these tests fail; they are never skipped."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .form import Stage


class Quiet(SimpleHTTPRequestHandler):
    """Serves the built site; missing addresses get the 404 page of their language, as a host is set up to do."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        language = self.path.strip("/").split("/")[0]
        page = Path(self.directory) / language / "404.html"
        body = (page if page.is_file() else Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The address of the built site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(built)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shared(sending: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Stage"]:
    """The site with a report form that sends, and a receiver, for one module."""
    from . import form  # which needs what stands above

    with form.stage(sending, tmp_path_factory.mktemp("receiver")) as found:
        yield found


@pytest.fixture
def stage(shared: "Stage") -> "Stage":
    """The same with nothing received, nothing misbehaving."""
    shared.reset()
    return shared
