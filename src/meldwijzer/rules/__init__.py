"""Rules that look across files: each a small function from Content to findings, all of them in one table."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity

from . import contacts, facts, ledger, operation, published, references, words

_NAME = re.compile(r"[\w-]+")

Check = Callable[[Content], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A named check and why it exists."""

    name: str
    why: str
    check: Check
    publishing_only: bool = False
    """In preview its findings are notices: an editor sees the page before somebody confirms the change."""


RULES: tuple[Rule, ...] = (
    Rule("contact", "a contact point that cannot exist reaches nobody", contacts.contact_points),
    Rule(
        "inside", "an organisation's services and channels name contact points of its own file", contacts.own_contacts
    ),
    Rule("pointer", "facts that point to other facts must find them", facts.pointers),
    Rule("source", "a sentence about the law that rests on nothing may be wrong", facts.sources),
    Rule("parity", "every fact has its words, in every language, and no words are about nothing", words.parity),
    Rule("section", "a page has the same parts in every language", words.sections),
    Rule("address", "two pages cannot have one address", words.slugs),
    Rule("published", "an address that somebody printed or linked must not die", published.addresses),
    Rule("published", "a part of a page that somebody linked must not die", published.anchors),
    Rule("interface", "every language has the same interface words and placeholders", words.interface),
    Rule("country-answer", "an answer that differs by country is given for each country", words.country_answers),
    Rule("reference", "a reference must mean a contact point or a page that exists", references.references),
    Rule("retired", "nobody may be sent to a contact point that is dead", references.retired),
    Rule("markup", "what looks like a tag would be swallowed by the browser", references.markup),
    Rule("markup", "a sign of Markdown that is left over puzzles readers", references.leftovers),
    Rule("literal", "a number in prose can be right in one place and wrong in another", references.numbers),
    Rule("literal", "an address in prose can be right in one place and wrong in another", references.literals),
    Rule(
        "changed",
        "a number that was changed by mistake looks as good as a right one",
        ledger.changed_since_review,
        True,
    ),
    Rule("ledger", "a confirmation of nothing hides what nobody has confirmed", ledger.about_nothing),
    Rule("live", "a live site says who answers for it and may present these hotlines", operation.live),
)


def check(content: Content, *, publishing: bool) -> list[Finding]:
    """Return what every rule finds.

    Args:
        content: The whole tree.
        publishing: Whether the site is to be published; in preview some findings only inform.
    """
    findings: list[Finding] = []
    for rule in RULES:
        found = rule.check(content)
        if rule.publishing_only and not publishing:
            found = (replace(finding, severity=Severity.NOTICE) for finding in found)
        findings.extend(found)
    impossible = {finding.place for finding in findings if finding.rule == "contact"}
    return [
        finding
        for finding in findings
        if not _follows(finding, content.left_out)
        # A value that cannot exist need not be confirmed as well.
        and not (finding.rule == "changed" and finding.place in impossible)
    ]


def _follows(finding: Finding, left_out: frozenset[str]) -> bool:
    """Tell whether a finding only follows from something that could not be read, which is reported already."""
    if not left_out:
        return False
    words = set(_NAME.findall(f"{finding.place.path} {finding.message}"))
    # Whose role it is, and which addresses still live, cannot be known while something is missing.
    return finding.rule == "published" or "role" in words or bool(left_out & words)
