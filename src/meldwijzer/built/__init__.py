"""The built site read back as readers get it: rules from a folder of HTML to findings, all of them in one table."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from meldwijzer.beside import both
from meldwijzer.build import Site
from meldwijzer.findings import Finding, in_order
from meldwijzer.garbage import uncollected
from meldwijzer.rules.exempt import exempt

from . import (
    rules_around,
    rules_data,
    rules_files,
    rules_head,
    rules_html,
    rules_index,
    rules_links,
    rules_numbers,
    rules_open,
    rules_outside,
    rules_own,
    rules_paper,
    rules_pictures,
    rules_search,
    rules_sharing,
    rules_styles,
    rules_words,
)
from .base import BuiltRule
from .page import Page
from .piece import Pieces
from .site import BuiltSite, files_of, text_of

RULES: tuple[BuiltRule, ...] = (
    *rules_files.RULES,
    *rules_html.RULES,
    *rules_numbers.RULES,
    *rules_links.RULES,
    *rules_outside.RULES,
    *rules_words.RULES,
    *rules_around.RULES,
    *rules_head.RULES,
    *rules_index.RULES,
    *rules_search.RULES,
    *rules_data.RULES,
    *rules_open.RULES,
    *rules_styles.RULES,
    *rules_own.RULES,
    *rules_paper.RULES,
    *rules_pictures.RULES,
    *rules_sharing.RULES,
)
"""Every rule about the built site; those about the content are in the room of rules."""

_GENERAL = frozenset({"built-words", "built-frame", "built-search", "built-made", "built-copy"})
"""Rules that see every difference; where another says more exactly what is wrong in a place, that is enough."""
_COARSE = frozenset({"built-around"})
"""Rules that see a whole part of a page: where something exact is said of the page, that is enough."""


def check(site: Site, folder: Path, pieces: Pieces | None = None) -> list[Finding]:
    """Return what every rule finds in a built site, without what content/exemptions.yml excuses.

    Half of the rules are asked in a process of their own, where that can be.

    Args:
        site: What the folder was built from.
        folder: The site as it is published; nothing in it is changed.
        pieces: What is known already of parts that its pages may have (:func:`meet`).
    """
    with uncollected():
        built = BuiltSite(site, folder, pieces)
        _ = built.distinct, built.papers  # both processes need pages and paper
        here, there = both(lambda: _found(built, RULES[::2]), lambda: _found(built, RULES[1::2]))
    return exempt(site.content, _told([*here, *there]), built=True)


def findings(built: BuiltSite) -> list[Finding]:
    """Return what every rule finds, each place once by its most exact rule."""
    return _told(_found(built, RULES))


def meet(folder: Path, pieces: Pieces, met: set[str]) -> None:
    """Get to know the parts of the pages that are in a folder by now, so that reading it takes less time later.

    Args:
        folder: A site that may still be unfinished.
        pieces: What is known; what a part is follows from its text alone, so it holds whatever becomes of the page.
        met: The pages that are known; those that are new are added.
    """
    with uncollected(), suppress(FileNotFoundError):  # what somebody is writing may go away again
        for path, _ in files_of(folder):
            if path.endswith(".html") and path not in met:
                text = text_of(folder, path)
                if text.rstrip().endswith("</html>"):
                    Page(path, text, "", None, pieces).meet()
                    met.add(path)


def _found(built: BuiltSite, rules: Sequence[BuiltRule]) -> list[Finding]:
    return [replace(one, severity=rule.severity) for rule in rules for one in rule.check(built)]


def _told(every: Sequence[Finding]) -> list[Finding]:
    """Return findings in order, each place once by its most exact rule."""
    exact = {(one.place.path, one.place.line) for one in every if one.rule not in _GENERAL | _COARSE}
    pages = {path for path, _ in exact}
    return in_order(
        one
        for one in every
        if (one.rule not in _GENERAL or (one.place.path, one.place.line) not in exact)
        and (one.rule not in _COARSE or one.place.path not in pages)
    )


__all__ = ["RULES", "BuiltRule", "BuiltSite", "Pieces", "check", "findings", "meet"]
