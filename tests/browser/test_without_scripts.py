"""The whole site with JavaScript switched off, in each language: what a script adds is an addition, nothing else.

Sending and preparing a report without a script are tested with the form.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meldwijzer.build import Site

pytestmark = pytest.mark.parametrize("language", ["nl", "fr", "en"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


def _path(site: Site, language: str, name: str) -> str:
    return next(one.path for one in site.addresses() if (one.language, one.id) == (language, name))


def test_the_menu_leads_to_every_page_it_names(page: Page, address: str, site: Site, language: str) -> None:
    """The menu opens with a tap; each of its links leads to a page with its title, in the same language."""
    page.goto(address + _path(site, language, "home"))
    links = page.locator(".mw-menu nav a")
    assert not links.first.is_visible()
    for index in range(links.count()):
        page.goto(address + _path(site, language, "home"))
        page.click(".mw-menu summary")
        words = links.nth(index).inner_text()
        links.nth(index).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_text(words)


def test_every_page_has_its_other_languages(page: Page, address: str, site: Site, language: str) -> None:
    """A tap on another language shows the same page there."""
    for other in {"nl", "fr", "en"} - {language}:
        for name in ("home", "report", "help", "report-form"):
            page.goto(address + _path(site, language, name))
            page.click(f'.mw-languages a[hreflang="{other}"]')
            expect(page).to_have_url(address + _path(site, other, name))


def test_every_answer_opens(page: Page, address: str, site: Site, language: str) -> None:
    """Questions fold and unfold by themselves, for both countries, and an address with an anchor shows its answer."""
    path = _path(site, language, "faq")
    page.goto(address + path)
    questions = page.locator("details.mw-question")
    assert questions.count() == len(site.content.faq.questions)
    for question in questions.all()[:5]:
        question.locator("summary").click()
        expect(question.locator(".mw-answer")).to_be_visible()
    page.goto(f"{address}{path}#hear-back")
    expect(page.locator("#hear-back")).to_be_visible()


def test_the_list_of_help_is_whole_and_says_for_whom(page: Page, address: str, site: Site, language: str) -> None:
    """No filter is offered that would do nothing; every service is there; the lists by situation lead into it."""
    page.goto(address + _path(site, language, "help"))
    expect(page.locator("[data-filter]")).to_be_hidden()
    expect(page.locator(".mw-none")).to_be_hidden()
    views = site.composer.renderers[language].views
    assert page.locator(".mw-services > .mw-card:visible").count() == len(list(views.services()))
    rows = page.locator(".mw-by-situation > div")
    assert rows.count() == len(list(views.situations()))
    for row in rows.all():
        assert row.locator("a").count() > 0
    for link in page.locator('.mw-by-situation a[href^="#"]').all():
        anchor = str(link.get_attribute("href")).removeprefix("#")
        expect(page.locator(f'[id="{anchor}"]')).to_have_count(1)


def test_both_countries_are_on_the_page(page: Page, address: str, site: Site, language: str) -> None:
    """Where a script would hide one country, both are to be seen, and the choice is not offered."""
    page.goto(address + _path(site, language, "report"))
    expect(page.locator("[data-country-choice]")).to_be_hidden()
    for country in ("BE", "NL"):
        assert page.locator(f'main [data-country="{country}"]:visible').count() > 0


def test_the_form_shows_its_fields_and_what_to_do(page: Page, address: str, site: Site, language: str) -> None:
    """Every field has its label; what needs a script says so; there are the real forms and a number in danger."""
    page.goto(address + _path(site, language, "report-form"))
    assert page.locator("[data-report] textarea:visible").count() > 0
    fields = "[data-report] :is(textarea, input:not([type=hidden], [type=radio], [name=website])):visible"
    for field in page.locator(fields).all():
        assert page.locator(f'label[for="{field.get_attribute("id")}"]').inner_text()
    expect(page.locator("[data-without-script]").first).to_be_visible()
    expect(page.locator('main a[href="tel:112"]').first).to_be_visible()


def test_the_way_out_is_a_plain_link_and_promises_no_more(page: Page, address: str, site: Site, language: str) -> None:
    """It is on every page, leads to the neutral page of the language, and no key is spoken of that would not work."""
    exit_to = site.content.site.languages[language].quick_exit
    page.route(f"{exit_to}**", lambda route: route.fulfill(body="away", content_type="text/plain"))
    for one in site.addresses():
        if one.language != language:
            continue
        page.goto(address + one.path)
        link = page.locator("[data-exit]")
        expect(link).to_be_visible()
        assert link.get_attribute("href") == exit_to
        expect(page.locator("[data-exit-keys]")).to_be_hidden()
        expect(page.locator("[data-search-open]")).to_be_hidden()
    page.click("[data-exit]")
    assert page.url == exit_to
