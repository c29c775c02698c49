"""Fetching from real servers that misbehave: each answer says what happened, soon, in little memory."""

import asyncio
import gzip
import socket
import time
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from .conftest import Bench
from .servers import Asked, Handler, certificate, endless, in_turn, raw, redirect, reply, reset, self_signed

PAGE = "<title>Help</title><p>Call us.</p>"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
BOMB = 60 * 1024 * 1024


def test_a_page(bench: Bench) -> None:
    """What is asked names us and gives nothing else away; what comes back is read."""
    bench.servers.pages["help.test/a"] = reply(body=PAGE, set_cookie="who=you")
    bench.servers.pages["help.test/b"] = reply(body=PAGE)
    first, _ = bench.look_at("https://help.test/a#part", "https://help.test/b")
    assert (first.status, first.failure, first.hops, first.final_url) == (200, None, (), "https://help.test/a")
    assert first.page is not None
    assert (first.page.title, first.page.text) == ("Help", "Call us.")
    assert [asked.path for asked in bench.servers.asked] == ["/robots.txt", "/a", "/b"]
    for asked in bench.servers.asked:
        assert asked.headers["user-agent"] == "Meldwijzer-check/0.1 (test)"
        assert not {"cookie", "referer", "authorization"} & set(asked.headers)


@pytest.mark.parametrize(
    ("handler", "failure"),
    [
        pytest.param(endless(HEAD + b"\r\n", b"x", pause=0.05), "timeout", id="slow drip"),
        pytest.param(endless(HEAD + b"content-length: 9\r\n\r\n", b"", pause=0.05), "timeout", id="hangs after head"),
        pytest.param(endless(b"", b"", pause=0.05), "timeout", id="says nothing"),
        pytest.param(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.01), "timeout", id="always continues"),
        pytest.param(reset, "broken", id="reset"),
        pytest.param(raw(b""), "broken", id="hangs up"),
        pytest.param(raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "broken", id="not a web server"),
        pytest.param(raw(HEAD + b"content-length: 900\r\n\r\nshort"), "broken", id="length too long"),
        pytest.param(raw(HEAD + b"content-length: minus\r\n\r\nx"), "broken", id="length is no number"),
        pytest.param(raw(HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n"), "broken", id="chunks are garbage"),
        pytest.param(reply(body=b"not packed", content_encoding="gzip"), "broken", id="gzip garbage"),
        pytest.param(reply(body=b"\xff" * 40, content_encoding="deflate"), "broken", id="deflate garbage"),
        pytest.param(reply(body=b"\xff" * 40, content_encoding="br"), "broken", id="brotli garbage"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 200_000 + b"\r\n\r\n"), "broken", id="a long header"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 50_000 + b"\r\n"), "broken", id="many headers"),
        pytest.param(endless(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 65536), "broken", id="an endless header"),
    ],
)  # fmt: skip
def test_answers_that_make_no_sense(bench: Bench, handler: object, failure: str) -> None:
    bench.settings = bench.settings.__class__(connect_timeout=0.3, read_timeout=0.2, total_timeout=0.3, attempts=2)
    bench.servers.pages["help.test/a"] = handler  # type: ignore[assignment]
    began = time.monotonic()
    (answer,) = bench.look_at("http://help.test/a")
    assert (answer.failure, answer.status, answer.page) == (failure, None, None)
    assert answer.passing
    assert time.monotonic() - began < 2
    assert len(bench.servers.asked) == 3, "robots.txt and two attempts"


