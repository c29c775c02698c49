"""The boxes that other sites show in a frame: one page for each language, which has nothing of other pages."""

from meldwijzer.addresses import PageAddress
from meldwijzer.build import Site
from meldwijzer.pages.sharing import EMBED


def files(site: Site) -> dict[str, str]:
    """Return them by their path."""
    found = {}
    for language, renderer in site.composer.renderers.items():
        desk = renderer.desk(PageAddress(EMBED, language, f"/{EMBED}/{language}/", "", "", "", ""))
        found[path_of(language)] = str(desk.component("embed"))
    return found


def path_of(language: str) -> str:
    """Return the file of a language's box, from the site's folder."""
    return f"{EMBED}/{language}/index.html"
