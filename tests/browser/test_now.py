"""Who can be reached now: what the page about help says at fixed moments, in any time zone, and without a script."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from meldwijzer.build import Site

Open = Callable[..., Page]

SEOS = "tel:080020099"
"""Monday 09:30–12:30, Tuesday 13:00–16:00, Thursday 20:00–23:00."""
KINDERTELEFOON = "tel:08000432"
"""Every day 11:00–21:00."""
ZELFMOORDLIJN_CHILD = "tel:103"
"""Every day 10:00–24:00."""


@pytest.fixture
def at(browser: Browser, address: str, site: Site) -> Iterator[Open]:
    """Open the page about help at a moment (UTC), in a reader's language and time zone."""
    contexts = []

    def open_page(moment: str, language: str = "en", zone: str = "Europe/Brussels") -> Page:
        context = browser.new_context(timezone_id=zone, viewport={"width": 360, "height": 640})
        contexts.append(context)
        page = context.new_page()
        page.clock.install(time=datetime.fromisoformat(moment).replace(tzinfo=UTC))
        path = next(one.path for one in site.addresses() if (one.language, one.id) == (language, "help"))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _state(page: Page, href: str) -> str:
    row = page.locator("[data-now] li", has=page.locator(f'a[href="{href}"]'))
    return f"{row.get_attribute('data-state')}: {row.locator('[data-now-state]').inner_text()}"


@pytest.mark.parametrize(
    ("moment", "href", "said"),
    [
        ("2026-06-08T08:00", SEOS, "open: Can be reached until 12:30"),  # Monday, 10:00 in summer time
        ("2026-06-08T07:29", SEOS, "closed: Not now, again Mon 09:30"),
        ("2026-06-08T07:30", SEOS, "open: Can be reached until 12:30"),
        ("2026-06-08T10:30", SEOS, "closed: Not now, again Tue 13:00"),  # the minute of closing
        ("2026-06-11T21:30", SEOS, "closed: Not now, again Mon 09:30"),  # Thursday night, over the week's end
        ("2026-01-12T08:29", SEOS, "closed: Not now, again Mon 09:30"),  # Monday, 09:29 in winter time
        ("2026-01-12T08:30", SEOS, "open: Can be reached until 12:30"),
        ("2026-06-14T21:59", ZELFMOORDLIJN_CHILD, "open: Can be reached until 00:00"),  # Sunday, 23:59
        ("2026-06-14T22:00", ZELFMOORDLIJN_CHILD, "closed: Not now, again Mon 10:00"),
        ("2026-04-27T10:00", KINDERTELEFOON, "holiday: Public holiday: maybe not"),  # King's Day
        ("2026-04-27T10:00", ZELFMOORDLIJN_CHILD, "open: Can be reached until 00:00"),  # none in Belgium
        ("2026-07-21T10:00", ZELFMOORDLIJN_CHILD, "holiday: Public holiday: maybe not"),  # Belgium's
        ("2026-07-21T03:00", "tel:112", "open: Can be reached now"),
        ("2026-07-21T03:00", "tel:116000", "open: Can be reached now"),
    ],
)
def test_it_says_who_answers_at_a_moment(at: Open, moment: str, href: str, said: str) -> None:
    """Open, closed until when, a public holiday of the line's own country, and what never closes."""
    assert _state(at(moment), href) == said


def test_the_readers_own_zone_does_not_matter(at: Open) -> None:
    """Somebody in New York reads the same, with the clock of Belgium and the Netherlands."""
    page = at("2026-06-08T08:00", zone="America/New_York")
    expect(page.locator("[data-now-clock]")).to_have_text("In Belgium and the Netherlands it is now Mon 10:00.")
    assert _state(page, SEOS) == "open: Can be reached until 12:30"


@pytest.mark.parametrize(("language", "day"), [("nl", "ma"), ("fr", "lun"), ("en", "Mon")])
def test_it_speaks_the_readers_language(at: Open, language: str, day: str) -> None:
    """The clock names the day in the page's language, and no word is left to be filled in."""
    page = at("2026-06-08T08:00", language)
    said = page.locator("[data-now]").inner_text()
    assert "10:00" in page.locator("[data-now-clock]").inner_text()
    assert day in page.locator("[data-now-clock]").inner_text()
    assert "{" not in said
    assert page.locator("[data-now] li").count() == page.locator("[data-now] li[data-state]").count()


def test_it_moves_on_with_the_clock(at: Open) -> None:
    """A page that stays open tells when a line closes."""
    page = at("2026-06-08T10:29")
    assert _state(page, SEOS).startswith("open")
    page.clock.fast_forward("02:00")
    assert _state(page, SEOS) == "closed: Not now, again Tue 13:00"


def test_nothing_moves_when_the_script_has_filled_it(at: Open) -> None:
    """The place of what the script says is kept: the page does not shift."""
    page = at("2026-06-08T08:00")
    box = page.locator("[data-now]")
    filled = box.bounding_box()
    page.evaluate("document.querySelectorAll('[data-now-state]').forEach((one) => one.textContent = '')")
    empty = box.bounding_box()
    assert filled is not None
    assert empty is not None
    assert abs(filled["height"] - empty["height"]) < 2


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_hours_stand_there_without_a_script(browser: Browser, address: str, site: Site, language: str) -> None:
    """Without JavaScript every line has its number and its hours in words, and nothing claims to know the time."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    path = next(one.path for one in site.addresses() if (one.language, one.id) == (language, "help"))
    page.goto(address + path)
    rows = page.locator("[data-now] li")
    lines = site.composer.renderers[language].views.lines()
    assert rows.count() == len(lines) > 10
    for row, line in zip(rows.all_inner_texts(), lines, strict=True):
        assert line.contact.text in row
        assert line.contact.hours in row
    assert page.locator("[data-now-state]").all_inner_texts() == [""] * len(lines)
    assert page.locator("[data-now-clock]").inner_text() == site.content.words[language].interface("now.plain")
    context.close()
