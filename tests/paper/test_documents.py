"""Leaflets, posters, cards, class sheets and booklets as others read them: poppler, pikepdf, pdfua, zbar."""

import itertools
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pdfua
import pikepdf
import pytest
from PIL import Image
from pyzbar import pyzbar

SIDES = {"leaflet": 2, "poster": 1, "card": 2, "class-sheet": 2}
SIZES = {
    ("leaflet", ""): (297, 210),
    ("poster", "a3"): (297, 420),
    ("poster", "a4"): (210, 297),
    ("card", ""): (85.6, 53.98),
    ("class-sheet", ""): (210, 297),
    ("booklet", ""): (148, 210),
}
"""In millimetres."""


def text_of(path, *options):
    """Return what poppler reads, without what ends a line in the midst of a word."""
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w)-\n(?=\w)", "", done.stdout))


def pictures_of(path, dpi, *options):
    """Return each page as poppler draws it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", *options, str(path), f"{folder}/page"], check=True)
        for file in sorted(Path(folder).iterdir()):
            with Image.open(file) as picture:
                yield picture.copy()


def codes_of(path, dpi=110):
    """Return what zbar reads from the pictures of all pages."""
    return [code.data.decode() for page in pictures_of(path, dpi) for code in pyzbar.decode(page)]


def links_of(pdf):
    return [str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one and "/URI" in one.A]


def elements_of(pdf):
    """Yield the kind of each element of the structure tree, with its alternative text."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, pikepdf.Array):
            waiting = [*one, *waiting]
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield str(one.S)[1:], str(one.get("/Alt", ""))
            if "/K" in one:
                waiting.insert(0, one.K)


def test_there_is_one_of_each_kind_for_each_country_and_language(pdfs, site):
    found = Counter((one.language, one.kind) for one in pdfs)
    wanted = {"leaflet": 2, "poster": 4, "card": 2, "class-sheet": 2, "booklet": 1}
    assert found == {(tag, kind): count for tag in site.content.words for kind, count in wanted.items()}


def test_each_has_its_size_and_its_sides(pdfs):
    for document, path in pdfs.items():
        with pikepdf.open(path) as pdf:
            boxes = {tuple(round(float(edge) / 72 * 25.4, 1) for edge in page.mediabox[2:]) for page in pdf.pages}
            width, height = SIZES[document.kind, document.format]
            assert boxes == {(round(width, 1), round(height, 1))}, document
            count = len(pdf.pages)
            assert count == SIDES[document.kind] if document.kind in SIDES else count % 4 == 0, document


def test_each_is_tagged_and_says_its_language_and_title(pdfs, site):
    for document, path in pdfs.items():
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == document.language
            words = getattr(site.content.words[document.language].print, document.kind.replace("-", "_"))
            assert str(pdf.docinfo["/Title"]).startswith(words.title), document
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"


def test_an_independent_checker_finds_nothing_against_pdf_ua(pdfs):
    for document, path in pdfs.items():
        report = pdfua.validate(path)
        assert [str(one) for one in report.findings] == [], document


def test_the_structure_has_headings_in_order_and_every_picture_its_words(pdfs):
    for document, path in pdfs.items():
        with pikepdf.open(path) as pdf:
            elements = list(elements_of(pdf))
        kinds = [kind for kind, _ in elements]
        levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H[1-6]", kind)]
        if document.kind != "card":
            assert levels[:1] == [1], document
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (document, levels)
        assert all(alternative for kind, alternative in elements if kind == "Figure"), document
        assert "Figure" in kinds, document
        assert "Link" in kinds, document


def test_every_font_is_embedded_in_part(pdfs):
    for document, path in pdfs.items():
        done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
        rows = done.stdout.splitlines()[2:]
        assert rows, document
        for row in rows:
            assert re.match(r"[A-Z]{6}\+Meldwijzer", row), (document, row)
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], (document, row)


def test_each_code_leads_to_where_a_link_does(pdfs, site):
    for document, path in pdfs.items():
        if document.format == "a3":
            continue  # the same at another size
        dpi = 300 if document.kind == "card" else 110
        codes = codes_of(path, dpi)
        with pikepdf.open(path) as pdf:
            links = links_of(pdf)
        assert codes, document
        for code in codes:
            assert code.startswith(f"{site.content.site.address}{document.language}/"), (document, code)
            assert code in links, (document, code)


@pytest.mark.parametrize("kind", ["poster", "card"])
def test_posters_and_cards_have_one_number_and_one_code(pdfs, kind):
    for document, path in pdfs.items():
        if document.kind == kind:
            with pikepdf.open(path) as pdf:
                links = set(links_of(pdf))
                assert len([link for link in links if link.startswith("tel:")]) == 1, document
                assert len([link for link in links if "/q/" in link]) == 2, document  # report, and sources
            assert len(codes_of(path, 150)) == 1, document


def test_every_page_says_that_it_is_an_example(pdfs, site):
    assert site.content.site.operation == "example"
    for document, path in pdfs.items():
        words = site.content.words[document.language].interface.messages
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
        for number in range(1, count + 1):
            text = text_of(path, "-f", str(number), "-l", str(number))
            assert words["example.label"] in text, (document, number)
            assert re.sub(r"\s+", " ", words["example.text"]) in text.replace("\u00a0", " "), (document, number)


def test_the_leaflet_has_what_the_first_one_had(pdfs, site):
    for document, path in pdfs.items():
        if document.kind == "leaflet":
            text = text_of(path)
            said = site.content.words[document.language].print.leaflet
            for heading in (said.title, *said.parts.values()):
                assert re.sub(r"\s+", " ", heading) in text, (document, heading)
            law = site.content.words[document.language].law.entries["eu-directive"]
            for quote in law.quotes.values():
                assert re.sub(r"[\s-]+", "", quote) in re.sub(r"[\s-]+", "", text), (document, quote)
            assert "112" in text


def test_what_is_for_readers_of_one_country_is_on_no_paper_of_another(pdfs):
    for document, path in pdfs.items():
        if document.country == "BE":
            assert "428 346 35" not in text_of(path), document


def test_it_can_be_read_in_black_and_white(pdfs):
    """Every page drawn in grey: the darkest and the lightest of it are far apart, and text stands on either."""
    for document, path in pdfs.items():
        if document.kind in ("poster", "card") and document.format != "a3":
            levels = [picture.convert("L").getextrema() for picture in pictures_of(path, 60, "-gray")]
            assert all(darkest < 70 and lightest > 250 for darkest, lightest in levels), document
