"""Addresses: the way from page to page wherever the site lives, and old addresses that are answered for ever."""

import posixpath
import re
from urllib.parse import urljoin

import pytest
import yaml

from meldwijzer import build
from meldwijzer.addresses import anchors_of, page_index, relative, short_addresses
from meldwijzer.content import Content
from meldwijzer.findings import errors
from meldwijzer.outputs import redirects
from meldwijzer.pages.compose import with_old_anchors
from meldwijzer.publish import record_addresses
from meldwijzer.rules import published, short

from .conftest import ROOT, Tree, shown


def prepared(tree: Tree) -> build.Site:
    """Return the site of a project without errors."""
    result = build.prepare(tree.root, publishing=True)
    assert result.site is not None, shown(result.findings)
    return result.site


def without_short(files: dict[str, str]) -> list[str]:
    """Return the files of old addresses."""
    return [path for path in files if not re.match(r"\w+/q/", path)]


def published_findings(tree: Tree) -> list[str]:
    """Return what the rules about published addresses and anchors say."""
    content = tree.load()
    return [finding.message for finding in [*published.addresses(content), *published.anchors(content)]]


@pytest.mark.parametrize(
    ("target", "page", "way"),
    [
        ("/nl/melden/", "/nl/", "melden/"),
        ("/nl/", "/nl/melden/", "../"),
        ("/nl/", "/nl/", "./"),
        ("/", "/", "./"),
        ("/", "/nl/", "../"),
        ("/", "/nl/gidsen/ouders/", "../../../"),
        ("/nl/hulp/", "/nl/melden/", "../hulp/"),
        ("/fr/aide/", "/nl/hulp/", "../../fr/aide/"),
        ("/nl/gidsen/ouders/", "/nl/gidsen/", "ouders/"),
        ("/nl/gidsen/", "/nl/gidsen/ouders/", "../"),
        ("/nl/gidsen/scholen/", "/nl/gidsen/ouders/", "../scholen/"),
        ("/nl/melden/#after", "/nl/hulp/", "../melden/#after"),
        ("/nl/melden/#after", "/nl/melden/", "#after"),
        ("/nl/#why", "/nl/melden/", "../#why"),
        ("/assets/meldwijzer.css", "/nl/melden/", "../../assets/meldwijzer.css"),
        ("/assets/meldwijzer.css", "/", "assets/meldwijzer.css"),
        ("/nl/melden/", "/404.html", "nl/melden/"),
        ("/nl/melden/", "/nl/404.html", "melden/"),
        ("/nl/404.html", "/nl/melden/", "../404.html"),
        ("/nl/melden/", "/nl/melden/", "./"),
    ],
)
def test_the_way_from_a_page_to_another(target: str, page: str, way: str) -> None:
    """A relative link leads from page to target, also when the site lives in a folder of a larger one."""
    assert relative(target, page) == way
    for base in ("https://a.be", "https://a.be/een/twee"):
        assert urljoin(base + page, way) == base + target


def test_every_way_of_the_real_site(content: Content) -> None:
    """From every page to every other, a browser arrives where it should."""
    paths = sorted({address.path for address in page_index(content).values()})
    for page in paths:
        for target in paths:
            arrived = urljoin(f"https://a.be/x{page}", relative(target, page))
            assert posixpath.normpath(arrived) == posixpath.normpath(f"https://a.be/x{target}"), (page, target)
            assert arrived.endswith("/") == target.endswith("/")


def test_the_ledger_holds(content: Content) -> None:
    """Every published address and anchor is answered, and every address of today is in the ledger."""
    assert [*published.addresses(content), *published.anchors(content)] == []
    assert {address.path for address in page_index(content).values()} <= set(content.published.addresses)


def test_a_changed_slug_needs_a_redirect(tree: Tree) -> None:
    """An address that was published cannot simply go."""
    tree.replace("content/en/pages.yml", "slug: questions", "slug: faq")
    assert published_findings(tree) == ["The address /en/questions/ was published and no longer exists."]


