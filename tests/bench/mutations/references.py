"""Faults in words: references to the wrong contact or page, misspelt, lost or in another order."""

# ruff: noqa: E501  # a fault is one line, however long

import itertools
import re
from random import Random

from .base import Edit, Kind, Made, Project, each, substitute
from .changing import other_letter
from .prose import references


def _swapped_reference(project: Project, chance: Random) -> Made:
    for kind in ("phone", "link", "email"):
        known = list(references(project, kind))
        targets = sorted({match[2] for _, match in known if not match[2].startswith("role.")})
        for path, match in known:
            others = [one for one in targets if one.split(".")[0] != match[2].split(".")[0]]
            if others:
                yield substitute(path, match, chance.choice(others), 2)


def _swapped_label_reference(project: Project, chance: Random) -> Made:
    pattern = re.compile(r"\]\((?:phone|link):([\w.-]+)\)")
    known = [(path, one) for path, text in (*project.words(), *project.guides()) for one in pattern.finditer(text)]
    for path, match in known:
        others = sorted({one[1] for _, one in known if one[1].split(".")[0] != match[1].split(".")[0]
                         and (one[0][2] == match[0][2])})  # fmt: skip
        if others:
            yield substitute(path, match, chance.choice(others), 1)


def _misspelt_reference(project: Project, chance: Random) -> Made:
    for path, match in references(project):
        yield substitute(path, match, other_letter(match[2], chance), 2)
    yield from each(
        (*project.words(), *project.guides()),
        r"\]\((?:link|page|phone):([\w.#-]+)\)",
        lambda m: other_letter(m[1], chance),
        1,
    )


def _broken_reference(project: Project, chance: Random) -> Made:
    for path, match in references(project):
        new = chance.choice([f"<phone: {match[2]}>", f"<phone:{match[2]}", f"phone:{match[2]}", f"<tel:{match[2]}>",
                             f"<Phone:{match[2]}>", f"<<phone:{match[2]}>>", f"&lt;phone:{match[2]}&gt;", f"`<phone:{match[2]}>`",
                             f"< phone:{match[2]}>", f"<phone:{match[2]}.>", f"<phone;{match[2]}>"])  # fmt: skip
        yield substitute(path, match, new)
    yield from each((*project.words(), *project.guides()), r"\]\((?:link|page|phone):[\w.#-]+(\))", lambda m: "", 1)


def _reference_lost(project: Project, chance: Random) -> Made:
    for path, match in references(project):
        yield substitute(path, match, "")


def _references_reversed(project: Project, chance: Random) -> Made:
    known: dict[tuple[str, str], list[re.Match[str]]] = {}
    for path, match in references(project):
        text = project.texts[path]
        paragraph = text.rfind("\n\n", 0, match.start())
        known.setdefault((path, str(paragraph)), []).append(match)
    for (path, _), found in known.items():
        for one, two in itertools.pairwise(found):
            if one[2] != two[2]:
                between = project.texts[path][one.end() : two.start()]
                yield Edit(path, one.start(), two.end(), f"{two[0]}{between}{one[0]}")


def _retired(project: Project, chance: Random) -> Made:
    dead = ["child-focus.volunteers", "child-focus.fax", "stop-it-now-be.helpline"]
    for path, match in references(project):
        yield substitute(path, match, chance.choice(dead), 2)


def _page_swapped(project: Project, chance: Random) -> Made:
    files = (*project.words(), *project.guides())
    pages = ["report", "help", "law", "faq", "support", "guides", "about", "privacy"]
    return each(files, r"\]\(page:([\w-]+)", lambda match: chance.choice([one for one in pages if one != match[1]]), 1)


def _anchor_lost(project: Project, chance: Random) -> Made:
    return each((*project.words(), *project.guides()), r"\]\(page:[\w-]+(#[\w-]+)\)", lambda match: "", 1)


_G = "words"
KINDS = (
    Kind("words: another organisation's contact in one language", _G, _swapped_reference),
    Kind("words: another organisation behind the words of a link", _G, _swapped_label_reference),
    Kind("words: a reference misspelt", _G, _misspelt_reference),
    Kind("words: a reference written wrongly", _G, _broken_reference),
    Kind("words: a reference lost in one language", _G, _reference_lost),
    Kind("words: two references in another order", _G, _references_reversed),
    Kind("words: a retired contact", _G, _retired),
    Kind("words: a link to another page in one language", _G, _page_swapped),
    Kind("words: an anchor lost in one language", _G, _anchor_lost),
)