@pytest.mark.parametrize(
    ("handler"),
    [
        pytest.param(endless(HEAD + b"\r\n", b"<p>more</p>" * 500), id="endless"),
        pytest.param(endless(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"4\r\nmore\r\n" * 500), id="chunks"),
        pytest.param(reply(body=gzip.compress(b"x" * BOMB), content_encoding="gzip"), id="gzip bomb"),
        pytest.param(reply(body=zlib.compress(b"x" * BOMB), content_encoding="deflate"), id="deflate bomb"),
        pytest.param(reply(body=brotli.compress(b"x" * BOMB, quality=3), content_encoding="br"), id="brotli bomb"),
    ],
)  # fmt: skip
def test_a_body_without_end_is_cut(bench: Bench, handler: object) -> None:
    """The cap counts unpacked bytes, and what lies behind it never comes into memory."""
    bench.settings = bench.settings.__class__(size_limit=100_000, total_timeout=5)
    bench.servers.pages["help.test/a"] = handler  # type: ignore[assignment]
    tracemalloc.start()
    (answer,) = bench.look_at("http://help.test/a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status == 200
    assert answer.page is not None
    assert not answer.page.whole
    assert len(answer.page.text) <= 100_000
    assert peak < 12 * 1024 * 1024, f"{peak / 1e6:.1f} MB"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_packed_pages_are_unpacked(bench: Bench, coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    bench.servers.pages["help.test/a"] = reply(body=pack(PAGE.encode()), content_encoding=coding)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.page is not None
    assert answer.page.text == "Call us."


def test_a_body_longer_than_it_says(bench: Bench) -> None:
    """What comes behind the end is not read as part of the page."""
    bench.servers.pages["help.test/a"] = raw(HEAD + b"content-length: 5\r\n\r\nshortHTTP/1.1 200 OK\r\n\r\nmore")
    (answer,) = bench.look_at("http://help.test/a")
    assert answer.page is None or answer.page.text == "short"


def test_character_sets(bench: Bench) -> None:
    text = "<p>Téléphonez ☎ à l’écoute</p>"
    cases = {
        "/head": (text.encode("utf-16"), "text/html; charset=utf-16"),
        "/bom": (b"\xef\xbb\xbf" + text.encode(), "text/html; charset=iso-8859-1"),
        "/header": (text.replace("☎ ", "").encode("cp1252"), "text/html; charset=ISO-8859-1"),
        "/meta": (b'<meta charset="windows-1252">' + text.replace("☎ ", "").encode("cp1252"), "text/html"),
        "/nothing": (text.replace("☎ ", "").encode("cp1252"), "text/html"),
        "/wrong": (text.encode(), "text/html; charset=klingon"),
        "/dangerous": (text.encode(), "text/html; charset=punycode"),
    }
    for path, (body, kind) in cases.items():
        bench.servers.pages[f"help.test{path}"] = reply(body=body, content_type=kind)
    for answer in bench.look_at(*(f"https://help.test{path}" for path in cases)):
        assert answer.page is not None
        assert answer.page.text.replace("☎ ", "") == "Téléphonez à l’écoute", answer.url


def test_what_is_no_text(bench: Bench) -> None:
    bench.servers.pages["help.test/a"] = reply(body=b"%PDF-1.7\0\0", content_type="application/pdf")
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.page is not None
    assert (answer.page.readable, answer.page.text) == (False, "")


def test_redirects_are_followed_and_noted(bench: Bench) -> None:
    pages = bench.servers.pages
    pages["old.test/a"] = redirect("//new.test/b?x=1#part", 301)
    pages["new.test/b?x=1"] = redirect("c", 302, set_cookie="x=y")
    pages["new.test/c"] = reply(body=PAGE)
    (answer,) = bench.look_at("https://old.test/a")
    assert [(hop.status, hop.to, hop.sets_cookie) for hop in answer.hops] == [
        (301, "https://new.test/b?x=1#part", False),
        (302, "https://new.test/c", True),
    ]
    assert (answer.status, answer.final_url) == (200, "https://new.test/c")
    assert [certificate.host for certificate in answer.certificates] == ["new.test", "old.test"]
    assert "new.test/robots.txt" in [f"{asked.host}{asked.path}" for asked in bench.servers.asked]


@pytest.mark.parametrize(
    ("to", "failure"),
    [
        ("/a", "loop"), ("http://help.test/a#again", "loop"), ("", "loop"),
        ("ftp://help.test/", "bad-redirect"), ("javascript:alert(1)", "bad-redirect"),
        ("file:///etc/passwd", "bad-redirect"),
        ("http://[bad/", "bad-redirect"), ("http://help.test:99999/", "bad-redirect"),
        ("mailto:a@help.test", "bad-redirect"),
    ],
)  # fmt: skip
def test_redirects_to_nowhere(bench: Bench, to: str, failure: str) -> None:
    bench.servers.pages["help.test/a"] = redirect(to, 302)
    (answer,) = bench.look_at("http://help.test/a")
    assert (answer.failure, answer.status) == (failure, None)
    assert len(answer.hops) == 1


def test_redirect_loops_and_chains(bench: Bench) -> None:
    pages = bench.servers.pages
    pages["help.test/a"] = redirect("/b")
    pages["help.test/b"] = redirect("/a")
    for number in range(30):
        pages[f"help.test/{number}"] = redirect(f"/{number + 1}")
    loop, chain = bench.look_at("http://help.test/a", "http://help.test/0")
    assert (loop.failure, len(loop.hops)) == ("loop", 2)
    assert (chain.failure, len(chain.hops)) == ("too-many", 11)
    assert not loop.passing


def test_not_modified_without_having_asked(bench: Bench) -> None:
    bench.servers.pages["help.test/a"] = reply(304)
    (answer,) = bench.look_at("http://help.test/a")
    assert (answer.failure, answer.page) == ("broken", None)


def test_a_redirect_without_a_place(bench: Bench) -> None:
    bench.servers.pages["help.test/a"] = reply(302)
    (answer,) = bench.look_at("http://help.test/a")
    assert (answer.status, answer.page, answer.failure) == (302, None, None)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: certificate("other.test"), "another name"),
        (lambda: certificate("help.test", begins=-90, ends=-1), "expired"),
        (lambda: certificate("help.test", begins=1, ends=9), "not valid yet"),
        (lambda: self_signed("help.test"), "nobody known"),
    ],
)
def test_wrong_certificates(bench: Bench, make: object, reason: str) -> None:
    bench.servers.certificates["help.test"] = make()  # type: ignore[operator]
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.failure == "certificate"
    assert reason in answer.detail
    assert bench.servers.asked == [], "nothing is sent to a server that cannot prove who it is"


