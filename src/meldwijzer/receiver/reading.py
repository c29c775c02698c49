"""A request's body read as a report: media types, encodings, normalisation, what is wrong. Keeps nothing."""

import json
import re
from collections.abc import Iterable, Mapping
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from meldwijzer.report_form import Report, problems
from meldwijzer.report_form.contract import JSON, URLENCODED

_MOST_FIELDS = 200
_MOST_ERRORS = 50
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_PROBLEMS = {
    "string_too_long": "too_long",
    "missing": "missing",
    "literal_error": "choice",
    "extra_forbidden": "unknown",
    "string_pattern_mismatch": "form",
    "string_type": "type",
}
"""The problem for each way in which a value can fail its type; what is not here is a number that is none."""


class RefusedError(Exception):
    """Why a body is no report."""

    def __init__(self, status: int, errors: Iterable[tuple[str, str]]) -> None:
        """Tell the status and (field, problem), the field empty where it is about the whole."""
        self.status = status
        self.errors = [(field[:100], problem) for field, problem in errors][:_MOST_ERRORS]
        super().__init__(status, self.errors)


def read(body: bytes, content_type: str) -> Report:
    """Return the report in a body.

    Args:
        body: All of it.
        content_type: The header's value, empty without one.

    Raises:
        RefusedError: 400, 415 or 422, as the contract says.
    """
    fields = _fields(body, content_type)
    try:
        report = Report.model_validate(fields)
    except ValidationError as error:
        found = (_told(each["loc"], each["type"], each["input"]) for each in error.errors(include_url=False))
        raise RefusedError(422, found) from error
    if wrong := list(problems(report)):
        raise RefusedError(422, wrong)
    return report


def _fields(body: bytes, content_type: str) -> Mapping[str, Any]:
    kind = Message()
    kind["Content-Type"] = content_type or "none/none"
    charset = str(kind.get_param("charset", "utf-8")).lower()
    if kind.get_content_type() not in (URLENCODED, JSON) or charset not in ("utf-8", "utf8"):
        raise RefusedError(415, [("", "media_type")])
    try:
        text = body.decode("utf-8")
        pairs = _json(text) if kind.get_content_type() == JSON else _urlencoded(text)
    except UnicodeDecodeError as error:
        raise RefusedError(400, [("", "encoding")]) from error
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, [("", "unreadable")]) from error
    names = [name for name, _ in pairs]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise RefusedError(400, [(name, "repeated") for name in sorted(repeated)])
    return {_whole(name): _whole(value) for name, value in pairs}


def _urlencoded(text: str) -> list[tuple[str, Any]]:
    return list(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS))


def _json(text: str) -> list[tuple[str, Any]]:
    """Return the members of an object. A number that JSON writes as something else stays that, and is refused."""
    read = json.loads(text, object_pairs_hook=_Members)
    if not isinstance(read, _Members) or len(read) > _MOST_FIELDS:
        raise ValueError("no object, or too large a one")
    return [(name, object() if name == "seconds" and type(value) is not int else value) for name, value in read]


class _Members(list[tuple[str, Any]]):
    """An object's members in their order, those that come twice too."""


def _whole(value: Any) -> Any:
    """Return a text with U+FFFD for half a surrogate pair, which no encoding can keep."""
    return _HALF_PAIR.sub("\ufffd", value) if isinstance(value, str) else value


def _told(place: tuple[int | str, ...], kind: str, value: Any) -> tuple[str, str]:
    field = str(place[0])
    if field == "where" and (kind == "missing" or value == ""):
        return field, "where_missing"
    return field, _PROBLEMS.get(kind, "number")
