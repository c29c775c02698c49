"""HTML as a tree, read strictly: what is not closed, nested wrongly or named twice is an error. No browser's mercy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base br col embed hr img input link meta source track wbr")
BLOCK = _names(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " main nav ol p pre section table ul"
)
PHRASING_ONLY = _names("p a span strong em small bdi button label legend dt h1 h2 h3 h4 abbr del")
INTERACTIVE = _names("a button input select textarea details")


@dataclass
class Element:
    """One element."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        """Yield it and every element inside it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    @property
    def text(self) -> str:
        """All text inside it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def find(self, tag: str) -> "list[Element]":
        """Return the elements with this tag inside it."""
        return [element for element in self if element.tag == tag]

    def ancestors(self) -> "Iterator[Element]":
        """Yield what it stands in, nearest first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.here = self.root
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        outside = [self.here, *self.here.ancestors()]
        if tag in BLOCK and self.here.tag in PHRASING_ONLY:
            self.faults.append(f"<{tag}> inside <{self.here.tag}>")
        if tag in INTERACTIVE and any(one.tag in ("a", "button") for one in outside):
            self.faults.append(f"<{tag}> inside a link or button")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.faults.append(f"<{tag}/> closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag:
            self.faults.append(f"</{tag}> where <{self.here.tag}> is open")
        elif self.here.parent is not None:
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str) -> tuple[Element, list[str]]:
    """Return the tree of an HTML text, and what is wrong with its form."""
    parser = _Strict()
    parser.feed(html)
    parser.close()
    if parser.here is not parser.root:
        parser.faults.append(f"<{parser.here.tag}> is never closed")
    return parser.root, parser.faults
