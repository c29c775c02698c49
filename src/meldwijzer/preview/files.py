"""From an address to a file of a built site, and what kind of file it is. Sends nothing."""

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

    file: Path | None = None
    status: int = 200
    location: str = ""


def find(site: Path, address: str) -> Found:
    """Return what a static host would answer.

    Args:
        site: The built site.
        address: The path of the request, decoded, beginning with a slash.
    """
    parts = [part for part in address.split("/") if part]
    path = _inside(site, parts)
    if path and path.is_dir():
        index = _inside(site, [*parts, "index.html"])
        if index and index.is_file():
            if address.endswith("/"):
                return Found(index)
            return Found(status=307, location="/" + "".join(quote(part) + "/" for part in parts))
    elif path and path.is_file() and not address.endswith("/"):
        return Found(path)
    for language in (parts[:1], []):
        own = _inside(site, [*language, "404.html"])
        if own and own.is_file():
            return Found(own, 404)
    return Found(status=404)


def _inside(site: Path, parts: list[str]) -> Path | None:
    """Return the existing path below ``site``, or nothing if there is none or it leads out."""
    if any(part in (".", "..") for part in parts):
        return None
    try:
        path = site.joinpath(*parts).resolve(strict=True)
        return path if path.is_relative_to(site.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # no such file, an impossible name, a loop of links
        return None


def content_type(path: Path) -> str:
    """Return the media type for a file's name, the same on every machine."""
    kind, packed = _types.guess_type(path.name)
    if packed:
        return _PACKED.get(packed, "application/octet-stream")
    return kind or "application/octet-stream"
