"""German as far as it goes: interface, organisations, and what the pages home, report and help say.

It is no part of the content that ships: a site shows a language whole or not at all. It is what a translator would
deliver, and proves that way on real words.
"""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from meldwijzer import cli, rules
from meldwijzer.content import Content, load
from meldwijzer.findings import Finding
from meldwijzer.model.site import LanguageSettings
from meldwijzer.pages.compose import Composer
from meldwijzer.placed_texts import PlacedText, texts_in
from meldwijzer.rules import same, same_build
from meldwijzer.translators import sheet_of

from ..unit.conftest import ROOT, Tree

PO = Path(__file__).parent / "german/de.po"
PAGES = ("home", "report", "help")
COUNTRIES = {
    "BE": ["Belgien", "Belgiens", "belgisch*", "Belgier*"],
    "NL": ["Niederlande", "Niederlanden", "niederländisch*", "Niederländer*"],
}
LANGUAGES = {"nl": ["auf Niederländisch"], "fr": ["auf Französisch"]}
"""What terms.yml would say of them."""


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The content that ships with German laid out and delivered, as it is while it is partial."""
    tree = Tree(tmp_path_factory.mktemp("german"))
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(ROOT / folder)
    for arguments in (["add-language", "de"], ["translations", "import", str(PO), "--by", "A Translator"]):
        assert cli.main(["--root", str(tree.root), *arguments]) == 0
    content, findings = load(tree.root)
    assert content is not None
    assert findings == []
    return content


@pytest.fixture(scope="module")
def opened(delivered: Content) -> Content:
    """The same with German as one of its languages; Dutch stands where German lacks words."""
    settings = LanguageSettings(
        name="Deutsch", locale="de_BE", readers=["BE"], quick_exit="https://de.wikipedia.org/", partial=True
    )
    site = delivered.site.model_copy(update={"languages": {**delivered.site.languages, "de": settings}})
    german = delivered.coming["de"].words
    claims = german.terms.claims.model_copy(update={"languages": LANGUAGES})
    terms = german.terms.model_copy(update={"countries": COUNTRIES, "claims": claims})
    words = {**delivered.words, "de": dataclasses.replace(german, terms=terms)}
    return dataclasses.replace(delivered, site=site, words=words, coming={})


@pytest.fixture(scope="module")
def texts(delivered: Content) -> list[PlacedText]:
    """The German texts."""
    lacking = delivered.coming["de"].lacking
    return [one for one in texts_in(delivered, "de") if (one.path.split("/", 2)[2], one.text.way) not in lacking]


def test_home_report_and_help_are_complete(delivered: Content) -> None:
    whole = ("interface.po", "organisations.yml", "reporting.yml")
    units = sheet_of(delivered, "de").units
    wanted = [one for one in units if one.key[0] in whole or one.key[1][:2] in {("pages", page) for page in PAGES}]
    assert [one.context for one in wanted if not one.target] == []
    assert len(wanted) > 600


def test_the_site_that_ships_with_it_is_the_same_for_readers(delivered: Content) -> None:
    assert "de" not in delivered.words
    assert "de" not in delivered.site.languages
    assert not [one for one in rules.check(delivered, publishing=True) if one.place.path.startswith("content/de")]


@pytest.mark.parametrize(
    "check",
    [
        same.same_contacts, same.same_pages, same.same_figures, same.same_organisations, same.same_countries,
        same_build.same_build, same_build.same_sentences,
    ],
    ids=lambda check: check.__name__,
)  # fmt: skip
def test_it_says_what_the_other_languages_say(opened: Content, check: Callable[[Content], list[Finding]]) -> None:
    found = [one for one in check(opened) if one.place.path.startswith("content/de/")]
    pages = opened.tree("content/de/pages.yml")
    ours = [
        one
        for one in found
        if one.place.path.rpartition("/")[2] in ("organisations.yml", "reporting.yml", "interface.po")
        or (one.place.path == pages.path and any(pages.is_within(one.place, f"pages.{page}") for page in PAGES))
    ]
    assert "\n".join(map(str, ours)) == ""


def test_its_words_are_those_of_this_house(texts: list[PlacedText]) -> None:
    said = {one: one.blanked for one in texts}
    never = re.compile(r"anonym|Kinderpornogra|pädophil|Hotline|Racheporno|\beu(?:ch|er)", re.IGNORECASE)
    assert [text for text in said.values() if never.search(text.replace("Meldpunt Kinderporno", ""))] == []
    to_children = {"awel", "ecoute-enfants", "kindertelefoon"}
    intimate = [one for one, text in said.items() if re.search(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?)\b", text)]
    assert {one.text.way[1] for one in intimate} <= {*to_children, "statements"}
    for one, text in said.items():
        if "Notrufnummer" in text:
            assert "112" in one.text.text or "emergency" in str(one.text.way) or one.is_message or "Landes" in text


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_are_made_and_dial_what_english_dials(opened: Content, delivered: Content, page: str) -> None:
    composer = Composer(ROOT, opened)
    html = {tag: composer.page(composer.index[(tag, page)]).html("search.js") for tag in ("de", "en")}
    assert '<html lang="de">' in html["de"]
    assert "Nicht von Child Focus, Offlimits oder der Polizei" in html["de"]
    dialled = {tag: set(re.findall(r'href="(tel:[^"]+)"', text)) for tag, text in html.items()}
    assert dialled["de"] == dialled["en"]
    assert "Rufen Sie" in html["de"]
    assert ("Tag und Nacht" in html["de"]) == ("Day and night" in html["en"])
