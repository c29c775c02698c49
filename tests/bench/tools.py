"""The link checkers beside which the check runs: installing each by itself, and one function each that runs it.

Each is used as well as it can be: with anchors and style sheets checked, with the site's own full address taken for
the folder's, and with the old addresses' pages named as starting points, since no page links to them. None goes online.
"""

import csv
import hashlib
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .built_folder import ADDRESS
from .faults import Report
from .server import mirrored

HERE = Path(__file__).parent

GENERAL = ("built-words", "built-frame", "built-search")
"""Our rules that see every difference from what was to be built, whatever it is."""


@dataclass
class Run:
    """What one run of a tool gave."""

    reports: list[Report]
    seconds: float
    """Wall time of its process, from start to end."""
    parts: dict[str, float] = field(default_factory=dict)


Runner = Callable[[Path], Run]


@dataclass(frozen=True)
class Tool:
    """A tool by name, how it is used, and what runs it on a folder."""

    name: str
    how: str
    run: Runner


def tools(cache: Path, root: Path) -> list[Tool]:
    """Install what is missing in the cache and return the tools, ours first.

    Args:
        cache: A folder to install into; kept from run to run.
        root: The project whose built site is checked.
    """
    python, node = _python(cache), _node(cache)
    command = [sys.executable, "-m", "meldwijzer", "--root", str(root), "check"]
    said = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    ours = (
        Tool("meldwijzer", "meldwijzer check --built FOLDER --format json", lambda folder: _ours(command, folder))
        if "--built" in said
        else Tool("meldwijzer", "tests/bench/run_ours.py, until the command can do it", lambda f: _parts(root, f))
    )
    return [
        ours,
        Tool("linkinator", "its API and its own server; recurse, fragments, CSS",
             lambda f: _linkinator(node, cache, f)),
        Tool("LinkChecker", "AnchorCheck, one thread, no limit of requests; a server from memory",
             lambda f: _linkchecker(python, cache, f)),
        Tool("htmlproofer", "each built page given to the plugin as MkDocs gives it; rendered template, strict anchors",
             lambda f: _htmlproofer(python, f)),
    ]  # fmt: skip


def reading_back(root: Path) -> Runner:
    """Return what runs our reading of a built folder with a stop-watch inside."""
    return lambda folder: _parts(root, folder)


def _python(cache: Path) -> Path:
    folder = cache / "python"

    def install() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        _quietly([sys.executable, "-m", "venv", str(folder)])
        lock = ["--require-hashes", "-r", str(HERE / "requirements.lock")]
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _quietly([*pip, *lock])

    _once(folder / "made", [HERE / "requirements.lock"], install)
    return folder / "bin"


def _node(cache: Path) -> Path:
    folder = cache / "node"

    def install() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        _quietly(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)

    _once(folder / "made", [HERE / "package-lock.json"], install)
    return folder


def _once(mark: Path, locks: Sequence[Path], install: Callable[[], None]) -> None:
    """Install unless it was done with these locks."""
    state = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    if not mark.exists() or mark.read_text("utf-8") != state:
        install()
        mark.write_text(state, "utf-8")


def _quietly(command: Sequence[str], **options: object) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def _timed(command: Sequence[str], **options: object) -> tuple[subprocess.CompletedProcess[str], float]:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    return done, time.perf_counter() - started


def _ours(command: Sequence[str], folder: Path) -> Run:
    done, seconds = _timed([*command, "--built", str(folder), "--format", "json"])
    return Run([_record(one, folder) for one in json.loads(done.stdout)], seconds)


def _parts(root: Path, folder: Path) -> Run:
    done, seconds = _timed([sys.executable, str(HERE / "run_ours.py"), str(root), str(folder)])
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    said = json.loads(done.stdout)
    return Run([_record(one, folder) for one in said["findings"]], seconds, said["seconds"])


def _record(record: dict, folder: Path) -> Report:
    """Return a finding as a report: its file from the built folder, whatever it is called in the message."""
    file = record["path"].removeprefix(f"{folder}/").removeprefix("site/")
    return Report(file, f"{record['message']} {record['fix']}", record["rule"] not in GENERAL)


def _htmlproofer(python: Path, folder: Path) -> Run:
    done, seconds = _timed([str(python / "python"), str(HERE / "run_htmlproofer.py"), str(folder)])
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Run([Report(page, url) for page, url in json.loads(done.stdout)], seconds)


def _starts(folder: Path) -> list[str]:
    """Return the pages to start from: the entrance, and those to which no page links."""
    alone = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/old-*/index.html"))
    return ["index.html", *alone]


def _linkinator(node: Path, cache: Path, folder: Path) -> Run:
    port = _free_port()
    mirror = cache / "mirror"
    shutil.rmtree(mirror, ignore_errors=True)
    for path, data in mirrored(folder, ADDRESS, f"http://localhost:{port}/").items():
        target = mirror / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    command = ["node", str(HERE / "run_linkinator.mjs"), str(mirror), str(port), ".", *_starts(folder)[1:]]
    done, seconds = _timed(command, cwd=node)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Run([Report(_file(page, folder), url) for page, url in json.loads(done.stdout)], seconds)


def _linkchecker(python: Path, cache: Path, folder: Path) -> Run:
    settings = cache / "linkcheckerrc"
    settings.write_text("[checking]\nmaxrequestspersecond=100000\n[AnchorCheck]\n", "utf-8")
    with _served(folder) as address:
        starts = [f"{address}{start.removesuffix('index.html')}" for start in _starts(folder)]
        options = ["-f", str(settings), "--no-robots", "--no-status", "-t", "1", "-o", "csv"]
        done, seconds = _timed([str(python / "python"), str(python / "linkchecker"), *options, *starts])
    rows = csv.DictReader((line for line in io.StringIO(done.stdout) if not line.startswith("# ")), delimiter=";")
    reports = [
        Report(_file(row["parentname"] or row["url"], folder), f"{row['url']} {row['urlname']} {row['warningstring']}")
        for row in rows
    ]
    return Run(reports, seconds)


def _file(url: str, folder: Path) -> str:
    """Return the file that an address on a local server shows."""
    path = unquote(urlsplit(url).path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own; it is ended afterwards."""
    port = _free_port()
    command = [sys.executable, str(HERE / "server.py"), str(folder), str(port), ADDRESS]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        assert server.stdout is not None
        server.stdout.readline()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()
