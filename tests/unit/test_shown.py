"""What the content holds is shown: faults in templates and style sheets are told at their line, other markup is not."""

# ruff: noqa: E501  # a fault is one line, however long

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity
from meldwijzer.pages.compose import Composer, compose
from meldwijzer.pages.styles import spots

from .conftest import ROOT, Tree, shown

PARTS = "overrides/components"

FAULTS = {
    "country-left-out": ("help-filter", "{% for country in mw.views.countries %}", "{% for country in mw.views.countries[1:] %}"),
    "country-to-choose-left-out": ("country-choice", "in mw.views.countries %}", "in mw.views.countries[1:] %}"),
    "helpline-left-out": ("emergency-bar", "in mw.views.countries %}", "in mw.views.countries[1:] %}"),
    "emergency-number-left-out": ("footer", "in mw.emergency() %}", "in mw.emergency()[1:] %}"),
    "real-form-left-out": ("real-forms", "in mw.views.countries %}", "in mw.views.countries[1:] %}"),
    "number-without-text": ("contact", '<bdi dir="ltr">{{ c.text }}</bdi></a>', '<bdi dir="ltr"></bdi></a>'),
    "mail-without-text": ("contact", '<a class="mw-contact__text" href="{{ c.href }}">{{ c.text }}</a>', '<a href="{{ c.href }}"></a>'),
    "label-left-out": ("contact", "{{ c.label }}</span>\n", "</span>\n"),
    "cost-turned-round": ("contact", "{% if c.cost %}", "{% if not c.cost %}"),
    "languages-of-others": ("contact", '{% if c.kind == "phone" %}<li>{{ t("contact.l', '{% if c.kind != "phone" %}<li>{{ t("contact.l'),
    "another-unknown": ("contact", 't("contact.languages-unknown")', 't("hours.unknown")'),
    "contact-left-out": ("service", "in service.contacts %}", "in service.contacts[1:] %}"),
    "audience-left-out": ("service", '{{ t("audience." ~ one) }}', ""),
    "channel-without-contacts": ("channel", '{{ mw.component("contact", contact=contact) }}', ""),
    "situation-without-text": ("situations", "{{ mw.prose(text) }}", ""),
    "old-contact-left-out": ("old-contacts", "in mw.views.old_contacts() %}", "in (mw.views.old_contacts() | list)[1:] %}"),
    "old-contact-without-instead": ("old-contacts", " {{ mw.reference(old.replaced_by) }}", ""),
    "source-left-out": ("sources", ' href="{{ c.source }}"', ""),
    "sourced-contact-left-out": ("sources", "{% for c in contacts %}", "{% for c in contacts[1:] %}"),
    "change-without-source": ("changes", ' href="{{ e.source }}"', ""),
    "retired-without-instead": ("changes", "{{ e.old.what_now }}", ""),
    "unconfirmed-left-out": ("unconfirmed", "in mw.views.unconfirmed() %}", "in mw.views.unconfirmed()[1:] %}"),
    "card-left-out": ("data-files", "in mw.views.cards() %}", "in (mw.views.cards() | list)[1:] %}"),
    "licence-without-address": ("data-licence", "mw.site.open_data.licence_url", "mw.site.address"),
    "columns-mixed": ("old-contacts", '<tr id="{{ old.anchor }}"><th scope="row">{{ old.name }}</th>', '<tr><th scope="row">{{ old.name }}</th></tr><tr id="{{ old.anchor }}">'),
    "law-without-note": ("law-entry", "{{ law.note }} ", ""),
    "law-punishable-turned-round": ("law-entry", "{% if law.punishable %}", "{% if not law.punishable %}"),
    "source-without-address": ("trouble", 'href="{{ source.url }}" ', ""),
    "menu-to-one-page": ("header", 'href="{{ mw.address(page) }}"', 'href="{{ mw.address("report") }}"'),
    "language-turned-round": ("header", "{% if tag == mw.language %}", "{% if tag != mw.language %}"),
    "way-to-another-page": ("first-aid", 'mw.address("help")', 'mw.address("faq")'),
    "language-empty": ("link-link", 'hreflang="{{ c.language }}"', 'hreflang=""'),
    "language-of-none": ("link-link", "{% if c.language %} hreflang", "{% if not c.language %} hreflang"),
    "language-babel-refuses": ("link-link", "{% if c.language %} <span", "{% if not c.language %} <span"),
    "outside-with-referrer": ("age-tools", ' rel="noreferrer external"', ""),
    "form-without-rel": ("entrance", 'href="{{ form.href }}" rel="noreferrer external"', 'href="{{ form.href }}"'),
    "entrance-heading-of-no-language": ("entrance", '<span lang="{{ desk.language }}">', "<span>"),
    "footer-misspelt": ("footer", "mw.reference(reference)", "mw.refrence(reference)"),
    "footer-page-misspelt": ("footer", "about#this-site", "pbout#this-site"),
    "new-tab-turned-round": ("before-short", "{% if mw.beside(address) %} <span", "{% if not mw.beside(address) %} <span"),
    "new-tab-of-forms-turned-round": ("real-forms", "{% if mw.beside(form.href) %} <span", "{% if not mw.beside(form.href) %} <span"),
    "new-tab-unsaid": ("report-form", ' <span class="mw-tab">({{ t("link.new-tab") }})</span>', ""),
    "new-tab-without-target": ("promise", ' target="_blank" rel="noopener noreferrer"', ' rel="noreferrer"'),
    "before-left-out": ("before-short", '{% for key, item in mw.views.words.reporting.before["items"].items() %}\n<li class="mw-before-short__item mw-before-short__item--{{ item.kind }}">{{ item.title }}</li>\n{% endfor %}\n', ""),
    "way-to-trouble-left-out": ("before-short", ', (mw.address("report#trouble"), said.trouble.title)', ","),
    "endpoint-turned-round": ("form-views", "{% if hotline.endpoint %}", "{% if not hotline.endpoint %}"),
    "feedback-turned-round": ("form-views", "{% if hotline.feedback %}", "{% if not hotline.feedback %}"),
    "answers-to-check-left-out": ("form-views", 'in form.asked if name != "email" %}', 'in form.asked[1:] if name != "email" %}'),
    "way-back-to-an-answer-lost": ("form-views", "{{ change(name) }}", ""),
    "sentence-of-the-script-lost": ("form-views", "{{ text }}</span>", "</span>"),
    "known-turned-round": ("report-form", '{% if value == "known" %} aria', '{% if value != "known" %} aria'),
    "child-helped-turned-round": ("report-form", '{% if value == "known" %}<div', '{% if value != "known" %}<div'),
    "button-of-the-form-turned-round": ("report-form", "{% if hotline.endpoint %}", "{% if not hotline.endpoint %}"),
    "answer-left-out": ("report-form", "in form.choices.where %}", "in form.choices.where[1:] %}"),
    "question-left-out": ("report-form", '{{ text("words", 6) }}\n', ""),
    "entrance-misspelt": ("entrance", "{{ mw.language }}", "{{ mw.languag }}"),
}  # fmt: skip
"""Each with its component, what stands there, and what comes there."""

