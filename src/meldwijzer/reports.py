"""Findings as text, JSON, SARIF 2.1.0, GitHub annotations and GitLab's report. Which there are is for the rules."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from .cache import digest
from .findings import Finding, Severity, in_order, to_record


def text(findings: Sequence[Finding], why: Mapping[str, str]) -> str:
    """Return one line for each finding, files apart by an empty line, and how many there are."""
    groups = ["\n".join(map(str, group)) for _, group in groupby(in_order(findings), key=lambda f: f.place.path)]
    return "\n\n".join([*groups, summary(findings)])


def summary(findings: Iterable[Finding]) -> str:
    """Return ``2 errors, 1 warning.``; ``No errors.`` where there is nothing at all."""
    found = list(findings)
    counts = [(sum(f.severity is severity for f in found), severity) for severity in Severity]
    said = [f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count]
    if not any(severity is Severity.ERROR and count for count, severity in counts):
        said.insert(0, "No errors")
    return ", ".join(said) + "."


def as_json(findings: Sequence[Finding], why: Mapping[str, str]) -> str:
    """Return the findings as a list of plain values."""
    return json.dumps([to_record(finding) for finding in in_order(findings)], ensure_ascii=False, indent=2)


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def sarif(findings: Sequence[Finding], why: Mapping[str, str]) -> str:
    """Return a SARIF 2.1.0 log (OASIS standard, 27 March 2020): what code hosts show beside the line."""
    ordered = in_order(findings)
    codes = sorted({finding.rule for finding in ordered} | set(why))
    rules = [{"id": code, "shortDescription": {"text": why.get(code, code)}} for code in codes]
    run = {
        "tool": {"driver": {"name": "meldwijzer", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) for finding in ordered],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(finding: Finding, codes: Sequence[str]) -> dict[str, Any]:
    place = finding.place
    artifact = {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"}
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": codes.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": _sentence(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if (edit := finding.edit) is not None:
        deleted = {**region, "endLine": place.line, "endColumn": place.column + len(edit.old)}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": edit.new}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}]}]
    return result


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def github(findings: Sequence[Finding], why: Mapping[str, str]) -> str:
    """Return workflow commands that GitHub shows at the line of a pull request."""
    return "\n".join(_annotation(finding) for finding in in_order(findings))


def _annotation(finding: Finding) -> str:
    place = finding.place
    values = {"file": place.path, "line": place.line, "col": place.column, "title": finding.rule}
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in values.items()
    )
    return f"::{_COMMANDS[finding.severity]} {properties}::{_escaped(_sentence(finding))}"


_WEIGHTS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def gitlab(findings: Sequence[Finding], why: Mapping[str, str]) -> str:
    """Return a Code Quality report, which GitLab shows beside the line of a merge request.

    Of Code Climate's format GitLab reads these fields alone (docs.gitlab.com/ci/testing/code_quality/). A fingerprint
    says whether a finding was there before; it follows from what is wrong and in which file, so that a finding whose
    line has moved is no new one.
    """
    seen: Counter[str] = Counter()
    return json.dumps([_entry(finding, seen) for finding in in_order(findings)], ensure_ascii=False, indent=2)


def _entry(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    known = "\n".join((finding.rule, finding.place.path, finding.message))
    seen[known] += 1
    return {
        "description": _sentence(finding),
        "check_name": finding.rule,
        "fingerprint": digest(f"{known}\n{seen[known]}".encode()),
        "severity": _WEIGHTS[finding.severity],
        "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
    }


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sentence(finding: Finding) -> str:
    return f"{finding.message} {finding.fix}".strip()


Report = Callable[[Sequence[Finding], Mapping[str, str]], str]

FORMATS: Mapping[str, Report] = {"text": text, "json": as_json, "sarif": sarif, "github": github, "gitlab": gitlab}
"""By name: from findings, and why each rule exists, to text."""
