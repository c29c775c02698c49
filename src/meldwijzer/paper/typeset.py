"""Setting HTML in type with WeasyPrint: a tagged PDF (PDF/UA-1), and which of its panels have too much in them.

It reads fonts and pictures of overrides/ and nothing else: no network, no other file of this machine.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

_MILLIMETRE = 96 / 25.4
"""A millimetre in CSS pixels, which is what WeasyPrint measures in."""
_ENDLESS = "@page{size:500mm 5000mm!important;marks:none;bleed:0}"
"""Paper to measure on: what is beyond the end of a page WeasyPrint drops from a panel, so that nobody would see it."""
_SLACK = 0.2
"""So many pixels count as nothing: lines are laid out in fractions of them."""


@dataclass(frozen=True)
class Overflow:
    """A panel with more in it than it has room for."""

    panel: str
    """The value of its ``data-panel``."""
    beyond: int
    """By how many millimetres, rounded up."""
    across: bool
    """Whether it is too wide (a long word) rather than too long."""


@dataclass(frozen=True)
class Typeset:
    """A document that was set in type."""

    pdf: bytes
    size: float
    """The size of its type in points."""
    pages: int
    overflows: tuple[Overflow, ...]
    complaints: tuple[str, ...]
    """What WeasyPrint could not make sense of in a template or a style sheet: it leaves that out without an error."""


class MissingLibraryError(Exception):
    """Pango, in which WeasyPrint sets type, is not on this machine; the text says what to install."""


def typeset(html: str, overrides: Path, sizes: Sequence[float]) -> Typeset:
    """Set a document in type, as large as fits.

    The same HTML, fonts and libraries give the same bytes.

    Args:
        html: A whole document. An element with ``data-panel`` has a fixed size, and what is in it has to fit;
            ``rem`` is the size of type.
        overrides: The project's folder overrides/: addresses in the document are relative to it, and lead nowhere else.
        sizes: The sizes of type to try, in points, the one to prefer first.

    Raises:
        MissingLibraryError: Pango is not there.
    """
    library = _library()

    def laid_out(text: str, size: float) -> Any:
        source = library.HTML(string=text, base_url=f"{overrides.resolve().as_uri()}/", url_fetcher=_fetcher(overrides))
        return source.render(stylesheets=[library.CSS(string=f"html{{font-size:{size}pt}}")])

    with _listening() as complaints:
        measured = html.replace("</head>", f"<style>{_ENDLESS}</style></head>", 1)
        for size in sizes:
            overflows = tuple(_overflows(laid_out(measured, size)))
            if not overflows:
                break
        document = laid_out(html, size)
        pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return Typeset(pdf, size, len(document.pages), overflows, tuple(dict.fromkeys(complaints)))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint complains of; it tells nobody else."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagated


@cache
def _library() -> Any:
    """Return WeasyPrint, which is loaded only where something is set in type: that takes most of a second.

    Raises:
        MissingLibraryError: As above.
    """
    try:
        import weasyprint
    except OSError as error:
        name = re.search(r"'([\w.-]+)'", str(error))
        raise MissingLibraryError(name[1] if name else "pango") from error
    return weasyprint


def version() -> str:
    """Return the release of WeasyPrint, without loading it; another one may set the same text in another way."""
    return metadata.version("weasyprint")


@cache
def _fetcher(overrides: Path) -> Any:
    from weasyprint.urls import URLFetcher

    home = overrides.resolve()

    class Own(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Reads the project's own files."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if (parts.scheme, parts.netloc) != ("file", "") or not _path(parts.path).is_relative_to(home):
                raise ValueError("that is not in overrides/")  # which WeasyPrint complains of, and goes on
            return super().fetch(url, headers)

    return Own(allowed_protocols=("file",))


def _path(path: str) -> Path:
    """Return the file that the path of a ``file:`` address means, whatever is written as %… in it."""
    return Path(url2pathname(path)).resolve()


def _overflows(document: Any) -> Iterator[Overflow]:
    """Yield every panel with something beyond its edge, whatever stands in it."""
    for page in document.pages:
        for panel in page._page_box.descendants(placeholders=True):
            name = panel.element.get("data-panel") if getattr(panel, "element", None) is not None else None
            if name and panel.element_tag == panel.element.tag:
                yield from _beyond(panel, name)


def _beyond(panel: Any, name: str) -> Iterator[Overflow]:
    right, bottom = panel.content_box_x() + panel.width, panel.content_box_y() + panel.height
    inner = [
        box
        for box in panel.descendants(placeholders=True)
        if not (hasattr(box, "children") and box.children) and not _is_behind(box)
    ]
    down = max((box.position_y + _height(box) for box in inner), default=0) - bottom
    across = max((box.position_x + _width(box) for box in inner), default=0) - right
    for excess, is_across in ((across, True), (down, False)):
        if excess > _SLACK:
            yield Overflow(name, int(excess / _MILLIMETRE) + 1, is_across)


def _is_behind(box: Any) -> bool:
    """Tell whether a box lies behind everything: a colour that goes on beyond the edge of the paper."""
    depth = box.style["z_index"]
    return depth != "auto" and int(depth) < 0


def _height(box: Any) -> float:
    return float(box.margin_height())


def _width(box: Any) -> float:
    return float(box.margin_width())
