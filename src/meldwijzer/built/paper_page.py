"""PDFs read back by pdfium and their QR codes by ZXing, neither of which made them: what is kept of one. No rule."""

import ctypes
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from pypdfium2 import raw

from meldwijzer.beside import shared
from meldwijzer.build import Site
from meldwijzer.cache import Cache, digest, drawings
from meldwijzer.finished import FOLDER
from meldwijzer.paper import documents

KIND = "paper-read"
"""What documents that were read are called in the cache: what is read follows from a file's bytes alone."""
_KEPT = 4
"""So many versions of each document are kept as they were read."""
_SHORTER_SIDE = 420
_LOWEST = 100
"""Pages are drawn with so many pixels across, and with no fewer to an inch: enough for a code of 34 mm."""
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SLACK = 1
"""A point beyond the edge is not seen to be missing."""
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_HYPHENS = "\ufffe\x02\u00ad"
"""How pdfium writes a hyphen at the end of a line, whether or not it belongs to the word."""
_HYPHEN = str.maketrans(dict.fromkeys(_HYPHENS, ""))
_DIVIDED = "\ufffe"


@dataclass(frozen=True)
class PaperLink:
    """A link on a page."""

    target: str
    text: str
    """What stands in its rectangle; of a link on several lines, all of them."""


@dataclass(frozen=True)
class PaperPage:
    """One page."""

    text: str
    """With a line end where the paper has one; words that were divided at one are whole again."""
    links: tuple[PaperLink, ...]
    codes: tuple[str, ...]
    """What its QR codes say."""
    outside: tuple[str, ...]
    """Lines of it that lie beyond the page's edge, in whole or in part, where nobody sees them."""
    tagged: bool
    """Whether what is on it belongs to a structure that can be read aloud."""


@dataclass(frozen=True)
class PaperFile:
    """What is kept of one PDF."""

    pages: tuple[PaperPage, ...] = ()
    language: str = ""
    title: str = ""
    marked: bool = False
    """Whether it says of itself that it is tagged."""
    wrong: str = ""
    """Why it cannot be read, as the end of a sentence; else empty."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text alone: spaces and hyphens may stand elsewhere on paper."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def read(data: bytes) -> PaperFile:
    """Return what a PDF says to its readers."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return PaperFile(wrong="cannot be opened" if data else "is empty")
    try:
        pages = tuple(_page(document, page) for page in document)
        title = document.get_metadata_value("Title")
        return PaperFile(pages, _language(document), title, bool(raw.FPDFCatalog_IsTagged(document)))
    except pdfium.PdfiumError:
        return PaperFile(wrong="has a page that cannot be read")
    finally:
        document.close()


def papers(site: Site, folder: Path) -> Mapping[str, PaperFile]:
    """Return every document that is there, by its path; what was read before is not read again."""
    cache_of = Cache(drawings(site.root / FOLDER))
    paths = [one.path for one in documents(site.content) if (folder / one.path).is_file()]
    keys = {path: digest(_reader().encode() + (folder / path).read_bytes()) for path in paths}
    kept = {path: _known(cache_of.get(KIND, key)) for path, key in keys.items()}
    new = [path for path, known in kept.items() if known is None]
    if new:
        for path, found in zip(new, shared(new, lambda path: read((folder / path).read_bytes())), strict=True):
            kept[path] = found
            cache_of.put(KIND, keys[path], json.dumps(asdict(found)).encode())
        cache_of.prune({KIND: {*keys.values(), *cache_of.newest(KIND, _KEPT * len(paths))}})
    return {path: found for path, found in kept.items() if found is not None}


@cache
def _reader() -> str:
    """What a reading also follows from: the libraries, and how this module uses them."""
    return f"{version('pypdfium2')} {version('zxing-cpp')} {digest(Path(__file__).read_bytes())}\n"


