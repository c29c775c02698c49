"""The table of rules: each fires on its example, not on what is right instead, and its page is what it says."""

import json
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from meldwijzer import cli, reports, rules
from meldwijzer.commands.rules import PAGE, page
from meldwijzer.content import load
from meldwijzer.findings import Edit, Finding, Place, Severity
from meldwijzer.rulebook import Entry, entries

from .conftest import ROOT, TODAY, Tree, shown
from .shown import put

ENTRIES = [entry for entry in entries() if entry.where and not entry.where.startswith("site/")]


def found(tree: Tree, *codes: str) -> list[Finding]:
    """Return what is found in a project: by reading it, and by the rules with these codes."""
    content, findings = load(tree.root, TODAY)
    if content is None:
        return findings
    each = [(rule, rule.check(content)) for rule in rules.RULES if rule.code in codes]
    return [*findings, *rules.settled(content, each, publishing=True)]


@pytest.fixture
def templates(tree: Tree) -> Tree:
    """A project with the content and with templates that may be changed."""
    import shutil

    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tree.root / folder)
    return tree


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_rule_fires_on_its_example(entry: Entry, templates: Tree) -> None:
    """What the table shows as wrong is found, under the rule's name and severity, in the file that it names."""
    put(templates.root, entry.where, entry.fails)
    findings = [finding for finding in found(templates, entry.code) if finding.rule == entry.code]
    assert findings, f"{entry.code} is silent"
    assert {finding.severity for finding in findings} == {entry.severity}, shown(findings)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_rule_is_silent_on_what_is_right(entry: Entry, templates: Tree) -> None:
    """What the table shows as right is not found."""
    if entry.passes:
        put(templates.root, entry.where, entry.passes)
    findings = [finding for finding in found(templates, entry.code) if finding.rule == entry.code]
    assert not findings, shown(findings)


def test_codes_are_unique_and_every_rule_says_why() -> None:
    """A finding's code leads to one rule, in one line of words."""
    codes = [entry.code for entry in entries()]
    assert len(codes) == len(set(codes))
    for entry in entries():
        assert entry.why
        # What is found online has no example here: tests/online has servers that misbehave.
        assert entry.where or entry.code.startswith("online-")
        assert bool(entry.fails) == bool(entry.where)
        assert "\n" not in entry.why
        assert not entry.why.endswith(".")


def test_the_page_of_rules_is_up_to_date() -> None:
    """docs/editors/rules.md is made from the table."""
    assert (ROOT / PAGE).read_text("utf-8") == page(), "run: meldwijzer rules --write"


