"""Every file of open data, by its path."""

from weakref import WeakKeyDictionary

from meldwijzer.build import Site
from meldwijzer.pages.compose import Composer

from . import contacts, feed, hsds, llms, openapi, vcards
from .directory import Directory

_ROOM = (contacts, hsds, vcards, feed, llms, openapi)
_made: WeakKeyDictionary[Composer, dict[str, str]] = WeakKeyDictionary()
"""They follow from what a composer composes, and are asked for several times in a build."""


def files(site: Site) -> dict[str, str]:
    """Return the text of every file of open data."""
    found = _made.get(site.composer)
    if found is None:
        directory = Directory(site)
        found = _made[site.composer] = {path: text for one in _ROOM for path, text in one.files(directory).items()}
    return dict(found)