def test_a_redirect_answers_for_a_changed_slug(whole_tree: Tree) -> None:
    """With a line under redirects nothing is wrong, and the old address has a page that leads to the new one."""
    whole_tree.replace("content/en/pages.yml", "slug: questions", "slug: faq")
    whole_tree.replace("content/published.yml", "redirects: {}", "redirects:\n  /en/questions/: page:faq#topic-what")
    assert published_findings(whole_tree) == []
    files = redirects.files(prepared(whole_tree))
    assert without_short(files) == ["en/questions/index.html"]
    html = files["en/questions/index.html"]
    ways = [*re.findall(r'href="([^"]*#[^"]*)"', html), *re.findall(r'content="0; url=([^"]*)"', html)]
    assert len(ways) == 2
    assert {urljoin("https://a.be/x/en/questions/", way) for way in ways} == {"https://a.be/x/en/faq/#topic-what"}
    assert '<html lang="en">' in html
    assert "noindex" in html


def test_a_redirect_from_a_file(whole_tree: Tree) -> None:
    """An old address that ends in .html is answered under that name, in the default language if it names none."""
    whole_tree.replace("content/published.yml", "redirects: {}", "redirects:\n  /oud/melden.html: page:report")
    files = redirects.files(prepared(whole_tree))
    assert without_short(files) == ["oud/melden.html"]
    assert 'href="../nl/melden/"' in files["oud/melden.html"]


def test_short_addresses_lead_to_their_page(content: Content, real_site: build.Site) -> None:
    """Each has a page that leads, in its language, to the page or the question that it names; all are in the ledger."""
    files = redirects.files(real_site)
    for language in content.words:
        short = short_addresses(content, language)
        assert len(short) >= 25
        for target, path in short.items():
            assert re.fullmatch(rf"/{language}/q/[a-z0-9-]+/", path)
            page, hash_sign, anchor = target.partition("#")
            html = files[f"{path.strip('/')}/index.html"]
            (way,) = re.findall(r'content="0; url=([^"]*)"', html)
            (link,) = re.findall(r'<a href="([^"]*)"', html)
            wanted = f"https://a.be/x{real_site.composer.index[(language, page)].path}{hash_sign}{anchor}"
            assert {urljoin(f"https://a.be/x{path}", one) for one in (way, link)} == {wanted}
            assert content.published.short[path] == f"page:{target}"


def test_a_short_address_is_shown_and_given_in_full(real_site: build.Site) -> None:
    """On paper it stands without https:// and without a slash at its end; machines get all of it."""
    desk = real_site.composer.desk("nl", "home")
    assert desk.short("report") == "meldwijzer.example/nl/q/melden"
    assert desk.short_url("report") == "https://meldwijzer.example/nl/q/melden/"
    assert real_site.composer.desk("fr", "help").short("faq#do-i-give-my-name") == "meldwijzer.example/fr/q/anonyme"
    with pytest.raises(KeyError):
        desk.short("home#why")


def test_what_a_short_address_leads_to_is_called(real_site: build.Site) -> None:
    """A question by its words, a part of a page by its title, a page by its own."""
    desk = real_site.composer.desk("en", "home")
    assert desk.called("faq#do-i-give-my-name") == desk.views.words.faq.questions["do-i-give-my-name"].question
    assert desk.called("report#after") == desk.views.words.pages.pages["report"].sections["after"].title
    assert desk.called("guide-parents") == desk.title("guide-parents")


def test_a_short_address_that_goes_is_led_on(whole_tree: Tree) -> None:
    """Under another name today, the old one lives on by a line under redirects, which wins over the ledger."""
    whole_tree.replace("content/nl/pages.yml", "  help: hulp\n", "  help: raad\n")
    assert [one.message for one in short.published_short(whole_tree.load())] == [
        "The short address /nl/q/hulp/ was published and no longer exists."
    ]
    whole_tree.replace("content/published.yml", "redirects: {}", "redirects:\n  /nl/q/hulp/: page:help")
    assert [*short.published_short(whole_tree.load()), *published_findings(whole_tree)] == []
    files = redirects.files(prepared(whole_tree))
    assert {"nl/q/hulp/index.html", "nl/q/raad/index.html"} <= set(files)


def test_a_renamed_question_keeps_its_short_address(whole_tree: Tree) -> None:
    """What a printed address means may get another id; the ledger of renamed parts says that it is the same."""
    for language in ("nl", "fr", "en"):
        whole_tree.replace(f"content/{language}/pages.yml", '"faq#upset"', '"faq#inhope"')
    assert {one.message.partition("; today")[0] for one in short.published_short(whole_tree.load())} == {
        "/nl/q/geschrokken/ was published for page:faq#upset",
        "/fr/q/choc/ was published for page:faq#upset",
        "/en/q/upset/ was published for page:faq#upset",
    }
    whole_tree.replace("content/published.yml", "renamed:\n", "renamed:\n  faq:\n    upset: inhope\n")
    assert list(short.published_short(whole_tree.load())) == []


