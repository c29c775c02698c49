"""Finding every text in a model: lines and prose with the way to them. Nothing about what is in the texts."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from .model.base import TextKind
from .reading.yaml_tree import Path


@dataclass(frozen=True)
class Text:
    """Words that a reader sees, and where they stand in their file."""

    way: Path
    text: str
    is_prose: bool


def texts_of(value: BaseModel, way: Path = ()) -> Iterator[Text]:
    """Yield every line and every piece of prose in a model, in the file's order."""
    for name, plain, marks in _fields(type(value)):
        yield from _inside(getattr(value, name), plain, marks, (*way, name))


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, list[Any], list[TextKind]]]:
    """Return a model's fields with their plain types and the marks of texts."""
    fields = []
    for name, field in model.model_fields.items():
        kinds: list[Any] = [field.annotation, *(item for item in field.metadata if isinstance(item, TextKind))]
        fields.append((name, *_unwrapped(kinds)))
    return fields


def _inside(value: Any, plain: list[Any], marks: list[TextKind], way: Path) -> Iterator[Text]:
    if isinstance(value, str):
        if marks:
            yield Text(way, value, any(mark.name == "prose" for mark in marks))
    elif isinstance(value, BaseModel):
        yield from texts_of(value, way)
    elif isinstance(value, dict):
        inner = _unwrapped([get_args(kind)[1] for kind in plain if get_origin(kind) is dict])
        for key, item in value.items():
            yield from _inside(item, *inner, (*way, key))
    elif isinstance(value, list):
        inner = _unwrapped([get_args(kind)[0] for kind in plain if get_origin(kind) is list])
        for index, item in enumerate(value):
            yield from _inside(item, *inner, (*way, index))


def _unwrapped(kinds: list[Any]) -> tuple[list[Any], list[TextKind]]:
    """Take ``Annotated`` and unions apart into plain types and the marks of texts."""
    plain: list[Any] = []
    marks: list[TextKind] = []
    for kind in kinds:
        if isinstance(kind, TextKind):
            marks.append(kind)
        elif get_origin(kind) in (Annotated, Union, types.UnionType):
            inner, found = _unwrapped(list(get_args(kind)))
            plain += inner
            marks += found
        else:
            plain.append(kind)
    return plain, marks
