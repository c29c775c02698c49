"""Faults of whole files of the content: broken YAML, cut off, in another encoding, missing, or one too many."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from collections.abc import Callable
from random import Random

from .base import Edit, Kind, Made, Project, each

YAML = r"content/(?:.*/)?[\w-]+\.yml"
READ = (YAML, r"content/../interface\.po", r"content/../guides/.*\.md")


def _cut_off(*, facts: bool) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        for path, text in project.under(*READ):
            if path.startswith("content/organisations/") == facts:
                for _ in range(2):
                    end = chance.randrange(len(text) // 4, len(text) - 40)
                    yield Edit(path, end, len(text), "")

    return make


def _encoding(project: Project, chance: Random) -> Made:
    for path, text in project.under(*READ):
        if re.search(r"[à-ÿ]", text):
            yield Edit(path, 0, -1, text.encode("cp1252", errors="replace"))
        yield Edit(path, 0, -1, text.encode("utf-16"))
        spot = chance.randrange(len(text))
        yield Edit(path, 0, -1, text[:spot].encode() + b"\xff" + text[spot:].encode())
        yield Edit(path, 0, -1, text[:spot].encode() + b"\x00" + text[spot:].encode())


def _missing(project: Project, chance: Random) -> Made:
    for path, _ in project.under(*READ):
        if "/organisations/" not in path:
            yield Edit(path, 0, -1, None)


def _emptied(project: Project, chance: Random) -> Made:
    for path, _ in project.under(*READ):
        yield Edit(path, 0, -1, "")


def _stray(project: Project, chance: Random) -> Made:
    for path in ("content/nl/pages.yaml", "content/fr/faq-2.yml", "content/organisations/awel.yaml", "content/en/guides/new.txt",
                 "content/de/pages.yml", "content/nl/guides/leraren.md", "content/organisations/awel copy.yml", "content/extra.yml",
                 "content/fr/guides/parents.yml"):  # fmt: skip
        yield Edit(path, 0, -1, "name: Iets\n")


def _indent(project: Project, chance: Random) -> Made:
    files = project.under(YAML)
    some = each(files, r"^( {2,})[\w\"-]+:", lambda match: chance.choice(["\t", match[1] + "   ", match[1][:-1]]), 1)
    yield from some


def _syntax(project: Project, chance: Random) -> Made:
    files = project.under(YAML)
    yield from each(files, r"^ *[\w-]+(:) \S", lambda match: "", 1)
    yield from each(files, r'^ *[\w-]+: "[^"\n]*(")$', lambda match: "", 1)
    yield from each(files, r"^ *[\w-]+: \[.*(\])$", lambda match: "", 1)
    yield from each(files, r"^ *[\w-]+: (\|)$", lambda match: "", 1)
    yield from each(files, r"^ *[\w-]+: (\|)$", lambda match: ">", 1)


def _merge(project: Project, chance: Random) -> Made:
    for path, text in project.under(*READ):
        rows = list(re.finditer(r"^.+\n", text, re.MULTILINE))
        row = chance.choice(rows[len(rows) // 4 :])
        yield Edit(path, row.start(), row.end(), f"<<<<<<< HEAD\n{row[0]}=======\n{row[0]}>>>>>>> branch\n")


def _hidden(project: Project, chance: Random) -> Made:
    """Characters that nobody sees, in a reference, a number or a key."""
    files = project.under(r"content/../(pages|faq|reporting|organisations)\.yml", r"content/organisations/.*\.yml")
    marks = (
        "\N{ZERO WIDTH SPACE}",
        "\N{SOFT HYPHEN}",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{WORD JOINER}",
        "\N{ZERO WIDTH NO-BREAK SPACE}",
    )
    yield from each(files, r"<phone:\w+()[\w.-]+>", lambda match: chance.choice(marks), 1)
    yield from each(files, r'^    number: "?.\d*()\d.*$', lambda match: chance.choice(marks), 1)
    yield from each(files, r"^  +[a-z]()[a-z]+:", lambda match: chance.choice(marks), 1)


_G = "files"
KINDS = (
    Kind("file: cut off", _G, _cut_off(facts=False), whole=True, elsewhere=("content/",)),
    Kind("file: facts cut off", _G, _cut_off(facts=True), whole=True, elsewhere=("content/",), registered=True),
    Kind("file: in another encoding", _G, _encoding),
    Kind("file: missing", _G, _missing, elsewhere=("content/",)),
    Kind("file: empty", _G, _emptied, elsewhere=("content/",)),
    Kind("file: one too many", _G, _stray, elsewhere=("content/de",)),
    Kind("file: another indentation", _G, _indent, whole=True),
    Kind("file: a sign of YAML lost", _G, _syntax, whole=True),
    Kind("file: two versions merged by halves", _G, _merge, whole=True),
    Kind("file: characters that nobody sees", _G, _hidden, whole=True),
)
