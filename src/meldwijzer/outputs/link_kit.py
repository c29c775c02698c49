"""What others take for their own sites: banners and QR codes, as SVG and PNG. The page that offers them is in docs/."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from meldwijzer import finished
from meldwijzer.addresses import HOME
from meldwijzer.build import Site
from meldwijzer.cache import drawings
from meldwijzer.contacts import account, payment
from meldwijzer.pages.compose import Composer
from meldwijzer.pages.render import Desk
from meldwijzer.pages.sharing import PAYMENT
from meldwijzer.pictures import banner, qr, raster

SCALE = 2
"""Pixels of a PNG for each pixel of CSS."""
MODULE = 12
"""Pixels of a PNG for each module of a QR code: enough for a poster."""


@dataclass(frozen=True)
class Picture:
    """A picture in both its notations."""

    path: str
    """From the site's root, without its ending."""
    svg: str
    png: Callable[[], bytes]
    encoded: str = ""
    """What its QR code says; empty where it has none."""


_MADE: "WeakKeyDictionary[Composer, tuple[Picture, ...]]" = WeakKeyDictionary()


def pictures(site: Site) -> tuple[Picture, ...]:
    """Return all of them, made once for a site."""
    if site.composer not in _MADE:
        desks = [site.composer.desk(language, HOME) for language in site.content.words]
        every = [one for desk in desks for one in (*_banners(site.root, desk), *_codes(desk))]
        _MADE[site.composer] = (*every, *_payment(desks[0]))
    return _MADE[site.composer]


def files(site: Site) -> dict[str, str]:
    """Return every SVG by its path."""
    return {f"{one.path}.svg": one.svg for one in pictures(site)}


def parts(site: Site) -> dict[str, Callable[[], bytes]]:
    """Return what makes each PNG, by its path."""
    return {f"{one.path}.png": one.png for one in pictures(site)}


def _banners(root: Path, desk: Desk) -> Iterator[Picture]:
    overrides = root / "overrides"
    fonts = overrides / "fonts"
    colours = banner.colours(overrides)
    for size in banner.SIZES:
        made = banner.laid_out(size, desk.sharing.words, fonts)
        for scheme in banner.SCHEMES:
            values = {"banner": made, "colour": colours[scheme], "label": desk.sharing.label, "family": raster.FAMILY}
            svg = desk.document("pictures/banner/banner.svg", **values).strip() + "\n"
            draw = partial(raster.png, svg, size.width, size.height, SCALE, fonts, drawings(root / finished.FOLDER))
            yield Picture(desk.sharing.banner_path(size.name, scheme), svg, draw)


def _payment(desk: Desk) -> Iterator[Picture]:
    """Yield the payment code of a live site, the same in every language; an example must not collect anything."""
    if (asked := desk.sharing.payment) is not None:
        said = payment.payload(asked)
        label = f"{asked.holder}, {account.written(asked.number)}"
        svg = f"{qr.svg(said, label=label, letters='utf-8')}\n"
        yield Picture(PAYMENT, svg, partial(qr.png, said, MODULE, letters="utf-8"), said)


def _codes(desk: Desk) -> Iterator[Picture]:
    for code in desk.sharing.codes:
        url = desk.short_url(code.target)
        svg = f"{qr.svg(url, label=desk.t('picture.code', address=code.short))}\n"
        yield Picture(code.path, svg, partial(qr.png, url, MODULE), url)
