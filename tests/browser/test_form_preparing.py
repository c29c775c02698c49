"""The report form where nothing is sent: it helps to prepare a report, and hands over to the hotline's own form."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from . import form
from .form import FORM, LANGUAGES, TYPED, check, fill, is_shown, reader, view


def open_form(page: Page, address: str, language: str, country: str = "") -> None:
    query = f"?country={country.lower()}" if country else ""
    page.goto(f"{address}{FORM[language]}{query}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["BE", "NL"])
def test_prepared(browser: Browser, address: str, language: str, country: str) -> None:
    """Questions, a look at the answers, then on to the hotline: its form, its telephone or letter. Nothing is sent."""
    with reader(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        open_form(page, address, language, country)
        fill(page)
        check(page, country)
        expect(view(page, "check")).to_be_visible()
        is_shown(page)
        shown = view(page, "check")
        assert form.focused(page, "[data-title]")
        assert shown.locator("[data-send]").count() == 0
        forms = shown.locator(".mw-real-forms a")
        assert forms.count() == 1
        host = {"BE": "childfocus.be", "NL": "meldpunt-kinderporno.nl"}[country]
        assert host in forms.first.get_attribute("href")
        if country == "BE":
            assert shown.locator("a[href='tel:116000']").count() >= 1
        assert not shown.locator("a[href*='one.example'], a[href*='two.example']").count()
        assert not [one for one in asked if one.startswith("POST") or not one.split(" ")[1].startswith(address)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_taken_along(browser: Browser, address: str, language: str) -> None:
    """Copied, saved as a text, printed: with every answer, after a warning that it holds them."""
    with reader(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        open_form(page, address, language, "BE")
        fill(page)
        check(page)
        warning = page.locator("[data-prepared] .mw-careful")
        expect(warning).to_be_visible()
        buttons = page.locator("[data-prepared] button[data-do]")
        assert warning.bounding_box()["y"] < buttons.first.bounding_box()["y"]
        page.locator("[data-do=copy-answers]").click()
        expect(page.locator("[data-copy-status]")).not_to_be_empty()
        copied = page.evaluate("navigator.clipboard.readText()")
        with page.expect_download() as download:
            page.locator("[data-do=save-answers]").click()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d\.txt", download.value.suggested_filename)
        saved = download.value.path().read_text("utf-8")
        for text in (copied, saved):
            flat = " ".join(text.split())
            for typed in TYPED.values():
                assert " ".join(typed.split()) in flat
        page.evaluate("window.print = () => { window.printed = true; }")
        page.locator("[data-do=print]").click()
        assert page.evaluate("window.printed === true")
        page.emulate_media(media="print")
        is_shown(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_finished(browser: Browser, address: str, language: str) -> None:
    """After handing over one tap takes everything off the screen, and says so."""
    with reader(browser) as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
        open_form(page, address, language, "NL")
        fill(page)
        check(page, "NL")
        page.locator("[data-do=finish]").click()
        expect(page.locator("[data-notice]")).not_to_be_empty()
        for name in TYPED:
            assert form.field(page, name).input_value() == ""
        page.goto(f"{address}/{language}/")
        assert dialogs == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script(browser: Browser, address: str, language: str) -> None:
    """The same questions; nothing can be sent, also not by Enter, and nothing gets into the address."""
    with reader(browser, java_script_enabled=False) as page:
        asked: list[str] = []
        open_form(page, address, language)
        page.on("request", lambda request: asked.append(request.url) if "/assets/" not in request.url else None)
        fill(page)
        assert page.locator("[data-report] button:visible:not([disabled])").count() == 0
        for name in (*TYPED, "email"):
            form.field(page, name).press("Enter")
        page.wait_for_timeout(200)
        assert asked == []
        assert page.url == f"{address}{FORM[language]}"
        expect(page.locator("[data-without-script]").first).to_be_visible()
        page.emulate_media(media="print")
        words = form.field(page, "words")
        assert words.evaluate("one => one.scrollHeight <= one.clientHeight + 2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_it_was_seen(browser: Browser, address: str, language: str) -> None:
    """Each place says at once what the chosen country's hotline can do; the messenger number is for Dutch readers."""
    with reader(browser) as page:
        open_form(page, address, language, "NL")
        page.locator("input[name=where][value=app]").check()
        handled = page.locator("[data-handled=app]")
        expect(handled.locator("[data-country=NL]")).to_be_visible()
        expect(handled.locator("[data-country=BE]")).to_be_hidden()
        expect(page.locator("[data-handled=web]")).to_be_hidden()
        assert handled.locator("[data-country=NL] a[href^='tel:']").count() >= 1
        dutch = page.locator("[data-report] [data-handled] [data-country=BE]")
        assert "06 428" not in " ".join(dutch.all_text_contents())
        for name in ("platform", "name_there"):
            expect(form.field(page, name)).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_place_is_explained_once_it_is_chosen(browser: Browser, address: str, script: bool) -> None:
    """Before that the four answers stand together; on paper everything is there."""
    with reader(browser, java_script_enabled=script) as page:
        open_form(page, address, "nl")
        first, last = (page.locator("input[name=where]").nth(n).bounding_box()["y"] for n in (0, 3))
        assert last - first < 320
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in page.locator("[data-handled]").all())
        page.emulate_media(media="screen")
        page.locator("input[name=where][value=message]").check()
        assert [one.is_visible() for one in page.locator("[data-handled]").all()] == [False, False, True, False]


def test_a_place_stays_where_it_was_and_is_told(browser: Browser, address: str) -> None:
    """What is folded away above it does not move it; its words, of the chosen country alone, are announced."""
    with reader(browser) as page:
        open_form(page, address, "nl", "NL")
        page.locator("input[name=where][value=app]").check()
        last = page.locator("input[name=where][value=elsewhere]")
        last.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        before = last.bounding_box()["y"]
        last.check()
        page.wait_for_timeout(300)
        assert abs(last.bounding_box()["y"] - before) < 2
        said = page.locator("[data-handled-said]").text_content()
        shown = page.locator("[data-handled=elsewhere] [data-country=NL] p").last.text_content()
        assert shown[:40] in said
        assert page.locator("[data-handled=elsewhere] [data-country=BE] p").last.text_content()[:40] not in said
        known = page.locator("#report-child-known-known").get_attribute("aria-describedby")
        assert page.locator(f"#{known}").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_and_after(browser: Browser, address: str, language: str) -> None:
    """112, "will I get in trouble?" and the don'ts stand above the first question."""
    with reader(browser) as page:
        open_form(page, address, language)
        first = page.locator("input[name=where]").first.bounding_box()["y"]
        for selector in ("main a[href='tel:112']", "main a[href$='#trouble']", ".mw-before-short"):
            assert page.locator(selector).first.bounding_box()["y"] < first
