"""The root page, where readers choose their language, and the one 404 page for addresses of no language."""

from meldwijzer.addresses import HOME, PageAddress
from meldwijzer.build import Site


def files(site: Site) -> dict[str, str]:
    """Return index.html and 404.html at the site's root, each in all languages at once."""
    return {"index.html": _page(site, "/"), "404.html": _page(site, "/404.html")}


def _page(site: Site, path: str) -> str:
    default = site.content.site.default_language
    address = PageAddress(HOME if path == "/" else "not-found", default, path, "", "", "", "")
    desks = []
    for language in site.content.words:
        here = PageAddress(address.id, language, path, "", "", "", "")
        desks.append(site.composer.renderers[language].desk(here))
    first = next(desk for desk in desks if desk.language == default)
    return str(first.component("entrance", desks=desks, missing=path != "/"))
