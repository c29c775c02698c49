"""Redirects: a small page at each old or short address, which leads on. Rules watch that none is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from meldwijzer.addresses import PageAddress, file_of, leading_on
from meldwijzer.build import Site


def files(site: Site) -> dict[str, str]:
    """Return a page for each old and each short address; it works without JavaScript."""
    found = {}
    for address, reference in leading_on(site.content).items():
        desk = site.composer.renderers[_language(site, address)].desk(_page(site, address))
        found[file_of(address)] = str(desk.component("redirect", target=reference.removeprefix("page:")))
    return found


@dataclass(frozen=True)
class Way:
    """An address that leads on, for hosts that can say so themselves."""

    address: str
    """From the site's root: ``/nl/q/melden/``."""
    target: str
    """Where it leads, likewise, with its anchor."""
    status: int
    """301 for what has gone elsewhere for good; 302 for a short address, whose page may still get another."""


def ways(site: Site) -> Iterator[Way]:
    """Yield all of them."""
    old = site.content.published.redirects
    for address, reference in leading_on(site.content).items():
        page, hash_sign, anchor = reference.removeprefix("page:").partition("#")
        target = site.composer.index[(_language(site, address), page)].path
        yield Way(address, f"{target}{hash_sign}{anchor}", 301 if address in old else 302)


def _language(site: Site, address: str) -> str:
    language = address.strip("/").split("/")[0]
    return language if language in site.content.words else site.content.site.default_language


def _page(site: Site, address: str) -> PageAddress:
    return PageAddress("redirect", _language(site, address), address, "", "", "", "")
