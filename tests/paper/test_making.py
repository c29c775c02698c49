"""Making documents: findings in plain words, what is kept and when it is made anew, a machine without Pango."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meldwijzer import build
from meldwijzer.build import Site
from meldwijzer.cache import Cache
from meldwijzer.findings import errors
from meldwijzer.outputs import write_paper
from meldwijzer.paper import Document, Paper, making
from meldwijzer.paper.making import KIND, findings
from meldwijzer.paper.typeset import MissingLibraryError, Typeset
from tests.unit.test_messages import compare

MESSAGES = Path(__file__).with_name("messages")
CARD = Document("card", "nl", "BE", "")
POSTER = Document("poster", "fr", "BE", "a4")
LEAFLET = Document("leaflet", "nl", "BE", "")


def saying(site: Site, document: Document, **words: Any) -> Site:
    """Return a site whose print.yml says something else of a kind of documents."""
    language, kind = document.language, document.kind.replace("-", "_")
    said = site.content.words[language]
    other = getattr(said.print, kind).model_copy(update=words)
    changed = replace(said, print=said.print.model_copy(update={kind: other}))
    return replace(site, content=replace(site.content, words={**site.content.words, language: changed}))


LONG: Mapping[str, tuple[Document, dict[str, str]]] = {
    "too-long": (CARD, {"text": "Ook als je twijfelt. " * 60}),
    "too-wide": (POSTER, {"title": "Anticonstitutionnellementincompréhensible ?"}),
    "beyond-the-page": (POSTER, {"text": "Ne gardez rien.\n\n" * 200}),
}


@pytest.mark.parametrize("name", LONG)
def test_what_has_no_room_is_told_in_these_words(site: Site, name: str) -> None:
    """With the document, the part and by how much, at the words of its kind."""
    document, words = LONG[name]
    other = saying(site, document, **words)
    found = list(findings(other, document, Paper(other).fresh(document)))
    assert found
    compare(name, "\n".join(f"{one.place.path}: {str(one).removeprefix(f'{one.place}: ')}" for one in found), MESSAGES)
    assert {one.place for one in found} <= {
        site.content.tree(f"content/{document.language}/print.yml").key_place((document.kind,))
    }


def test_type_gets_smaller_before_something_has_no_room(site: Site) -> None:
    """A leaflet with more to say is set smaller; with much more, it has no room, at the smallest size."""
    sizes = []
    for more in (0, 1, 40):
        parts = {**site.content.words["nl"].print.leaflet.parts}
        parts["why"] += " en wat er dan gebeurt, en wie het doet" * more
        other = saying(site, LEAFLET, parts=parts)
        made = Paper(other).fresh(LEAFLET)
        sizes.append((made.size, bool(made.overflows)))
    assert sizes[0][0] >= sizes[1][0] > sizes[2][0]
    assert [too_long for _, too_long in sizes] == [False, False, True]


def test_what_cannot_be_set_is_told_at_the_template(site: Site) -> None:
    """A style sheet or a template that WeasyPrint cannot follow is a finding about that template."""
    made = Typeset(b"", 10, 2, (), ("Ignored `colour: red` at 1:3, unknown property.",))
    (found,) = findings(site, CARD, made)
    compare("style-sheet", f"{found}\n", MESSAGES)


@pytest.fixture
def paper(site: Site, tmp_path: Path) -> Paper:
    """Documents with nothing kept of them."""
    made = Paper(site)
    made.cache = Cache(tmp_path / "cache")
    return made


class Counting:
    """Counts how often something is set in type."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._typeset = making.typeset
        monkeypatch.setattr(making, "typeset", self)

    def __call__(self, *arguments: Any) -> Typeset:
        self.count += 1
        return self._typeset(*arguments)


def test_the_same_is_not_set_again(site: Site, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what was made; other words, another address or marks are made anew."""
    counting = Counting(monkeypatch)
    first = paper.made(CARD)
    assert paper.made(CARD) == first
    assert paper.pdf(CARD) == first.pdf
    assert counting.count == 1
    other = Paper(saying(site, CARD, text="Meld het."))
    other.cache = paper.cache
    assert other.made(CARD).pdf != first.pdf
    assert counting.count == 2
    assert paper.made(CARD, instead="https://school.example/").pdf != first.pdf
    assert paper.made(CARD, marks=True).pdf != first.pdf
    assert counting.count == 4
    assert paper.made(CARD) == first
    assert counting.count == 4


def test_what_was_kept_has_its_findings(site: Site, tmp_path: Path) -> None:
    """A document without room stays a finding, however often it is asked for."""
    document, words = LONG["too-long"]
    other = Paper(saying(site, document, **words))
    other.cache = Cache(tmp_path / "cache")
    assert other.made(document).overflows == other.made(document).overflows != ()


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000])
def test_what_was_damaged_is_made_anew(paper: Paper, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    """Somebody cut a kept file short, or wrote into it."""
    first = paper.made(CARD)
    (kept,) = (paper.cache.folder / KIND).glob("??/*")
    kept.write_bytes(damage)
    counting = Counting(monkeypatch)
    assert paper.made(CARD) == first
    assert paper.made(CARD) == first
    assert counting.count == 1


def test_other_fonts_or_another_weasyprint_are_another_document(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document also follows from is part of the name under which it is kept."""
    paper.made(CARD)
    monkeypatch.setattr(making, "version", lambda: "71.0")
    counting = Counting(monkeypatch)
    again = Paper(paper.site)
    again.cache = paper.cache
    again.made(CARD)
    assert counting.count == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("mw.said.scan", "mw.said.scam"), ("</html>", "{% if %}</html>"), ('mw.lead("report")', 'mw.lead("repot")')],
)
def test_a_template_that_is_broken_is_told_at_its_line(root: Path, tmp_path: Path, old: str, new: str) -> None:
    """A name misspelt, a tag without an end, a page that is not there: no trace of a program."""
    project = tmp_path / "project"
    shutil.copytree(root / "overrides", project / "overrides")
    for folder in ("content", "docs"):
        (project / folder).symlink_to(root / folder)
    template = project / "overrides/print/card/card.html"
    template.write_text(template.read_text("utf-8").replace(old, new, 1), "utf-8")
    site = build.open_site(project).site
    assert site is not None
    (found,) = findings(site, CARD, Paper(site).tried(CARD))
    assert found.place.path == "overrides/print/card/card.html"
    line = found.place.line
    assert new in template.read_text("utf-8").split("\n")[line - 1]
    assert found.message.startswith("The page /print/nl/card-be.pdf cannot be made: ")
    assert "object" not in found.message


def test_without_pango_there_is_one_finding(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install; nothing is written."""

    def missing(*_: object) -> None:
        raise MissingLibraryError("libpango-1.0-0")

    monkeypatch.setattr(making, "typeset", missing)
    monkeypatch.setattr(making, "version", missing)
    found = write_paper(site, tmp_path)
    assert errors(found) == found
    assert len(found) == 1
    compare("without-pango", f"{found[0]}\n", MESSAGES)
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_booklet_has_whole_sheets(site: Site) -> None:
    """Blank pages stand before the last one, which is the back."""
    made = Paper(site).made(Document("booklet", "nl", "", ""))
    assert made.pages % 4 == 0
