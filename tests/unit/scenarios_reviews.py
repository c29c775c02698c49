"""What may go wrong with facts, their reviews and translations: by rule and name, the changes that show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Tree

Change = Callable[["Tree"], None]

_CF = "organisations/child-focus.yml"
_LEDGER = "reviews.yml"
_LINE = """  - of: phone:awel.helpline
    value: "102"
    confidence: "M"
    role: editor
    by: "An Editor"
    source: "https://awel.be/"
    checked: "2026-11-20"
"""


def _swap(path: str, old: str, new: str) -> Change:
    return lambda tree: tree.replace(f"content/{path}", old, new)


def _append(text: str) -> Change:
    def make(tree: Tree) -> None:
        tree.write(f"content/{_LEDGER}", (tree.root / "content" / _LEDGER).read_text("utf-8") + text)

    return make


def _cut(path: str, first: str, end: str | None) -> Change:
    """Return what takes out everything from one line to before another, or to the end."""

    def make(tree: Tree) -> None:
        text = (tree.root / "content" / path).read_text("utf-8")
        start = text.index(first)
        stop = len(text) if end is None else text.index(end, start + 1)
        tree.write(f"content/{path}", text[:start] + text[stop:])

    return make


def _recorded(change: Change) -> Change:
    """Return what makes a change after all translations are recorded, so that it alone is told."""

    def make(tree: Tree) -> None:
        from meldwijzer.reviews import writing

        writing.record_texts(tree.root, tree.load(), everything=True)
        change(tree)

    return make


def _merged(tree: Tree) -> None:
    """Two people have added a line at the same time, each under the number that came next."""
    from meldwijzer.model.ledger import Review
    from meldwijzer.reviews import writing

    for checked in ("2026-11-20", "2026-11-21"):
        content = tree.load()
        review = Review(
            of="phone:awel.helpline", value="102", confidence="M", role="editor", by="x", source="x", checked=checked
        )
        given = content.reviews.model_copy(update={"sealed": 147, "reviews": content.reviews.reviews[:147]})
        from dataclasses import replace

        writing.add_reviews(tree.root, replace(content, reviews=given), [review])


def _corrected(of: str, value: str, date: str = "2026-01-01", until: str = "2999-01-01") -> Change:
    entry = f"  - {{of: {of}, value: '{value}', by: x, reason: moved today, date: {date}, until: {until}}}"
    return _swap("notices.yml", "corrections: []", f"corrections:\n{entry}")


def _out(contact: str, instead: str, until: str, page: str = "report") -> Change:
    what = f"contact: {contact}, page: {page}, reason: out-of-order, instead: {instead}"
    entry = f"  - {{id: one, {what}, by: x, date: 2026-01-01, until: {until}}}"
    return _swap("notices.yml", "outages: []", f"outages:\n{entry}")


RULES: dict[str, dict[str, Change]] = {
    "changed_since_review": {
        "changed-number": _swap(_CF, "+32 2 475 44 99", "+32 2 475 44 98"),
        "changed-law": _swap("law.yml", "valid_from: 2024-07-01", "valid_from: 2024-01-01"),
        "changed-cost": _swap("organisations/seos.yml", "cost: free", "cost: normal"),
        "changed-into-use": _cut(_CF, "    retired:\n      reason: no-source\n      replaced_by: phone", "  fax:"),
        "changed-service": _swap(_CF, 'day_and_night: "yes"', 'day_and_night: "no"'),
        "changed-channel": _swap(_CF, 'name_needed: "no"', 'name_needed: "yes"'),
        "changed-statement": _swap("reporting.yml", "confidence: M", "confidence: H"),
        "changed-on-every-page": _swap(
            "site.yml", "helpline: phone:child-focus.helpline", "helpline: phone:child-focus.office"
        ),
        "changed-street": _swap(_CF, "fr: Avenue Houba de Strooper", "fr: Avenue Houba"),
    },
    "about_nothing": {
        "review-of-nothing": _append(_LINE.replace("awel.helpline", "awel.helpine")),
        "contact-gone": _cut("organisations/inhope.yml", "  about:", None),
        "way-gone": _cut("giving.yml", "  banner:", None),
    },
    "seals": {
        "ledger-line-edited": _swap(_LEDGER, 'by: "facts.csv NL-113"', 'by: "facts.csv NL-114"'),
        "ledger-line-lost": _cut(_LEDGER, "  - of: link:1712.home", "  - of: link:atkm.method"),
        "ledger-seal-lost": _cut(_LEDGER, "    seal: 3-", "    value: "),
        "ledger-seal-nonsense": _swap(_LEDGER, "seal: 3-", "seal: three-"),
        "ledger-line-moved": _swap(_LEDGER, "seal: 3-", "seal: 2-"),
        "ledger-merged": _merged,
        "ledger-cut-short": _cut(_LEDGER, "  - of: statement:under-18-nl-help", None),
        "ledger-count-wrong": _swap(_LEDGER, "sealed: 147", "sealed: 140"),
        "baseline-edited": _swap("baseline.yml", "cost: free; country: BE; kind: short", "cost: normal; kind: short"),
        "baseline-lost": _cut("baseline.yml", "  way:banner", "  way:legacy"),
        "translations-edited": _swap("translations.yml", " delivered ", " reviewed "),
        "translations-lost": _cut("translations.yml", "    faq/questions/cookies", "    faq/questions/"),
    },
    "new_lines": {"ledger-line-by-hand": _append(_LINE)},
    "from_the_future": {"review-in-future": _append(_LINE.replace("2026-11-20", "2999-11-20"))},
    "expired": {"review-expired": _append(_LINE.replace("2026-11-20", "2024"))},
    "never_reviewed": {
        "fact-never-reviewed": _swap(
            "organisations/awel.yml", "links:\n", "links:\n  other:\n    url: https://awel.be/forum\n"
        ),
    },
    "notices": {
        "correction-of-nothing": _corrected("phone:awel.helpine", "102"),
        "correction-ends-before-it-begins": _corrected("phone:awel.helpline", "102", "2026-01-02", "2026-01-01"),
        "outage-of-nothing": _out("phone:awel.helpine", "phone:child-focus.fax", "2999-01-01"),
        "outage-leads-to-itself": _out("phone:awel.helpline", "phone:awel.helpline", "2999-01-01", "rapport"),
    },
    "ended_notices": {
        "outage-ended": _out("phone:awel.helpline", "page:help", "2026-01-09"),
        "correction-ended": _corrected("phone:awel.helpline", "102", "2026-01-01", "2026-01-09"),
    },
    "behind": {"translation-is-behind": _recorded(_swap("nl/faq.yml", "Ik ben geschrokken", "Ik schrok"))},
    "unrecorded": {
        "translations-not-recorded": _recorded(_cut("translations.yml", "    faq/questions/upset", "    guides/")),
        "translations-of-a-language": _recorded(_cut("translations.yml", "  fr:", None)),
        "translations-of-nothing": _recorded(
            _swap("translations.yml", "    faq/questions/upset: ", "    faq/questions/upst: ")
        ),
    },
}
"""By the function of each rule."""
