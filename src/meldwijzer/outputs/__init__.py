"""What a build writes beside its pages: search indexes, sitemap, root page, 404, redirects, robots.txt."""

from pathlib import Path

from meldwijzer.build import Site
from meldwijzer.findings import Finding

from . import entrance, readback, redirects, search, sitemap


def write(site: Site, folder: Path) -> list[Finding]:
    """Write everything into a built site, and return what is wrong with the result."""
    files = {
        **site.assets(),
        **entrance.files(site),
        **search.files(site),
        **sitemap.files(site),
        **redirects.files(site),
    }
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return readback.read_back(site, folder)
