"""Rules for page shapes and components: they hold no words and no addresses, and refer to what exists."""

import re
from collections.abc import Iterable, Iterator

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place
from meldwijzer.references import KINDS, Registry

from .base import Rule, Shown, error

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>", re.DOTALL)
_MARKS = re.compile(r"\{:[^{}]*\}")
_SAID = re.compile(
    r"\b(?:alt|title|placeholder|label|aria-(?:label|description|roledescription|valuetext))\s*=\s*\"([^\"]*)\"",
    re.IGNORECASE,
)
"""Attributes that are shown or read out."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SCHEME = re.compile(
    r"\b(?:https?:|tel:|mailto:|sms:|javascript:|data:)[\w/+%]|(?<=[\"'(\s=])//(?=\w[\w-]*\.)", re.IGNORECASE
)
_SAFE = re.compile(r"\|\s*safe\b|autoescape\s+false")
_REFERENCE = re.compile(rf"[\"']({'|'.join(KINDS)}):([a-z0-9][a-z0-9.-]*)[\"']")
_ENTITY = re.compile(r"&#?\w+;")


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with everything blank that a pattern finds; every offset stays."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _place(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - before.rfind("\n"))


def template_words(content: Content) -> Iterable[Finding]:
    """No template says anything of its own: what readers see comes from content/."""
    for path, template in content.templates.items():
        for offset, said in _said(template):
            message = f'"{said}" stands in a template.'
            fix = "Put its words into content/<language>/interface.po and write {{ t('…') }}."
            yield error("template-words", _place(path, template, offset), message, fix)


def _said(template: str) -> Iterator[tuple[int, str]]:
    """Yield the words between tags and in attributes that are read out, with their place."""
    bare = _blank(_blank(template, _JINJA), _COMMENT)
    for tag in _TAG.finditer(bare):
        if tag[0].lower().startswith("<meta"):
            continue
        for found in _SAID.finditer(tag[0]):
            if _WORD.search(found[1]):
                yield tag.start() + found.start(1), found[1].strip()
    text = _blank(_blank(_blank(bare, _TAG), _MARKS), _ENTITY)
    for line in re.finditer(r"[^\n]+", text):
        if (word := _WORD.search(line[0])) is not None:
            yield line.start() + word.start(), line[0].strip()


def template_addresses(content: Content) -> Iterable[Finding]:
    """No template holds a web address, a tel: or a mailto: of its own."""
    for path, template in content.templates.items():
        for match in _SCHEME.finditer(_blank(template, re.compile(r"\{#.*?#\}", re.DOTALL))):
            address = re.split(r"[\s\"'<>]", template[match.start() :], maxsplit=1)[0]
            message = f'"{address}" stands in a template.'
            yield error(
                "template-address", _place(path, template, match.start()), message, "Take it from the registry."
            )


def template_references(content: Content) -> Iterable[Finding]:
    """What a template refers to by name is registered in every language, and not retired; nothing goes unescaped."""
    registry = Registry(content.organisations)
    for path, template in content.templates.items():
        for match in _SAFE.finditer(template):
            message = f'"{match[0]}" lets words become tags.'
            fix = "Take it out: mw.prose and mw.component return what may stand there as it is."
            yield error("template-reference", _place(path, template, match.start()), message, fix)
        for match in _REFERENCE.finditer(template):
            kind, target = match[1], match[2]
            if kind == "page" or target.endswith("."):
                continue  # pages are looked up when they are made; a name that goes on is put together there
            for language in content.words:
                contact = registry.find(kind, target, language)
                place = _place(path, template, match.start(1))
                if contact is None:
                    message = f'No {kind} is registered as "{target}".'
                    yield error("template-reference", place, message, registry.suggestion(kind, target))
                    break
                if contact.fact.retired is not None:
                    yield error("template-reference", place, f'"{contact.reference}" is retired.')
                    break


def template_markdown(content: Content) -> Iterable[Finding]:
    """Of Markdown a page shape has headings alone, each with its id: nothing else of it becomes HTML."""
    for path, template in content.templates.items():
        if not path.endswith(".md"):
            continue
        bare = _blank(template, re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL))
        for line in _LINE.finditer(bare):
            if line[0].startswith("#"):
                if _HEADING.fullmatch(line[0]):
                    continue
                fix = "Write it as ## {{ … | md }} {: #its-id }."
                yield error("template-markdown", _place(path, template, line.start()), _NO_HEADING, fix)
            elif found := _MARKDOWN.match(line[0]):
                message = f'"{found[1].strip()}" at the beginning of a line is shown to readers as it is.'
                fix = "Write it as HTML: <p>, <ul>, <li>. Of Markdown only headings are read here."
                yield error("template-markdown", _place(path, template, line.start()), message, fix)


_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"#{1,6} \S.* \{: #\S.*\} *")
_MARKDOWN = re.compile(r"\s*([-*+>|] |\d+[.)] |```|~~~|\[[^\]]*\]\(|={3,}$|-{3,}$|\*{1,3}(?=\S)|__?(?=\S))")
_NO_HEADING = "A heading has no id here, or not where it is read: readers would see its signs."


RULES = (
    Rule(
        "template-markdown",
        "signs of Markdown that nothing reads are shown to readers as they are",
        template_markdown,
        Shown("docs/help.md", "", "## {{ t('nav.main') }}", "## {{ t('nav.main') | md }} {: #more }"),
    ),
    Rule(
        "template-words",
        "words in a template are in one language for all readers",
        template_words,
        Shown(
            "docs/help.md",
            "",
            '<p aria-label="Hulp">Help</p>',
            '<p aria-label="{{ mw.page.title }}">{{ mw.page.title }}</p>',
        ),
    ),
    Rule(
        "template-address",
        "an address in a template is changed by nobody who changes the registry",
        template_addresses,
        Shown(
            "docs/help.md",
            "",
            '<a href="https://childfocus.be/">{{ mw.page.title }}</a>',
            '{{ mw.inline("<link:child-focus.home>") }}',
        ),
    ),
    Rule(
        "template-reference",
        "a name in a template that means nothing shows nothing",
        template_references,
        Shown(
            "docs/help.md",
            "",
            '{{ mw.contact("phone:child-focus.helpine").text }}',
            '{{ mw.contact("phone:child-focus.helpline").text }}',
        ),
    ),
)
