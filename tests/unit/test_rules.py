"""Each rule fires on what it is for, and on nothing else in the content that ships."""

from collections.abc import Callable

import pytest

from meldwijzer.content import Content
from meldwijzer.findings import Severity
from meldwijzer.rules import RULES, check, settled
from meldwijzer.rules.base import Rule
from meldwijzer.rules.exempt import exempt

from . import scenarios_content
from .conftest import Broken, Tree, shown


def name_of(rule: Rule) -> str:
    """Return a rule's name with its function, since two rules may share a name."""
    return f"{rule.code}:{rule.check.__name__}"


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_finds_nothing_in_the_real_content(rule: Rule, content: Content) -> None:
    """The content that ships passes every rule, but for what content/exemptions.yml excuses with a reason."""
    found = settled(content, [(rule, rule.check(content))], publishing=True)
    assert not [one for one in found if one.rule == rule.code], shown(found)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_fires_on_each_of_its_scenarios(rule: Rule, broken: Callable[[str], Broken]) -> None:
    """Every rule has scenarios, and finds something in each, under its own name, as an error, at a real place."""
    scenarios = scenarios_content.RULES.get(rule.check.__name__)
    assert scenarios, f"write a scenario for the rule {rule.code} ({rule.check.__name__}) in scenarios_content.py"
    for name in scenarios:
        scenario = broken(name)
        assert scenario.by_rule, f"{name} cannot be read: {shown(scenario.findings)}"
        found = scenario.by_rule[rule.check.__name__]
        assert found, f"{rule.code} did not see {name}"
        assert {finding.rule for finding in found} == {rule.code}
        for finding in found:
            assert finding.severity is Severity.ERROR
            if finding.place.line > 1:
                lines = (scenario.root / finding.place.path).read_text("utf-8").split("\n")
                assert finding.place.line <= len(lines), f"{name}: {finding}"


def test_the_report_has_what_every_rule_finds(tree: Tree) -> None:
    """Several mistakes at once are all in the report of a publishing build."""
    several = (
        "iban-wrong",
        "topic-unknown",
        "slug-missing",
        "literal-email",
        "changed-number",
        "live-without-anything",
    )
    for name in several:
        scenarios_content.CHANGES[name](tree)
    content = tree.load()
    expected = {finding for rule in RULES for finding in rule.check(content)}
    assert len({finding.rule for finding in expected}) >= len(several)
    impossible = {finding.place for finding in expected if finding.rule == "contact"}
    told_twice = {finding for finding in expected if finding.rule == "changed" and finding.place in impossible}
    assert told_twice, "a scenario has to show that a value that cannot exist need not be confirmed as well"
    excused = {(one.rule, one.place) for one in expected} - {(one.rule, one.place) for one in exempt(content, expected)}
    told = {(one.rule, one.place, one.message) for one in check(content, publishing=True)}
    wanted = {(one.rule, one.place, one.message) for one in expected - told_twice}
    assert told == {one for one in wanted if one[:2] not in excused}


def test_no_scenario_without_a_rule() -> None:
    """A scenario for a rule that is gone is deleted with it."""
    assert set(scenarios_content.RULES) == {rule.check.__name__ for rule in RULES}


def test_an_unconfirmed_change_informs_in_preview(tree: Tree) -> None:
    """Editors see a page with a changed number; nobody publishes it before somebody confirms it."""
    scenarios_content.CHANGES["changed-number"](tree)
    content = tree.load()
    severities = {
        publishing: {f.severity for f in check(content, publishing=publishing) if f.rule == "changed"}
        for publishing in (True, False)
    }
    assert severities == {True: {Severity.ERROR}, False: {Severity.NOTICE}}
