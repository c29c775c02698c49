"""Prose: Markdown without raw HTML, with references as inline patterns, to HTML or to plain text.

What a reference becomes is decided by the function that the caller hands in.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from .references import BARE, KINDS

Show = Callable[[str, str, str | None], str]
"""From a reference's kind, its target and its own text (Markdown, as HTML) to HTML."""

TAG_LIKE = re.compile(r"<[A-Za-z/!?][^\s>]*")
"""What a browser might take for a tag."""

_NOT_IN_PROSE = {
    "inlinePatterns": (
        "html", "entity", "autolink", "automail", "image_link", "image_reference", "reference",
        "short_reference", "short_image_ref", "backtick",
    ),
    "parser.blockprocessors": ("reference", "code", "hashheader", "setextheader", "hr", "quote"),
    "preprocessors": ("html_block",),
}  # fmt: skip


class _Bare(InlineProcessor):
    """``<phone:child-focus.helpline>``."""

    def __init__(self, md: Markdown, show: Show) -> None:
        super().__init__(BARE.pattern, md)
        self.show = show

    def handleMatch(  # type: ignore[override]  # noqa: N802  # the library's own name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return self.md.htmlStash.store(self.show(m[1], m[2], None)), m.start(0), m.end(0)


class _Labelled(Treeprocessor):
    """``[the form](link:child-focus.report)``; any other link loses its address and keeps its text."""

    def __init__(self, md: Markdown, show: Show) -> None:
        super().__init__(md)
        self.show = show

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "a":
                    self._replace(child)

    def _replace(self, link: Element) -> None:
        kind, _, target = link.get("href", "").partition(":")
        label = "".join(link.itertext())
        link.tag = "span"
        link.attrib.clear()
        if kind in KINDS:
            for child in list(link):
                link.remove(child)
            link.text = self.md.htmlStash.store(self.show(kind, target, label))


class _ProseExtension(Extension):
    def __init__(self, show: Show) -> None:
        super().__init__()
        self.show = show

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's own name
        for registry, names in _NOT_IN_PROSE.items():
            target = md
            for part in registry.split("."):
                target = getattr(target, part)
            for name in names:
                target.deregister(name, strict=False)  # type: ignore[attr-defined]
        md.inlinePatterns.register(_Bare(md, self.show), "meldwijzer-reference", 175)
        md.treeprocessors.register(_Labelled(md, self.show), "meldwijzer-label", 15)


class _Converter:
    """Converts one text at a time, with the references of whoever has it."""

    def __init__(self) -> None:
        self.show: Show | None = None
        self.markdown = Markdown(extensions=[_ProseExtension(self._shown), "sane_lists"], output_format="html")

    def _shown(self, kind: str, target: str, label: str | None) -> str:
        assert self.show is not None  # it is set before anything is converted
        return self.show(kind, target, label)


_free: list[_Converter] = []
"""Converters that nobody has: making one takes as long as converting a page, and a reference may need one inside."""


class Prose:
    """Renders prose for one language and page."""

    def __init__(self, show: Show) -> None:
        self._show = show

    def html(self, text: str) -> str:
        """Return block HTML: paragraphs and lists."""
        converter = _free.pop() if _free else _Converter()
        converter.show = self._show
        converter.markdown.reset()
        html = converter.markdown.convert(text)
        converter.show = None
        _free.append(converter)  # not where a reference failed: nobody knows then what is left in it
        return html

    def inline(self, text: str) -> str:
        """Return the HTML of one line, without its paragraph."""
        html = self.html(text)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return html.removeprefix("<p>").removesuffix("</p>")
        return html


class _Text(HTMLParser):
    """Collects the text of a fragment; blocks become spaces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "ul", "ol", "dd", "dt", "tr", "td", "th", "summary", "h2", "h3", "h4", "div"):
            self.parts.append(" ")


def text_of(html: str) -> str:
    """Return the text that a reader of an HTML fragment sees, with white space folded (not U+00A0)."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return re.sub(r"[ \t\r\n]+", " ", "".join(parser.parts)).strip()
