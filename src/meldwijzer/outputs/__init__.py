"""What a build writes: pages, what is copied, and beside them search, sitemap, root page, 404, redirects, headers."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from meldwijzer.build import Site

from . import search, static_hosts
from .copied import copied, search_worker
from .generated import generated

__all__ = ["write", "write_beside"]


def write(site: Site, folder: Path) -> None:
    """Write the whole site into an empty folder; whether the result is right is for the room that reads it back."""
    worker = search_worker(site)
    _put(folder, {page.address.file: page.html(worker) for page in site.composed.values()})
    for path, source in copied(site).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / path)
    write_beside(site, folder)


def write_beside(site: Site, folder: Path) -> None:
    """Write what belongs to no page, where a generator has written the pages."""
    _put(folder, {**generated(site), **search.files(site)})
    paths = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    _put(folder, static_hosts.files(site, paths))


def _put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
