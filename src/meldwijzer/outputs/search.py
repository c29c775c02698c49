"""Search: one index per language, made from the built pages, in the form that Material's search reads."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from meldwijzer.addresses import UNLISTED
from meldwijzer.build import Site

_SKIPPED = {"script", "style", "template", "form", "button"}
_BLOCKS = {"p", "li", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "div", "section", "details", "summary"}


FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 100000.0}}
"""As Material weighs them; tags are the other words by which readers look for something."""


@dataclass
class Entry:
    """A page or a part of it."""

    anchor: str
    title: str
    parts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with white space folded."""
        return re.sub(r"\s+", " ", "".join(self.parts)).strip()


class _Splitter(HTMLParser):
    """Splits a page's body at its headings; a heading without an id counts for the nearest id around it.

    A heading with no id of its own at all is text of the part in which it stands: the worker wants each location once.
    """

    def __init__(self, title: str) -> None:
        super().__init__(convert_charrefs=True)
        self.entries = [Entry("", title)]
        self.stack: list[tuple[str, str]] = []
        self.heading: list[str] | None = None
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("br", "img", "input", "hr", "meta", "link"):
            return
        self.stack.append((tag, values.get("id") or values.get("data-anchor") or ""))
        if tag in _SKIPPED:
            self.skipping += 1
        if values.get("data-search-words"):
            self.entries[-1].words.append(str(values["data-search-words"]))
        if tag in ("h2", "h3"):
            anchor = next((name for _, name in reversed(self.stack) if name), "")
            if anchor not in ("", self.entries[-1].anchor):
                words = self._words_of_fold()
                self.entries.append(Entry(anchor, "", words=words))
                self.heading = []

    def _words_of_fold(self) -> list[str]:
        """Take the search words of the <details> around a heading from the entry before it."""
        if len(self.stack) >= 2 and self.stack[-2][0] == "summary" and self.entries[-1].words:
            return [self.entries[-1].words.pop()]
        return []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3") and self.heading is not None:
            self.entries[-1].title = re.sub(r"\s+", " ", "".join(self.heading)).strip()
            self.heading = None
        if tag in _BLOCKS:
            self.entries[-1].parts.append(" ")
        while self.stack:
            open_tag, _ = self.stack.pop()
            if open_tag in _SKIPPED:
                self.skipping -= 1
            if open_tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        if self.heading is not None:
            self.heading.append(data)
        else:
            self.entries[-1].parts.append(data)


def entries_of(html: str, title: str) -> list[Entry]:
    """Return the parts of a page's body that a search can find."""
    splitter = _Splitter(title)
    splitter.feed(html)
    splitter.close()
    return [entry for entry in splitter.entries if entry.title]


def files(site: Site) -> dict[str, str]:
    """Return one index per language; locations are relative to the language's folder."""
    return {f"{language}/search/search_index.json": _index(site, language) for language in site.content.words}


def _index(site: Site, language: str) -> str:
    docs = []
    for page in site.pages(language):
        if page.address.id in UNLISTED:
            continue
        location = page.address.path.removeprefix(f"/{language}/")
        html = site.html.get((language, page.address.id), "")
        for entry in entries_of(html, page.address.title):
            doc: dict[str, object] = {
                "location": f"{location}#{entry.anchor}" if entry.anchor else location,
                "title": _escape(entry.title),
                "text": f"<p>{_escape(entry.text)}</p>",
            }
            words = [word for words in entry.words for word in words.split(", ")]
            # On a phone many people type no accents.
            words += [bare for word in [*words, entry.title] if (bare := _without_accents(word)) != word]
            if words:
                doc["tags"] = [_escape(word) for word in words]
            docs.append(doc)
    config = {"lang": [language], "separator": r"[\s\-’'.,/()«»“”]+", "pipeline": ["stopWordFilter"], "fields": FIELDS}
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
