"""axe finds nothing on any page, in any language, size or colour scheme; what it cannot see is in test_access.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from meldwijzer.build import Site

from . import axe


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """One page for all: its size and scheme change, the context stays. Colours must not be caught while they fade."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_page_breaks_a_rule(page: Page, address: str, site: Site, language: str) -> None:
    """WCAG 2.2 A and AA and best practice: nothing on any page at 320, 768 and 1280 px, light and dark, unfolded."""
    paths = [one.path for one in site.addresses() if one.language == language]
    assert len(paths) > 10
    found = {}
    for path in paths:
        if here := axe.everywhere(page, address + path):
            found[path] = here
    assert found == {}


def test_the_choice_of_languages_and_its_404_break_no_rule(page: Page, address: str) -> None:
    """The two pages that belong to no language."""
    found = {}
    for path in ("/", "/404.html"):
        if here := axe.everywhere(page, address + path):
            found[path] = here
    assert found == {}


def test_what_opens_breaks_no_rule(page: Page, address: str) -> None:
    """The open menu and the open search, with results and without, in both schemes."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}/fr/questions/")
    axe.inject(page)
    found = []
    page.click(".mw-menu summary")
    found += axe.violations(page, ".mw-menu")  # what it covers meanwhile is another matter
    page.click(".mw-menu summary")
    page.click("[data-search-open]")
    page.fill("[data-search] input", "image")
    page.wait_for_selector("[data-search-results] a")
    for scheme in axe.SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += axe.violations(page, ".mw-search")
    assert found == []


def test_axe_is_at_work(page: Page) -> None:
    """A page that is wrong in several ways is found out, in its size and scheme."""
    page_of_faults = (
        "data:text/html,<html lang='xx-nope'><body><main><h1>A</h1><h4>B</h4><img src='x.png'>"
        "<details><summary>More</summary><p style='color:silver;background:white'>pale</p></details></main>"
    )
    found = "\n".join(axe.everywhere(page, page_of_faults))
    for rule in ("html-lang-valid", "document-title", "heading-order", "image-alt", "color-contrast", "768 px, dark"):
        assert rule in found