def test_a_certificate_that_ends_soon(bench: Bench) -> None:
    bench.servers.certificates["help.test"] = certificate("help.test", ends=5)
    bench.servers.pages["help.test/a"] = reply(body=PAGE)
    (answer,) = bench.look_at("https://help.test/a")
    (seen,) = answer.certificates
    assert seen.host == "help.test"
    assert timedelta(days=4.9) < seen.expires - datetime.now(UTC) < timedelta(days=5.1)


def test_encryption_where_there_is_none(bench: Bench) -> None:
    """A server that speaks no TLS on its secure port."""

    async def scenario() -> list[object]:
        bench.servers.ports[443] = bench.servers.ports[80]
        return list(await bench.look("https://help.test/a"))

    (answer,) = bench.run(scenario)
    assert answer.failure in ("insecure", "broken")
    assert answer.passing


def test_nothing_listens(bench: Bench) -> None:
    async def scenario() -> list[object]:
        bench.servers._plain.close()
        await bench.servers._plain.wait_closed()
        return list(await bench.look("http://help.test/a"))

    (answer,) = bench.run(scenario)
    assert (answer.failure, answer.passing) == ("refused", False)
    assert len(bench.clock.waits) == 2, "it was tried three times"


def test_names(bench: Bench) -> None:
    bench.servers.names["later.test"] = socket.gaierror(socket.EAI_AGAIN, "later")
    bench.servers.names["empty.test"] = []
    gone, later, empty = bench.look_at("https://nobody.example/", "https://later.test/", "https://empty.test/")
    assert (gone.failure, gone.passing) == ("no-name", False)
    assert (later.failure, later.passing) == ("name-trouble", True)
    assert empty.failure == "no-name"
    assert bench.servers.looked_up.count("nobody.example") == 1
    assert bench.servers.looked_up.count("later.test") == 3


def test_pages_that_did_not_change_are_not_sent_again(bench: Bench) -> None:
    pages = bench.servers.pages
    pages["help.test/a"] = in_turn(
        reply(body=PAGE, etag='"v1"', last_modified="Sat, 14 Nov 2026 08:00:00 GMT"), reply(304)
    )
    pages["help.test/b"] = in_turn(reply(body=PAGE, etag='"v1"'), reply(body="<p>New.</p>", etag='"v2"'), reply(304))
    pages["help.test/c"] = reply(body=PAGE)
    urls = ["https://help.test/a", "https://help.test/b", "https://help.test/c"]
    first, second, third = (bench.look_at(*urls) for _ in range(3))
    assert [answer.page for answer in first] == [second[0].page, first[0].page, second[2].page]
    assert [answer.page.text for answer in second if answer.page] == ["Call us.", "New.", "Call us."]
    assert [answer.page.text for answer in third if answer.page] == ["Call us.", "New.", "Call us."]
    asked = [asked.headers for asked in bench.servers.asked if asked.path == "/a"]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == ('"v1"', "Sat, 14 Nov 2026 08:00:00 GMT")
    assert [a.headers.get("if-none-match") for a in bench.servers.asked if a.path == "/b"] == [None, '"v1"', '"v2"']
    assert all("if-none-match" not in a.headers for a in bench.servers.asked if a.path in ("/c", "/robots.txt"))


@pytest.mark.parametrize("damage", ["", "{", "null", '{"url": 5}', "\0" * 40])
def test_a_damaged_page_on_disk_is_as_none(bench: Bench, damage: str) -> None:
    bench.servers.pages["help.test/a"] = reply(body=PAGE, etag='"v1"')
    bench.look_at("https://help.test/a")
    (file,) = (bench.folder / ".online" / "pages").iterdir()
    file.write_text(damage)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.page is not None
    assert answer.page.text == "Call us."
    assert "if-none-match" not in bench.servers.asked[-1].headers


def test_a_page_kept_under_another_name_is_not_used(bench: Bench) -> None:
    """Files that were swapped give no page of one site for another's."""

    def unless_known(body: str) -> Handler:
        async def handler(asked: Asked, out: asyncio.StreamWriter) -> None:
            known = "if-none-match" in asked.headers
            await (reply(304) if known else reply(body=body, etag='"v"'))(asked, out)

        return handler

    bench.servers.pages["help.test/a"] = unless_known("<p>A</p>")
    bench.servers.pages["help.test/b"] = unless_known("<p>B</p>")
    bench.look_at("https://help.test/a", "https://help.test/b")
    one, other = (bench.folder / ".online" / "pages").iterdir()
    swapped = one.read_bytes(), other.read_bytes()
    one.write_bytes(swapped[1])
    other.write_bytes(swapped[0])
    answers = bench.look_at("https://help.test/a", "https://help.test/b")
    assert [answer.page.text for answer in answers if answer.page] == ["A", "B"]
