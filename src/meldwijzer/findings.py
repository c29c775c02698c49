"""Findings: what is wrong, where, and what to write instead. Values only: nothing here prints or raises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops a publishing build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file of the project."""

    path: str
    """Relative to the project's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Edit:
    """What `meldwijzer fix` writes at a finding's place."""

    old: str
    """The characters that stand there; where others do, nothing is written."""
    new: str


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in words for people who don't program."""

    rule: str
    """The rule's name, for exemptions and for looking it up."""
    severity: Severity
    place: Place
    message: str
    """What is wrong: one sentence or two."""
    fix: str = ""
    """What to write instead; empty where the message says all there is."""
    edit: Edit | None = None
    """The same for a program, where it is certain."""

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity}: {self.message}"
        return f"{text} {self.fix} [{self.rule}]" if self.fix else f"{text} [{self.rule}]"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once, by file, line and column."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (f.place, f.severity, f.rule, f.message))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that stop a publishing build."""
    return [f for f in findings if f.severity is Severity.ERROR]


def nearest(written: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or an empty string; capitals don't count."""
    by_small = {word.lower(): word for word in known}
    near = get_close_matches(written.lower(), list(by_small), n=1, cutoff=0.6)
    return by_small[near[0]] if near else ""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return ``Did you mean "x"?`` for the nearest known word, or an empty string."""
    near = nearest(written, known)
    return f'Did you mean "{near}"?' if near else ""


def compared(wanted: Iterable[str], found: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Return the names that are missing, and those too many with the missing name that each probably means.

    A missing name that somebody only misspelt is not counted as missing: one mistake, one finding.
    """
    there, needed = list(found), list(wanted)
    missing = [name for name in needed if name not in there]
    extra = {name: nearest(name, missing) for name in there if name not in needed}
    return [name for name in missing if name not in extra.values()], extra


def either(words: Sequence[str]) -> str:
    """Return ``a, b or c``, for messages that list what is allowed."""
    quoted = [f'"{word}"' for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def to_record(finding: Finding) -> dict[str, str | int]:
    """Return a finding as plain values for JSON."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "fix": finding.fix,
    }


def from_record(record: dict[str, str | int]) -> Finding:
    """Return the finding that :func:`to_record` wrote."""
    place = Place(str(record["path"]), int(record["line"]), int(record["column"]))
    severity = Severity(str(record["severity"]))
    return Finding(str(record["rule"]), severity, place, str(record["message"]), str(record["fix"]))
