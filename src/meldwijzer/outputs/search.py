"""Search: one index per language, made from the built pages, in the form that Material's search reads."""

import json
import re
import unicodedata
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from meldwijzer.addresses import UNLISTED
from meldwijzer.build import Site

_SKIPPED = {"script", "style", "template", "form", "button"}
_HEADINGS = ("h2", "h3")
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


class _Splitter:
    """Splits a page's body at its headings; a heading without an id counts for the nearest id around it.

    A heading with no id of its own at all is text of the part in which it stands: the worker wants each location once.
    """

    def __init__(self, title: str) -> None:
        self.entries = [Entry("", title)]

    def read(self, node: LexborNode, anchor: str = "") -> None:
        """Take everything in an element.

        Args:
            node: The element.
            anchor: The nearest id: its own, or of what is around it.
        """
        inside = node.child
        while inside is not None:
            if inside.is_text_node:
                self.entries[-1].parts.append(inside.text_content or "")
            elif inside.is_element_node and inside.tag not in _SKIPPED:
                self._element(inside, anchor)
            inside = inside.next

    def _element(self, node: LexborNode, around: str) -> None:
        values, tag = node.attributes, node.tag
        anchor = values.get("id") or values.get("data-anchor") or around
        if words := values.get("data-search-words"):
            self.entries[-1].words.append(words)
        if tag in _HEADINGS and anchor not in ("", self.entries[-1].anchor):
            heading = re.sub(r"\s+", " ", node.text()).strip()
            self.entries.append(Entry(anchor, heading, words=self._words_of_fold(node)))
        else:
            self.read(node, anchor)
        if tag in _BLOCKS:
            self.entries[-1].parts.append(" ")

    def _words_of_fold(self, heading: LexborNode) -> list[str]:
        """Take the search words of the <details> around a heading from the entry before it."""
        around = heading.parent
        if around is not None and around.tag == "summary" and self.entries[-1].words:
            return [self.entries[-1].words.pop()]
        return []


def entries_of(html: str, title: str) -> list[Entry]:
    """Return the parts of a page's body that a search can find."""
    splitter = _Splitter(title)
    if (body := LexborHTMLParser(html).body) is not None:
        splitter.read(body)
    return [entry for entry in splitter.entries if entry.title]


def files(site: Site) -> dict[str, str]:
    """Return one index per language, by its path."""
    return {path_of(language): index(site, language) for language in site.content.words}


def path_of(language: str) -> str:
    """Return the path of a language's index, from the site's root."""
    return f"{language}/search/search_index.json"


def index(site: Site, language: str) -> str:
    """Return one language's index; locations are relative to its folder."""
    docs = []
    for page in site.pages(language):
        if page.address.id in UNLISTED:
            continue
        location = page.address.path.removeprefix(f"/{language}/")
        for entry in entries_of(str(page.article.html), page.address.title):
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
