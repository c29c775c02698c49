"""Values that look right and cannot be: each is told at its place, and nothing is built of it."""

import pytest

from meldwijzer import rules
from meldwijzer.content import load
from meldwijzer.publish import publish

from .conftest import Tree


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("organisations/awel.yml", "    languages: [nl]", "    languages: [ft]", '"ft" is not a language.'),
        ("law.yml", "valid_from: 2011-12-17", "valid_from: 2011-02-30", 'There is no date "2011-02-30".'),
        ("fr/pages.yml", "slug: questions", "slug: search", "/fr/search/ is where the index of the search lies."),
        ("site.yml", "default_language: nl", "default_language: de", '"de" is not one of the languages below.'),
        ("site.yml", "https://meldwijzer.example/", "https://meldwijzer.example", "is not the address of a site"),
    ],
)
def test_an_odd_value_is_told(tree: Tree, path: str, old: str, new: str, message: str) -> None:
    """A language, date, slug or address that cannot be is one finding, in its own file."""
    tree.replace(f"content/{path}", old, new)
    content, findings = load(tree.root)
    if content is not None:
        findings = [*findings, *rules.check(content, publishing=True)]
    told = [str(finding) for finding in findings if finding.rule not in ("published", "changed")]
    assert any(line.startswith(f"content/{path}:") and message in line for line in told), told


def test_a_clock_that_is_no_number_is_told(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH with anything but seconds stops publishing with a plain sentence."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    (finding,) = publish(tree.root)
    assert "not a number of seconds" in finding.message
