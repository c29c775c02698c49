"""`meldwijzer print`: what it writes for printing houses and schools, as pikepdf and ZXing read it; what it refuses."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from meldwijzer import cli

MILLIMETRE = 72 / 25.4
SCHOOL = "https://www.school.example/hulp/"


def run(root: Path, folder: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), "print", str(folder), *arguments])


def written(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.pdf"))


def inside(inner: pikepdf.Array, outer: pikepdf.Array) -> list[float]:
    """Return by how many millimetres one box lies within another, at each side."""
    return [round(abs(float(a) - float(b)) / MILLIMETRE, 1) for a, b in zip(inner, outer, strict=True)]


def test_documents_for_a_printing_house_have_bleed_and_marks(root: Path, tmp_path: Path) -> None:
    """Each is cut to its size, has colour beyond the cut, and marks beyond the colour."""
    chosen = ("--marks", "--kind", "card", "--language", "nl", "--language", "en", "--country", "BE")
    assert run(root, tmp_path, *chosen) == 0
    assert written(tmp_path) == ["en/card-be.pdf", "nl/card-be.pdf"]
    with pikepdf.open(tmp_path / "nl/card-be.pdf") as pdf:
        for page in pdf.pages:
            size = [round(float(edge) / MILLIMETRE, 1) for edge in page.TrimBox]
            assert size == [0, 0, 85.6, 54.0]
            assert all(side >= 3 for side in inside(page.TrimBox, page.BleedBox))
            assert all(side >= 3 for side in inside(page.BleedBox, page.MediaBox))
    page = pypdfium2.PdfDocument(tmp_path / "nl/card-be.pdf")[0]
    picture = page.render(scale=25.4 / 72 * 20).to_pil()  # 20 pixels for each millimetre; 8 mm around the card
    beyond, cut, outside = (picture.getpixel((round((8 - out) * 20), 45 * 20)) for out in (3.2, -1, 5))
    assert beyond == cut != (255, 255, 255)
    assert outside == (255, 255, 255)
    assert min(sum(picture.getpixel((x, 8 * 20 + dy))) for x in range(0, 60) for dy in range(-4, 5)) < 200


def test_a_school_has_its_own_page_on_cards_and_posters(root: Path, tmp_path: Path) -> None:
    """The code, its link and the printed address lead to the school; the colophon still leads to this site."""
    assert run(root, tmp_path, "--address", SCHOOL, "--language", "fr", "--country", "BE") == 0
    assert written(tmp_path) == ["fr/card-be.pdf", "fr/poster-be-a3.pdf", "fr/poster-be-a4.pdf"]
    for path in ("fr/card-be.pdf", "fr/poster-be-a4.pdf"):
        with pypdfium2.PdfDocument(tmp_path / path) as document:
            text = "\n".join(page.get_textpage().get_text_range() for page in document)
            codes = [
                code.text for page in document for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
            ]
        assert codes == [SCHOOL]
        assert "www.school.example/hulp" in text.replace("\r\n", "")
        assert "meldwijzer.example/fr/q/sources" in text.replace("\r\n", "")
        assert "meldwijzer.example/fr/q/signaler" not in text.replace("\r\n", "")
        assert "116 000" in text.replace("\u00a0", " ")
        with pikepdf.open(tmp_path / path) as pdf:
            links = {str(one.A.URI) for page in pdf.pages for one in page.Annots if "/A" in one and "/URI" in one.A}
        assert SCHOOL in links


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--address", "http://school.example/"], '"http://school.example/" must begin with https://.'),
        (["--address", "school.example"], '"school.example" must begin with https://.'),
        (["--address", "https://школа.example/"], '"https://школа.example/" has letters in its name that can look'),
        (
            ["--address", SCHOOL, "--kind", "leaflet"],
            "--address is for posters and cards: a leaflet leads to this site.",
        ),
        (["--language", "de"], "There is no such document."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Nothing is written then."""
    assert run(root, tmp_path / "paper", *arguments) == 1
    assert capsys.readouterr().out.startswith(said)
    assert not (tmp_path / "paper").exists()


def test_the_site_is_no_place_for_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readers would be served it."""
    assert run(root, root / "site/paper") == 1
    assert "in the site" in capsys.readouterr().out


def test_an_address_without_room_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that does not fit is found before anything is written."""
    address = f"https://{'lang' * 15}.example/"
    assert run(root, tmp_path, "--kind", "card", "--language", "nl", "--address", address) == 1
    assert "wider than its room" in capsys.readouterr().err
    assert written(tmp_path) == []
