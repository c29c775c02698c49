"""What all tests share: the project's folder, the content once, and the built site once."""

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from meldwijzer import build, cache

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault(cache.VARIABLE, str(ROOT / ".cache"))
"""Copies of the project need not set the same leaflets in type again: that would be a third of all tests' time."""

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium-headless-shell"
"""Debian's Chromium as it is without a window: the same pages for a third less of a processor's time."""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


EPOCH = "1767225600"
"""The day on which tests build the site, in seconds: what was built and what it is compared with are of one day."""


def generate(root: Path, folder: Path, generator: str = "mkdocs") -> None:
    """Build a project's site into a folder with a generator of others, strictly."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", generator, "build", "--strict", "--quiet", "--site-dir", str(folder)]
    if generator == "properdocs":
        command += ["--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def write(root: Path, folder: Path) -> None:
    """Write a project's site into a folder as publishing does, without packing it."""
    script = "from meldwijzer import build, outputs; from pathlib import Path; import sys; root, to = sys.argv[1:];"
    script += "outputs.write(build.prepare(Path(root), publishing=True, checking=False).site, Path(to))"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-c", script, str(root), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def site() -> build.Site:
    """The composed site of the real content."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        result = build.prepare(ROOT, publishing=True)
    assert result.site is not None, "\n".join(map(str, result.findings))
    return result.site


def _once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that is made once for all the processes of a test run."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            fresh = shared / f"{name}-fresh"
            make(fresh)
            fresh.rename(folder)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is published."""
    return _once(tmp_path_factory, "built-site", lambda folder: write(ROOT, folder))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, for one module: a synchronous Playwright that stays open would disturb asyncio elsewhere."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


ENDPOINT = "http://127.0.0.1:9/report"
"""Where the reports of :func:`sending` go; who serves it puts a real receiver in its place."""


@pytest.fixture(scope="session")
def sending(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as in the preview, with an endpoint for each country."""
    endpoints = {f"REPORT_ENDPOINT_{country}": ENDPOINT for country in ("BE", "NL")}
    return _once(tmp_path_factory, "sending-site", lambda folder: _preview(ROOT, folder, **endpoints))


def _preview(root: Path, folder: Path, **variables: str) -> None:
    """Build a project's site as the preview does: only there may reports go to this machine."""
    done = subprocess.run(
        [sys.executable, "-m", "meldwijzer.preview.making", str(root)],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **variables},
        input="".join(json.dumps({"ask": what, "site_dir": str(folder)}) + "\n" for what in ("check", "fill")),
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["ok"] for answer in answers] == [True, True], done.stdout + done.stderr


SCENARIOS = {"test_messages.py", "test_rules.py"}
"""Both look at the same broken copies of the content, which are made once in one process."""


def pytest_configure() -> None:
    """Most tests make many objects and drop them all: looking for cycles meanwhile costs a sixth of their time."""
    gc.set_threshold(200_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file's tests in one process, and those that share what takes long to make; what takes longest first."""
    for item in items:
        name = "scenarios" if item.path.name in SCENARIOS else str(item.path)
        item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: item.path.name not in SCENARIOS)
