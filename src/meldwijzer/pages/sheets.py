"""A page's own style sheet: of all in overrides/ what its classes use, written closely, to stand in its head.

What no first sight needs is one file for all pages, loaded without waiting: what is for paper, and the style sheets
that are called ``*.later.css``, of what only a script shows. Whether a style sheet is sound is for :mod:`.styles`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import rcssmin
import tinycss2
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

_CLASS = re.compile(r"\.(mw-[\w-]+)")
_APART = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_WORD = re.compile(r"mw-[\w-]+")
_COLOUR = re.compile(r"--mw-([\w-]+):#")
_USED = re.compile(r'component\("([\w-]+)"')
_SPACE = re.compile(r"\s+")
_BARE = {"skip_comments": True, "skip_whitespace": True}


class _Rule(NamedTuple):
    """A rule, as it stands: its selectors, each with the classes without which it means nothing."""

    selectors: tuple[tuple[str, frozenset[str]], ...]
    block: str


class _Group(NamedTuple):
    """Rules that share a condition, and groups within it; a rule of another kind is its own text."""

    condition: str
    parts: "tuple[_Rule | _Group | str, ...]"


class Sheets:
    """The style sheets of a project's folder overrides/."""

    def __init__(self, overrides: Path) -> None:
        files = [*sorted((overrides / "styles").glob("*.css")), *sorted((overrides / "components").glob("*/*.css"))]
        waiting = [file for file in files if file.name.endswith(".later.css")]
        self._every = [*files, overrides / "style-guide.css"]
        self._groups, paper = _read(_closely(file for file in files if file not in waiting))
        self.later = f"{_closely(waiting)}{paper}"
        """The text of what waits."""
        self._made: dict[frozenset[str], str] = {}
        scripts = (file.read_text("utf-8") for file in (overrides / "assets/scripts").glob("*.js"))
        # References to contacts and pages stand everywhere, and are made by components of their own.
        links = (file.read_text("utf-8") for file in (overrides / "components").glob("*-link/*-link.html"))
        self._around = frozenset(_WORD.findall("".join((*_frame(overrides, "main.html"), *scripts, *links))))

    def of(self, html: str) -> str:
        """Return the style sheet of a page: of what is particular to it, and of what stands around every page."""
        return self._with(self._around | _classes(html))

    def alone(self, html: str) -> str:
        """Return the style sheet of a page that has nothing of what stands around others."""
        return self._with(_classes(html))

    def _with(self, classes: frozenset[str]) -> str:
        """Return what means something where only these classes are; most pages have the same ones."""
        if (made := self._made.get(classes)) is None:
            made = self._made[classes] = _pruned(self._groups, classes)
        return made

    def whole(self, scheme: str) -> Markup:
        """Return everything for screens, in one colour scheme whatever the browser's: ``light`` or ``dark``."""
        text = _closely(self._every)
        grounds = "".join(
            f".mw-guide__{name}{{border-block-start:2rem solid var(--mw-{name})}}" for name in self.colours
        )
        for other in ("light", "dark"):
            condition = f"@media screen and (prefers-color-scheme:{other})"
            text = text.replace(condition, "@media screen" if other == scheme else "@media not all")
        return Markup(f"{text}:root{{color-scheme:{scheme}}}{grounds}")  # noqa: S704  # of this project's own files

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """The names of all colours: ``ink``, ``paper``."""
        return tuple(dict.fromkeys(_COLOUR.findall(_closely(self._every))))


def _classes(html: str) -> frozenset[str]:
    """Return the classes of elements; words of the content that look like one are none."""
    nodes = LexborHTMLParser(html).css("[class]")
    return frozenset(name for node in nodes for name in (node.attributes["class"] or "").split())


def _closely(files: Iterable[Path]) -> str:
    return str(rcssmin.cssmin("\n".join(file.read_text("utf-8") for file in files)))


def _frame(overrides: Path, template: str) -> Iterator[str]:
    """Yield the sources of a template and of the components in it."""
    text = (overrides / template).read_text("utf-8")
    yield text
    for component in dict.fromkeys(_USED.findall(text)):
        yield from _frame(overrides, f"components/{component}/{component}.html")


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[_Group, str]:
    """Return the rules for screens, and the text of those for paper with its condition."""
    paper: list[str] = []
    sheets: list[str] = []
    group = _Group("", tuple(_parts(tinycss2.parse_stylesheet(text, **_BARE), paper, sheets)))
    return group, f"@media print{{{''.join(paper)}}}{''.join(sheets)}"


def _parts(nodes: Iterable[Any], paper: list[str], sheets: list[str]) -> Iterator[_Rule | _Group | str]:
    """Yield what a list of rules holds for screens; put what is for paper into the two lists."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield _rule(node)
        elif node.lower_at_keyword == "page":
            sheets.append(node.serialize())
        elif node.lower_at_keyword in ("media", "supports"):
            condition = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            if condition == "@media print":
                paper.append(tinycss2.serialize(node.content or ()))
            else:
                within = tinycss2.parse_rule_list(node.content or (), **_BARE)
                yield _Group(condition, tuple(_parts(within, paper, sheets)))
        else:
            yield node.serialize()


def _rule(node: Any) -> _Rule:
    selectors = _listed(node.prelude)
    needed = ((one, frozenset(_CLASS.findall(_APART.sub("", one)))) for one in selectors)
    return _Rule(tuple(needed), f"{{{tinycss2.serialize(node.content).strip()}}}")


def _listed(prelude: Iterable[Any]) -> list[str]:
    """Return the selectors of a list, as they stand."""
    parts: list[list[Any]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return [_SPACE.sub(" ", tinycss2.serialize(part)).strip() for part in parts]


def _pruned(group: _Group, known: frozenset[str]) -> str:
    """Return the rules of which a selector can mean something where only these classes are."""
    text = []
    for part in group.parts:
        if isinstance(part, str):
            text.append(part)
        elif isinstance(part, _Group):
            text.append(_pruned(part, known))
        elif selectors := [selector for selector, needed in part.selectors if needed <= known]:
            text.append(f"{','.join(selectors)}{part.block}")
    kept = "".join(text)
    return f"{group.condition}{{{kept}}}" if kept and group.condition else kept
