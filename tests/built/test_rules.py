"""Each rule about the built site fires on its example, not on its counter-example, and not on the site itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import built as room
from meldwijzer.build import Site
from meldwijzer.built import RULES, BuiltRule, BuiltSite
from meldwijzer.built.base import ShownPaper
from meldwijzer.findings import Severity

from .conftest import Folder

REAL: dict[int, BuiltSite] = {}


def name_of(rule: BuiltRule) -> str:
    return f"{rule.code}:{rule.shown.path}"


def path_of(folder: Folder, rule: BuiltRule) -> str:
    """Return the file of a rule's example; of a name that changes with what is in it the one that there is."""
    if "*" not in rule.shown.path:
        return rule.shown.path
    (found,) = folder.root.glob(rule.shown.path)
    return found.relative_to(folder.root).as_posix()


def put(folder: Folder, rule: BuiltRule, text: str) -> None:
    """Write an example into a copy of the built site."""
    shown, path = rule.shown, path_of(folder, rule)
    if isinstance(shown, ShownPaper):
        folder.typeset(path, shown.old, text, -1 if shown.everywhere else 1)
    elif shown.old:
        folder.replace(path, shown.old, text, -1 if shown.everywhere else 1)
    elif text:
        folder.write(path, (folder.read(path) if (folder.root / path).exists() else "") + text)
    else:
        (folder.root / path).unlink()


def test_the_real_site_is_clean(site: Site, built: Path) -> None:
    """The site as it is published passes every rule."""
    assert [str(finding) for finding in room.check(site, built)] == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_fires_on_its_example(rule: BuiltRule, folder: Folder) -> None:
    """Every rule finds its own example, in its file, at a place that is there."""
    put(folder, rule, rule.shown.fails)
    found = [one for one in rule.check(folder.built()) if one.place.path == f"site/{path_of(folder, rule)}"]
    assert found, rule.why
    assert {one.rule for one in found} == {rule.code}
    for one in found:
        assert one.message.endswith("."), one
        assert not one.fix or one.fix.endswith((".", "?")), one
        if one.place.path.endswith(".pdf"):
            assert (one.place.line, one.place.column) == (1, 1), one
        elif (folder.root / path_of(folder, rule)).exists():
            lines = folder.read(path_of(folder, rule)).split("\n")
            assert one.place.line <= len(lines), one
            assert one.place.column <= len(lines[one.place.line - 1]) + 1, one
    assert {one.severity for one in room.findings(folder.built()) if one.rule == rule.code} == {rule.severity}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.shown.passes], ids=name_of)
def test_a_rule_is_silent_on_its_counter_example(rule: BuiltRule, folder: Folder) -> None:
    """What is right is let pass."""
    put(folder, rule, rule.shown.passes)
    assert [str(one) for one in rule.check(folder.built())] == []


def test_the_table_tells_each_rule(broken: Callable[[], Folder]) -> None:
    """A rule says in one line why it is there, and what it checks; two rules of one code are one subject."""
    for rule in RULES:
        assert rule.code.startswith("built-")
        assert rule.why[0].islower() or rule.why[0].isdigit()
        assert not rule.why.endswith(".")
        assert rule.check.__doc__
        assert rule.severity in (Severity.ERROR, Severity.WARNING)
