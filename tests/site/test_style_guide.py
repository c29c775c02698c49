"""The style guide: the same examples as tests/components look at, in every language and scheme; never published."""

import asyncio
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette

from meldwijzer.build import Site
from meldwijzer.outputs import style_guide
from meldwijzer.pages.examples import read
from meldwijzer.preview.app import application
from meldwijzer.preview.state import Hub, State

LANGUAGES = ("nl", "fr", "en")


@pytest.fixture(scope="module")
def guide(site: Site) -> dict[str, str]:
    """The pages by path."""
    return style_guide.files(site)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", style_guide.SCHEMES)
def test_it_shows_every_example_of_every_component(
    guide: dict[str, str], root: Path, language: str, scheme: str
) -> None:
    """By name, in the order of the files; what would take the page over is shown as text."""
    tree = LexborHTMLParser(guide[f"style-guide/{language}-{scheme}.html"])
    shown = [node.attributes["data-example"] for node in tree.css("[data-example]")]
    assert shown == [f"{one.component}: {name}" for one in read(root) for name, _, _ in one.examples]
    assert len(tree.css("meta[http-equiv=refresh], main html, main base")) == 0
    assert tree.css_first("html").attributes["lang"] == language


def test_a_page_has_one_scheme_whatever_the_browser_has(guide: dict[str, str]) -> None:
    """No page asks for the browser's scheme; light and dark differ in nothing but their style and names."""
    light, dark = (guide[f"style-guide/nl-{scheme}.html"] for scheme in style_guide.SCHEMES)
    trees = [LexborHTMLParser(html) for html in (light, dark)]
    assert len({tree.css_first("main section").html for tree in trees}) == 1
    styles = [tree.css_first("style").text() for tree in trees]
    assert len(set(styles)) == 2
    assert "prefers-color-scheme" not in "".join(styles)


def test_readers_never_get_it(built: Path) -> None:
    """Nothing of it is in the built site, and nothing leads to it."""
    assert not [file for file in built.rglob("*") if "style-guide" in file.name]
    assert not [file for file in built.rglob("*.html") if "style-guide" in file.read_text("utf-8")]


def got(app: Starlette, path: str) -> tuple[int, str]:
    """Ask an application for a path; return status and text."""
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": ""}
    asyncio.run(app({**scope, "query_string": b"", "headers": []}, receive, send))
    return said[0]["status"], b"".join(one.get("body", b"") for one in said).decode()


def test_the_preview_makes_it_when_asked(tmp_path: Path, guide: dict[str, str]) -> None:
    """Under /style-guide/; before, nothing is made; another name is an ordinary missing page."""
    made = []

    def make() -> dict[str, str]:
        made.append(1)
        return guide

    (tmp_path / "index.html").write_text("<h1>Site</h1>", "utf-8")

    async def there(site: Path, path: str) -> str:
        return ""

    app = application(Hub(State(site=tmp_path, paths=frozenset({"index.html"}))), there, make)
    assert got(app, "/")[0] == 200
    assert made == []
    assert got(app, "/style-guide/") == (200, guide["style-guide/index.html"])
    assert got(app, "/style-guide/fr-dark.html") == (200, guide["style-guide/fr-dark.html"])
    assert got(app, "/style-guide/fr-blue.html")[0] == 404


def test_a_command_writes_it_but_not_into_the_site(root: Path, tmp_path: Path) -> None:
    """Into any folder but one that readers are served, with the pictures that it shows."""
    command = [sys.executable, "-m", "meldwijzer", "--root", str(root), "style-guide"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "style-guide/index.html").is_file()
    assert (tmp_path / "assets/mark.svg").is_file()
    refused = subprocess.run([*command, "site/guide"], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "in the site" in refused.stdout
