"""Every component, in every state that its examples name, in every language."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from meldwijzer.contacts import phone
from meldwijzer.content import Content, load
from meldwijzer.language.formats import Formats
from meldwijzer.pages.compose import Composer
from meldwijzer.pages.examples import Example, examples, read
from meldwijzer.pages.policy import digest

from .html_tree import BLOCK, Element, parse

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted(folder.name for folder in (ROOT / "overrides/components").iterdir() if folder.is_dir())
TEMPLATES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("overrides/**/*.html")])
LANGUAGES = ("nl", "fr", "en")
WORD = re.compile(r"[^\W\d_]{4,}")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE_LIST = re.compile(r"\{:[^}]*\}")
SPOKEN = ("alt", "aria-description", "aria-label", "label", "placeholder", "summary", "title")
COUNTRY_CODE = {"BE": "32", "NL": "31"}


@cache
def _content() -> Content:
    content, findings = load(ROOT)
    assert content is not None, findings
    return content


@cache
def _composer() -> Composer:
    return Composer(ROOT, _content())


@cache
def _shown() -> list[tuple[str, Example]]:
    """Return every example with its language."""
    return [(language, example) for language in LANGUAGES for example in examples(ROOT, _composer(), language)]


@cache
def _dialled() -> dict[str, set[str]]:
    """Return what a tap may dial, each with the countries in which it answers."""
    found: dict[str, set[str]] = {}
    for organisation in _content().organisations.values():
        for number in organisation.phones.values():
            if number.retired is None and "voice" in number.modes:
                found.setdefault(phone.dial(number), set()).add(number.country)
    return found


@pytest.fixture(params=COMPONENTS)
def shown(request: pytest.FixtureRequest) -> list[tuple[str, Element]]:
    """A component's examples in all languages, each with its language."""
    return [(language, parse(str(one.html))[0]) for language, one in _shown() if one.component == request.param]


def _links(tree: Element) -> list[Element]:
    return [link for link in tree.find("a") if "href" in link.attributes]


def _numbers(tree: Element) -> list[Element]:
    return [link for link in _links(tree) if link.attributes["href"].startswith("tel:")]


def _beside(link: Element) -> str:
    """Return the text around a number that belongs to no other number, within its paragraph or line."""
    text = link.text
    for outside in link.ancestors():
        if len(_numbers(outside)) > 1:
            break
        text = outside.text
        if outside.tag in BLOCK or outside.tag in ("li", "td", "dd", ""):
            break
    return text


@pytest.mark.parametrize("component", COMPONENTS)
def test_has_examples(component: str) -> None:
    """Every component says in its examples.yml what it is, and shows at least one state, each under its own name."""
    written = {one.component: one for one in read(ROOT)}
    assert component in written, f"overrides/components/{component}/examples.yml is missing"
    assert written[component].description
    names = [name for name, _, _ in written[component].examples]
    assert names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_renders(language: str) -> None:
    """Every example of every component can be made in every language."""
    assert {example.component for tag, example in _shown() if tag == language} == set(COMPONENTS)


@pytest.mark.parametrize("component", ["channel", "contact", "law-entry", "question", "service"])
def test_states_differ(component: str) -> None:
    """A component's examples show different states."""
    texts = [str(example.html) for tag, example in _shown() if tag == "nl" and example.component == component]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_well_formed(language: str) -> None:
    """A component's HTML is well-formed: all closed, no paragraph in a paragraph, no link in a link."""
    wrong = [
        f"{example.component}, {example.name}: {fault}"
        for tag, example in _shown()
        if tag == language
        for fault in parse(str(example.html))[1]
    ]
    assert not wrong, "\n".join(wrong)


def policies(tree: Element) -> str:
    """Return what a whole document says that it may load."""
    return "; ".join(one.attributes.get("content", "") for one in tree if one.tag == "meta")


def test_nothing_inline(shown: list[tuple[str, Element]]) -> None:
    """No component brings a style, a script or an event handler inside its HTML, but a style that its policy names."""
    for _, tree in shown:
        for element in tree:
            assert element.tag != "style" or digest("".join(map(str, element.children))) in policies(tree)
            assert element.tag != "script" or element.attributes.get("src")
            assert "style" not in element.attributes
            assert not [name for name in element.attributes if name.startswith("on")]
            assert not re.match(r"\s*(javascript|data|vbscript):", element.attributes.get("href", ""), re.IGNORECASE)


