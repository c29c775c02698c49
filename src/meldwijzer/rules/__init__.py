"""Rules that look across files: each a small function from Content to findings, all of them in one table."""

import re
from collections.abc import Iterable
from dataclasses import replace

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity
from meldwijzer.reviews import in_force

from . import (
    claims,
    complete,
    contacts,
    facts,
    labels,
    language,
    ledger,
    lines,
    links,
    literals,
    numbers,
    operation,
    published,
    readable,
    references,
    report_form,
    same,
    same_build,
    same_paragraph,
    short,
    template_names,
    templates,
    terms,
    translated,
    words,
)
from .base import Rule
from .exempt import exempt

_NAME = re.compile(r"[\w-]+")

RULES: tuple[Rule, ...] = (
    *contacts.RULES,
    *links.RULES,
    *facts.RULES,
    *complete.RULES,
    *lines.RULES,
    *words.RULES,
    *same.RULES,
    *same_build.RULES,
    *same_paragraph.RULES,
    *references.RULES,
    *numbers.RULES,
    *literals.RULES,
    *templates.RULES,
    *template_names.RULES,
    *terms.RULES,
    *claims.RULES,
    *labels.RULES,
    *language.RULES,
    *readable.RULES,
    *published.RULES,
    *short.RULES,
    *ledger.RULES,
    *translated.RULES,
    *operation.RULES,
    *report_form.RULES,
)
"""Every rule about the content; those about the built site are in the room that reads it back."""


def check(content: Content, *, publishing: bool) -> list[Finding]:
    """Return what every rule finds, without what content/exemptions.yml excuses.

    Args:
        content: The whole tree.
        publishing: Whether the site is to be published; in preview some findings only inform.
    """
    return settled(content, ((rule, rule.check(content)) for rule in RULES), publishing=publishing)


def settled(content: Content, found: Iterable[tuple[Rule, Iterable[Finding]]], *, publishing: bool) -> list[Finding]:
    """Return what rules found with its weight, without what only follows from something else or is excused."""
    findings: list[Finding] = []
    urgent = in_force(content)
    for rule, of_rule in found:
        if rule.silent_in_preview and not publishing:
            continue
        severity = Severity.NOTICE if rule.publishing_only and not publishing else rule.severity
        if urgent and severity is Severity.ERROR and rule.code in ledger.GIVE_WAY:
            severity = Severity.WARNING
        findings.extend(replace(finding, severity=severity) for finding in of_rule)
    impossible = {finding.place for finding in findings if finding.rule == "contact"}
    kept = [
        finding
        for finding in findings
        if not _follows(finding, content.left_out)
        # A value that cannot exist need not be confirmed as well.
        and not (finding.rule == "changed" and finding.place in impossible)
    ]
    return exempt(content, kept)


def _follows(finding: Finding, left_out: frozenset[str]) -> bool:
    """Tell whether a finding only follows from something that could not be read, which is reported already."""
    if not left_out:
        return False
    words = set(_NAME.findall(f"{finding.place.path} {finding.message}"))
    # Whose role it is, and which addresses still live, cannot be known while something is missing.
    return finding.rule.startswith("published") or "role" in words or bool(left_out & words)
