"""A copy of the real content to break, and findings as they are shown."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from meldwijzer import build, rules
from meldwijzer.content import Content, load
from meldwijzer.findings import Finding, in_order

from . import scenarios_reviews
from .scenarios_content import CHANGES

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 12, 1)
"""The day of these tests: reviews must not expire while nobody looks."""
ABOUT_TRANSLATIONS = {*scenarios_reviews.RULES["behind"], *scenarios_reviews.RULES["unrecorded"]}


class Tree:
    """A project with a copy of the real content."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "content", root / "content")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one thing; where it doesn't stand, the scenario is out of date."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} has no {old!r} any more: give this scenario another one"
        file.write_text(text.replace(old, new, 1), "utf-8")

    def write(self, path: str, text: str) -> None:
        """Save a file."""
        (self.root / path).write_text(text, "utf-8")

    def delete(self, path: str) -> None:
        """Delete a file or a folder that is there."""
        target = self.root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def add_template(self, path: str, text: str) -> None:
        """Write a line behind a template of the project, which is copied first."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((ROOT / path).read_text("utf-8") + text, "utf-8")

    def add_templates(self) -> None:
        """Copy every page shape, component and style sheet, to be changed."""
        for folder in ("docs", "overrides"):
            shutil.copytree(ROOT / folder, self.root / folder)

    def load(self) -> Content:
        """Return the content; it must be readable."""
        content, findings = load(self.root, TODAY)
        assert content is not None, shown(findings)
        return content


def shown(findings: Iterable[Finding]) -> str:
    """Return findings as the command line shows them."""
    return "\n".join(map(str, findings))


@dataclass(frozen=True)
class Broken:
    """The real content with one change, read and checked."""

    root: Path
    findings: list[Finding]
    """All of them, in order."""
    by_rule: dict[str, list[Finding]]
    """By the function of the rule; empty where the content could not be read."""


@cache
def _as_it_ships() -> frozenset[tuple[str, str, str]]:
    """Return what is found in the content that ships, wherever it stands there."""
    content, findings = load(ROOT, TODAY)
    found = rules.check(content, publishing=True) if content else []
    return frozenset((one.rule, one.place.path, one.message) for one in (*findings, *found))


def _is_of(scenario: str, finding: Finding) -> bool:
    """Tell whether a finding is what a scenario is about.

    Whatever text is changed, its translations are behind; that is told where it is the point.
    """
    if finding.rule.startswith("translation-") and scenario not in ABOUT_TRANSLATIONS:
        return False
    return (finding.rule, finding.place.path, finding.message) not in _as_it_ships()


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Broken]:
    """Return what a scenario of scenarios_content.py gives; each is made once for all tests."""

    @cache
    def make(name: str) -> Broken:
        project = Tree(tmp_path_factory.mktemp("broken"))
        CHANGES[name](project)
        found, findings = load(project.root, TODAY)
        if found is None:
            return Broken(project.root, in_order(findings), {})
        each = [(rule, list(rule.check(found))) for rule in rules.RULES]
        by_rule = {rule.check.__name__: of_rule for rule, of_rule in each}
        told = in_order([*findings, *rules.settled(found, each, publishing=True)])
        return Broken(project.root, [finding for finding in told if _is_of(name, finding)], by_rule)

    return make


@pytest.fixture(scope="session")
def real_site() -> build.Site:
    """The site that ships, composed once; tests only read it."""
    result = build.prepare(ROOT, publishing=True)
    assert result.site is not None, shown(result.findings)
    return result.site


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A project of its own for this test."""
    return Tree(tmp_path)


@pytest.fixture
def whole_tree(tree: Tree) -> Tree:
    """A project with its own content and the real page shapes and components."""
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(ROOT / folder)
    return tree


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that ships; frozen, so tests share it."""
    found, findings = load(ROOT, TODAY)
    assert found is not None, shown(findings)
    return found
