"""What can't wait: a correction publishes at midnight, an outage is shown in every language, and both end."""

from datetime import date, timedelta

import pytest

from meldwijzer import rules
from meldwijzer.content import Content, load
from meldwijzer.pages.compose import Composer
from meldwijzer.reviews import record_all
from meldwijzer.rules import ledger

from ..conftest import ROOT, TODAY, Tree
from .test_translations import edit

CF = "content/organisations/child-focus.yml"
OFFICE = "phone:child-focus.office"
NAME = "Xenia Quillfeather"
CORRECTION = (
    f'corrections:\n  - of: {OFFICE}\n    value: "+32 2 475 44 12"\n    by: {NAME}\n    reason: the old one is dead\n'
    "    date: 2026-11-30\n    until: {until}"
)
OUTAGE = (
    "outages:\n  - id: one\n    contact: {contact}\n    reason: out-of-order\n    instead: phone:child-focus.abroad\n"
    f"    by: {NAME}\n    date: 2026-11-30\n    until: 2026-12-05"
)


@pytest.fixture(autouse=True)
def _only_rules_about_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", ledger.RULES)


@pytest.fixture
def project(tree: Tree) -> Tree:
    """A project in order, with its templates."""
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(ROOT / folder)
    record_all(tree.load(), tree.root)
    return tree


def on(project: Tree, day: date) -> Content:
    content, findings = load(project.root, day)
    assert content is not None, findings
    return content


def severities(content: Content) -> dict[str, str]:
    """Return the severity of each finding about reviews, by rule and subject or place."""
    codes = {"changed", "ledger", "seal", "future", "unsealed", "notice", "notice-ended"}
    return {
        f"{one.rule} {one.place.path.rpartition('/')[2]}": str(one.severity)
        for one in rules.check(content, publishing=True)
        if one.rule in codes
    }


def test_a_correction_publishes_until_it_ends(project: Tree) -> None:
    project.replace(CF, "475 44 11", "475 44 12")
    assert severities(on(project, TODAY)) == {"changed child-focus.yml": "error"}
    project.replace("content/notices.yml", "corrections: []", CORRECTION.format(until="2026-12-03"))
    for day in range(4):
        found = severities(on(project, date(2026, 11, 30) + timedelta(days=day)))
        assert found == {"changed child-focus.yml": "warning"}
    ended = severities(on(project, date(2026, 12, 4)))
    assert ended == {"changed child-focus.yml": "error", "notice-ended notices.yml": "warning"}


def test_no_correction_lasts(project: Tree) -> None:
    """An end date years away doesn't switch the rules off for years."""
    project.replace(CF, "475 44 11", "475 44 12")
    project.replace("content/notices.yml", "corrections: []", CORRECTION.format(until="2999-01-01"))
    assert severities(on(project, date(2026, 12, 30))) == {"changed child-focus.yml": "warning"}
    assert severities(on(project, date(2026, 12, 31))) == {"changed child-focus.yml": "error"}


def test_other_findings_about_reviews_do_not_block_meanwhile(project: Tree) -> None:
    project.replace("content/reviews.yml", 'by: "facts.csv NL-113"', 'by: "facts.csv NL-114"')
    project.replace("content/law.yml", "valid_from: 2024-07-01", "valid_from: 2024-01-01")
    assert set(severities(on(project, TODAY)).values()) == {"error"}
    project.replace("content/notices.yml", "outages: []", OUTAGE.format(contact="phone:child-focus.helpline"))
    assert severities(on(project, TODAY)) == {"seal reviews.yml": "warning", "changed law.yml": "warning"}


def test_a_correction_of_another_value_is_an_error(project: Tree) -> None:
    project.replace(CF, "475 44 11", "475 44 13")
    project.replace("content/notices.yml", "corrections: []", CORRECTION.format(until="2026-12-03"))
    assert severities(on(project, TODAY))["notice notices.yml"] == "error"


def pages(content: Content) -> dict[tuple[str, str], str]:
    composer = Composer(ROOT, content)
    found = (page for language in content.words for page in composer.pages(language))
    return {(page.address.language, page.address.id): page.markdown for page in found}


def test_an_outage_of_a_helpline_stands_on_every_page_in_its_language(project: Tree) -> None:
    project.replace("content/notices.yml", "outages: []", OUTAGE.format(contact="phone:child-focus.helpline"))
    made = pages(on(project, TODAY))
    for (language, name), text in made.items():
        below = text[text.index("# ") :]
        words = {"nl": "Gebruik intussen", "fr": "En attendant", "en": "Until then"}[language]
        assert words in below[:900], (language, name)
        assert "tel:+3224754499" in below[:900], (language, name)
        assert NAME not in text
    assert "5 décembre 2026" in made["fr", "report"]
    assert 'class="mw-outage">werkt nu niet' in made["nl", "help"]
    over = pages(on(project, date(2026, 12, 6)))
    assert not [key for key, text in over.items() if "mw-notices" in text or "mw-outage" in text]


def test_an_outage_of_another_contact_stands_where_it_is_shown(project: Tree) -> None:
    project.replace("content/notices.yml", "outages: []", OUTAGE.format(contact="phone:seos.helpline"))
    made = pages(on(project, TODAY))
    told = {name for (language, name), text in made.items() if language == "fr" and "mw-notices" in text}
    assert "help" in told
    assert not told & {"law", "privacy", "accessibility"}


def test_a_corrected_value_says_so_and_no_page_bears_a_name(project: Tree) -> None:
    """Readers see roles and dates, never who it was."""
    project.replace(CF, "475 44 11", "475 44 12")
    project.replace("content/notices.yml", "corrections: []", CORRECTION.format(until="2026-12-03"))
    ledger = (project.root / "content/reviews.yml").read_text("utf-8")
    project.write("content/reviews.yml", ledger.replace('by: "', f'by: "{NAME} '))
    content = on(project, TODAY)
    note = Composer(ROOT, content).renderers["nl"].views.note(OFFICE)
    assert note == "Veranderd op 30 november 2026 door de redactie. Nog niet bevestigd."
    made = pages(content)
    assert not [key for key, text in made.items() if NAME in text or "facts.csv" in text]


def test_a_changed_value_is_not_shown_as_confirmed(project: Tree) -> None:
    """In preview a number that nobody has confirmed yet doesn't bear the old one's source."""
    before = Composer(ROOT, on(project, TODAY)).renderers["nl"].views.view(OFFICE)
    project.replace(CF, "475 44 11", "475 44 12")
    view = Composer(ROOT, on(project, TODAY)).renderers["nl"].views.view(OFFICE)
    assert before.source
    assert (view.source, view.doubtful, view.note) == ("", True, "Nog door niemand bevestigd.")


def test_what_has_expired_bears_the_day_somebody_looked(project: Tree) -> None:
    fresh = Composer(ROOT, on(project, TODAY)).renderers["en"].views.note(OFFICE)
    old = Composer(ROOT, on(project, date(2029, 1, 1))).renderers["en"].views.note(OFFICE)
    assert old.startswith(f"{fresh} Last checked: ")


def test_readers_of_a_page_that_is_behind_are_led_to_the_newer_one(project: Tree) -> None:
    edit(project, "content/nl/law.yml", "entries", "nl-252", "title")
    made = pages(on(project, TODAY))
    assert 'hreflang="nl">Lire la page en néerlandais</a>' in made["fr", "law"]
    assert 'hreflang="nl">Read the page in Dutch</a>' in made["en", "law"]
    assert [key for key, page in made.items() if "mw-notices" in page] == [("fr", "law"), ("en", "law")]
