"""Addresses that were once published: each is a page, or a small page that leads to where its content went."""

from collections.abc import Iterable

from meldwijzer.addresses import PageAddress
from meldwijzer.build import Site
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity

LEDGER = "content/published.yml"


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


def dead(content: Content, addresses: Iterable[PageAddress]) -> list[Finding]:
    """Return a finding for every published address that no page and no redirect answers any more."""
    alive = {address.path for address in addresses} | set(content.published.redirects)
    tree = content.tree(LEDGER)
    return [
        Finding(
            "published",
            Severity.ERROR,
            tree.place_of(("addresses", index)),
            f"The address {address} was published and no longer exists.",
            f'Add it under redirects with where its content went: "{address}: page:…".',
        )
        for index, address in enumerate(content.published.addresses)
        if address not in alive
    ]
