"""sitemap.xml with every page in every language and x-default, and robots.txt."""

from xml.sax.saxutils import escape

from meldwijzer.addresses import HOME, UNLISTED
from meldwijzer.build import Site


def files(site: Site) -> dict[str, str]:
    """Return sitemap.xml and robots.txt; an example site asks not to be indexed."""
    settings = site.content.site
    base = settings.address.rstrip("/")
    by_id: dict[str, dict[str, str]] = {}
    for address in site.addresses():
        if address.id not in UNLISTED:
            by_id.setdefault(address.id, {})[address.language] = f"{base}{address.path}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for name, versions in by_id.items():
        default = versions.get(settings.default_language) or next(iter(versions.values()))
        fallback = settings.address if name == HOME else default
        for version in versions.values():
            lines += ["  <url>", f"    <loc>{escape(version)}</loc>"]
            for language, other in [*versions.items(), ("x-default", fallback)]:
                link = f'hreflang="{language}" href="{escape(other)}"'
                lines.append(f'    <xhtml:link rel="alternate" {link}/>')
            lines.append("  </url>")
    lines.append("</urlset>")
    rule = "Disallow: /" if settings.operation == "example" else "Disallow:"
    robots = f"User-agent: *\n{rule}\nSitemap: {base}/sitemap.xml\n"
    return {"sitemap.xml": "\n".join(lines) + "\n", "robots.txt": robots}
