"""Faults in what is kept beside the facts: the ledger, the baseline, translations, published addresses, exemptions."""

# ruff: noqa: E501  # a fault is one line, however long

import itertools
import re
from collections.abc import Callable
from random import Random

from .base import Edit, Kind, Made, Project, each, substitute
from .changing import changed_digit, other_letter

REVIEWS = r"content/reviews\.yml"
ITEM = r"^  - of: .*\n(?:    .*\n)+"


def _line_deleted(project: Project, chance: Random) -> Made:
    return each(project.under(REVIEWS), ITEM, lambda match: "")


def _field_edited(project: Project, chance: Random) -> Made:
    yield from each(
        project.under(REVIEWS),
        r'^    (?:date|checked|value): "(.*)"$',
        lambda match: changed_digit(match[1], chance) if re.search(r"\d", match[1]) else other_letter(match[1], chance),
        1,
    )
    yield from each(
        project.under(REVIEWS), r'^    (?:by|source): "(.*)"$', lambda match: other_letter(match[1], chance), 1
    )
    yield from each(project.under(REVIEWS), r'^    confidence: "([ML])"$', lambda match: "H", 1)
    yield from each(project.under(REVIEWS), r"^    role: (.*)$", lambda match: "organisation", 1)
    yield from each(project.under(REVIEWS), r"^    (?:confidence|source|by): .*\n", lambda match: "")


def _lines_swapped(project: Project, chance: Random) -> Made:
    ((path, text),) = project.under(REVIEWS)
    found = list(re.finditer(ITEM, text, re.MULTILINE))
    for one, two in itertools.pairwise(found):
        yield Edit(path, one.start(), two.end(), two[0] + one[0])


def _line_doubled(project: Project, chance: Random) -> Made:
    return each(project.under(REVIEWS), ITEM, lambda match: match[0] * 2)


def _about_another(project: Project, chance: Random) -> Made:
    return each(project.under(REVIEWS), r"^  - of: \w+:(.*)$", lambda match: other_letter(match[1], chance), 1)


def _seal(project: Project, chance: Random) -> Made:
    yield from each(project.under(REVIEWS), r"^    seal: .*\n", lambda match: "")
    yield from each(
        project.under(REVIEWS),
        r"^    seal: \d+-(.*)$",
        lambda match: (
            other_letter(changed_digit(match[1], chance), chance)
            if re.search(r"\d", match[1])
            else other_letter(match[1], chance)
        ),
        1,
    )
    yield from each(project.under(REVIEWS), r"^sealed: (\d+)$", lambda match: changed_digit(match[1], chance), 1)


def _kept(path: str, deleted: bool) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        pattern = r"^ {2,4}[\w:/.-]+: (\S.*)$\n"
        if deleted:
            return each(project.under(path), pattern, lambda match: "")
        return each(project.under(path), pattern, lambda match: other_letter(match[1], chance), 1)

    return make


def _published_lost(project: Project, chance: Random) -> Made:
    return each(project.under(r"content/published\.yml"), r"^(?:  )?- .*\n", lambda match: "")


def _published_wrong(project: Project, chance: Random) -> Made:
    return each(
        project.under(r"content/published\.yml"),
        r"^(?:  )?- '?([^'\n]*)'?$",
        lambda match: other_letter(match[1], chance),
        1,
    )


def _redirects(project: Project, chance: Random) -> Made:
    path = "content/published.yml"
    text = project.texts[path]
    bad = {
        "redirects": ["/nl/oud/: page:niets", "/nl/oud/: https://example.org/", "/nl/melden/: page:help", "/nl/oud/: page:report#nergens",
                      "nl/oud: page:report", "/de/alt/: page:report", "/nl/oud/: /nl/melden/"],
        "renamed": ["report: {weg: nergens}", "nergens: {a: b}", "report: {before: after}"],
    }  # fmt: skip
    for key, lines in bad.items():
        match = re.search(rf"^{key}:.*$", text, re.MULTILINE)
        for line in lines:
            if match and "{}" in match[0]:
                yield substitute(path, match, f"{key}:\n  {line}")
            elif match:
                yield Edit(path, match.end(), match.end(), f"\n  {line}")


