"""Banners that others put on their sites: which words stand where, in which colours. The SVG itself is a template."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tinycss2
import tinycss2.ast

from .letters import LEADING, fitted, width

SCHEMES = ("light", "dark")
_COLOURS = "styles/10-colours.css"


@dataclass(frozen=True)
class Size:
    """One size of banner, in CSS pixels, as the Interactive Advertising Bureau names them."""

    width: int
    height: int
    padding: int
    strip: int
    """The height of the notice at its foot, while the site is an example."""
    columns: tuple[tuple[float, tuple[tuple[str, float], ...]], ...]
    """From left to right: its share of the width, and from top to bottom what stands in it with its share of the
    height."""
    sizes: Mapping[str, tuple[float, float]]
    """Of the letters of each part, the largest and the smallest."""

    @property
    def name(self) -> str:
        """As it stands in the name of its file."""
        return f"{self.width}x{self.height}"


_STACK = (("title", 0.40), ("what", 0.36), ("address", 0.24))
SIZES = (
    Size(300, 250, 16, 48, ((1, _STACK),),
         {"title": (30, 18), "what": (16, 12), "address": (17, 11), "notice": (12, 9)}),
    Size(728, 90, 14, 20, ((0.60, (("title", 0.52), ("what", 0.48))), (0.40, (("address", 1),))),
         {"title": (26, 17), "what": (14, 11), "address": (17, 12), "notice": (12, 9)}),
    Size(320, 100, 8, 25, ((1, (("title", 0.38), ("what", 0.36), ("address", 0.26))),),
         {"title": (20, 14), "what": (12, 9.5), "address": (13, 11), "notice": (10, 8.5)}),
    Size(160, 600, 14, 130, ((1, (("title", 0.34), ("what", 0.46), ("address", 0.20))),),
         {"title": (28, 18), "what": (18, 13), "address": (15, 11), "notice": (13, 10)}),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of text, where it stands."""

    text: str
    part: str
    """``title``, ``what``, ``address`` or ``notice``: its colour follows from it."""
    x: float
    y: float
    """Of its base line."""
    size: float
    weight: int
    width: float
    """As wide as it is drawn, whatever font draws it."""


@dataclass(frozen=True)
class Box:
    """A coloured area behind a part."""

    part: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Banner:
    """All that the template draws."""

    size: Size
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]


_BOLD = ("title", "address")
_GAP = 6


def laid_out(size: Size, words: Mapping[str, str], fonts: Path) -> Banner:
    """Return where everything stands; what is too long for its place is too large for it, and never cut.

    Args:
        size: Of the banner.
        words: By part; without ``notice`` there is no strip for it.
        fonts: The folder of the font that ships.
    """
    strip = size.strip if words.get("notice") else 0
    lines: list[Line] = []
    boxes: list[Box] = []
    inner_height = size.height - strip - 2 * size.padding
    x = float(size.padding)
    for share, parts in size.columns:
        wide = (size.width - 2 * size.padding - _GAP * 2 * (len(size.columns) - 1)) * share
        y = float(size.padding)
        for part, part_share in parts:
            high = (inner_height - _GAP * (len(parts) - 1)) * part_share
            inside = 8 if part == "address" else 0
            if part == "address":
                boxes.append(Box(part, x, y, wide, high))
            box = Box(part, x + inside, y, wide - 2 * inside, high)
            lines += _lines(box, words[part], size, fonts)
            y += high + _GAP
        x += wide + 2 * _GAP
    if strip:
        boxes.append(Box("notice", 0, size.height - strip, size.width, strip))
        foot = Box("notice", size.padding, size.height - strip + 2, size.width - 2 * size.padding, strip - 4)
        lines += _lines(foot, words["notice"], size, fonts)
    return Banner(size, tuple(lines), tuple(boxes))


def _lines(box: Box, text: str, size: Size, fonts: Path) -> Iterator[Line]:
    weight = 700 if box.part in _BOLD else 400
    found = fitted(text, weight, (box.width, box.height), size.sizes[box.part], fonts)
    high = len(found.lines) * found.size * LEADING
    top = box.y + max(0, (box.height - high) / 2)
    for index, line in enumerate(found.lines):
        # The base line: three quarters of the letters are above it, and half of what is between lines.
        y = top + found.size * (index * LEADING + (LEADING - 1) / 2 + 0.76)
        yield Line(line, box.part, box.x, y, found.size, weight, width(line, weight, found.size, fonts))


@lru_cache(maxsize=8)
def colours(overrides: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the colours of pages by scheme and by name without ``--mw-``: ``["dark"]["ink"]``."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    text = (overrides / _COLOURS).read_text("utf-8")
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            light |= _declared(rule.content)
        elif rule.type == "at-rule" and rule.content is not None:
            for inner in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                dark |= _declared(inner.content) if inner.type == "qualified-rule" else {}
    return {"light": light, "dark": {**light, **dark}}


def _declared(nodes: Iterable[tinycss2.ast.Node]) -> dict[str, str]:
    found = tinycss2.parse_blocks_contents(nodes, skip_comments=True, skip_whitespace=True)
    return {
        one.name.removeprefix("--mw-"): tinycss2.serialize(one.value).strip()
        for one in found
        if one.type == "declaration" and one.name.startswith("--mw-")
    }
