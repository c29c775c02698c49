"""YAML to plain values with a position for each: every scalar stays a string. No schema, no content model.

What is said of a text that is no YAML at all is in yaml_faults.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from meldwijzer.findings import Finding, Place, Severity

from .text_file import hidden_in
from .yaml_faults import LOADER, QUOTE, STAR, last_spot, syntax

Path = tuple[str | int, ...]
"""The way to a value: keys and list indices from the top."""

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a file holds: text, nothing, lists and mappings. Numbers and dates are the schema's business."""

MAX_DEPTH = 20
MAX_NODES = 50_000

_PLAIN_TAGS = ("null", "bool", "int", "float", "timestamp", "str", "value", "merge")


@dataclass(frozen=True)
class Tree:
    """A file's values and where each of them stands."""

    path: str
    value: Value
    places: Mapping[Path, Place] = field(repr=False)
    """The place of every value by its way."""
    keys: Mapping[Path, Place] = field(repr=False)
    """The place of every key by the way to its value."""
    prose_starts: Mapping[Path, tuple[Place, int]] = field(repr=False, default_factory=dict)
    """Block scalars and quoted lines: where their text begins, and by how many columns it is indented."""

    def place_of(self, way: Path) -> Place:
        """Return the place of the value, or of the nearest thing above it that exists."""
        for end in range(len(way), -1, -1):
            if (place := self.places.get(way[:end])) is not None:
                return place
        return Place(self.path)

    def key_place(self, way: Path) -> Place:
        """Return the place of the key, or else of the value."""
        return self.keys.get(way) or self.place_of(way)

    def is_within(self, place: Place, dotted: str) -> bool:
        """Tell whether a place is on the value or the key at a way such as ``questions.upset.answer``."""
        spots = [*self.places.items(), *self.keys.items()]
        before = [(spot, len(way), way) for way, spot in spots if spot <= place]
        if not before:
            return False
        _, _, nearest = max(before, key=lambda item: item[:2])
        return f"{'.'.join(map(str, nearest))}.".startswith(f"{dotted}.")

    def inside(self, way: Path, text: str, offset: int) -> Place:
        """Return where character ``offset`` of the value's text stands (exact in block scalars)."""
        line = text.count("\n", 0, offset)
        column = offset - (text.rfind("\n", 0, offset) + 1)
        if (start := self.prose_starts.get(way)) is not None:
            place, indent = start
            return Place(self.path, place.line + line, indent + column + 1)
        place = self.place_of(way)
        return Place(self.path, place.line + line, column + 1 if line else place.column + column)


