"""Where a number shows, asked for in the preview."""

import asyncio
import re
import shutil
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from meldwijzer.preview.app import application
from meldwijzer.preview.panel import panel
from meldwijzer.preview.state import Hub, State
from meldwijzer.preview.whereabouts import whereabouts
from tests.conftest import ROOT

from .conftest import finding


async def made(_: Path, __: str) -> str:
    return ""


def got(root: Path, query: str = "") -> tuple[dict[bytes, bytes], str]:
    """Return head and body of what the preview answers."""
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    app = application(Hub(State()), made, dict, lambda name: whereabouts(root, name))
    path = "/_preview/where"
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": ""}
    asyncio.run(app({**scope, "query_string": query.encode(), "headers": []}, receive, send))
    assert said[0]["status"] == 200
    return dict(said[0]["headers"]), b"".join(one.get("body", b"") for one in said).decode()


def test_all_can_be_chosen_and_one_is_told() -> None:
    """The list leads to each contact point; its page leads to the pages of the site that show it."""
    head, listed = got(ROOT)
    assert head[b"cache-control"] == b"no-store"
    assert 'href="?of=phone%3Achild-focus.helpline"' in listed
    _, told = got(ROOT, "of=phone%3Achild-focus.fax")
    assert "<strong>Retired (no-source).</strong>" in told
    assert re.search(r"content/organisations/child-focus\.yml:\d+:3", told)
    assert '<a href="/nl/bronnen/">/nl/bronnen/</a>' in told


def test_what_is_not_there_is_told_and_escaped() -> None:
    """A name that means nothing, with markup in it."""
    _, told = got(ROOT, "of=<b>x")
    assert "Nothing is registered as &#34;&lt;b&gt;x&#34;." in told
    assert "<b>" not in told


def test_broken_content_is_no_broken_page(tmp_path: Path) -> None:
    """While something is wrong it says so."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content/law.yml").write_text("entries: [\n")
    assert "can&#39;t be read now" in got(tmp_path)[1]


def test_the_panel_leads_there() -> None:
    """Beside what was found, as soon as there is anything to tell."""
    from meldwijzer.findings import Severity

    assert 'href="/_preview/where"' in panel(State(1, findings=(finding(severity=Severity.WARNING),)))
