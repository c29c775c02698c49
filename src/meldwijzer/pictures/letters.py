"""How wide words are in the font that ships, and in which size and lines they fill a box. No notation of pictures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from .raster import FONTS

LEADING = 1.2
"""From one line to the next, in sizes of the letters."""
_BREAK = re.compile(r"(?<=[ -])")
"""Where a line may end: behind a space or a hyphen."""
_HOST = re.compile(r"(?=/)")
"""Where an address may be broken that does not fit in one line: behind its host."""


@lru_cache(maxsize=8)
def _advances(file: Path) -> tuple[Mapping[int, float], float]:
    """Return how wide each character is in ems, and how wide one that the font lacks is taken to be."""
    font = TTFont(file)
    ems, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    return {code: widths[glyph][0] / ems for code, glyph in font.getBestCmap().items()}, 1.0


def width(text: str, weight: int, size: float, fonts: Path) -> float:
    """Return how wide a line of text is, in the unit of its size.

    Args:
        text: In one line.
        weight: 400 or 700.
        size: Of the letters.
        fonts: The folder of the font that ships.
    """
    known, other = _advances(fonts / FONTS[weight])
    return sum(known.get(ord(character), other) for character in text) * size


@dataclass(frozen=True)
class Set:
    """Words in the size and the lines in which they fill a box."""

    size: float
    lines: tuple[str, ...]


def fitted(text: str, weight: int, box: tuple[float, float], sizes: tuple[float, float], fonts: Path) -> Set:
    """Return a text as large as it fits a box; in the smallest size, and too large for it, where it does not.

    Args:
        text: The words; their lines may end at spaces and hyphens, that of an address behind its host.
        weight: 400 or 700.
        box: Its width and height.
        sizes: The largest and the smallest that letters may have.
        fonts: The folder of the font that ships.
    """
    size, smallest = sizes
    pieces = _BREAK.split(text)
    if len(pieces) == 1 and width(text, weight, smallest, fonts) > box[0]:
        pieces = _HOST.split(text, maxsplit=1)
    while True:
        lines = _lines(pieces, weight, size, box[0], fonts)
        fits = all(width(line, weight, size, fonts) <= box[0] for line in lines)
        if size <= smallest or (fits and len(lines) * size * LEADING <= box[1]):
            return Set(size, lines)
        size = max(smallest, size - 0.5)


def _lines(pieces: list[str], weight: int, size: float, wide: float, fonts: Path) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width((lines[-1] + piece).rstrip(" "), weight, size, fonts) > wide:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip(" ") for line in lines)
