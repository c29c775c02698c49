"""The receiver: what it keeps, how it counts, what it answers to whom, and each way of misbehaving."""

import http.client
import json
import socket
import threading
import time
import urllib.error
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meldwijzer import receiver
from meldwijzer.report_form import LIMITS
from meldwijzer.report_form.contract import BODY_LIMIT, KEY, OTHER_KEY

from .conftest import FORM, JSON, SENT, SITE, Running, fields, report

WILD = (
    "שלום \u202eעולם\u202c مرحبا 👩‍👩‍👧 🇧🇪 e\u0301 \u0000 \ufeff \x1b[31m <script>alert(1)</script> {{ 7 }} "
    "& = + % %41 \u2028 \x85 \t  https://images.example/ "
)


def normalised(text: str) -> str:
    """Return what the documentation promises to keep."""
    whole = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return whole.replace("\r\n", "\n").replace("\r", "\n")


TYPED = st.text(max_size=200) | st.text("\r\n\x00a\u202eא😀\ud800", max_size=20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TYPED, name=TYPED, as_json=st.booleans())
@example(words=WILD * 60, name=WILD, as_json=True)
@example(words=WILD * 60, name=WILD, as_json=False)
@example(words="😀" * LIMITS["words"], name="", as_json=True)
@example(words="\r\n" * LIMITS["words"], name="\r", as_json=False)
@example(words=" \r \r\n\n ", name="x\ud800", as_json=True)
def test_what_is_kept_is_what_was_typed(call: Callable[..., Any], words: str, name: str, as_json: bool) -> None:
    """Byte for byte after the documented normalisation, in both encodings, with whatever characters."""
    if not as_json:  # URLSearchParams does the same before it encodes
        words, name = (text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in (words, name))
    sent = fields(words=words, name_there=name)
    body = json.dumps(sent) if as_json else urlencode(sent)
    answer = call(body.encode(), JSON if as_json else FORM)
    assert answer.status == 201, answer.body
    kept = call.store.all()[0].versions[-1].fields
    assert kept["words"].encode() == normalised(words).encode()
    assert kept["name_there"].encode() == normalised(name).encode()
    assert {k: v for k, v in kept.items() if k in sent} == {
        **sent, "words": normalised(words), "name_there": normalised(name)
    }  # fmt: skip


def test_fifty_long_addresses_are_kept(running: Running) -> None:
    """As many as are allowed, as long as they may be; one more is refused."""
    longest = "\r\n".join(f"https://images.example/{number:02}/".ljust(998, "é") for number in range(50))
    assert running.send({"addresses": longest}).status == 201
    assert running.all()[0]["versions"][0]["addresses"] == longest.replace("\r\n", "\n")
    refused = running.send({"addresses": "\n".join("ab"[n % 2] + ".example" for n in range(51))})
    assert (refused.status, refused.json) == (422, {"errors": [{"field": "addresses", "problem": "addresses_many"}]})


def test_a_known_key_is_the_same_report(running: Running) -> None:
    """Again: 200 and the same reference. Again with changes: one more version. Another key: another report."""
    first = running.send({"key": KEY, "seconds": 50})
    again = running.send({"key": KEY, "seconds": 90})
    changed = running.send({"key": KEY, "words": "More."})
    other = running.send({"key": OTHER_KEY})
    assert [one.status for one in (first, again, changed, other)] == [201, 200, 200, 201]
    assert first.json == again.json == changed.json != other.json
    newest, oldest = running.all()
    assert [version["words"] for version in oldest["versions"]] == ["", "More."]
    assert len(newest["versions"]) == 1


def test_reports_without_a_key_are_never_the_same(running: Running) -> None:
    """Two people may send the very same."""
    assert [running.send().status for _ in range(3)] == [201] * 3
    assert len({one["reference"] for one in running.all()}) == 3