HARMLESS = {
    "another-class": ("contact", 'class="mw-contact__label"', 'class="other"'),
    "another-element": ("old-contacts", '<td><del class="mw-dead">{{ old.old }}</del></td>', '<td><span><s class="mw-dead">{{ old.old }}</s></span></td>'),
    "another-order": ("help-filter", '<input type="radio" name="country" value="{{ country }}"><span>{{ mw.views.country_name(country) }}</span>', '<span>{{ mw.views.country_name(country) }}</span><input value="{{ country }}" name="country" type="radio">'),
    "a-wrapper": ("emergency-bar", "<bdi dir=\"ltr\">{{ c.text }}</bdi></a></li>{% endfor %}", "<b><bdi dir=\"ltr\">{{ c.text }}</bdi></b></a></li>{% endfor %}"),
    "an-ornament": ("contact", '<div class="mw-contact"', '<span class="mw-star"></span><div class="mw-contact"'),
    "a-remark": ("service", "<section", "<!-- a card -->\n<section"),
}  # fmt: skip


def _composed(tree: Tree, content: Content, path: str, old: str, new: str) -> list[Finding]:
    tree.add_templates()
    tree.replace(path, old, new)
    text = (tree.root / path).read_text("utf-8")
    changed = replace(content, templates={**content.templates, path: text})
    return compose(Composer(tree.root, changed))[1]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_template_is_told_at_its_line(fault: str, tree: Tree, content: Content) -> None:
    """Nothing that the content holds can get lost on its way to readers, and the template is named."""
    component, old, new = FAULTS[fault]
    path = f"{PARTS}/{component}/{component}.html"
    before = (ROOT / path).read_text("utf-8")
    findings = _composed(tree, content, path, old, new)
    line = before[: before.index(old)].count("\n") + 1
    places = {(one.place.path, one.place.line) for one in findings}
    around = range(line - 1, line + 2) if new else range(1, 99)  # of what is gone only the template is certain
    assert any((path, one) in places for one in around), shown(findings)
    assert {one.severity for one in findings} == {Severity.ERROR}
    assert len(findings) < 20, "one fault is told on every page"


@pytest.mark.parametrize(("old", "new"), [("{{ article.html }}", "{{ artcle.html }}"), ("mw.site.name", "mw.site.nam")])
def test_a_fault_around_every_page_is_told_at_its_line(old: str, new: str, tree: Tree, content: Content) -> None:
    """What stands around the components of all pages is tried out as well: it is made for readers by nobody else."""
    main = (ROOT / "overrides/main.html").read_text("utf-8")
    findings = _composed(tree, content, "overrides/main.html", old, new)
    line = main[: main.index(old)].count("\n") + 1
    assert {(one.place.path, one.place.line) for one in findings} == {("overrides/main.html", line)}


