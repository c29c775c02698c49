"""Packing: beside each text file of a finished site the same packed by gzip and by Brotli, for hosts to send."""

import gzip
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from meldwijzer.cache import Cache, digest

KINDS = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")
ENDINGS = (".br", ".gz")


_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT)),
    "gz": lambda data: gzip.compress(data, mtime=0),
}


def write(folder: Path, cache: Cache) -> None:
    """Pack every text file of a folder, as small as it gets; the same bytes give the same bytes.

    Args:
        folder: A finished site.
        cache: Knows what was packed before; most of a build's time would be spent on it otherwise.
    """
    files = [file for file in folder.rglob("*") if file.suffix in KINDS and file.is_file()]
    with ThreadPoolExecutor() as pool:  # both libraries let go of the interpreter while they pack
        list(pool.map(lambda file: _pack(file, cache), files))


def _pack(file: Path, cache: Cache) -> None:
    data = file.read_bytes()
    name = digest(data)
    for kind, packer in _PACKERS.items():
        if (packed := cache.get(kind, name)) is None:
            packed = packer(data)
            cache.put(kind, name, packed)
        if len(packed) < len(data):
            file.with_name(f"{file.name}.{kind}").write_bytes(packed)


def original(path: str) -> str:
    """Return the file that a packed one was made of, by its name; an empty string where it is not packed."""
    return path[:-3] if path.endswith(ENDINGS) else ""


def unpacked(file: Path) -> bytes | None:
    """Return what a packed file holds; ``None`` where it cannot be unpacked."""
    data = file.read_bytes()
    try:
        return bytes(brotli.decompress(data)) if file.suffix == ".br" else gzip.decompress(data)
    except (brotli.error, OSError, EOFError, zlib.error):
        return None
