"""Which documents are made for paper, by kind, language and country, each with its address. Not how one looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .content import Content

Kind = Literal["leaflet", "poster", "card", "class-sheet", "booklet"]

FOLDER = "print"
_FORMATS = {"poster": ("a3", "a4")}
"""Kinds that are made in several sizes; the others have one."""
_BY_COUNTRY: tuple[Kind, ...] = ("leaflet", "poster", "card", "class-sheet")


@dataclass(frozen=True)
class Document:
    """One PDF."""

    kind: Kind
    language: str
    country: str
    """Empty where it is for readers of every country."""
    format: str
    """A paper size, in small letters; empty where its kind has only one."""

    @property
    def sort(self) -> str:
        """``poster-a3``: what it is called by, in print.yml, whatever its country."""
        return "-".join(filter(None, (self.kind, self.format)))

    @property
    def name(self) -> str:
        """``poster-be-a3``: the same in every language."""
        return "-".join(filter(None, (self.kind, self.country.lower(), self.format)))

    @property
    def path(self) -> str:
        """From the site's root, without a slash: ``print/nl/poster-be-a3.pdf``."""
        return f"{FOLDER}/{self.language}/{self.name}.pdf"

    @property
    def template(self) -> str:
        """The file that gives it its form, from the project's folder."""
        return f"overrides/print/{self.kind}/{self.kind}.html"


def documents(content: Content, language: str | None = None) -> Iterator[Document]:
    """Yield every document of every language, or of one."""
    for tag in content.words:
        if language in (None, tag):
            for kind in _BY_COUNTRY:
                for country in content.site.countries:
                    for size in _FORMATS.get(kind, ("",)):
                        yield Document(kind, tag, country, size)
            yield Document("booklet", tag, "", "")
