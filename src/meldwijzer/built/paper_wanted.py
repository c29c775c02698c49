"""What has to be on a document: what its composed HTML has, and, whatever its template does, what the content demands.

Whether it is on the PDF is for rules_paper.py.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser, LexborNode

from meldwijzer.paper import Document
from meldwijzer.paper.desk import PaperDesk

from .elements import INLINE

CODES: Mapping[str, tuple[str, ...]] = {
    "leaflet": ("report",),
    "poster": ("report",),
    "card": ("report",),
    "class-sheet": ("guide-young-people", "guide-schools"),
    "booklet": ("faq",),
}
"""The pages that each kind of document leads to by a QR code."""
_SHEET_PARTS = ("", "first", "dont", "pupil")
"""The parts of the guide for schools that stand on the class sheet."""
_UNSEEN = ("svg", "style", "head", "i")
_TEXT = "-text"


@dataclass(frozen=True)
class Composed:
    """What the HTML of a document has on it."""

    texts: tuple[str, ...]
    """Each heading, paragraph and item, without those that say that it is an example."""
    dialled: Counter[str] = field(default_factory=Counter)
    """How often each ``tel:`` is on it."""
    addresses: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    sides: int = 0
    """How many pages it has by itself; 0 where its text flows."""


def composed(html: str) -> Composed:
    """Return what the HTML of a document has on it."""
    tree = LexborHTMLParser(html)
    links = [node.attributes.get("href") or "" for node in tree.css("a[href]")]
    codes = frozenset(node.attributes.get("href") or "" for node in tree.css("a.qr[href]"))
    sides = len(tree.css("section.side"))
    for node in tree.css(", ".join((*_UNSEEN, "p.example"))):
        node.decompose()
    dialled = Counter(link for link in links if link.startswith("tel:"))
    addresses = frozenset(link for link in links if not link.startswith(("tel:", "#")))
    return Composed(tuple(_texts(tree)), dialled, addresses, codes, sides)


def texts_of(html: str) -> Iterator[str]:
    """Yield each heading, paragraph and item of some HTML."""
    yield from _texts(LexborHTMLParser(html))


def _texts(tree: LexborHTMLParser) -> Iterator[str]:
    body = tree.body
    for text in "".join(_pieces(body) if body is not None else ()).split("\0"):
        if text.strip():
            yield " ".join(text.split())


def _pieces(node: LexborNode) -> Iterator[str]:
    """Yield the text below a node, with a zero character wherever something other than words of a line begins."""
    for child in node.iter(include_text=True):
        if child.tag == _TEXT:
            yield child.text_content or ""
        elif child.tag == "br":
            yield " "
        elif child.tag in INLINE:
            yield from _pieces(child)
        else:
            yield "\0"
            yield from _pieces(child)
            yield "\0"


def words(desk: PaperDesk) -> Iterator[str]:
    """Yield what has to stand on a document according to the content."""
    said = desk.said
    yield from _strings(desk, getattr(said, desk.of.kind.replace("-", "_")))
    if desk.of.kind in ("leaflet", "poster"):
        yield desk.plain(said.scan)
    if desk.of.kind in ("poster", "card"):
        yield from _of_helpline(desk)
    publisher = desk.site.publisher.legal_name
    yield str(desk.filled(said.publisher, name=publisher)) if publisher else desk.plain(said.no_publisher)
    yield str(desk.filled(said.as_of, date=desk.checked))
    yield str(desk.filled(said.newer, address=desk.short("sources")))
    match desk.of.kind:
        case "leaflet":
            yield from _of_leaflet(desk)
        case "class-sheet":
            for key, title, text in desk.guide_sections(desk.guide("schools")):
                if key in _SHEET_PARTS:
                    yield title
                    yield from _prose(desk, text)
        case "booklet":
            yield from _of_booklet(desk)
    for page in CODES[desk.of.kind]:
        yield desk.short(page)


def _strings(desk: PaperDesk, said: object) -> Iterator[str]:
    if isinstance(said, BaseModel):
        for name in type(said).model_fields:
            yield from _strings(desk, getattr(said, name))
    elif isinstance(said, Mapping):
        for value in said.values():
            yield from _strings(desk, value)
    elif isinstance(said, str):
        yield from _prose(desk, said)


def _prose(desk: PaperDesk, text: str) -> Iterator[str]:
    return texts_of(str(desk.prose(text)))


def _of_helpline(desk: PaperDesk) -> Iterator[str]:
    line = desk.helpline
    yield desk.plain(desk.said.call)
    yield f"{line.organisation_name} ({desk.views.country_name(desk.country)})"
    yield line.text
    yield line.hours or desk.t("hours.unknown")
    yield line.cost


def _of_leaflet(desk: PaperDesk) -> Iterator[str]:
    yield from _prose(desk, desk.views.words.pages.pages["home"].sections["why"].text)
    law = next(iter(desk.views.laws("EU", ended=False)))
    yield law.title
    yield from (quote for _, quote in law.quotes)
    yield law.quote_note
    for item in desk.views.words.reporting.before.items.values():
        yield desk.plain(item.title)
        yield from _prose(desk, item.text)
    for channel in desk.channels():
        yield channel.name
        yield from (contact.text for contact in channel.contacts)
    first = desk.channels()[0]
    for _, step in first.steps:
        yield from (desk.plain(step.title), desk.plain(step.who))
        yield from _prose(desk, step.text)
    yield from _prose(desk, first.privacy)
    yield desk.t("not-sure")
    for way in desk.ways().values():
        yield desk.plain(way.title)
        yield from _prose(desk, way.text)
    for tax in [one for one in desk.views.taxes() if one.country == desk.country][:1]:
        yield tax.title
        yield from _prose(desk, tax.text)
    yield from (desk.contact(reference).label for reference in desk.emergency_here())
    for service in desk.services():
        for contact in service.contacts:
            if contact.kind == "phone" and contact.href and contact.reference not in desk.emergency_here():
                yield f"{service.organisation}, {contact.label}"
                yield from (contact.hours or desk.t("hours.unknown"), contact.cost)


def _of_booklet(desk: PaperDesk) -> Iterator[str]:
    for _, title, questions in desk.topics():
        yield title
        for question in questions:
            yield question.question
            yield from _prose(desk, question.answer)
            for _, name, answer in question.answers:
                yield name
                yield from _prose(desk, answer)
    yield desk.t("not-sure")


def apart(desk: PaperDesk) -> Iterator[str]:
    """Yield what has to stand on a document by itself, since it says what all around it is about."""
    if desk.of.kind == "leaflet":
        yield desk.views.country_name(desk.country)
        yield desk.channels()[0].organisation
    if desk.of.kind in ("poster", "card"):
        yield desk.helpline.text


def dialled(desk: PaperDesk) -> Iterator[tuple[str, str]]:
    """Yield (reference, ``tel:``) of what has to be dialled from a document according to the content."""
    document: Document = desk.of
    if document.country:
        yield desk.helpline.reference, desk.helpline.href
    if document.kind == "leaflet":
        numbers = [desk.contact(reference) for reference in desk.emergency_here()]
        numbers += [contact for service in desk.services() for contact in service.contacts if contact.kind == "phone"]
        yield from ((one.reference, one.href) for one in numbers if one.href)
