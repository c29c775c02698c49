"""QR codes (ISO/IEC 18004) of addresses and payments, as SVG and PNG. What is encoded is for others to say."""

import io
from functools import lru_cache

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around a code; ISO/IEC 18004, section 6.3.8, asks for no less."""


@lru_cache(maxsize=512)
def svg(data: str, *, label: str = "", letters: str | None = None) -> Markup:
    """Return a code as an SVG element, black on white whatever is around it, to be sized by who places it.

    Args:
        data: What a reader's camera gets.
        label: What the picture says to those who don't see it; without one it is decoration.
        letters: The encoding of other letters than those of English, where who reads the code expects one.
    """
    buffer = io.BytesIO()
    _code(data, letters).save(
        buffer,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
        title=label or None,
    )
    return Markup(buffer.getvalue().decode())  # noqa: S704  # of a library, and the label is escaped by it


@lru_cache(maxsize=512)
def png(data: str, module: int, *, letters: str | None = None) -> bytes:
    """Return a code as a PNG picture in which a module is so many pixels wide."""
    buffer = io.BytesIO()
    _code(data, letters).save(buffer, kind="png", border=QUIET, scale=module)
    return buffer.getvalue()


def _code(data: str, letters: str | None) -> segno.QRCode:
    """Return a code that still reads with 15 % of it covered (level M), which paper in a corridor needs."""
    return segno.make(data, error="M", micro=False, boost_error=False, encoding=letters)
