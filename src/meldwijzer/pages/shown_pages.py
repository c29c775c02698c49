"""What every page has to hold: its texts, its components, every entry that belongs there. Not what these show."""

from collections.abc import Iterator
from typing import Any

from meldwijzer.addresses import guide_sections
from meldwijzer.findings import Finding, Place, Severity

from .demands import Part, Parts
from .render import Desk, markdown_text

COMPONENTS = {
    "home": ("first-aid",),
    "help": ("by-situation", "now", "help-filter", "service-list"),
    "not-found": ("first-aid",),
    "guides": ("guide-list",),
    "own-image": ("age-tools", "service-list"),
    "report": ("situations", "before", "trouble", "country-choice"),
    "report-form": ("before-short", "country-choice", "promise", "report-form", "real-forms"),
    "changes": ("changes", "unconfirmed"),
    "data": ("data-files", "data-licence"),
    "sources": ("sources", "old-contacts"),
    "support": ("account", "tax", "ways"),
    "threatened": ("service-list",),
}
"""The lists of facts that belong on a page."""


def missing(markdown: str, desk: Desk, made: Parts) -> Iterator[Finding]:
    """Yield what a composed page lacks.

    Args:
        markdown: The page.
        desk: What it was composed with.
        made: The components and the prose that were made for it.
    """
    there = [part for part in made.made if part.html.strip() in markdown]
    shape = f"docs/{desk.page.shape}.md"
    lacking = [f'the component "{name}"' for name in COMPONENTS.get(desk.page.id, ()) if not _of(there, name)]
    lacking += [f'the text "{text[:60]}"' for text in _texts(desk) if not _says(there, text)]
    lacking += [f'the heading "{title}"' for title in _titles(desk) if f"# {markdown_text(title)}" not in markdown]
    lacking += list(_entries(desk, there))
    for one in lacking:
        message = f"On {desk.page.path} {one} is missing."
        yield Finding("template", Severity.ERROR, Place(shape), message, f"Give it back its place in {shape}.")


def _of(there: list[Part], name: str) -> list[Part]:
    return [part for part in there if part.name == name]


def _says(there: list[Part], text: str) -> bool:
    return any(part.values["text"] == text for part in _of(there, "prose"))


def _texts(desk: Desk) -> Iterator[str]:
    """Yield the texts of a page."""
    if (words := desk.words) is not None:
        yield from (text for text in (words.intro, *(part.text for part in words.sections.values())) if text)
    elif desk.page.shape == "guide":
        guide = desk.views.words.guides[desk.page.id.removeprefix("guide-")]
        yield from (text for _, _, text in guide_sections(guide) if text)


def _titles(desk: Desk) -> Iterator[str]:
    """Yield the headings of a page."""
    views, page = desk.views, desk.page.id
    yield desk.page.title
    if (words := desk.words) is not None:
        yield from (part.title for part in words.sections.values())
    elif desk.page.shape == "guide":
        guide = views.words.guides[page.removeprefix("guide-")]
        yield from (title for _, title, _ in guide_sections(guide) if title)
    if page == "faq":
        yield from (views.words.faq.topics[topic] for topic in views.content.faq.topics)
    elif page == "law":
        yield from (views.words.law.entries[name].title for name in views.content.law.entries)
        yield from (views.words.law.positions[name].title for name in views.content.law.positions)
    elif page == "report":
        yield from (views.words.reporting.before.title, views.words.reporting.trouble.title)


def _entries(desk: Desk, there: list[Part]) -> Iterator[str]:
    """Yield the entries that belong on a page and are not there."""
    content = desk.views.content
    facts: dict[str, list[tuple[str, Any]]] = {
        "faq": [("question", name) for name in content.faq.questions],
        "law": [("law-entry", name) for name in content.law.entries]
        + [("position", f"position-{name}") for name in content.law.positions],
        "help": [
            ("organisation", key)
            for key, one in content.organisations.items()
            if not one.services and one.kind != "law"
        ],
        "report": [("timeline", country) for country in content.site.countries],
    }
    for component, name in facts.get(desk.page.id, ()):
        if not any(name in _names(part) for part in _of(there, component)):
            yield f'the {component} "{name}"'
    if desk.page.id == "report":
        shown = [part.values["channel"].fact for part in _of(there, "channel")]
        for key, organisation in content.organisations.items():
            for channel, fact in organisation.channels.items():
                if not any(one is fact for one in shown):
                    yield f'the channel "{key}.{channel}"'


def _names(part: Part) -> list[str]:
    return [value if isinstance(value, str) else str(getattr(value, "anchor", "")) for value in part.values.values()]
