"""Pixels of an SVG: drawn by WeasyPrint, as leaflets are, and turned into a PNG. What is drawn is for others."""

import io
from functools import lru_cache
from pathlib import Path

from meldwijzer.cache import Cache, digest

FAMILY = "Meldwijzer"
"""What pictures call the font that ships; who lacks it sees their own, as wide (``textLength``)."""
FONTS = {400: "text-400.ttf", 700: "text-700.ttf"}
_COLOURS = 64
"""Enough for a few colours and the edges of letters between them; a quarter of the bytes of all colours."""
_KIND = "raster"
_DRAWN_BY = "1"
"""Changes when the same SVG is drawn otherwise."""


@lru_cache(maxsize=256)
def png(svg: str, width: int, height: int, scale: float, fonts: Path | None = None, cache: Path | None = None) -> bytes:
    """Return a picture of an SVG; the same bytes for the same SVG.

    Args:
        svg: The element, without an XML declaration.
        width: In CSS pixels, of the whole picture.
        height: Likewise.
        scale: Pixels of the picture for each of them.
        fonts: The folder of the font that ships.
        cache: A folder in which to keep what was drawn before.
    """
    kept = Cache(cache) if cache else None
    letters = "".join(digest((fonts / name).read_bytes()) for name in FONTS.values()) if fonts else ""
    key = digest(f"{_DRAWN_BY} {_COLOURS} {width} {height} {scale} {letters} {svg}".encode())
    found = kept.get(_KIND, key) if kept else None
    if found is None:
        found = _drawn(svg, width, height, scale, fonts)
        if kept:
            kept.put(_KIND, key, found)
    return found


def _drawn(svg: str, width: int, height: int, scale: float, fonts: Path | None) -> bytes:
    import pypdfium2  # both take half a second to load, and most builds draw nothing
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url({(fonts / name).resolve().as_uri()})}}'
        for weight, name in FONTS.items()
        if fonts
    )
    style = f"{faces}@page{{size:{width}px {height}px;margin:0}}body{{margin:0}}svg{{display:block;width:{width}px}}"
    html = f"<!doctype html><style>{style}</style>{svg}"
    pdf = weasyprint.HTML(string=html).write_pdf(font_config=FontConfiguration())
    document = pypdfium2.PdfDocument(pdf)
    try:
        # A PDF counts in points, of which 72 are an inch; CSS in pixels, of which 96 are.
        picture = document[0].render(scale=scale * 96 / 72).to_pil().convert("RGB")
    finally:
        document.close()
    picture = picture.crop((0, 0, round(width * scale), round(height * scale)))
    buffer = io.BytesIO()
    picture.quantize(_COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
