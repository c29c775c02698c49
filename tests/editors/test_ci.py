"""The examples for hooks and servers: they parse, each command in them exists, the weekly script does as it says."""

import argparse
import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from meldwijzer import cli, reports
from meldwijzer.findings import Finding, Place, Severity
from tests.conftest import ROOT

FOLDER = ROOT / "docs/editors/ci"
FILES = sorted(FOLDER.iterdir())
PAGE = (ROOT / "docs/editors/checks.md").read_text("utf-8")


def parsed(command: str) -> argparse.Namespace:
    """Return what the command line makes of a command; ends the test where it refuses."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in dict.fromkeys(cli.COMMANDS.values()):
        import_module(f"meldwijzer.commands.{name}").add(commands)
    words = shlex.split(command)
    try:
        return parser.parse_args(words[words.index(".venv/bin/meldwijzer") + 1 :])
    except SystemExit:
        pytest.fail(f"refused: {command}")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def commands_in(text: str) -> list[str]:
    """Return every call of ours in a script, up to what the shell does with it."""
    return re.findall(r"\.venv/bin/meldwijzer [a-z][^\n>|&;#]*", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_in_an_example_exists(file: Path) -> None:
    """It is YAML; its scripts are scripts; our command takes each option in them; what Make makes exists."""
    values = yaml.safe_load(file.read_text("utf-8"))
    said = list(texts(values))
    ours = [command for text in said for command in commands_in(text)]
    assert ours
    for command in ours:
        assert callable(parsed(command).run), command
    for text in said:
        for target in re.findall(r"^make (\S+)", text, re.MULTILINE):
            assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        if "\n" in text or "meldwijzer" in text:
            done = subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr


def test_hooks_have_what_pre_commit_asks() -> None:
    """Each local hook has an id, a name, an entry and a language, and looks at files that are there."""
    (repo,) = yaml.safe_load((FOLDER / "pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repo["repo"] == "local"
    for hook in repo["hooks"]:
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
        assert hook["pass_filenames"] is False  # our commands look at the whole
        assert re.search(hook["files"], "content/nl/faq.yml")


def test_workflows_may_do_no_more_than_they_need() -> None:
    """Reading, and for the weekly one writing issues; findings go where GitHub and GitLab look for them."""
    check = yaml.safe_load((FOLDER / "github-check.yml").read_text("utf-8"))
    weekly = yaml.safe_load((FOLDER / "github-weekly.yml").read_text("utf-8"))
    assert check["permissions"] == {"contents": "read"}
    assert weekly["permissions"] == {"contents": "read", "issues": "write"}
    gitlab = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text("utf-8"))
    report = gitlab["check"]["artifacts"]["reports"]["codequality"]
    assert any(f"--format gitlab > {report}" in line for line in gitlab["check"]["script"])
    assert gitlab["check"]["artifacts"]["when"] == "always"


def weekly_scripts(name: str) -> list[str]:
    values = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    if name == "gitlab-ci.yml":
        return list(values["online"]["script"])
    return [step["run"] for step in values["jobs"]["online"]["steps"] if "now.json" in step.get("run", "")]


def found(path: str, message: str) -> dict[str, Any]:
    return {"path": path, "line": 3, "message": message, "fix": "Mend it."}


@pytest.mark.parametrize("name", ["github-weekly.yml", "gitlab-ci.yml"])
def test_the_weekly_script_tells_only_what_is_new(name: str, tmp_path: Path) -> None:
    """Week by week, with a command that finds what it is told to: an issue when something is new, else none."""
    for path, text in {
        ".venv/bin/meldwijzer": 'cat findings.json; exit "$(cat status)"',
        "bin/gh": 'echo "$@" >> issues; for one; do :; done; cat "$one" >> issues',
        "bin/curl": 'echo "$@" >> issues; cat new.txt >> issues',
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "ISSUE_TOKEN": "x"}

    def week(findings: list[dict[str, Any]], status: int) -> tuple[int, str]:
        (tmp_path / "findings.json").write_text(json.dumps(findings))
        (tmp_path / "status").write_text(str(status))
        (tmp_path / "issues").unlink(missing_ok=True)
        for script in weekly_scripts(name):
            done = subprocess.run(
                ["bash", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                return done.returncode, done.stderr
        issues = tmp_path / "issues"
        return 0, issues.read_text() if issues.exists() else ""

    gone, moved = found("content/a.yml", "A page is gone."), found("content/b.yml", "It moved.")
    assert week([], 0) == (0, "")
    status, told = week([gone], 1)
    assert status == 0
    assert "- `content/a.yml`: A page is gone. Mend it." in told
    assert "Links and numbers to look at, 20" in told
    assert week([{**gone, "line": 9}], 1) == (0, "")
    status, told = week([gone, moved], 1)
    assert "content/b.yml" in told
    assert "content/a.yml" not in told
    assert week([], 130)[0] != 0  # broken off: nothing is known


FINDINGS = [
    Finding("contact", Severity.ERROR, Place("content/b.yml", 3, 7), "Wrong.", "Write: this."),
    Finding("contact", Severity.ERROR, Place("content/b.yml", 9, 7), "Wrong.", "Write: this."),
    Finding("literal-number", Severity.WARNING, Place("content/a.yml", 2, 5), "A “number”."),
    Finding("review", Severity.NOTICE, Place("content/a.yml", 4), "For you to know."),
]
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""As GitLab's documentation describes the report (ci/testing/code_quality, "Code Quality report format")."""


def test_gitlab_gets_a_code_quality_report() -> None:
    """Each finding with its line and weight; its fingerprint is its own, and stays when its line moves."""
    report = json.loads(reports.gitlab(FINDINGS, {}))
    jsonschema_rs.validate(CODE_QUALITY, report)
    assert [(one["location"]["path"], one["location"]["lines"]["begin"], one["severity"]) for one in report] == [
        ("content/a.yml", 2, "minor"),
        ("content/a.yml", 4, "info"),
        ("content/b.yml", 3, "critical"),
        ("content/b.yml", 9, "critical"),
    ]
    assert report[2]["description"] == "Wrong. Write: this."
    prints = [one["fingerprint"] for one in report]
    assert len(set(prints)) == 4
    moved = [
        Finding(one.rule, one.severity, Place(one.place.path, one.place.line + 5), one.message) for one in FINDINGS
    ]
    assert [one["fingerprint"] for one in json.loads(reports.gitlab(moved, {}))] == prints
    assert json.loads(reports.gitlab([], {})) == []


def test_the_page_names_files_and_commands_that_are_there() -> None:
    """Every link leads to a file, every command is one."""
    linked = re.findall(r"\]\((?!https:)([^)]+)\)", PAGE)
    assert {f"ci/{file.name}" for file in FILES} <= set(linked)
    for path in linked:
        assert (ROOT / "docs/editors" / path).exists(), path
    ours = [command for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for command in commands_in(block)]
    assert len(ours) == 6
    for command in ours:
        assert callable(parsed(command).run)