class _Refused(Exception):
    """Carries the first thing that cannot be made into a value."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def parse(text: str, path: str, first_line: int = 1) -> tuple[Tree | None, list[Finding]]:
    """Return the tree of a YAML text, and what is wrong with it.

    A tree is returned also beside findings where the values can be trusted all the same; ``None`` where
    they can't. Never raises for bad content.

    Args:
        text: The file's text.
        path: For findings.
        first_line: The line on which ``text`` begins in its file (front matter starts at 2).
    """
    for number, line in enumerate(text.split("\n"), first_line):
        if line.strip() and "\t" in line[: len(line) - len(line.lstrip())]:
            message, fix = "This line starts with a tab.", "Use spaces: two for each step to the right."
            return None, [Finding("yaml", Severity.ERROR, Place(path, number, 1), message, fix)]
    try:
        builder = _Builder(path, first_line, text)
    except (yaml.YAMLError, UnicodeError) as error:
        return None, [syntax(error, path, first_line, text)]
    try:
        value = builder.document()
    except (yaml.YAMLError, UnicodeError) as error:
        return None, [*builder.findings, syntax(error, path, first_line, text)]
    except _Refused as refused:
        return None, [*builder.findings, refused.finding]
    return Tree(path, value, builder.places, builder.keys, builder.prose_starts), builder.findings


class _Builder:
    """Builds values from parser events; refuses what could explode, collects what is merely wrong.

    Events rather than yaml.compose: the composer recurses in C, and deep nesting ends the process there.
    """

    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = text.split("\n")
        self.end = last_spot(text)
        self.events = yaml.parse(text, Loader=LOADER)
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.prose_starts: dict[Path, tuple[Place, int]] = {}
        self.findings: list[Finding] = []
        self.count = 0

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # the parser marks every event
        line, column = mark.line, mark.column
        if line >= self.end[0]:
            line, column = min((line, column), self.end)
        return Place(self.path, line + self.first_line, column + 1)

    def refuse(self, event: yaml.Event, message: str, fix: str = "") -> _Refused:
        return _Refused(Finding("yaml", Severity.ERROR, self.place(event), message, fix))

    def document(self) -> Value:
        next(self.events)
        if isinstance(event := next(self.events), yaml.StreamEndEvent):
            place = Place(self.path, self.first_line)
            raise _Refused(Finding("yaml", Severity.ERROR, place, "This file is empty.", "Put its content back."))
        value = self.build(next(self.events), (), 0)
        next(self.events)
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            raise self.refuse(event, 'There is a line "---" in the middle of this file.', "Delete it.")
        return value

    def build(self, event: yaml.Event, way: Path, depth: int) -> Value:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise self.refuse(event, "This file is nested too deeply or has too many parts.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse(event, STAR, f"{QUOTE} A part that is to stand twice must be written out twice.")
        if (tag := getattr(event, "tag", None)) is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refuse(event, f'A text cannot start with an exclamation mark, as "{short}" does.', QUOTE)
        self.places[way] = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, way)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.build(item, (*way, len(items)), depth + 1))
            return items
        return self.mapping(way, depth)

    def scalar(self, event: yaml.ScalarEvent, way: Path) -> str | None:
        text: str = event.value
        if event.style == '"' and (hidden := hidden_in(text)):
            message = (
                f"Between these quotation marks an invisible control character is written (U+{ord(hidden[0]):04X})."
            )
            raise self.refuse(event, message, "Take out the \\ and what follows it, or write the text without quotes.")
        if event.style in (None, "") and text in ("", "~", "null"):
            return None
        if event.style in ("|", ">"):
            header = self.place(event).line - self.first_line
            first = header + 1
            while first < len(self.lines) and not self.lines[first].strip():
                first += 1
            line = self.lines[first] if first < len(self.lines) else ""
            spoken = next((row for row in text.split("\n") if row.strip()), "")
            indent = len(line) - len(line.lstrip(" ")) - (len(spoken) - len(spoken.lstrip(" ")))
            begin = min(header + 1, len(self.lines) - 1)
            column = min(indent, len(self.lines[begin])) + 1
            self.prose_starts[way] = (Place(self.path, begin + self.first_line, column), indent)
        elif event.style in (None, ""):
            self.cut_off(event)
        elif "\n" not in text:
            opening = self.place(event)
            self.prose_starts[way] = (opening, opening.column)
        return text

    def cut_off(self, event: yaml.ScalarEvent) -> None:
        """Tell of what stands behind " #" on a text's line: YAML takes it for a remark, so "room #1" loses its end."""
        mark = event.end_mark
        assert mark is not None  # the parser marks every event
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        if re.match(r"\s+#", rest):
            column = mark.column + len(rest) - len(rest.lstrip()) + 1
            message = f'"{rest.strip()}" is not read: a # with a space in front of it ends the text.'
            fix = "Put the whole text between quotes; put a remark on a line of its own."
            place = Place(self.path, mark.line + self.first_line, column)
            self.findings.append(Finding("yaml", Severity.WARNING, place, message, fix))

    def mapping(self, way: Path, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self.refuse(event, "A name before a colon must be a plain word.", "Put quotes around the text.")
            key: str = event.value
            if key in values:
                first = self.keys[(*way, key)]
                self.findings.append(
                    Finding(
                        "yaml",
                        Severity.ERROR,
                        self.place(event),
                        f'"{key}" stands here a second time; the first is on line {first.line}.',
                        "Keep one of the two.",
                    )
                )
                # Read on, so that what follows is reported too; a name no file can hold keeps its places apart.
                self.build(next(self.events), (*way, f"{key}\0second"), depth + 1)
                continue
            self.keys[(*way, key)] = self.place(event)
            values[key] = self.build(next(self.events), (*way, key), depth + 1)
        return values