def test_one_key_at_the_same_moment_is_one_report(running: Running) -> None:
    """However many come at once, from two connections to the same file too."""
    second = receiver.Store(Path(running.store._file.execute("PRAGMA database_list").fetchone()[2]))
    start = threading.Barrier(12)

    def over_http(_: int) -> str:
        start.wait()
        return str(running.send({"key": KEY}).json["reference"])

    def beside(_: int) -> str:
        start.wait()
        return second.add(report(key=KEY)).reference

    with ThreadPoolExecutor(12) as pool:
        told = [*pool.map(lambda n: (over_http if n % 2 else beside)(n), range(12))]
    second.close()
    assert len(set(told)) == 1
    assert len(running.all()) == 1
    assert len(running.all()[0]["versions"]) == 1


def test_references_cannot_be_mistaken_and_go_on_counting(tmp_path: Path) -> None:
    """They say that they are a test's; after all is removed, none comes again."""
    store = receiver.Store(tmp_path / "a/b.sqlite", lambda: datetime(2031, 5, 1, tzinfo=UTC))
    assert store.add(report()).reference == "TEST-2031-0001"
    store.clear()
    assert store.all() == []
    assert store.add(report()).reference == "TEST-2031-0002"
    store.close()
    assert (tmp_path / "a/b.sqlite").stat().st_mode & 0o077 == 0


def test_what_is_removed_is_gone_from_the_file(tmp_path: Path) -> None:
    """Nothing of a report stays in the file after it was removed."""
    store = receiver.Store(tmp_path / "b.sqlite")
    store.add(report(words="unmistakable words"))
    assert b"unmistakable" in (tmp_path / "b.sqlite").read_bytes()
    store.clear()
    assert b"unmistakable" not in (tmp_path / "b.sqlite").read_bytes()
    store.close()


def test_spam_is_marked_and_taken(running: Running) -> None:
    """The trap and the time mark a report; its answer is the same."""
    assert running.send({"website": "https://spam.example/", "seconds": 1}).status == 201
    assert running.all()[0]["signs"] == ["website", "seconds"]
    for seconds in (0, 3):
        running.send({"seconds": seconds})
        assert running.all()[0]["signs"] == []


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_browsers_are_led_to_a_sent_page_and_nowhere_else(running: Running) -> None:
    """303 to one of the known pages of the site; whatever else a report names, the receiver's own page answers."""
    for page in SENT:
        led = running.send({"sent_page": page}, Accept=BROWSER)
        assert (led.status, led.headers["Location"]) == (303, SITE.rstrip("/") + page)
    for page in ("", "/nl/melden/", "https://elsewhere.example/", "//elsewhere.example/", "/nl/melding-verstuurd/x"):
        own = running.send({"sent_page": page}, Accept=BROWSER)
        assert (own.status, own.headers["Location"]) == (201, None)
        assert own.headers["Content-Type"].startswith("text/html")
        assert running.all()[0]["reference"] in own.body.decode()


def test_browsers_read_what_is_wrong_in_words(running: Running) -> None:
    """A page says which field, and that going back loses nothing."""
    wrong = running.send({"addresses": " ", "email": "x"}, Accept=BROWSER)
    assert wrong.status == 422
    page = wrong.body.decode()
    assert "addresses: addresses missing" in page
    assert "email: email form" in page
    assert "what you typed is still there" in page


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://localhost:9000", "http://127.0.0.1:8000"),
        ("https://elsewhere.example", "http://127.0.0.1:8000"),
        ("http://elsewhere.example:8000", "http://127.0.0.1:8000"),
        ("null", "http://127.0.0.1:8000"),
    ],
)
def test_only_the_site_may_read_answers(running: Running, origin: str, allowed: str) -> None:
    """Under both names of this computer; errors too; the report is taken all the same."""
    for answer in (running.send(Origin=origin), running.send({"where": ""}, Origin=origin)):
        assert answer.headers["Access-Control-Allow-Origin"] == allowed
        assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"
        assert answer.headers["Vary"] == "Origin"
    assert len(running.all()) == 1


def test_the_list_shows_everything_as_text(running: Running) -> None:
    """Markup is escaped, control characters get a picture, an address is no link."""
    running.send({"words": WILD, "addresses": "https://images.example/a", "website": "x"})
    page = running.ask("")
    html = page.body.decode()
    assert "development tool" in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "␀" in html
    assert "␛[31m" in html
    assert "https://images.example/a" in html
    assert "<a " not in html
    assert "may be spam: website" in html
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    assert running.ask("receiver.css").headers["Content-Type"].startswith("text/css")


