"""What a build writes beside its pages: search indexes, sitemap, root page, 404, redirects, robots.txt, headers."""

from collections.abc import Mapping
from pathlib import Path

from meldwijzer.build import Site

from . import search, static_hosts
from .generated import generated


def write(site: Site, folder: Path) -> None:
    """Write everything into a built site; whether the result is right is for the room that reads it back."""
    _put(folder, {**generated(site), **search.files(site)})
    paths = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    _put(folder, static_hosts.files(site, paths))


def _put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
