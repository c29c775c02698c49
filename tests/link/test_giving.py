"""The payment code: what it says by EPC069-12, and that only a live site has one."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pyzbar import pyzbar

from meldwijzer import built as room
from meldwijzer import outputs
from meldwijzer.build import Site
from meldwijzer.built import BuiltSite
from meldwijzer.built.rules_pictures import codes
from meldwijzer.contacts import payment
from meldwijzer.contacts.payment import Payment
from meldwijzer.content import load
from meldwijzer.outputs import link_kit
from meldwijzer.pages.compose import Composer
from meldwijzer.pictures import qr, raster
from tests.conftest import ROOT

GIFT = Payment("Child Focus", "BE19310122299912", "steun")


def live(root: Path) -> Site:
    """Return the site of the real content as it is when somebody answers for it."""
    content, _ = load(root)
    assert content is not None
    content = replace(content, site=content.site.model_copy(update={"operation": "live"}))
    composer = Composer(root, content)
    pages = {(tag, page.address.id): page for tag in content.words for page in composer.pages(tag)}
    return Site(root, content, composer, pages)


def test_a_code_says_what_the_standard_wants() -> None:
    """Line by line (EPC069-12, table 1), within its bytes, with the amount left open."""
    lines = payment.payload(GIFT).split("\n")
    assert lines == ["BCD", "002", "1", "SCT", "", "Child Focus", "BE19310122299912", "", "", "", "steun"]
    assert payment.payload(replace(GIFT, message="")).endswith("\nBE19310122299912")
    longest = Payment("é" * 70, "BE19 3101 2229 9912", "x" * 130)
    assert len(payment.payload(longest).encode()) <= 331
    assert payment.read(payment.payload(longest)) == replace(longest, number="BE19310122299912")


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "BE19310122299913"},
        {"holder": ""},
        {"holder": "x" * 71},
        {"message": "x" * 141},
        {"message": "a\nb"},
        {"holder": "é" * 70, "message": "é" * 140},
    ],
)
def test_what_no_bank_could_use_is_refused(wrong: dict[str, str]) -> None:
    """An account that cannot exist, texts that are missing or too long."""
    with pytest.raises(ValueError, match=r"."):
        payment.payload(replace(GIFT, **wrong))


@pytest.mark.parametrize(
    "said", ["https://meldwijzer.example/", "BCD\n001\n1\nSCT\n\nA\nBE19310122299912", payment.payload(GIFT) + "\nhint",
             payment.payload(GIFT).replace("\n\n\n\n", "\nEUR10\n\n\n")],
)  # fmt: skip
def test_what_is_no_free_gift_is_none(said: str) -> None:
    """Another format, an amount, or something told to the giver is not what was registered."""
    assert payment.read(said) is None


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_live_site_shows_its_code(tmp_path: Path, kind: str) -> None:
    """The picture says the registered account; the page shows it with what it is in words."""
    site = live(ROOT)
    (picture,) = [one for one in link_kit.pictures(site) if one.path == "link/qr-giving"]
    drawn = picture.png() if kind == "png" else raster.png(picture.svg, 300, 300, 1)
    (found,) = pyzbar.decode(Image.open(io.BytesIO(drawn)))
    assert found.data.decode().split("\n")[5:7] == ["Child Focus", "BE19310122299912"]
    for language, slug in (("nl", "nl/steun-ons"), ("fr", "fr/nous-soutenir"), ("en", "en/support-us")):
        html = outputs.parts(site)[f"{slug}/index.html"]().decode()
        assert 'src="../../link/qr-giving.svg"' in html, language
        assert "BE19 3101 2229 9912" in html


def test_an_example_shows_none(site: Site, built: Path) -> None:
    """Nobody can pay an example by mistake, and it says so."""
    assert not list(built.rglob("qr-giving*"))
    for language, slug in (("nl", "steun-ons"), ("fr", "nous-soutenir"), ("en", "support-us")):
        html = (built / language / slug / "index.html").read_text("utf-8")
        assert "qr-giving" not in html
        assert site.content.words[language].interface.messages["account.no-code"] in html


def test_a_code_that_asks_for_something_else_is_found(tmp_path: Path) -> None:
    """Another account, holder or message in the picture; a code where none should be."""
    site = live(ROOT)
    (tmp_path / "link").mkdir()
    for wrong in (
        replace(GIFT, number="BE71096123456769"),
        replace(GIFT, holder="Somebody"),
        replace(GIFT, message=""),
    ):
        (tmp_path / "link/qr-giving.png").write_bytes(qr.png(payment.payload(wrong), 6))
        assert [one.place.path for one in codes(BuiltSite(site, tmp_path))] == ["site/link/qr-giving.png"]
    (tmp_path / "link/qr-giving.png").write_bytes(qr.png(payment.payload(GIFT), 6))
    assert list(codes(BuiltSite(site, tmp_path))) == []
    (tmp_path / "link/other.png").write_bytes(qr.png("https://elsewhere.example/", 6))
    assert [one.place.path for one in codes(BuiltSite(site, tmp_path))] == ["site/link/other.png"]


def test_a_code_on_a_banner_is_found(site: Site, built: Path, tmp_path: Path) -> None:
    """Wherever a picture holds a code, it is read."""
    folder = Path(shutil.copytree(built, tmp_path / "site"))
    file = folder / "link/nl/banner-300x250-light.png"
    file.write_bytes(qr.png("https://meldwijzer.example/nl/q/hulp/", 6))
    assert {one.rule for one in room.check(site, folder) if one.place.path.endswith(file.name)} == {
        "built-code", "built-picture",
    }  # fmt: skip
