"""What the models say of each value, as shapes that know no editor: records, lists, maps and the text in them."""

import types
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from meldwijzer.model.base import TextKind
from meldwijzer.model.contact import AnyReference, Reference


@dataclass(frozen=True)
class Leaf:
    """One value without parts."""

    kind: Literal["line", "prose", "text", "number", "boolean", "choice", "contact", "place"] = "text"
    """``contact`` is a registered contact point, ``place`` one of them or a page."""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    shortest: int = 0
    longest: int = 0


@dataclass(frozen=True)
class Many:
    """A list."""

    of: "Shape"
    least: int = 0


@dataclass(frozen=True)
class Keyed:
    """A mapping whose keys are its content."""

    of: "Shape"
    key: Leaf
    least: int = 0
    maybe_empty: bool = False
    """Whether a key may stand there without a value."""


@dataclass(frozen=True)
class Either:
    """One text for all, or one for each key."""

    of: Leaf
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A named value of a record."""

    shape: "Shape"
    required: bool
    optional_record: bool = False
    """A record that may be absent as a whole."""
    default: Any = None
    """What its absence means, as JSON writes it."""


@dataclass(frozen=True)
class Parts:
    """A record."""

    model: str
    """The name of its model."""
    fields: dict[str, Field]


Shape = Leaf | Many | Keyed | Either | Parts


def shape_of(model: type[BaseModel], languages: Iterable[str]) -> Parts:
    """Return the shape of a model; ``languages`` are the keys of what differs by language."""
    tags = tuple(languages)
    hints = get_type_hints(model, include_extras=True)
    fields = {name: _field(hints[name], info, tags) for name, info in model.model_fields.items()}
    return Parts(model.__name__, fields)


def _field(hint: Any, info: FieldInfo, languages: tuple[str, ...]) -> Field:
    least = max([getattr(part, "min_length", 0) or 0 for part in info.metadata], default=0)
    options = [part for part in _options(hint) if part is not type(None)]
    shape = _shape(hint, languages, least)
    optional = isinstance(shape, Parts) and len(options) < len(_options(hint))
    default = None if info.default is PydanticUndefined else info.default
    if isinstance(default, BaseModel | dict) or default == []:
        default = None
    return Field(shape, info.is_required(), optional, default)


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _shape(hint: Any, languages: tuple[str, ...], least: int = 0) -> Shape:
    options = [part for part in _options(hint) if part is not type(None)]
    if len(options) > 1:
        return _either(options, languages)
    (hint,) = options
    notes: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
        least = max([least, *(getattr(note, "min_length", 0) or 0 for note in _flat(notes))])
        if len(_options(hint)) > 1:
            return _shape(hint, languages, least)
    origin = get_origin(hint)
    if origin is list:
        return Many(_shape(get_args(hint)[0], languages), least)
    if origin is dict:
        key, held = get_args(hint)
        return Keyed(_shape(held, languages), _leaf_of(key), least, type(None) in _options(held))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return shape_of(hint, languages)
    return _leaf(hint, notes)


def _either(options: list[Any], languages: tuple[str, ...]) -> Either:
    (keyed,) = [part for part in options if get_origin(part) is dict]
    key, held = get_args(keyed)
    return Either(_leaf_of(held), _leaf_of(key).choices or languages)


def _leaf_of(hint: Any) -> Leaf:
    shape = _shape(hint, ())
    assert isinstance(shape, Leaf)  # keys, and texts by country or language
    return shape


def _leaf(hint: Any, notes: tuple[Any, ...]) -> Leaf:
    if get_origin(hint) is Literal:
        return Leaf("choice", tuple(get_args(hint)))
    if hint is bool:
        return Leaf("boolean")
    if hint in (int, Decimal, float):
        return Leaf("number")
    kind: Literal["line", "prose", "text", "contact", "place"] = "text"
    pattern, shortest, longest = "", 0, 0
    for note in notes:
        if isinstance(note, TextKind):
            kind = note.name
        elif isinstance(note, StringConstraints):
            pattern = str(note.pattern or "")
            shortest, longest = note.min_length or 0, note.max_length or 0
    if pattern == _pattern(Reference):
        kind = "contact"
    elif pattern == _pattern(AnyReference):
        kind = "place"
    return Leaf(kind, (), "" if kind == "line" else pattern, shortest, longest)


def _pattern(annotated: Any) -> str:
    return next(str(note.pattern) for note in get_args(annotated)[1:] if isinstance(note, StringConstraints))


def _flat(notes: tuple[Any, ...]) -> list[Any]:
    """Return notes with those that pydantic's ``Field`` holds."""
    return [part for note in notes for part in ([note, *note.metadata] if isinstance(note, FieldInfo) else [note])]