def test_removing_and_misbehaving_from_its_own_page(running: Running) -> None:
    """The buttons work; DELETE too; a page from elsewhere can do neither."""
    own = {"Origin": running.url.rstrip("/"), "Content-Type": FORM}
    running.send()
    for headers in ({**own, "Origin": "https://elsewhere.example"}, {**own, "Origin": "null"}):
        assert running.ask("clear", b"", headers).status == 403
        assert running.ask("misbehave", b"kind=broken", headers).status == 403
    assert len(running.all()) == 1
    assert running.ask("clear", b"", own).status == 303
    assert running.all() == []
    running.send()
    assert running.ask("", method="DELETE").status == 204
    assert running.all() == []
    assert running.ask("misbehave", b"kind=broken&times=2&seconds=", own).status == 303
    assert '<option value="broken" selected>' in running.ask("").body.decode()
    assert [running.send().status for _ in range(3)] == [500, 500, 201]
    assert "selected" not in running.ask("").body.decode()
    for wrong in (b"kind=nothing", b"kind=broken&times=often", b"kind=broken&times=0", b"kind=busy&seconds=nan"):
        assert running.ask("misbehave", wrong, own).status == 400
    assert running.ask("misbehave", b"kind=", own).status == 303
    assert running.receiver.misbehaviour is None


def test_another_name_for_this_computer_reads_nothing(running: Running) -> None:
    """A page elsewhere that made its name lead here can't read reports."""
    for path in ("", "reports.json", "report"):
        assert running.ask(path, headers={"Host": "elsewhere.example:80"}).status == 400


def test_it_listens_on_this_computer_alone() -> None:
    """No address but the loopback."""
    with receiver.listen(0) as sock:
        assert sock.getsockname()[0] == "127.0.0.1"
        assert sock.family == socket.AF_INET


def test_the_terminal_tells_lengths_and_nothing_typed(running: Running) -> None:
    """One line for each: country, where, lengths."""
    running.send({"key": KEY, "words": "secret"})
    running.send({"key": KEY, "words": "secrets"})
    running.send({"where": "nowhere", "\x1b[31m": "x"})
    year = datetime.now(UTC).year
    assert running.lines == [
        f"TEST-{year}-0001: BE, web; addresses 26, words 6.",
        f"TEST-{year}-0001, again (version 2): BE, web; addresses 26, words 7.",
        "Refused (422): 'where' choice, '\\x1b[31m' unknown.",
    ]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "problem"),
    [
        (b"where=web&where=app", FORM, 400, ("where", "repeated")),
        (b'{"where":"web","where":"web"}', JSON, 400, ("where", "repeated")),
        (b"words=%ff", FORM, 400, ("", "encoding")),
        (b'{"words":"\xff"}', JSON, 400, ("", "encoding")),
        ('{"words":""}'.encode("utf-16"), JSON, 400, ("", "encoding")),
        (b"{", JSON, 400, ("", "unreadable")),
        (b"[]", JSON, 400, ("", "unreadable")),
        (b"[" * 100_000, JSON, 400, ("", "unreadable")),
        (b'{"seconds":' + b"9" * 5000 + b"}", JSON, 400, ("", "unreadable")),
        (b"&".join(b"%d=" % n for n in range(300)), FORM, 400, ("", "unreadable")),
        (b"where=web", "", 415, ("", "media_type")),
        (b"where=web", "text/plain", 415, ("", "media_type")),
        (b"where=web", f"{FORM}; charset=iso-8859-1", 415, ("", "media_type")),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415, ("", "media_type")),
    ],
)
def test_what_cannot_be_read(
    call: Callable[..., Any], body: bytes, content_type: str, status: int, problem: tuple[str, str]
) -> None:
    """It is refused with its reason, and nothing is kept."""
    answer = call(body, content_type)
    assert answer.status == status
    assert answer.json == {"errors": [{"field": problem[0], "problem": problem[1]}]}
    assert call.store.all() == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"where": ""}, ("where", "where_missing")),
        ({"country": "DE"}, ("country", "choice")),
        ({"form": "2"}, ("form", "choice")),
        ({"words": "x" * (LIMITS["words"] + 1)}, ("words", "too_long")),
        ({"addresses": "\n"}, ("addresses", "addresses_missing")),
        ({"where": "app", "addresses": ""}, ("platform", "name_missing")),
        ({"where": "elsewhere", "addresses": ""}, ("words", "words_missing")),
        ({"email": "no address"}, ("email", "email_form")),
        ({"key": "mine"}, ("key", "form")),
        ({"seconds": "soon"}, ("seconds", "number")),
        ({"seconds": -1}, ("seconds", "number")),
        ({"file": "x"}, ("file", "unknown")),
    ],
)
def test_what_is_wrong_with_a_field(
    call: Callable[..., Any], changed: dict[str, Any], problem: tuple[str, str]
) -> None:
    """Each is named with its field, the same in both encodings."""
    sent = fields(**changed)
    for body, content_type in ((urlencode(sent), FORM), (json.dumps(sent), JSON)):
        answer = call(body.encode(), content_type)
        assert (answer.status, answer.json) == (422, {"errors": [{"field": problem[0], "problem": problem[1]}]})


