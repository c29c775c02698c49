"""Making documents: each set in type when it is asked for, or all at once on every processor; and what is kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from meldwijzer.beside import shared
from meldwijzer.build import Site
from meldwijzer.cache import Cache, digest, drawings
from meldwijzer.documents import Document, documents
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.finished import FOLDER as CACHE_FOLDER
from meldwijzer.pages.compose import template_finding

from .desk import PaperDesk
from .typeset import MissingLibraryError, Overflow, Typeset, typeset, version

KIND = "paper"
"""What documents are called in the cache."""
_SIZES: Mapping[str, Sequence[float]] = {
    "leaflet": (10.5, 10, 9.6, 9.2, 8.8, 8.4, 8),
    "class-sheet": (11, 10, 9),
    "booklet": (10,),
}
"""Sizes of type in points, of which the largest is taken that fits; below 8 it is hard to read for many. What is on
posters and cards is as large as it is meant to be, and has to fit so.
"""
_SHEET = 4
"""Pages on a folded sheet: a booklet has so many, or a multiple."""
_KEPT = 4
"""So many versions of each document are kept, for a change that is taken back."""
_INSTALL = "On Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0."


class Paper:
    """The documents of a site: their HTML and, once somebody asks, their PDF."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cache = Cache(drawings(site.root / CACHE_FOLDER))
        self._overrides = site.root / "overrides"

    def html(self, document: Document, *, marks: bool = False, blank: int = 0, instead: str = "") -> str:
        """Return a document before it is set in type.

        Args:
            document: Which one.
            marks: Whether it is for a printing house: with crop marks and 3 mm of bleed.
            blank: How many pages to leave blank before the last.
            instead: Where the code of a poster or card leads, if not to this site.
        """
        desk, kind = PaperDesk(self.site, document, instead), document.kind
        return desk.document(f"print/{kind}/{kind}.html", style=self._style(kind, marks=marks), blank=blank)

    def made(self, document: Document, *, marks: bool = False, instead: str = "") -> Typeset:
        """Return a document in type; what was made of the same HTML before is not made again.

        Arguments as :meth:`html`.

        Raises:
            MissingLibraryError: Pango is not on this machine.
        """
        key = self._key(self.html(document, marks=marks, instead=instead))
        if (kept := self.cache.get(KIND, key)) is not None:
            return _read(kept)
        made = self.fresh(document, marks=marks, instead=instead)
        self.cache.put(KIND, key, _written(made))
        return made

    def fresh(self, document: Document, *, marks: bool = False, instead: str = "") -> Typeset:
        """Return a document in type, whatever was made before; arguments as :meth:`html`, raises as :meth:`made`."""
        sizes = _SIZES.get(document.kind, (10,))
        made = typeset(self.html(document, marks=marks, instead=instead), self._overrides, sizes)
        if document.kind == "booklet" and (blank := -made.pages % _SHEET):
            made = typeset(self.html(document, marks=marks, blank=blank), self._overrides, sizes)
        return made

    def tried(self, document: Document, *, marks: bool = False, instead: str = "") -> Typeset | Finding:
        """Return the same, or what its template stumbles over."""
        try:
            return self.made(document, marks=marks, instead=instead)
        except MissingLibraryError:
            raise
        except Exception as error:  # whatever it is, and over what, is for the template's line
            return template_finding(PaperDesk(self.site, document).page, error)

    def pdf(self, document: Document) -> bytes:
        """Return a document's PDF; raises as :meth:`made`."""
        return self.made(document).pdf

    def _style(self, kind: str, *, marks: bool) -> Markup:
        names = ("paper.css", f"{kind}/{kind}.css", *(["marks.css"] if marks else []))
        files = (self._overrides / "print" / name for name in names)
        return Markup("\n".join(file.read_text("utf-8") for file in files))  # noqa: S704  # of this project's own files

    def _key(self, html: str) -> str:
        return digest(f"{self._press}\n{html}".encode())

    @cached_property
    def _press(self) -> str:
        """What a document also follows from: fonts, the library, and how this room uses it."""
        files = [*sorted((self._overrides / "fonts").glob("*.ttf")), *sorted(Path(__file__).parent.glob("*.py"))]
        return "\n".join([version(), *(digest(file.read_bytes()) for file in files)])


def typeset_all(site: Site) -> list[Finding]:
    """Set every document in type, so that the cache has them, and return what is wrong with them."""
    paper = Paper(site)
    every = list(documents(site.content))
    try:
        made = shared(every, paper.tried)
        paper.cache.prune({KIND: paper.cache.newest(KIND, _KEPT * len(every))})
    except MissingLibraryError as missing:
        return [unable(missing)]
    return list(dict.fromkeys(finding for pair in zip(every, made, strict=True) for finding in findings(site, *pair)))


def unable(missing: MissingLibraryError) -> Finding:
    """Return what is wrong where nothing can be set in type on this machine."""
    message = f"Leaflets and posters cannot be made: {missing} is not on this computer."
    return Finding("paper", Severity.ERROR, Place("README.md"), message, _INSTALL)


def findings(site: Site, document: Document, made: Typeset | Finding) -> Iterator[Finding]:
    """Yield what is wrong with a document: panels with too much in them, templates that cannot be followed."""
    if isinstance(made, Finding):
        yield made
        return
    path = f"content/{document.language}/print.yml"
    place = site.content.tree(path).key_place((document.kind.replace("-", "_"),))
    for one in made.overflows:
        if one.across:
            message = f'In {document.path}, something in the part "{one.panel}" is {one.beyond} mm wider than its room.'
            fix = "Use a shorter word, or let it break."
        else:
            message = f'In {document.path}, the part "{one.panel}" is {one.beyond} mm longer than its room.'
            fix = "Shorten it here; what comes from a page is shortened there."
        yield Finding("paper", Severity.ERROR, place, message, fix)
    for complaint in made.complaints:
        place = Place(document.template)
        message = f"Something of this document cannot be set in type: {complaint}"
        yield Finding("paper", Severity.ERROR, place, message, "Correct the template, or a style sheet beside it.")


def _written(made: Typeset) -> bytes:
    overflows = [[one.panel, one.beyond, one.across] for one in made.overflows]
    head = {"size": made.size, "pages": made.pages, "overflows": overflows, "complaints": made.complaints}
    return json.dumps(head).encode() + b"\n" + made.pdf


def _read(kept: bytes) -> Typeset:
    head, _, pdf = kept.partition(b"\n")
    said = json.loads(head)
    overflows = tuple(Overflow(*one) for one in said["overflows"])
    return Typeset(pdf, said["size"], said["pages"], overflows, tuple(said["complaints"]))
