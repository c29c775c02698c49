"""Units: each text of the default language beside its translation, with notes for who translates. No file format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from meldwijzer.addresses import GUIDE_HEADING, GUIDE_PREFIX, page_index
from meldwijzer.content import Content
from meldwijzer.entries import Key
from meldwijzer.placed_texts import PlacedText, texts_in
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.references import KINDS, Registry
from meldwijzer.reviews.seals import digest
from meldwijzer.reviews.translations import EntryNames, Translated, entries, translated

State = Literal["needs-translation", "delivered", "reviewed"]
"""Needs translation: nothing there, or made from an older text. Reviewed: a second, named person read it."""

DESCRIPTION_LIMIT = 160
"""So many characters of a page's description do search engines show."""

FIELD = re.compile(r"\{([a-z_]+)\}")
"""What is filled in when a page is made: ``{date}``."""

_OWN = "synonyms"
"""The words by which readers of a language search: each language has its own, nobody translates them."""
_WITH_FIELDS = ("interface.po", "print.yml")
_PAGES = {
    "law.yml": "law", "reporting.yml": "report", "organisations.yml": "help", "faq.yml": "faq",
    "donate.yml": "support", "form.yml": "report-form",
}  # fmt: skip
"""The page on which most of a file is read."""
_COUNTRIES: Mapping[str | int, str] = {"BE": "Belgium", "NL": "the Netherlands"}


@dataclass(frozen=True)
class Unit:
    """One text to translate."""

    key: Key
    """The file below a language's folder, and the way in it."""
    source: str
    target: str
    """Its translation as it stands; empty where there is none."""
    state: State
    is_behind: bool
    """Whether the source changed after the translation was made."""
    notes: tuple[str, ...]
    is_prose: bool
    """Whether it may have paragraphs and lists."""
    entry: str
    """The entry whose review it belongs to: ``faq/questions/upset``."""

    @property
    def context(self) -> str:
        """``faq.yml:questions/upset/answer``: its name in translators' files."""
        file, way = self.key
        return f"{file}:{'/'.join(map(str, way))}"

    @property
    def stamp(self) -> str:
        """The digest of the translation as it was handed out, to see whether somebody has changed it since."""
        return digest(self.target)

    @property
    def has_fields(self) -> bool:
        """Whether ``{name}`` in it is filled in."""
        return self.key[0] in _WITH_FIELDS


@dataclass(frozen=True)
class Delivered:
    """One text as it came back."""

    context: str
    source: str
    target: str
    line: int
    """Where it stands in the translator's file."""
    is_confirmed: bool
    """Whether the translator says that it fits the source as it is in this file."""
    stamp: str = ""
    """:attr:`Unit.stamp` as it was handed out; empty where a tool lost it."""


@dataclass(frozen=True)
class Sheet:
    """Every text of the site in its source language and one other."""

    source_language: str
    language: str
    units: tuple[Unit, ...]

    @cached_property
    def by_context(self) -> Mapping[str, Unit]:
        """The units by their names in translators' files."""
        return {unit.context: unit for unit in self.units}


def sheet_of(content: Content, language: str) -> Sheet:
    """Return what there is to translate into a language, in the order of the source's files."""
    default = content.site.default_language
    targets = dict(_texts(content, language))
    entry_names = EntryNames(entries(content, default).values())
    kept = {one.entry.name: one for one in translated(content, language)}
    notes = _Notes(content, language)
    lacking = content.coming[language].lacking if language in content.coming else frozenset()
    units = []
    for key, placed in _texts(content, default):
        target = targets.get(key)
        if target is not None:  # what a language may leave out, it may leave out
            entry = entry_names.of(key)
            text = "" if key in lacking else target.text.text.strip()
            state, behind = _state(kept.get(entry), text)
            units.append(
                Unit(
                    key,
                    placed.text.text.strip(),
                    text,
                    state,
                    behind,
                    tuple(notes.of(key, placed, behind)),
                    placed.text.is_prose,
                    entry,
                )
            )
    return Sheet(default, language, tuple(units))


