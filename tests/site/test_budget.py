"""What a page weighs: its HTML with the styles in it in the first round trip, and all that a first view asks for."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from selectolax.lexbor import LexborHTMLParser

from meldwijzer.build import Site

LANGUAGES = ("nl", "fr", "en")
FIRST_ROUND_TRIP = 14_000
"""Bytes packed with brotli (11): what fits into the first ten packets of a connection, with the headers before it."""
HOME = 7_000
GZIP = 1.22
"""How much more a host may send that knows gzip only."""
DATA = 1_500
"""What the data for machines may add to a page. It stands behind everything else: nobody waits for it."""
FIRST_VIEW = 35_000
REQUESTS = 5
CLASS = re.compile(r"\.(mw-[\w-]+)")


def packed(data: bytes) -> int:
    return len(brotli.compress(data, quality=11))


def file_of(built: Path, site: Site, language: str, page: str) -> Path:
    path = site.page(language, page).address.path.strip("/")
    return built / (path if path.endswith(".html") else f"{path}/index.html")


def without_data(data: bytes) -> bytes:
    """Return a page up to its data for machines, which stand at its very end."""
    before, _, after = data.partition(b'<script type="application/ld+json">')
    assert not after or after.partition(b"</script>")[2].split() == [b"</body>", b"</html>"]
    return before


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_come_in_the_first_round_trip(site: Site, built: Path, language: str) -> None:
    """Every page with its styles is small enough; all that are not are told at once."""
    heavy = {}
    for page in site.pages(language):
        data = without_data(file_of(built, site, language, page.address.id).read_bytes())
        limit = HOME if page.address.id == "home" else FIRST_ROUND_TRIP
        if packed(data) > limit or len(gzip.compress(data, 9)) > GZIP * limit:
            heavy[page.address.id] = (packed(data), len(gzip.compress(data, 9)), limit)
    assert heavy == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_for_machines_are_few(site: Site, built: Path, language: str) -> None:
    """What stands behind a page adds little, packed with it: most of it says what the page says."""
    heavy = {}
    for page in site.pages(language):
        data = file_of(built, site, language, page.address.id).read_bytes()
        if (added := packed(data) - packed(without_data(data))) > DATA:
            heavy[page.address.id] = added
    assert heavy == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["home", "report", "help", "faq"])
def test_a_first_view_is_light(site: Site, built: Path, language: str, page: str) -> None:
    """All that a page asks for before anybody taps anything."""
    file = file_of(built, site, language, page)
    tree = LexborHTMLParser(file.read_text("utf-8"))
    asked = {
        (file.parent / str(node.attributes.get("href") or node.attributes.get("src"))).resolve()
        for node in tree.css("link[rel=stylesheet], link[rel=icon], script[src], img")
    }
    assert len(asked) + 1 <= REQUESTS, asked
    assert sum(packed(one.read_bytes()) for one in {file.resolve(), *asked}) <= FIRST_VIEW
    assert not tree.css("head > link[rel=stylesheet], head > script"), "the first sight waits for nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_theme_is_asked_for_but_search(site: Site, built: Path, language: str) -> None:
    """Pages fetch no style sheet and no script of the theme; search names its worker, and fetches it when opened."""
    for page in site.pages(language):
        tree = LexborHTMLParser(file_of(built, site, language, page.address.id).read_text("utf-8"))
        for node in tree.css("link[rel=stylesheet], script[src], img"):
            target = str(node.attributes.get("href") or node.attributes.get("src"))
            assert "stylesheets/" not in target, page.address.path
            assert "javascripts/" not in target, page.address.path


def test_a_page_has_all_the_style_that_its_parts_have(site: Site, built: Path) -> None:
    """Where a class of a page has a look in overrides/, its page has it, or the file for all pages."""
    overrides = site.root / "overrides"
    looks = {name for file in overrides.rglob("*.css") for name in CLASS.findall(file.read_text("utf-8"))}
    later = set(CLASS.findall(next(built.glob("assets/later.*.css")).read_text("utf-8")))
    for page in site.composed.values():
        file = file_of(built, site, page.address.language, page.address.id)
        tree = LexborHTMLParser(file.read_text("utf-8"))
        own = set(CLASS.findall(tree.css_first("head > style").text()))
        there = {name for node in tree.css("body [class]") for name in str(node.attributes["class"]).split()}
        assert (there & looks) - own - later == set(), page.address.path


def test_nothing_is_left_of_the_theme_page(site: Site, built: Path) -> None:
    """Every element is ours: no class of Material's without a look, no drawer or dialog that nobody sees."""
    for page in site.composed.values():
        tree = LexborHTMLParser(file_of(built, site, page.address.language, page.address.id).read_text("utf-8"))
        names = {name for node in tree.css("[class]") for name in str(node.attributes["class"]).split()}
        assert {name for name in names if not name.startswith("mw-")} == set(), page.address.path
