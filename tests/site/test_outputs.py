"""What the build writes, pages and what is beside them, read as readers and machines read it."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from meldwijzer.addresses import UNLISTED
from meldwijzer.build import Site

LANGUAGES = ("nl", "fr", "en")
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def pages(site: Site) -> list[tuple[str, str, str]]:
    """Return (language, id, file) of each page."""
    found = []
    for address in site.addresses():
        path = address.path.strip("/")
        found.append((address.language, address.id, path if path.endswith(".html") else f"{path}/index.html"))
    return found


def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text("utf-8"))


def test_every_language_has_the_same_pages(site: Site, built: Path) -> None:
    """Each page exists in all three languages, under its own slug."""
    by_language = {tag: {name for other, name, _ in pages(site) if other == tag} for tag in LANGUAGES}
    assert by_language["nl"] == by_language["fr"] == by_language["en"]
    assert len(by_language["nl"]) >= 15
    assert all((built / file).is_file() for _, _, file in pages(site))
    assert (built / "nl/melden/index.html").is_file()
    assert (built / "fr/signaler/index.html").is_file()
    assert (built / "en/report/index.html").is_file()


def test_hreflang_is_reciprocal_and_includes_itself(site: Site, built: Path) -> None:
    """The versions of a page name each other and themselves, with x-default, under full addresses."""
    heads: dict[str, dict[str, dict[str, str]]] = {}
    for language, name, file in pages(site):
        tree = parsed(built / file)
        links = {
            str(node.attributes["hreflang"]): str(node.attributes["href"])
            for node in tree.css('link[rel="alternate"][hreflang]')
        }
        if name == "not-found":
            assert links == {}
            continue
        canonical = tree.css_first('link[rel="canonical"]').attributes["href"]
        assert links[language] == canonical == f"https://meldwijzer.example/{file.removesuffix('index.html')}"
        heads.setdefault(name, {})[language] = links
    for versions in heads.values():
        assert versions["nl"] == versions["fr"] == versions["en"]
        assert set(versions["nl"]) == {"nl", "fr", "en", "x-default"}


def test_the_sitemap_says_the_same_as_the_heads(site: Site, built: Path) -> None:
    """Every page stands in the sitemap with all its languages and x-default, and nothing else does."""
    tree = ElementTree.parse(built / "sitemap.xml")
    found = {}
    for url in tree.findall("s:url", SITEMAP):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", SITEMAP)}
        found[url.findtext("s:loc", namespaces=SITEMAP)] = links
    assert set(found) == {f"https://meldwijzer.example{a.path}" for a in site.addresses() if a.id not in UNLISTED}
    for address, links in found.items():
        assert address in links.values()
        assert set(links) == {"nl", "fr", "en", "x-default"}


def test_an_example_says_so_on_every_page(site: Site, built: Path) -> None:
    """Every page bears the banner in its language with the real forms, and asks not to be indexed."""
    for language, _, file in [*pages(site), ("nl", "root", "index.html"), ("fr", "root", "404.html")]:
        html = (built / file).read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html, file
        assert site.composer.renderers[language].views.t("example.text") in html, file
        assert "https://meldpunt-kinderporno.nl/" in html, file
    assert "Disallow: /\n" in (built / "robots.txt").read_text("utf-8")


def test_nothing_is_asked_of_another_host_and_nothing_is_inline(built: Path) -> None:
    """No page loads from elsewhere, has inline scripts, event handlers, or styles but for the one in its head."""
    for file in built.rglob("*.html"):
        html = file.read_text("utf-8")
        tree = LexborHTMLParser(html)
        for node in tree.css("script, img, link[rel=stylesheet], iframe, source"):
            if node.attributes.get("type") == "application/ld+json":
                continue  # data: nothing executes it
            target = node.attributes.get("src") or node.attributes.get("href") or ""
            assert target, file
            assert not re.match(r"(?:[a-z]+:)?//", target), (file, target)
            assert not node.text(strip=True), file
        assert len(tree.css("style")) == 1 == len(tree.css("head > style")), file
        assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", html), file
        assert "javascript:" not in html, file
    for style in (built / "assets").rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", style.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_index_speaks_one_language(site: Site, built: Path, language: str) -> None:
    """Each index has its own language's pages only, each part once, and every question with its old words."""
    index = json.loads((built / language / "search/search_index.json").read_text("utf-8"))
    locations = [entry["location"] for entry in index["docs"]]
    assert index["config"]["lang"] == [language]
    assert len(locations) == len(set(locations))
    for location in locations:
        path, _, anchor = location.partition("#")
        html = (built / language / path / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html, location
    assert set(site.content.faq.questions) <= {location.partition("#")[2] for location in locations}
    words = site.content.words[language].faq.questions["what-is-it"].synonyms
    entry = next(entry for entry in index["docs"] if entry["location"].endswith("#what-is-it"))
    assert words
    assert set(words) <= set(entry["tags"])


def test_anchors_are_the_same_in_all_languages(site: Site, built: Path) -> None:
    """A link to a part of a page works in each language: the ids of a page don't depend on it."""
    ids: dict[str, dict[str, set[str]]] = {}
    for language, name, file in pages(site):
        main = parsed(built / file).css_first("main")
        ids.setdefault(name, {})[language] = {str(node.attributes["id"]) for node in main.css("[id]")}
    for name, versions in ids.items():
        assert versions["nl"] == versions["fr"] == versions["en"], name
    with_services = {key for key, organisation in site.content.organisations.items() if organisation.services}
    assert with_services <= ids["help"]["nl"]
    assert set(site.content.law.entries) <= ids["law"]["nl"]
    assert {"child-focus-form", "meldpunt-messenger"} <= ids["report"]["nl"]


def test_retired_contacts_are_plain_text(built: Path) -> None:
    """What is dead stands in the table of old contacts, and nowhere as a link or a number to call."""
    targets = {
        str(node.attributes["href"]) for file in built.rglob("*.html") for node in parsed(file).css("[href]")
    }  # fmt: skip
    for host in ("ecops.be", "clicksafe.be", "stopchildporno.be", "meldkindersekstoerisme.nl/"):
        assert not any(host in target and "/en/what-to-report" not in target for target in targets), host
    assert not {"tel:080095595", "tel:+3224754403", "tel:080020088"} & targets
    text = parsed(built / "nl/bronnen/index.html").css_first("table.mw-old").text()
    for value in ("0800 95 5 95", "310-1222999-12", "ecops.be", "475 44 03", "0800 200 88"):
        assert value in text, value


def test_the_dutch_messenger_is_for_dutch_readers(built: Path) -> None:
    """The number that takes messages stands only in parts that are marked as Dutch."""
    seen = 0
    for file in built.rglob("*.html"):
        assert "tel:+31642834635" not in file.read_text("utf-8")
        for node in parsed(file).css("bdi"):
            if "428 346 35" not in node.text():
                continue
            parent = node
            while parent is not None and parent.attributes.get("data-country") != "NL":
                parent = parent.parent
            beside = node.parent.parent.text() if node.parent is not None and node.parent.parent is not None else ""
            sourced = file.parent.name in ("bronnen", "sources", "wijzigingen", "changes") and re.search(
                r"Nederland|Pays-Bas|Netherlands", beside
            )
            assert parent is not None or sourced, file
            seen += 1
    assert seen >= 3


def test_numbers_have_their_country_beside_them(site: Site, built: Path) -> None:
    """Every number but 112 on every page has its country in words beside it."""
    names = {"nl": ("België", "Nederland"), "fr": ("Belgique", "Pays-Bas"), "en": ("Belgium", "Netherlands")}
    for language, _, file in pages(site):
        for node in parsed(built / file).css('a[href^="tel:"]'):
            if node.attributes["href"] != "tel:112":
                around = node.parent.text() if node.parent else ""
                assert any(name in around for name in names[language]), (file, node.html)


DONT = {"home": 'id="dont"', "report": "mw-before__item--dont", "report-form": "mw-before-short__item--dont"}
"""Where each page says what not to do."""


@pytest.mark.parametrize("name", DONT)
def test_what_readers_fear_stands_before_every_way_to_report(site: Site, built: Path, name: str) -> None:
    """In the text of a page "will I get in trouble?" and "don't search, keep, forward" come before any form."""
    forms = {
        "https://meldpunt-kinderporno.nl/",
        site.composer.renderers["nl"].views.view("link:child-focus.report").href,
    }
    for language, other, file in pages(site):
        if other != name:
            continue
        html = parsed(built / file).css_first("article").html or ""
        first_form = min(html.index(f'href="{form}"') for form in forms)
        assert html.index("#trouble" if name != "report" else 'id="trouble"') < first_form, language
        assert html.index(DONT[name]) < first_form, language
