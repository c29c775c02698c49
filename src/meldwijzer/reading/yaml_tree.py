"""YAML to plain values with a position for each: every scalar stays a string. No schema, no content model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from meldwijzer.findings import Finding, Place, Severity

Path = tuple[str | int, ...]
"""The way to a value: keys and list indices from the top."""

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a file holds: text, nothing, lists and mappings. Numbers and dates are the schema's business."""

_QUOTE = "Put the text between quotes, or write it as a block with |."
_STAR = "A text cannot start with * or &."

MAX_DEPTH = 20
MAX_NODES = 50_000

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
        return None, [_syntax(error, path, first_line, text)]
    try:
        value = builder.document()
    except (yaml.YAMLError, UnicodeError) as error:
        return None, [*builder.findings, _syntax(error, path, first_line, text)]
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
        self.end = _last_spot(text)
        self.events = yaml.parse(text, Loader=_Loader)
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
            raise self.refuse(event, _STAR, f"{_QUOTE} A part that is to stand twice must be written out twice.")
        if (tag := getattr(event, "tag", None)) is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refuse(event, f'A text cannot start with an exclamation mark, as "{short}" does.', _QUOTE)
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


_AROUND = "This line does not fit the lines around it."
_INDENT = 'Lines that belong together have the same number of spaces in front, and each is "name: text" or "- item".'

_SYNTAX = (
    # What PyYAML or libyaml says; whether the place is where the thing began (or where it was noticed); our words.
    ("could not find expected ':'", True, "There is no colon with a space behind it on this line.",
     'Write "name: text". If the line belongs to a text above, put two more spaces in front of it.'),
    ("sequence entries are not allowed", False, 'There is "- " behind a name.',
     "Write each item on a line of its own below the name. If it is a text, put it between quotes."),
    ("escape", False, "Between double quotes a backslash (\\) must be written twice.", "Write \\\\."),
    ("hexdecimal", False, "Between double quotes a backslash (\\) must be written twice.", "Write \\\\."),
    ("quoted scalar", True, "A quotation mark is opened here and never closed.", "Close it, or write a block with |."),
    ("line break", False, 'Text stands on the same line as its "|" or ">".',
     "Write it on the lines below, two spaces further in."),
    ("flow node", False, "A bracket is opened before this place and not closed.", "Write a list as [one, two]."),
    ("while parsing a flow", True, "A bracket is opened here and not closed, or commas are missing.",
     "Write a list as [one, two]; put a text that starts with a bracket between quotes."),
    ("while scanning an anchor", True, _STAR, _QUOTE),
    ("while scanning an alias", True, _STAR, _QUOTE),
    ("undefined alias", True, _STAR, _QUOTE),
    ("while scanning a tag", True, "A text cannot start with an exclamation mark.", _QUOTE),
    ("while parsing a tag", True, "A text cannot start with an exclamation mark.", _QUOTE),
    ("directive", True, "A line cannot start with a percent sign.", _QUOTE),
    ("incompatible YAML", True, "A line cannot start with a percent sign.", _QUOTE),
    ("while parsing a block", False, _AROUND, _INDENT),
    ("<document start>", False, _AROUND, _INDENT),
)  # fmt: skip


def _syntax(error: Exception, path: str, first_line: int, text: str) -> Finding:
    """Say in plain words what PyYAML says in its own."""

    def found(mark: tuple[int, int], message: str, fix: str) -> Finding:
        mark = min(mark, _last_spot(text))
        return Finding("yaml", Severity.ERROR, Place(path, mark[0] + first_line, mark[1] + 1), message, fix)

    noticed = getattr(error, "problem_mark", None)
    if noticed is None:
        return found(_not_allowed(text), "Here is a character that cannot stand in a file.", "Delete it.")
    began = getattr(error, "context_mark", None) or noticed
    line = text.split("\n")[noticed.line : noticed.line + 1]
    before, after = (line[0][: noticed.column].rstrip(), line[0][noticed.column :]) if line else ("", "")
    here = (noticed.line, noticed.column)
    detail = f"{getattr(error, 'context', None)} {getattr(error, 'problem', None)}"
    if "mapping values are not allowed" in detail:
        if re.fullmatch(r"\s*(?:- +)*[\w-]+", before):
            return found(
                (here[0], len(before) - len(before.lstrip())), "This line stands too far to the right.", _INDENT
            )
        message = 'There is ": " inside this text, which would start a new name.'
        return found(
            here, message, 'Put the text between quotes, or write "|" after the name and the text indented below.'
        )
    if "cannot start any token" in detail:
        if after.startswith("\t"):
            return found(here, "There is a tab here.", "Use spaces.")
        return found(here, f'A text cannot start with "{after[:1]}".', _QUOTE)
    if "while parsing a block" in detail and before.endswith(("'", '"')):
        message = "The text goes on behind its closing quotation mark."
        return found(here, message, "Put the whole text between double quotes, and use “ ” or ’ inside it.")
    if "while parsing a block" in detail and before.endswith(("]", "}")):
        return found(here, "A text that starts with a bracket goes on behind it.", _QUOTE)
    for sign, at_begin, message, fix in _SYNTAX:
        if sign in detail:
            return found((began.line, began.column) if at_begin else here, message, fix)
    return found(here, "This line cannot be read.", _INDENT)


def _last_spot(text: str) -> tuple[int, int]:
    """Return line and column (from 0) behind the last visible character: what is noticed at the end is shown there."""
    end = text.rstrip(" \t\r\n")
    return end.count("\n"), len(end) - (end.rfind("\n") + 1)


def _not_allowed(text: str) -> tuple[int, int]:
    """Return line and column (from 0) of the first character that YAML refuses."""
    bad = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: bad.start()] if bad else ""
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
