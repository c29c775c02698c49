"""Where prose stands in the files of words: lines, paragraphs, sentences, references. Nothing is changed here."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .base import Project

REFERENCE = r"<(phone|link|email|account|address|hours):([^<>\s]+)>"
PHONES = {
    "nl": ("Bel", "bel"),
    "fr": ("Appelez le", "appelez le"),
    "en": ("Call", "call"),
}


class Stretch(NamedTuple):
    """A line, a paragraph or a sentence of prose in a file."""

    path: str
    start: int
    text: str

    @property
    def language(self) -> str:
        """The language of its file."""
        return self.path.split("/")[1]

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


def lines(project: Project) -> Iterator[Stretch]:
    """Yield every line of prose: of block scalars, and of guides below their front matter."""
    for path, text in project.words():
        yield from _block_lines(path, text)
    for path, text in project.guides():
        offset, below = 0, 0
        for row in text.split("\n"):
            if row == "---":
                below += 1
            elif below >= 2 and row.strip() and not row.startswith("#"):
                yield Stretch(path, offset, row)
            offset += len(row) + 1


def _block_lines(path: str, text: str) -> Iterator[Stretch]:
    offset, depth = 0, -1
    for row in text.split("\n"):
        indent = len(row) - len(row.lstrip())
        if depth >= 0 and row.strip() and indent <= depth:
            depth = -1
        if depth >= 0 and row.strip():
            yield Stretch(path, offset + indent, row[indent:])
        elif re.search(r":\s*[|>]-?\s*$", row):
            depth = indent
        offset += len(row) + 1


def paragraphs(project: Project) -> Iterator[Stretch]:
    """Yield whole paragraphs and whole lists, of several lines or of one, with their indentation and line ends."""
    for path, text in (*project.words(), *project.guides()):
        own = list(lines(Project(project.root, {path: text})))
        group: list[Stretch] = []
        for one in own:
            if (group and "\n\n" in re.sub(r"\n[ ]+(?=\n)", "\n", text[group[-1].end : one.start])) or (
                group and text[group[-1].end : one.start].strip()
            ):
                yield _joined(path, text, group)
                group = []
            group.append(one)
        if group:
            yield _joined(path, text, group)


def _joined(path: str, text: str, group: list[Stretch]) -> Stretch:
    start = text.rfind("\n", 0, group[0].start) + 1
    return Stretch(path, start, text[start : group[-1].end + 1])


def sentences(project: Project) -> Iterator[Stretch]:
    """Yield sentences that stand whole in one line, each with the space behind it."""
    for line in lines(project):
        for match in re.finditer(r"(?<![^\s])[A-ZÀ-Þ][^.!?:]{15,}[.!?](?: |$)", line.text):
            yield Stretch(line.path, line.start + match.start(), match[0])


def references(project: Project, kind: str = "phone") -> Iterator[tuple[str, re.Match[str]]]:
    """Yield (path, match) of each reference of a kind; group 2 is its target, group 0 the whole."""
    for path, text in (*project.words(), *project.guides()):
        for match in re.finditer(REFERENCE, text):
            if match[1] == kind:
                yield path, match
