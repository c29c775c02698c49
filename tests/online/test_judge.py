"""What each answer means, without any network: severity, words, and what to write instead."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from meldwijzer.findings import Finding, Place
from meldwijzer.online.answer import Answer, Certificate, Hop, Page
from meldwijzer.online.expect import Use
from meldwijzer.online.judge import RULES, judge

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://www.childfocus.be/nl/melden"
NAMES = ("Child Focus",)
FILLER = "Wij luisteren naar iedereen die wil praten. " * 10
OURS = Page("Child Focus", FILLER)
JARGON = ("HTTP", "DNS", "TLS", "SSL", "URL", "Traceback", "None", "timeout", "redirect", "host")


def use(url: str = URL, kind: Any = "link", names: tuple[str, ...] = NAMES, retired: str = "", line: int = 4) -> Use:
    return Use(
        url, Place("content/organisations/child-focus.yml", line, 10), kind, "link:child-focus.report", names, retired
    )


def answer(url: str = URL, **fields: Any) -> Answer:
    final = fields.pop("final_url", fields["hops"][-1].to if fields.get("hops") else url)
    if fields.get("page") is not None:
        fields.setdefault("status", 200)
    return Answer(url, NOW, final, **fields)


def told(one: Use, found: Answer) -> list[Finding]:
    others: Mapping[str, Answer] = {one.url: found, "a": answer("a", page=OURS), "b": answer("b", page=OURS)}
    findings = judge([one], others, NOW, 21)
    for finding in findings:
        assert finding.place == one.place
        assert finding.rule in RULES
        assert finding.message.endswith("."), finding.message
        assert finding.fix.endswith("."), finding.fix
        plain = re.sub(r'"[^"]*"', "", f"{finding.message} {finding.fix}")
        assert not [word for word in JARGON if word in plain], plain
        assert not re.search(r"[\x00-\x1f\x7f]", str(finding))
    return findings


def brief(one: Use, found: Answer) -> str:
    return "; ".join(f"{finding.severity} {finding.rule}" for finding in told(one, found))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"page": OURS}, ""),
        ({"status": 404}, "error online-gone"), ({"status": 410}, "error online-gone"),
        ({"failure": "no-name"}, "error online-gone"), ({"failure": "refused"}, "error online-gone"),
        ({"status": 500}, "warning online-unavailable"), ({"status": 503}, "warning online-unavailable"),
        ({"status": 400}, "warning online-unavailable"), ({"status": 302}, "warning online-unavailable"),
        ({"status": 429}, "warning online-unavailable"),
        ({"failure": "timeout"}, "warning online-unavailable"), ({"failure": "broken"}, "warning online-unavailable"),
        ({"failure": "busy"}, "warning online-unavailable"), ({"failure": "insecure"}, "warning online-unavailable"),
        ({"failure": "name-trouble"}, "warning online-unavailable"),
        ({"failure": "robots-unknown"}, "warning online-unavailable"),
        ({"failure": "robots"}, "notice online-by-hand"), ({"status": 403}, "notice online-by-hand"),
        ({"status": 401}, "notice online-by-hand"),
        ({"failure": "certificate", "detail": "it has expired"}, "error online-certificate"),
        ({"failure": "loop", "hops": (Hop(302, URL),)}, "error online-gone"),
        ({"failure": "loop", "hops": (Hop(302, URL, sets_cookie=True),)}, "warning online-gone"),
        ({"failure": "too-many", "hops": (Hop(302, URL),)}, "error online-gone"),
        ({"failure": "bad-redirect", "hops": (Hop(302, "ftp://x/"),), "detail": "it is odd"}, "error online-gone"),
        ({"failure": "unsafe", "hops": (Hop(302, "http://10.0.0.1/"),), "detail": "10.0.0.1 is not public"},
         "error online-unsafe"),
    ],
)  # fmt: skip
def test_answers(fields: dict[str, Any], expected: str) -> None:
    assert brief(use(), answer(**fields)) == expected


def test_what_readers_never_meet_weighs_less() -> None:
    gone = answer(status=404)
    assert brief(use(kind="statement"), gone) == "error online-gone"
    assert brief(use(kind="review"), gone) == "warning online-gone"
    (finding,) = told(use(kind="review"), gone)
    assert finding.fix == 'Find another source and confirm "link:child-focus.report" again.'


NEW = "https://www.childfocus.be/nl/signaleren"
LANGUAGE = "https://www.childfocus.be/nl-be/melden"
AWAY = "https://www.offlimits.nl/melden"


@pytest.mark.parametrize(
    ("hops", "page", "expected"),
    [
        ([(301, NEW)], OURS, "warning online-moved"), ([(308, NEW)], OURS, "warning online-moved"),
        ([(302, NEW)], OURS, "notice online-moved"), ([(303, NEW)], OURS, "notice online-moved"),
        ([(307, NEW)], OURS, "notice online-moved"), ([(301, NEW), (302, LANGUAGE)], OURS, "warning online-moved"),
        ([(302, LANGUAGE), (301, NEW)], OURS, "notice online-moved"),
        ([(301, LANGUAGE)], OURS, "notice online-moved"),
        ([(301, "https://consent.childfocus.be/?to=melden")], OURS, "notice online-moved"),
        ([(301, "https://childfocus.be/")], OURS, "warning online-different"),
        ([(302, "https://childfocus.be/nl/")], OURS, "warning online-different"),
        ([(301, AWAY)], OURS, "warning online-moved"), ([(302, AWAY)], OURS, "warning online-different"),
        ([(301, AWAY)], Page("Offlimits", FILLER), "error online-different"),
        ([(302, AWAY)], Page("Offlimits", FILLER), "error online-different"),
        ([], Page("Cheap shoes", FILLER), "warning online-different"),
        ([], Page("", "This domain is for sale."), "error online-different"),
        ([(302, "https://www.hugedomains.com/x")], Page("", "childfocus"), "error online-different"),
        ([], Page("", "Loading"), ""), ([], Page("", "", readable=False), ""),
    ],
)  # fmt: skip
def test_pages(hops: list[tuple[int, str]], page: Page, expected: str) -> None:
    assert brief(use(), answer(hops=tuple(Hop(*hop) for hop in hops), page=page)) == expected


def test_the_new_address_is_where_the_permanent_steps_end() -> None:
    hops = (Hop(301, f"{NEW}#part"), Hop(308, f"{NEW}/2#x"), Hop(302, f"{NEW}/3"))
    (finding,) = told(use(), answer(hops=hops, page=OURS))
    assert finding.fix == f'Write "{NEW}/2" instead.'
    (secure,) = told(
        use("http://www.childfocus.be/nl/melden"),
        answer("http://www.childfocus.be/nl/melden", hops=(Hop(301, URL),), page=OURS),
    )
    assert (secure.severity, secure.fix) == ("warning", f'Write "{URL}" instead.')


def test_a_link_without_names_may_show_anything() -> None:
    assert brief(use(names=()), answer(page=Page("Cheap shoes", FILLER))) == ""
    assert brief(use(names=()), answer(hops=(Hop(301, AWAY),), page=Page("x", FILLER))) == "warning online-moved"


def test_a_retired_link() -> None:
    """Nobody is sent there; only its return is told."""
    assert brief(use(retired="gone"), answer(status=404)) == ""
    assert brief(use(retired="gone"), answer(page=Page("", "This domain is for sale"))) == ""
    assert brief(use(retired="gone"), answer(page=OURS)) == "notice online-different"


def test_certificates_are_told_once_per_name() -> None:
    soon, later = NOW + timedelta(days=20, hours=23), NOW + timedelta(days=21, hours=1)
    certificates = (Certificate("other.test", soon), Certificate("www.childfocus.be", soon))
    other = f"{URL}/2"
    answers = {
        URL: answer(page=OURS, certificates=certificates),
        other: answer(other, page=OURS, certificates=certificates[1:]),
    }
    found = judge([use(line=4), use(other, line=9)], answers, NOW, 21)
    assert [(finding.place.line, finding.rule, str(finding.severity)) for finding in found] == [
        (4, "online-certificate", "warning")
    ] * 2
    assert "2026-12-11" in found[0].message
    assert brief(use(), answer(page=OURS, certificates=(Certificate("www.childfocus.be", later),))) == ""


def test_a_computer_without_a_connection() -> None:
    """One finding, not one for every address: otherwise somebody would retire them all."""
    urls = [f"https://h{number}.test/" for number in range(9)]
    failures: list[Any] = ["no-name", "name-trouble", "refused", "timeout", "broken"]
    answers = {url: answer(url, failure=failures[number % 5]) for number, url in enumerate(urls)}
    found = judge([use(url) for url in urls], answers, NOW, 21)
    assert [finding.rule for finding in found] == ["online-unavailable"]
    answers[urls[0]] = answer(urls[0], status=404)
    assert len(judge([use(url) for url in urls], answers, NOW, 21)) == 9


def test_addresses_without_an_answer_yet() -> None:
    assert judge([use()], {}, NOW, 21) == []


def test_long_addresses_are_cut() -> None:
    url = "https://help.test/" + "a" * 30_000
    (finding,) = told(use(url), answer(url, failure="loop", hops=(Hop(302, url),)))
    assert len(str(finding)) < 1000
