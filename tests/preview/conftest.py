"""A small project with a fake builder, and the preview as a real process before it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from meldwijzer.findings import Finding, Place, Severity, to_record

T = TypeVar("T")
SOURCE = Path(__file__).resolve().parents[2] / "src"
RUN = """
import sys
from pathlib import Path
from meldwijzer.preview import serve
worker = [sys.executable, sys.argv[1] + "/hooks/build_worker.py"]
sys.exit(serve(Path(sys.argv[1]), port=int(sys.argv[2]), worker=worker))
"""
PAGE = (
    "<!doctype html><html lang=nl><meta charset=utf-8><title>{0}</title>"
    "<body><h1>{0}</h1><p style='height:3000px'>…</p></body></html>"
)


def eventually(ask: Callable[[], T], seconds: float = 15.0) -> T:
    """Return the first truthy answer; fail after ``seconds``."""
    end = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)
    return answer


def finding(
    message: str = "The number is missing.",
    severity: Severity = Severity.ERROR,
    path: str = "content/nl/faq.yml",
    line: int = 12,
    fix: str = "Write it.",
) -> Finding:
    """Return a finding at column 5."""
    return Finding("a-rule", severity, Place(path, line, 5), message, fix)


@dataclass
class Answer:
    """What came over HTTP."""

    status: int
    headers: Message
    body: bytes
    url: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Project:
    """A folder with content and the fake builder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("content/site/index.html", PAGE.format("First"))
        self.write("hooks/build_worker.py", Path(__file__).with_name("fake_worker.py").read_text())

    def write(self, path: str, text: str | bytes) -> None:
        """Save a file, as editors do: beside it, then in its place."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(file.name + "~")
        beside.write_bytes(text if isinstance(text, bytes) else text.encode())
        beside.replace(file)

    def behave(self, mode: str, *findings: Finding) -> None:
        """Make the next build find this and end so; one save."""
        (self.root / "content/findings.json~").write_text(json.dumps([to_record(f) for f in findings]))
        (self.root / "content/findings.json~").replace(self.root / "content/findings.json")
        self.write("content/mode", mode)

    def count(self, word: str) -> int:
        """Return how often the fake builder noted ``word``."""
        log = self.root / "log.txt"
        return log.read_text().split().count(word) if log.exists() else 0


class Preview:
    """A running ``serve``."""

    def __init__(self, project: Project, port: int = 0, **environment: str) -> None:
        self.project = project
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(project.root), str(port)],
            env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self.url = ""

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def printed(self) -> str:
        """All that the terminal shows."""
        return "\n".join(self.lines)

    def ready(self) -> "Preview":
        """Wait for the address."""
        line = eventually(lambda: next((each for each in self.lines if "http://" in each), ""))
        self.url = line.split()[1].rstrip("/")
        return self

    def built(self, number: int) -> "Preview":
        """Wait for the outcome of build ``number``."""
        eventually(lambda: f"Build {number}: " in self.printed)
        return self

    def get(self, path: str = "/", method: str = "GET") -> Answer:
        """Return what the server answers, whatever its status."""
        request = urllib.request.Request(self.url + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return Answer(response.status, response.headers, response.read(), response.url)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read(), error.url)

    def shows(self, text: str, path: str = "/") -> None:
        """Wait until a page has this text."""
        eventually(lambda: text in self.get(path).text)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end and return the exit code."""
        self.process.send_signal(how)
        return self.process.wait(5)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that builds."""
    return Project(tmp_path)


@pytest.fixture
def start(project: Project) -> Iterator[Callable[..., Preview]]:
    """Start previews that end with the test."""
    running: list[Preview] = []

    def begin(port: int = 0, **environment: str) -> Preview:
        running.append(Preview(project, port, **environment))
        return running[-1].ready()

    yield begin
    for preview in running:
        if preview.process.poll() is None:
            preview.process.terminate()
            try:
                preview.process.wait(5)
            except subprocess.TimeoutExpired:
                preview.process.kill()


@pytest.fixture
def preview(start: Callable[..., Preview]) -> Preview:
    """A preview after its first build."""
    return start().built(1)


@pytest.fixture(scope="module")
def patient() -> Iterator[None]:
    """Builds take their time here."""
    expect.set_options(timeout=15_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def page(browser: Browser, patient: None) -> Iterator[Page]:
    """A fresh page, as narrow as a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.set_default_timeout(15_000)
    yield page
    page.close()
