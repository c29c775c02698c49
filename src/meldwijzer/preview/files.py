"""From an address to a file of a site, and what kind of file it is. Reads no folder but to list it; sends nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote

_MORE_TYPES = {
    ".avif": "image/avif",
    ".geojson": "application/geo+json",
    ".jsonld": "application/ld+json",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".vcf": "text/vcard",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_PACKED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
_types = MimeTypes()
for _suffix, _type in _MORE_TYPES.items():
    _types.add_type(_type, _suffix)


@dataclass(frozen=True)
class Found:
    """What an address leads to: a file with an HTTP status, another address, or neither."""

    file: str = ""
    """Relative to the site's folder."""
    status: int = 200
    location: str = ""


def paths_in(site: Path) -> frozenset[str]:
    """Return the files in a folder, relative to it; none behind a link that leads out of it."""
    found = (file for file in site.rglob("*") if file.is_file() and file.resolve().is_relative_to(site.resolve()))
    return frozenset(file.relative_to(site).as_posix() for file in found)


def find(paths: Collection[str], address: str) -> Found:
    """Return what a static host would answer.

    Args:
        paths: The site's files, relative to its folder.
        address: The path of the request, decoded, beginning with a slash.
    """
    parts = [part for part in address.split("/") if part]
    path, index = "/".join(parts), "/".join([*parts, "index.html"])
    if index in paths:
        if address.endswith("/"):
            return Found(index)
        return Found(status=307, location="/" + "".join(quote(part) + "/" for part in parts))
    if path in paths and not address.endswith("/"):
        return Found(path)
    for language in (parts[:1], []):
        own = "/".join([*language, "404.html"])
        if own in paths:
            return Found(own, 404)
    return Found(status=404)


def content_type(path: Path) -> str:
    """Return the media type for a file's name, the same on every machine."""
    kind, packed = _types.guess_type(path.name)
    if packed:
        return _PACKED.get(packed, "application/octet-stream")
    return kind or "application/octet-stream"