def _texts(content: Content, language: str) -> Iterator[tuple[Key, PlacedText]]:
    start = len(f"content/{language}/")
    for placed in texts_in(content, language):
        if _OWN not in placed.text.way and placed.text.text.strip():
            yield (placed.path[start:], placed.text.way), placed


def _state(one: Translated | None, target: str) -> tuple[State, bool]:
    if one is not None and one.is_behind:
        return "needs-translation", True
    if not target:
        return "needs-translation", False
    return ("reviewed" if one is not None and one.state == "reviewed" else "delivered"), False


class _Notes:
    """Writes what a translator must know about a text, in English: the language of this project's tools."""

    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._language = language
        self._registry = Registry(content.organisations)
        self._pages = page_index(content)

    def of(self, key: Key, placed: PlacedText, is_behind: bool) -> Iterator[str]:
        file, way = key
        yield f"Stands {self._where(file, way)}."
        if country := next((_COUNTRIES[part] for part in way if part in _COUNTRIES), ""):
            yield f"Read by people in {country}."
        if file == "pages.yml" and way[-1] == "description":
            yield f"At most {DESCRIPTION_LIMIT} characters."
        if way[-1] == "nav":
            yield "A short name for menus."
        if placed.text.is_prose:
            yield "As many paragraphs, list items and sentences as the source; empty lines between paragraphs."
        elif file != "interface.po":
            yield "One line, without links and without * or **."
        if file.startswith("guides/") and GUIDE_HEADING.search(placed.text.text):
            yield "The heading keeps its ## and its name between {# and }."
        references = dict.fromkeys((one.kind, one.target) for one in placed.references)
        for kind, target in references:
            if bound := self._bound(kind, target):
                yield f"{kind}:{target} has no line in this language: name {bound}, and say in which language it is."
                continue
            yield f"{kind}:{target} is {self._meaning(kind, target)}; leave it as it is."
        if fields := sorted(set(FIELD.findall(placed.text.text))) if file in _WITH_FIELDS else []:
            yield f"Filled in when a page is made, leave as they are: {', '.join(f'{{{one}}}' for one in fields)}."
        if is_behind:
            yield "The source has changed since this translation was made; what it said before is not kept."

    def _where(self, file: str, way: Path) -> str:
        if file == "interface.po":
            return "on buttons and labels of many pages"
        if file == "print.yml":
            return "on paper: leaflet, poster, card, class sheet, booklet"
        if file == "pages.yml":
            page = str(way[1])
        elif file.startswith("guides/"):
            page = f"{GUIDE_PREFIX}{file.removeprefix('guides/').removesuffix('.md')}"
        else:
            page = _PAGES[file]
        address = self._pages.get((self._content.site.default_language, page))
        return f'on the page "{address.title}" ({address.path})' if address else f'on the page "{page}"'

    def _bound(self, kind: str, target: str) -> str:
        """Return what to name instead of a role that nobody has in the language; empty where somebody has it."""
        if not target.startswith("role.") or self._registry.find(kind, target, self._language) is not None:
            return ""
        tags = self._content.site.languages
        found = (self._registry.find(kind, target, tag) for tag in tags)
        return " or ".join(dict.fromkeys(f"{kind}:{one.name}" for one in found if one is not None))

    def _meaning(self, kind: str, target: str) -> str:
        if kind == "page":
            page = target.partition("#")[0]
            found = self._pages.get((self._language, page)) or self._pages.get(
                (self._content.site.default_language, page)
            )
            return f'the page "{found.title}"' if found else "a page of this site"
        contact = self._registry.find(kind, target, self._language) if kind in KINDS else None
        if contact is None:
            return "a reference"
        words = self._content.words[self._content.site.default_language].organisations.organisations
        said = words.get(contact.organisation)
        label = said.contacts.get(contact.label_key, "") if said else ""
        owner = self._content.organisations[contact.organisation].name
        what = {"hours": "the opening hours", "phone": "the number", "email": "the e-mail address"}.get(
            kind, f"the {kind}"
        )
        return f"{what} of {owner}" + (f" ({label})" if label else "")
