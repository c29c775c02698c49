"""What an editor may get wrong across files: by rule and name, the changes to the real content that show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Tree

Change = Callable[["Tree"], None]


def change(*edits: tuple[str, str, str]) -> Change:
    """Return what makes these replacements: (file in content/, what stands there, what is written instead)."""

    def make(tree: Tree) -> None:
        for path, old, new in edits:
            tree.replace(f"content/{path}", old, new)

    return make


def _delete(path: str) -> Change:
    return lambda tree: tree.delete(f"content/{path}")


def _write(path: str, text: str) -> Change:
    return lambda tree: tree.write(f"content/{path}", text)


def _cut(path: str, first: str, end: str) -> Change:
    """Return what takes out everything from one line to before another."""

    def make(tree: Tree) -> None:
        text = (tree.root / "content" / path).read_text("utf-8")
        start = text.index(first)
        tree.replace(f"content/{path}", text[start : text.index(end, start)], "")

    return make


_CF = "organisations/child-focus.yml"
_LIVE = ("site.yml", "operation: example", "operation: live")
_HELPLINE = "<phone:child-focus.helpline>"
_112 = "<phone:emergency.112>"

RULES: dict[str, dict[str, Change]] = {
    "contact_points": {
        "number-does-not-exist": change((_CF, "+32 2 475 44 11", "+32 2 475 44 1")),
        "number-is-no-number": change((_CF, "0800 95 5 95", "bel ons")),
        "number-of-another-country": change(
            ("organisations/veilig-thuis.yml", "country: NL\n    kind", "country: BE\n    kind")
        ),
        "number-short-is-long": change((_CF, '"116000"', '"1160000"')),
        "number-written-otherwise": change((_CF, "written: 116 000", "written: 116 111")),
        "number-of-no-country": change((_CF, "country: BE\n    kind: geographic", "country: EU\n    kind: geographic")),
        "link-without-https": change((_CF, "https://payboy.be/", "payboy.be")),
        "link-with-space": change((_CF, "https://payboy.be/", "https://pay boy.be/")),
        "email-without-at": change(("organisations/seos.yml", "contact@seos.be", "contact.seos.be")),
        "iban-wrong": change((_CF, "BE19 3101 2229 9912", "BE19 3101 2229 9913")),
        "hours-unreadable": change(("organisations/seos.yml", "Mo 09:30-12:30", "Maandag 9u30-12u30")),
        "locale-unknown": change(("site.yml", "locale: nl_BE", "locale: nl-BE")),
    },
    "own_contacts": {
        "own-contact-misspelt": change((_CF, "    phones: [helpline, abroad]", "    phones: [helpine, abroad]")),
        "own-contact-retired": change((_CF, "    phones: [helpline, abroad]", "    phones: [helpline, fax]")),
        "abroad-unknown": change((_CF, "abroad: abroad", "abroad: foreign")),
    },
    "sources": {
        "statement-without-source": change(("reporting.yml", "country: NL\n      settled: false", "country: NL")),
    },
    "pointers": {
        "pointer-unknown": change(
            ("site.yml", "helpline: phone:child-focus.helpline", "helpline: phone:child-focus.helpine")
        ),
        "pointer-retired": change(
            ("giving.yml", "account: account:child-focus.donations", "account: account:child-focus.old-donations")
        ),
        "pointer-to-page": change((_CF, "replaced_by: phone:child-focus.office", "replaced_by: page:raport")),
        "pointer-to-part": change(
            (_CF, "replaced_by: phone:child-focus.office", "replaced_by: page:report#afterwards")
        ),
        "topic-unknown": change(("faq.yml", "topic: privacy", "topic: privcay")),
        "related-unknown": change(("faq.yml", "related: [mission]", "related: [missions]")),
        "law-replaced-by-unknown": change(("law.yml", "replaced_by: eu-directive", "replaced_by: eu-directives")),
        "position-of-unknown": change(("law.yml", "organisation: meldpunt", "organisation: meldpunten")),
    },
    "parity": {
        "fact-without-words": change(("faq.yml", "  old-names:\n", "  new-question:\n    topic: what\n  old-names:\n")),
        "words-misspelt-id": change(("nl/faq.yml", "  what-is-it:\n", "  what-is-is:\n")),
        "words-about-nothing": change(("nl/faq.yml", "topics:\n", 'topics:\n  zebra: "Zebra"\n')),
        "words-of-contact-missing": change((_CF, "  sextortion:\n", "  blackmail:\n")),
    },
    "sections": {
        "section-only-in-dutch": change(
            ("nl/pages.yml", "      danger:\n", "      nieuw:\n        title: Nieuw\n        text: x\n      danger:\n")
        ),
        "section-misspelt-in-french": change(("fr/pages.yml", "      danger:\n", "      dangr:\n")),
        "page-missing-in-english": change(("en/pages.yml", "  privacy:\n", "  private:\n")),
        "guide-missing": _delete("fr/guides/parents.md"),
        "guide-part-renamed": change(("nl/guides/parents.md", "{#saw}", "{#seen}")),
    },
    "slugs": {
        "slug-twice": change(("en/pages.yml", "slug: report-form", "slug: report")),
        "slug-of-guide-twice": change(("fr/guides/schools.md", "slug: ecoles", "slug: parents")),
        "slug-missing": change(("en/pages.yml", "    slug: report-form\n", "")),
    },
    "addresses": {
        "address-gone": change(("en/pages.yml", "slug: questions", "slug: faq")),
        "redirect-to-nowhere": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: page:raport")),
        "redirect-to-no-part": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: page:report#afterr")),
        "redirect-without-page": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: /nl/melden/")),
        "redirect-from-a-page": change(("published.yml", "redirects: {}", "redirects:\n  /nl/melden/: page:help")),
    },
    "anchors": {
        "anchor-gone": change(
            *((f"{lang}/pages.yml", "      why:\n", "      because:\n") for lang in ("nl", "fr", "en"))
        ),
        "anchor-renamed-to-nothing": change(("published.yml", "renamed: {}", "renamed:\n  home:\n    reason: whyy")),
    },
    "interface": {
        "interface-key-only-in-french": change(
            ("fr/interface.po", 'msgid "nav.main"', 'msgid "zebra"\nmsgstr "z"\n\nmsgid "nav.main"')
        ),
        "interface-braces-added": change(
            ("fr/interface.po", 'msgid "nav.main"\nmsgstr "', 'msgid "nav.main"\nmsgstr "{menu} ')
        ),
        "interface-key-missing": change(("fr/interface.po", 'msgid "search.many"', 'msgid "search.lots"')),
        "interface-placeholder-translated": change(("fr/interface.po", "{count}", "{nombre}")),
    },
    "country_answers": {
        "answer-for-all-countries": change(("faq.yml", "    topic: what\n", "    topic: what\n    by_country: true\n")),
        "answer-for-each-country": change(("faq.yml", "    by_country: true\n", "")),
        "answer-for-one-country": _cut("nl/faq.yml", "      BE: |\n", "      NL: |\n"),
    },
    "references": {
        "reference-misspelt": change(("nl/pages.yml", _HELPLINE, "<phone:child-focus.helpine>")),
        "reference-of-wrong-kind": change(
            ("nl/pages.yml", _HELPLINE, "<link:child-focus.helpline>")
        ),
        "reference-page-unknown": change(("nl/pages.yml", "(page:own-image)", "(page:own-imag)")),
        "reference-part-unknown": change(("nl/pages.yml", "(page:report#before)", "(page:report#befor)")),
        "reference-is-an-address": change(("nl/pages.yml", "(page:own-image)", "(/nl/beeld-van-mij/)")),
        "reference-in-title": change(("nl/pages.yml", '    title: "', '    title: "[Meld](page:report) ')),
        "reference-in-guide": change(("nl/guides/parents.md", _112, "<phone:emergency.113>")),
        "role-unknown": change(("nl/pages.yml", "<phone:role.be.listening>", "<phone:role.be.listning>")),
    },
    "retired": {
        "retired-in-prose": change(("nl/pages.yml", _HELPLINE, "<phone:child-focus.volunteers>")),
    },
    "markup": {
        "markup-html": change(("nl/pages.yml", _112, "<b>112</b>")),
        "markup-kind-misspelt": change(("nl/pages.yml", _112, "<fone:emergency.112>")),
        "markup-space-in-reference": change(("nl/pages.yml", _112, "<phone: emergency.112>")),
        "markup-unclosed": change(("nl/pages.yml", _112, "</p")),
        "markup-heading-without-id": change(("nl/guides/parents.md", " {#saw}", "")),
    },
    "numbers": {
        "number-in-another-notation": change(("nl/pages.yml", _112, "+32/2/475 44 11")),
        "number-with-spaces": change(("nl/pages.yml", _112, "0800 20 00")),
        "short-number": change(("nl/pages.yml", _112, "116 000")),
    },
    "leftovers": {
        "heading-in-prose": change(("nl/pages.yml", _112, "\n\n          # Bel")),
        "bold-not-closed": change(("nl/pages.yml", _112, "**nu")),
        "link-with-a-space": change(("nl/pages.yml", _112, "[hier] (page:report)")),
    },
    "literals": {
        "literal-known-address": change(("nl/pages.yml", _112, "https://www.childfocus.be/x")),
        "literal-unknown-host": change(("nl/pages.yml", _112, "kijk op voorbeeld.org")),
        "literal-email": change(("nl/guides/parents.md", _112, "info@meldpunt-kinderporno.nl")),
    },
    "changed_since_review": {
        "changed-number": change((_CF, "+32 2 475 44 99", "+32 2 475 44 98")),
        "changed-law": change(("law.yml", "valid_from: 2024-07-01", "valid_from: 2024-01-01")),
    },
    "about_nothing": {
        "review-of-nothing": change(("reviews.yml", "of: phone:child-focus.helpline", "of: phone:child-focus.helpine")),
    },
    "live": {"live-without-anything": change(_LIVE)},
}  # fmt: skip
"""By the function of each rule."""

TREES: dict[str, Change] = {
    "file-missing": _delete("fr/donate.yml"),
    "file-of-wrong-name": _write("nl/faqs.yml", "x: y\n"),
    "file-with-strange-ending": _write("organisations/awel.yaml", "x: y\n"),
    "folder-missing": _delete("en/guides"),
    "language-missing": _delete("fr"),
    "site-unreadable": _write("site.yml", "operation: [\n"),
    "several-files-broken": change(
        ("nl/faq.yml", "    question: ", "    qestion: "), ("law.yml", "status: in-force", "status: inforce"), _LIVE,
    ),
    "guide-slug-missing": change(("nl/guides/parents.md", "slug: ouders\n", "")),
}  # fmt: skip
"""What reading the tree finds."""

CHANGES: dict[str, Change] = {**TREES, **{name: one for scenarios in RULES.values() for name, one in scenarios.items()}}
