"""The docstrings of models' fields and of the types they are made of, read from their source. Nothing about schemas."""

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from meldwijzer.model import base

_NAME = re.compile(r"\b[A-Z][A-Za-z]+\b")


def about(model: type[BaseModel]) -> str:
    """Return what a model is, in one paragraph of Markdown."""
    return plain(inspect.getdoc(model) or "")


def fields(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what each field of a model is, by its name; where nothing is said of it, what is said of its type."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            found |= _own_fields(one)
    return found


def plain(text: str) -> str:
    """Return a docstring as one paragraph of Markdown."""
    return " ".join(text.split()).replace("``", "`")


@cache
def _own_fields(model: type[BaseModel]) -> Mapping[str, str]:
    module = _parsed(model.__module__)
    body = next(node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == model.__name__)
    types = {**_types(base.__name__), **_types(model.__module__)}
    found = {}
    for node, said in _said(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            written = ast.unparse(node.annotation)
            # Of what has names of its own (dict[Country, …]), the type says nothing.
            of_type = [] if "dict[" in written else [types[name] for name in _NAME.findall(written) if name in types]
            if text := said or " ".join(of_type[:1]):
                found[node.target.id] = plain(text)
    return found


@cache
def _types(module: str) -> Mapping[str, str]:
    """Return what is said of each type that a module names."""
    return {
        node.targets[0].id: said
        for node, said in _said(_parsed(module).body)
        if said and isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _said(body: Iterable[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each statement with the text that stands behind it, or an empty one."""
    nodes = list(body)
    for node, behind in zip(nodes, [*nodes[1:], None], strict=True):
        is_text = isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant)
        value = behind.value.value if is_text else ""  # type: ignore[union-attr]
        yield node, value if isinstance(value, str) else ""


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))
