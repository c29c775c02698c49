"""Languages from right to left: pages and paper are mirrored, and numbers are not."""

import functools
import subprocess
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from meldwijzer import build, outputs
from meldwijzer.documents import Document
from meldwijzer.paper import Paper

from ..browser.conftest import Quiet
from .right_to_left import project

PAGES = ("", "report/", "help/", "faq/", "report-form/", "law/")
DEEP = (0x0B, 0x4F, 0x5C)
"""The colour of the cover of a leaflet."""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> build.Site:
    """The site that ships, with a language from right to left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1796083200")
        result = build.open_site(project(tmp_path_factory.mktemp("arabic")))
    assert result.site is not None, "\n".join(map(str, result.findings))
    return result.site


@pytest.fixture(scope="module")
def address(arabic: build.Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of its pages, with what they load."""
    folder = tmp_path_factory.mktemp("site")
    for path, make in outputs.parts(arabic).items():
        if (path.endswith(".html") and path.startswith(("ar/", "nl/"))) or path.startswith("assets/"):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            made = make()
            file.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, as wide as a small phone."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_from_right_to_left_and_need_no_scrolling_across(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/ar/{path}")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    beyond = page.evaluate(
        """[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".mw-skip"))
            .filter(e => { for (let up = e; up; up = up.parentElement) if (up.offsetWidth === 1) return false;
                           return true; })
            .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && box.height > 1 && (box.right > 320.5 || box.left < -0.5))
            .map(([name, box]) => `${name} ${box.left} to ${box.right}`)"""
    )
    assert beyond == []


@pytest.mark.parametrize("path", ["", "help/"])
def test_numbers_run_from_left_to_right(page: Page, address: str, path: str) -> None:
    """Its first digit stands furthest to the left, in a text that begins on the right."""
    page.goto(f"{address}/ar/{path}")
    seen = page.evaluate(
        """[...document.querySelectorAll('a[href^="tel:"]')].filter(a => a.checkVisibility()).map(a => {
            const walk = document.createTreeWalker(a, NodeFilter.SHOW_TEXT);
            const at = [];
            while (walk.nextNode()) [...walk.currentNode.data].forEach((sign, i) => {
                if (!/[0-9+]/.test(sign)) return;
                const range = document.createRange();
                range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
                const box = range.getBoundingClientRect();
                at.push([sign, box.left, box.top]);
            });
            return [a.getAttribute("href"), at];
        })"""
    )
    assert len(seen) > 4
    for href, signs in seen:
        dialled = href.removeprefix("tel:")
        shown = "".join(sign for sign, *_ in sorted(signs, key=lambda one: (round(one[2]), one[1])))
        assert shown[-3:] == dialled[-3:], (href, shown)
        assert [sign for sign, *_ in signs] == list(shown), (href, shown)


def lefts(page: Page, *selectors: str) -> list[float]:
    return [page.locator(one).first.bounding_box()["x"] for one in selectors]  # type: ignore[index]


def test_the_header_is_mirrored(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    order = (".mw-brand", ".mw-nav", ".mw-languages")
    page.goto(f"{address}/nl/")
    brand, nav, languages = lefts(page, *order)
    assert brand < nav < languages
    page.goto(f"{address}/ar/")
    brand, nav, languages = lefts(page, *order)
    assert brand > nav > languages
    context.close()


@pytest.mark.parametrize(("language", "side"), [("nl", 2), ("ar", 0)])
def test_the_cover_of_a_leaflet_is_where_it_is_folded_to(
    arabic: build.Site, tmp_path: Path, language: str, side: int
) -> None:
    """Outside, the cover is the right third of the sheet; from right to left it is the left one."""
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(Paper(arabic).made(Document("leaflet", language, "BE", "")).pdf)
    subprocess.run(["pdftoppm", "-r", "36", "-png", "-f", "1", "-l", "1", file, tmp_path / "page"], check=True)
    with Image.open(next(tmp_path.glob("page*.png"))) as picture:
        shares = [_deep(picture.convert("RGB"), third) for third in range(3)]
    assert shares[side] > 0.7
    assert max(share for third, share in enumerate(shares) if third != side) < 0.05


def _deep(picture: Image.Image, third: int) -> float:
    """Return what share of a third of a sheet has the colour of covers."""
    width = picture.width // 3
    part = picture.crop((third * width + 4, 20, (third + 1) * width - 4, picture.height - 4))
    data = part.tobytes()
    signs = list(zip(data[::3], data[1::3], data[2::3], strict=True))
    return sum(all(abs(a - b) < 12 for a, b in zip(sign, DEEP, strict=True)) for sign in signs) / len(signs)
