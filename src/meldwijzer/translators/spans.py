"""Where each scalar of a YAML text begins and ends, to change one and leave every other character. No schema."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import yaml

from meldwijzer.reading.yaml_faults import LOADER
from meldwijzer.reading.yaml_tree import Path


@dataclass(frozen=True)
class Span:
    """One scalar: lines and columns from 0; the end is behind its last character."""

    start: tuple[int, int]
    end: tuple[int, int]
    style: str
    """``|``, ``>``, ``"``, ``'`` or empty for plain."""
    indent: int | None
    """The column of its key, where it stands behind one and a block may take its place."""


def spans_of(text: str) -> Mapping[Path, Span]:
    """Return every scalar of a YAML text that the reader accepts, by its way.

    Raises:
        yaml.YAMLError: It is no YAML.
    """
    events = yaml.parse(text, Loader=LOADER)
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return {}
    return dict(_spans(events, next(events), (), None))


def _spans(
    events: Iterator[yaml.Event], event: yaml.Event, way: Path, key: yaml.ScalarEvent | None, in_flow: bool = False
) -> Iterator[tuple[Path, Span]]:
    if isinstance(event, yaml.ScalarEvent):
        start, end = event.start_mark, event.end_mark
        assert start is not None  # the parser marks every event
        assert end is not None
        indent = None
        if key is not None and not in_flow and key.start_mark and key.start_mark.line == start.line:
            indent = key.start_mark.column
        yield way, Span((start.line, start.column), (end.line, end.column), event.style or "", indent)
    elif isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            yield from _spans(events, item, (*way, index), None, in_flow or bool(event.flow_style))
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(name := next(events), yaml.MappingEndEvent):
            assert isinstance(name, yaml.ScalarEvent)  # the reader refuses other keys
            yield from _spans(events, next(events), (*way, name.value), name, in_flow or bool(event.flow_style))


def with_scalars(text: str, changed: Mapping[Path, str], prose: Collection[Path] = ()) -> str:
    """Return a YAML text in which some scalars say something else; every other character stays.

    Args:
        text: With ``\\n`` at the ends of lines.
        changed: By way; a way that is no scalar is left out.
        prose: The ways to what begins on a line of its own, where nothing stood before.
    """
    spans = spans_of(text)
    lines = text.split("\n")
    for way in sorted((way for way in changed if way in spans), key=lambda way: spans[way].start, reverse=True):
        span = spans[way]
        if span.style in ("|", ">"):
            _put_block(lines, span, changed[way])
        else:
            _put_flow(lines, span, changed[way], is_prose=way in prose)
    return "\n".join(lines)


def _put_block(lines: list[str], span: Span, text: str) -> None:
    """Write behind a block's sign, with the indentation that stands there; nothing at all as two quotes."""
    row, column = span.start
    first = next((number for number in range(row + 1, len(lines)) if lines[number].strip()), len(lines))
    indent = len(lines[first]) - len(lines[first].lstrip(" ")) if first < len(lines) else 0
    if indent <= (span.indent if span.indent is not None else -1):  # nothing stands in it
        lines[row : row + 1] = [lines[row], *_indented(text, (span.indent or 0) + 2)]
        return
    last = first
    for number in range(first, len(lines)):
        if lines[number].strip():
            if len(lines[number]) - len(lines[number].lstrip(" ")) < indent:
                break
            last = number
    if not text:
        lines[row : last + 1] = [f'{lines[row][:column]}""']
        return
    if lines[row][column] == ">":
        lines[row] = f"{lines[row][:column]}|{lines[row][column + 1 :]}"
    lines[first : last + 1] = _indented(text, indent)


def _put_flow(lines: list[str], span: Span, text: str, *, is_prose: bool) -> None:
    """Write between quotes, or as a block where several lines stand behind a key."""
    (row, column), (end_row, end_column) = span.start, span.end
    rest = lines[end_row][end_column:]
    is_new = is_prose and row == end_row and lines[row][column:end_column] in ("", '""')
    if text and ("\n" in text or is_new) and span.indent is not None and not rest.strip():
        lines[row : end_row + 1] = [f"{lines[row][:column].rstrip()} |", *_indented(text, span.indent + 2)]
        return
    gap = "" if column == 0 or lines[row][column - 1] in " [{,-" else " "
    lines[row : end_row + 1] = [f"{lines[row][:column]}{gap}{quoted(text)}{rest}"]


def _indented(text: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in text.split("\n")]


def quoted(text: str) -> str:
    """Return a text as YAML writes it between double quotes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
