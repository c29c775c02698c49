"""No way leads into a private network: not from the start, not by a redirect, not by a name's address."""

import socket
from collections.abc import Sequence

import pytest

from meldwijzer.online.policy import Policy
from meldwijzer.online.settings import Settings
from meldwijzer.online.transport import Transport, system_lookup

from .conftest import Bench
from .servers import redirect, reply

INSIDE = ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.1/",
          "http://0x7f.1/", "http://2130706433/", "http://[::ffff:7f00:1]/", "https://somebody:secret@help.test/",
          "http://help.test:22/"]  # fmt: skip


@pytest.mark.parametrize("target", INSIDE)
def test_a_redirect_into_a_private_network(bench: Bench, target: str) -> None:
    bench.servers.pages["help.test/a"] = redirect(target)
    (answer,) = bench.look_at("https://help.test/a")
    assert (answer.failure, answer.status, answer.page) == ("unsafe", None, None)
    assert [asked.url for asked in bench.servers.asked] == ["https://help.test/robots.txt", "https://help.test/a"]
    assert bench.servers.looked_up == ["help.test", "help.test"]


@pytest.mark.parametrize("target", INSIDE)
def test_a_redirect_of_robots_txt(bench: Bench, target: str) -> None:
    """It is not followed; the page itself is looked at as if there were no such file."""
    bench.servers.pages["help.test/robots.txt"] = redirect(target)
    bench.servers.pages["help.test/a"] = reply(body="<p>Yes</p>")
    (answer,) = bench.look_at("https://help.test/a")
    assert answer.status == 200
    assert {asked.host for asked in bench.servers.asked} == {"help.test"}
    assert len(bench.servers.asked) == 2


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:10.0.0.1"],
     ["64:ff9b::7f00:1"], ["100.64.0.1"],
     ["93.184.215.14", "127.0.0.1"], ["2606:4700::1111", "fd00::1"]],
)  # fmt: skip
def test_a_name_that_means_a_private_address(bench: Bench, addresses: Sequence[str]) -> None:
    """One private address among public ones is enough: the connection might be made to it."""
    bench.servers.names["trap.test"] = addresses
    bench.servers.pages["help.test/a"] = redirect("http://trap.test/")
    direct, by_redirect = bench.look_at("http://trap.test/", "https://help.test/a")
    assert direct.failure == by_redirect.failure == "unsafe"
    assert "trap.test is " in direct.detail
    assert not [asked for asked in bench.servers.asked if asked.host == "trap.test"]


def test_the_name_is_looked_up_once_per_connection(bench: Bench) -> None:
    """A name that means something else the second time is checked that time too, and used as checked."""
    answers = [[("127.0.0.1", 0)], [("127.0.0.1", 0)], [("10.0.0.1", 80)]]

    async def lookup(host: str, port: int) -> Sequence[tuple[str, int]]:
        return [(address, number or bench.servers.ports[80]) for address, number in answers.pop(0)]

    bench.servers.lookup = lookup  # type: ignore[method-assign]
    bench.servers.pages["help.test/a"] = reply(body="<p>Yes</p>")
    first, second = bench.look_at("http://help.test/a", "http://help.test/b")
    assert (first.status, second.failure) == (200, "unsafe")
    assert answers == []
    assert len(bench.servers.asked) == 2


async def _get(url: str, lookup: object) -> None:
    from yarl import URL

    settings = Settings(total_timeout=1)
    async with Transport(settings, Policy(), lookup) as transport:  # type: ignore[arg-type]
        await transport.get(URL(url))


def test_the_socket_itself_refuses(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything before it failed, no connection is made: literal addresses never meet the resolver."""
    from meldwijzer.online.answer import Trouble

    async def scenario() -> None:
        port = bench.servers.ports[80]
        for url in (f"http://127.0.0.1:{port}/", "http://127.0.0.1/", "http://[::1]/"):
            with pytest.raises(Trouble) as trouble:
                await _get(url, system_lookup)
            assert trouble.value.failure == "unsafe", url

    bench.run(scenario)
    assert bench.servers.asked == []


def test_the_strict_policy_is_the_usual_one(bench: Bench) -> None:
    """Without a word about it, a run reaches no server of this computer."""
    from meldwijzer import online
    from meldwijzer.online.answer import Trouble

    assert online.World().policy == Policy() == Policy(frozenset())

    async def scenario() -> None:
        for url in ("http://help.test/", "https://help.test/", "http://localhost/"):
            with pytest.raises(Trouble) as trouble:
                await _get(url, bench.servers.lookup if "test" in url else system_lookup)
            assert trouble.value.failure == "unsafe"

    bench.run(scenario)
    assert bench.servers.asked == []


def test_proxies_of_the_environment_are_not_used(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.test:80/")
    bench.servers.pages["help.test/a"] = reply(body="<p>Yes</p>")
    plain, secure = bench.look_at("http://help.test/a", "https://help.test/a")
    assert plain.status == secure.status == 200
    assert "proxy.test" not in bench.servers.looked_up


def test_a_build_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only ``check --online`` looks online: reading, checking and composing the content never does."""
    from meldwijzer import build

    from .conftest import ROOT

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    assert build.prepare(ROOT, publishing=True).findings is not None
    with pytest.raises(AssertionError, match="a socket was opened"):
        socket.socket()


def test_a_build_does_not_even_load_this_room() -> None:
    import subprocess
    import sys

    from .conftest import ROOT

    code = (
        "import sys, pathlib; from meldwijzer import build, cli; build.prepare(pathlib.Path('.'), publishing=True); "
        "print([name for name in ('aiohttp', 'meldwijzer.online') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
