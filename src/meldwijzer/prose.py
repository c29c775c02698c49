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

from .references import BARE, KINDS, LABELLED

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


_ODD = re.compile(r"[\t\r\f\v\x02\x03]")
"""What Markdown takes for other white space, or keeps for itself."""
_BLOCKS = re.compile(r"\n(?: *\n)+")
_WORDS = r"[^\\`*_\[\]<>&\n]*"
_REFERENCE = rf"(?:<(?:{'|'.join(KINDS)}):[^<>\s]*>|\[{_WORDS}\]\([a-z0-9:.#-]+\))"
_LINE = rf"(?![\s\d+-]){_WORDS}(?:{_REFERENCE}{_WORDS})*(?<!\s)"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*")
"""A paragraph of words and references alone; a line does not begin like an item of a list, nor with a space."""


class Prose:
    """Renders prose for one language and page.

    Most paragraphs have no mark-up but references: they need no parser. The others go through it, those that stand
    together together.
    """

    def __init__(self, show: Show) -> None:
        self._show = show

    def html(self, text: str) -> str:
        """Return block HTML: paragraphs and lists."""
        inner = text.strip("\n")
        if inner != text.strip() or _ODD.search(text):
            return self._converted(text)
        made: list[str] = []
        marked: list[str] = []
        for block in _BLOCKS.split(inner):
            if block and _PLAIN.fullmatch(block):
                if marked:
                    made.append(self._converted("\n\n".join(marked)))
                    marked = []
                made.append(f"<p>{self._referring(block)}</p>")
            else:
                marked.append(block)
        if marked:
            made.append(self._converted("\n\n".join(marked)))
        return "\n".join(filter(None, made))

    def _referring(self, words: str) -> str:
        """Return words without any mark-up but references as HTML."""
        words = LABELLED.sub(self._labelled, words)
        return BARE.sub(lambda found: self._show(found[1], found[2], None), words)

    def _labelled(self, found: re.Match[str]) -> str:
        kind, _, target = found[2].partition(":")
        return f"<span>{self._show(kind, target, found[1]) if kind in KINDS else found[1]}</span>"

    def _converted(self, text: str) -> str:
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
