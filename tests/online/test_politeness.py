"""Servers are asked as they wish to be: robots.txt, pauses, one request at a time, later when they say so."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from .conftest import Bench, Make
from .servers import Asked, Handler, in_turn, redirect, reply

YES = reply(body="<p>Yes</p>")


def times(bench: Bench, path: str = "/a") -> list[float]:
    return [asked.at for asked in bench.servers.asked if asked.path == path]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: Meldwijzer-check\nDisallow: /", False),
        ("User-agent: meldwijzer-check\nDisallow: /a$", False),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: Other\nDisallow: /", True),
        ("User-agent: Meldwijzer-check\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("<html>not found, says a page</html>", True),
        ("\0\xff" * 400, True),
        ("", True),
    ],
)
def test_robots(bench: Bench, rules: str, allowed: bool) -> None:
    bench.servers.pages["help.test/robots.txt"] = reply(body=rules.encode("latin-1"), content_type="text/plain")
    bench.servers.pages["help.test/a"] = YES
    (answer,) = bench.look_at("https://help.test/a")
    assert (answer.failure, answer.status) == ((None, 200) if allowed else ("robots", None))
    assert bool(times(bench)) is allowed


def test_robots_of_every_host_on_the_way(bench: Bench) -> None:
    """A redirect does not lead past the rules of the host it leads to; each file is read once."""
    bench.servers.pages["help.test/a"] = redirect("https://other.test/b")
    bench.servers.pages["help.test/c"] = redirect("https://other.test/b")
    bench.servers.pages["other.test/robots.txt"] = reply(body="User-agent: *\nDisallow: /b")
    first, second = bench.look_at("https://help.test/a", "https://help.test/c")
    assert first.failure == second.failure == "robots"
    assert sorted(f"{a.host}{a.path}" for a in bench.servers.asked) == [
        "help.test/a", "help.test/c", "help.test/robots.txt", "other.test/robots.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("status", [500, 502, 503])
def test_robots_that_cannot_be_read(bench: Bench, status: int) -> None:
    """Then nothing may be looked at today (RFC 9309), which says nothing about the pages."""
    bench.servers.pages["help.test/robots.txt"] = reply(status)
    bench.servers.pages["help.test/a"] = YES
    first, second = bench.look_at("https://help.test/a", "https://help.test/b")
    assert first.failure == second.failure == "robots-unknown"
    assert first.passing
    assert [asked.path for asked in bench.servers.asked] == ["/robots.txt"] * 3


def test_robots_behind_a_redirect_or_too_long(bench: Bench) -> None:
    pages = bench.servers.pages
    pages["help.test/robots.txt"] = redirect("https://www.help.test/robots.txt")
    pages["www.help.test/robots.txt"] = reply(body="User-agent: *\nDisallow: /a")
    pages["long.test/robots.txt"] = reply(body="User-agent: *\nDisallow: /a\n" + "# more\n" * 200_000)
    pages["loop.test/robots.txt"] = redirect("/robots.txt")
    pages["loop.test/a"] = YES
    first, second, third = bench.look_at("https://help.test/a", "https://long.test/a", "https://loop.test/a")
    assert (first.failure, second.failure, third.status) == ("robots", "robots", 200)


def test_a_pause_between_requests(bench: Bench) -> None:
    bench.servers.pages |= {f"help.test/{name}": YES for name in "abc"}
    bench.look_at(*(f"https://help.test/{name}" for name in "abc"))
    assert [asked.at for asked in bench.servers.asked] == [0, 1, 2, 3]


@pytest.mark.parametrize(("told", "kept"), [("4", 4), ("0.5", 1), ("86400", 10), ("nan", 1), ("-3", 1), ("soon", 1)])
def test_crawl_delay(bench: Bench, told: str, kept: float) -> None:
    bench.servers.pages["help.test/robots.txt"] = reply(body=f"User-agent: *\nCrawl-delay: {told}\nDisallow: /no")
    bench.servers.pages |= {f"help.test/{name}": YES for name in "ab"}
    bench.look_at("https://help.test/a", "https://help.test/b")
    (first,), (second,) = times(bench, "/a"), times(bench, "/b")
    assert second - first == pytest.approx(kept)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds(bench: Bench, status: int) -> None:
    bench.servers.pages["help.test/a"] = in_turn(reply(status, retry_after="37"), YES)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == 200
    first, second = times(bench)
    assert second - first == pytest.approx(37)


def test_retry_after_as_a_date(bench: Bench) -> None:
    when = bench.clock.now().replace(microsecond=0) + timedelta(seconds=40)
    bench.servers.pages["help.test/a"] = in_turn(reply(503, retry_after=format_datetime(when, usegmt=True)), YES)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == 200
    first, second = times(bench)
    assert 37 <= second - first <= 41


@pytest.mark.parametrize("told", ["3600", "99999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_retry_after_that_is_too_long(bench: Bench, told: str) -> None:
    """The host is left alone for this run, other addresses on it too; other hosts are not."""
    bench.servers.pages["help.test/a"] = reply(429, retry_after=told)
    bench.servers.pages["other.test/"] = YES
    answers = bench.look_at("https://help.test/a", "https://help.test/b", "https://other.test/")
    assert [answer.failure for answer in answers] == ["busy", "busy", None]
    assert [asked.path for asked in bench.servers.asked if asked.host == "help.test"] == ["/robots.txt", "/a"]
    assert bench.clock.passed < 60


@pytest.mark.parametrize(
    "told", ["", "soon", "-5", "٣", "Fri, 99 Foo 2026 99:99:99 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"]
)
def test_retry_after_that_says_nothing(bench: Bench, told: str) -> None:
    bench.servers.pages["help.test/a"] = in_turn(reply(503, retry_after=told.encode().decode("latin-1")), YES)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == 200
    assert bench.clock.passed < 10


def test_back_off_grows(bench: Bench) -> None:
    """503, then fine; each pause about twice the last, never the same for everybody."""
    bench.settings = replace(bench.settings, attempts=5, delay=0)
    bench.servers.pages["help.test/a"] = in_turn(*[reply(500)] * 4, YES)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == 200
    at = times(bench)
    pauses = [later - earlier for earlier, later in pairwise(at)]
    for number, pause in enumerate(pauses):
        assert 2**number <= pause <= 3 * 2**number
    assert len({round(pause / 2**number, 6) for number, pause in enumerate(pauses)}) == 4


def test_a_server_that_stays_in_trouble(bench: Bench) -> None:
    bench.servers.pages["help.test/a"] = reply(502)
    (answer,) = bench.look_at("https://help.test/a")
    assert (answer.status, answer.passing, answer.page) == (502, True, None)
    assert len(times(bench)) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_clear_answer_is_not_asked_for_twice(bench: Bench, status: int) -> None:
    bench.servers.pages["help.test/a"] = reply(status)
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == status
    assert len(times(bench)) == 1


def slowly(handler: Handler) -> Handler:
    async def slow(asked: Asked, out: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        await handler(asked, out)

    return slow


def test_one_request_per_host_and_few_at_once(bench: Bench, make: Make) -> None:
    links = []
    for host in range(12):
        for page in range(3):
            links.append(f"  l{host}-{page}: {{url: 'http://h{host}.test/{page}'}}")
            bench.servers.pages[f"h{host}.test/{page}"] = slowly(YES)
    content = make({"many": "name: Yes\nkind: tool\ncountry: BE\nlinks:\n" + "\n".join(links)})
    bench.settings = replace(bench.settings, at_once=4)
    report = bench.check_all(content)
    assert report.looked_at == 36
    assert bench.servers.busiest == 4
    assert bench.servers.busiest_host == 1
