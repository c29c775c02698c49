"""Faults in page shapes, components and style sheets."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from random import Random

from .base import Edit, Kind, Made, Project, each
from .changing import other_letter
from .literals import NOTATIONS

HTML = (r"docs/.*\.md", r"overrides/.*\.html")
ANYWHERE = ("site/", "content/", "docs/", "overrides/")
_TAG_END = r"(?<=>)\n(?=<)"


def _files(project: Project) -> list[tuple[str, str]]:
    return [
        (path, text) for path, text in project.under(*HTML) if "/editors/" not in path and "/javascripts/" not in path
    ]


def _component_dropped(project: Project, chance: Random) -> Made:
    return each(_files(project), r"\{\{ (?:mw\.component|section|opening)\([^{}]*\) \}\}", lambda match: "")


def _words(project: Project, chance: Random) -> Made:
    said = ("Bel ons", "Appelez", "Call now", "24/7", "Gratis", "Hulp")
    return each(_files(project), r"(?<=>)(\n)(?=<)", lambda match: f"\n<p>{chance.choice(said[:3])}</p>\n", 1)


def _attribute_words(project: Project, chance: Random) -> Made:
    said = ("Bel ons nu", "Appelez-nous", "Call us now")
    return each(
        _files(project),
        r'(?:aria-label|title|alt)="(\{\{[^"]*(?:"[^"]*"[^"]*)*?\}\}|)"',
        lambda match: chance.choice(said),
        1,
    )


def _numbers(project: Project, chance: Random) -> Made:
    return each(_files(project), r"(?<=>)(\n)(?=<)", lambda match: f"\n<p>{chance.choice(NOTATIONS)}</p>\n", 1)


def _addresses(project: Project, chance: Random) -> Made:
    made = ('<a href="tel:116000">{{ mw.page.title }}</a>', '<a href="https://childfocus.be/">{{ mw.page.title }}</a>',
            '<a href="mailto:info@childfocus.be">{{ mw.page.title }}</a>', '<img src="https://example.org/x.png" alt="">',
            '<script src="//example.org/x.js"></script>', '<iframe src="https://example.org/"></iframe>', "<a href='tel:{{ 116000 }}'>{{ mw.page.title }}</a>",
            '<a href="te{{ "" }}l:116000">{{ mw.page.title }}</a>', '<form action="https://example.org/post"></form>',
            '<a href="{{ "https:" }}//example.org/">{{ mw.page.title }}</a>')  # fmt: skip
    return each(_files(project), r"(?<=>)(\n)(?=<)", lambda match: f"\n{chance.choice(made)}\n", 1)


def _key(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"\bt\([\"']([\w.-]+[\w])[\"']", lambda match: other_letter(match[1], chance), 1)
    yield from each(_files(project), r"\bt\([\"'][\w.-]+[\"'], (\w+)=", lambda match: other_letter(match[1], chance), 1)


def _other_key(project: Project, chance: Random) -> Made:
    """Another message that exists: a label of something else."""
    keys = sorted(
        re.findall(r'^msgid "([\w.-]+)"\nmsgstr "[^{]*"$', project.texts["content/nl/interface.po"], re.MULTILINE)
    )
    return each(_files(project), r"\bt\(\"([\w.-]+)\"\)", lambda match: chance.choice(keys), 1)


def _views(project: Project, chance: Random) -> Made:
    """The address of one contact with the text of another."""
    texts = (
        "mw.contact('phone:emergency.112').text",
        "mw.contact('phone:awel.helpline').text",
        "mw.contact('link:child-focus.home').text",
    )
    hrefs = ("mw.contact('phone:emergency.112').href", "mw.contact('link:child-focus.home').href")
    yield from each(
        _files(project), r"\{\{ ((?:c|contact|law\.source|form)\.text) \}\}", lambda match: chance.choice(texts), 1
    )
    yield from each(
        _files(project),
        r"href=\"\{\{ ((?:c|contact|law\.source|form)\.href) \}\}",
        lambda match: chance.choice(hrefs),
        1,
    )
    yield from each(
        _files(project),
        r"\{\{ (c\.text) \}\}",
        lambda match: chance.choice(["c.text[:-1]", "c.text | replace('0', 'o')", "c.href", "c.text[1:]", "c.label"]),
        1,
    )
    yield from each(
        _files(project),
        r"\{\{ (c\.href) \}\}",
        lambda match: chance.choice(["c.href[:-1]", "c.text", "c.href | replace('tel', 'sms')"]),
        1,
    )


def _safe(project: Project, chance: Random) -> Made:
    return each(
        _files(project),
        r"\{\{ (?:words|part|c|service|question|law|mw\.page|mw\.words)\.[\w.]+( )\}\}",
        lambda match: " | safe ",
        1,
    )


def _loop_removed(project: Project, chance: Random) -> Made:
    for path, text in _files(project):
        for match in re.finditer(r"\{% for [^%]*%\}((?:(?!\{% (?:for|endfor)).)*)\{% endfor %\}", text, re.DOTALL):
            yield Edit(path, match.start(), match.end(), "")


def _loop_cut(project: Project, chance: Random) -> Made:
    pattern = r"\{% for [^%]* in (mw\.(?:emergency\(\)|views\.countries|views\.services\(\)|languages\(\)|views\.old_contacts\(\))|service\.contacts|question\.answers|law\.quotes)"
    return each(_files(project), pattern, lambda match: f"({match[1]} | list)[1:]", 1)


def _attribute_lost(project: Project, chance: Random) -> Made:
    pattern = r" (?:lang|hreflang|id|href|dir|rel|for|content|name|class=\"mw-tel)=?\"(?:\{\{[^{}]*\}\}|[^\"{}])*\""
    return each(_files(project), pattern, lambda match: None if "class=" in match[0] else "")


def _attribute_wrong(project: Project, chance: Random) -> Made:
    yield from each(_files(project), r"(?:hreflang|lang)=\"(\{\{ \w+ \}\})\"", lambda match: "nl", 1)
    yield from each(_files(project), r"\{\{ mw\.canonical\((tag)\) \}\}", lambda match: "", 1)
    yield from each(_files(project), r"\{\{ (mw\.canonical\(\)) \}\}", lambda match: "mw.x_default()", 1)
    yield from each(_files(project), r"\{\{ (mw\.x_default\(\)) \}\}", lambda match: "mw.canonical()", 1)
    yield from each(_files(project), r"\{\{ (mw\.page\.(?:title|description)) \}\}", lambda match: "mw.site.name", 1)
    yield from each(_files(project), r"content=\"(noindex)\"", lambda match: "index", 1)


def _page_wrong(project: Project, chance: Random) -> Made:
    pages = ["report", "help", "law", "faq", "support", "about"]
    for call in ("address", "title"):
        yield from each(
            _files(project), rf"mw\.{call}\(\"([\w-]+)(?:#[\w-]+)?\"\)", lambda match: chance.choice(pages), 1
        )
    yield from each(_files(project), r"mw\.address\(\"([\w#-]+)\"\)", lambda match: other_letter(match[1], chance), 1)
    yield from each(_files(project), r"mw\.address\((page)\)", lambda match: '"report"', 1)


def _condition(project: Project, chance: Random) -> Made:
    return each(_files(project), r"\{% if (?!not )([^%{}]*?) %\}", lambda match: f"not ({match[1]})", 1)


def _variable(project: Project, chance: Random) -> Made:
    return each(
        _files(project),
        r"\{\{ (?!mw\.component|section|opening)\w+\.(\w+)[ .|(]",
        lambda match: other_letter(match[1], chance),
        1,
    )


def _tag_lost(project: Project, chance: Random) -> Made:
    return each(_files(project), r"</(?:div|p|ul|section|a|span|nav|details|dl|li|h2|h3)>", lambda match: "")


def _value_dropped(project: Project, chance: Random) -> Made:
    """Something that is no longer shown."""
    return each(
        _files(project),
        r"\{\{ (?:c|contact|service|question|law|words|part|old|channel|step|entry)\.[\w.\[\]]+ \}\}",
        lambda match: "",
    )


def _styles(project: Project, chance: Random) -> Made:
    bad = ("\n.x { background: url(https://example.org/x.png); }\n", '\n@import "https://example.org/x.css";\n', "\n.x::after { content: \"0800 05 05\"; }\n",
           "\n.x { background: url(missing.png); }\n", '\n.x::before { content: "Bel ons"; }\n', "\n.mw-emergency { display: none; }\n",
           "\n.mw-banner { display: none; }\n", "\n.mw-tel { visibility: hidden; }\n", "\n.x { background: url('//example.org/x.png'); }\n",
           "\n@font-face { src: url(https://example.org/f.woff2); }\n", "\n.mw-emergency { font-size: 0; }\n", "\n.x { background: image-set('https://example.org/x.png' 1x); }\n")  # fmt: skip
    for number, (path, text) in enumerate(project.under(r"overrides/.*\.css")):
        yield from (
            Edit(path, len(text), len(text), one) for one in (bad[number % len(bad)], bad[(number + 5) % len(bad)])
        )


_G = "templates"
KINDS = (
    Kind("template: a component or part dropped", _G, _component_dropped, whole=True, elsewhere=ANYWHERE),
    Kind("template: words of its own", _G, _words, elsewhere=("site/",)),
    Kind("template: words of its own in an attribute", _G, _attribute_words, elsewhere=("site/",)),
    Kind("template: a number of its own", _G, _numbers, elsewhere=("site/",)),
    Kind("template: an address of its own", _G, _addresses, elsewhere=("site/",)),
    Kind("template: a message that does not exist", _G, _key, elsewhere=ANYWHERE),
    Kind("template: the message of something else", _G, _other_key, elsewhere=ANYWHERE),
    Kind("template: text and address of different contacts", _G, _views, elsewhere=ANYWHERE),
    Kind("template: words that are taken for HTML", _G, _safe, elsewhere=ANYWHERE),
    Kind("template: a loop removed", _G, _loop_removed, whole=True, elsewhere=ANYWHERE),
    Kind("template: a loop that leaves out the first", _G, _loop_cut, elsewhere=ANYWHERE),
    Kind("template: an attribute lost", _G, _attribute_lost, elsewhere=ANYWHERE),
    Kind("template: another language, address or title in the head", _G, _attribute_wrong, elsewhere=ANYWHERE),
    Kind("template: a link to another page, or another's title", _G, _page_wrong, elsewhere=ANYWHERE),
    Kind("template: a condition turned round", _G, _condition, elsewhere=ANYWHERE),
    Kind("template: a name misspelt", _G, _variable, elsewhere=ANYWHERE),
    Kind("template: an end tag lost", _G, _tag_lost, elsewhere=ANYWHERE),
    Kind("template: a value no longer shown", _G, _value_dropped, elsewhere=ANYWHERE),
    Kind("styles: addresses, words, hidden numbers", _G, _styles, elsewhere=("site/",)),
)
