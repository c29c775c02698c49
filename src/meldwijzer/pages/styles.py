"""Style sheets as they are written: they hide nothing that readers need in danger, say nothing, and ask no other site.

Which elements these are is read from the classes in their components' templates. Print may leave out what only a tap
on a screen is for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tinycss2

from meldwijzer.findings import Finding, Place, Severity

NEEDED = (
    "banner", "channel", "contact", "emergency-bar", "first-aid", "notices", "phone-link", "real-forms", "service",
)  # fmt: skip
"""Components with the numbers, the ways to report, and what readers must know first."""
HELPERS = frozenset({"mw-hidden"})
"""Classes for words that are for listeners only."""

_CLASSES = re.compile(r'class="([^"]*)"')
_NAME = re.compile(r"(?<![\w{-])mw-[\w-]+(?![\w-]*\{)")
_SUSPECT = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*[hc]|opacity\s*:\s*(?!0?\.[0-9]*[1-9])[0.+-]|zoom\s*:|transparent|clip|indent"
    r"|(?:size|height|width|scale)\s*:\s*[+-]?0*\.?0+(?![\d.])|font\s*:[^;}]*\b0|scale\w*\(|#\w+0\s*[;}!]|(?:rgb|hsl)a?\("
    r"|(?<![\w-])(?:content|quotes|list-style(?:-type)?|--[\w-]+)\s*:[^;}]*[\"']"
    r"|pointer-events|url\(|@import|image-set|src\(|-(?:\d{3}|\d\d(?:\.\d+)?(?:r?em|ch|v))",
    re.IGNORECASE,
)
"""Where nothing of this stands nothing is hidden, said or asked for."""
_ZERO = r"[-+]?0*\.?0+(?:%|[a-z]+)?"
_FAR = r"-(?:\d{3,}(?:\.\d+)?px|\d{2,}(?:\.\d+)?(?:r?em|ch|v[wh])|\d{3,}%|100%)"
_HIDING = {
    "display": r"none",
    "visibility": r"hidden|collapse",
    "content-visibility": r"hidden",
    "opacity": _ZERO,
    "font-size": _ZERO,
    "font": rf".*(?<![\w.]){_ZERO}(?:\s*/.*|\s.*)",
    "zoom": _ZERO,
    "color": r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00|(?:rgba?|hsla?)\(.*[,/]\s*0(?:%|\.0+)?\s*\)",
    "-webkit-text-fill-color": r"transparent",
    "clip": r"rect\(.*\)",
    "clip-path": r"inset\(\s*(?:50|[6-9]\d|100)%.*\)|circle\(\s*0.*\)|polygon\(\s*0(?:px)?\s+0(?:px)?\s*\)",
    "transform": rf"(?s:.*)(?:scale[xy]?\(\s*0\s*[,)]|translate\w*\(.*{_FAR}).*",
    "scale": _ZERO,
    "translate": rf".*{_FAR}.*",
    "pointer-events": r"none",
    **dict.fromkeys(("height", "width", "max-height", "max-width", "block-size", "inline-size"), _ZERO),
    **dict.fromkeys(("max-block-size", "max-inline-size"), _ZERO),
    **dict.fromkeys((
        "text-indent", "left", "right", "top", "bottom", "inset", "margin", "margin-left", "margin-top",
        "margin-inline", "margin-block", "margin-inline-start", "margin-block-start",
        *(f"inset-{axis}{end}" for axis in ("inline", "block") for end in ("", "-start", "-end")),
    ), rf".*{_FAR}.*"),
}  # fmt: skip
"""Properties with the values by which something is no longer seen, or no longer tapped."""
_HIDES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _HIDING.items()}
_SAYS = {name: re.compile(r"[^\W\d_]|\d\d") for name in ("content", "quotes", "list-style", "list-style-type")}
"""Properties whose strings readers see, and what in them is no mere sign: a letter, or two digits in a row."""
_SAYS_LATER = re.compile(r"\d\d")
"""The same for a variable, which may as well name a font."""
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?!data:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LATER = re.compile(r":not\([^()]*\)|\s+")
_FETCHING = ("url", "src", "image-set", "-webkit-image-set", "image")


class Spot(NamedTuple):
    """Something wrong in a style sheet."""

    line: int
    column: int
    message: str
    fix: str


def findings(root: Path, templates: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with the style sheets of a project."""
    needed = frozenset(
        name
        for component in NEEDED
        for given in _CLASSES.findall(templates.get(f"overrides/components/{component}/{component}.html", ""))
        for name in _NAME.findall(given)
    )
    for file in sorted((root / "overrides").rglob("*.css")):
        path = file.relative_to(root).as_posix()
        for spot in spots(file.read_text("utf-8", "replace"), needed - HELPERS):
            yield Finding("template", Severity.ERROR, Place(path, spot.line, spot.column), spot.message, spot.fix)


