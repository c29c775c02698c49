"""The README is true: every command in it runs on a fresh copy, and what it names exists."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.site.test_generators import project_copy

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")


def commands() -> list[str]:
    """Return every command in the README's shell blocks, without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [
        " ".join(shlex.split(line, comments=True)) for block in blocks for line in block.splitlines() if line.strip()
    ]


def test_the_readme_names_the_two_commands_and_stays_short() -> None:
    """It begins with the two commands, shows a picture, and fits two screens."""
    assert commands()[:2] == ["make serve", "make test"]
    assert len(README.splitlines()) <= 100
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert picture is not None
    assert (Path(__file__).resolve().parents[2] / picture[1]).is_file()


@pytest.mark.parametrize("path", re.findall(r"`((?:content|docs|overrides|hooks|src|tests)/[\w./]*)`", README))
def test_what_the_readme_names_exists(root: Path, path: str) -> None:
    """Every file and folder that it speaks of is there."""
    assert (root / path).exists()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve_until_it_answers(folder: Path, command: list[str]) -> str:
    """Run the preview on a free port until the French report page is there; return that page."""
    port = free_port()
    process = subprocess.Popen([*command, f"PORT={port}"], cwd=folder, start_new_session=True)
    try:
        for _ in range(240):
            assert process.poll() is None, "make serve ended by itself"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/fr/signaler/", timeout=5) as answer:
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.5)
        raise AssertionError("make serve never answered")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def test_every_command_runs_on_a_fresh_copy(root: Path, tmp_path: Path) -> None:
    """A newcomer types them one after the other; `make test` is what runs this test, so it is only looked up."""
    folder = project_copy(root, tmp_path)
    for command in commands():
        words = [*command.split(), f"PYTHON={sys.executable}"] if command.startswith("make ") else command.split()
        if command == "make serve":
            assert "116 000" in serve_until_it_answers(folder, words)
            continue
        if command == "make test":
            words[1:1] = ["--dry-run"]
            (folder / "tests").mkdir(exist_ok=True)
            (folder / "tests/browser").mkdir(exist_ok=True)
            installers = ("install-browser", "install-servers", "install-paper")
            for name in ("requirements.lock", *installers, "browser/package-lock.json"):
                (folder / "tests" / name).touch()
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert (folder / "site/fr/signaler/index.html").is_file()
    assert (folder / "content/de/faq.yml").is_file()