@pytest.mark.parametrize("change", HARMLESS)
def test_another_markup_is_no_fault(change: str, tree: Tree, content: Content) -> None:
    """How something is shown is for the templates: only what is shown is demanded."""
    component, old, new = HARMLESS[change]
    findings = _composed(tree, content, f"{PARTS}/{component}/{component}.html", old, new)
    assert not findings, shown(findings)


@pytest.mark.parametrize(
    ("shape", "old"),
    [
        ("sources", '{{ mw.component("old-contacts") }}'),
        ("help", '{{ mw.component("now") }}'),
        ("own-image", '{{ mw.component("service-list", situation="about-me") }}'),
        ("report", '{{ mw.component("channel", channel=channel) }}'),
        ("law", "### {{ law.title | md }} {: #{{ law.anchor }} }"),
        ("privacy", '{{ section(mw, "hosting") }}'),
        ("guide", "{{ mw.prose(text) }}"),
        ("faq", '{{ mw.component("question", question=question) }}'),
    ],
)
def test_what_a_page_lacks_is_told_at_its_shape(shape: str, old: str, tree: Tree, content: Content) -> None:
    """A page shape that leaves something out is named, with what is missing."""
    findings = _composed(tree, content, f"docs/{shape}.md", old, "")
    assert f"docs/{shape}.md" in {one.place.path for one in findings}, shown(findings)


def test_the_project_as_it_ships_shows_everything(tmp_path: Path, content: Content) -> None:
    """No demand is too much for the templates that are there."""
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    assert compose(Composer(tmp_path, content))[1] == []


NEEDED = frozenset({"mw-emergency", "mw-tel", "mw-banner"})


@pytest.mark.parametrize(
    "styles",
    [
        ".mw-emergency { font-size: 0; }",
        ".mw-banner{display:none}",
        ".mw-tel { visibility: hidden !important; }",
        ".mw-tel { position: absolute; left: -9999px; }",
        "a[href^='tel:'] { opacity: .0; }",
        "@media screen and (max-width: 3em) { .mw-emergency li a { color: transparent; } }",
        ".mw-emergency { & > ul { display: none; } }",
        ".mw-emergency { font: 0/0 a; }",
        ".mw-tel { pointer-events: none; }",
        ".mw-banner { clip-path: inset(100%); }",
        ".mw-banner { transform: scale(0); }",
        ".mw-banner { max-block-size: 0; overflow: hidden; }",
        ".x { background: url(//elsewhere.example/x.png); }",
        "@import '//elsewhere.example/x.css';",
        "@media print { .x { background: url(//elsewhere.example/x.png); } }",
        '.x::after { content: "0800 05 05"; }',
        '.x::after{content:"\\30 800 2000"}',
        ".x::before { content: 'Bel ' attr(data-x); }",
        '.x { &::marker { content: counters(x, "é"); } }',
        '@media print { .x::after { content: "112"; } }',
        '.x { --number: "112"; }',
        '.x { list-style-type: "1" "0" "1"; }',
        '.x { quotes: "a" "b"; }',
        "@font-face { src: url(https://elsewhere.example/f.woff2); }",
    ],
)
def test_a_style_that_hides_or_says_or_asks_others_is_told(styles: str) -> None:
    """What readers need in danger stays visible, words stand in the page, and no other site learns of them."""
    found = spots(f"/* x */\n.y {{ color: red; }}\n{styles}\n", NEEDED)
    assert {spot.line for spot in found} == {3}


@pytest.mark.parametrize(
    "styles",
    [
        "@media print { .mw-emergency, .mw-banner { display: none !important; } }",
        ".mw-hidden { position: absolute; clip-path: inset(50%); inline-size: 1px; }",
        "[hidden] { display: none !important; }",
        ".mw-menu > summary::-webkit-details-marker { display: none; }",
        ".mw-chip input { opacity: 0; }",
        ".mw-emergency { font-size: 0.8rem; opacity: 0.95; margin-inline: -0.5rem; margin: 0; padding: 0; }",
        ".mw-banner::before { content: ''; inline-size: 0; }",
        '.x::before { content: "+"; } .y::after { content: "–" / ""; } .z::after { content: " <" attr(href) ">"; }',
        '.x::before { content: counter(step) ". 1"; } .x { list-style: "– "; font-family: "Noto Sans"; --x: 12em; --y: "Noto"; }',
        ".x { background: url(data:image/svg+xml;base64,AAAA) url(mark.svg); }",
        "/* .mw-banner { display: none } https://elsewhere.example/ */",
    ],
)
def test_a_style_that_hides_nothing_is_none(styles: str) -> None:
    """Print, helpers for listeners and ornaments are left alone."""
    assert spots(styles, NEEDED) == ()


@pytest.mark.parametrize("countries", [("BE",), ("BE", "NL")])
def test_a_form_that_sends_shows_everything_as_well(
    countries: tuple[str, ...], tmp_path: Path, content: Content
) -> None:
    """Where a hotline receives reports the form shows other parts; no demand is too much for them either."""
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    endpoints = dict.fromkeys(countries, "https://reports.example/report")
    sending = replace(content, site=content.site.model_copy(update={"report_form": endpoints}))
    assert compose(Composer(tmp_path, sending))[1] == []
