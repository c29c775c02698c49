"""Keeping what was worked out of a Content for as long as that Content lives. Nothing about what it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from .content import Content

P = ParamSpec("P")
T = TypeVar("T")


def per_content(function: Callable[Concatenate[Content, P], T]) -> Callable[Concatenate[Content, P], T]:
    """Return a function that works a value out once for each Content and arguments.

    The value must not hold the Content itself, or neither would ever be let go.
    """
    kept: WeakKeyDictionary[Content, dict[Any, T]] = WeakKeyDictionary()

    @wraps(function)
    def once(content: Content, *arguments: P.args, **named: P.kwargs) -> T:
        values = kept.setdefault(content, {})
        key = (arguments, tuple(named.items()))
        if key not in values:
            values[key] = function(content, *arguments, **named)
        return values[key]

    return cast("Callable[Concatenate[Content, P], T]", once)
