"""Endpoints for reports: which addresses may be one, and where the environment wins over content/site.yml."""

import pytest

from meldwijzer import rules
from meldwijzer.report_form import endpoints

from .conftest import Tree

SITE = "content/site.yml"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://melden.example/report",
        "https://melden.example:8443/webhook/3f2a",
        "https://melden.example",
        "http://127.0.0.1:8001/report",
        "http://localhost:8001/",
        "http://[::1]:8001/report",
        "https://127.0.0.1:8443/report",
    ],
)
def test_right(endpoint: str) -> None:
    assert endpoints.problem(endpoint) == ""


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://melden.example/report",
        "ftp://melden.example/report",
        "ftp://127.0.0.1/report",
        "//melden.example/report",
        "melden.example/report",
        "https://",
        "https://me@melden.example/",
        "https://me:secret@127.0.0.1/",
        "https://melden.example/?token=1",
        "https://melden.example/?",
        "https://melden.example/#part",
        "https://melden.example:port/",
        "https://melden.example/a;script-src *",
        "https://melden.example/a, https://b.example",
        'https://melden.example/"><script>',
        "https://mеlden.example/",
        "https://xn--mlden-2of.example/",
        "javascript:alert(1)",
    ],
)
def test_wrong(endpoint: str) -> None:
    assert endpoints.problem(endpoint) != ""


@pytest.mark.parametrize(
    ("endpoint", "loopback"),
    [
        ("http://127.0.0.1/", True),
        ("http://127.9.9.9:1/", True),
        ("http://[::1]/", True),
        ("http://localhost/", True),
        ("http://form.localhost/", True),
        ("https://melden.example/", False),
        ("https://localhost.example/", False),
        ("http://10.0.0.1/", False),
        ("http://[::1/", False),
    ],
)
def test_loopback(endpoint: str, loopback: bool) -> None:
    assert endpoints.is_loopback(endpoint) is loopback


def test_environment_wins(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is empty: then there is no endpoint."""
    tree.replace(SITE, "report_form:\n  BE:\n", "report_form:\n  BE: https://melden.example/be\n")
    assert tree.load().site.report_form["BE"] == "https://melden.example/be"
    monkeypatch.setenv("REPORT_ENDPOINT_BE", " ")
    monkeypatch.setenv("REPORT_ENDPOINT_NL", "https://melden.example/nl ")
    content = tree.load()
    assert content.site.report_form == {"BE": None, "NL": "https://melden.example/nl"}
    assert content.from_environment == {"BE", "NL"}


def test_an_example_sends_nothing_but_in_preview(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview's own receiver is no mistake there, and is one when publishing: the finding names the variable."""
    monkeypatch.setenv("REPORT_ENDPOINT_BE", "http://127.0.0.1:8001/report")
    content = tree.load()
    codes = [one.rule for one in rules.check(content, publishing=False) if one.rule.startswith("endpoint")]
    assert codes == []
    found = [one for one in rules.check(content, publishing=True) if one.rule.startswith("endpoint")]
    assert [one.rule for one in found] == ["endpoint-published"]
    assert "REPORT_ENDPOINT_BE in the environment" in found[0].message


def test_wrong_in_preview_too(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ENDPOINT_NL", "http://melden.example/report")
    found = [one for one in rules.check(tree.load(), publishing=False) if one.rule == "endpoint"]
    assert len(found) == 1
