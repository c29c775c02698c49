"""Rules about pictures for others: what a QR code says when it is read, and whether the words of a banner fit it."""

import io
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from meldwijzer import finished
from meldwijzer.cache import Cache, digest, drawings
from meldwijzer.contacts import payment
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.outputs import link_kit
from meldwijzer.pages.sharing import LINK
from meldwijzer.pictures import letters, raster

from .base import BuiltRule, ShownHtml, found
from .rules_data import missing
from .site import BuiltSite

_CODE = "/qr-"
_SIDE = 300
"""Pixels of a QR code when it is read: small, so that what reads only here is no poster."""
_SPARE = 1.02
"""What is written may be so much wider or narrower than it was measured: numbers are rounded."""
_SVG = "{http://www.w3.org/2000/svg}"


def codes(built: BuiltSite) -> Iterator[Finding]:
    """Every QR code, read as a camera reads it, leads to the page that it is named after, or asks for the gift."""
    wanted = {one.path: one.encoded for one in link_kit.pictures(built.site)}
    for path in built.files:
        # What an SVG without a code shows is in the PNG beside it, which is read.
        if path.startswith(f"{LINK}/") and (path.endswith(".png") or (path.endswith(".svg") and _CODE in path)):
            said = _read(built, path)
            if not said and _CODE in path:
                yield found(built, "built-code", path, 0, "No QR code can be read here.", _AGAIN)
            for one in said:
                right = wanted.get(path.rpartition(".")[0], "")
                if message := _wrong(built, one, right):
                    yield found(built, "built-code", path, 0, message, _AGAIN)


_AGAIN = "Build the site anew."


def _wrong(built: BuiltSite, said: str, right: str) -> str:
    """Return what is wrong with what a code says; empty where nothing is."""
    if said != right:
        return f'This QR code says "{said}", and should say "{right}".'
    if asked := payment.read(said):
        account = built.registrations.account()
        return "" if asked == account else f"This QR code asks for a payment to {asked.number}: it is not registered."
    way = missing(built, said)
    if built.own(said) is None:
        return f'This QR code leads away from this site: "{said}".'
    return f'This QR code says "{said}", which {way.wrong}.' if way else ""


def _read(built: BuiltSite, path: str) -> list[str]:
    """Return what every QR code in a picture says; what is in the same bytes is read once."""
    data = (built.folder / path).read_bytes()
    cache = Cache(drawings(built.site.root / finished.FOLDER))
    name = digest(path.rpartition(".")[2].encode() + data)
    if (kept := cache.get("codes", name)) is not None:
        return [str(one) for one in json.loads(kept)]
    import zxingcpp  # these two take a while to load, and most builds have read these codes before
    from PIL import Image

    try:
        drawn = raster.png(data.decode(), _SIDE, _SIDE, 1) if path.endswith(".svg") else data
        said = [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)).convert("L"))]
    except (OSError, ValueError, ElementTree.ParseError):
        said = []
    cache.put("codes", name, json.dumps(said).encode())
    return said


def banners(built: BuiltSite) -> Iterator[Finding]:
    """Every line of a banner is as wide as its words are, lies within the picture, and on no other line."""
    fonts = built.site.root / "overrides/fonts"
    for path in built.files:
        if not path.startswith(f"{LINK}/") or not path.endswith(".svg") or _CODE in path:
            continue
        try:
            picture = ElementTree.fromstring(built.text(path))  # noqa: S314  # of this build
        except ElementTree.ParseError:
            yield found(built, "built-banner", path, 0, "This picture cannot be read.", _AGAIN)
            continue
        wide, high = float(picture.get("width", "0")), float(picture.get("height", "0"))
        lines = [_Line(one, fonts) for one in picture.iter(f"{_SVG}text")]
        for line in lines:
            where = built.text(path).find(line.text.replace("&", "&amp;"))
            if not line.measured / _SPARE - 0.2 <= line.width <= line.measured * _SPARE + 0.2:
                message = f'"{line.text}" is drawn {line.width:g} wide, and measures {line.measured:.1f}.'
                yield found(built, "built-banner", path, where, message, _AGAIN)
            if line.x < 0 or line.top < 0 or line.x + line.width > wide or line.bottom > high:
                message = f'"{line.text}" does not fit this banner.'
                fix = "Make the words shorter: picture.title, picture.what and picture.example in interface.po."
                yield found(built, "built-banner", path, where, message, fix)
        for one, other in combinations(lines, 2):
            if one.covers(other):
                where = built.text(path).find(other.text.replace("&", "&amp;"))
                message = f'"{one.text}" and "{other.text}" lie upon each other in this banner.'
                fix = "Make the words shorter: picture.title, picture.what and picture.example in interface.po."
                yield found(built, "built-banner", path, where, message, fix)


class _Line:
    """One line of text as it is drawn."""

    def __init__(self, element: ElementTree.Element, fonts: Path) -> None:
        self.text = element.text or ""
        size = float(element.get("font-size", "0"))
        self.x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        self.top, self.bottom = y - 0.8 * size, y + 0.2 * size
        self.width = float(element.get("textLength", "0"))
        self.measured = letters.width(self.text, int(element.get("font-weight", "400")), size, fonts)

    def covers(self, other: "_Line") -> bool:
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not beside and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5


def drawn(built: BuiltSite) -> Iterator[Finding]:
    """Every PNG is, byte by byte, the picture of the SVG that lies beside it."""
    for path, make in link_kit.parts(built.site).items():
        if path not in built.files:
            place = Place(f"site/{path}")
            yield Finding("built-picture", Severity.ERROR, place, "This picture was not made.", _AGAIN)
        elif (built.folder / path).read_bytes() != make():
            yield found(built, "built-picture", path, 0, "This picture is not what its SVG shows.", _AGAIN)


RULES = (
    BuiltRule(
        "built-code",
        "nobody sees where a QR code leads before it is too late",
        codes,
        ShownHtml("link/nl/qr-hulp.svg", 'stroke="#000"', 'stroke="#fff"'),
    ),
    BuiltRule(
        "built-banner",
        "words that are cut off in a picture say something else, or nothing",
        banners,
        ShownHtml("link/nl/banner-300x250-light.svg", 'Glyphs">Iets', 'Glyphs">Niets of iets'),
    ),
    BuiltRule(
        "built-picture",
        "a picture on a site of others must say what this site says",
        drawn,
        ShownHtml("link/nl/banner-300x250-light.png", "", "", ""),
    ),
)
