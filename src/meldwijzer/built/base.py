"""What the rules about the built site share: how one stands in the table, and how findings get their place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from meldwijzer.findings import Finding, Severity

from .page import Page
from .piece import Piece
from .site import BuiltSite

Check = Callable[[BuiltSite], Iterable[Finding]]


@dataclass(frozen=True)
class ShownHtml:
    """A rule at work: in one built file the first ``old`` is replaced, once by what fails, once by what passes.

    Where ``old`` is empty, the example is added at the end of the file, which is made if it is missing; where
    ``fails`` is empty as well, the file is deleted.
    """

    path: str
    """Relative to the site's folder: ``fr/aide/index.html``; a pattern where a name changes with what is in it."""
    old: str
    """What stands there today."""
    fails: str
    passes: str = ""
    """Empty: what stands there today."""
    everywhere: bool = False
    """Whether every ``old`` is replaced instead."""


@dataclass(frozen=True)
class ShownPaper(ShownHtml):
    """A rule about paper at work: the same of the HTML of one document, which is then set in type again.

    ``path`` is that of the document, and ``old`` stands in what it is set from.
    """


@dataclass(frozen=True)
class BuiltRule:
    """A named check of the built site and why it exists."""

    code: str
    """What findings bear and exemptions name."""
    why: str
    check: Check
    shown: ShownHtml
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Spot:
    """Something wrong at an offset of a piece, a page or a file."""

    offset: int
    message: str
    fix: str = ""


PieceCheck = Callable[[BuiltSite, str, Piece], Iterable[Spot]]
PageCheck = Callable[[BuiltSite, Page], Iterable[Spot]]


def of_pieces(code: str, check: PieceCheck, *, plain: bool = False) -> Check:
    """Return the check of a whole site that asks about each different piece once in each language.

    ``check`` gets the language of the page, empty where it speaks all at once; ``plain`` says that it also asks about
    pieces that are nothing but words.
    """

    def every_piece(built: BuiltSite) -> Iterator[Finding]:
        for language, pieces in (built.distinct if plain else built.distinct_marked).items():
            for piece in pieces:
                for spot in check(built, language, piece):
                    for page, offset in built.occurrences(language, piece):
                        yield found(built, code, page.path, offset + spot.offset, spot.message, spot.fix)

    every_piece.__doc__ = check.__doc__
    return every_piece


def of_pages(code: str, check: PageCheck) -> Check:
    """Return the check of a whole site that asks about each page; offsets are those of the page."""

    def every_page(built: BuiltSite) -> Iterator[Finding]:
        for path, page in built.pages.items():
            for spot in check(built, page):
                yield found(built, code, path, spot.offset, spot.message, spot.fix)

    every_page.__doc__ = check.__doc__
    return every_page


def found(built: BuiltSite, code: str, path: str, offset: int, message: str, fix: str = "") -> Finding:
    """Return a finding at a character of a built file; how much it weighs is for the table of rules."""
    return Finding(code, Severity.ERROR, built.place(path, offset), message, fix)
