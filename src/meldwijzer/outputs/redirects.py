"""Redirects: a small page at each old address that leads to where its content went. Rules watch that none is lost."""

from meldwijzer.addresses import PageAddress
from meldwijzer.build import Site


def files(site: Site) -> dict[str, str]:
    """Return a page for each old address; it works without JavaScript."""
    found = {}
    for old, target in site.content.published.redirects.items():
        language = old.strip("/").split("/")[0]
        if language not in site.content.words:
            language = site.content.site.default_language
        page = PageAddress("redirect", language, old, "", "", "", "")
        desk = site.composer.renderers[language].desk(page)
        name = old.strip("/")
        path = name if name.endswith(".html") else f"{name}/index.html"
        found[path] = str(desk.component("redirect", target=target.removeprefix("page:")))
    return found
