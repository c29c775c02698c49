"""Faults on paper, one at a time: each is found in its document by its rule; what changes nothing is let pass."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from meldwijzer.build import Site
from meldwijzer.built import BuiltSite, paper_page
from meldwijzer.built.paper_page import squeezed
from meldwijzer.built.paper_wanted import composed
from meldwijzer.built.rules_paper import RULES
from meldwijzer.findings import Finding
from meldwijzer.paper import Paper, documents
from meldwijzer.paper.typeset import typeset
from meldwijzer.pictures import qr

from .conftest import Folder

CARD, FRENCH, POSTER = "print/nl/card-be.pdf", "print/fr/card-be.pdf", "print/nl/poster-nl-a4.pdf"
LEAFLET, BOOKLET = "print/nl/leaflet-be.pdf", "print/nl/booklet.pdf"
ORIGIN = "https://meldwijzer.example"
NUMBER = '<a class="tel" href="tel:116000"><bdi dir="ltr">116 000</bdi></a>'
SHOWN = '<bdi dir="ltr">116 000</bdi>'
DUTCH = '<a class="tel" href="tel:08002000"><bdi dir="ltr">0800-2000</bdi></a> <span class="land">(Nederland)</span>'
REPORT = qr.svg(f"{ORIGIN}/nl/q/melden/", label="Scan en lees hoe je meldt")
NUMBERS, ADDRESSES, LOST, CODES = "built-paper-number", "built-paper-address", "built-paper-lost", "built-paper-code"
EXAMPLE, TAGS, COUNTRY, WHOLE = "built-paper-example", "built-paper-tags", "built-paper-country", "built-paper"
PLACE = '<p style="position: absolute; top: 42mm; left: 4mm; font-size: 5pt">'


def extra(words: str) -> tuple[str, str]:
    """Return what is replaced by what, so that something more stands on the second side of a card."""
    return "</section>\n</body>", f"{PLACE}{words}</p></section>\n</body>"


FAULTS = [
    # numbers
    (NUMBERS, CARD, SHOWN, '<bdi dir="ltr">116 006</bdi>', 'tel:116000 is dialled, but readers see "116 006"'),
    (NUMBERS, CARD, SHOWN, '<bdi dir="ltr">116000</bdi>', 'but readers see "116000"'),
    (NUMBERS, CARD, 'href="tel:116000"', 'href="tel:103"', 'tel:103 is dialled, but readers see "116 000"'),
    (NUMBERS, CARD, 'href="tel:116000"', 'href="tel:116001"', "differs from child-focus.helpline in one digit"),
    (NUMBERS, CARD, 'href="tel:116000"', 'href="tel:+32116000"', "not in the form that dials it"),
    (NUMBERS, CARD, SHOWN, '<bdi dir="ltr" style="white-space: normal">116<br>000</bdi>', "on one line"),
    (NUMBERS, CARD, NUMBER, "116 000", "is phone:child-focus.helpline, and nothing dials it here"),
    (NUMBERS, CARD, NUMBER, f"{NUMBER} of 116 000", "nothing dials it here"),
    (NUMBERS, CARD, *extra("Of bel 0800 95 5 95."), "which is retired"),
    (NUMBERS, CARD, *extra("Bel 02 475 44 98."), "in one digit"),
    (NUMBERS, CARD, *extra("Bel 0800 12 345."), "looks like a telephone number"),
    (NUMBERS, FRENCH, *extra("Appelez le 0800 200&#8239;88."), "which is retired"),
    # what leads somewhere
    (ADDRESSES, CARD, f"{ORIGIN}/nl/q/bronnen/", f"{ORIGIN}/nl/q/bron/", "/nl/q/bron/ does not exist"),
    (ADDRESSES, CARD, f'href="{ORIGIN}/nl/q/bronnen/"', 'href="https://bronnen.example/"', "not registered"),
    (ADDRESSES, CARD, f'href="{ORIGIN}/nl/q/bronnen/"', f'href="{ORIGIN}/nl/q/wet/"', "and are led to"),
    (ADDRESSES, CARD, "q/<wbr>bronnen", "q/<wbr>bron", "there is no such page"),
    (ADDRESSES, CARD, *extra("Lees meer op elders.example."), '"elders.example" stands here'),
    (ADDRESSES, CARD, *extra("Schrijf naar x@childfocus.be."), '"x@childfocus.be" stands here'),
    (ADDRESSES, CARD, *extra('<a href="mailto:x@childfocus.be">mail</a>'), "mailto:x@childfocus.be"),
    (ADDRESSES, CARD, *extra("BE68 5390 0754 7034"), "no such account is registered"),
    (ADDRESSES, LEAFLET, "BE19 3101 2229 9912", "BE19 3101 2229 9921", "no such account is registered"),
    # what typesetting lost
    (LOST, CARD, '<p class="web">', '<p class="web" style="display: none">', "was composed for it"),
    (LOST, CARD, '<p class="number">', '<p class="number" style="position: absolute; top: 90mm">', "beyond the edge"),
    (LOST, POSTER, "Je hoeft je naam niet te geven.", "", "belongs on it"),
    (LOST, LEAFLET, "</style>", ".steps { display: none }</style>", "was composed for it"),
    (LOST, CARD, "</style>", '.number::after { content: "gratis" }</style>', "nothing put it there"),
    # codes
    (CODES, CARD, REPORT, qr.svg("https://elders.example/"), "no page of this site"),
    (CODES, CARD, REPORT, qr.svg(f"{ORIGIN}/nl/q/nergens/"), "does not exist"),
    (CODES, CARD, REPORT, qr.svg(f"{ORIGIN}/fr/q/signaler/"), "should not be there"),
    (CODES, CARD, REPORT, qr.svg("BCD\n002\n1\nSCT\n\nX\nBE19310122299912"), "no page of this site"),
    (CODES, CARD, REPORT, "", "none can be read"),
    (CODES, CARD, "</style>", ".qr svg { inline-size: 4mm; block-size: 4mm }</style>", "none can be read"),
    (CODES, CARD, f'<a class="qr" href="{ORIGIN}/nl/q/melden/">', '<a class="qr">', "no link beside it does"),
    # the example, the language, the country
    (EXAMPLE, CARD, 'class="example"', 'class="example" hidden', "Page 1: This page does not say"),
    (EXAMPLE, CARD, "Niemand ontvangt hier meldingen.", "", "does not say, or not in full"),
    (EXAMPLE, FRENCH, "childfocus.be</a>", "</a>", "does not say, or not in full"),
    (TAGS, CARD, 'lang="nl"', 'lang="fr"', 'its language is "fr"; it is "nl"'),
    (TAGS, CARD, "<title>", "<title>Kaart: ", "its title is"),
    (COUNTRY, CARD, NUMBER, NUMBER.replace("116000", "08002000").replace("116 000", "0800-2000"), "(Nederland)"),
    (COUNTRY, LEAFLET, NUMBER, DUTCH, "is a number of another country (Nederland)"),
    (COUNTRY, CARD, *extra("WhatsApp: 06 428 346 35"), "not for readers in BE"),
]  # fmt: skip


@pytest.fixture(scope="module")
def real(site: Site, built: Path) -> BuiltSite:
    """The site as it is published."""
    return BuiltSite(site, built)


Try = Callable[..., list[Finding]]


@pytest.fixture
def broken_paper(real: BuiltSite) -> Try:
    """Return what the rules about paper find where one document is another; all else is as it was read before."""

    def findings(path: str, data: bytes, **replaced: object) -> list[Finding]:
        built = copy.copy(real)
        vars(built)["papers"] = {path: paper_page.read(data)}
        vars(built).update(replaced)
        return [one for rule in RULES for one in rule.check(built) if one.place.path == f"site/{path}"]

    return findings


def html_of(site: Site, path: str) -> str:
    return Paper(site).html(next(one for one in documents(site.content) if one.path == path))


def changed(site: Site, path: str, old: str, new: str) -> bytes:
    """Return a document that is set from other HTML; where nothing changes, the test is out of date."""
    html = html_of(site, path)
    assert old in html, f"{path} has no {old!r} any more"
    return typeset(html.replace(old, new, 1), site.root / "overrides", (10,)).pdf


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}:{fault[4]}")
def test_a_fault_is_found(site: Site, broken_paper: Try, fault: tuple[str, str, str, str, str]) -> None:
    """The rule that is meant for it finds it, and says what it is."""
    code, path, old, new, said = fault
    findings = broken_paper(path, changed(site, path, old, new))
    assert [one for one in findings if one.rule == code and said in f"{one.message} {one.fix}"], findings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</style>", ".number { color: #400 }</style>"),
        (SHOWN, '<bdi dir="ltr">116&#8239;000</bdi>'),
        ("Bewaar niets", "Be&shy;waar niets"),
        ("Dag en nacht", "Dag en<br>nacht"),
    ],
)
def test_what_only_looks_different_passes(site: Site, broken_paper: Try, old: str, new: str) -> None:
    """Colours, kinds of spaces and ends of lines change nothing of what it says."""
    assert broken_paper(CARD, changed(site, CARD, old, new)) == []


def test_the_notice_has_to_be_on_each_page(site: Site, broken_paper: Try) -> None:
    """The second page needs it as well as the first."""
    html = html_of(site, CARD)
    start = html.rindex('<p class="example">')
    notice = html[start : html.index("</p>", start) + 4]
    back = html[html.index('<div class="panel panel--back"') :]
    findings = broken_paper(CARD, changed(site, CARD, f"{notice}\n\n{back}", back))
    assert [(one.rule, one.message[:7]) for one in findings if one.rule == EXAMPLE] == [(EXAMPLE, "Page 2:")]


def test_nothing_of_the_example_is_left_on_a_live_site(real: BuiltSite, site: Site, broken_paper: Try) -> None:
    """Once the site is live, the notice of the example is what is wrong."""
    content = replace(site.content, site=site.content.site.model_copy(update={"operation": "live"}))
    findings = broken_paper(CARD, (real.folder / CARD).read_bytes(), content=content)
    assert [one.message for one in findings if one.rule == EXAMPLE] == [
        "Page 1: This page says that the site is an example.",
        "Page 2: This page says that the site is an example.",
    ]


def test_a_file_that_is_missing_empty_or_cut_short(real: BuiltSite, broken_paper: Try, folder: Folder) -> None:
    """What cannot be opened is told in a few words, and nothing else is said of it."""
    data = (real.folder / CARD).read_bytes()
    assert [str(one) for one in broken_paper(CARD, b"")] == [
        f"site/{CARD}:1:1: error: This document is empty. Build the site anew. [built-paper]"
    ]
    for part in (data[: len(data) // 2], b"<!doctype html>", data[:1000]):
        assert {one.rule for one in broken_paper(CARD, part)} >= {WHOLE}
    assert broken_paper(CARD, data[: -len(data) // 50])  # what libraries mend is not what was made
    (folder.root / CARD).unlink()
    built = folder.built()
    assert [one.message for rule in RULES for one in rule.check(built)] == ["This document was not made."]


def test_pages_have_to_be_as_many_as_were_composed(real: BuiltSite, broken_paper: Try, tmp_path: Path) -> None:
    """A page too few or too many is found, also of a booklet."""
    for path, said in ((CARD, "has 1 pages; it should have 2."), (BOOKLET, "should have a multiple of 4.")):
        with pikepdf.open(real.folder / path) as pdf:
            del pdf.pages[-1]
            pdf.save(tmp_path / "less.pdf")
        findings = broken_paper(path, (tmp_path / "less.pdf").read_bytes())
        assert [one for one in findings if one.rule == WHOLE and said in one.message], findings


def test_what_is_not_tagged_is_found(real: BuiltSite, site: Site, broken_paper: Try, tmp_path: Path) -> None:
    """Without a structure, or without saying so, nobody reads it aloud."""
    html = weasyprint.HTML(string=html_of(site, CARD), base_url=f"{(site.root / 'overrides').as_uri()}/")
    messages = [one.message for one in broken_paper(CARD, html.write_pdf()) if one.rule == TAGS]
    assert messages == ["It is not tagged, so nobody can have it read aloud in the right order."]
    with pikepdf.open(real.folder / CARD) as pdf:
        pdf.Root.MarkInfo.Marked = False
        pdf.save(tmp_path / "unmarked.pdf")
    assert [one.rule for one in broken_paper(CARD, (tmp_path / "unmarked.pdf").read_bytes())] == [TAGS]


def test_a_document_in_the_place_of_another(real: BuiltSite, broken_paper: Try) -> None:
    """Neither another country's nor another language's takes its place."""
    for other in ("print/nl/card-nl.pdf", "print/fr/card-be.pdf", "print/nl/poster-be-a4.pdf"):
        rules = {one.rule for one in broken_paper(CARD, (real.folder / other).read_bytes())}
        assert {LOST, TAGS} <= rules, other


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (LEAFLET, '<p class="cover__land">België</p>'),
        (LEAFLET, "<p>Child Focus, Stichting voor Vermiste en Seksueel Uitgebuite Kinderen</p>"),
        (CARD, f'<p class="number">{NUMBER}</p>'),
    ],
)
def test_what_the_template_leaves_out_is_found(site: Site, broken_paper: Try, path: str, line: str) -> None:
    """What a document was composed of is no measure where its template leaves out what it has to say."""
    html = html_of(site, path)
    assert line in html
    document = next(one for one in documents(site.content) if one.path == path)
    data = changed(site, path, line, "")
    known = {document: composed(html.replace(line, "", 1))}
    findings = broken_paper(path, data, composed_papers=known)
    assert [one for one in findings if one.rule == LOST and one.message.endswith("by itself.")], findings


def test_documents_are_read_once(site: Site, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read before follows from its bytes; another file is read again."""
    before = paper_page.papers(site, built)

    def never(data: bytes) -> paper_page.PaperFile:
        raise AssertionError("it was read before")

    monkeypatch.setattr(paper_page, "read", never)
    assert paper_page.papers(site, built) == before
    assert len(before) == len(list(documents(site.content)))


def test_what_has_to_be_on_it_is_known_from_its_html() -> None:
    """Texts are cut where a reader sees another line, drawings say nothing, and repeated numbers count."""
    html = """<body><section class="side"><p class="example">Voorbeeld</p><h1>Een <b>ti</b>tel</h1>
      <ul><li>Bel <a href="tel:112">112</a> of <a href="tel:112">112</a><ul><li>nu</li></ul></li></ul>
      <a class="qr" href="https://x.example/"><svg><title>Scan</title></svg></a>los</section></body>"""
    known = composed(html)
    assert known.texts == ("Een titel", "Bel 112 of 112", "nu", "los")
    assert known.dialled == {"tel:112": 2}
    assert known.addresses == known.codes == {"https://x.example/"}
    assert known.sides == 1
    assert squeezed("e\u00admail: \ufb01n\u202f1-2") == "emailfin12"
