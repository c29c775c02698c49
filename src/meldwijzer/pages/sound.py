"""What every component owes its readers, whatever it shows: links that lead where they say, labels, languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from .fragment import Element, Fragment, folded
from .render import Desk

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|x-default")
_SAYING = frozenset({
    "a", "abbr", "b", "bdi", "blockquote", "button", "caption", "dd", "del", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "label", "legend", "li", "option", "p", "select", "small", "strong", "summary", "td", "th", "time",
    "title",
})  # fmt: skip
"""Elements that are there for what they say or hold; a ``span`` may only decorate."""
_SHOWING = frozenset({"img", "input", "svg", "picture", "video", "textarea", "select"})
_NEVER_EMPTY = frozenset(
    {"href", "hreflang", "lang", "id", "for", "aria-label", "title", "placeholder", "rel", "name", "content"}
)
_UNSEEN = ("placeholder", " ")
"""Lets a style sheet know whether anything was typed."""
_UNLABELLED = frozenset({"hidden", "submit", "reset", "button", "image"})


class Problem(NamedTuple):
    """Something wrong at an element."""

    element: Element
    message: str
    fix: str
    lacks: str = ""
    """The attribute that is not there."""
    has: str = ""
    """What stands in the tag, or right behind it."""


def problems(desk: Desk, fragment: Fragment, *, in_prose: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with the elements of a piece, whatever it has to show.

    Args:
        desk: Of the page it stands on.
        fragment: The piece.
        in_prose: Whether it is a link whose words an editor chose: what they are like is for rules about words.
    """
    yield from _tabs(fragment, folded(desk.t("link.new-tab")))
    for element in fragment.elements[1:]:
        yield from _attributes(element)
        if element.name == "meta" and {"name", "property"} & set(element.attributes):
            if "content" not in element.attributes:
                yield Problem(element, "<meta> has no content.", "Give it its content.", lacks="content")
        elif element.name == "a":
            yield from _link(desk, fragment, element, in_prose)
        elif element.name in ("input", "textarea", "select"):
            yield from _labelled(fragment, element)
        if element.name in _SAYING and _is_empty(fragment, element):
            yield Problem(element, f"<{element.name}> says nothing.", "Give it its words, or leave it out.", has="></")


_TAB = "_blank"


def _tabs(fragment: Fragment, said: str) -> Iterator[Problem]:
    """Yield links that open in a new tab and do not say so, and the other way round: who reads on must know where."""
    opening = [one for one in fragment.elements if one.name == "a" and one.attributes.get("target") == _TAB]
    for element in opening:
        if said not in fragment.words(element):
            message = "This link opens in a new tab and does not say so."
            yield Problem(element, message, 'Write t("link.new-tab") in it where it does.', has=_TAB)
    for element in fragment.elements[1:]:
        if fragment.words(element).strip("()") == said and not any(
            one.holds(element.first, element.last) for one in opening
        ):
            around = [one for one in fragment.elements if one.name == "a" and one.holds(element.first, element.last)]
            message = f'"{said}" stands here, and no link around it opens in one.'
            yield Problem(around[-1] if around else element, message, "Say it only in a link that does.", has=_TAB)


def _attributes(element: Element) -> Iterator[Problem]:
    for name, value in element.attributes.items():
        if name in ("hreflang", "lang") and not _LANGUAGE.fullmatch(value):
            message = f'{name} is "{value}", which is no language.'
            yield Problem(
                element,
                message,
                f"Write the short name of a language, such as nl, or leave {name} out.",
                has=f"{name}=",
            )
        elif name in _NEVER_EMPTY and not value.strip() and (name, value) != _UNSEEN:
            yield Problem(element, f"{name} is empty.", f"Give it its value, or leave {name} out.", has=f'{name}=""')


def _is_empty(fragment: Fragment, element: Element) -> bool:
    """Tell whether nothing is shown in an element, now or later: a script fills what bears a ``data-`` name alone."""
    marks = element.attributes
    if fragment.words(element) or "aria-hidden" in marks or "hidden" in marks:
        return False
    if any(name.startswith("data-") and not value for name, value in marks.items()):
        return False
    if element.name == "a" and (marks.get("aria-label") or "href" not in marks):
        return False
    return not any(one.name in _SHOWING for one in fragment.inside(element))


def _labelled(fragment: Fragment, element: Element) -> Iterator[Problem]:
    marks = element.attributes
    if marks.get("type") in _UNLABELLED or {"aria-label", "aria-labelledby"} & set(marks):
        return
    for one in fragment.elements:
        around = one.name == "label" and one.holds(element.first, element.last) and fragment.words(one)
        if around or (one.name == "label" and marks.get("id") and one.attributes.get("for") == marks.get("id")):
            return
    yield Problem(element, f"<{element.name}> has no label.", "Give it a label with words.")


def _link(desk: Desk, fragment: Fragment, element: Element, in_prose: bool) -> Iterator[Problem]:
    marks = element.attributes
    address = marks.get("href", "")
    if not address:
        if not ({"id", "name"} & set(marks)):
            yield Problem(element, "This link leads nowhere: it has no href.", "Give it its address.", lacks="href")
        return
    if address.startswith(("http:", "https:", "//")):
        if not {"noreferrer", "external"} <= set(marks.get("rel", "").split()):
            message = 'This link leads to another site without rel="noreferrer external".'
            yield Problem(element, message, "Write it: another site need not know who reads here.", lacks="rel")
        return
    if ":" in address.partition("#")[0]:
        return
    yield from _own(desk, fragment, element, address, in_prose)


def _own(desk: Desk, fragment: Fragment, element: Element, address: str, in_prose: bool) -> Iterator[Problem]:
    """Yield what is wrong with a link within the site: its language, its words, whether it is said to be current."""
    here, marks = desk.page.path, element.attributes
    path = urljoin(here, address.partition("#")[0]) if not address.startswith("#") else here
    base = urlsplit(desk.site.address).path.rstrip("/")
    if here.endswith("404.html") and base and path.startswith(f"{base}/"):
        path = path.removeprefix(base)
    target = desk.page_at(path)
    if target is None:
        return  # that there is no such page is told where the site is read back
    if (tag := marks.get("hreflang")) and tag != target.language:
        message = f'This link says that it leads to a page in "{tag}"; it leads to {target.path}.'
        yield Problem(element, message, "Let hreflang and address agree.", has="hreflang=")
    if "aria-current" in marks and path != here:
        yield Problem(
            element,
            f"This link is marked as the current page; it leads to {path}.",
            "Mark only that one.",
            has="aria-current",
        )
    said = fragment.words(element)
    named = [] if in_prose else desk.pages_called(said)
    if named and target.id not in named and not (path == here and address.startswith("#")):
        message = f'This link is called "{said}", as the page "{named[0]}" is; it leads to the page "{target.id}".'
        yield Problem(element, message, "Let its words and its address agree.")
