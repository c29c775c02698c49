"""The built site read back as readers get it: rules from a folder of HTML to findings, all of them in one table."""

import gc
from dataclasses import replace
from pathlib import Path

from meldwijzer.build import Site
from meldwijzer.findings import Finding, in_order
from meldwijzer.rules.exempt import exempt

from . import (
    rules_data,
    rules_files,
    rules_head,
    rules_html,
    rules_index,
    rules_links,
    rules_numbers,
    rules_outside,
    rules_own,
    rules_search,
    rules_styles,
    rules_words,
)
from .base import BuiltRule
from .site import BuiltSite

RULES: tuple[BuiltRule, ...] = (
    *rules_files.RULES,
    *rules_html.RULES,
    *rules_numbers.RULES,
    *rules_links.RULES,
    *rules_outside.RULES,
    *rules_words.RULES,
    *rules_head.RULES,
    *rules_index.RULES,
    *rules_search.RULES,
    *rules_data.RULES,
    *rules_styles.RULES,
    *rules_own.RULES,
)
"""Every rule about the built site; those about the content are in the room of rules."""

_GENERAL = frozenset({"built-words", "built-frame", "built-search", "built-made", "built-copy"})
"""Rules that see every difference; where another says more exactly what is wrong in a place, that is enough."""


def check(site: Site, folder: Path) -> list[Finding]:
    """Return what every rule finds in a built site, without what content/exemptions.yml excuses.

    Args:
        site: What the folder was built from.
        folder: The site as it is published; nothing in it is changed.
    """
    collecting = gc.isenabled()
    gc.disable()  # many small values are made here and none in circles: looking for these would double the time
    try:
        found = findings(BuiltSite(site, folder))
    finally:
        if collecting:
            gc.enable()
    return exempt(site.content, found, built=True)


def findings(built: BuiltSite) -> list[Finding]:
    """Return what every rule finds, each place once by its most exact rule."""
    every = [replace(one, severity=rule.severity) for rule in RULES for one in rule.check(built)]
    exact = {(one.place.path, one.place.line) for one in every if one.rule not in _GENERAL}
    return in_order(one for one in every if one.rule not in _GENERAL or (one.place.path, one.place.line) not in exact)


__all__ = ["RULES", "BuiltRule", "BuiltSite", "check", "findings"]
