"""Whole runs: every address of the content at its place, in the same order, broken off and gone on with."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from meldwijzer import online
from meldwijzer.content import Content
from meldwijzer.online.expect import sought, uses
from meldwijzer.online.settings import settings_for

from .conftest import ROOT, Bench, FakeClock, Make
from .servers import AUTHORITY, Servers, certificate, redirect, reply

HELP = """\
name: Help
kind: helpline
country: BE
phones:
  office: {number: "+32 2 475 44 11", country: BE, kind: geographic}
  helpline: {number: "116000", country: BE, kind: short}
  old:
    number: 0800 95 5 95
    country: BE
    kind: free
    retired: {reason: gone, replaced_by: phone:help.office}
emails:
  info: {address: info@help.test}
links:
  home:
    url: {nl: https://help.test/nl, fr: https://help.test/fr}
    what: home
  form: {url: https://help.test/form}
  gone: {url: https://help.test/gone}
  old:
    url: https://old.test/
    retired: {reason: gone, replaced_by: link:help.form}
  renamed:
    url: https://renamed.test/
    retired: {reason: renamed, replaced_by: link:help.form}
"""
REVIEWED = "value: x, confidence: H, role: editor, by: x, checked: 2026-11"
REVIEWS = f"""\
reviews:
  - {{of: phone:help.office, source: "https://history.test/", {REVIEWED}}}
  - {{of: phone:help.helpline, source: in a leaflet, {REVIEWED}}}
  - {{of: phone:help.office, source: "https://paper.test/a", {REVIEWED}}}
"""
STATEMENTS = """\
said:
      group: any
      sources:
        - {name: P, confidence: H, url: "https://paper.test/a"}
        - {name: Q, confidence: H, url: "http://10.1.2.3/"}
"""
FILLER = "Wij luisteren naar iedereen die wil praten met Help. " * 8


@pytest.fixture
def small(make: Make) -> Content:
    return make({"help": HELP}, REVIEWS, STATEMENTS.strip())


def prepared(bench: Bench) -> None:
    pages = bench.servers.pages
    pages["help.test/nl"] = reply(body=f"<p>{FILLER}</p><p>Bel 116 000</p><p>inf0@help.test</p>")
    pages["help.test/fr"] = reply(body=f"<p>{FILLER}</p>")
    pages["help.test/form"] = redirect("https://help.test/report")
    pages["help.test/report"] = reply(body=f"<p>{FILLER}</p>")
    pages["paper.test/a"] = reply(body=f"<p>{FILLER}</p><p>02 475 44 12</p>")


def test_what_is_looked_at(small: Content) -> None:
    """Every address in use, once per place; the older of two reviews and what was renamed are history."""
    assert [(str(use.place), use.kind, use.url) for use in uses(small)] == [
        ("content/organisations/help.yml:16:15", "link", "https://help.test/nl"),
        ("content/organisations/help.yml:16:41", "link", "https://help.test/fr"),
        ("content/organisations/help.yml:18:15", "link", "https://help.test/form"),
        ("content/organisations/help.yml:19:15", "link", "https://help.test/gone"),
        ("content/organisations/help.yml:21:10", "link", "https://old.test/"),
        ("content/reporting.yml:8:41", "statement", "https://paper.test/a"),
        ("content/reporting.yml:9:41", "statement", "http://10.1.2.3/"),
        ("content/reviews.yml:4:37", "review", "https://paper.test/a"),
    ]
    assert [(one.contact.reference, str(one.place), one.pages) for one in sought(small)] == [
        ("phone:help.office", "content/organisations/help.yml:5:20", ("https://paper.test/a",)),
        (
            "phone:help.helpline",
            "content/organisations/help.yml:6:22",
            ("https://help.test/nl", "https://help.test/fr"),
        ),
        ("email:help.info", "content/organisations/help.yml:13:19", ("https://help.test/nl", "https://help.test/fr")),
    ]


def test_a_whole_run(bench: Bench, small: Content) -> None:
    """Each finding at its address; the same again the second time."""
    prepared(bench)
    bench.servers.certificates["paper.test"] = certificate("paper.test", ends=5)
    report = bench.check_all(small)
    assert (report.complete, report.total, report.looked_at, report.earlier) == (True, 7, 7, 0)
    told = [f"{finding.place}: {finding.severity} {finding.rule}" for finding in report.findings]
    assert told == [
        "content/organisations/help.yml:5:20: error online-number",
        "content/organisations/help.yml:13:19: error online-number",
        "content/organisations/help.yml:18:15: warning online-moved",
        "content/organisations/help.yml:19:15: error online-gone",
        "content/reporting.yml:8:41: warning online-certificate",
        "content/reporting.yml:9:41: error online-unsafe",
    ]
    assert '"+32 2 475 44 11"' in report.findings[0].message
    assert '"02 475 44 12"' in report.findings[0].message
    again = bench.check_all(small)
    assert again.findings == report.findings
    assert again.earlier == 0, "a run that was finished is not gone on with"
    assert not [asked for asked in bench.servers.asked if asked.host in ("renamed.test", "history.test", "10.1.2.3")]


def test_another_way_to_find_numbers(bench: Bench, small: Content) -> None:
    prepared(bench)
    report = bench.check_all(small, stands_on=lambda text, contact: online.Sighting("yes"))
    assert "online-number" not in {finding.rule for finding in report.findings}


def test_progress_is_told_in_lines_where_there_is_no_terminal(bench: Bench, small: Content) -> None:
    prepared(bench)
    bench.check_all(small)
    assert bench.stream.getvalue() == "7 of 7 looked at.\n"


def test_a_bar_on_a_terminal(bench: Bench, small: Content) -> None:
    prepared(bench)
    bench.stream.isatty = lambda: True  # type: ignore[method-assign]
    bench.check_all(small)
    assert "/7 [" in bench.stream.getvalue()


async def broken_off(bench: Bench, small: Content, after: int) -> online.Report:
    """Stop a run when so many addresses have been looked at."""
    looking = online.Looking(small, bench.folder, bench.settings, stream=bench.stream, world=bench.world())
    task = asyncio.create_task(looking.go())
    while looking.report().looked_at < after and not task.done():
        await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return looking.report()


def slow_form(bench: Bench) -> None:
    async def never(*_: object) -> None:
        await asyncio.sleep(60)

    bench.settings = replace(bench.settings, read_timeout=9, total_timeout=9)
    bench.servers.pages["help.test/form"] = never


def test_broken_off_and_gone_on_with(bench: Bench, small: Content) -> None:
    prepared(bench)
    slow_form(bench)

    async def scenario() -> tuple[online.Report, online.Report]:
        first = await broken_off(bench, small, after=5)
        bench.servers.asked.clear()
        prepared(bench)
        return first, await bench.check(small)

    first, second = bench.run(scenario)
    assert not first.complete
    assert 0 < first.looked_at < first.total
    assert {finding.rule for finding in first.findings} >= {"online-unsafe"}
    assert (second.complete, second.earlier) == (True, first.looked_at)
    assert f"{first.looked_at} of 7 looked at earlier today." in bench.stream.getvalue()
    assert len([asked for asked in bench.servers.asked if asked.path != "/robots.txt"]) <= 7 - first.looked_at + 1
    whole = bench.check_all(small)
    assert whole.findings == second.findings


@pytest.mark.parametrize(("hours", "fresh"), [(25, False), (1, True), (-1, False)])
def test_when_a_run_begins_anew(bench: Bench, small: Content, hours: int, fresh: bool) -> None:
    """After a day, on demand, or when the clock was set back."""
    prepared(bench)
    slow_form(bench)

    async def scenario() -> online.Report:
        await broken_off(bench, small, after=5)
        bench.clock.passed += hours * 3600
        prepared(bench)
        return await bench.check(small, fresh=fresh)

    assert bench.run(scenario).earlier == 0


def test_todays_trouble_is_looked_at_again(bench: Bench, small: Content) -> None:
    prepared(bench)
    bench.servers.pages["paper.test/a"] = reply(500)
    slow_form(bench)

    async def scenario() -> online.Report:
        first = await broken_off(bench, small, after=5)
        assert "online-unavailable" in {finding.rule for finding in first.findings}
        prepared(bench)
        return await bench.check(small)

    assert "online-unavailable" not in {finding.rule for finding in bench.run(scenario).findings}


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "\0", '{"started": "never", "finished": false}'])
def test_a_damaged_state_is_as_none(bench: Bench, small: Content, damage: str) -> None:
    prepared(bench)
    first = bench.check_all(small)
    for file in (bench.folder / ".online").rglob("*.json"):
        file.write_text(damage)
    again = bench.check_all(small)
    assert again.findings == first.findings
    assert not [file for file in (bench.folder / ".online").rglob("*") if file.name.startswith(".new-")]


def test_a_folder_that_cannot_be_written(bench: Bench, small: Content) -> None:
    (bench.folder / ".online").write_text("a file in its place")
    report = bench.check_all(small)
    assert [finding.rule for finding in report.findings] == ["file"]
    assert not report.complete
    assert bench.servers.asked == []


def test_the_settings_name_the_site(shipped: Content) -> None:
    assert settings_for(shipped).user_agent == "Meldwijzer-check/0.1 (Meldwijzer; +https://meldwijzer.example/)"
    odd = replace(shipped, site=shipped.site.model_copy(update={"name": "Hulp\r\nX: é (NL)"}))
    assert settings_for(odd).user_agent == "Meldwijzer-check/0.1 (Hulp-X-NL; +https://meldwijzer.example/)"


CHILD = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent may have it ignored
import json, sys
from dataclasses import replace
from pathlib import Path
from meldwijzer import online
from meldwijzer.content import load
import ssl

root, folder, authority, ports = sys.argv[1:]
ports = {int(key): value for key, value in json.loads(ports).items()}

async def lookup(host, port):
    return [("127.0.0.1", ports[port])]

content, _ = load(Path(root))
some = dict(list(content.organisations.items())[:12])
content = replace(content, organisations=some, reviews=content.reviews.model_copy(update={"reviews": []}))
world = online.World(
    policy=online.Policy(frozenset(("127.0.0.1", port) for port in ports.values())),
    lookup=lookup,
    trust=lambda: ssl.create_default_context(cafile=authority),
)
settings = online.Settings(delay=0.0)
report = online.run(online.Looking(content, Path(folder), settings, world=world))
print(json.dumps([report.total, report.looked_at, report.earlier, len(report.findings)]))
sys.exit(0 if report.complete else online.INTERRUPTED)
"""


def test_ctrl_c(tmp_path: Path) -> None:
    """The content that ships, in a process of its own that is interrupted and started again."""
    authority = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(authority)
    servers = Servers(FakeClock().ticks)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = reply(body="<p>This is a page of somebody.</p>")

    async def start(interrupt_after: int) -> tuple[int, list[int], str]:
        servers.asked.clear()
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, str(ROOT), str(tmp_path), str(authority), json.dumps(servers.ports),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=environment,
        )  # fmt: skip
        told = asyncio.create_task(child.communicate())
        while interrupt_after and len(pages()) < interrupt_after and not told.done():
            await asyncio.sleep(0.01)
        if interrupt_after:
            child.send_signal(signal.SIGINT)
        out, errors = await told
        assert child.returncode is not None
        return child.returncode, json.loads(out), errors.decode()

    def pages() -> list[str]:
        return [asked.url for asked in servers.asked if asked.path != "/robots.txt"]

    async def scenario() -> None:
        async with servers:

            async def slow(*given: object) -> None:
                # After the twelfth nobody is quick any more: on a busy machine all would be done before the signal.
                await asyncio.sleep(0.02 if len(pages()) <= 12 else 1)
                await words(*given)  # type: ignore[arg-type]

            servers.otherwise = slow
            status, (total, looked_at, earlier, findings), errors = await start(interrupt_after=12)
            assert (status, earlier) == (130, 0), errors
            assert 5 <= looked_at < total
            assert findings > 0
            assert "Traceback" not in errors
            servers.otherwise = words
            status, (again, all_of_them, earlier, _), errors = await start(interrupt_after=0)
            assert (status, again, all_of_them, earlier) == (0, total, total, looked_at), errors
            assert f"{looked_at} of {total} looked at earlier today." in errors
            assert len(pages()) == total - looked_at

    asyncio.run(scenario())
