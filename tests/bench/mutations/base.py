"""What a fault is: one small change of one project, its kind, and where a finding about it may stand. No kinds here."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

BUILT = "site/"
"""Before the path of a built file, as findings name it."""
WORDS = ("pages", "law", "reporting", "organisations", "faq", "donate")
"""The files of words that readers see, in each language's folder."""
LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True)
class Edit:
    """One stretch of one file that is replaced; a whole file where ``end`` is -1."""

    path: str
    start: int
    end: int
    new: str | bytes | None
    """The text that comes there; for a whole file also bytes, or ``None`` where the file is deleted."""

    def applied(self, old: str) -> bytes | None:
        """Return the file's new bytes, or ``None`` where it is gone."""
        if self.end == -1:
            return self.new.encode("utf-8") if isinstance(self.new, str) else self.new
        assert isinstance(self.new, str)
        return (old[: self.start] + self.new + old[self.end :]).encode("utf-8")


@dataclass(frozen=True)
class Mutation:
    """One change: mostly one edit, or the same in every language."""

    edits: tuple[Edit, ...]


Made = Iterable[Edit | tuple[Edit, ...]]


@dataclass(frozen=True)
class Kind:
    """A kind of faults, or of harmless changes."""

    name: str
    group: str
    make: Callable[["Project", Random], Made]
    """Every place where it can be done; which of them are, chance decides."""
    harmless: bool = False
    registered: bool = False
    """Whether a registered value itself changes, which only the ledger and the web can know."""
    kept: bool = False
    """Whether it is a change of the ledger, which recording anew undoes: it counts in the first column only."""
    whole: bool = False
    """Whether it is seen in the entry around it or the file as a whole: something is missing, or cannot be read."""
    entry: bool = False
    """Whether it is a relation of values of one entry: a finding at any of them is in the right place."""
    elsewhere: tuple[str, ...] = ()
    """Beginnings of paths of other files in which a finding is just as right: where what it breaks is used."""


@dataclass(frozen=True)
class Project:
    """The texts of a project and of the site that was built from it, by path."""

    root: Path
    texts: Mapping[str, str]

    def under(self, *patterns: str) -> list[tuple[str, str]]:
        """Return (path, text) of the files that one of the patterns finds, in order of path."""
        found = [re.compile(pattern) for pattern in patterns]
        return [(path, text) for path, text in self.texts.items() if any(one.fullmatch(path) for one in found)]

    def facts(self) -> list[tuple[str, str]]:
        """Return the organisations' files."""
        return self.under(r"content/organisations/.*\.yml")

    def words(self, *names: str) -> list[tuple[str, str]]:
        """Return files of words that readers see, of all languages."""
        return self.under(*(rf"content/(nl|fr|en)/{name}\.yml" for name in names or WORDS))

    def guides(self) -> list[tuple[str, str]]:
        """Return the guides of all languages."""
        return self.under(r"content/(nl|fr|en)/guides/.*\.md")

    def pages(self) -> list[tuple[str, str]]:
        """Return the built pages."""
        return self.under(r"site/.*\.html")


def read_project(root: Path, site: Path) -> Project:
    """Read every text file of a project and of its built site."""
    texts: dict[str, str] = {}
    for folder in ("content", "docs", "overrides"):
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and file.suffix in (".yml", ".md", ".po", ".html", ".css"):
                texts[file.relative_to(root).as_posix()] = file.read_text("utf-8")
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.suffix in (".html", ".json", ".xml", ".txt", ".css", ".svg", ".js"):
            texts[BUILT + file.relative_to(site).as_posix()] = file.read_text("utf-8")
    return Project(root, texts)


def line_of(text: str, offset: int) -> int:
    """Return the line of a character, counted from 1."""
    return text.count("\n", 0, offset) + 1


def substitute(path: str, match: re.Match[str], new: str, group: int = 0) -> Edit:
    """Return the edit that puts something in the place of what a pattern found."""
    return Edit(path, match.start(group), match.end(group), new)


def each(
    files: Iterable[tuple[str, str]], pattern: str, new: Callable[[re.Match[str]], str | None], group: int = 0
) -> Iterable[Edit]:
    """Yield an edit for each place that a pattern finds in files; none where ``new`` has nothing else to write."""
    compiled = re.compile(pattern, re.MULTILINE)
    for path, text in files:
        for match in compiled.finditer(text):
            if (written := new(match)) is not None and written != match[group]:
                yield substitute(path, match, written, group)


