"""Rules about the names in templates: messages and components exist, and each is used somewhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity, did_you_mean
from meldwijzer.references import KINDS

from .base import Rule, Shown, error

_MAIN = "overrides/main.html"
"""Where this is, a project has all of its templates."""
_PAPER = "overrides/print/"
_PARTS = "overrides/print/parts/"
"""Components for paper, which stand in for those of pages there."""
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STRING = re.compile(r"\"([\w.-]+)\"|'([\w.-]+)'")
_SAID = re.compile(r"(?<![\w.])(?:\w+\.)?t\(\s*(?:\"([\w.-]+)\"|'([\w.-]+)')(?!\s*~)")
_LISTED = re.compile(r"words_for\(\s*[\"']([\w-]+)[\"']")
_COMPONENT = re.compile(r"\bcomponent\(\s*[\"']([\w-]+)[\"']")
_IN_PYTHON = re.compile(r"f?[\"']([a-z][\w-]*(?:\.[\w-]+)*\.?)(?=[\"'{])")
_ROOMS = Path(__file__).resolve().parents[1]
_WRITING = (
    *(f"pages/{name}.py" for name in ("contact_views", "change_views", "views", "render", "sharing")),
    "open_data/*.py",
)
"""The modules that say something themselves: hours, costs, how sure something is."""
_CALLED = frozenset({
    "embed", "entrance", "notices", "redirect", "snippet-banner", "snippet-box", "snippet-link",
    *(f"{kind}-link" for kind in KINDS),
})  # fmt: skip
"""Components that no template calls: what a reference in prose becomes, and pages of their own."""


def _code(template: str) -> Iterator[tuple[int, str]]:
    """Yield what is between braces in a template, with its offset."""
    return ((match.start(), match[0]) for match in _CODE.finditer(template))


def _place(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - before.rfind("\n"))


@cache
def _of_python() -> frozenset[str]:
    """Return the keys, and the beginnings of keys, that this package itself asks for."""
    texts = (file.read_text("utf-8") for name in _WRITING for file in sorted(_ROOMS.glob(name)))
    return frozenset(found for text in texts for found in _IN_PYTHON.findall(text) if "." in found)


def message_names(content: Content) -> Iterable[Finding]:
    """Every message that a template says is in interface.po."""
    for path, template in content.templates.items():
        for start, code in _code(template):
            for match in _SAID.finditer(code):
                key = match[1] or match[2]
                lacking = [tag for tag, words in content.words.items() if key not in words.interface.messages]
                if not key.endswith(".") and len(lacking) == len(content.words):
                    known = content.words[content.site.default_language].interface.messages
                    place = _place(path, template, start + match.start())
                    yield error("message-name", place, f'No message is called "{key}".', did_you_mean(key, known))


def unused_messages(content: Content) -> Iterable[Finding]:
    """Every message in interface.po is said somewhere: one that is not has lost its place to another."""
    if _MAIN not in content.templates:
        return
    used = set(_of_python())
    for template in content.templates.values():
        for _, code in _code(template):
            used.update(first or second for first, second in _STRING.findall(code))
            used.update(f"{listed}." for listed in _LISTED.findall(code))
    begun = tuple(one for one in used if one.endswith("."))
    catalogue = content.words[content.site.default_language].interface
    for key, line in catalogue.lines.items():
        if key not in used and not key.startswith(begun):
            fix = "Give it back its place in a template, or take it out in every language."
            message = f'"{key}" is shown nowhere.'
            yield error("message-unused", Place(catalogue.path, line), message, fix)


def components(content: Content) -> Iterable[Finding]:
    """Every component stands on some page, and every one that a template names exists."""
    if _MAIN not in content.templates:
        return
    there = {Path(path).stem: path for path in content.templates if path.startswith("overrides/components/")}
    on_paper = {Path(path).stem: path for path in content.templates if path.startswith(_PARTS)}
    named: set[str] = set()
    named_on_paper: set[str] = set()
    for path, template in content.templates.items():
        known, names = ({**there, **on_paper}, named_on_paper) if path.startswith(_PAPER) else (there, named)
        for start, code in _code(template):
            for match in _COMPONENT.finditer(code):
                names.add(match[1])
                if match[1] not in known:
                    place = _place(path, template, start + match.start())
                    fix = did_you_mean(match[1], known)
                    yield error("component", place, f'There is no component "{match[1]}".', fix)
    for parts, used, places in ((there, named, "main.html or in docs/"), (on_paper, named_on_paper, "print/")):
        for name in sorted(parts.keys() - used - _CALLED):
            message = f'The component "{name}" stands on no page.'
            fix = f"Give it back its place in overrides/{places}, or delete it."
            yield error("component", Place(parts[name]), message, fix)


RULES = (
    Rule(
        "message-name",
        "a message that does not exist stops the page on which it should stand",
        message_names,
        Shown("docs/help.md", "", '{{ t("filter.contry") }}', '{{ t("filter.country") }}'),
    ),
    Rule(
        "message-unused",
        "a message that nothing shows has often lost its place to another one",
        unused_messages,
        Shown("content/nl/interface.po", "", 'msgid "nav.mian"\nmsgstr "Hoofdmenu"'),
        Severity.WARNING,
    ),
    Rule(
        "component",
        "a component that stands on no page keeps what it says from every reader",
        components,
        Shown("docs/help.md", "", '{{ mw.component("help-fliter") }}', '{{ mw.component("help-filter") }}'),
    ),
)