@lru_cache(maxsize=256)
def spots(text: str, needed: frozenset[str]) -> tuple[Spot, ...]:
    """Return what is wrong in one style sheet; ``needed`` are the classes of what must be seen."""
    if not _SUSPECT.search(text):
        return ()
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_of_rules(rules, needed, ""))


def _of_rules(rules: Iterable[Any], needed: frozenset[str] | None, around: str) -> Iterator[Spot]:
    for rule in rules:
        yield from (
            _asked(rule.prelude or (), importing=rule.type == "at-rule" and rule.lower_at_keyword == "import")
            if (rule.type != "error")
            else ()
        )
        if rule.type == "at-rule" and rule.content is not None:
            if rule.lower_at_keyword == "media" and _is_print(tinycss2.serialize(rule.prelude)):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _of_rules(inner, None, around)
            elif rule.lower_at_keyword in ("media", "supports", "layer", "container", "scope"):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _of_rules(inner, needed, around)
            else:
                yield from _asked(rule.content)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            whole = selector.replace("&", around) if "&" in selector else f"{around} {selector}".strip()
            yield from _of_block(rule, whole, needed)


def _is_print(condition: str) -> bool:
    return all(re.match(r"\s*(?:only\s+)?print\b", one) for one in condition.split(","))


def _of_block(rule: Any, selector: str, needed: frozenset[str] | None) -> Iterator[Spot]:
    """Yield what is wrong with what a style sheet says of some elements; where nothing is needed it may hide all."""
    yield from _asked(rule.content)
    hidden = ""
    if needed is not None:
        hidden = next((one.strip() for one in selector.split(",") if _is_needed(one, needed)), "")
    for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if one.type == "qualified-rule":
            yield from _of_rules([one], needed, selector)
        elif one.type == "declaration" and (said := _words(one)):
            message = f'"{said}" is shown by a style sheet: so it stands in every language, and nothing dials it.'
            yield Spot(one.source_line, one.source_column, message, "Write it in the content, and show it in the page.")
        elif one.type == "declaration" and hidden and (hides := _HIDES.get(one.lower_name)) is not None:
            value = tinycss2.serialize(one.value).strip()
            if hides.fullmatch(value):
                message = f'"{one.lower_name}: {value}" hides "{hidden}", which readers need.'
                yield Spot(
                    one.source_line, one.source_column, message, "Take it out; for print write it in @media print."
                )


def _words(declaration: Any) -> str:
    """Return what a declaration shows, if it is more than signs."""
    name = declaration.lower_name
    telling = _SAYS_LATER if name.startswith("--") else _SAYS.get(name)
    said = _said(declaration.value) if telling else ""
    return said if telling and telling.search(said) else ""


def _said(nodes: Iterable[Any]) -> str:
    """Return what stands between quotation marks."""
    return "".join(
        node.value if node.type == "string" else _said(node.arguments) if node.type == "function" else ""
        for node in nodes
    )


def _is_needed(selector: str, needed: frozenset[str]) -> bool:
    """Tell whether a selector means something that must be seen, or everything of a kind."""
    plain = _LATER.sub(" ", selector.strip()).strip()
    subject = re.split(r"[\s>+~]+", plain)[-1]
    if "::" in subject or "[hidden]" in subject or ".mw-hidden" in subject:
        return False
    if needed & {name[1:] for name in re.findall(r"\.[\w-]+", plain)}:
        return True
    bare = re.sub(r":[\w-]+(?:\([^()]*\))?", "", plain)
    return (
        bare in ("a", "bdi", "p", "li", "ul", "nav", "aside", "main", "body", "html", "*", "header", "article")
        or "tel:" in bare
    )


def _asked(nodes: Iterable[Any], *, importing: bool = False) -> Iterator[Spot]:
    """Yield every address of another site in what a style sheet asks for."""
    for node in nodes:
        if node.type == "url" or (node.type == "string" and importing):
            if _OUTSIDE.match(node.value):
                message = f'"{node.value[:80]}" is asked of another place.'
                yield Spot(
                    node.source_line,
                    node.source_column,
                    message,
                    "Take it out: another site need not know who reads here.",
                )
        elif node.type == "function":
            yield from _asked(node.arguments, importing=node.lower_name in _FETCHING)
        elif node.type.endswith("block"):
            yield from _asked(node.content)