def test_links_lead_somewhere(shown: list[tuple[str, Element]]) -> None:
    """Every link has an address, and words that say where it leads."""
    for _, tree in shown:
        for link in tree.find("a"):
            assert link.attributes.get("href", "").strip() not in ("", "#"), link.text
            said = [link.text, *(one.attributes.get("alt", "") for one in link.find("img"))]
            assert any(one.strip() for one in said), link.attributes


def test_links_out(shown: list[tuple[str, Element]]) -> None:
    """A link to another site tells that site nothing of where the reader came from."""
    for _, tree in shown:
        for link in _links(tree):
            if re.match(r"(https?:)?//", link.attributes["href"]):
                assert set(link.attributes.get("rel", "").split()) >= {"noreferrer", "external"}


def test_ids(shown: list[tuple[str, Element]]) -> None:
    """No name is given twice, and what points to a name inside a component finds it."""
    for _, tree in shown:
        ids = Counter(element.attributes["id"] for element in tree if "id" in element.attributes)
        assert not [name for name, count in ids.items() if count > 1 or not name]
        for element in tree:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(element.attributes.get(name, "").split()) <= set(ids)


def test_numbers_are_registered(shown: list[tuple[str, Element]]) -> None:
    """Only a registered number that is not retired and takes calls can be tapped."""
    for _, tree in shown:
        for link in _numbers(tree):
            assert link.attributes["href"] in _dialled()


def test_numbers_read_as_they_dial(shown: list[tuple[str, Element]]) -> None:
    """The number that a reader sees is the number that a tap dials."""
    for _, tree in shown:
        for link in _numbers(tree):
            [seen] = link.find("bdi")
            read_digits, dialled = re.sub(r"[^\d+]", "", seen.text), link.attributes["href"].removeprefix("tel:")
            [country] = _dialled()[link.attributes["href"]] if dialled[0] == "+" else {""}
            code = f"+{COUNTRY_CODE[country]}" if country else "+"
            forms = {dialled, f"0{dialled.removeprefix(code)}"} if country else {dialled}
            assert read_digits in forms, f"{seen.text} dials {dialled}"


def test_numbers_name_their_country(shown: list[tuple[str, Element]]) -> None:
    """Beside every number stands, in words, the country in which it answers; 112 answers in all of them."""
    for language, tree in shown:
        formats = Formats(_content().site.languages[language].locale)
        for link in _numbers(tree):
            territories = _dialled()[link.attributes["href"]]
            if territories != {"EU"}:
                assert any(formats.country(one) in _beside(link) for one in territories), _beside(link)


def test_other_languages_are_marked() -> None:
    """A link to a page that is not in the reader's language says so, in words and for the browser."""
    for language in LANGUAGES:
        formats = Formats(_content().site.languages[language].locale)
        for tag, example in _shown():
            if tag != language or example.component not in ("contact", "link-link"):
                continue
            for link in _links(parse(str(example.html))[0]):
                if other := link.attributes.get("hreflang"):
                    assert other != language
                    assert formats.language(other).lower() in str(example.html).lower()


def test_a_mistake_is_named(tmp_path: Path) -> None:
    """An examples.yml without examples is refused by its name, and a reference to nothing too."""
    file = tmp_path / "overrides/components/contact/examples.yml"
    file.parent.mkdir(parents=True)
    file.write_text("description: A contact point.\n")
    with pytest.raises(ValueError, match=r"contact/examples\.yml"):
        list(read(tmp_path))
    for value in ("@service nobody", "@law nothing", "@nothing at all"):
        file.write_text(f'description: d\nexamples:\n  - name: n\n    values:\n      contact: "{value}"\n')
        with pytest.raises(KeyError):
            list(examples(tmp_path, _composer(), "nl"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_words_in_templates(template: Path) -> None:
    """Page shapes and components hold no word that a reader would see: words come from content/ alone."""
    text = ATTRIBUTE_LIST.sub("", JINJA.sub("", template.read_text("utf-8")))
    tree, _ = parse(text)
    assert not WORD.findall(tree.text)
    for element in tree:
        for name in SPOKEN:
            assert not WORD.findall(element.attributes.get(name, "")), f"{name} of <{element.tag}>"
