"""Walking the site as its readers do: language links, menu, search, anchors, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meldwijzer.build import Site

LANGUAGES = ("nl", "fr", "en")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="nl-BE")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [problem for problem in problems if "404" not in problem] == []


def test_language_links_lead_to_the_same_page(page: Page, address: str, site: Site) -> None:
    """From every page each language link leads to that page in the other language, and back."""
    index = {(a.language, a.id): a.path for a in site.addresses()}
    for name in {a.id for a in site.addresses() if a.id != "not-found"}:
        page.goto(address + index[("nl", name)])
        for language in ("fr", "en", "nl"):
            page.click(f'.mw-languages a[hreflang="{language}"]')
            expect(page).to_have_url(address + index[(language, name)])
            expect(page.locator("html")).to_have_attribute("lang", language)
            assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("nl", "kinderporno", "vragen/#what-is-it"),
        ("fr", "pédopornographie", "questions/#what-is-it"),
        ("en", "child porn", "questions/#what-is-it"),
        ("nl", "ecops", "hulp/#old-contacts"),
        ("fr", "clicksafe", "aide/#old-contacts"),
        ("en", "stopchildporno", "help/#old-contacts"),
        ("fr", "pedopornographie", "questions/#what-is-it"),
        ("fr", "anonyme", "questions/#do-i-give-my-name"),
    ],
)
def test_search_finds_questions_by_old_words(page: Page, address: str, language: str, words: str, found: str) -> None:
    """Search finds what is asked, also by older words and dead names, in the reader's language only."""
    page.goto(f"{address}/{language}/")
    page.click("[data-search-open]")
    page.fill("[data-search] input", words)
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    targets = [link.get_attribute("href") or "" for link in page.locator("[data-search-results] a").all()]
    assert all(target.startswith(f"{address}/{language}/") for target in targets), targets
    assert f"{address}/{language}/{found}" in targets
    page.click(f'[data-search-results] a[href$="{found}"]')
    expect(page).to_have_url(f"{address}/{language}/{found}")


@pytest.mark.parametrize(
    ("language", "words", "found"), [("fr", "signallement", "formulaire/"), ("en", "anonimous", "#do-i-give-my-name")]
)
def test_search_forgives_a_typing_error(page: Page, address: str, language: str, words: str, found: str) -> None:
    """Where nothing is found as typed, one wrong letter in a word is forgiven; nonsense still finds nothing."""
    page.goto(f"{address}/{language}/")
    page.click("[data-search-open]")
    page.fill("[data-search] input", words)
    expect(page.locator(f'[data-search-results] a[href*="{found}"]').first).to_be_visible()
    page.fill("[data-search] input", "xqzzkwv")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    expect(page.locator("[data-search-status]")).not_to_be_empty()


def test_nothing_of_search_is_fetched_before_somebody_searches(page: Page, address: str) -> None:
    """Neither the index nor the worker is asked for when a page opens."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/en/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search_index" in url or "worker" in url]
    assert all(url.startswith(address) for url in asked)


def test_an_address_with_an_anchor_opens_the_answer(page: Page, address: str) -> None:
    """A link to a question shows its answer, though answers are folded."""
    page.goto(f"{address}/fr/questions/#hear-back")
    expect(page.locator("#hear-back.mw-answer")).to_be_visible()


def test_the_root_prefers_the_browsers_language_and_remembers_nothing(browser: Browser, address: str) -> None:
    """With a script the root leads to the browser's language; without one it asks; nothing is stored."""
    for locale, language in (("fr-BE", "fr"), ("en-US", "en"), ("nl-NL", "nl")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(f"{address}/")
        expect(page).to_have_url(f"{address}/{language}/")
        assert context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        context.close()
    context = browser.new_context(locale="pl-PL")
    page = context.new_page()
    page.goto(f"{address}/")
    expect(page).to_have_url(f"{address}/")
    assert page.locator("a[data-language]").count() == 3
    context.close()


def test_a_wrong_address_gets_help_in_its_language(page: Page, address: str) -> None:
    """A page that does not exist answers in the language of its address, with working links, at any depth."""
    for language, title in (("nl", "nl"), ("fr", "fr"), ("en", "en")):
        answer = page.goto(f"{address}/{language}/does/not/exist/")
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("html")).to_have_attribute("lang", title)
        page.locator(".mw-first__one--report a").click()
        expect(page.locator("h1")).to_be_visible()
        assert page.url.startswith(f"{address}/{language}/")
        assert "exist" not in page.url


