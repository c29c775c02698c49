"""Rules for what stands in prose: references that exist, nothing retired, no tags, no left-over signs."""

import re
from collections.abc import Iterable

from meldwijzer.addresses import GUIDE_HEADING, GUIDE_PREFIX, anchors_of, page_index
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, did_you_mean, nearest
from meldwijzer.kept import per_content
from meldwijzer.prose import TAG_LIKE
from meldwijzer.references import BARE, KINDS, Registry, Written

from .base import PlacedText, Rule, Shown, all_texts, error


def references(content: Content) -> Iterable[Finding]:
    """Every reference in every text names a registered contact point, a page, and a part of it that exists."""
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        for written in placed.references:
            if (wrong := wrong_with(content, registry, placed, written)) is not None:
                yield error("reference", placed.place(content, written.start), *wrong)


def wrong_with(content: Content, registry: Registry, placed: PlacedText, written: Written) -> tuple[str, str] | None:
    """Return what is wrong with a reference and what to write instead, or nothing."""
    if not placed.text.is_prose and written.label is not None:
        return "A title cannot hold a link.", "Write its text only."
    if written.kind == "":
        return f'"{written.target}" is not a reference.', _instead(content, written.target)
    if written.kind == "page":
        return _no_page(content, placed.language, written.target)
    if registry.find(written.kind, written.target, placed.language) is None:
        message = f'No {written.kind} is registered as "{written.target}".'
        return message, registry.suggestion(written.kind, written.target)
    return None


def _instead(content: Content, address: str) -> str:
    """Return what to write instead of an address in a text."""
    for page in page_index(content).values():
        if address.strip("/") == page.path.strip("/"):
            return f"Write page:{page.id}."
    return "Write page:report for a page of this site; register any other address in content/organisations."


@per_content
def _no_page(content: Content, language: str, target: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a page, or nothing."""
    page, _, anchor = target.partition("#")
    words = content.said(language)
    guide = page.removeprefix(GUIDE_PREFIX) if page.startswith(GUIDE_PREFIX) else ""
    if page not in words.pages.pages and guide not in words.guides:
        known = [*words.pages.pages, *(f"{GUIDE_PREFIX}{name}" for name in words.guides)]
        return f'There is no page "{page}".', did_you_mean(page, known)
    if anchor and (anchors := anchors_of(content, page)) and anchor not in anchors:
        return f'The page "{page}" has no part "{anchor}".', did_you_mean(anchor, anchors)
    return None


def retired(content: Content) -> Iterable[Finding]:
    """No text refers to a retired contact point; the table of old contacts is made from the registry."""
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        for written in placed.references:
            contact = registry.find(written.kind, written.target, placed.language) if written.kind in KINDS else None
            if contact is not None and contact.fact.retired is not None:
                place = placed.place(content, written.start)
                fix = f"Use {contact.fact.retired.replaced_by}."
                yield error("retired", place, f'"{contact.reference}" is retired.', fix)


def markup(content: Content) -> Iterable[Finding]:
    """Nothing in a text looks like a tag; headings stand only in guides, with their id."""
    for placed in all_texts(content):
        if "<" not in placed.text.text:
            continue
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


_LEFTOVERS = (
    (re.compile(r"^#{1,6} ", re.MULTILINE), "A line that starts with # is no heading here.", "Take the # away."),
    (re.compile(r"\{\{|\}\}|\{%|%\}"), "This is the notation of templates; readers would see it.", "Take it out."),
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
)
