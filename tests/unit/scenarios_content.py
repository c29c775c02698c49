"""What an editor may get wrong across files: by rule and name, the changes to the real content that show it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import yaml

from . import scenarios_reviews, shown

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


def _template(path: str, text: str) -> Change:
    """Return what adds a line to a template, in a project that has templates."""
    return lambda tree: tree.add_template(path, text)


def _templates(path: str, old: str, new: str) -> Change:
    """Return what changes one thing in a template, in a project that has all of them."""

    def make(tree: Tree) -> None:
        tree.add_templates()
        tree.replace(path, old, new)

    return make


def _set(path: str, way: str, text: str) -> Change:
    """Return what writes a text at a value."""
    return lambda tree: shown.put(tree.root, f"content/{path}:{way}", text)


def _edit(path: str, way: str, new: Callable[[Any], Any]) -> Change:
    """Return what makes another value of a value."""

    def make(tree: Tree) -> None:
        value = yaml.load((tree.root / "content" / path).read_text("utf-8"), Loader=yaml.BaseLoader)
        for part in way.split("."):
            value = value[part]
        shown.put(tree.root, f"content/{path}:{way}", json.dumps(new(value)))

    return make


def _without_a_paragraph(path: str, way: str) -> Change:
    return _edit(path, way, lambda text: text.rstrip().rpartition("\n\n")[0])


def _without_an_item(path: str, way: str) -> Change:
    return _edit(path, way, lambda items: items[:-1])


def _swapped(path: str, way: str) -> Change:
    """Return what exchanges the first two references to telephones of a text."""

    def swap(text: str) -> str:
        first, second, *_ = dict.fromkeys(re.findall(r"<phone:[^>]+>", text))
        return text.replace(first, "\0").replace(second, first).replace("\0", second)

    return _edit(path, way, swap)


def _paragraphs_swapped(path: str, way: str) -> Change:
    """Return what exchanges the last two paragraphs of a text."""

    def swap(text: str) -> str:
        *first, one, two = text.rstrip().split("\n\n")
        return "\n\n".join([*first, two, one]) + "\n"

    return _edit(path, way, swap)


def _parts_swapped(path: str) -> Change:
    """Return what exchanges the first two parts of a guide."""

    def make(tree: Tree) -> None:
        file = tree.root / "content" / path
        head, first, second, *rest = re.split(r"(?m)^(?=## )", file.read_text("utf-8"))
        file.write_text("".join([head, second, first, *rest]), "utf-8")

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
        "number-is-not-free": change((_CF, "kind: short\n    cost: free", "kind: short\n    cost: normal"), ("organisations/csg.yml", "kind: free\n    cost: free", "kind: free\n    cost: normal")),
        "number-of-another-kind": change((_CF, "kind: geographic\n    hours", "kind: mobile\n    hours")),
        "number-short-of-another-country": change(("organisations/awel.yml", "country: BE\n    kind", "country: NL\n    kind")),
        "link-with-tracking": change((_CF, "https://payboy.be/", "https://payboy.be/?utm_source=x")),
        "link-with-port": change((_CF, "https://payboy.be/", "https://payboy.be:8443/")),
        "link-with-password": change((_CF, "https://payboy.be/", "https://me:x@payboy.be/")),
        "link-in-other-letters": change((_CF, "https://payboy.be/", "https://p\u0430yboy.be/")),
        "link-in-punycode": change((_CF, "https://payboy.be/", "https://xn--pyboy-4ve.be/")),
        "link-is-a-script": change((_CF, "https://payboy.be/", "javascript:alert(1)")),
        "email-with-a-question": change(("organisations/seos.yml", "contact@seos.be", "contact?cc=x@seos.be")),
        "account-old-wrong": change((_CF, "310-1222999-12", "310-1222999-13")),
        "account-old-of-another": change((_CF, "310-1222999-12", "310-1222998-11")),
        "account-of-no-bank": change((_CF, "BE19 3101 2229 9912", "BE17 9991 2345 6721")),
        "number-short-is-long": change((_CF, '"116000"', '"1160000"')),
        "number-written-otherwise": change((_CF, "written: 116 000", "written: 116 111")),
        "number-of-no-country": change((_CF, "country: BE\n    kind: geographic", "country: EU\n    kind: geographic")),
        "link-without-https": change((_CF, "https://payboy.be/", "payboy.be")),
        "link-with-space": change((_CF, "https://payboy.be/", "https://pay boy.be/")),
        "email-without-at": change(("organisations/seos.yml", "contact@seos.be", "contact.seos.be")),
        "iban-wrong": change((_CF, "BE19 3101 2229 9912", "BE19 3101 2229 9913")),
        "hours-of-no-clock": change(("organisations/seos.yml", "Th 20:00-23:00", "Th 20:00-25:00")),
        "hours-without-length": change(("organisations/seos.yml", "Th 20:00-23:00", "Th 20:00-20:00")),
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
    "dates": {
        "law-ends-before-it-begins": change(("law.yml", "valid_until: 2026-08-31", "valid_until: 2022-05-31")),
        "law-begins-before-itself": change(("law.yml", "valid_from: 2011-12-17", "valid_from: 1993-12-17")),
        "law-ends-before-itself": _set("law.yml", "entries.eu-framework-decision", "{country: EU, instrument: 2004/68/JHA, status: ended, valid_until: '2003', replaced_by: eu-directive, limbs: [real-child, real-person, non-existent-child], source: link:law-texts.framework-decision}"),
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
        "slug-of-short-addresses": change(("en/pages.yml", "slug: report-form", "slug: q")),
        "slug-missing": change(("en/pages.yml", "    slug: report-form\n", "")),
    },
    "addresses": {
        "address-gone": change(("en/pages.yml", "slug: questions", "slug: faq")),
        "redirect-without-a-slash": change(("published.yml", "redirects: {}", "redirects:\n  nl/oud/: page:report")),
        "redirect-to-nowhere": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: page:raport")),
        "redirect-to-no-part": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: page:report#afterr")),
        "redirect-without-page": change(("published.yml", "redirects: {}", "redirects:\n  /nl/oud/: /nl/melden/")),
        "redirect-from-a-page": change(("published.yml", "redirects: {}", "redirects:\n  /nl/melden/: page:help")),
    },
    "short": {
        "short-of-no-page": change(("nl/pages.yml", "  threatened: bedreigd\n", "  threatend: bedreigd\n")),
        "short-of-no-part": change(("nl/pages.yml", '"faq#upset":', '"faq#upseet":')),
        "short-twice": change(("en/pages.yml", "  law: law\n", "  law: help\n")),
        "short-missing": change(("fr/pages.yml", "  law: loi\n", "")),
        "short-only-in-french": change(("fr/pages.yml", "  law: loi\n", "  law: loi\n  about: site\n")),
    },
    "published_short": {
        "short-gone": change(("nl/pages.yml", "  law: wet\n", "  law: recht\n")),
        "short-means-something-else": change(
            ("nl/pages.yml", "  help: hulp\n", "  help: bedreigd\n"),
            ("nl/pages.yml", "  threatened: bedreigd\n", "  threatened: hulp\n"),
        ),
        "short-led-elsewhere": change(
            ("published.yml", "redirects: {}", "redirects:\n  /nl/q/hulp/: page:report")
        ),
    },
    "anchors": {
        "anchor-gone": change(
            *((f"{lang}/pages.yml", "      why:\n", "      because:\n") for lang in ("nl", "fr", "en"))
        ),
        "anchor-renamed-to-nothing": change(("published.yml", "renamed:\n", "renamed:\n  home:\n    reason: whyy\n")),
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
        "interface-placeholder-twice": change(("fr/interface.po", "{count}", "{count}{count}")),
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
    "literal_numbers": {
        "number-in-another-notation": change(("nl/pages.yml", _112, "+32/2/475 44 11")),
        "number-with-spaces": change(("nl/pages.yml", _112, "0800 20 00")),
        "number-short": change(("nl/pages.yml", _112, "Bel 116 000.")),
        "number-one-digit-wrong": change(("nl/pages.yml", _112, "+32 2 475 44 98")),
        "number-without-its-area": change(("fr/pages.yml", _112, "475 44 11")),
        "number-retired": change(("nl/guides/parents.md", _112, "0800 / 95 5 95")),
        "number-of-nobody": change(("nl/pages.yml", _112, "02 555 01 23")),
        "number-in-a-title": change(("nl/pages.yml", '    title: "', '    title: "112 bellen: ')),
        "number-in-a-button": change(("fr/interface.po", 'msgid "nav.main"\nmsgstr "', 'msgid "nav.main"\nmsgstr "Appelez le 112 ')),
    },
    "in_templates": {
        "number-in-a-template": _template("docs/help.md", "<p>0800 20 00</p>\n"),
        "number-in-a-component": _template("overrides/components/footer/footer.html", '<a href="tel:112">{{ mw.page.title }}</a>\n'),
    },
    "template_markdown": {
        "template-heading-without-id": _template("docs/help.md", "## {{ t('nav.main') | md }}\n"),
        "template-with-a-list": _template("docs/help.md", "- {{ t('nav.main') }}\n"),
        "template-with-emphasis": _template("docs/help.md", "**{{ t('nav.main') }}**\n"),
    },
    "template_words": {"template-with-words": _template("docs/help.md", '<img alt="A phone" src="x.svg"> Help\n')},
    "template_addresses": {"template-with-address": _template("docs/help.md", '<a href="https://childfocus.be/">{{ t("nav.main") }}</a>\n')},
    "template_references": {
        "template-reference-misspelt": _template("docs/help.md", '{{ mw.contact("phone:child-focus.helpine").text }}\n'),
        "template-unescaped": _template("docs/help.md", "{{ mw.page.title | safe }}\n"),
        "template-reference-retired": _template("docs/help.md", '{{ mw.contact("phone:child-focus.fax").text }}\n'),
    },
    "message_names": {"message-of-no-name": _template("docs/help.md", '{{ t("filter.contry") }}\n')},
    "unused_messages": {
        "message-lost-its-place": _templates("overrides/components/help-filter/help-filter.html", 't("filter.situation")', 't("emergency.label")'),
    },
    "components": {
        "component-of-no-name": _templates("overrides/main.html", '"banner"', '"baner"'),
        "component-left-out": _templates("overrides/main.html", '{{ mw.component("emergency-bar") }}\n', ""),
    },
    "leftovers": {
        "heading-in-prose": change(("nl/pages.yml", _112, "\n\n          # Bel")),
        "bold-not-closed": change(("nl/pages.yml", _112, "**nu")),
        "template-notation-in-prose": change(("nl/pages.yml", _112, "{{ mw.x }}")),
        "link-with-a-space": change(("nl/pages.yml", _112, "[hier] (page:report)")),
    },
    "literal_addresses": {
        "literal-known-address": change(("nl/pages.yml", _112, "https://www.childfocus.be/x")),
        "literal-home-address": change(("nl/pages.yml", _112, "www.childfocus.be")),
        "literal-unknown-host": change(("nl/pages.yml", _112, "kijk op voorbeeld.org")),
        "literal-email": change(("nl/guides/parents.md", _112, "info@meldpunt-kinderporno.nl")),
    },
    "literal_accounts": {
        "account-written-out": change(("nl/pages.yml", _112, "BE19 3101 2229 9912")),
        "account-one-digit-wrong": change(("nl/pages.yml", _112, "BE19 3101 2229 9921")),
        "account-old": change(("fr/pages.yml", _112, "310-1222999-12")),
        "account-of-nobody": change(("nl/pages.yml", _112, "NL91 ABNA 0417 1643 00")),
    },
    "look_alikes": {
        "host-with-a-digit-for-a-letter": change((_CF, "https://childfocus.be/\n", "https://chi1dfocus.be/\n")),
        "host-one-letter-wrong": change((_CF, "https://childfocus.be/nl-be", "https://childfocis.be/nl-be")),
    },
    "one_form": {"address-in-two-forms": change(("organisations/betternet.yml", "https://betternet.be/", "https://www.childfocus.be"))},
    "registered_twice": {
        "number-of-another-organisation": change(("organisations/seos.yml", "0800 200 99", "0800 32 123")),
        "old-number-of-another-organisation": change(("organisations/stop-it-now-nl.yml", '"0800 266 64 36"\n    country: NL', "0800 200 88\n    country: BE")),
        "address-of-another-organisation": change(("organisations/csg.yml", "https://www.centrumseksueelgeweld.nl/", "https://veiligthuis.nl/")),
    },
    "day_and_night": {
        "service-open-line-closed": _set("organisations/kindertelefoon.yml", "services.helpline.day_and_night", '"yes"'),
        "service-open-line-unknown": _set("organisations/awel.yml", "services.helpline.day_and_night", '"yes"'),
    },
    "reachable": {
        "service-cut-off": _cut("organisations/kindertelefoon.yml", "    phones: [helpline]\n    links", "    cost: free\n    role"),
    },
    "phone_country": {
        "old-number-of-a-country-without-service": change((_CF, "0800 95 5 95\n    country: BE", "0800 95 5 95\n    country: NL")),
        "number-offered-in-another-country": change(("organisations/kindertelefoon.yml", "serves: [NL]", "serves: [BE]")),
    },
    "unused": {"address-offered-nowhere": _set("organisations/sos-enfants.yml", "emails", "{post: {address: post@sos-enfants.example}}")},
    "page_languages": {"link-in-an-unknown-language": change(("organisations/1712.yml", "      nl: https", "      de: https"))},
    "countries": {"country-without-law": change(("law.yml", "    country: NL\n", "    country: EU\n"))},
    "abroad": {"abroad-is-a-free-number": change((_CF, "abroad: abroad", "abroad: volunteers"))},
    "basics": {
        "helpline-of-another-country": change(("site.yml", "helpline: phone:child-focus.helpline", "helpline: phone:veilig-thuis.helpline")),
        "helpline-is-no-number": change(("site.yml", "helpline: phone:child-focus.helpline", "helpline: link:child-focus.home")),
        "emergency-is-for-messages": change(("site.yml", "helpline: phone:veilig-thuis.helpline", "helpline: phone:meldpunt.messenger")),
    },
    **scenarios_reviews.RULES,
    "avoided": {
        "term-older": change(("nl/pages.yml", _112, "Zag je kinderpornografie?")),
        "term-anonymous": change(("fr/guides/parents.md", _112, "C’est anonyme.")),
        "term-in-a-button": change(("en/interface.po", 'msgid "nav.main"\nmsgstr "', 'msgid "nav.main"\nmsgstr "Fake images ')),
    },
    "requests": {
        "request-screenshot": change(("nl/pages.yml", _112, "Maak eerst een schermafbeelding.")),
        "request-picture": change(("en/pages.yml", _112, "Don’t wait and send us the picture.")),
        "request-upload": change(("fr/pages.yml", _112, "Joignez une photo au formulaire.")),
    },
    "reserved": {
        "emergency-number-of-a-helpline": change(("nl/pages.yml", _112, "Bel het noodnummer <phone:child-focus.helpline>.")),
        "emergency-number-as-label": change(("en/organisations.yml", 'phone:helpline: "Helpline"', 'phone:helpline: "Emergency number"')),
    },
    "line_kinds": {
        "hotline-called-helpline": change(("nl/pages.yml", _112, "[de hulplijn](link:meldpunt.report)")),
        "helpline-called-hotline": change(("fr/pages.yml", _112, "Le point de contact Awel : <phone:awel.helpline>.")),
    },
    "complaints": {
        "complaint-to-a-hotline": change(("nl/pages.yml", _112, "Dien een klacht in bij Child Focus.")),
    },
    "not_punishable": {
        "not-punishable-and-no-more": change(("en/pages.yml", _112, "That is not punishable.")),
    },
    "claims": {
        "claim-always": change(("nl/pages.yml", _112, "Helpwanted is 24/7 bereikbaar: <phone:helpwanted.helpline>.")),
        "claim-free": change(("fr/pages.yml", _112, "L’appel est gratuit : <phone:slachtofferhulp.helpline>.")),
        "claim-not-free": change(("en/pages.yml", _112, "Calls to SéOS are not free: <phone:seos.helpline>.")),
        "claim-unknown": change(("en/pages.yml", _112, "Helpwanted is free: <phone:helpwanted.helpline>.")),
        "claim-language": change(("en/pages.yml", _112, "Awel in French: <phone:awel.helpline>.")),
        "claim-from-abroad": change(("nl/pages.yml", _112, "Ben je in het buitenland? Bel <phone:child-focus.helpline>.")),
        "claim-of-a-service": change(("nl/organisations.yml", "Je krijgt gratis advies en hulp.", "Er is dag en nacht iemand.")),
        "claim-call-a-messenger": change(("nl/pages.yml", _112, "Bel <phone:meldpunt.messenger>.")),
    },
    "hours_and_prices": {
        "hours-written-out": change(("nl/pages.yml", _112, "Van 9 tot 17 uur: <phone:helpwanted.helpline>.")),
        "weekdays-written-out": change(("fr/pages.yml", _112, "<phone:child-focus.office>, du lundi au vendredi.")),
        "price-written-out": change(("en/pages.yml", _112, "<phone:verbreek-de-stilte.helpline>, 45 cents a minute.")),
    },
    "labels": {
        "label-without-value": change(("nl/pages.yml", _112, "\n\n          - Noodnummer:\n          - Meldpunt: <link:meldpunt.home>\n\n          Dus")),
        "label-with-a-dash": change(("fr/pages.yml", _112, "\n\n          Tél. : —\n\n          Appelez")),
        "label-in-brackets": change(("en/pages.yml", _112, "the police (to be completed)")),
        "label-empty-brackets": change(("en/pages.yml", _112, "the police ( )")),
        "label-reference-gone": change(("en/pages.yml", _112 + " at once", "")),
        "label-reference-without-words": change(("nl/pages.yml", _112, "[](phone:emergency.112)")),
        "label-in-a-catalogue": change(("fr/interface.po", 'msgid "nav.main"\nmsgstr "Menu principal"', 'msgid "nav.main"\nmsgstr "…"')),
    },
    "long_sentences": {
        "readable-long-sentence": _edit(
            "en/faq.yml", "questions.cookies.answer",
            lambda text: f"{text.rstrip()} Whoever you are and wherever you are when you read this, you may always close the page and come back to it on another day when you feel like it.\n",
        ),
    },
    "hard_pages": {
        "readable-hard-page": _edit(
            "en/pages.yml", "pages.about.intro",
            lambda text: text + "Institutional responsibilities necessitate interdisciplinary communication.\n" * 30,
        ),
    },
    "untranslated": {
        "untranslated-copy": change(("fr/pages.yml", _112, "Behind every image that is made, swapped or shared is the sexual abuse of a real child.")),
        "untranslated-other-language": change(("nl/guides/parents.md", _112, "Parlez-en à quelqu’un en qui vous avez confiance.")),
        "untranslated-label": change(("en/interface.po", "Also searched for as: {words}", "Ook gezocht als: {words}")),
        "untranslated-strange": change(("en/pages.yml", _112, "\n\n          Wenn Sie solche Bilder gesehen haben, melden Sie bitte sofort die Adresse der Seite.\n\n          Call")),
    },
    "same_contacts": {
        "same-number-missing": change(("fr/faq.yml", "<phone:role.be.child-helpline>", "la ligne")),
        "same-number-of-another": change(("nl/guides/parents.md", "<phone:child-focus.helpline>", "<phone:veilig-thuis.helpline>")),
        "same-number-added": _set("en/pages.yml", "pages.not-found.intro", "Call <phone:police-nl.office>."),
        "same-numbers-swapped": _swapped("fr/pages.yml", "pages.threatened.sections.who-to-call.text"),
    },
    "same_pages": {"same-way-missing": change(("fr/pages.yml", "](page:own-image)", "](page:threatened)"))},
    "same_figures": {
        "same-age-changed": change(("fr/faq.yml", "18", "16")),
        "same-year-changed": change(("en/law.yml", "2024", "2025")),
    },
    "same_organisations": {"same-name-of-another": change(("fr/pages.yml", "Child Focus", "Offlimits"))},
    "same_countries": {
        "same-country-of-another": change(("fr/pages.yml", "Aux Pays-Bas", "En France")),
    },
    "same_sentences": {
        "same-sentence-lost": _edit(
            "en/faq.yml", "questions.do-you-investigate.answer.BE", lambda text: text.rsplit(". ", 1)[0] + "."
        ),
    },
    "same_paragraphs": {
        "same-number-word-changed": change(("fr/law.yml", "La définition a quatre parties", "La définition a cinq parties")),
        "same-number-word-of-several": change(("en/law.yml", "six months to three years", "six months to four years")),
        "same-country-of-a-paragraph": change(("en/faq.yml", "The Dutch hotline says that it is part", "The Belgian hotline says that it is part")),
        "same-paragraphs-swapped": _paragraphs_swapped("en/law.yml", "entries.be-new-code.explanation"),
        "same-link-in-another-paragraph": _edit(
            "fr/pages.yml", "pages.report.sections.after.text",
            lambda text: text.replace("[l’autorité ATKM](link:atkm.method)", "l’autorité ATKM").rstrip() + " [ATKM](link:atkm.method)\n",
        ),
    },
    "same_build": {
        "same-paragraph-lost": _without_a_paragraph("fr/faq.yml", "questions.report-or-complaint.answer"),
    },
    "missing_texts": {"same-item-lost": _without_an_item("fr/law.yml", "entries.nl-252.punishable")},
    "same_order": {"same-order-of-parts": _parts_swapped("en/guides/parents.md")},
    "live": {"live-without-anything": change(_LIVE)},
    "endpoint": {
        "endpoint-not-https": change(("site.yml", "report_form:\n  BE:\n", "report_form:\n  BE: http://melden.example/\n")),
        "endpoint-with-secret": change(
            ("site.yml", "report_form:\n  BE:\n", "report_form:\n  BE: https://me:secret@melden.example/report\n")
        ),
        "endpoint-with-query": change(
            ("site.yml", "report_form:\n  BE:\n  NL:\n", "report_form:\n  BE:\n  NL: https://melden.example/?token=1\n")
        ),
        "endpoint-look-alike": change(("site.yml", "report_form:\n  BE:\n", "report_form:\n  BE: https://mеlden.example/\n")),
    },
    "endpoint_published": {
        "endpoint-of-example": change(("site.yml", "report_form:\n  BE:\n", "report_form:\n  BE: https://melden.example/report\n")),
        "endpoint-on-this-machine": change(("site.yml", "report_form:\n  BE:\n", "report_form:\n  BE: http://localhost:8001/report\n")),
    },
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