def _exemptions(project: Project, chance: Random) -> Made:
    path = "content/exemptions.yml"
    files = project.under(r"content/exemptions\.yml")
    yield from each(files, r"^    place: (.*)$", lambda match: other_letter(match[1], chance), 1)
    yield from each(files, r"^  - rule: (.*)$", lambda match: other_letter(match[1], chance), 1)
    yield from each(files, r"^    reason: .*\n", lambda match: "")
    yield from each(files, r"^    reason: (.*)$", lambda match: '""', 1)
    yield from each(files, r"^  - rule: .*\n(?:    .*\n)+", lambda match: "")
    end = len(project.texts[path])
    for rule, place in (("same-figures", "content/fr/faq.yml:questions.cookies.answer"), ("literal-number", "content/nl/pages.yml"),
                        ("contact", "content/organisations/awel.yml:phones.helpline.number"), ("nothing", "content/nl/faq.yml")):  # fmt: skip
        yield Edit(
            path,
            end,
            end,
            f"  - rule: {rule}\n    place: {place}\n    reason: Nobody has looked at this yet, it seems.\n",
        )


def _notices(project: Project, chance: Random) -> Made:
    path = "content/notices.yml"
    text = project.texts[path]
    made = {
        "corrections": [
            "{of: phone:nobody.helpline, by: An Editor, reason: it was wrong, made: 2026-11-01, until: 2026-12-01}",
            "{of: phone:awel.helpline, until: 2020-01-01}",
            "{of: phone:awel.helpline, by: '', reason: '', since: 2026-11-20, until: 2026-11-30}",
        ],
        "outages": [
            "{contact: phone:awel.helpline}",
            "{contact: phone:nobody.helpline, since: 2026-11-01, until: 2026-12-01, by: An Editor, reason: broken}",
            "{contact: phone:awel.helpline, since: 2026-12-01, until: 2026-11-01, by: An Editor, reason: broken}",
        ],
    }
    for key, lines in made.items():
        match = re.search(rf"^{key}: \[\]$", text, re.MULTILINE)
        if match:
            yield from (substitute(path, match, f"{key}:\n  - {line}") for line in lines)


_G = "ledger"
KINDS = (
    Kind("ledger: a line deleted", _G, _line_deleted, kept=True, whole=True),
    Kind("ledger: a field edited or lost", _G, _field_edited, kept=True, whole=True, entry=True),
    Kind("ledger: two lines swapped", _G, _lines_swapped, kept=True, whole=True),
    Kind("ledger: a line twice", _G, _line_doubled, kept=True, whole=True),
    Kind("ledger: a line about something else", _G, _about_another, kept=True, whole=True),
    Kind("ledger: a seal lost or edited", _G, _seal, kept=True, whole=True),
    Kind("baseline: a line deleted", _G, _kept(r"content/baseline\.yml", True), kept=True, whole=True, elsewhere=("content/baseline.yml", "content/organisations/", "content/law.yml", "content/giving.yml", "content/faq.yml", "content/reporting.yml", "content/site.yml")),
    Kind("baseline: a line edited", _G, _kept(r"content/baseline\.yml", False), kept=True, whole=True),
    Kind("translations: a line deleted", _G, _kept(r"content/translations\.yml", True), kept=True, whole=True, elsewhere=("content/fr/", "content/en/")),
    Kind("translations: a line edited", _G, _kept(r"content/translations\.yml", False), kept=True, whole=True),
    Kind("published: an address or anchor lost", _G, _published_lost, whole=True, elsewhere=("content/",)),
    Kind("published: an address or anchor changed", _G, _published_wrong, elsewhere=("content/",)),
    Kind("published: a redirect to nowhere", _G, _redirects, whole=True),
    Kind("exemptions: not needed, or no longer right", _G, _exemptions, whole=True, elsewhere=("content/",)),
    Kind("notices: one that cannot be", _G, _notices, whole=True),
)  # fmt: skip