def _known(kept: bytes | None) -> PaperFile | None:
    if kept is None:
        return None
    said = json.loads(kept)
    pages = [
        PaperPage(
            text=one["text"],
            links=tuple(PaperLink(**link) for link in one["links"]),
            codes=tuple(one["codes"]),
            outside=tuple(one["outside"]),
            tagged=one["tagged"],
        )
        for one in said.pop("pages")
    ]
    return PaperFile(tuple(pages), **said)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_HYPHEN).translate(_SPACES)


def _page(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> PaperPage:
    words = page.get_textpage()
    text = _plain(words.get_text_range())
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        tagged = bool(tree) and raw.FPDF_StructTree_CountChildren(tree) > 0
    finally:
        raw.FPDF_StructTree_Close(tree)
    return PaperPage(
        text=text,
        links=tuple(_whole(_links(document, page, words))),
        codes=tuple(_codes(page)),
        outside=tuple(_outside(page, words)),
        tagged=tagged,
    )


def _outside(page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> Iterator[str]:
    """Yield the lines that lie beyond the page's edge."""
    left, bottom, right, top = page.get_cropbox()
    for index in range(words.count_rects()):
        west, south, east, north = words.get_rect(index)
        if west < left - _SLACK or south < bottom - _SLACK or east > right + _SLACK or north > top + _SLACK:
            yield _plain(words.get_text_bounded(west, south, east, north)).strip()


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> Iterator[PaperLink]:
    """Yield each link to somewhere else once for each rectangle (ISO 32000-1, 12.5.6.5 and 12.6.4.7)."""
    position, link, seen = ctypes.c_int(0), raw.FPDF_LINK(), set()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue  # to another page of the same document
        target = _string(lambda buffer, size, action=action: raw.FPDFAction_GetURIPath(document, action, buffer, size))
        area = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, area)
        corners = (area.left, area.bottom, area.right, area.top)
        if (key := (target, *(round(one) for one in corners))) in seen:
            continue
        seen.add(key)
        inside = words.get_text_bounded(*corners).rstrip()
        divided = _DIVIDED if inside[-1:] in _HYPHENS else ""
        yield PaperLink(target, " ".join(_plain(inside).split()) + divided)


def _whole(links: Iterator[PaperLink]) -> Iterator[PaperLink]:
    """Yield neighbours with one target as one link: it goes over several lines, or has parts of its own in it."""
    last: PaperLink | None = None
    for link in links:
        if last is not None and link.target == last.target and not link.target.startswith("tel:"):
            last = PaperLink(last.target, _joined(last.text, link.text))
            continue
        if last is not None:
            yield PaperLink(last.target, last.text.rstrip(_DIVIDED))
        last = link
    if last is not None:
        yield PaperLink(last.target, last.text.rstrip(_DIVIDED))


def _joined(before: str, text: str) -> str:
    if text.rstrip(_DIVIDED) in before:
        return before
    return f"{before.rstrip(_DIVIDED)}{text}" if before.endswith(_DIVIDED) else f"{before}\n{text}"


def _codes(page: pdfium.PdfPage) -> Iterator[str]:
    """Yield what the page's QR codes say, read from its picture as a camera would."""
    dots = max(_LOWEST, _SHORTER_SIDE / (min(page.get_size()) / 72))
    picture = page.render(scale=dots / 72, grayscale=True)
    grey = memoryview(picture.buffer).cast("B", (picture.height, picture.stride))
    for code in zxingcpp.read_barcodes(grey, formats=_QR):
        yield code.text


def _language(document: pdfium.PdfDocument) -> str:
    def ask(buffer: Any, size: int) -> int:
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
        return int(raw.FPDFCatalog_GetLanguage(document, units, size))

    return _string(ask, "utf-16-le")


def _string(ask: Any, encoding: str = "utf-8") -> str:
    """Return a string that pdfium writes into a buffer, once asked how long it is."""
    if (size := ask(None, 0)) <= 0:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return bytes(buffer.raw[:size]).decode(encoding, "replace").rstrip("\0")
