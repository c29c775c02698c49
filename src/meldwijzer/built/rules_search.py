"""Rules about search: each index says of each page exactly what the page says, and leads to where it is said."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from meldwijzer.addresses import UNLISTED
from meldwijzer.findings import Finding, Place, Severity

from .base import BuiltRule, ShownHtml, found
from .numbers import said
from .page import Page
from .site import BuiltSite
from .text import DIGIT

_TAG = re.compile(r"</?p>")
_FEWEST = 6
CODE = "built-search"


def search(built: BuiltSite) -> Iterator[Finding]:
    """Every page is in the index of its language, whole; every place that is named is there."""
    for language in built.content.words:
        path = f"{language}/search/search_index.json"
        if path not in built.files:
            yield Finding("built-missing", Severity.ERROR, Place(f"site/{path}"), "This file was not built.")
            continue
        try:
            docs = json.loads(built.text(path))["docs"]
            yield from _index(built, path, language, docs)
        except (ValueError, KeyError, TypeError):
            yield found(built, CODE, path, 0, "This index cannot be read.", "Build it anew.")


def _index(built: BuiltSite, path: str, language: str, docs: list[dict[str, Any]]) -> Iterator[Finding]:
    said_of: dict[str, list[str]] = {}
    for number, doc in enumerate(docs):
        location = doc["location"]
        way = built.way(language, location if location[:1] not in ("", "#") else f"./{location}")
        page = built.composed.get(way.file)
        wrong = way.wrong or ("is no page" if page is None else "")
        if page is not None and way.fragment and way.fragment not in page.ids:
            wrong = f'names "#{way.fragment}", and that page has no such id'
        if wrong:
            yield _at(built, path, number, f'"{location}" {wrong}.')
        if page is None or page.language != language:
            continue
        parts = said_of.setdefault(page.path, [])
        # The title of the first part of a page is the page's own; it stands in the text again.
        if parts or way.fragment:
            parts.append(_plain(doc["title"]))
        parts.append(_plain(doc["text"]))
        for tag in doc.get("tags", ()):
            for candidate in (
                built.registrations.candidates(tag, language) if len(DIGIT.findall(tag)) >= _FEWEST else ()
            ):
                yield _at(built, path, number, said(built, candidate)[0])
    for page in built.composed.values():
        if page.language == language and page.address is not None and page.address.id not in UNLISTED:
            yield from _whole(built, path, page, "".join(said_of.get(page.path, ())))


def _whole(built: BuiltSite, path: str, page: Page, heard: str) -> Iterator[Finding]:
    """Compare letter by letter what search says of a page with what the page says."""
    shown = "".join([piece.listening for _, piece in page.main])
    if heard == shown:
        return
    if not heard:
        yield found(built, CODE, path, 0, f"{page.path} is missing in the index.")
        return
    same = next((i for i, (a, b) in enumerate(zip(heard, shown, strict=False)) if a != b), min(len(heard), len(shown)))
    message = f'The index says "…{heard[max(0, same - 12) : same + 24]}…" of {page.path}, '
    message += f'and the page "…{shown[max(0, same - 12) : same + 24]}…".'
    yield found(built, CODE, path, _offset(built, path, page), message, "Build the index anew.")


def _plain(html: str) -> str:
    text = _TAG.sub(" ", html) if "<" in html else html
    return "".join((unescape(text) if "&" in text else text).split())


def _offset(built: BuiltSite, path: str, page: Page) -> int:
    location = page.path.removeprefix(f"{page.language}/").removesuffix("index.html")
    return max(0, built.text(path).find(f'"location":"{location}'))


def _at(built: BuiltSite, path: str, number: int, message: str) -> Finding:
    starts = [match.start() for match in re.finditer(r'\{"location":', built.text(path))]
    return found(built, CODE, path, starts[number] if number < len(starts) else 0, message, "Build the index anew.")


RULES = (
    BuiltRule(
        CODE,
        "what is found by searching is read in the list of results first",
        search,
        ShownHtml("fr/search/search_index.json", "Ne payez pas", "Payez"),
    ),
)