def rename_part(tree: Tree) -> None:
    """Give a part of a guide another id in all languages."""
    for language in ("nl", "fr", "en"):
        tree.replace(f"content/{language}/guides/schools.md", "{#lesson}", "{#classroom}")


def test_a_renamed_part_answers_by_its_old_name(whole_tree: Tree) -> None:
    """An anchor that somebody linked must be renamed in the ledger; then the page has it where the new one stands."""
    rename_part(whole_tree)
    assert published_findings(whole_tree) == ["guide-schools#lesson was published and no longer exists."]
    whole_tree.replace("content/published.yml", "renamed:\n", "renamed:\n  guide-schools:\n    lesson: classroom\n")
    assert published_findings(whole_tree) == []
    site = prepared(whole_tree)
    for language in ("nl", "fr", "en"):
        markdown = site.page(language, "guide-schools").markdown
        assert markdown.count('id="lesson"') == 1
        between = markdown[markdown.index('id="lesson"') : markdown.index("#classroom")]
        assert between.count("\n") == 2


def test_every_anchor_can_be_renamed(real_site: build.Site) -> None:
    """Whatever form an anchor has on its page, an old name can be put before it."""
    count = 0
    for (language, name), page in real_site.composed.items():
        for anchor in sorted(anchors_of(real_site.content, name)):
            assert '<div class="mw-moved" id="was"></div>' in with_old_anchors(page.markdown, {"was": anchor}), (
                f"{language} {name}#{anchor}"
            )
            count += 1
    assert count > 300


def test_an_anchor_that_is_nowhere_changes_nothing() -> None:
    """A page without the anchor stays as it is, and half a name is no anchor."""
    assert with_old_anchors("## A {: #whyever }\n", {"old": "why"}) == "## A {: #whyever }\n"
    assert with_old_anchors("x\n## A {: #why }\n", {}) == "x\n## A {: #why }\n"


def test_new_addresses_are_recorded_for_ever(whole_tree: Tree) -> None:
    """Recording adds what is new and keeps what is there; a second time there is nothing new."""
    record_addresses(prepared(whole_tree))
    before = yaml.safe_load((whole_tree.root / "content/published.yml").read_text("utf-8"))
    whole_tree.replace("content/published.yml", "- /nl/melden/\n", "")
    whole_tree.replace("content/published.yml", "  - danger\n", "")
    whole_tree.replace("content/published.yml", "  /nl/q/melden/: page:report\n", "")
    assert record_addresses(prepared(whole_tree)) == 3
    text = (whole_tree.root / "content/published.yml").read_text("utf-8")
    assert text.startswith("# Addresses and anchors")
    after = yaml.safe_load(text)
    assert sorted(after["addresses"]) == sorted(before["addresses"])
    assert after["short"] == before["short"]
    assert sorted(after["anchors"]["home"]) == sorted(before["anchors"]["home"])
    assert record_addresses(prepared(whole_tree)) == 0


def test_a_part_that_a_page_shape_names_cannot_go(whole_tree: Tree) -> None:
    """Where a page shape asks for a part by name, its loss is told with page, part and line of the shape."""
    for language in ("nl", "fr", "en"):
        whole_tree.replace(f"content/{language}/pages.yml", "      why:\n", "      reasons:\n")
    whole_tree.replace("content/published.yml", "renamed:\n", "renamed:\n  home:\n    why: reasons\n")
    found = [
        finding for finding in build.prepare(whole_tree.root, publishing=True).findings if finding.rule == "template"
    ]
    assert [finding.message for finding in found] == [
        'The page /nl/ cannot be made: its shape needs "why", which the content does not have.'
    ]
    place = found[0].place
    assert place.path.startswith(("docs/", "overrides/"))
    assert "why" in (ROOT / place.path).read_text("utf-8").split("\n")[place.line - 1]


def test_a_site_with_a_broken_address_is_not_made(whole_tree: Tree) -> None:
    """A lost address stops the whole build."""
    whole_tree.replace("content/en/pages.yml", "slug: questions", "slug: faq")
    result = build.prepare(whole_tree.root, publishing=True)
    assert result.site is None
    assert {finding.rule for finding in errors(result.findings)} == {"published-address"}
