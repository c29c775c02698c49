"""Content cannot inject: whatever stands in a field is a finding, or comes out of a real build as plain words.

Two builds: one with harmless words in every field, one with all injections spread over the same fields, so that each
meets every kind of field. Nothing may be in the second that is not in the first, but what Markdown may make of prose.
"""

import contextlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Annotated, Any
from xml.etree import ElementTree

import html5lib
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from meldwijzer import outputs, rules
from meldwijzer.build import Site
from meldwijzer.content import Content, load
from meldwijzer.findings import Finding, errors
from meldwijzer.language.catalogue import Catalogue
from meldwijzer.model.base import Line, Record, TextKind
from meldwijzer.pages.compose import Composer
from meldwijzer.reading.text_file import decode
from meldwijzer.reading.yaml_tree import parse
from meldwijzer.texts import texts_of
from meldwijzer.validation import validate

from . import injections
from .conftest import ROOT, TODAY, Tree, shown

FACTS = ("site", "organisations", "law", "reporting", "faq", "giving")
WORDS = ("pages", "law", "reporting", "organisations", "faq", "donate", "form")
PARSED = {
    "Account.iban", "Email.address", "LanguageSettings.locale", "Link.hours", "Link.url", "Phone.abroad", "Phone.hours",
    "Phone.number", "Phone.written", "Publisher.security_contact", "Service.role", "SiteSettings.report_form",
    "Source.url",
}  # fmt: skip
"""Strings that mean something and have rules of their own: nothing but what they allow is ever composed, except of
links that are retired, which are plain text."""
INLINE = {"p", "strong", "em", "ul", "ol", "li", "br", "span"}
"""What Markdown may make of prose, without attributes; html5lib closes and opens paragraphs by itself."""
SPOKEN = {
    "alt",
    "aria-label",
    "content",
    "data-copy-text",
    "data-search-words",
    "data-worked",
    "placeholder",
    "title",
    "value",
} | {
    f"data-{name}"
    for name in ("also", "always", "clock", "closed", "failed", "holiday", "label", "many", "none", "one", "open")
}
"""Attributes whose values are words; all others have to be what they were."""

UNCONFIRMED = {"changed", "unsealed", "never-reviewed", "baseline"}
"""Rules that see every change, whatever it is."""

Put = Callable[[str, str, bool], str]
"""From a kind of field, what stands there, and whether it is prose to what is written instead."""


def rewritten(value: Any, put: Put, kind: str = "", marks: tuple[TextKind, ...] = ()) -> Any:
    """Return a value of the content in which every string that may be any words is another."""
    if isinstance(value, str):
        return put(kind, value, any(mark.name == "prose" for mark in marks))
    if isinstance(value, BaseModel):
        changed = {}
        for name, field in type(value).model_fields.items():
            here = f"{type(value).__name__}.{name}"
            old = getattr(value, name)
            parsed = here in PARSED and not (here == "Link.url" and value.retired)
            if parsed or not free(field):
                changed[name] = rewritten(old, put) if _holds_records(old) else old
            else:
                changed[name] = rewritten(old, put, here, kinds_of(field))
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {key: rewritten(item, put, kind, marks) for key, item in value.items()}
    if isinstance(value, list):
        return [rewritten(item, put, kind, marks) for item in value]
    return value


