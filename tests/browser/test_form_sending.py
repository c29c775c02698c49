"""The report form where it sends: it arrives once and whole, and whatever fails, nothing typed is lost."""

import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import trustme
from playwright.sync_api import Browser, Page, expect

from meldwijzer.receiver import FAULTS

from . import form
from .form import FORM, LANGUAGES, SENT, TYPED, Stage, check, fill, is_shown, open_form, reader, send, view


def hasten(page: Page, seconds: float = 1) -> None:
    """Let the form wait less long than readers' phones need."""
    page.evaluate("seconds => { document.querySelector('[data-report]').dataset.timeout = seconds; }", seconds)


def as_typed(report: dict) -> None:
    """Assert that a report holds what was typed, and nothing beside it that nobody typed."""
    assert {name: report[name] for name in TYPED} == TYPED
    assert report["addresses_read"] == "https://one.example/page?id=7\nhttps://two.example/x"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["BE", "NL"])
def test_a_report_arrives(browser: Browser, stage: Stage, language: str, country: str) -> None:
    """Questions, a look at the answers, sending, the reference: and the report holds every answer."""
    with reader(browser) as page:
        open_form(page, stage, language, country)
        fill(page)
        form.field(page, "child_known").nth(1).check()
        page.locator("select[name=kind]").select_option("forum")
        if country == "BE":
            form.field(page, "email").fill("iemand@post.example")
        else:
            expect(form.field(page, "email")).to_be_hidden()
        check(page, country)
        expect(view(page, "check")).to_be_visible()
        is_shown(page)
        assert form.focused(page, "[data-view=check] [data-title]")
        assert stage.arrived() == []
        send(page)
        expect(view(page, "done")).to_be_visible()
        assert form.focused(page, "[data-view=done] [data-title]")
        (report,) = stage.arrived()
        as_typed(report)
        assert report["country"] == country
        assert report["language"] == language
        assert report["where"] == "web"
        assert report["child_known"] == "not_known"
        assert report["kind"] == "forum"
        assert report["email"] == ("iemand@post.example" if country == "BE" else "")
        assert len(report["key"]) == 36
        reference = stage.receiver.store.all()[0].reference
        expect(page.locator("[data-reference]")).to_have_text(reference)
        shown = page.locator("main").inner_text()
        assert not [text for text in TYPED.values() if text in shown]
        assert page.locator("[data-view=done] a[href^='tel:']").count() if country == "BE" else True


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script(browser: Browser, stage: Stage, language: str) -> None:
    """A plain form: the endpoint leads to the page that says "sent", and Back shows what was typed."""
    with reader(browser, java_script_enabled=False) as page:
        open_form(page, stage, language)
        fill(page)
        page.locator("form button[value=BE]").click()
        page.wait_for_url(f"**{SENT[language]}")
        (report,) = stage.arrived()
        as_typed({**report, "addresses_read": "https://one.example/page?id=7\nhttps://two.example/x"})
        assert report["country"] == "BE"
        assert report["key"] == ""
        assert report["seconds"] == 0
        page.go_back()
        for name, text in TYPED.items():
            assert form.field(page, name).input_value() == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_something_missing(browser: Browser, stage: Stage, language: str) -> None:
    """The browser asks for the first answer itself; what only the endpoint can see it tells, and Back has it all."""
    with reader(browser, java_script_enabled=False) as page:
        open_form(page, stage, language)
        page.locator("form button[value=NL]").click()
        assert page.url.endswith(FORM[language])
        rest = {**TYPED, "addresses": ""}
        fill(page, rest)
        page.locator("form button[value=NL]").click()
        page.wait_for_url(f"{stage.own}")
        assert stage.arrived() == []
        page.go_back()
        for name, text in rest.items():
            assert form.field(page, name).input_value() == text


