"""Rules for short addresses: each leads to something, is one language's only once, and keeps what it once meant."""

from collections.abc import Iterable, Iterator

from meldwijzer.addresses import anchors_of, page_index, short_addresses
from meldwijzer.content import Content
from meldwijzer.findings import Finding, compared, did_you_mean

from .base import Rule, Shown, error, key_place, value_place

_LEDGER = "content/published.yml"


def short(content: Content) -> Iterable[Finding]:
    """Each leads to a page or a place on one, has a name of its own, and stands in every language."""
    default = content.site.default_language
    pages = {name for _, name in page_index(content)}
    measure = content.words[default].pages.short
    for language, words in content.words.items():
        path = f"content/{language}/pages.yml"
        names: dict[str, str] = {}
        for target, slug in words.pages.short.items():
            if slug in names:
                place = value_place(content, path, "short", target)
                message = f'"{slug}" is already the short address of "{names[slug]}".'
                yield error("short-address", place, message, "Give one of the two another.")
            names.setdefault(slug, target)
            yield from _target(content, path, target, pages)
        missing, extra = compared(measure, words.pages.short)
        for target in missing:
            message = f'The short address of "{target}" is missing; it exists in content/{default}.'
            fix = f'Add "{target}: …" with a short name in this language.'
            yield error("short-address", key_place(content, path, ("short",)), message, fix)
        for target, meant in extra.items():
            # What leads nowhere, here or there, is told already.
            if _leads(content, target, pages) and (not meant or _leads(content, meant, pages)):
                message = f'"{target}" has no short address in content/{default}.'
                place = key_place(content, path, ("short", target))
                yield error("short-address", place, message, "Delete it, or add it there too.")


def _leads(content: Content, target: str, pages: set[str]) -> bool:
    page, _, anchor = target.partition("#")
    return page in pages and (not anchor or anchor in anchors_of(content, page))


def _target(content: Content, path: str, target: str, pages: set[str]) -> Iterator[Finding]:
    page, _, anchor = target.partition("#")
    place = key_place(content, path, ("short", target))
    if page not in pages:
        yield error("short-address", place, f'"{page}" is not a page of this site.', did_you_mean(page, pages))
    elif anchor and anchor not in anchors_of(content, page):
        fix = did_you_mean(anchor, anchors_of(content, page))
        yield error("short-address", place, f'The page "{page}" has no part "{anchor}".', fix)


def published_short(content: Content) -> Iterable[Finding]:
    """What was printed once leads for ever to what it promised, or is led on by name."""
    today = {path: target for language in content.words for target, path in short_addresses(content, language).items()}
    pages = {name for _, name in page_index(content)}
    for address, reference in content.published.short.items():
        if address in content.published.redirects:
            if address in today:
                place = key_place(content, _LEDGER, ("redirects", address))
                message = f"{address} is a short address, so it cannot lead elsewhere."
                yield error("published-short", place, message, "Delete this line.")
            continue
        place = value_place(content, _LEDGER, "short", address)
        if address not in today:
            message = f"The short address {address} was published and no longer exists."
            yield error("published-short", place, message, f'Write under redirects: "{address}: {reference}".')
        elif _renamed(content, reference) != f"page:{today[address]}" and _leads(content, today[address], pages):
            message = f"{address} was published for {reference}; today it leads to page:{today[address]}."
            yield error("published-short", place, message, "Somebody has it on paper: choose another name today.")


def _renamed(content: Content, reference: str) -> str:
    """Return a reference as it is written since a part of its page was renamed."""
    page, hash_sign, anchor = reference.removeprefix("page:").partition("#")
    return f"page:{page}{hash_sign}{content.published.renamed.get(page, {}).get(anchor, anchor)}"


RULES = (
    Rule(
        "short-address",
        "a short address on a poster leads somewhere, in every language",
        short,
        Shown("content/en/pages.yml", "short.help", "report", "help"),
    ),
    Rule(
        "published-short",
        "who has a short address on paper must arrive at what it was printed for",
        published_short,
        Shown("content/nl/pages.yml", "short.help", "raad", "hulp"),
    ),
)
