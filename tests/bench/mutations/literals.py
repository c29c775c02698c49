"""Faults in words: literal numbers, addresses and tags, in any notation and wherever readers see words."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from collections.abc import Iterator, Sequence
from random import Random

from .base import LANGUAGES, Edit, Kind, Made, Project, each, substitute
from .prose import lines, references

CALL = {"nl": "Bel {}.", "fr": "Appelez le {}.", "en": "Call {}."}
NOTATIONS = (
    "0800 05 05", "0800-0505", "116 000", "116000", "106", "+32 2 475 44 11", "+32/2/475 44 11", "02/475.44.11",
    "0032 2 475 44 11", "+32 (0)2 475 44 11", "06-428 346 35", "0800 / 95 5 95", "02 475 44 99", "0900 0113", "112",
    "0800 2000", "078 15 00 00", "088 655 00 00", "1712", "0470 12 34 56", "(02) 475 44 11", "0800\N{NO-BREAK SPACE}2000",
    "0800\N{SOFT HYPHEN}2000", "０８００ ２０００", "٠٨٠٠ ٢٠٠٠", "0800\N{ZERO WIDTH SPACE}2000", "**0800** 20 00",
    "0800 · 2000", "0_800_2000", "0 8 0 0 2 0 0 0", "+32 2 475 44 99 (24/7)", "tel. 02 475 44 11", "o800 2000",
    "0800\N{NON-BREAKING HYPHEN}2000", "0800 - 2 000", "(0)800 2000", "01 12", "1-1-2", "0800.2000", "+31.20.2615275",
)  # fmt: skip
ADDRESSES = (
    "https://childfocus.be/", "http://www.childfocus.be", "www.childfocus.be", "childfocus.be", "meldpunt-kinderporno.nl/faq",
    "hulp@meldwijzer.org", "info@childfocus.be", "BE19 3101 2229 9912", "BE19310122299912", "310-1222999-12",
    "[childfocus](https://childfocus.be/)", "[mail](mailto:info@childfocus.be)", "[bel](tel:116000)",
    "//childfocus.be/nl", "ftp://childfocus.be", "HTTPS://CHILDFOCUS.BE", "childfocus . be", "info (at) childfocus.be",
    "hxxps://childfocus.be", "[x](javascript:alert(1))", "<https://childfocus.be>", "<info@childfocus.be>",
)  # fmt: skip


def inserted(project: Project, chance: Random, what: Sequence[str], frame: dict[str, str] = CALL) -> Iterator[Edit]:
    """Yield edits that add a sentence behind a line of prose."""
    every = [one for one in lines(project) if one.text.rstrip().endswith(".")]
    for number, one in enumerate(chance.sample(every, min(len(every), 4 * len(what)))):
        said = frame[one.language].format(what[number % len(what)])
        yield Edit(one.path, one.start + len(one.text.rstrip()), one.start + len(one.text.rstrip()), f" {said}")


def _numbers_in_prose(project: Project, chance: Random) -> Made:
    return inserted(project, chance, NOTATIONS)


def _addresses_in_prose(project: Project, chance: Random) -> Made:
    frame = {"nl": "Kijk op {}.", "fr": "Voyez {}.", "en": "Look at {}."}
    return inserted(project, chance, ADDRESSES, frame)


def _number_in_place_of_reference(project: Project, chance: Random) -> Made:
    for path, match in references(project):
        yield substitute(path, match, chance.choice(NOTATIONS))


def _short_lines(project: Project) -> list[tuple[str, re.Match[str]]]:
    pattern = re.compile(
        r'^ +(?:title|nav|description|question|name|label|what_now|alt|"?[a-z-]+:[a-z-]+"?): "?([^"|\n]+?)"?$', re.M
    )
    head = re.compile(r"^(?:title|description): \"?([^\"\n]+?)\"?$", re.M)
    found = [(path, one) for path, text in project.words() for one in pattern.finditer(text)]
    return found + [(path, one) for path, text in project.guides() for one in head.finditer(text)]


def _numbers_in_titles(project: Project, chance: Random) -> Made:
    for path, match in _short_lines(project):
        yield Edit(path, match.end(1), match.end(1), f" {chance.choice(NOTATIONS[:18])}")


def _numbers_in_catalogue(project: Project, chance: Random) -> Made:
    def more(match: re.Match[str]) -> str:
        return f"{match[1]} {chance.choice(NOTATIONS[:18])}"

    return each(project.under(r"content/../interface\.po"), r'^msgstr "(.+)"$', more, 1)


def _numbers_in_synonyms(project: Project, chance: Random) -> Made:
    files = (*project.words("pages", "faq"), *project.guides())
    return each(
        files,
        r"synonyms: \[.*(\])$",
        lambda match: f', "{chance.choice([one for one in NOTATIONS[:14] if len(one) > 5])}"]',
        1,
    )


def _host_text(project: Project, chance: Random) -> Made:
    """A link whose words are another address than it leads to."""
    hosts = ["childfocus.be", "meldpunt-kinderporno.nl", "www.awel.be", "https://www.113.nl/"]
    return each((*project.words(), *project.guides()), r"\[([^\]\n]+)\]\(link:", lambda match: chance.choice(hosts), 1)


def _number_text(project: Project, chance: Random) -> Made:
    """A link on a number whose words are another number."""
    for path, match in references(project):
        yield substitute(path, match, f"[{chance.choice(NOTATIONS[:16])}](phone:{match[2]})")


def _html(project: Project, chance: Random) -> Made:
    parts = (
        "<b>x</b>",
        "<script>x</script>",
        "<a href=x>",
        "<br>",
        "<img src=x>",
        "<!-- x -->",
        '<span class="x">x</span>',
        "{{ x }}",
        "{% x %}",
    )
    return inserted(project, chance, parts, dict.fromkeys(LANGUAGES, "{}"))


_G = "words"
KINDS = (
    Kind("words: a literal number, in any notation", _G, _numbers_in_prose),
    Kind("words: a literal number for a reference", _G, _number_in_place_of_reference),
    Kind("words: a literal number in a title or description", _G, _numbers_in_titles),
    Kind("words: a literal number in the catalogue", _G, _numbers_in_catalogue),
    Kind("words: a literal number among search words", _G, _numbers_in_synonyms),
    Kind("words: a literal address or account", _G, _addresses_in_prose),
    Kind("words: a number as the words of another number", _G, _number_text),
    Kind("words: an address as the words of another address", _G, _host_text),
    Kind("words: tags and template notation", _G, _html),
)