MISTAKES = {
    "where_missing": ("", {"words": "Ik zag iets."}, "where"),
    "addresses_missing": ("web", {"words": "Ik zag iets."}, "addresses"),
    "addresses_many": ("web", {"addresses": "\n".join(f"https://{n}.example/" for n in range(51))}, "addresses"),
    "name_missing": ("app", {"when_text": "gisteren"}, "platform"),
    "words_missing": ("elsewhere", {"when_text": "gisteren"}, "words"),
    "email_form": ("web", {"addresses": "https://one.example/", "email": "iemand@"}, "email"),
    "too_long": ("web", {"addresses": "https://one.example/", "words": "x" * 20_001}, "words"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_has_to_be_mended(browser: Browser, stage: Stage, language: str, mistake: str) -> None:
    """A summary takes the focus, names each mistake in words, leads to it; nothing typed goes, nothing is sent."""
    where, typed, name = MISTAKES[mistake]
    with reader(browser) as page:
        open_form(page, stage, language, "BE")
        page.locator("details[data-more] summary").click()
        for key, text in typed.items():
            form.field(page, key).fill(text)
        if where:
            page.locator(f'input[name=where][value="{where}"]').check()
        check(page)
        summary = page.locator("[data-summary]")
        expect(summary).to_be_visible()
        assert form.focused(page, "[data-summary]")
        link = summary.locator("li a")
        expect(link).to_have_count(1)
        said = link.inner_text()
        assert said
        assert "{" not in said
        message = page.locator(f'[data-field="{name}"] [data-error]')
        expect(message).to_have_text(said)
        described = page.locator(f'[data-field="{name}"] [aria-invalid=true], [data-field="{name}"][aria-invalid=true]')
        assert message.get_attribute("id") in described.first.get_attribute("aria-describedby").split()
        link.click()
        assert form.focused(page, f'[data-field="{name}"]')
        for key, text in typed.items():
            assert form.field(page, key).input_value() == text
        assert stage.arrived() == []


WAITS = {"busy", "busy-date", "closed-for"}
SAID = {
    "slow-head": "slow", "slow-body": "slow", "endless": "strange", "forbidden": "refused", "too-large": "large",
    "busy": "busy", "busy-date": "busy", "broken": "broken", "closed": "broken", "elsewhere": "moved",
    "in-circles": "moved", "page": "strange", "error-page": "broken", "empty": "strange", "wrong-json": "strange",
    "odd-json": "strange", "no-receipt": "strange", "errors-in-200": "strange", "cut-body": "strange",
    "closed-for": "broken", "cut-before": "unreachable", "cut": "unreachable", "no-cors": "unreachable",
}  # fmt: skip
"""Each fault of the receiver, and as what the form speaks of it."""


def test_every_fault_is_tried() -> None:
    assert set(SAID) | {"field-errors", "unprocessable"} == set(FAULTS)


def heading(page: Page, failure: str) -> str:
    return page.evaluate(
        "name => document.querySelector(`template[data-failure=${name}]`).content.querySelector('h4').textContent",
        failure,
    )


def certain(page: Page, certainty: str) -> str:
    return page.evaluate(
        "name => document.querySelector(`template[data-certain=${name}]`).content.textContent.trim()", certainty
    )


SURE = {"forbidden", "too-large", "busy", "busy-date"}
"""The faults after which it is certain that nothing has arrived."""


@pytest.mark.parametrize("fault", SAID)
def test_a_fault_loses_nothing(browser: Browser, stage: Stage, fault: str) -> None:
    """Whatever the endpoint does: all is still there, the reader is told, one tap tries again, one report arrives."""
    language = LANGUAGES[list(SAID).index(fault) % 3]
    with reader(browser) as page:
        open_form(page, stage, language, "BE")
        hasten(page)
        fill(page)
        check(page)
        stage.misbehave(fault, **({"seconds": 1} if fault in WAITS else {"seconds": 5}))
        send(page)
        failed = page.locator("[data-outlet] [data-failed]")
        expect(failed).to_be_visible(timeout=10_000)
        expect(failed.locator("h4")).to_have_text(heading(page, SAID[fault]))
        assert "{" not in failed.inner_text()
        told = {name: certain(page, name) in failed.inner_text() for name in ("not_arrived", "unsure")}
        assert told == {"not_arrived": fault in SURE, "unsure": fault not in SURE}
        assert form.focused(page, "[data-outlet] [data-failed]")
        is_shown(page)
        assert failed.locator("a[href^='tel:']").count() >= 1
        assert len(stage.arrived()) <= 1
        stage.behave()
        hasten(page, 30)
        again = failed.locator("[data-again]")
        expect(again).not_to_have_attribute("aria-disabled", "true")
        again.click()
        expect(view(page, "done")).to_be_visible(timeout=10_000)
        (report,) = stage.arrived()
        as_typed(report)


@pytest.mark.parametrize("fault", ["field-errors", "unprocessable"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_endpoint_that_refuses_a_field(browser: Browser, stage: Stage, fault: str, language: str) -> None:
    """The reader is led back to the question; mended, the same report goes again, and counts once."""
    with reader(browser) as page:
        open_form(page, stage, language, "BE")
        fill(page)
        check(page)
        stage.misbehave(fault)
        send(page)
        expect(page.locator("[data-summary]")).to_be_visible()
        assert "{" not in page.locator("[data-summary]").inner_text()
        assert form.focused(page, "[data-summary]")
        assert certain(page, "not_arrived") in page.locator("[data-not-taken]").inner_text()
        assert page.locator("[data-other-ways] a[href^='tel:']").count() >= 1
        is_shown(page)
        assert stage.arrived() == []
        stage.behave()
        check(page)
        assert page.locator("[data-not-taken], [data-other-ways]").all_inner_texts() == ["", ""]
        send(page)
        expect(view(page, "done")).to_be_visible()
        as_typed(*stage.arrived())


@pytest.mark.parametrize("second", ["forbidden", "too-large", "busy", "unprocessable"])
def test_once_unsure_stays_unsure(browser: Browser, stage: Stage, second: str) -> None:
    """The first attempt may have arrived: nothing that is answered to a later one takes that back."""
    with reader(browser) as page:
        open_form(page, stage, "en", "BE")
        fill(page)
        check(page)
        stage.misbehave("cut", times=1)
        send(page)
        expect(page.locator("[data-outlet] [data-failed]")).to_be_visible()
        stage.misbehave(second, seconds=1)
        page.locator("[data-again]").click()
        told = page.locator("[data-not-taken]" if second == "unprocessable" else "[data-outlet] [data-failed]")
        expect(told).to_contain_text(certain(page, "unsure"))
        assert certain(page, "not_arrived") not in told.inner_text()
        assert len(stage.arrived()) == 1


def test_a_connection_lost_on_the_way_is_no_proof(browser: Browser, stage: Stage) -> None:
    """Offline only afterwards: the report may have arrived by then."""
    with reader(browser) as page:
        open_form(page, stage, "nl", "BE")
        fill(page)
        check(page)
        stage.misbehave("cut")
        page.evaluate("() => { let asked = 0; Object.defineProperty(navigator, 'onLine', { get: () => !asked++ }); }")
        send(page)
        failed = page.locator("[data-outlet] [data-failed]")
        expect(failed.locator("h4")).to_have_text(heading(page, "unreachable"))
        expect(failed).to_contain_text(certain(page, "unsure"))
        assert len(stage.arrived()) == 1


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "in less than a minute"), (60, "in about a minute"), (170, "in about 3 minutes"), (7200, "later")],
)
@pytest.mark.parametrize("fault", ["busy", "closed-for"])
def test_when_to_try_again(browser: Browser, stage: Stage, fault: str, seconds: int, said: str) -> None:
    """In words; the button can be reached before, and says so; when the time is over, a sentence says that too."""
    with reader(browser) as page:
        page.clock.install()
        open_form(page, stage, "en", "BE")
        fill(page)
        check(page)
        stage.misbehave(fault, seconds=seconds)
        send(page)
        failed = page.locator("[data-outlet] [data-failed]")
        expect(failed).to_contain_text(f"You can try again {said}.")
        again = failed.locator("[data-again]")
        expect(again).to_have_attribute("aria-disabled", "true")
        again.focus()
        assert form.focused(page, "[data-again]")
        again.press("Enter")
        expect(page.locator("[data-status]")).to_contain_text(said)
        assert stage.arrived() == []
        stage.behave()
        page.clock.fast_forward(min(seconds, 600) * 1000)
        expect(again).to_have_attribute("aria-disabled", "false")
        expect(page.locator("[data-status]")).to_have_text("You can try again now.")
        again.click()
        expect(view(page, "done")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pasted_text_is_never_cut(browser: Browser, stage: Stage, language: str) -> None:
    """What is longer than it may be stays whole, and both numbers are told; an emoji is one character."""
    with reader(browser) as page:
        open_form(page, stage, language, "BE")
        typed = {"addresses": "https://one.example/", "platform": "🙂" * 200, "name_there": "n" * 501}
        fill(page, typed, "app")
        check(page)
        expect(page.locator("[data-summary] li")).to_have_count(1)
        expect(page.locator("[data-summary]")).to_contain_text("501")
        for name, text in typed.items():
            assert form.field(page, name).input_value() == text


def test_a_new_report_after_one(browser: Browser, stage: Stage) -> None:
    """One tap leads to the first question, with nothing of the last report in it; it is another report."""
    with reader(browser) as page:
        open_form(page, stage, "fr", "BE")
        for _ in range(2):
            fill(page)
            check(page)
            send(page)
            expect(view(page, "done")).to_be_visible()
            page.locator("[data-do=another]").click()
            assert form.focused(page, "[data-field=where]")
            assert form.field(page, "words").input_value() == ""
        assert len({report["key"] for report in stage.arrived()}) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_for_the_other_hotline_is_not_kept(browser: Browser, stage: Stage, language: str) -> None:
    """Without a script the question stands there for both, with its country; a Dutch report keeps no e-mail address."""
    with reader(browser, java_script_enabled=False) as page:
        open_form(page, stage, language)
        expect(page.locator("[data-field=email] .mw-tag--land")).to_be_visible()
        expect(page.locator("form [data-not-offered] .mw-tag--land")).to_be_visible()
        fill(page)
        form.field(page, "email").fill("iemand@post.example")
        page.locator("form button[value=NL]").click()
        page.wait_for_url(f"**{SENT[language]}")
        assert stage.arrived()[0]["email"] == ""


def test_offline(browser: Browser, stage: Stage) -> None:
    """Without a connection it says so, and goes when there is one again."""
    with reader(browser) as page:
        open_form(page, stage, "fr", "BE")
        fill(page)
        check(page)
        page.context.set_offline(True)
        send(page)
        expect(page.locator("[data-outlet] [data-failed] h4")).to_have_text(heading(page, "offline"))
        is_shown(page)
        page.context.set_offline(False)
        page.locator("[data-again]").click()
        expect(view(page, "done")).to_be_visible()
        as_typed(*stage.arrived())


@pytest.fixture
def untrusted() -> Iterator[str]:
    """A server whose certificate no browser trusts."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/report"
    server.shutdown()
    server.server_close()


def nobody() -> str:
    """Return an endpoint on a port that refuses every connection."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}/report"


@pytest.mark.parametrize("kind", ["name", "refused", "certificate"])
def test_no_connection(browser: Browser, stage: Stage, untrusted: str, kind: str) -> None:
    """A name that nobody knows, a closed door, a certificate that is not to be trusted."""
    stage.use({"name": "https://melden.invalid/report", "refused": nobody(), "certificate": untrusted}[kind])
    with reader(browser) as page:
        open_form(page, stage, "nl", "NL")
        fill(page)
        check(page, "NL")
        send(page)
        expect(page.locator("[data-outlet] [data-failed] h4")).to_have_text(heading(page, "unreachable"))
        is_shown(page)
        page.locator("[data-again]").click()
        expect(page.locator("[data-outlet] [data-failed] h4")).to_have_text(heading(page, "unreachable"))
        is_shown(page)
        assert stage.arrived() == []


def test_two_taps_send_once(browser: Browser, stage: Stage) -> None:
    with reader(browser) as page:
        open_form(page, stage, "en", "BE")
        fill(page)
        check(page)
        stage.misbehave("slow-head", seconds=1)
        page.locator("[data-outlet] [data-send]").dblclick()
        page.evaluate("for (let n = 0; n < 5; n += 1) document.querySelector('[data-outlet] [data-send]').click()")
        expect(page.locator("[data-status]")).not_to_be_empty()
        expect(view(page, "done")).to_be_visible()
        (kept,) = stage.receiver.store.all()
        assert len(kept.versions) == 1


def test_a_changed_report_stays_one(browser: Browser, stage: Stage) -> None:
    """Sent without an answer, then changed and sent again: one report, whose last version is what was meant."""
    with reader(browser) as page:
        open_form(page, stage, "nl", "BE")
        fill(page)
        check(page)
        stage.misbehave("cut", times=1)
        send(page)
        expect(page.locator("[data-outlet] [data-failed]")).to_be_visible()
        page.locator('[data-row="words"] [data-change]').click()
        assert form.focused(page, '[data-field="words"]')
        form.field(page, "words").fill("Ik weet nog iets.")
        check(page)
        send(page)
        expect(view(page, "done")).to_be_visible()
        (kept,) = stage.receiver.store.all()
        assert [version.fields["words"] for version in kept.versions] == [TYPED["words"], "Ik weet nog iets."]


def test_a_second_report_is_another(browser: Browser, stage: Stage) -> None:
    with reader(browser) as page:
        for _ in range(2):
            open_form(page, stage, "nl", "BE")
            fill(page)
            check(page)
            send(page)
            expect(view(page, "done")).to_be_visible()
        assert len(stage.arrived()) == 2


def test_the_trap_only_marks(browser: Browser, stage: Stage) -> None:
    """Something fills in what nobody sees, in no time: the report arrives and is marked."""
    with reader(browser) as page:
        open_form(page, stage, "nl", "BE")
        fill(page)
        page.evaluate("document.querySelector('[name=website]').value = 'https://spam.example/'")
        check(page)
        send(page)
        expect(view(page, "done")).to_be_visible()
        (kept,) = stage.receiver.store.all()
        assert "website" in kept.versions[0].signs
