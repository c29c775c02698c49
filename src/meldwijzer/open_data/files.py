"""Every file of open data, by its path."""

from collections.abc import Mapping
from functools import cache

from meldwijzer.build import Site

from . import contacts, feed, hsds, llms, openapi, vcards
from .directory import Directory, Maker

_ROOM = (contacts, hsds, vcards, feed, llms, openapi)


def makers(site: Site) -> Mapping[str, Maker]:
    """Return what makes the text of every file of open data, by its path; each is made once for a site."""
    kept = site.composer.open_data
    if not kept:
        directory = Directory(site)
        kept.update({path: cache(make) for one in _ROOM for path, make in one.files(directory).items()})
    return kept
