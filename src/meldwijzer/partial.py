"""A language that is still being translated: its words over those of the default language, and what it lacks.

No files here: content.py reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from .reading.front_matter import GUIDE_HEADING
from .reading.yaml_tree import Path, Tree, Value
from .texts import texts_of

SLUG = "slug"
_OWN = "synonyms"
_FREE = ("nav", "quote_note")
"""What a language may leave out: it lacks such a text only where its name is there and nothing behind it."""


@dataclass(frozen=True)
class Laid:
    """What a file of a partial language says together with that of the default language."""

    tree: Tree
    lacking: frozenset[Path]
    """The ways to what it does not say yet: what stands there is the default language's."""


def laid_over(default: Tree, own: Tree | None, path: str, model: BaseModel, at: Path = ()) -> Laid:
    """Return a file of a language with the default language's words where it has none.

    Args:
        default: The default language's file.
        own: The language's own; ``None`` where it has none.
        path: The language's file.
        model: What the default language's file says.
        at: Where the words are that may lack, for part of a file.
    """
    wanted = wanted_in(default, model)
    lacking: set[Path] = set()
    value = _merged(default.value, own.value if own else None, at, wanted, lacking)
    return Laid(Tree(path, value, own.places if own else {}, own.keys if own else {}, own.prose_starts if own else {}),
                frozenset(lacking))  # fmt: skip


def wanted_in(tree: Tree, model: BaseModel) -> set[Path]:
    """Return the ways to what each language says in its own words: texts and addresses."""
    return {text.way for text in texts_of(model)} | set(_slugs(tree.value, ()))


def is_address(way: Path) -> bool:
    """Tell whether a way leads to an address, which an editor chooses and nobody translates."""
    return way[-1] == SLUG or (len(way) == 2 and way[0] == "short")


def _slugs(value: Value, way: Path) -> Iterator[Path]:
    """Yield the ways to addresses, each language's own."""
    if isinstance(value, dict):
        for key, item in value.items():
            if is_address((*way, key)):
                yield (*way, key)
            else:
                yield from _slugs(item, (*way, key))


def _merged(default: Value, own: Value, way: Path, wanted: set[Path], lacking: set[Path]) -> Value:
    if way and way[-1] == _OWN:
        return [item for item in own if item] if isinstance(own, list) else []
    if isinstance(default, dict):
        mine: Mapping[str, Value] = own if isinstance(own, dict) else {}
        both: dict[str, Value] = {}
        for key in [*default, *(key for key in mine if key not in default)]:
            if key not in default:
                both[key] = mine[key]
            elif key in _FREE and key not in mine:
                continue
            else:
                both[key] = _merged(default[key], mine.get(key), (*way, key), wanted, lacking)
        return both
    if isinstance(default, list):
        items: list[Value] = own if isinstance(own, list) else []
        padded = [*items, *[None] * (len(default) - len(items))]
        kept = [_merged(one, padded[index], (*way, index), wanted, lacking) for index, one in enumerate(default)]
        return [*kept, *padded[len(default) :]]
    said = own if isinstance(own, str) and own.strip() else None
    if said is None and way in wanted:
        lacking.add(way)
    return said if said is not None else default


def body_over(default: str, own: str) -> tuple[str, frozenset[str]]:
    """Return a guide's body with the default language's parts where it has none, and the names of those.

    A part lacks its words while nothing stands below its heading; the first, without a heading, while it is empty.
    """
    mine = dict(parts_of(own))
    pieces, lacking = [], set()
    for name, text in parts_of(default):
        said = mine.get(name, "")
        match = GUIDE_HEADING.match(said)
        if (said[match.end() :] if match else said).strip() or not text.strip():
            pieces.append(said)
        else:
            pieces.append(text)
            lacking.add(name)
    return "".join(pieces), frozenset(lacking)


def parts_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a guide with their names, as they stand there; the first has none."""
    matches = list(GUIDE_HEADING.finditer(body))
    starts = [0, *(match.start() for match in matches), len(body)]
    for name, start, end in zip(["", *(match["id"] for match in matches)], starts, starts[1:], strict=False):
        yield name, body[start:end]
