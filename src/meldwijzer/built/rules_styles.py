"""Rules about style sheets: what they fetch is in the site."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from meldwijzer.findings import Finding

from .base import BuiltRule, ShownHtml, found
from .piece import is_outside
from .site import BuiltSite

_FETCHING = re.compile(r"@import|url\(\s*+[\"']?+(?!data:image/)|image-set\(|src\(|\\[0-9a-f]{1,6}\s?\(", re.IGNORECASE)
"""Whether a style sheet asks for anything: pictures that stand in it as data are nothing to fetch."""

_FUNCTIONS = ("url", "src", "image-set", "-webkit-image-set", "image")


def styles(built: BuiltSite) -> Iterator[Finding]:
    """Every picture, font or style sheet that a style sheet asks for is a file of the site."""
    for path in built.files:
        if not path.endswith(".css") or not _FETCHING.search(built.text(path)):
            continue
        text = built.text(path)
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        for target, node in _targets(tinycss2.parse_component_value_list(text, skip_comments=True)):
            offset = starts[node.source_line - 1] + node.source_column - 1
            if target.startswith("data:image/"):
                continue
            if not target:
                yield found(built, "built-style", path, offset, "This asks for nothing: the address is empty.")
            elif is_outside(target):
                yield found(
                    built, "built-style", path, offset, f'"{target[:80]}" is asked of another place.', "Take it out."
                )
            elif target.startswith("#"):
                continue
            elif (way := built.way(path.rpartition("/")[0], target)).wrong:
                yield found(built, "built-style", path, offset, f'"{target}" {way.wrong}.', way.fix)


def _targets(nodes: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield every address in CSS with its node; that of an ``@import`` may be a bare string."""
    importing = False
    for node in nodes:
        if node.type == "at-keyword":
            importing = node.lower_value == "import"
        elif node.type == "url" or (node.type == "string" and importing):
            yield node.value, node
        elif node.type == "function":
            if node.lower_name in _FUNCTIONS:
                yield from ((part.value, part) for part in node.arguments if part.type == "string")
            yield from _targets(node.arguments)
        elif node.type.endswith("block"):
            yield from _targets(node.content)
        if node.type not in ("at-keyword", "whitespace"):
            importing = False


RULES = (
    BuiltRule(
        "built-style",
        "a style sheet can ask others for pictures, and tell them who reads here",
        styles,
        ShownHtml("assets/later.*.css", "", '@import "https://elsewhere.example/x.css";', "/* x */"),
    ),
)
