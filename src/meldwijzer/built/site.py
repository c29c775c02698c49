"""The built site: every file once, every page cut into pieces once, and where each address leads. No rule."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from meldwijzer.addresses import HOME, PageAddress, file_of, leading_on
from meldwijzer.build import Site
from meldwijzer.findings import Place
from meldwijzer.outputs import embed
from meldwijzer.outputs.generated import generated
from meldwijzer.paper import Document, Paper, documents

from .page import Page
from .paper_page import PaperFile, papers
from .paper_wanted import Composed, composed
from .piece import Piece, Pieces
from .registry import Registrations

_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")


class Way(NamedTuple):
    """Where an address within the site leads."""

    file: str = ""
    """Relative to the site's folder; empty where it leads nowhere."""
    fragment: str = ""
    wrong: str = ""
    """What is wrong with it, as the end of a sentence that begins with the address; else empty."""
    fix: str = ""


class BuiltSite:
    """A folder with a built site, and the content that it was built from."""

    def __init__(self, site: Site, folder: Path, pieces: Pieces | None = None) -> None:
        self.site = site
        self.content = site.content
        self.folder = folder
        self._pieces = pieces or Pieces()
        self._ways: dict[tuple[str, str], Way] = {}
        self._texts: dict[str, str] = {}
        self._at_hand: dict[str, list[tuple[str, str, str]]] = {}

    @cached_property
    def files(self) -> Mapping[str, int]:
        """Every file by its path relative to the folder, with its size in bytes."""
        return dict(sorted(files_of(self.folder)))

    def text(self, path: str) -> str:
        """Return the text of a file; what is not UTF-8 becomes U+FFFD, and a rule tells."""
        if path not in self._texts:
            self._texts[path] = text_of(self.folder, path)
        return self._texts[path]

    def place(self, path: str, offset: int = 0) -> Place:
        """Return the line and column of a character of a file."""
        before = self.text(path)[:offset]
        return Place(f"site/{path}", before.count("\n") + 1, offset - before.rfind("\n"))

    @cached_property
    def addresses(self) -> Mapping[str, PageAddress]:
        """Every composed page by the file that it should be."""
        return {address.file: address for address in self.site.addresses()}

    @cached_property
    def _versions(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for file, address in self.addresses.items():
            found.setdefault(address.id, {})[address.language] = file
        return found

    def versions(self, page: str) -> Mapping[str, str]:
        """Return the file of a page in each language; of the home page where a language does not have the page."""
        return {**self._versions[HOME], **self._versions.get(page, {})}

    def at_hand(self, page: Page) -> list[tuple[str, str, str]]:
        """Return (country, reference, ``tel:``) of what has to be dialled from a page."""
        if page.language not in self._at_hand:
            self._at_hand[page.language] = list(self._needed(page.language))
        return self._at_hand[page.language]

    def _needed(self, language: str) -> Iterator[tuple[str, str, str]]:
        """Yield what pages of a language need; where all languages are spoken at once it is the first number."""
        for views in self.registrations.views(language):
            for country, settings in self.content.site.countries.items():
                references = (*settings.emergency, settings.helpline) if language else settings.emergency[:1]
                for reference in references:
                    yield country, reference, views.view(reference).href

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """Every redirect's file, with the old or short address that it answers."""
        return {file_of(address): address for address in leading_on(self.content)}

    @cached_property
    def boxes(self) -> Mapping[str, str]:
        """The file of each box for other sites, with its language."""
        return {embed.path_of(tag): tag for tag in self.content.words}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every HTML file."""
        return {path: self._page(path) for path in self.files if path.endswith((".html", ".htm"))}

    def _page(self, path: str) -> Page:
        address = self.addresses.get(path)
        first = path.partition("/")[0]
        language = first if first in self.content.words else ""
        language = self.boxes.get(path, language)
        if path in self.redirects and not language:
            language = self.content.site.default_language
        return Page(path, self.text(path), language, address, self._pieces)

    @cached_property
    def papers(self) -> Mapping[str, PaperFile]:
        """Every leaflet, poster … that is there, by its path."""
        return papers(self.site, self.folder)

    @cached_property
    def composed_papers(self) -> Mapping[Document, Composed]:
        """What was composed for each of them, whether it is there or not."""
        paper = Paper(self.site)
        return {document: composed(paper.html(document)) for document in documents(self.content)}

    @cached_property
    def styles(self) -> frozenset[str]:
        """Every style sheet that may stand in a page."""
        made = (style for text in generated(self.site).values() for style in _STYLE.findall(text))
        return frozenset({*(str(page.desk.style) for page in self.site.composed.values()), *made})

    @cached_property
    def composed(self) -> Mapping[str, Page]:
        """The HTML files that are composed pages."""
        return {path: page for path, page in self.pages.items() if page.address is not None}

    @cached_property
    def distinct(self) -> Mapping[str, list[Piece]]:
        """Every piece once by language; the language of pages that speak all at once is empty."""
        found: dict[str, dict[Piece, None]] = {}
        for page in self.pages.values():
            found.setdefault(page.language, {}).update(dict.fromkeys(piece for _, piece in page.spots))
        return {language: list(pieces) for language, pieces in found.items()}

    @cached_property
    def distinct_marked(self) -> Mapping[str, list[Piece]]:
        """Those of them that are more than words."""
        return {language: [one for one in pieces if not one.is_plain] for language, pieces in self.distinct.items()}

    def occurrences(self, language: str, piece: Piece) -> Iterator[tuple[Page, int]]:
        """Yield every page of a language on which a piece stands, with its offset."""
        for page in self.pages.values():
            if page.language == language:
                for offset, other in page.spots:
                    if other is piece:
                        yield page, offset

    @cached_property
    def registrations(self) -> Registrations:
        """What may be shown and pointed to."""
        return Registrations(self.site)

    @cached_property
    def base(self) -> str:
        """The path of the site's own address, without a slash at its end: empty, or ``/folder``."""
        return urlsplit(self.content.site.address).path.rstrip("/")

    @property
    def home(self) -> str:
        """The site's own address, with a slash at its end."""
        return self.content.site.address

    def own(self, target: str) -> str | None:
        """Return the path from the site's root of a full address of this site; ``None`` for any other."""
        return f"/{target[len(self.home) :]}" if target.startswith(self.home) else None

    def way(self, folder: str, target: str) -> Way:
        """Return where an address within the site leads from a folder of it (without its anchor's being there)."""
        key = (folder, target)
        if (found := self._ways.get(key)) is None:
            found = self._ways[key] = self._from_above(folder, target)
        return found

    def _from_above(self, folder: str, target: str) -> Way:
        """Return the same way seen from the nearest folder above, from where more pages go it."""
        if target[:1] == "#":
            folder = ""
        while folder and target.startswith("../"):
            folder, target = folder.rpartition("/")[0], target[3:] or "./"
        key = (folder, target)
        if (found := self._ways.get(key)) is None:
            found = self._ways[key] = self._way(folder, target)
        return found

    def _way(self, folder: str, target: str) -> Way:
        if target != target.strip() or not _ADDRESS.fullmatch(target):
            return Way(wrong="has a character in it that an address may not have", fix="Write it as %…, or correct it.")
        if _PERCENT.search(target):
            return Way(wrong="has a % that is followed by no character's number", fix="Write %25 for the sign itself.")
        path, hash_sign, fragment = target.partition("#")
        path, _, _ = path.partition("?")
        if hash_sign and not fragment:
            return Way(wrong="names no place on the page")
        if "//" in path:
            return Way(wrong="has two slashes in a row")
        if path.startswith("/"):
            if not f"{path}/".startswith(f"{self.base}/"):
                return Way(wrong=f"leads out of {self.base}/, where this site is")
            parts, path = [], path.removeprefix(self.base)
        else:
            parts = folder.split("/") if folder else []
        for step in path.split("/"):
            if step == "..":
                if not parts:
                    return Way(wrong="leads above the root of the site")
                parts.pop()
            elif step not in ("", "."):
                parts.append(unquote(step))
        file = "/".join(parts)
        if path.rstrip("/").rpartition("/")[2] in ("", ".", "..") or path.endswith("/"):
            file = f"{file}/index.html".lstrip("/")
        return self._arrive(file, path, unquote(fragment))

    def _arrive(self, file: str, path: str, fragment: str) -> Way:
        if not path:
            return Way(file="", fragment=fragment)
        if file in self.files:
            if path.endswith("index.html"):
                return Way(file, fragment, "names the file instead of its folder", "End it with the folder's slash.")
            if path.rpartition("/")[2] in (".", ".."):
                return Way(file, fragment, "names a folder without a slash at its end", "Put a slash at its end.")
            return Way(file, fragment)
        if f"{file}/index.html" in self.files:
            return Way(file, fragment, "names a folder without a slash at its end", "Put a slash at its end.")
        if file.lower() in self._small:
            return Way(wrong=f"does not exist, but {self._small[file.lower()]} does", fix="Write its capitals so.")
        return Way(wrong="does not exist")

    @cached_property
    def _small(self) -> Mapping[str, str]:
        return {path.lower(): path for path in self.files}


def text_of(folder: Path, path: str) -> str:
    """Return the text of a file; what is not UTF-8 becomes U+FFFD."""
    return (folder / path).read_bytes().decode("utf-8", errors="replace")


def files_of(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield every file of a folder by its path relative to it, with its size in bytes."""
    return _walk(str(folder), "")


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry.stat().st_size
