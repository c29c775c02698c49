"""What the report form leaves behind: nothing. Leaving warns, quick exit never does, and Back brings nothing back."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import ROOT

from . import form
from .form import FORM, LANGUAGES, TYPED, Stage, check, fill, open_form, reader, send, view

NEUTRAL = "https://{}.wikipedia.org/"
MARK = "zeldzaamwoord"
"""Stands in everything that is typed here, so that it can be looked for everywhere."""
MARKED = {name: f"{MARK} {text}" if name != "addresses" else f"https://{MARK}.example/" for name, text in TYPED.items()}


def neutral(page: Page) -> list[str]:
    """Answer for the neutral page, which no test may reach; return what is asked of it."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        assert "referer" not in route.request.headers
        route.fulfill(status=200, content_type="text/html", body="<title>neutral</title>")

    page.route(lambda url: "127.0.0.1" not in url, answer)
    return asked


def everything_kept(page: Page) -> str:
    """Return all that the browser keeps of this page's visits, as one text."""
    session = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    history = session.send("Page.getNavigationHistory")
    databases = session.send("IndexedDB.requestDatabaseNames", {"securityOrigin": origin})
    caches = session.send("CacheStorage.requestCacheNames", {"securityOrigin": origin})
    storage = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])")
    cookies = session.send("Network.getAllCookies")["cookies"]
    assert databases["databaseNames"] == []
    assert caches["caches"] == []
    assert cookies == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    return f"{history} {storage}"