def _holds_records(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return any(isinstance(item, BaseModel) for item in items)


def kinds_of(field: Any) -> tuple[TextKind, ...]:
    """Return the marks of texts in a field's type, wherever they are in it."""
    return tuple(mark for mark in _parts(field.annotation, field.metadata) if isinstance(mark, TextKind))


def _parts(annotation: Any, metadata: Any = ()) -> Iterator[Any]:
    yield from metadata
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _parts(inner)


def free(field: Any) -> bool:
    """Tell whether a field takes any words, and not only a choice, an id or a reference."""
    kind = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    check = TypeAdapter(kind)
    for value in ("any <words>", ["any <words>"], {"nl": "any <words>"}, {"BE": "any <words>"}, {"x": "any <words>"}):
        try:
            check.validate_python(value)
        except ValidationError:
            continue
        return True
    return False


def with_words(content: Content, put: Put) -> Content:
    """Return a content with other words in every field."""
    facts = {name: rewritten(getattr(content, name), put) for name in FACTS}
    words = {}
    for language, spoken in content.words.items():
        changed = {name: rewritten(getattr(spoken, name), put) for name in WORDS}
        guides = {
            name: replace(guide, head=rewritten(guide.head, put), body=body_of(guide.body, put))
            for name, guide in spoken.guides.items()
        }
        messages = {key: message_of(text, put) for key, text in spoken.interface.messages.items()}
        catalogue = Catalogue(spoken.interface.path, messages, spoken.interface.lines)
        words[language] = replace(spoken, **changed, guides=guides, interface=catalogue)
    return replace(content, **facts, words=words)


def body_of(body: str, put: Put) -> str:
    """Return a guide's body with its sections, other titles and other prose."""
    lines = []
    for line in body.split("\n"):
        if line.startswith("## "):
            title, _, name = line[3:].rpartition(" {#")
            lines += [f"## {put('guide.title', title, False)} {{#{name}", "", put("guide.body", "", True), ""]
    return "\n".join(lines)


def message_of(text: str, put: Put) -> str:
    """Return other words with the same names between braces; names that do not exist are a finding."""
    fields = " ".join(part.partition("}")[0].join("{}") for part in text.split("{")[1:])
    words = put("message", text, False)
    return f"{words} {fields}".strip()


class Spread:
    """Gives each kind of field every injection at least once, however few fields there are of it."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.seen: Counter[str] = Counter()
        self.given: dict[str, set[str]] = {}

    def __call__(self, kind: str, old: str, prose: bool) -> str:
        there = injections.PROSE if prose else injections.WORDS
        turn, every = self.seen[kind], self.counts[kind]
        self.seen[kind] += 1
        mine = there[turn % len(there) :: every] or (there[turn % len(there)],)
        self.given.setdefault(kind, set()).update(mine)
        return ("\n\n" if prose else " · ").join(mine)


@pytest.fixture(scope="module")
def real() -> Content:
    content, findings = load(ROOT, TODAY)
    assert content is not None, shown(findings)
    return content


@pytest.fixture(scope="module")
def spread(real: Content) -> Spread:
    counts: Counter[str] = Counter()

    def counted(kind: str, old: str, prose: bool) -> str:
        counts[kind] += 1
        return old

    with_words(real, counted)
    return Spread(counts)


def built(content: Content, folder: Path) -> Path:
    """Build a content as it is: no rule stands between it and the pages, as if all of them had been talked round."""
    composer = Composer(ROOT, content)
    pages = [page for language in content.words for page in composer.pages(language)]
    site = Site(ROOT, content, composer, {(page.address.language, page.address.id): page for page in pages})
    outputs.write_pages(site, folder)
    return folder


@pytest.fixture(scope="module")
def harmless(real: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    numbers = count()
    content = with_words(real, lambda kind, old, prose: f"harmless words {next(numbers)}")
    return built(content, tmp_path_factory.mktemp("harmless"))


@pytest.fixture(scope="module")
def injected(real: Content, spread: Spread, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(with_words(real, spread), tmp_path_factory.mktemp("injected"))


def marks_of(html: str, *, fragment: bool = False) -> Counter[tuple[str, ...]]:
    """Return every element with its attributes, as another parser than ours reads them, as browsers do."""
    parse = html5lib.parseFragment if fragment else html5lib.parse
    found: Counter[tuple[str, ...]] = Counter()
    for element in parse(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            found[("comment",)] += 1
            continue
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        attributes = sorted(
            f"{name}={value}" if name not in SPOKEN or element.get("http-equiv") else name
            for name, value in element.attrib.items()
        )
        found[(element.tag, *attributes)] += 1
    return found


def is_markdowns(mark: tuple[str, ...]) -> bool:
    return mark[0] in INLINE and len(mark) == 1


def test_the_corpus_is_large_and_meets_every_field(real: Content, spread: Spread, injected: Path) -> None:
    """At least a hundred different injections, each in every kind of field that takes words."""
    every = {*injections.PROSE, *injections.ADDRESSES, *injections.HIDDEN, *injections.YAML}
    assert len(every) >= 100
    for kind, given in spread.given.items():
        assert len(given) >= len(injections.WORDS), kind
    marked = sum(1 for words in real.words.values() for name in WORDS for _ in texts_of(getattr(words, name)))
    assert marked > 1000
    assert sum(spread.seen.values()) > marked


def test_no_page_has_anything_new(harmless: Path, injected: Path) -> None:
    """No element, attribute, script or address beyond those of the same page with harmless words."""
    names = sorted(file.relative_to(harmless).as_posix() for file in harmless.rglob("*") if file.is_file())
    assert names == sorted(file.relative_to(injected).as_posix() for file in injected.rglob("*") if file.is_file())
    pages = [name for name in names if name.endswith(".html")]
    assert len(pages) > 50
    wrong = []
    for name in pages:
        calm, wild = (marks_of((folder / name).read_text("utf-8")) for folder in (harmless, injected))
        new = {mark: number for mark, number in (wild - calm).items() if not is_markdowns(mark)}
        lost = {mark: number for mark, number in (calm - wild).items() if not is_markdowns(mark)}
        if new or lost:
            wrong.append(f"{name}: new {new}, lost {lost}")
    assert wrong == []


def test_search_and_sitemap_have_nothing_new(harmless: Path, injected: Path) -> None:
    """What search shows is words and paragraphs; the sitemap and robots.txt are the same, word for word."""
    for name in ("sitemap.xml", "robots.txt", "_headers", "_redirects"):
        assert (harmless / name).read_bytes() == (injected / name).read_bytes()
    ElementTree.parse(injected / "sitemap.xml")
    indexes = list(injected.glob("*/search/search_index.json"))
    assert indexes
    for file in indexes:
        for entry in json.loads(file.read_text("utf-8"))["docs"]:
            for text in (entry["title"], entry["text"], *entry.get("tags", [])):
                assert set(marks_of(text, fragment=True)) <= {("p",)}, text


def test_the_words_themselves_are_shown(injected: Path) -> None:
    """Inert is not gone: readers see the signs that somebody typed, so that the mistake is seen."""
    text = "".join(
        html5lib.parse((injected / "nl/404.html").read_text("utf-8"), namespaceHTMLElements=False).itertext()
    )
    every = "".join(
        "".join(html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False).itertext())
        for file in sorted((injected / "nl").rglob("index.html"))[:6]
    )
    assert "<script>alert(1)</script>" in every
    assert "{{ 7 * 7 }}" in every
    assert "49" not in text


def test_what_takes_no_words_refuses_them(real: Content) -> None:
    """Ids, choices, dates, references and addresses of pages accept none of the injections."""
    tried, taken = 0, []
    others = [one for one in injections.ADDRESSES if one and not one.startswith("https://")]
    for model in models_of(real):
        for name, field in model.model_fields.items():
            if f"{model.__name__}.{name}" in PARSED or free(field):
                continue
            check = TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
            for injection in (*injections.WORDS, *others, *injections.HIDDEN):
                tried += 1
                with contextlib.suppress(ValidationError):
                    taken.append((model.__name__, name, check.validate_python(injection)))
    assert taken == []
    assert tried > 5000


def models_of(content: Content) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()

    def look(value: Any) -> None:
        if isinstance(value, BaseModel):
            found.add(type(value))
            for name in type(value).model_fields:
                look(getattr(value, name))
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(item)

    for name in FACTS:
        look(getattr(content, name))
    for words in content.words.values():
        for name in WORDS:
            look(getattr(words, name))
    return found


def test_odd_addresses_are_findings(tree: Tree) -> None:
    """No link, source or endpoint gets an address that is no ordinary one: each is told in its own line."""
    before, wanted = tree.load(), {}
    ways = [
        (f"content/organisations/{name}.yml", ("links", key, "url"))
        for name, organisation in before.organisations.items()
        for key, link in organisation.links.items()
        if link.retired is None and isinstance(link.url, str)  # what is retired is shown as plain text only
    ]
    for (path, way), address in zip(ways, injections.ADDRESSES, strict=False):
        place = before.tree(path).place_of(way)
        lines = (tree.root / path).read_text("utf-8").split("\n")
        lines[place.line - 1] = f"{lines[place.line - 1][: place.column - 1]}{json.dumps(address)}"
        tree.write(path, "\n".join(lines))
        wanted[(path, place.line)] = address
    assert len(wanted) == len(injections.ADDRESSES)
    content, findings = load(tree.root, TODAY)
    if content is not None:
        findings = [*findings, *rules.check(content, publishing=True)]
    told = {(one.place.path, one.place.line) for one in errors(findings) if one.rule not in UNCONFIRMED}
    assert {place: address for place, address in wanted.items() if place not in told} == {}


@pytest.mark.parametrize("sign", injections.HIDDEN, ids=ascii)
def test_hidden_signs_are_findings(sign: str) -> None:
    """What nobody sees is told, whether it stands in the file as it is or is written as a number."""
    text = decode(f"title: 'x{sign}'\n".encode(), "content/en/x.yml")
    assert isinstance(text, Finding)
    tree, findings = parse(f"title: {json.dumps(f'x{sign}')}\n", "content/en/x.yml")
    assert tree is None
    assert [one.place.line for one in errors(findings)] == [1]


@pytest.mark.parametrize("trick", injections.YAML)
def test_yaml_makes_nothing_else_of_it(trick: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags, anchors, second documents and odd types are findings, or words as they were written; nothing is run."""
    ran: list[Any] = []
    monkeypatch.setattr(os, "system", ran.append)
    tree, findings = parse(f"{trick}\n", "content/en/x.yml")
    value, wrong = validate(_Title, tree) if tree else (None, [])
    assert ran == []
    if value is None:
        assert errors([*findings, *wrong])
    else:
        assert value.title in trick
        assert errors(findings) == []


class _Title(Record):
    title: Line
