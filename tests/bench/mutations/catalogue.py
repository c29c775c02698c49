"""Faults in the catalogues of messages, the front matter of guides and the addresses of pages."""

# a fault is one line, however long

import re
from random import Random

from .base import LANGUAGES, Kind, Made, Project, each, substitute
from .changing import other_letter

PO = r"content/../interface\.po"


def _placeholder(project: Project, chance: Random) -> Made:
    files = (*project.under(PO), *project.words("donate"))
    yield from each(
        files,
        r"(\{\w+\})(?=[^}]*$)",
        lambda match: chance.choice(["", "{x}", match[0].strip("{}"), f"{match[0]}{match[0]}", match[0].upper()]),
        1,
    )


def _catalogue(project: Project, chance: Random) -> Made:
    yield from each(project.under(PO), r'^msgstr "(.+)"$', lambda match: "", 1)
    yield from each(project.under(PO), r'^msgid "([a-z].*)"$', lambda match: other_letter(match[1], chance), 1)
    yield from each(project.under(PO), r'^msgid "[a-z].*"\nmsgstr ".*"\n', lambda match: "")
    yield from each(project.under(PO), r'^msgstr ".+(")$', lambda match: "", 1)


def _catalogue_untranslated(project: Project, chance: Random) -> Made:
    pattern = re.compile(r'^msgid "(.+)"\nmsgstr "(.{18,})"$', re.MULTILINE)
    texts = {
        tag: {m[1]: m for m in pattern.finditer(project.texts[f"content/{tag}/interface.po"])} for tag in LANGUAGES
    }
    for tag in LANGUAGES:
        for other in LANGUAGES:
            for key, match in texts[tag].items():
                if other != tag and key in texts[other]:
                    yield substitute(f"content/{tag}/interface.po", match, texts[other][key][2], 2)


def _front(project: Project, chance: Random) -> Made:
    yield from each(project.guides(), r"^(?:slug|title|description|audience|synonyms): .*\n", lambda match: "")
    yield from each(
        project.guides(),
        r"^(slug|title|description|audience|synonyms): ",
        lambda match: other_letter(match[1], chance),
        1,
    )
    yield from each(project.guides(), r"^slug: (.*)$", lambda match: other_letter(match[1], chance), 1)
    yield from each(project.guides(), r"^audience: (.*)$", lambda match: other_letter(match[1], chance), 1)
    yield from each(project.guides(), r"^(---)$", lambda match: "", 1)


def _slug(project: Project, chance: Random) -> Made:
    return each(
        project.words("pages"),
        r"^    slug: (.*)$",
        lambda match: chance.choice([other_letter(match[1], chance), "help", "Rapport 1", ""]),
        1,
    )


_G = "words"
KINDS = (
    Kind(
        "catalogue: a placeholder lost or renamed",
        _G,
        _placeholder,
        whole=True,
        elsewhere=("content/fr/interface.po", "content/en/interface.po"),
    ),
    Kind(
        "catalogue: a message empty, gone or renamed",
        _G,
        _catalogue,
        whole=True,
        elsewhere=("content/", "overrides/", "docs/"),
    ),
    Kind("catalogue: a message in another language", _G, _catalogue_untranslated),
    Kind("guides: front matter", _G, _front, whole=True, elsewhere=("content/",)),
    Kind("pages: a published address changed", _G, _slug, elsewhere=("content/published.yml",)),
)
