"""The preview with the real content and the real builder, as an editor uses it."""

import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.conftest import eventually
from tests.site.test_generators import project_copy
from tests.site.test_readme import free_port

FAQ = "content/fr/faq.yml"


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    return project_copy(root, tmp_path)


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "meldwijzer", "--root", str(project), "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def page(address: str, path: str = "/fr/questions/") -> str:
    """Return a page, or what the server answers instead; nothing while it isn't there yet."""
    try:
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.read().decode())
    except OSError:
        return ""


def test_a_save_shows_and_a_mistake_is_told_and_goes_away(project: Path, address: str) -> None:
    """A saved answer appears; a mistake is named with file, line, column and fix beside the last good page."""
    eventually(lambda: "116 000" in page(address), 60)
    faq = project / FAQ
    good = faq.read_text("utf-8")
    better = re.sub(r'question: ("?)', r"question: \1Essai ", good, count=1)
    faq.write_text(better, "utf-8")
    eventually(lambda: "Essai" in page(address), 30)
    line = better[: better.index("question:")].count("\n") + 1
    faq.write_text(better.replace("question:", "qestion:", 1), "utf-8")
    shown = _until(address, "qestion")
    assert f"{FAQ}:{line}:5" in shown
    assert "Did you mean &#34;question&#34;?" in shown
    assert "Essai" in shown
    faq.write_text(good, "utf-8")
    eventually(lambda: "qestion" not in page(address) and "Essai" not in page(address), 30)


def _until(address: str, words: str) -> str:
    eventually(lambda: words in page(address), 30)
    return page(address)


def test_a_mistake_that_was_there_at_the_start_is_shown_in_the_browser(project: Path) -> None:
    """With no good page yet, the page itself tells what is wrong."""
    law = project / "content/law.yml"
    law.write_text(law.read_text("utf-8").replace("status: in-force", "status: inforce", 1), "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "meldwijzer", "--root", str(project), "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project)
    try:
        shown = _until(f"http://127.0.0.1:{port}", "content/law.yml")
        assert "Did you mean &#34;in-force&#34;?" in shown
    finally:
        process.terminate()
        process.wait(20)
