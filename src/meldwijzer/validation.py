"""A YAML tree against its model: pydantic's errors in words for people who don't program. No rule of content."""

import copy
import re
import types
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .findings import Finding, Place, Severity, did_you_mean, either, nearest
from .reading.yaml_tree import Path, Tree, Value

Model = TypeVar("Model", bound=BaseModel)

MAX_REPAIRS = 10
"""Leaving something out can make what is around it incomplete, and so on outwards; no further than this."""

_ID = r"^[a-z0-9]+(?:-"
_PATTERNS = (
    (_ID, "may have small letters, digits and single hyphens only, without accents"),
    (r"^[^\n]*$", "must be one line of text"),
    (r"^\d{4}-\d{2}-\d{2}$", "is not a day; write it as 2024-07-01"),
    (r"^\d{4}", "is not a date; write a year, a month or a day as 2024, 2024-07 or 2024-07-01"),
    (r"^(?:phone|link", "is not a reference; write its kind, organisation and name, as phone:child-focus.helpline"),
    (r"^(?:(?:phone", "is not a reference; write it as phone:child-focus.helpline or page:report"),
    (r"^https://[^", "is not a web address; write it with https:// in front"),
    (r"^[A-Za-z0-9.-]+$", "is not the short name of a licence; write it as in the list of SPDX: CC0-1.0"),
    (r"^https://", "is not the address of a site; write it with https:// in front and a slash at its end"),
    (
        r"^(?:mailto:",
        "is not a way to write to somebody; write mailto: and an address, or a page that begins with https://",
    ),
    (r"^/", "is not an address of this site; write it from the first slash, as /nl/melden/"),
    (r"^(?:content|site", "is not a place; write a file, or file:way as content/nl/faq.yml:questions.upset.answer"),
    (r"^[a-z]{2,3}", "is not a language tag; write it as nl or fr"),
)


def validate(model: type[Model], tree: Tree) -> tuple[Model | None, list[Finding]]:
    """Return the model made from a tree, or everything that is wrong with it."""
    try:
        return model.model_validate(tree.value), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    meant = [detail for detail in details if _is_meant(tree.value, detail)] or details
    misspelt = {_intended(model, tree, detail) for detail in meant if detail["type"] == "extra_forbidden"}
    shown = [
        d for d in meant if d["type"] != "missing" or (_real_way(tree.value, d["loc"])[0], d["loc"][-1]) not in misspelt
    ]
    return None, list(dict.fromkeys(_finding(model, tree, detail) for detail in shown))


def validate_rest(model: type[Model], tree: Tree) -> tuple[Model | None, frozenset[str]]:
    """Return the model made from what is right in a tree, and the names of what had to be left out.

    For checking the rest of a tree in which something is wrong, so that all findings come at once; never for
    making pages. ``None`` where nothing usable is left.
    """
    value, left_out = copy.deepcopy(tree.value), set[str]()
    for _ in range(MAX_REPAIRS):
        try:
            return model.model_validate(value), frozenset(left_out)
        except ValidationError as error:
            details = error.errors(include_url=False)
        ways = {_spoilt(value, detail) for detail in details}
        if () in ways:
            break
        for way in sorted(ways, key=len, reverse=True):
            left_out |= {str(part) for part in way[-2:]}
            _remove(value, way)
    return None, frozenset(left_out)


def _spoilt(value: Value, detail: ErrorDetails) -> Path:
    """Return what has to go so that an error goes: the value, or the record that lacks something."""
    way, _ = _real_way(value, detail["loc"])
    # A list whose item goes would shift the places of those behind it.
    return next((way[:end] for end, part in enumerate(way) if isinstance(part, int)), way)


def _remove(value: Value, way: Path) -> None:
    for part in way[:-1]:
        if not isinstance(value, dict) or part not in value:
            return
        value = value[str(part)]
    if isinstance(value, dict):
        value.pop(str(way[-1]), None)


def _is_meant(value: Value, detail: ErrorDetails) -> bool:
    """Of a union of a text and names with texts, keep the errors of the branch that the writer meant."""
    branch = str(detail["loc"][-1]) if detail["loc"] else ""
    _, found = _real_way(value, detail["loc"])
    if branch in ("str", "constrained-str") and detail["type"] == "string_type":
        return not isinstance(found, dict)
    return not (branch.startswith("dict[") and detail["type"] in ("dict_type", "mapping_type"))


def _intended(model: type[BaseModel], tree: Tree, detail: ErrorDetails) -> tuple[Path, str]:
    """Return the record in which an unknown name stands, and the name that was probably meant."""
    way = _real_way(tree.value, detail["loc"])[0]
    return way[:-1], nearest(str(way[-1]), _names_at(model, way[:-1]))


