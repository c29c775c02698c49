"""What is said of a text that is no YAML: in plain words, at the line where the mistake was made. No values."""

import re

import yaml

from meldwijzer.findings import Finding, Place, Severity

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
QUOTE = "Put the text between quotes, or write it as a block with |."
STAR = "A text cannot start with * or &."

_AROUND = "This line does not fit the lines around it."
_INDENT = 'Lines that belong together have the same number of spaces in front, and each is "name: text" or "- item".'
_NO_COLON = "There is no colon with a space behind it on this line."
_COLON = 'Write "name: text". If the line belongs to a text above, put two more spaces in front of it.'
_CLOSE = "Close it, or write a block with |."
_NAMED = re.compile(r"^\s*(?:- +)*\S+:(?:\s|$)", re.MULTILINE)
"""A line that begins with a name and its colon."""

_SYNTAX = (
    # What PyYAML or libyaml says; whether the place is where the thing began (or where it was noticed); our words.
    ("could not find expected ':'", True, _NO_COLON, _COLON),
    ("sequence entries are not allowed", False, 'There is "- " behind a name.',
     "Write each item on a line of its own below the name. If it is a text, put it between quotes."),
    ("escape", False, "Between double quotes a backslash (\\) must be written twice.", "Write \\\\."),
    ("hexdecimal", False, "Between double quotes a backslash (\\) must be written twice.", "Write \\\\."),
    ("quoted scalar", True, "A quotation mark is opened here and never closed.", _CLOSE),
    ("line break", False, 'Text stands on the same line as its "|" or ">".',
     "Write it on the lines below, two spaces further in."),
    ("flow node", False, "A bracket is opened before this place and not closed.", "Write a list as [one, two]."),
    ("while parsing a flow", True, "A bracket is opened here and not closed, or commas are missing.",
     "Write a list as [one, two]; put a text that starts with a bracket between quotes."),
    ("while scanning an anchor", True, STAR, QUOTE),
    ("while scanning an alias", True, STAR, QUOTE),
    ("undefined alias", True, STAR, QUOTE),
    ("while scanning a tag", True, "A text cannot start with an exclamation mark.", QUOTE),
    ("while parsing a tag", True, "A text cannot start with an exclamation mark.", QUOTE),
    ("directive", True, "A line cannot start with a percent sign.", QUOTE),
    ("incompatible YAML", True, "A line cannot start with a percent sign.", QUOTE),
    ("while parsing a block", False, _AROUND, _INDENT),
    ("<document start>", False, _AROUND, _INDENT),
)  # fmt: skip


def syntax(error: Exception, path: str, first_line: int, text: str) -> Finding:
    """Say in plain words what PyYAML says in its own."""

    def found(mark: tuple[int, int], message: str, fix: str) -> Finding:
        mark = min(mark, last_spot(text))
        return Finding("yaml", Severity.ERROR, Place(path, mark[0] + first_line, mark[1] + 1), message, fix)

    noticed = getattr(error, "problem_mark", None)
    if noticed is None:
        return found(_not_allowed(text), "Here is a character that cannot stand in a file.", "Delete it.")
    began = getattr(error, "context_mark", None) or noticed
    line = text.split("\n")[noticed.line : noticed.line + 1]
    before, after = (line[0][: noticed.column].rstrip(), line[0][noticed.column :]) if line else ("", "")
    here = (noticed.line, noticed.column)
    detail = f"{getattr(error, 'context', None)} {getattr(error, 'problem', None)}"
    if (opened := _left_open(text, here)) is not None:
        return found(opened, "A quotation mark is opened here and not closed on this line.", _CLOSE)
    if "mapping values are not allowed" in detail:
        rows = text.split("\n")
        above = _without_colon(rows[: here[0]])
        is_name = re.fullmatch(r"\s*(?:- +)*[\w-]+", before) is not None
        if above is not None and (is_name or rows[above[0]].endswith((" |", " >"))):
            return found(above, _NO_COLON, _COLON)
        if is_name:
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
        return found(here, f'A text cannot start with "{after[:1]}".', QUOTE)
    if "while parsing a block" in detail and before.endswith(("'", '"')):
        message = "The text goes on behind its closing quotation mark."
        return found(here, message, "Put the whole text between double quotes, and use “ ” or ’ inside it.")
    if "while parsing a block" in detail and before.endswith(("]", "}")):
        return found(here, "A text that starts with a bracket goes on behind it.", QUOTE)
    for sign, at_begin, message, fix in _SYNTAX:
        if sign in detail:
            return found((began.line, began.column) if at_begin else here, message, fix)
    return found(here, "This line cannot be read.", _INDENT)


def _left_open(text: str, noticed: tuple[int, int]) -> tuple[int, int] | None:
    """Return line and column (from 0) of a quotation mark before an error whose text runs on over names below it.

    The next quotation mark of the file closes it, and the error is noticed right behind that one.
    """
    rows = text.split("\n")
    try:
        for token in yaml.scan(text, Loader=LOADER):
            start, end = token.start_mark, token.end_mark
            if (start.line, start.column) >= noticed:
                return None
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and end.line >= noticed[0] - 1 and _NAMED.search("\n".join(rows[start.line + 1 : end.line + 1])):
                return start.line, start.column
    except (yaml.YAMLError, UnicodeError):
        pass  # what cannot even be cut into words is told by what was noticed
    return None


def _without_colon(rows: list[str]) -> tuple[int, int] | None:
    """Return line and column (from 0) of the first of the last lines that have no colon, where a name is due there.

    Behind a name with a text such lines go on with that text; behind a name with nothing, or a hyphen, they don't.
    """
    first = None
    for number, row in reversed(list(enumerate(rows))):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if re.search(r":(?:\s|$)", row):
            return first if row.rstrip().endswith(":") else None
        first = (number, len(row) - len(row.lstrip(" -")))
        if row.lstrip().startswith("- "):
            return first
    return first


def last_spot(text: str) -> tuple[int, int]:
    """Return line and column (from 0) behind the last visible character: what is noticed at the end is shown there."""
    end = text.rstrip(" \t\r\n")
    return end.count("\n"), len(end) - (end.rfind("\n") + 1)


def _not_allowed(text: str) -> tuple[int, int]:
    """Return line and column (from 0) of the first character that YAML refuses."""
    bad = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: bad.start()] if bad else ""
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