@pytest.mark.parametrize(
    "changed", [{"seconds": "5"}, {"seconds": True}, {"seconds": 1.5}, {"words": 7}, {"words": None}]
)
def test_json_takes_texts_as_texts_and_numbers_as_numbers(call: Callable[..., Any], changed: dict[str, Any]) -> None:
    """Nothing is guessed."""
    assert call(json.dumps(fields(**changed)).encode(), JSON).status == 422


def test_a_body_that_is_too_long_is_told(running: Running) -> None:
    """It is read and then refused, so that whoever sent it sees the answer."""
    assert running.ask(body=b"x" * (BODY_LIMIT + 1), headers={"Content-Type": FORM, "Accept": JSON}).status == 413
    assert running.ask(body=b"x" * (8 * BODY_LIMIT), headers={"Content-Type": FORM, "Accept": BROWSER}).status == 413


CORRECT_AGAIN = {True: 200, False: 201}


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        ("field-errors", 400, b"not_today"),
        ("unprocessable", 422, b"addresses_many"),
        ("forbidden", 403, b""),
        ("too-large", 413, b"body_large"),
        ("busy", 429, b"busy"),
        ("busy-date", 429, b"busy"),
        ("broken", 500, b"broken"),
        ("closed", 503, b"busy"),
        ("closed-for", 503, b"busy"),
        ("no-receipt", 201, b"status"),
        ("errors-in-200", 200, b"errors"),
        ("elsewhere", 307, b""),
        ("in-circles", 307, b""),
        ("page", 200, b"<!doctype html>"),
        ("error-page", 502, b"<!doctype html>"),
        ("empty", 200, b""),
        ("wrong-json", 201, b'{"reference": TEST'),
        ("odd-json", 201, b'["reference"'),
        ("no-cors", 201, b"TEST-"),
    ],
)
def test_each_misbehaviour_does_what_it_says(running: Running, kind: str, status: int, body: bytes) -> None:
    """Once; then all is well, and with the same key there is one report, whether the first was kept or not."""
    fault = receiver.FAULTS[kind]
    running.misbehave(kind)
    answer = running.send({"key": KEY})
    assert answer.status == status
    assert body in answer.body
    assert bool(answer.headers["Access-Control-Allow-Origin"]) is (kind != "no-cors")
    assert len(running.all()) == fault.keeps
    assert running.lines[-1] == f"Misbehaved: {fault.tells}."
    assert running.send({"key": KEY}).status == CORRECT_AGAIN[fault.keeps]
    assert len(running.all()) == 1


def test_when_to_try_again(running: Running) -> None:
    """In seconds or as a date."""
    for kind in ("busy", "closed-for"):
        running.misbehave(kind, seconds="7")
        assert running.send().headers["Retry-After"] == "7"
    running.misbehave("busy-date", seconds="90")
    at = parsedate_to_datetime(running.send().headers["Retry-After"])
    assert 80 < (at - datetime.now(UTC)).total_seconds() <= 91


