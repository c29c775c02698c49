"""The buttons that copy, in a real browser: snippets and the account, with and without scripts and a clipboard."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

PAGE = "/nl/link-naar-ons/"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=built)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_is_shown_is_copied(browser: Browser, address: str) -> None:
    """The button puts the snippet, or the account's number, on the clipboard and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + PAGE)
    parts = page.locator(".mw-snippet")
    assert parts.count() == 3
    for part in parts.all():
        part.get_by_role("button").click()
        expect(part.get_by_role("status")).to_have_text("Gekopieerd.")
        assert page.evaluate("navigator.clipboard.readText()") == part.locator("code").text_content()
    page.goto(f"{address}/nl/steun-ons/")
    page.locator(".mw-account").get_by_role("button").click()
    assert page.evaluate("navigator.clipboard.readText()") == "BE19 3101 2229 9912"
    context.close()


def test_what_cannot_be_copied_is_said(browser: Browser, address: str) -> None:
    """Where the clipboard refuses, readers are told what to do instead."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(address + PAGE)
    part = page.locator(".mw-snippet").first
    part.get_by_role("button").click()
    expect(part.get_by_role("status")).to_contain_text("lukte niet")
    context.close()


def test_without_scripts_there_is_no_button(browser: Browser, address: str) -> None:
    """The snippet stays, and nothing that does nothing; on a narrow screen all of it is there without scrolling."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address + PAGE)
    assert page.locator("[data-copy]:visible").count() == 0
    assert page.locator(".mw-snippet code:visible").count() == 3
    for code in page.locator(".mw-snippet code").all():
        box = code.bounding_box()
        assert box["x"] + box["width"] <= 320
    context.close()
