"""Exemptions: places that a rule leaves alone, each with a reason; one that excuses nothing is a finding itself."""

from collections.abc import Iterable

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity
from meldwijzer.model.ledger import Exemption

from .base import value_place

_FILE = "content/exemptions.yml"
CODE = "exemption"


def exempt(
    content: Content, findings: Iterable[Finding], *, built: bool = False, online: bool = False
) -> list[Finding]:
    """Return the findings that no exemption excuses, and one for each exemption that excuses none.

    Args:
        content: The whole tree.
        findings: What the rules found.
        built: Whether they are about the built site; its exemptions name files under ``site/``.
        online: Whether they are about the world outside; its rules begin with ``online-``.
    """
    entries = [
        (index, entry)
        for index, entry in enumerate(content.exemptions.exemptions)
        if entry.place.startswith("site/") == built and entry.rule.startswith("online-") == online
    ]
    used: set[int] = set()
    kept: list[Finding] = []
    for finding in findings:
        excusing = [index for index, entry in entries if _covers(content, entry, finding)]
        used.update(excusing)
        if not excusing:
            kept.append(finding)
    if content.left_out or online:
        return kept  # what could not be read may be what is excused; what was wrong online may be right today
    for index, entry in entries:
        if index not in used:
            place = value_place(content, _FILE, "exemptions", index, "place")
            message = f'The rule "{entry.rule}" finds nothing at {entry.place}.'
            kept.append(Finding(CODE, Severity.ERROR, place, message, "Delete this exemption, or correct its place."))
    return kept


def _covers(content: Content, entry: Exemption, finding: Finding) -> bool:
    if entry.rule != finding.rule:
        return False
    path, _, way = entry.place.partition(":")
    if path != finding.place.path:
        return False
    return not way or content.tree(path).is_within(finding.place, way)
