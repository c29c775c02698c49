"""The main pages look as they did: pictures of their tops beside stored ones, a third of the size, in one font.

After a change that is meant, look at the pages; then `UPDATE_LOOKS=1 .venv/bin/pytest tests/browser/test_looks.py`.
"""

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, Page

from meldwijzer.build import Site

LOOKS = Path(__file__).parent / "looks"
PAGES = ("home", "report", "help", "faq", "report-form")
WIDTHS = (360, 1280)
HEIGHT = 1600
"""As much of a page as is compared, in CSS pixels."""
SCALE = 3
MONDAY = datetime(2026, 6, 8, 8, tzinfo=UTC)
"""When they are looked at: the page about help says who answers now."""
FONT = '* { font-family: "Noto Sans", sans-serif !important; caret-color: transparent !important; }'
"""Of the Debian package that tests/install-browser sees to; other machines have other fonts of their own."""
VISIBLE = 40
"""From which difference of a channel, of 255, a pixel counts as another one: less is how letters are smoothed."""
ALLOWED = 0.004
"""The part of all pixels that may be others: about a line of small letters on a phone."""


def _shot(page: Page) -> Image.Image:
    """Return what is on the screen, a third of the size."""
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    return image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.BOX)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return which part of the pixels differs visibly; all of them where the sizes do."""
    if one.size != other.size:
        return 1.0
    bands = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[VISIBLE:]) / (one.width * one.height)


@pytest.fixture(scope="module")
def views(browser: Browser) -> Iterator[dict[tuple[int, str], Page]]:
    """A page for each width and scheme."""
    found: dict[tuple[int, str], Page] = {}
    schemes: tuple[Any, ...] = ("light", "dark")
    for width in WIDTHS:
        for scheme in schemes:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
                reduced_motion="reduce",
                timezone_id="Europe/Brussels",
                bypass_csp=True,
            )
            found[width, scheme] = context.new_page()
            found[width, scheme].clock.install(time=MONDAY)
    yield found
    for page in found.values():
        page.context.close()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    views: dict[tuple[int, str], Page], address: str, site: Site, name: str, language: str
) -> None:
    """On a phone and on a desk, light and dark, within what smoothed letters may differ."""
    wrong = []
    for (width, scheme), page in views.items():
        page.goto(address + site.page(language, name).address.path)
        page.add_style_tag(content=FONT)
        page.evaluate("document.fonts.ready")
        seen, file = _shot(page), LOOKS / f"{name}.{language}.{width}.{scheme}.png"
        if os.environ.get("UPDATE_LOOKS"):
            LOOKS.mkdir(exist_ok=True)
            seen.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
        assert file.exists(), f"{file.name} is missing: run this test once with UPDATE_LOOKS=1"
        if (part := differing(seen, Image.open(file).convert("RGB"))) > ALLOWED:
            wrong.append(f"{file.name}: {part:.1%} of it differs")
    assert wrong == []


def test_a_broken_layout_is_seen(views: dict[tuple[int, str], Page], address: str, site: Site) -> None:
    """Faults that happen: a style that is lost, a bar that moved, text that runs out of its place, another colour."""
    page = views[360, "light"]
    faults = (
        ".mw-first__one { display: block !important; }",
        ".mw-emergency { position: static !important; }",
        ".mw-text h1 { white-space: nowrap !important; }",
        ".mw-header { background: #7a1fa2 !important; }",
        ".mw-main { padding-inline: 0 !important; }",
    )
    for fault in faults:
        page.goto(address + site.page("fr", "home").address.path)
        page.add_style_tag(content=FONT)
        before = _shot(page)
        page.add_style_tag(content=fault)
        assert differing(before, _shot(page)) > ALLOWED, fault


def test_the_measure_measures() -> None:
    """Nothing, a few pixels, and another size."""
    one = Image.new("RGB", (100, 100), "white")
    other = one.copy()
    assert differing(one, other) == 0
    ImageDraw.Draw(other).rectangle((0, 0, 9, 4), fill="black")
    assert differing(one, other) == pytest.approx(0.005)
    assert differing(one, one.resize((100, 101))) == 1
