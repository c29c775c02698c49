"""An example says so on every page; a live site says who answers for it, or is not published."""

from meldwijzer import build
from meldwijzer.content import Content
from meldwijzer.rules import operation

from .conftest import Tree, shown

SITE = "content/site.yml"
PAGES = ("privacy", "accessibility", "about")


def make_live(tree: Tree) -> None:
    """Turn the example into a live site, with nothing else."""
    tree.replace(SITE, "operation: example", "operation: live")


def fill_in(tree: Tree) -> None:
    """Write everything that a live site must say."""
    for field in ("legal_name", "address", "privacy_contact", "accessibility_contact"):
        tree.replace(SITE, f"  {field}:\n", f"  {field}: Stichting Voorbeeld\n")
    for country in ("BE", "NL"):
        tree.replace(SITE, f"  {country}:\n\n" if country == "NL" else f"  {country}:\n  NL:\n", (
            f"  {country}: https://meld.example/{country}\n" + ("\n" if country == "NL" else "  NL:\n")
        ))  # fmt: skip
    hotlines = [key for key, one in tree.load().organisations.items() if "own-hotline" in one.roles]
    consents = "".join(f"  - organisation: {key}\n    date: 2026-01-01\n    source: letter\n" for key in hotlines)
    tree.write(SITE, f"{(tree.root / SITE).read_text('utf-8')}\nconsents:\n{consents}")
    for language in ("nl", "fr", "en"):
        path = f"content/{language}/pages.yml"
        for page in PAGES:
            text = (tree.root / path).read_text("utf-8")
            at = text.index("        text: |\n", text.index(f"\n  {page}:\n")) + len("        text: |\n")
            tree.write(path, f"{text[:at]}          Stichting Voorbeeld.\n{text[at:]}")


def missing(content: Content) -> set[str]:
    """Return what the rule misses, each in a word."""
    words = ("legal_name", "needs address", "privacy_contact", "accessibility_contact", "in BE", "in NL", "Child Focus",
             "Meldpunt Kinderporno", "needs licence under", "licence_url")  # fmt: skip
    found = [finding.message for finding in operation.live(content)]
    assert len(found) == len(set(found))
    named = {word for word in words if any(word in message for message in found)}
    assert len(named) == len(found), found
    return named


def test_an_example_needs_nothing(content: Content) -> None:
    """The example that ships names nobody and passes."""
    assert content.site.operation == "example"
    assert content.site.publisher.legal_name is None
    assert list(operation.live(content)) == []


def test_a_live_site_without_anything(tree: Tree) -> None:
    """Each thing that a live site lacks is a finding of its own: publisher, contacts, endpoints, consents."""
    make_live(tree)
    assert missing(tree.load()) == {
        "legal_name", "needs address", "privacy_contact", "accessibility_contact", "in BE", "in NL", "Child Focus",
        "Meldpunt Kinderporno",
    }  # fmt: skip


def test_each_missing_thing_is_found_alone(tree: Tree) -> None:
    """Taking one thing away from a complete live site gives exactly its finding, at its line."""
    make_live(tree)
    fill_in(tree)
    whole = (tree.root / SITE).read_text("utf-8")
    for old, new, what in (
        ("  legal_name: Stichting Voorbeeld", "  legal_name:", "legal_name"),
        ("  privacy_contact: Stichting Voorbeeld", "  privacy_contact: ''", "privacy_contact"),
        ("  BE: https://meld.example/BE", "  BE:", "in BE"),
        ("organisation: meldpunt", "organisation: awel", "Meldpunt Kinderporno"),
        ("  licence: CC0-1.0", "  licence:", "needs licence under"),
        ("  licence_url: https://creativecommons.org/publicdomain/zero/1.0/", "  licence_url:", "licence_url"),
    ):
        tree.replace(SITE, old, new)
        content = tree.load()
        assert missing(content) == {what}
        (finding,) = operation.live(content)
        line = (tree.root / SITE).read_text("utf-8").split("\n")[finding.place.line - 1]
        assert line.strip().startswith((new.strip(), "consents:"))
        tree.write(SITE, whole)


def test_a_complete_live_site(whole_tree: Tree) -> None:
    """With all of it nothing is missing; the site can be made and no page has the banner of an example."""
    make_live(whole_tree)
    fill_in(whole_tree)
    assert list(operation.live(whole_tree.load())) == []
    result = build.prepare(whole_tree.root, publishing=True)
    assert result.site is not None, shown(result.findings)
    assert {str(page.desk.component("banner")).strip() for page in result.site.composed.values()} == {""}


def test_the_words_of_an_example_do_not_go_live(tree: Tree) -> None:
    """A page that should say who answers for the site, and still speaks of an example, is found in each language."""
    make_live(tree)
    fill_in(tree)
    path = "content/fr/pages.yml"
    tree.replace(path, "          Stichting Voorbeeld.\n", "")
    (finding,) = operation.live(tree.load())
    assert finding.place.path == path
    assert 'The page "privacy" does not name Stichting Voorbeeld.' in finding.message


def test_a_live_site_that_lacks_something_is_not_made(whole_tree: Tree) -> None:
    """The whole build stops while something is missing."""
    make_live(whole_tree)
    assert build.prepare(whole_tree.root, publishing=True).site is None


def test_the_banner_of_an_example(real_site: build.Site) -> None:
    """Every page of an example has the banner with links to the real forms."""
    for page in real_site.composed.values():
        banner = str(page.desk.component("banner"))
        assert page.desk.t("example.text") in banner.replace("&#39;", "'")
        for country in real_site.content.site.countries.values():
            assert f'href="{page.desk.contact(country.real_form).href}"' in banner