def right_lines(edit: Edit, old: str, kind: Kind) -> frozenset[int] | None:
    """Return the lines of the changed file on which a finding is in the right place; ``None`` means any line.

    These are the changed lines; where lines or words are gone, also those around; for a ``whole`` kind also the
    keys and headings above, for an ``entry`` kind also the lines beside it.
    """
    if edit.end == -1:
        return None
    assert isinstance(edit.new, str)
    new = old[: edit.start] + edit.new + old[edit.end :]
    first = line_of(old, edit.start)
    lines = set(range(first, first + edit.new.count("\n") + 1))
    if "\n" in old[edit.start : edit.end] or not edit.new.strip():
        lines |= {first - 1, first + 1, *_nearest(new, first)}
    if kind.whole:
        lines |= {1, *_above(new, first, edit.path)}
    if kind.entry:
        lines |= set(_beside(new, first))
    return frozenset(lines)


def _above(text: str, line: int, path: str) -> Iterable[int]:
    """Yield the lines of the keys or headings in which a line stands, and of the nearest lines that say something."""
    yield from _nearest(text, line)
    rows = text.split("\n")
    if path.endswith(".yml"):
        depth = len(rows[line - 1]) - len(rows[line - 1].lstrip()) if line <= len(rows) and rows[line - 1] else 99
        for number in range(min(line, len(rows)), 0, -1):
            row = rows[number - 1]
            indent = len(row) - len(row.lstrip())
            if row.strip() and indent < depth:
                depth = indent
                yield number
    elif path.endswith((".md", ".po")):
        heads = [n for n, row in enumerate(rows[:line], 1) if re.match(r"#|msgid |---", row)]
        yield from heads[-1:]
    elif path.endswith(".html"):
        said = [n for n, row in enumerate(rows, 1) if re.sub(r"</[^>]*>", "", row).strip()]
        yield from [n for n in said if n < line][-1:]
        yield from [n for n in said if n > line][:1]
    elif path.endswith(".xml"):
        heads = [n for n, row in enumerate(rows[:line], 1) if "<url>" in row]
        yield from heads[-1:]


def _nearest(text: str, line: int) -> Iterable[int]:
    """Yield the nearest lines that say something, on both sides."""
    rows = text.split("\n")
    said = [n for n in range(1, len(rows) + 1) if rows[n - 1].strip()]
    yield from [n for n in said if n < line][-1:]
    yield from [n for n in said if n > line][:1]


def _beside(text: str, line: int) -> Iterable[int]:
    """Yield the lines of the mapping in which a line stands, and of its key."""
    rows = text.split("\n")
    depth = len(rows[line - 1]) - len(rows[line - 1].lstrip())
    for step in (-1, 1):
        number = line
        while 1 <= number <= len(rows) and len(rows[number - 1]) - len(rows[number - 1].lstrip()) >= depth:
            yield number
            number += step
        if step == -1:
            yield number


def diff(edit: Edit, old: str) -> str:
    """Return what an edit changes, as lines to read; of long lines the part around it."""
    new = edit.applied(old)
    if new is None:
        return f"- (the whole file {edit.path})"
    before, after = old.split("\n"), new.decode("utf-8", errors="replace").split("\n")
    rows = list(difflib.unified_diff(before, after, edit.path, edit.path, n=0, lineterm=""))[2:12]
    if len(rows) == 3:
        rows[1:] = _narrowed(rows[1], rows[2])
    return "\n".join(row[:_WIDEST] for row in rows)


_WIDEST, _AROUND = 420, 90


def _narrowed(one: str, two: str) -> tuple[str, str]:
    """Return two lines that differ in one stretch without most of what they have in common."""
    shorter = min(len(one), len(two))
    start = next((i for i in range(1, shorter) if one[i] != two[i]), shorter)
    end = next((i for i in range(1, shorter - start + 1) if one[-i] != two[-i]), shorter - start + 1) - 1
    first = max(1, start - _AROUND)
    return tuple(
        f"{row[0]}{'… ' if first > 1 else ''}{row[first : max(start, len(row) - end) + _AROUND]}" for row in (one, two)
    )  # type: ignore[return-value]