def test_where_redirects_lead(running: Running) -> None:
    """To a name that exists nowhere; to itself."""
    running.misbehave("elsewhere")
    assert running.send().headers["Location"] == "https://elsewhere.invalid/"
    running.misbehave("in-circles")
    assert running.send().headers["Location"] == "/report"


@pytest.mark.parametrize("kind", ["slow-head", "slow-body"])
def test_slow_answers_are_slow_and_right(running: Running, kind: str) -> None:
    """They come after that time; the report was kept at once."""
    running.misbehave(kind, "", "0.4")
    begun = time.monotonic()
    answer = running.send({"key": KEY})
    assert time.monotonic() - begun > 0.35
    assert answer.status == 201
    assert isinstance(answer.json, dict)


def test_who_gives_up_waiting_has_sent_a_report(running: Running) -> None:
    """A slow head, given up and tried again, is one report."""
    running.misbehave("slow-head", "1", "30")
    with pytest.raises(TimeoutError):
        running.send({"key": KEY}, timeout=0.3)
    assert running.send({"key": KEY}).status == 200
    assert len(running.all()) == 1


def test_an_endless_answer_does_not_end(running: Running) -> None:
    """It begins like a right one and goes on beyond what anybody should read."""
    running.misbehave("endless")
    connection = http.client.HTTPConnection("127.0.0.1", running.sock.getsockname()[1], timeout=10)
    connection.request("POST", "/report", urlencode(fields()), {"Content-Type": FORM, "Accept": JSON})
    response = connection.getresponse()
    assert response.status == 201
    assert len(response.read(200_000)) == 200_000
    connection.close()
    assert running.send().status == 201


@pytest.mark.parametrize("kind", ["cut", "cut-before"])
def test_a_cut_connection(running: Running, kind: str) -> None:
    """No answer at all; kept or not, as it says."""
    running.misbehave(kind)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected, urllib.error.URLError)):
        running.send({"key": KEY})
    assert len(running.all()) == (kind == "cut")
    assert running.send({"key": KEY}).status == CORRECT_AGAIN[kind == "cut"]
    assert len(running.all()) == 1


def test_an_answer_that_breaks_off(running: Running) -> None:
    """Its head comes, and the beginning of its body; the report is kept."""
    running.misbehave("cut-body")
    connection = http.client.HTTPConnection("127.0.0.1", running.sock.getsockname()[1], timeout=10)
    connection.request("POST", "/report", urlencode(fields(key=KEY)), {"Content-Type": FORM, "Accept": JSON})
    response = connection.getresponse()
    assert response.status == 201
    with pytest.raises((OSError, http.client.HTTPException)):
        response.read()
    connection.close()
    assert running.send({"key": KEY}).status == 200


@pytest.mark.parametrize(("country", "kept"), [("BE", "a@post.example"), ("NL", "")])
def test_an_email_address_is_kept_only_where_the_hotline_answers(running: Running, country: str, kept: str) -> None:
    """In any other report it is thrown away, and the report is taken all the same."""
    assert running.send({"country": country, "email": "a@post.example"}).status == 201
    assert running.all()[0]["versions"][0]["email"] == kept


def test_it_ends_promptly_with_slow_answers_open(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever waits is let go, without a word of complaint."""
    running = Running(tmp_path)
    running.misbehave("slow-head", "", "60")

    def wait() -> None:
        with pytest.raises((OSError, http.client.HTTPException)):
            running.send(timeout=30)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not running.lines:
        time.sleep(0.01)
    begun = time.monotonic()
    running.end()
    waiting.join(5)
    assert not waiting.is_alive()
    assert time.monotonic() - begun < 3
    assert capfd.readouterr().err == ""


def test_every_fault_is_tested() -> None:
    """Those above, and no other."""
    assert set(receiver.FAULTS) == {
        "slow-head", "slow-body", "endless", "field-errors", "unprocessable", "forbidden", "too-large", "busy",
        "busy-date", "broken", "closed", "elsewhere", "in-circles", "page", "error-page", "empty", "wrong-json",
        "odd-json", "cut", "cut-before", "no-cors", "closed-for", "no-receipt", "errors-in-200", "cut-body",
    }  # fmt: skip
