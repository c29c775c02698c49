"""Rules for addresses: what was once published is answered for ever, by a page, a redirect or a renamed anchor."""

from collections.abc import Iterable

from meldwijzer.addresses import anchors_of, page_index
from meldwijzer.content import Content
from meldwijzer.findings import Finding, did_you_mean

from .base import Rule, Shown, error, key_place, value_place

_LEDGER = "content/published.yml"


def addresses(content: Content) -> Iterable[Finding]:
    """Every published address is a page, or a redirect to one."""
    alive = {page.path for page in page_index(content).values()}
    pages = {name for _, name in page_index(content)}
    for index, address in enumerate(content.published.addresses):
        if address not in alive and address not in content.published.redirects:
            place = value_place(content, _LEDGER, "addresses", index)
            fix = f'Write under redirects where its content went: "{address}: page:…".'
            yield error("published-address", place, f"The address {address} was published and no longer exists.", fix)
    for old, target in content.published.redirects.items():
        place = value_place(content, _LEDGER, "redirects", old)
        if not old.startswith("/"):
            where = key_place(content, _LEDGER, ("redirects", old))
            message = f'"{old}" is not an address of this site.'
            yield error("published-address", where, message, f"Write it from the first slash: /{old}.")
        if old in alive:
            place = key_place(content, _LEDGER, ("redirects", old))
            yield error(
                "published-address", place, f"{old} is a page, so it cannot lead elsewhere.", "Delete this line."
            )
        kind, _, page = target.partition(":")
        page, _, anchor = page.partition("#")
        if kind != "page" or page not in pages:
            fix = did_you_mean(f"page:{page}", (f"page:{name}" for name in pages)) if kind == "page" else ""
            fix = fix or "Write it as page:report."
            yield error("published-address", place, f'"{target}" is not a page of this site.', fix)
        elif anchor and anchor not in anchors_of(content, page):
            fix = did_you_mean(anchor, anchors_of(content, page))
            yield error("published-address", place, f'The page "{page}" has no part "{anchor}".', fix)


def anchors(content: Content) -> Iterable[Finding]:
    """Every published anchor still stands on its page, or was renamed to one that does."""
    default = content.site.default_language
    # A page that is missing in the default language is a finding of its own; its parts are measured there.
    pages = {name for language, name in page_index(content) if language == default}
    for page, names in content.published.anchors.items():
        renamed = content.published.renamed.get(page, {})
        alive = anchors_of(content, page)
        for index, name in enumerate(names):
            if page in pages and name not in alive and name not in renamed:
                place = value_place(content, _LEDGER, "anchors", page, index)
                near = did_you_mean(name, alive - set(names))
                fix = f'Write under renamed, {page}: "{name}: …" with its new name. {near}'.strip()
                yield error("published-anchor", place, f"{page}#{name} was published and no longer exists.", fix)
        for old, new in renamed.items():
            if new not in alive:
                place = value_place(content, _LEDGER, "renamed", page, old)
                fix = did_you_mean(new, alive)
                yield error("published-anchor", place, f'The page "{page}" has no part "{new}".', fix)


RULES = (
    Rule(
        "published-address",
        "an address that somebody printed or linked must not die",
        addresses,
        Shown("content/published.yml", "redirects", "{/nl/oud/: page:raport}", "{/nl/oud/: page:report}"),
    ),
    Rule(
        "published-anchor",
        "a part of a page that somebody linked must not die",
        anchors,
        Shown("content/published.yml", "renamed.report-form.prepare", "formm", "form"),
    ),
)