def _real_way(value: Value, loc: tuple[str | int, ...]) -> tuple[Path, Value]:
    """Drop the parts of pydantic's location that name no place in the file."""
    way: Path = ()
    for part in loc:
        if isinstance(value, dict) and part in value:
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            continue
        way = (*way, part)
    return way, value


def _finding(model: type[BaseModel], tree: Tree, detail: ErrorDetails) -> Finding:
    kind, loc = detail["type"], detail["loc"]
    way, found = _real_way(tree.value, loc)
    name = str(loc[-1]) if loc else tree.path

    def at(place: Place, message: str, fix: str = "") -> Finding:
        return Finding("model", Severity.ERROR, place, message, fix)

    if loc and loc[-1] == "[key]":
        return at(tree.key_place(way), *_value_message(str(way[-1]), detail))
    if kind == "missing":
        return at(
            tree.key_place(way), f'"{name}" is missing here.', f'Add a line "{name}: …"{" below this" if way else ""}.'
        )
    if kind == "extra_forbidden":
        known = _names_at(model, way[:-1])
        fix = did_you_mean(name, known) or (f"Known here: {', '.join(known)}." if known else "")
        return at(tree.key_place(way), f'"{name}" is not a name that is known here.', fix)
    label = f'"{way[-1]}"' if way and isinstance(way[-1], str) else "This item" if way else "This file"
    place = tree.place_of(way) if isinstance(found, str) else tree.key_place(way)
    if found is None or found == "":
        return at(place, f"{label} has nothing behind it.", "Write its value, or delete the line.")
    if kind in ("model_type", "dict_type", "mapping_type"):
        fix = 'Write each as "name: value" on a line of its own, two spaces further to the right.'
        return at(place, f"{label} needs names with values below it.", fix if way else 'Write each as "name: value".')
    if kind == "list_type":
        return at(place, f"{label} needs a list.", 'Write each item on a line that starts with "- ".')
    if kind == "string_type":
        return at(place, f"{label} needs a text.", "Write the text after the colon, or as a block with |.")
    if kind == "too_short":
        return at(place, f"{label} is empty.", "Add at least one item.")
    return at(place, *_value_message(str(found), detail))


def _value_message(written: str, detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    written = " ".join(written.split())
    short = written if len(written) <= 60 else f"{written[:57]}…"
    match detail["type"]:
        case "literal_error":
            allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
            fix = did_you_mean(written, allowed) or f"Write {either(allowed)}."
            return f'"{short}" is not one of the words that are allowed here.', fix
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            for start, words in _PATTERNS:
                if pattern.startswith(start):
                    return f'"{short}" {words}.', f'Write "{_as_id(written)}".' if start == _ID and _as_id(
                        written
                    ) else ""
        case "no_such_date":
            return f'There is no date "{short}".', "Write a year, a month or a day as 2024, 2024-07 or 2024-07-01."
        case "bool_parsing" | "bool_type":
            return f'"{short}" is neither true nor false.', 'Write "true" or "false".'
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f'"{short}" is not a whole number.', "Write digits only."
        case "decimal_parsing" | "decimal_type" | "finite_number":
            return f'"{short}" is not a number.', "Write digits, with a point before decimals."
        case "greater_than_equal":
            return f'"{short}" is too small.', f"Write {context['ge']} or more."
        case "less_than_equal":
            return f'"{short}" is too large.', f"Write {context['le']} or less."
        case "string_too_long":
            return f'"{short}" is too long.', f"Write at most {context['max_length']} characters."
        case "string_too_short":
            return f'"{short}" is too short.', f"Write at least {context['min_length']} characters."
    return f'"{short}" cannot stand here ({detail["msg"]}).', ""


def _as_id(written: str) -> str:
    """Return the nearest name in small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", written.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _names_at(model: Any, way: Path) -> list[str]:
    """Return the names that a model knows at a place: the fields of the record that stands there."""
    kinds: list[Any] = [model]
    for part in way:
        kinds = [inner for kind in kinds for inner in _step(kind, part)]
    return [name for kind in kinds if _is_model(kind) for name in kind.model_fields]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _step(kind: Any, part: str | int) -> Iterable[Any]:
    """Return what a type may hold under a key or an index."""
    if _is_model(kind):
        field = kind.model_fields.get(part)
        inner = [field.annotation] if field else []
    elif get_origin(kind) is dict:
        inner = [get_args(kind)[1]]
    elif get_origin(kind) is list:
        inner = [get_args(kind)[0]]
    else:
        inner = []
    return [plain for kind in inner for plain in without_wrapping(kind)]


def without_wrapping(kind: Any) -> list[Any]:
    """Return the plain types inside ``Annotated`` and unions."""
    if get_origin(kind) is Annotated:
        return without_wrapping(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [plain for part in get_args(kind) for plain in without_wrapping(part)]
    return [kind]