def on_screen(page: Page) -> str:
    """Return every text and every value of a page, also those that are not shown."""
    return page.evaluate(
        "() => document.documentElement.textContent + [...document.querySelectorAll('input, textarea, select')]"
        ".map((one) => one.type === 'radio' ? one.checked && one.value : one.value).join(' ')"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stays_after_sending(browser: Browser, stage: Stage, language: str) -> None:
    """No cookie, storage, database, cache, address or state, no console, and no word on the page."""
    with reader(browser) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        open_form(page, stage, language, "BE")
        fill(page, MARKED)
        check(page)
        send(page)
        expect(view(page, "done")).to_be_visible()
        assert len(stage.arrived()) == 1
        assert MARK not in everything_kept(page)
        assert MARK not in on_screen(page)
        assert said == []


@pytest.mark.parametrize("way", ["reload", "link", "forth"])
def test_back_shows_no_sent_report(browser: Browser, stage: Stage, way: str) -> None:
    """Neither a reload, nor Back from another page, nor Back and Forward again."""
    with reader(browser) as page:
        page.goto(f"{stage.address}/nl/")
        open_form(page, stage, "nl", "BE")
        fill(page, MARKED)
        check(page)
        send(page)
        expect(view(page, "done")).to_be_visible()
        if way == "reload":
            page.reload()
        elif way == "link":
            page.goto(f"{stage.address}/nl/hulp/")
            page.go_back()
        else:
            page.go_back()
            page.go_forward()
        page.wait_for_url(f"**{FORM['nl']}*")
        page.wait_for_timeout(300)
        assert MARK not in on_screen(page)
        assert MARK not in everything_kept(page)
        assert len(stage.arrived()) == 1


def test_leaving_warns_once_something_is_typed(browser: Browser, stage: Stage) -> None:
    """Before that it does not, and after sending it does not; what was typed is not there any more on coming back."""
    with reader(browser) as page:
        asked: list[str] = []

        def answer(dialog) -> None:
            asked.append(dialog.type)
            if len(asked) == 1:
                dialog.dismiss()
            else:
                dialog.accept()

        page.on("dialog", answer)
        open_form(page, stage, "nl", "BE")
        page.locator("header .mw-brand").click()
        page.wait_for_url("**/nl/**")
        assert asked == []
        open_form(page, stage, "nl", "BE")
        fill(page, MARKED)
        page.locator("header .mw-brand").click()
        page.wait_for_timeout(300)
        assert asked == ["beforeunload"]
        assert form.field(page, "words").input_value() == MARKED["words"]
        page.locator("header .mw-brand").click()
        page.wait_for_url("**/nl/?*")
        assert asked == ["beforeunload"] * 2
        page.go_back()
        page.wait_for_url(f"**{FORM['nl']}*")
        page.wait_for_timeout(300)
        assert MARK not in on_screen(page)
        fill(page)
        check(page)
        send(page)
        expect(view(page, "done")).to_be_visible()
        page.goto(f"{stage.address}/nl/")
        assert asked == ["beforeunload"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["tap", "keys", "while-checking", "while-sending"])
def test_quick_exit(browser: Browser, stage: Stage, language: str, way: str) -> None:
    """Half-way through: no question, another page in the place of this one, and nothing typed on coming back."""
    with reader(browser) as page:
        asked = neutral(page)
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
        page.goto(f"{stage.address}/{language}/")
        open_form(page, stage, language, "BE")
        fill(page, MARKED)
        if way.startswith("while"):
            check(page)
        if way == "while-sending":
            stage.misbehave("slow-head", seconds=3)
            send(page)
        if way == "keys":
            form.field(page, "words").focus()
            for _ in range(3):
                page.keyboard.press("Shift")
        else:
            page.locator("[data-exit]").click()
        page.wait_for_url(NEUTRAL.format(language))
        assert asked == [NEUTRAL.format(language)]
        assert dialogs == []
        page.go_back()
        assert page.url == f"{stage.address}/{language}/"
        open_form(page, stage, language, "BE")
        page.wait_for_timeout(200)
        assert MARK not in on_screen(page)
        assert len(stage.arrived()) == (way == "while-sending")


@pytest.mark.parametrize("between", ["Tab", "pointer", "typing"])
def test_something_in_between_is_no_exit(browser: Browser, stage: Stage, between: str) -> None:
    """Only three presses of Shift with nothing between them lead away; holding it down is one."""
    with reader(browser) as page:
        asked = neutral(page)
        open_form(page, stage, "nl")
        form.field(page, "words").focus()
        for _ in range(4):
            page.keyboard.press("Shift")
            page.keyboard.press("Shift")
            if between == "Tab":
                page.keyboard.press("Tab")
            elif between == "pointer":
                page.locator("main h1").click()
            else:
                page.keyboard.insert_text("x")
        for _ in range(5):
            page.keyboard.down("Shift")
        page.wait_for_timeout(200)
        assert asked == []
        page.keyboard.up("Shift")


@pytest.mark.parametrize("way", ["tel:116000", "mailto:iemand@post.example"])
def test_calling_does_not_warn(browser: Browser, stage: Stage, way: str) -> None:
    """A call or a letter begins beside the page; a little later leaving it warns as before."""
    with reader(browser) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        open_form(page, stage, "nl", "BE")
        fill(page, MARKED)
        page.evaluate(
            "href => { const link = document.createElement('a'); link.href = href; link.id = 'way';"
            " link.textContent = 'x'; document.querySelector('main').prepend(link); }",
            way,
        )
        page.locator("#way").click()
        leaves = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
        passed = page.evaluate(leaves)
        page.wait_for_timeout(300)
        assert asked == []
        assert passed
        assert form.field(page, "words").input_value() == MARKED["words"]
        page.wait_for_timeout(1000)
        assert not page.evaluate(leaves)


@pytest.mark.parametrize("script", [True, False])
def test_other_pages_open_beside(browser: Browser, stage: Stage, script: bool) -> None:
    """No link in the page's text leads away from what was typed; each says so. In header and footer they do."""
    with reader(browser, java_script_enabled=script) as page:
        neutral(page)
        open_form(page, stage, "nl")
        links = page.locator("main a[href]:not([href^='#'], [href^='tel:'], [href^='mailto:'], [href^='sms:'])")
        marks = links.evaluate_all(
            "all => all.map((one) => [one.href, one.target, one.rel, one.innerText || one.textContent])"
        )
        assert len(marks) > 10
        for href, target, rel, text in marks:
            assert target == "_blank", href
            assert {"noopener", "noreferrer"} <= set(rel.split()), href
            assert "(nieuw tabblad)" in text, href
        assert page.locator("header a[target], footer a[target]").count() == 0
        page.goto(f"{stage.address}/nl/melden/")
        assert page.locator("a[target]").count() == 0


def test_what_is_typed_before_the_script_runs_stays(browser: Browser, stage: Stage) -> None:
    """Modules that come late find a text already: also after a reload it is the reader's own."""
    with reader(browser) as page:
        open_form(page, stage, "nl", "BE")
        early = page.locator("link[rel=modulepreload]").evaluate_all(
            "all => all.map((one) => one.href.split('/').at(-1))"
        )
        classic = {"typing.js"}
        assert {*early, *classic} == {one.name for one in (ROOT / "overrides/assets/scripts/report").glob("*.js")}
        late: list[Route] = []
        page.route("**/report/main.js", lambda route: late.append(route))
        page.reload(wait_until="commit")
        form.field(page, "words").press_sequentially("vroeg")
        page.wait_for_timeout(200)
        for route in late:
            route.continue_()
        page.wait_for_load_state("load")
        expect(page.locator("form [data-check=BE] [data-with-script]")).to_be_visible()
        page.wait_for_timeout(200)
        assert form.field(page, "words").input_value() == "vroeg"


def test_capitals_are_no_exit(browser: Browser, stage: Stage) -> None:
    """Who writes capital letters presses Shift often, and stays."""
    with reader(browser) as page:
        asked = neutral(page)
        open_form(page, stage, "nl")
        form.field(page, "words").press_sequentially("ABC Def GHI")
        for letter in "JKLM":
            page.keyboard.press(f"Shift+{letter}")
        page.wait_for_timeout(200)
        assert asked == []
        assert form.field(page, "words").input_value() == "ABC Def GHIJKLM"


@pytest.mark.parametrize("language", LANGUAGES)
def test_quick_exit_without_a_script(browser: Browser, stage: Stage, language: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        neutral(page)
        open_form(page, stage, language)
        link = page.locator("[data-exit]")
        expect(link).to_be_in_viewport()
        expect(page.locator("[data-exit-keys]")).to_be_hidden()
        link.click()
        page.wait_for_url(NEUTRAL.format(language))


def test_a_picture_of_me_loses_nothing(browser: Browser, stage: Stage) -> None:
    """That route opens beside the form."""
    with reader(browser) as page:
        open_form(page, stage, "fr", "BE")
        fill(page, MARKED)
        with page.context.expect_page() as opened:
            page.locator(".mw-own a[target=_blank]").click()
        opened.value.wait_for_url("**/fr/image-de-moi/**")
        assert opened.value.evaluate("window.opener === null")
        for name, text in MARKED.items():
            assert form.field(page, name).input_value() == text


def test_the_policy_holds(browser: Browser, stage: Stage) -> None:
    """The browser itself refuses to send anything elsewhere, by a script or by a form."""
    with reader(browser) as page:
        open_form(page, stage, "en")
        violated = page.evaluate(
            """async () => {
              const found = [];
              document.addEventListener("securitypolicyviolation", (event) => found.push(event.effectiveDirective));
              await fetch("https://elsewhere.example/").catch(() => {});
              const form = document.createElement("form");
              Object.assign(form, { method: "post", action: "https://elsewhere.example/" });
              document.body.append(form);
              form.submit();
              const image = new Image();
              image.src = "https://elsewhere.example/x.png";
              document.body.append(image);
              await new Promise((done) => setTimeout(done, 300));
              return found;
            }"""
        )
        assert {"connect-src", "form-action", "img-src"} <= set(violated)
        policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert rules["connect-src"] == rules["form-action"] == f"'self' {stage.own}"
        assert rules["default-src"] == "'none'"
        assert "unsafe" not in policy


def test_nothing_is_asked_of_typed_addresses(browser: Browser, stage: Stage) -> None:
    """They are no links, and nobody looks them up: the page asks nobody but the site and the receiver."""
    with reader(browser) as page:
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        open_form(page, stage, "nl", "BE")
        fill(page, MARKED)
        check(page)
        assert page.locator(f"main a[href*='{MARK}']").count() == 0
        assert page.locator("link[rel*=prefetch], link[rel*=preconnect]").count() == 0
        send(page)
        expect(view(page, "done")).to_be_visible()
        assert hosts == {stage.address.split("/")[2], stage.own.split("/")[2]}
