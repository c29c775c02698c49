"""What a text says that must be the same in every language: contacts, pages, figures, names, countries, its build.

Each facet is a list of marks with their place in the text. Comparing them is for the rules.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .content import Content
from .language.figures import FIGURE_FROM, Figure, Figures
from .language.formats import is_locale, territories
from .language.matching import Phrases, phrases_of, words_of
from .placed_texts import PlacedText
from .references import Registry, contacts_of

_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+[.)])\s)")
_ITEM = re.compile(r"\s*(?:[-*]|\d+[.)])\s")
_HEADING = re.compile(r"\s*#{1,6} ")
_SMALL = frozenset("23456789")


@dataclass(frozen=True)
class Mark:
    """One thing that a text says."""

    value: str
    """What is compared."""
    start: int
    written: str
    """As the text has it."""


@dataclass(frozen=True)
class Facet:
    """One side of a text that is the same in every language."""

    code: str
    what: str
    """What a mark is, for messages."""
    find: Callable[[PlacedText], list[Mark]]
    ordered: bool = False


class Facets:
    """Finds the marks of each facet in the texts of one site."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.registry = Registry(content.organisations)
        """All contact points by name."""
        self._figures = {
            tag: Figures(language.locale if is_locale(language.locale) else tag)
            for tag, language in content.site.languages.items()
        }
        """By language; a locale that does not exist is told by another rule."""
        self._kept: dict[tuple[str, PlacedText], list[Mark]] = {}
        self._numbers: dict[PlacedText, list[Figure]] = {}

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        """The role of each contact point and organisation whose service is bound to a language, by its name."""
        found: dict[str, str] = {}
        for (role, _), (key, service) in self.registry.roles.items():
            found[key] = f"role.{role}"
            for kind, ids in (("phone", service.phones), ("link", service.links), ("email", service.emails)):
                found |= {f"{kind}:{key}.{name}": f"{kind}:role.{role}" for name in ids}
        return found

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """The organisation of each contact point, or the role that it has in one language."""
        return {
            contact.reference: self._roles.get(key, key)
            for key, organisation in self._content.organisations.items()
            for contact in contacts_of(key, organisation)
        }

    def contacts(self, placed: PlacedText) -> list[Mark]:
        """Return the contact points that a text refers to, in their order; counterparts of a role are one."""
        return [
            Mark(self._roles.get(name := f"{written.kind}:{written.target}", name), written.start, name)
            for written in placed.references
            if written.kind not in ("", "page")
        ]

    def pages(self, placed: PlacedText) -> list[Mark]:
        """Return the pages that a text refers to."""
        return [
            Mark(name := f"page:{written.target}", written.start, name)
            for written in placed.references
            if written.kind == "page"
        ]

    def figures(self, placed: PlacedText) -> list[Mark]:
        """Return numbers, amounts, dates and articles."""
        return [
            Mark(f"{figure.value}{figure.unit}", figure.start, figure.written)
            for figure in self._found_figures(placed)
            if not (figure.is_spelled and int(figure.value) < FIGURE_FROM)
        ]

    def small_numbers(self, placed: PlacedText) -> list[Mark]:
        """Return the numbers from two to nine, in words or as digits."""
        found = (figure for figure in self._found_figures(placed) if figure.value in _SMALL)
        return sorted((Mark(one.value, one.start, one.written) for one in found), key=lambda mark: mark.start)

    def _found_figures(self, placed: PlacedText) -> list[Figure]:
        if placed not in self._numbers:
            found = self._figures[placed.language].find(placed.blanked, placed.words, spelled_from=2)
            self._numbers[placed] = list(found)
        return self._numbers[placed]

    def spells(self, placed: PlacedText, value: str) -> bool:
        """Tell whether a text says a figure in words."""
        return self._figures[placed.language].spells(placed.blanked, value)

    def organisations(self, placed: PlacedText) -> list[Mark]:
        """Return the organisations that a text names, by name or by one of their contact points."""
        marks = list(self._named_in(placed))
        for mark in self.every("same-contacts", placed):
            owner = self._owner(mark)
            if owner:
                marks.append(Mark(owner, mark.start, mark.written))
        return marks

    def _owner(self, mark: Mark) -> str:
        kind, _, target = mark.value.partition(":")
        if target.startswith("role."):
            return target
        return self._owners.get(f"{'phone' if kind == 'hours' else kind}:{target}", "")

    def _named_in(self, placed: PlacedText) -> Iterator[Mark]:
        """Yield the organisations' names that stand in a text; of two that begin alike, the longer one."""
        found = self._names_in(placed)
        if found:
            names = self._names(placed.language)
            pattern = rf"(?<![^\W_])(?:{'|'.join(map(re.escape, found))})(?![^\W_])"
            for match in re.finditer(pattern, placed.blanked):
                yield Mark(names[match[0]], match.start(), match[0])

    def _names_in(self, placed: PlacedText) -> list[str]:
        """Return the names that may stand in a text, the longest first."""
        by_word = self._names_by_word[placed.language]
        found = (name for word in by_word.keys() & placed.words for name in by_word[word] if name in placed.blanked)
        return sorted(found, key=len, reverse=True)

    @cached_property
    def _names_by_word(self) -> Mapping[str, Mapping[str, list[str]]]:
        """The names of each language by their longest word."""
        found: dict[str, dict[str, list[str]]] = {}
        for language in self._content.words:
            for name in self._names(language):
                word = max(words_of(name), key=len)
                found.setdefault(language, {}).setdefault(word, []).append(name)
        return found

    def _names(self, language: str) -> Mapping[str, str]:
        """Return the organisations' names in a language, and whose or of which role each is."""
        if language not in self._named:
            names: dict[str, str] = {}
            said = self._content.words[language].organisations.organisations
            for key, organisation in self._content.organisations.items():
                own = said[key].name if key in said else None
                for name in filter(None, (own, organisation.name)):
                    # The registry has a typewriter's apostrophe where prose has a printer's.
                    for form in (name, name.replace("'", "’")):
                        names.setdefault(form, self._roles.get(key, key))
            self._named[language] = names
        return self._named[language]

    @cached_property
    def _named(self) -> dict[str, Mapping[str, str]]:
        return {}

    def countries(self, placed: PlacedText) -> list[Mark]:
        """Return the countries that a text speaks of, by name or by what is of them; names of organisations aside."""
        lands = self._lands[placed.language]
        text = placed.blanked
        if not lands.find(text):
            return []
        for name in self._names_in(placed):
            text = text.replace(name, " " * len(name))
        for spoken in self._spoken[placed.language].find(text):
            text = text[: spoken.start] + " " * (spoken.end - spoken.start) + text[spoken.end :]
        return [Mark(match.key, match.start, text[match.start : match.end]) for match in lands.find(text)]

    @cached_property
    def _lands(self) -> Mapping[str, Phrases]:
        found = {}
        for tag, words in self._content.words.items():
            said = [(land, phrase) for land, phrases in words.terms.countries.items() for phrase in phrases]
            locale = self._content.site.languages[tag].locale
            others = territories(locale if is_locale(locale) else tag)
            found[tag] = phrases_of((*said, *((code, name) for code, name in others.items() if code not in dict(said))))
        return found

    @cached_property
    def _spoken(self) -> Mapping[str, Phrases]:
        """What says in which language something is: "in Dutch" is no country."""
        return {
            tag: phrases_of(tuple(("", one) for several in words.terms.claims.languages.values() for one in several))
            for tag, words in self._content.words.items()
        }

    def blocks(self, placed: PlacedText) -> list[Mark]:
        """Return the paragraphs and list items of a text, in their order."""
        return list(_blocks(placed.text.text))

    def all(self) -> tuple[Facet, ...]:
        """Return every facet, what matters most first."""
        return (
            Facet("same-contacts", "contact point", self.contacts, ordered=True),
            Facet("same-pages", "link", self.pages),
            Facet("same-figures", "figure", self.figures),
            Facet("same-organisations", "organisation", self.organisations),
            Facet("same-countries", "country", self.countries),
            Facet("same-numbers", "number", self.small_numbers),
        )

    def every(self, code: str, placed: PlacedText) -> list[Mark]:
        """Return the marks of a facet in a text, as often as they stand there; worked out once."""
        if (marks := self._kept.get((code, placed))) is None:
            marks = self._kept[code, placed] = self._by_code[code].find(placed)
        return marks

    @cached_property
    def _by_code(self) -> Mapping[str, Facet]:
        return {facet.code: facet for facet in self.all()}

    def marks(self, code: str, placed: PlacedText) -> list[Mark]:
        """Return the first mark of each value: how often a text says a thing is its own affair."""
        return _once(self.every(code, placed))


@lru_cache(maxsize=2)
def facets_of(content: Content) -> Facets:
    """Return the facets of a content; kept, since several rules ask for the same marks."""
    return Facets(content)


def _once(marks: Iterable[Mark]) -> list[Mark]:
    found: dict[str, Mark] = {}
    for mark in marks:
        found.setdefault(mark.value, mark)
    return list(found.values())


def _blocks(text: str) -> Iterator[Mark]:
    start = 0
    for cut in [*_BLOCK.finditer(text), None]:
        end = cut.start() if cut else len(text)
        block = text[start:end]
        if block.strip():
            kind = "item" if _ITEM.match(block) else "heading" if _HEADING.match(block) else "paragraph"
            yield Mark(kind, start + len(block) - len(block.lstrip()), block.strip()[:30])
        if cut:
            start = cut.end()
