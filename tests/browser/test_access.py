"""What axe cannot see: keyboard and focus, zoom and text spacing, sizes, motion, forced colours, names, languages."""

import os
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from meldwijzer.build import Site

from .axe import open_folds

LANGUAGES = ("nl", "fr", "en")
SCRIPT = (Path(__file__).parent / "access.js").read_text("utf-8")
SNAPSHOTS = Path(__file__).parent / "snapshots"
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""What WCAG 2.2, 1.4.12, lets readers set."""
MONDAY = datetime(2026, 6, 8, 8, tzinfo=UTC)
"""When the page about help is looked at: it says who answers now."""

Found = dict[str, dict[str, list[str]]]


def _path(site: Site, language: str, name: str) -> str:
    return next(one.path for one in site.addresses() if (one.language, one.id) == (language, name))


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(SCRIPT)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["home", "report", "help", "report-form"])
def test_tab_goes_through_everything_in_order_and_shows_where(
    browser: Browser, address: str, site: Site, name: str, width: int
) -> None:
    """Tab reaches each control once, in the order it stands in, with a ring, and never under one of the bars."""
    context = browser.new_context(viewport={"width": width, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    _open(page, address + _path(site, "fr", name))
    wanted = page.evaluate("access.count()")
    assert wanted > 20
    seen: list[int] = []
    wrong: list[str] = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        at: dict[str, Any] | None = page.evaluate("access.focused()")
        if at is None:
            break
        seen.append(at["index"])
        if at["outline"] < 2:
            wrong.append(f"{at['name']}: no ring")
        if at["hidden"] or not at["boxes"]:
            wrong.append(f"{at['name']}: {at['hidden'] or 'not to be seen'}")
        if at["inMenu"]:
            wrong.append(f"{at['name']}: in the closed menu")
    context.close()
    assert wrong == []
    assert seen == list(range(wanted))


def test_back_through_the_page_the_focus_is_not_hidden_either(browser: Browser, address: str, site: Site) -> None:
    """Shift and Tab, from the end: what is focused lies under neither bar."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    _open(page, address + _path(site, "nl", "help"))
    page.locator(".mw-footer a").last.focus()
    wrong = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        at = page.evaluate("access.focused()")
        if at["hidden"] or at["outline"] < 2:
            wrong.append(f"{at['name']}: {at['hidden']}")
    context.close()
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_opens_by_keyboard_and_lets_nobody_into_it_while_closed(
    browser: Browser, address: str, site: Site, language: str
) -> None:
    """The menu's button can be focused; Enter opens it; its links come next, and only then."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    _open(page, address + _path(site, language, "report"))
    page.focus(".mw-menu summary")
    page.keyboard.press("Tab")
    assert not page.evaluate("access.focused().inMenu")
    page.focus(".mw-menu summary")
    page.keyboard.press("Enter")
    for _ in range(page.locator(".mw-menu nav a").count()):
        page.keyboard.press("Tab")
        at = page.evaluate("access.focused()")
        assert at["inMenu"], at
        assert at["hidden"] == [], at
        assert at["outline"] >= 2, at
    page.keyboard.press("Tab")
    assert not page.evaluate("access.focused().inMenu")
    context.close()


@pytest.fixture(scope="module")
def looked(browser: Browser, address: str, site: Site) -> Found:
    """Every page of every language: by kind of fault and page, what is wrong. Folds are open."""
    found: Found = defaultdict(dict)
    # 320 by 256 is what 1280 by 1024 leaves at 400 %.
    context = browser.new_context(viewport={"width": 320, "height": 256}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()

    def look(kind: str, path: str, script: str) -> None:
        if here := page.evaluate(script):
            found[kind][path] = here[:8]

    for one in site.addresses():
        _open(page, address + one.path)
        open_folds(page)
        look("zoom", one.path, "access.lost()")
        look("overlap", one.path, "access.overlaps()")
        look("small", one.path, "access.small()")
        look("motion", one.path, "access.moving()")
        bars = page.evaluate("access.bars()")
        if bars > 256 / 3:
            found["bars"][one.path] = [f"{bars} px of 256"]
        style = page.add_style_tag(content=SPACING)
        look("spacing", one.path, "access.lost()")
        look("spaced overlap", one.path, "access.overlaps()")
        style.evaluate("(node) => node.remove()")
        page.set_viewport_size({"width": 1280, "height": 800})
        look("small on a desk", one.path, "access.small()")
        look("overlap on a desk", one.path, "access.overlaps()")
        page.set_viewport_size({"width": 320, "height": 256})
        if nameless := _nameless(page):
            found["names"][one.path] = nameless
        if strange := _strange(page, one.language, set(site.content.words)):
            found["languages"][one.path] = strange
    context.close()
    return found


def _nameless(page: Page) -> list[str]:
    """Return what has no name on a page, and landmarks that are named alike."""
    lines = [line.strip() for line in page.locator("body").aria_snapshot().splitlines()]
    roles = r"- (?:link|button|textbox|searchbox|radio|checkbox|combobox|navigation|dialog)"
    here = [line for line in lines if re.fullmatch(rf"{roles}(?: \[[^]]*\])*:?", line)]
    landmarks = [line.split(":")[0] for line in lines if line.startswith(("- navigation", "- main", "- banner"))]
    return here + [f"twice: {line}" for line in {one for one in landmarks if landmarks.count(one) > 1}]


def _strange(page: Page, language: str, known: set[str]) -> list[str]:
    """Return what does not bear its language: the page, and the links to it in others."""
    wrong = [] if page.locator("html").get_attribute("lang") == language else ["html"]
    links = page.evaluate("""[...document.querySelectorAll(".mw-languages a")].map(
        (link) => [link.lang, link.hreflang])""")
    return wrong + [str(link) for link in links if link[0] != link[1] or link[0] not in known]


def test_at_four_hundred_percent_nothing_is_lost(looked: Found) -> None:
    """On 320 CSS pixels nothing is cut off, sticks out, lies on something else, or scrolls sideways."""
    assert looked["zoom"] == {}
    assert looked["overlap"] == {}


def test_at_four_hundred_percent_the_bars_leave_room(looked: Found) -> None:
    """What stays on the screen takes at most a third of a low one."""
    assert looked["bars"] == {}


def test_text_spacing_loses_nothing(looked: Found) -> None:
    """With the spacing that WCAG lets readers set, on the narrowest screen, everything is still there."""
    assert looked["spacing"] == {}
    assert looked["spaced overlap"] == {}


def test_everything_can_be_hit(looked: Found) -> None:
    """Links and buttons that stand by themselves are at least 24 by 24 pixels, on a phone and on a desk."""
    assert looked["small"] == {}
    assert looked["small on a desk"] == {}
    assert looked["overlap on a desk"] == {}


def test_reduced_motion_moves_nothing(looked: Found) -> None:
    """Who asks for less motion gets none: no transition, no animation."""
    assert looked["motion"] == {}


@pytest.mark.parametrize("width", [320, 360, 480, 768, 800, 1024, 1280])
def test_the_header_has_room_for_its_parts(browser: Browser, address: str, site: Site, width: int) -> None:
    """Name, menu, languages and the search's button lie beside or below each other, in two rows at most."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    for language in LANGUAGES:
        _open(page, address + _path(site, language, "home"))
        page.locator("[data-search-open]").wait_for()
        assert page.evaluate("access.overlaps()") == []
        box = page.locator(".mw-header").bounding_box()
        assert box is not None
        assert box["height"] < (112 if width < 768 else 64), (language, box)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_matters(browser: Browser, address: str, site: Site, scheme: Any) -> None:
    """In a reader's own colours buttons have a border, focus a ring, and a chosen filter differs from the others."""
    context = browser.new_context(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for name in ("home", "report", "help"):
        _open(page, address + _path(site, "nl", name))
        plain = page.evaluate(
            """[...document.querySelectorAll(".mw-button, .mw-exit__away, button, .mw-menu > summary, .mw-card")]
            .filter((node) => node.checkVisibility() && getComputedStyle(node).borderTopStyle === "none")
            .map((node) => node.className)"""
        )
        assert plain == [], name
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate("access.focused().outline") >= 2, page.evaluate("access.focused()")
    grounds = page.evaluate(
        """[":checked", ":not(:checked)"].map((state) => getComputedStyle(document.querySelector(
        `.mw-chip input[name=country]${state} + span`)).backgroundColor)"""
    )
    assert grounds[0] != grounds[1]
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "report", "help", "faq", "report-form"])
def test_what_a_screen_reader_meets_is_as_it_was(
    browser: Browser, address: str, site: Site, name: str, language: str
) -> None:
    """Roles, names, states and their order on the main pages. After a change that is meant: UPDATE_SNAPSHOTS=1."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, timezone_id="Europe/Brussels")
    page = context.new_page()
    page.clock.install(time=MONDAY)
    page.goto(address + _path(site, language, name))
    said = page.locator("body").aria_snapshot() + "\n"
    context.close()
    file = SNAPSHOTS / f"{name}.{language}.yml"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, "utf-8")
    assert file.exists(), f"{file.name} is missing: run this test once with UPDATE_SNAPSHOTS=1"
    assert said == file.read_text("utf-8")


def test_every_control_has_a_name_of_its_own(looked: Found) -> None:
    """No link, button, field or landmark is nameless, and no two landmarks of a kind have the same name."""
    assert looked["names"] == {}


def test_the_language_of_parts_is_marked(browser: Browser, address: str, looked: Found) -> None:
    """Pages bear their language, links to another language theirs, and the choice of languages speaks each one."""
    assert looked["languages"] == {}
    page = browser.new_page(locale="pl-PL")  # whom no script sends on to a language of theirs
    page.goto(f"{address}/")
    links = page.locator("a[data-language]").all()
    assert len(links) == len(LANGUAGES)
    for link in links:
        assert link.evaluate("(node) => node.closest('[lang]').lang") == link.get_attribute("data-language")
    page.close()


def test_filters_leave_the_search_alone(browser: Browser, address: str, site: Site) -> None:
    """Filters say how many services are left, and touch nothing else: the search opens as before."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(address + _path(site, "en", "help"))
    page.locator('.mw-chip input[name="situation"][value="feelings"]').check(force=True)
    page.locator('.mw-chip input[name="language"][value="en"]').check(force=True)
    assert page.locator("[data-count]").inner_text()
    assert page.locator(".mw-none").is_hidden()
    page.click("[data-search-open]")
    assert page.locator("[data-search] input").is_visible()
    context.close()