def test_one_country_can_be_hidden_and_the_choice_travels(page: Page, address: str) -> None:
    """One tap hides the other country; internal links carry the choice; nothing is stored."""
    page.goto(f"{address}/nl/melden/")
    page.click('[data-choose="BE"]')
    expect(page.locator("#meldpunt-form")).to_be_hidden()
    expect(page.locator("#child-focus-form")).to_be_visible()
    link = page.locator('.mw-languages a[hreflang="fr"]').get_attribute("href") or ""
    assert link.endswith("/fr/signaler/?country=be")
    page.goto(link)
    expect(page.locator("#meldpunt-form")).to_be_hidden()
    page.click('[data-choose=""]')
    expect(page.locator("#meldpunt-form")).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_help_can_be_filtered(page: Page, address: str) -> None:
    """Filters narrow the list of help; emergency numbers always stay; no match says so."""
    page.goto(f"{address}/fr/aide/")
    cards = page.locator(".mw-services > .mw-card:visible")
    everything = cards.count()
    assert everything > 20
    page.locator('input[name="situation"][value="cant-go-on"]').check(force=True)
    page.locator('input[name="country"][value="BE"]').check(force=True)
    page.locator('input[name="language"][value="fr"]').check(force=True)
    names = " ".join(cards.all_inner_texts())
    assert cards.count() < everything
    assert "Centre de Prévention du Suicide" in names
    assert "Kindertelefoon" not in names
    assert "112" in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_is_complete_without_scripts(browser: Browser, address: str, site: Site, language: str) -> None:
    """Without JavaScript every page, every service, both countries and every answer are there, on 320 px."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for place in (a for a in site.addresses() if a.language == language and a.id != "not-found"):
        page.goto(address + place.path)
        assert page.locator(".mw-emergency a[href='tel:112']").is_visible(), place.path
        assert page.locator("h1").inner_text(), place.path
        boxes = [box for box in (node.bounding_box() for node in page.locator("main, main > *").all()) if box]
        assert max(box["x"] + box["width"] for box in boxes) <= 320, place.path
    report = next(a for a in site.addresses() if (a.language, a.id) == (language, "report"))
    page.goto(address + report.path)
    assert page.locator("#child-focus-form").is_visible()
    assert page.locator("#meldpunt-form").is_visible()
    assert page.locator("[data-search-open]").is_hidden()
    assert page.locator("[data-country-choice]").is_hidden()
    page.click(".mw-menu summary")
    page.locator(".mw-menu a").nth(2).click()
    assert page.locator("details.mw-question").count() == len(site.content.faq.questions)
    page.locator("details.mw-question summary").first.click()
    assert page.locator("details.mw-question .mw-answer").first.is_visible()
    context.close()


def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, site: Site) -> None:
    """Nothing has to be scrolled sideways, from the narrowest phone to a desk."""
    context = browser.new_context()
    page = context.new_page()
    for place in (a for a in site.addresses() if a.id != "not-found"):
        page.goto(address + place.path)
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (place.path, width)
    context.close()


def test_the_first_screen_answers_three_questions(browser: Browser, address: str) -> None:
    """On a phone of 360 by 640, without scrolling: danger now, report, someone to talk to."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    for language in LANGUAGES:
        page.goto(f"{address}/{language}/")
        bar = page.locator(".mw-emergency").bounding_box()
        assert bar is not None
        for answer in page.locator(".mw-first__one a").all():
            box = answer.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= bar["y"], language
    context.close()
