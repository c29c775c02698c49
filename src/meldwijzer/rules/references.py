"""Rules for what stands in prose: references that exist, nothing retired, no tags, no addresses written out."""

import re
from collections.abc import Iterable

from meldwijzer.addresses import GUIDE_HEADING, GUIDE_PREFIX, anchors_of, page_index
from meldwijzer.contacts import phone
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, did_you_mean, nearest
from meldwijzer.model.contact import Phone
from meldwijzer.prose import TAG_LIKE
from meldwijzer.references import BARE, KINDS, LABELLED, Contact, Registry, written_in

from .base import Rule, Shown, all_texts, error

_LITERAL = re.compile(
    r"(?P<web>\b(?:https?://|www\.)[^\s)>\]]+)|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+)|"
    r"(?P<host>\b(?:[a-z0-9-]+\.)+(?:be|nl|eu|org|com|net|brussels|report)\b(?!\.\w))",
    re.IGNORECASE,
)


def references(content: Content) -> Iterable[Finding]:
    """Every reference in every text names a registered contact point, a page, and a part of it that exists."""
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        for written in written_in(placed.text.text):
            place = placed.place(content, written.start)
            if not placed.text.is_prose and written.label is not None:
                yield error("reference", place, "A title cannot hold a link.", "Write its text only.")
            elif written.kind == "":
                yield error(
                    "reference", place, f'"{written.target}" is not a reference.', _instead(content, written.target)
                )
            elif written.kind == "page":
                yield from _page(content, placed.language, written.target, place)
            elif registry.find(written.kind, written.target, placed.language) is None:
                message = f'No {written.kind} is registered as "{written.target}".'
                yield error("reference", place, message, registry.suggestion(written.kind, written.target))


def _instead(content: Content, address: str) -> str:
    """Return what to write instead of an address in a text."""
    for page in page_index(content).values():
        if address.strip("/") == page.path.strip("/"):
            return f"Write page:{page.id}."
    return "Write page:report for a page of this site; register any other address in content/organisations."


def _page(content: Content, language: str, target: str, place: Place) -> Iterable[Finding]:
    page, _, anchor = target.partition("#")
    words = content.words[language]
    known = [*words.pages.pages, *(f"{GUIDE_PREFIX}{name}" for name in words.guides)]
    if page not in known:
        yield error("reference", place, f'There is no page "{page}".', did_you_mean(page, known))
    elif anchor and (anchors := anchors_of(content, page)) and anchor not in anchors:
        yield error("reference", place, f'The page "{page}" has no part "{anchor}".', did_you_mean(anchor, anchors))


def retired(content: Content) -> Iterable[Finding]:
    """No text refers to a retired contact point; the table of old contacts is made from the registry."""
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        for written in written_in(placed.text.text):
            contact = registry.find(written.kind, written.target, placed.language) if written.kind in KINDS else None
            if contact is not None and contact.fact.retired is not None:
                place = placed.place(content, written.start)
                fix = f"Use {contact.fact.retired.replaced_by}."
                yield error("retired", place, f'"{contact.reference}" is retired.', fix)


def markup(content: Content) -> Iterable[Finding]:
    """Nothing in a text looks like a tag; headings stand only in guides, with their id."""
    for placed in all_texts(content):
        text = BARE.sub(lambda m: " " * len(m[0]), placed.text.text)
        for match in TAG_LIKE.finditer(text):
            if match[0].startswith("</") and f"<{match[0][2:]}" in text:
                continue  # its beginning is reported
            tag = _WHOLE_TAG.match(text, match.start())
            written = tag[0] if tag else match[0]
            yield error(
                "markup", placed.place(content, match.start()), f'"{written}" looks like a tag.', _not_html(written)
            )
    for language, words in content.words.items():
        for name, guide in words.guides.items():
            for number, line in enumerate(guide.body.split("\n")):
                if line.startswith("#") and not GUIDE_HEADING.fullmatch(line.rstrip()):
                    yield error(
                        "markup",
                        Place(guide.path, guide.body_line + number),
                        f"This heading of the guide {name} ({language}) has no id.",
                        "Write it as ## Title {#id}, with the id that the other languages use.",
                    )


_WHOLE_TAG = re.compile(r"<[^<>\n]{1,80}>")


def _not_html(tag: str) -> str:
    """Return what to write instead of a tag: the reference that was meant, or Markdown."""
    kind, colon, target = tag.strip("<>").partition(":")
    if colon and (near := nearest(kind.strip(), KINDS)):
        return f'Did you mean "<{near}:{"".join(target.split())}>"?'
    return "Write **bold** or *emphasis* instead of HTML, and references as <phone:child-focus.helpline>."


