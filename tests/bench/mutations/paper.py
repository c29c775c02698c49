"""Faults on paper: in the templates and style sheets of leaflets, posters, cards, sheets and booklets, and their words."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from random import Random

from .base import Edit, Kind, Made, Project, each
from .changing import other_letter
from .literals import NOTATIONS

ANYWHERE = ("site/print/", "content/", "overrides/", "README.md")


def _templates(project: Project) -> list[tuple[str, str]]:
    return project.under(r"overrides/print/.*\.html")


def _line_left_out(project: Project, chance: Random) -> Made:
    """A line of a template, or one value in it, that says something."""
    yield from each(
        _templates(project),
        r"^(?!.*component\(\"(?:head|example)\").*\{\{.*\}\}.*\n",
        lambda match: None if _is_uneven(match[0]) else "",
    )
    yield from each(
        _templates(project),
        r"\{\{ (?!mw\.language|mw\.views\.formats|mw\.component\(\"(?:head|example)|style|mw\.page\.desc|mw\.site)[^{}]*\}\}",
        lambda match: "",
    )


def _is_uneven(line: str) -> bool:
    """Tell whether a line opens what it does not close."""
    names = ("p", "div", "a", "li", "ul", "ol", "section", "h1", "h2", "h3", "nav", "span")
    tags = any(len(re.findall(rf"<{name}[\s>]", line)) != line.count(f"</{name}>") for name in names)
    return tags or line.count("{% for") != line.count("{% endfor") or line.count("{% if") != line.count("{% endif")


def _loop_shorter(project: Project, chance: Random) -> Made:
    yield from each(
        _templates(project), r"\{% for [^%]*? in ([^%]*?)(?= if | %\})", lambda match: f"({match[1]} | list)[1:]", 1
    )
    yield from each(
        _templates(project), r"\{% for [^%]*? in ([^%]*?)(?= if | %\})", lambda match: f"({match[1]} | list)[:-1]", 1
    )


def _reference(project: Project, chance: Random) -> Made:
    others = (
        '"phone:awel.helpline"',
        '"phone:child-focus.office"',
        '"phone:meldpunt.messenger"',
        '"phone:emergency.112"',
    )
    yield from each(_templates(project), r"mw\.reference\(([\w.]+)\)", lambda match: chance.choice(others), 1)
    yield from each(
        _templates(project), r"\{% set c = mw\.contact\((contact)\)", lambda match: chance.choice(others), 1
    )
    yield from each(
        _templates(project),
        r"\{\{ (c\.text) \}\}",
        lambda match: chance.choice(["c.text[:-1]", "c.href", "c.label", "c.text | replace('0', 'O')"]),
        1,
    )
    yield from each(
        _templates(project),
        r"\{\{ ((?:c|form)\.href) \}\}",
        lambda match: chance.choice(["'tel:112'", "c.text", "c.href[:-1]", "'https://childfocus.be/'"]),
        1,
    )


def _literal(project: Project, chance: Random) -> Made:
    made = ('<a href="tel:116000">116 000</a>', '<a href="https://childfocus.be/">childfocus.be</a>', "childfocus.be", "info@childfocus.be",
            "BE19 3101 2229 9912", "meldwijzer.example/nl/q/melden", '<img src="https://x.example/x.png" alt="">')  # fmt: skip
    lines = r"(?<=</p>)(\n)(?=<)|(?<=</h1>)(\n)(?=<)"
    for one in (*chance.sample(list(NOTATIONS), 3), *made):
        yield from each(_templates(project), lines, lambda match, one=one: f"\n<p>{one}</p>\n")


def _code(project: Project, chance: Random) -> Made:
    pages = ["help", "law", "about", "sources", "faq", "guide-parents"]
    for call in (
        r"mw\.qr\(mw\.(?:short_url|lead)\((\"[\w-]+\")\)",
        r"class=\"qr\" href=\"\{\{ mw\.(?:short_url|lead)\((\"[\w-]+\")\)",
        r"(?:as_typed\(mw\.lead|typed)\((\"[\w-]+\")\)",
    ):
        yield from each(_templates(project), call, lambda match: f'"{chance.choice(pages)}"', 1)
    yield from each(
        _templates(project),
        r"\{\{ mw\.qr\((mw\.\w+\([^)]*\))",
        lambda match: chance.choice(
            ['"https://childfocus.be/"', 'mw.address("report")', '"BE19310122299912"', "mw.site.address"]
        ),
        1,
    )
    yield from each(_templates(project), r"\{\{ mw\.qr\([^{}]*\) \}\}", lambda match: "")


def _example(project: Project, chance: Random) -> Made:
    yield from each(_templates(project), r"\{\{ mw\.component\(\"example\"\) \}\}", lambda match: "")
    parts = project.under(r"overrides/print/parts/example\.html")
    yield from each(parts, r"== (\"example\")", lambda match: '"live"', 1)
    yield from each(parts, r"\{\{ t\([^{}]*\) \}\}|\{\{ t\(.*?form\.text \}\}", lambda match: "")
    yield from each(parts, r"\{% for .*\{% endfor %\}", lambda match: "")
    yield from each(parts, r"if (mw\.country) else", lambda match: "false", 1)


def _country(project: Project, chance: Random) -> Made:
    swapped = '("NL" if mw.country == "BE" else "BE")'
    yield from each(_templates(project), r"(?<![\w.])mw\.country(?![\w(])", lambda match: swapped)
    yield from each(
        _templates(project), r"mw\.helpline(?=\.)", lambda match: f"mw.contact(mw.site.countries[{swapped}].helpline)"
    )
    yield from each(_templates(project), r"mw\.channels\(\)", lambda match: f"mw.views.channels({swapped}) | list")
    yield from each(
        _templates(project), r"mw\.emergency_here\(\)", lambda match: f"mw.site.countries[{swapped}].emergency"
    )
    yield from each(_templates(project), r"mw\.services\(\)", lambda match: "mw.views.services()")


def _head(project: Project, chance: Random) -> Made:
    yield from each(_templates(project), r"lang=\"(\{\{ mw\.language \}\})\"", lambda match: "de", 1)
    yield from each(_templates(project), r"<title>(\{\{ mw\.page\.title \}\})", lambda match: "{{ mw.site.name }}", 1)
    yield from each(_templates(project), r"<title>.*</title>\n", lambda match: "")


def _condition(project: Project, chance: Random) -> Made:
    return each(_templates(project), r"\{% if (?!not )([^%{}]*?) %\}", lambda match: f"not ({match[1]})", 1)


def _misspelt(project: Project, chance: Random) -> Made:
    return each(
        _templates(project),
        r"(?:mw|c|channel|way|part|step|said|question)\.(?:\w+\.)*(\w{3,})(?= \}\}|\))",
        lambda match: other_letter(match[1], chance),
        1,
    )


def _styles(project: Project, chance: Random) -> Made:
    bad = (".tel { display: none }", ".qr svg { display: none }", ".example { display: none }", '.tel::after { content: "0" }', ".panel { overflow: hidden; block-size: 9mm !important }",
           "p { position: relative; inset-block-start: 300mm }", ".qr svg { inline-size: 3mm; block-size: 3mm }", ".tel { white-space: normal; inline-size: 1mm; display: block; overflow-wrap: anywhere }",
           "h1 { display: none }", "p { colour: red }", '.colophon::after { content: "116 000" }', "li:last-child { display: none }", ".qr { background: #000 } .qr path[fill] { fill: #000 }",
           "body { background: url(https://x.example/x.png) }", ".web { display: none }")  # fmt: skip
    sheets = [*project.under(r"overrides/print/.*\.css")]
    for path, text in sheets:
        if not path.endswith("marks.css"):
            yield from (Edit(path, len(text), len(text), f"{one}\n") for one in bad)


def _files(project: Project) -> list[tuple[str, str]]:
    return project.words("print")


def _word_dropped(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"^ *[\w-]+: (\".+\")$", lambda match: '""', 1)
    yield from each(_files(project), r"^ {2,}- .*\n", lambda match: "")
    yield from each(_files(project), r"^  [\w-]+: \".*\"\n", lambda match: "")


def _word_of_another_language(project: Project, chance: Random) -> Made:
    texts = dict(_files(project))
    for path, text in texts.items():
        other = texts[f"content/{'fr' if '/fr/' not in path else 'nl'}/print.yml"]
        values = dict(re.findall(r"^( *[\w-]+): (\".*\")$", other, re.MULTILINE))
        for match in re.finditer(r"^( *[\w-]+): (\".*\")$", text, re.MULTILINE):
            if values.get(match[1], match[2]) != match[2]:
                yield Edit(path, match.start(2), match.end(2), values[match[1]])


def _word_braces(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"\{(\w+)\}", lambda match: other_letter(match[1], chance), 1)
    yield from each(_files(project), r"\{\w+\}", lambda match: "")


def _word_literal(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"^ *[\w-]+: \"[^\"{]+()\"$", lambda match: f" {chance.choice(NOTATIONS)}", 1)
    yield from each(
        _files(project),
        r"^ *[\w-]+: \"[^\"{]+()\"$",
        lambda match: chance.choice([" childfocus.be", " BE19 3101 2229 9912", " info@childfocus.be"]),
        1,
    )


def _word_without_end(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"^ *[\w-]+: \"([^\"{]+)\"$", lambda match: " ".join([match[1]] * 40), 1)
    yield from each(_files(project), r"^  (?:title|lead): \"([^\"{]+)\"$", lambda match: match[1].replace(" ", ""), 1)


_G = "paper"
KINDS = (
    Kind("paper: a line or a value left out", _G, _line_left_out, whole=True, elsewhere=ANYWHERE),
    Kind("paper: a loop that leaves one out", _G, _loop_shorter, elsewhere=ANYWHERE),
    Kind("paper: another contact, or half of one", _G, _reference, elsewhere=ANYWHERE),
    Kind("paper: a number or an address of the template's own", _G, _literal, elsewhere=ANYWHERE),
    Kind("paper: a code or a typed address to elsewhere", _G, _code, elsewhere=ANYWHERE),
    Kind("paper: the example dropped or shortened", _G, _example, whole=True, elsewhere=ANYWHERE),
    Kind("paper: countries swapped", _G, _country, elsewhere=ANYWHERE),
    Kind("paper: language and title", _G, _head, whole=True, elsewhere=ANYWHERE),
    Kind("paper: a condition turned round", _G, _condition, elsewhere=ANYWHERE),
    Kind("paper: a name misspelt", _G, _misspelt, elsewhere=ANYWHERE),
    Kind("paper: a style sheet that hides or adds something", _G, _styles, elsewhere=ANYWHERE),
    Kind("paper words: one dropped", _G, _word_dropped, whole=True, elsewhere=ANYWHERE),
    Kind("paper words: of another language", _G, _word_of_another_language, elsewhere=ANYWHERE),
    Kind("paper words: what is filled in", _G, _word_braces, elsewhere=ANYWHERE),
    Kind("paper words: a number, an address or an account", _G, _word_literal, elsewhere=ANYWHERE),
    Kind("paper words: without room", _G, _word_without_end, elsewhere=ANYWHERE),
)
