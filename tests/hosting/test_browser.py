"""Chromium on the site as nginx sends it: nothing is refused by a policy, nobody else is asked, nothing is kept."""

import contextlib
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meldwijzer.addresses import leading_on
from meldwijzer.build import Site

from .conftest import Host

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.disposition}`));
"""
KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: window.caches ? (await caches.keys()).length : 0,
  workers: (await navigator.serviceWorker?.getRegistrations() ?? []).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookies": "", "databases": 0, "caches": 0, "workers": 0}


class Watched:
    """A page with everything that it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.add_init_script(WATCH)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="pl-PL")
    yield Watched(context.new_page())
    assert context.cookies() == []
    context.close()


def test_no_page_breaks_its_policy_asks_another_host_or_keeps_anything(
    watched: Watched, hosts: dict[str, Host], sending_site: Site
) -> None:
    """On every page in every language: no violation, no word on the console, one host, no cookie, no storage."""
    host = hosts["nginx"]
    missing = [f"/{language}/none/" for language in sending_site.content.words]
    paths = [address.path for address in sending_site.addresses()]
    for path in (*paths, *missing, "/", "/none/", *leading_on(sending_site.content)):
        watched.page.goto(host.address + path)
        assert watched.page.evaluate("refused") == [], path
        assert watched.page.evaluate(KEPT) == NOTHING, path
    assert {said for said in watched.said if "404 (Not Found)" not in said} == set()
    assert {url for url in watched.asked if not url.startswith((f"{host.address}/", "data:"))} == set()
    assert len(watched.asked) > 100


def test_what_readers_do_breaks_nothing_either(watched: Watched, hosts: dict[str, Host]) -> None:
    """Searching, choosing a country, filtering and answering the form: still nothing is refused or kept."""
    host, page = hosts["nginx"], watched.page
    page.goto(f"{host.address}/fr/")
    page.click("[data-search-open]")
    page.fill("[data-search] input", "anonyme")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    assert page.evaluate("refused") == []
    page.goto(f"{host.address}/nl/melden/")
    page.click('[data-choose="BE"]')
    assert page.evaluate("refused") == []
    page.goto(f"{host.address}/en/report-form/")
    for box in page.locator("textarea:visible").all()[:2]:
        box.fill("https://bad.example/")
    assert page.evaluate("refused") == []
    assert page.evaluate(KEPT) == NOTHING
    assert watched.said == []
    assert {url for url in watched.asked if not url.startswith((f"{host.address}/", "data:"))} == set()


def test_the_policy_is_at_work(watched: Watched, hosts: dict[str, Host]) -> None:
    """What is not allowed does not happen: inline scripts, frames, devices, other hosts."""
    host, page = hosts["nginx"], watched.page
    page.goto(f"{host.address}/en/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "window.ran = true"; } catch { /* no text becomes a script */ }
          document.head.append(script);
          const handled = document.createElement("p");
          try { handled.setAttribute("onclick", "window.ran = true"); } catch { /* nor a handler */ }
          document.body.append(handled);
          handled.click();
          const picture = new Image();
          picture.src = "http://127.0.0.1:9/beacon.gif";
          const frame = document.createElement("iframe");
          frame.src = "/en/";
          document.body.append(frame);
        }"""
    )
    page.wait_for_function("refused.length >= 4")
    assert page.evaluate("window.ran") is None
    assert {one.split()[0] for one in page.evaluate("refused")} >= {
        "require-trusted-types-for",
        "img-src",
        "frame-src",
    }
    assert (
        page.evaluate("document.featurePolicy.allowedFeatures().filter((one) => /camera|geo|micro|usb/.test(one))")
        == []
    )
    assert page.evaluate("document.featurePolicy.allowsFeature('clipboard-write')")
    assert page.evaluate("window.crossOriginIsolated") is False


@contextlib.contextmanager
def elsewhere(html: str) -> Iterator[str]:
    """Serve a page of somebody else, on this machine as well: a browser lets no page of the network ask for those."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>x</title>{html}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("name", ["nginx", "apache", "htaccess"])
def test_no_other_page_may_frame_it(watched: Watched, hosts: dict[str, Host], name: str) -> None:
    """A page of somebody else that shows this one in a frame shows nothing, and that is the policy's doing."""
    host, page = hosts[name], watched.page
    failed = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    with elsewhere(f'<iframe src="{host.address}/en/"></iframe>') as address:
        page.goto(address, wait_until="networkidle")
        assert page.frames[1].url.startswith("chrome-error:")
    assert failed == [(f"{host.address}/en/", "net::ERR_BLOCKED_BY_RESPONSE")]


@pytest.mark.parametrize("name", ["nginx", "apache", "htaccess"])
def test_any_page_may_frame_a_box(watched: Watched, hosts: dict[str, Host], name: str) -> None:
    """The box really shows on somebody else's page, in its own look, and fits; its links leave the frame."""
    host, page = hosts[name], watched.page
    frame = f'<iframe src="{host.address}/embed/nl/" width="300" height="200" referrerpolicy="no-referrer"></iframe>'
    with elsewhere(frame) as address:
        page.goto(address, wait_until="networkidle")
        box = page.frames[1]
        assert box.url == f"{host.address}/embed/nl/"
        expect(box.locator('a[href="tel:112"]')).to_be_visible()
        assert box.evaluate("refused") == []
        assert int(box.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight")) >= 700
        assert box.evaluate("getComputedStyle(document.querySelector('.mw-box__notice')).backgroundColor") == (
            "rgb(255, 243, 214)"
        )
        assert box.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for link in box.locator("a:not([href^='tel:'])").all():
            assert link.get_attribute("target") == "_blank"
            assert {"noopener", "noreferrer"} <= set((link.get_attribute("rel") or "").split())
        assert box.locator("a[href$='melden/'], a[href$='hulp/']").count() == 2
        assert page.evaluate("document.querySelector('iframe').contentDocument") is None
