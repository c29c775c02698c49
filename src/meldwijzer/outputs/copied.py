"""Files that readers get as they are: the project's own, and the theme's search. What is made of them is elsewhere."""

import importlib.util
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from meldwijzer.build import Site

THEME = "material"
"""The package of today's theme; of its files search is used, and none of its code."""
_WORKER = re.compile(r"assets/javascripts/workers/search\.[^/]*\.js")
_SHARED = ("stemmer.support", "multi")
"""What all stemmers need, as they are called: ``lunr.multi.min.js``."""
_NOT_PUBLISHED = ("readme.png", "editors/", "endpoints/")
"""Files and folders of docs/ for the project's own pages of instruction; its texts are not for readers either."""


def copied(site: Site) -> Mapping[str, Path]:
    """Return the file of each path, from the site's root, that is published without a change."""
    return {**dict(_theme(site)), **dict(_below(site.root / "docs")), **dict(_own(site))}


def search_worker(site: Site) -> str:
    """Return the path of the script that searches, from the site's root; its name changes with each release.

    Raises:
        ValueError: The theme is not there, or has no such script any more.
    """
    (worker,) = (path for path in _theme_files() if _WORKER.fullmatch(path))
    return worker


def _own(site: Site) -> Iterator[tuple[str, Path]]:
    overrides = site.root / "overrides"
    for path, file in _below(overrides / "assets", overrides):
        if path not in site.composer.assets.parts:
            yield path, file


def _below(folder: Path, root: Path | None = None) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(root or folder).as_posix()
        if file.is_file() and file.suffix != ".md" and not path.startswith(_NOT_PUBLISHED) and "/." not in f"/{path}":
            yield path, file


def _theme(site: Site) -> Iterator[tuple[str, Path]]:
    stemmers = {f"assets/javascripts/lunr/min/lunr.{name}.min.js" for name in (*_SHARED, *site.content.words)}
    return ((path, file) for path, file in _theme_files().items() if path in stemmers or _WORKER.fullmatch(path))


@cache
def _theme_files() -> Mapping[str, Path]:
    """Return the theme's scripts by path; none where the theme is gone."""
    found = importlib.util.find_spec(THEME)
    if found is None or found.origin is None:
        return {}
    folder = Path(found.origin).parent / "templates"
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.glob("assets/javascripts/**/*.js"))}