def _without_references(text: str) -> str:
    """Blank out references and the targets of links, keeping every offset."""
    text = BARE.sub(lambda m: " " * len(m[0]), text)
    return LABELLED.sub(lambda m: f"[{m[1]}]({' ' * len(m[2])})", text)


def _lives_at(contact: Contact, host: str) -> bool:
    value = str(getattr(contact.fact, "url", getattr(contact.fact, "address", "")))
    return contact.fact.retired is None and host.lower() in value.lower()


_DIGITS = re.compile(r"(?<![\w.,/-])\+?(?:\(0\))?\d(?:[\s\u00a0\u202f./()-]*\d){3,}(?![\w-])")


def numbers(content: Content) -> Iterable[Finding]:
    """No text spells out a registered number, in whatever spacing: it refers to the registry."""
    known: dict[str, str] = {}
    for contact in Registry(content.organisations).contacts.values():
        if isinstance(contact.fact, Phone):
            for form in phone.forms(contact.fact):
                digits = _digits(form)
                if len(digits) >= 4:
                    known.setdefault(digits, contact.reference)
                    known.setdefault(f"00{digits}", contact.reference)
    for placed in all_texts(content):
        for match in _DIGITS.finditer(_without_references(placed.text.text)):
            reference = known.get(_digits(match[0].replace("(0)", "")))
            if reference is not None and "old" not in placed.text.way:
                place = placed.place(content, match.start())
                yield error("literal-number", place, f'"{match[0]}" is a number written out.', f"Write <{reference}>.")


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


_LEFTOVERS = (
    (re.compile(r"^#{1,6} ", re.MULTILINE), "A line that starts with # is no heading here.", "Take the # away."),
    (re.compile(r"\] \("), "A space between ] and ( breaks this link.", "Write [text](page:report), without it."),
)


def leftovers(content: Content) -> Iterable[Finding]:
    """No sign of Markdown is left over for readers to see."""
    for placed in all_texts(content):
        if not placed.text.is_prose or placed.first_line is not None:
            continue
        text = placed.text.text
        for pattern, message, fix in _LEFTOVERS:
            for match in pattern.finditer(text):
                yield error("leftover", placed.place(content, match.start()), message, fix)
        start = 0
        for paragraph in re.split(r"(\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) ))", text):
            if paragraph.count("**") % 2:
                place = placed.place(content, start + paragraph.rindex("**"))
                yield error("leftover", place, "Bold is opened with ** and not closed.", "Write **word**.")
            start += len(paragraph)


def literals(content: Content) -> Iterable[Finding]:
    """No text spells out a web or e-mail address: it refers to the registry."""
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        text = _without_references(placed.text.text)
        for match in _LITERAL.finditer(text):
            if placed.path.endswith("organisations.yml") and "old" in placed.text.way:
                continue
            literal = match[0].rstrip(".,;:!?")
            host = literal.removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
            near = next((c.reference for c in registry.contacts.values() if _lives_at(c, host)), None)
            fix = f"Write <{near}>." if near else "Register it in content/organisations and refer to it."
            place = placed.place(content, match.start())
            yield error("literal-address", place, f'"{literal}" is an address written out.', fix)


_ANSWER = ("content/nl/faq.yml", "questions.cookies.answer")

RULES = (
    Rule(
        "reference",
        "a reference must mean a contact point or a page that exists",
        references,
        Shown(*_ANSWER, "Bel <phone:child-focus.helpine>.", "Bel <phone:child-focus.helpline>."),
    ),
    Rule(
        "retired",
        "nobody may be sent to a contact point that is dead",
        retired,
        Shown(*_ANSWER, "Bel <phone:child-focus.volunteers>.", "Bel <phone:child-focus.office>."),
    ),
    Rule(
        "markup",
        "what looks like a tag would be swallowed by the browser",
        markup,
        Shown(*_ANSWER, "Bel <b>nu</b>.", "Bel **nu**."),
    ),
    Rule(
        "leftover",
        "a sign of Markdown that is left over puzzles readers",
        leftovers,
        Shown(*_ANSWER, "Bel **nu.", "Bel **nu**."),
    ),
    Rule(
        "literal-address",
        "an address in prose can be right in one place and wrong in another",
        literals,
        Shown(*_ANSWER, "Kijk op childfocus.be.", "Kijk op <link:child-focus.home>."),
    ),
    Rule(
        "literal-number",
        "a number in prose can be right in one place and wrong in another",
        numbers,
        Shown(*_ANSWER, "Bel 0800 20 00.", "Bel <phone:veilig-thuis.helpline>."),
    ),
)
