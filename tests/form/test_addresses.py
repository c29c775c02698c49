"""How typed addresses are read, in Python and in the browser: the same cases, and the same for whatever is typed."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, Route, sync_playwright

from meldwijzer.report_form import read_addresses
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS, ROOT

CASES = json.loads(Path(__file__).with_name("addresses.json").read_text("utf-8"))
SCRIPT = ROOT / "overrides/assets/scripts/report/addresses.js"
PLACE = "http://script.example/"

PIECES = st.sampled_from(
    "https:// http:// hxxp h**ps h [.] (dot) {punt} [ : ] [/] . .. / ? = & # @ : , ; « \" ' < > ( ) "  # noqa: SIM905
    "a b.example é ß İ ı K א 😀 \u200b \ufeff \u202e \u00a0 \t \x1c \x85 \u2028 _ 7 - %41".split(" ")
) | st.sampled_from([" ", "  ", "\n", "\r", "\x0b"])
TYPED = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30)
LONG = [
    " " * 50_000, "x" + " " * 49_998 + "x", "a." * 25_000, "[ " * 25_000, " [" * 25_000, "a:" * 25_000, "h" * 50_000,
    "http" * 12_500, "http://" * 7_000, '"' * 50_000, "@" * 50_000, "a@" * 25_000, "\u200b" * 50_000, "/?" * 25_000,
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_how_it_is_read(case: dict[str, Any]) -> None:
    """Each case."""
    assert read_addresses(case["typed"]) == case["read"]


@given(typed=TYPED)
def test_reading_adds_nothing_and_loses_no_line(typed: str) -> None:
    """Each once, none empty, none over two lines; nothing typed means nothing read; no scheme that nobody wrote."""
    read = read_addresses(typed)
    assert len(set(read)) == len(read)
    assert all(one and "\n" not in one for one in read)
    assert bool(read) is bool(typed.strip())
    assert "/" in typed or not any("://" in one for one in read)


@pytest.mark.parametrize("typed", LONG, ids=lambda typed: ascii(typed[:8]))
def test_nothing_takes_long(typed: str) -> None:
    """However odd the longest text that fits: a phone would stand still."""
    begun = time.process_time()
    read_addresses(typed)
    assert time.process_time() - begun < 1


@pytest.fixture(scope="module")
def in_browser() -> Iterator[Callable[[list[str]], list[list[str]]]]:
    """Read texts with the site's own script."""

    def serve(route: Route) -> None:
        kind = "text/javascript" if route.request.url.endswith(".js") else "text/html"
        route.fulfill(body=SCRIPT.read_text("utf-8") if kind != "text/html" else "", content_type=kind)

    def read(page: Page, typed: list[str]) -> list[list[str]]:
        ask = "async (typed) => { const m = await import('/addresses.js'); return typed.map(m.readAddresses); }"
        found: list[list[str]] = page.evaluate(ask, typed)
        return found

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.route("**/*", serve)
        page.goto(PLACE)
        yield lambda typed: read(page, typed)
        browser.close()


Read = Callable[[list[str]], list[list[str]]]


def test_the_browser_reads_the_same(in_browser: Read) -> None:
    """Each case."""
    read = in_browser([case["typed"] for case in CASES])
    assert [(case["case"], found) for case, found in zip(CASES, read, strict=True)] == [
        (case["case"], case["read"]) for case in CASES
    ]


@settings(max_examples=30, deadline=None)
@given(typed=st.lists(TYPED, min_size=20, max_size=60))
def test_the_browser_reads_the_same_whatever_is_typed(in_browser: Read, typed: list[str]) -> None:
    """Some thousand texts made of what makes reading hard."""
    assert in_browser(typed) == [read_addresses(one) for one in typed]


def test_nothing_takes_long_in_the_browser(in_browser: Read) -> None:
    """The same odd texts, all together."""
    begun = time.monotonic()
    in_browser(LONG)
    assert time.monotonic() - begun < 10
