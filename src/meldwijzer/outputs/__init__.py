"""What a build writes beside its pages: search indexes, sitemap, root page, 404, redirects, robots.txt."""

from pathlib import Path

from meldwijzer.build import Site

from . import search
from .generated import generated


def write(site: Site, folder: Path) -> None:
    """Write everything into a built site; whether the result is right is for the room that reads it back."""
    for path, text in {**generated(site), **search.files(site)}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
