"""What readers get of a contact point: pages, documents, boxes, pictures and data files with it. Not content lines.

Each file is read as a reader gets it, before it is set in type or drawn: what a tap opens, and what can be read.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from selectolax.lexbor import LexborHTMLParser

from meldwijzer.build import Site
from meldwijzer.outputs.generated import generated
from meldwijzer.paper import Paper, documents
from meldwijzer.references import Contact

Sort = Literal["page", "paper", "box", "picture", "data", "other"]

_SORTS: Sequence[tuple[str, Sort]] = (
    ("print/", "paper"), ("embed/", "box"), ("link/", "picture"), ("data/", "data"), ("llms", "data"),
)  # fmt: skip
_SHORT = 5
"""A number of fewer digits is looked for only where it is dialled, or stands alone in a data file: 112 in a text may be
an article of a law."""
_UNSEEN = "script, style, template, head"


@dataclass(frozen=True, order=True)
class Shown:
    """One file that shows a contact point."""

    sort: Sort
    language: str
    """Empty for what is of no language, or of all."""
    path: str
    """A page's address, ``/nl/melden/``; of anything else its file, ``print/nl/leaflet-be.pdf``."""


@dataclass(frozen=True)
class _File:
    """What can be found in one file."""

    shown: Shown
    opened: frozenset[str]
    """What its links open."""
    text: str
    """What can be read, in single spaces."""
    is_html: bool = True


class Showing:
    """Everything that a site shows, read once; asked for one contact point after another."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def of(self, contact: Contact) -> list[Shown]:
        """Return every file that shows a contact point, pages first."""
        order = get_args(Sort)
        found = (file.shown for file in self._files if self._is_in(contact, file))
        return sorted(found, key=lambda one: (order.index(one.sort), one.language, one.path))

    def _is_in(self, contact: Contact, file: _File) -> bool:
        languages = [file.shown.language] if file.shown.language else list(self._site.content.words)
        for language in languages:
            opened, written = self._forms(contact, language)
            if opened and (opened in file.opened or (not file.is_html and _has(file.text, opened))):
                return True
            if any(_has(file.text, one) if _digits(one) >= _SHORT else _stands_alone(file, one) for one in written):
                return True
        return False

    def _forms(self, contact: Contact, language: str) -> tuple[str, list[str]]:
        """Return what a tap on a contact point opens, and how a language writes it where that is told by its looks."""
        views = self._site.composer.renderers[language].views
        if contact.fact.retired is not None:
            old = next(one for one in views.old_contacts() if one.anchor == f"old-{contact.organisation}-{contact.id}")
            return "", [_plain(old.old)]
        view = views.view(contact.reference)
        if contact.kind == "link":
            return view.href, []
        written = [_plain(view.text), *(map(_plain, view.lines[:1]) if contact.kind == "address" else ())]
        # Where a number is not for this language's readers, words stand in its place.
        return view.href, [one for one in written if _digits(one)] if contact.kind == "phone" else written

    @cached_property
    def _files(self) -> list[_File]:
        return [*self._pages(), *self._documents(), *self._others()]

    def _pages(self) -> Iterator[_File]:
        for address in self._site.addresses():
            page = self._site.composed[(address.language, address.id)]
            yield _read(Shown("page", address.language, address.path), page.html(""))

    def _documents(self) -> Iterator[_File]:
        paper = Paper(self._site)
        for one in documents(self._site.content):
            yield _read(Shown("paper", one.language, one.path), paper.html(one))

    def _others(self) -> Iterator[_File]:
        for path, text in generated(self._site).items():
            sort: Sort = next((sort for start, sort in _SORTS if path.startswith(start)), "other")
            if sort == "other" and not path.endswith((".html", ".xml", ".txt")):
                continue
            parts = path.split("/")
            language = next((tag for tag in self._site.content.words if tag in parts[:-1] or f"-{tag}." in path), "")
            shown = Shown(sort, language, path)
            if path.endswith(".html"):
                yield _read(shown, text)
            else:
                # vCards fold long lines (RFC 2426, 2.6); XML has entities.
                text = re.sub(r"\r?\n[ \t]", "", text) if path.endswith(".vcf") else text
                yield _File(shown, frozenset(), _plain(html.unescape(text)), is_html=False)


def _read(shown: Shown, text: str) -> _File:
    tree = LexborHTMLParser(text)
    opened = frozenset(str(node.attributes.get("href")) for node in tree.css("[href]"))
    for node in tree.css(_UNSEEN):
        node.decompose()
    return _File(shown, opened, _plain(tree.body.text(separator=" ") if tree.body else ""))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _stands_alone(file: _File, written: str) -> bool:
    """Tell whether a data file has a value that is this short number: of JSON, of a vCard, of an entry of a feed."""
    return not file.is_html and bool(
        re.search(rf'"{re.escape(written)}"|[:>]{re.escape(written)}(?=[\s.<]|$)', file.text)
    )


def _has(text: str, looked_for: str) -> bool:
    """Tell whether a text holds something whole: not as a part of a longer number or address."""
    start = text.find(looked_for)
    while looked_for and start >= 0:
        before, behind = text[start - 1 : start], text[start + len(looked_for) :][:1]
        whole = looked_for[-1:] == "/" or not re.match(r"[\w/-]", behind)
        if whole and not re.match(r"\w", before):
            return True
        start = text.find(looked_for, start + 1)
    return False
