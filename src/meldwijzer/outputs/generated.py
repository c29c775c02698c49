"""What follows from the composed site alone, whatever the generator does: by path, the text of each file."""

from meldwijzer.build import Site

from . import entrance, redirects, sitemap


def generated(site: Site) -> dict[str, str]:
    """Return the style sheet, the root page and its 404, the sitemap, robots.txt and every redirect."""
    return {**site.assets(), **entrance.files(site), **sitemap.files(site), **redirects.files(site)}
