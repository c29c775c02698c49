"""Banners and QR codes as others get them: decoded, measured and looked at by readers that made none of them."""

import io
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pyzbar import pyzbar

from meldwijzer.build import Site
from meldwijzer.content import load
from meldwijzer.outputs import link_kit
from meldwijzer.pages.compose import Composer
from meldwijzer.pages.render import Desk
from meldwijzer.pictures import banner, letters, raster
from tests.conftest import ROOT

FONTS = ROOT / "overrides/fonts"
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("nl", "fr", "en")
CODED = ("report", "help", "guide-parents", "guide-schools", "guide-young-people")


def bright(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((bright(one), bright(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_lead_to_their_short_address(built: Path, site: Site, language: str) -> None:
    """The code of each page and guide, as PNG and as SVG, says its short address, which is on the page beside it."""
    desk = site.composer.desk(language, "link-to-us")
    for target in CODED:
        slug = site.content.words[language].pages.short[target]
        for ending in ("png", "svg"):
            data = (built / f"link/{language}/qr-{slug}.{ending}").read_bytes()
            drawn = data if ending == "png" else raster.png(data.decode(), 300, 300, 1)
            (found,) = pyzbar.decode(Image.open(io.BytesIO(drawn)))
            assert found.data.decode() == f"https://meldwijzer.example/{language}/q/{slug}/" == desk.short_url(target)


def test_every_banner_is_there(built: Path) -> None:
    """Four sizes, light and dark, in each language; the PNG has two pixels for each of the SVG's."""
    for language in LANGUAGES:
        for width, height in ((300, 250), (728, 90), (320, 100), (160, 600)):
            for scheme in ("light", "dark"):
                path = built / f"link/{language}/banner-{width}x{height}-{scheme}"
                svg = etree.fromstring(path.with_name(f"{path.name}.svg").read_bytes())
                assert (svg.get("width"), svg.get("height")) == (str(width), str(height))
                with Image.open(path.with_name(f"{path.name}.png")) as picture:
                    assert picture.size == (2 * width, 2 * height)
                assert path.with_name(f"{path.name}.png").stat().st_size < 40_000


def test_banners_say_what_they_are_for(built: Path, site: Site) -> None:
    """Words, address, and that it is an example; no telephone number; colours that can be told apart."""
    for file in sorted(built.glob("link/*/banner-*.svg")):
        language = file.parent.name
        words = site.content.words[language].interface.messages
        svg = etree.fromstring(file.read_bytes())
        lines = [one.text for one in svg.iter(f"{SVG}text")]
        said = re.sub(r"\s+", " ", " ".join(lines)).replace(" /", "/")
        for key in ("picture.title", "picture.what", "picture.example"):
            whole = words[key].replace("{name}", "Meldwijzer")
            assert re.sub(r"\s", "", whole) in re.sub(r"\s", "", said), (file, key)
        slug = site.content.words[language].pages.short["report"]
        assert f"meldwijzer.example/{language}/q/{slug}" in said
        assert re.search(r"\d{2}", said) is None
        assert svg.find(f"{SVG}title").text == svg.get("aria-label")
        assert not svg.findall(f".//{SVG}script")
        boxes = [one for one in svg.iter(f"{SVG}rect") if one.get("fill") != "none"]
        for line in svg.iter(f"{SVG}text"):
            x, y = float(line.get("x")), float(line.get("y"))
            (*_, behind) = [
                box.get("fill")
                for box in boxes
                if float(box.get("x", 0)) <= x <= float(box.get("x", 0)) + float(box.get("width"))
                and float(box.get("y", 0)) <= y <= float(box.get("y", 0)) + float(box.get("height"))
            ]
            assert contrast(line.get("fill"), behind) >= 4.5, (file, line.text)


@pytest.mark.parametrize("family", ["Meldwijzer", "DejaVu Sans", "serif"])
def test_words_stay_within_a_banner_in_any_font(built: Path, family: str) -> None:
    """However wide a reader's own font is, nothing of a line stands in the margin."""
    svg = (built / "link/fr/banner-160x600-light.svg").read_text("utf-8").replace("Meldwijzer, system-ui", family)
    picture = Image.open(io.BytesIO(raster.png(svg, 160, 600, 2, FONTS))).convert("RGB")
    margin = picture.crop((picture.width - 14, 4, picture.width - 4, 900))
    assert len(set(margin.get_flattened_data())) == 1


def test_the_same_svg_gives_the_same_bytes(tmp_path: Path) -> None:
    """Drawn twice it is one picture; what was drawn is kept under what it was drawn from."""
    area = '<rect width="20" height="20" fill="#0b4f5c"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{area}</svg>'
    first = raster.png(svg, 40, 20, 2, FONTS, tmp_path)
    raster.png.cache_clear()
    (kept,) = tmp_path.glob("raster/??/*")
    assert kept.read_bytes()[32:] == first
    kept.unlink()
    assert raster.png(svg, 40, 20, 2, FONTS, tmp_path) == first
    raster.png.cache_clear()
    picture = Image.open(io.BytesIO(first)).convert("RGB")
    assert (picture.size, picture.getpixel((10, 10)), picture.getpixel((70, 10))) == (
        (80, 40), (0x0B, 0x4F, 0x5C), (255, 255, 255),
    )  # fmt: skip


def test_words_are_measured_as_they_are_drawn() -> None:
    """What is measured is what the font draws, to a few hundredths."""
    text, size = "Signalez-le", 40
    wide = letters.width(text, 700, size, FONTS)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60"><rect width="400" height="60" fill="#fff"/>'
        f'<text x="0" y="45" font-family="Meldwijzer" font-weight="700" font-size="{size}">{text}</text></svg>'
    )
    picture = Image.open(io.BytesIO(raster.png(svg, 400, 60, 1, FONTS))).convert("L").point(lambda one: 255 - one)
    raster.png.cache_clear()
    assert picture.getbbox()[2] == pytest.approx(wide, rel=0.03)


def test_a_text_is_as_large_as_it_fits() -> None:
    """In a small box it gets smaller and more lines; what cannot fit keeps all its words."""
    text = "Vous avez vu quelque chose ? Signalez-le"
    wide = letters.fitted(text, 700, (400, 40), (30, 10), FONTS)
    narrow = letters.fitted(text, 700, (96, 120), (30, 10), FONTS)
    assert (len(wide.lines), len(narrow.lines)) == (1, 4)
    assert wide.size > narrow.size
    for made, box in ((wide, (400, 40)), (narrow, (96, 120))):
        assert all(letters.width(line, 700, made.size, FONTS) <= box[0] for line in made.lines)
        assert len(made.lines) * made.size * letters.LEADING <= box[1]
    nowhere = letters.fitted(text, 700, (20, 10), (30, 10), FONTS)
    assert (nowhere.size, " ".join(nowhere.lines).replace(" ?", " ?").split()) == (10, text.replace("-", "- ").split())


def test_a_live_banner_has_no_notice(tmp_path: Path) -> None:
    """What only an example says stands on no live banner."""
    content, _ = load(ROOT)
    live = Composer(ROOT, content).desk("nl", "home")
    live.site = content.site.model_copy(update={"operation": "live"})
    words = live.sharing.words
    assert "notice" not in words
    for size in banner.SIZES:
        made = banner.laid_out(size, words, FONTS)
        assert {line.part for line in made.lines} == {"title", "what", "address"}
        assert max(line.y for line in made.lines) < size.height


def test_nothing_is_drawn_that_nobody_asks_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for the list of files waits for no picture."""
    monkeypatch.setattr(raster, "_drawn", lambda *_: pytest.fail("drawn"))
    assert len(link_kit.parts(site)) == 3 * (8 + 5)
    assert isinstance(site.composer.desk("nl", "home"), Desk)