def test_rules_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`meldwijzer rules` names every rule with its example."""
    assert cli.main(["rules"]) == 0
    said = capsys.readouterr().out
    for entry in entries():
        assert f"{entry.code} ({entry.severity}): {entry.why}" in said
        assert entry.fails.split("\n")[0] in said


FINDINGS = [
    Finding("contact", Severity.ERROR, Place("content/b.yml", 3, 7), "Wrong, 100%: here.", "Write:\nthis.", None),
    Finding("literal-number", Severity.WARNING, Place("content/a.yml", 2, 5), "A number.", "", Edit("02", "<x>")),
    Finding("contact", Severity.NOTICE, Place("content/b.yml", 1, 1), "For you to know."),
]
WHY = {"contact": "because", "literal-number": "because too"}


def test_text_is_grouped_by_file() -> None:
    """Findings of a file stand together; at the end, how many there are."""
    assert reports.text(FINDINGS, WHY).split("\n\n") == [
        "content/a.yml:2:5: warning: A number. [literal-number]",
        "content/b.yml:1:1: notice: For you to know. [contact]\n"
        "content/b.yml:3:7: error: Wrong, 100%: here. Write:\nthis. [contact]",
        "1 error, 1 warning, 1 notice.",
    ]
    assert reports.text([], WHY) == "No errors."
    assert reports.summary(FINDINGS[1:2]) == "No errors, 1 warning."


def test_json_has_every_field() -> None:
    """Programs get rule, severity, place, message and what to write."""
    first, *_ = json.loads(reports.as_json(FINDINGS, WHY))
    assert first == {
        "rule": "literal-number", "severity": "warning", "path": "content/a.yml", "line": 2, "column": 5,
        "message": "A number.", "fix": "",
    }  # fmt: skip
    assert len(json.loads(reports.as_json(FINDINGS, WHY))) == len(FINDINGS)


def test_sarif_is_valid_and_points_at_the_place() -> None:
    """A SARIF log passes the models of the standard and says the same."""
    log = Sarif.model_validate_json(reports.sarif(FINDINGS, WHY))
    (run,) = log.runs
    assert run.results is not None
    first = run.results[0]
    assert first.locations is not None
    place = first.locations[0].physical_location
    assert place is not None
    assert place.region is not None
    assert place.artifact_location is not None
    assert (place.artifact_location.uri, place.region.start_line, place.region.start_column) == ("content/a.yml", 2, 5)
    raw = json.loads(reports.sarif(FINDINGS, WHY))["runs"][0]
    codes = [rule["id"] for rule in raw["tool"]["driver"]["rules"]]
    assert [codes[result["ruleIndex"]] for result in raw["results"]] == [result["ruleId"] for result in raw["results"]]
    assert [result["level"] for result in raw["results"]] == ["warning", "note", "error"]
    (fix,) = raw["results"][0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 7}
    assert replacement["insertedContent"] == {"text": "<x>"}


def test_github_annotations_are_escaped() -> None:
    """A message with signs that GitHub reads is shown as it is."""
    assert reports.github(FINDINGS, WHY).split("\n") == [
        "::warning file=content/a.yml,line=2,col=5,title=literal-number::A number.",
        "::notice file=content/b.yml,line=1,col=1,title=contact::For you to know.",
        "::error file=content/b.yml,line=3,col=7,title=contact::Wrong, 100%25: here. Write:%0Athis.",
    ]


@pytest.mark.parametrize("wanted", list(reports.FORMATS))
def test_check_speaks_every_format(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The content that ships gives no error in any of them."""
    assert cli.main(["--root", str(ROOT), "check", "--format", wanted]) == 0
    said = capsys.readouterr().out
    assert "error:" not in said
    assert "::error" not in said


class TestExemptions:
    """content/exemptions.yml excuses what it names, no more, and nothing once it is needless."""

    WRONG = ("content/nl/faq.yml:questions.upset.answer", "Bel **nu.")

    def exempt(self, tree: Tree, rule: str, place: str) -> list[Finding]:
        entry = f"exemptions:\n  - rule: {rule}\n    place: {place}\n    reason: because this test wants it\n"
        tree.write("content/exemptions.yml", entry)
        return [f for f in found(tree, "leftover") if f.rule in ("leftover", "exemption")]

    def test_it_excuses_a_value(self, tree: Tree) -> None:
        put(tree.root, *self.WRONG)
        assert self.exempt(tree, "leftover", "content/nl/faq.yml:questions.upset.answer") == []

    def test_it_excuses_all_that_is_below_a_way_or_in_a_file(self, tree: Tree) -> None:
        put(tree.root, *self.WRONG)
        assert self.exempt(tree, "leftover", "content/nl/faq.yml:questions.upset") == []
        assert self.exempt(tree, "leftover", "content/nl/faq.yml") == []

    @pytest.mark.parametrize(
        ("rule", "place"),
        [
            ("leftover", "content/nl/faq.yml:questions.upse"),
            ("leftover", "content/nl/faq.yml:questions.mission"),
            ("leftover", "content/fr/faq.yml"),
            ("markup", "content/nl/faq.yml"),
        ],
    )
    def test_it_excuses_nothing_else(self, tree: Tree, rule: str, place: str) -> None:
        put(tree.root, *self.WRONG)
        findings = self.exempt(tree, rule, place)
        assert [finding.rule for finding in findings] == ["exemption", "leftover"] or [
            finding.rule for finding in findings
        ] == ["leftover", "exemption"]

    def test_it_is_needless_when_nothing_is_wrong(self, tree: Tree) -> None:
        (finding,) = self.exempt(tree, "leftover", "content/nl/faq.yml")
        assert str(finding) == (
            'content/exemptions.yml:3:12: error: The rule "leftover" finds nothing at content/nl/faq.yml. '
            "Delete this exemption, or correct its place. [exemption]"
        )


def test_the_editors_page_is_not_a_page_of_the_site(built: Path) -> None:
    """docs/editors/ is for editors; readers never get it."""
    assert not list(built.rglob("*editors*"))
