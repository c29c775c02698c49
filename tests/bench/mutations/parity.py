"""Faults in words: what one language says and another does not, or in which language it says it."""

# a fault is one line, however long

import itertools
import re
from collections.abc import Callable
from random import Random

from .base import LANGUAGES, Edit, Kind, Made, Project, each, substitute
from .changing import other_letter
from .prose import Stretch, lines, paragraphs, sentences


def _section_renamed(project: Project, chance: Random) -> Made:
    yield from each(project.words("pages"), r"^      ([\w-]+):$", lambda match: other_letter(match[1], chance), 1)
    yield from each(project.guides(), r"^## .* \{#([\w-]+)\}$", lambda match: other_letter(match[1], chance), 1)
    yield from each(project.guides(), r"^## .*?( \{#[\w-]+\})$", lambda match: "", 1)


def _heading_changed(project: Project, chance: Random) -> Made:
    yield from each(project.guides(), r"^(##) ", lambda match: chance.choice(["#", "###", ""]), 1)
    every = [one for one in lines(project) if not one.text.startswith("-")]
    for one in chance.sample(every, 12):
        yield Edit(one.path, one.start, one.start, chance.choice(["## ", "# ", "### "]))


def _paragraph_lost(*languages: str) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        for one in paragraphs(project):
            text = project.texts[one.path]
            alone = re.search(r":\s*\|\n$", text[: one.start]) and re.match(r"\n? {0,8}\S", text[one.end :])
            if one.language in languages and not alone:
                yield Edit(one.path, one.start, one.end, "")

    return make


def _list_item_lost(project: Project, chance: Random) -> Made:
    for one in lines(project):
        if one.text.startswith("- "):
            start = project.texts[one.path].rfind("\n", 0, one.start) + 1
            yield Edit(one.path, start, one.end + 1, "")


def _sentence_lost(project: Project, chance: Random) -> Made:
    for one in sentences(project):
        yield Edit(one.path, one.start, one.end, "")


def _paragraphs_swapped(project: Project, called: bool) -> Made:
    found = list(paragraphs(project))
    for one, two in itertools.pairwise(found):
        between = project.texts[one.path][one.end : two.start] if one.path == two.path else "-"
        if one.path == two.path and not between.strip() and ("<phone" in one.text and "<phone" in two.text) == called:
            yield Edit(one.path, one.start, two.end, f"{two.text}{between}{one.text}")


def _entry_lost(project: Project, chance: Random) -> Made:
    for path, text in project.words():
        for match in re.finditer(r'^(  |    |      )["\w-]+:\n(?:\1  .*\n|\n(?=\1 ))+', text, re.MULTILINE):
            yield substitute(path, match, "")
    for path, text in project.guides():
        for match in re.finditer(r"^## (?:.+\n|\n(?!## ))+", text, re.MULTILINE):
            yield substitute(path, match, "")


def _value_lost(project: Project, chance: Random) -> Made:
    yield from each(project.words(), r"^ +[\w:-]+: .*\n", lambda match: None if match[0].endswith("|\n") else "")
    yield from each(
        project.words(), r'^ +(?:title|nav|description|question|name): (".*"|[^"|\n].*)$', lambda match: '""', 1
    )


def _untranslated(project: Project, chance: Random) -> Made:
    """A sentence of another language in the place of one of this."""
    known: dict[str, list[Stretch]] = {}
    for one in sentences(project):
        if len(one.text) > 40 and "<" not in one.text and "[" not in one.text:
            known.setdefault(one.path, []).append(one)
    for path, own in known.items():
        tag = path.split("/")[1]
        for other in LANGUAGES:
            if other != tag and (foreign := known.get(path.replace(f"/{tag}/", f"/{other}/"))):
                yield from (
                    Edit(
                        path,
                        one.start,
                        one.end,
                        chance.choice(foreign).text.rstrip() + one.text[len(one.text.rstrip()) :],
                    )
                    for one in own
                )


def _untranslated_value(project: Project, chance: Random) -> Made:
    pattern = re.compile(r'^( +(?:title|description|question|name|"?[a-z]+:[a-z-]+"?): )"?([^"|\n]{14,}?)"?$', re.M)
    for path, text in project.words("pages", "faq", "organisations", "reporting", "law"):
        tag = path.split("/")[1]
        own = list(pattern.finditer(text))
        for other in LANGUAGES:
            foreign = (
                list(pattern.finditer(project.texts[path.replace(f"/{tag}/", f"/{other}/")])) if other != tag else []
            )
            if len(foreign) == len(own):
                for one, two in zip(own, foreign, strict=True):
                    if one[2] != two[2] and one[1] == two[1]:
                        yield substitute(path, one, two[2], 2)


_G = "words"
KINDS = (
    Kind("words: a part renamed in one language", _G, _section_renamed, whole=True, elsewhere=("content/",)),
    Kind("words: a heading of another level", _G, _heading_changed),
    Kind("words: a paragraph lost in French", _G, _paragraph_lost("fr"), whole=True),
    Kind(
        "words: a paragraph lost in Dutch or English",
        _G,
        _paragraph_lost("nl", "en"),
        whole=True,
        elsewhere=("content/",),
    ),
    Kind("words: an item of a list lost in one language", _G, _list_item_lost, whole=True, elsewhere=("content/",)),
    Kind("words: a sentence lost in one language", _G, _sentence_lost, whole=True, elsewhere=("content/",)),
    Kind(
        "words: two paragraphs with numbers in another order", _G, lambda p, _: _paragraphs_swapped(p, True), whole=True
    ),
    Kind("words: two other paragraphs in another order", _G, lambda p, _: _paragraphs_swapped(p, False), whole=True),
    Kind("words: an entry lost in one language", _G, _entry_lost, whole=True, elsewhere=("content/",)),
    Kind("words: a value lost or empty", _G, _value_lost, whole=True, elsewhere=("content/",)),
    Kind("words: a sentence in another language", _G, _untranslated),
    Kind("words: a title or label in another language", _G, _untranslated_value),
)
