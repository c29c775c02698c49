"""The words around a number that tell whether it is one to call; the words themselves are content, not code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self


@dataclass(frozen=True)
class ShortVocabulary:
    """Words of one language, or of several, in small letters; each field is a list of that name in its YAML.

    Words with an apostrophe count from after it (``l'article`` is ``article``).
    """

    call: frozenset[str] = frozenset()
    """Verbs and nouns that say "to call": ``bel, bellen, noodnummer, appelez, numéro, call, helpline, tel``."""
    verbs: frozenset[str] = frozenset()
    """Those after which even an unknown short number is one to call: ``bel, appelez, call, dial, sms``."""
    around: frozenset[str] = frozenset()
    """Words that are often near such a number, less telling: ``politie, gratis, ambulance, belde, called``."""
    numbered: frozenset[str] = frozenset()
    """What has a number that is not to call: ``artikel, page, kamer, room, bus, tussen, version``."""
    loose: frozenset[str] = frozenset()
    """Words that fit both: ``nr, n°, no, lijn, ligne``."""
    units: frozenset[str] = frozenset()
    """What is counted or measured: ``jaar, ans, euro, km, keer, people``."""
    plurals: frozenset[str] = frozenset()
    """Endings of plurals, by which an unknown word after a number is known as counted: ``en, s``."""
    quantity: frozenset[str] = frozenset()
    """Words right before an amount: ``ongeveer, environ, aantal, kost, weighs, there are``."""
    belonging: frozenset[str] = frozenset()
    """``van, de, of``: right before a number more often an age or a share."""
    years: frozenset[str] = frozenset()
    """Words right before or after a year: ``in, anno, sinds, mai``."""
    streets: frozenset[str] = frozenset()
    """``rue, avenue, street, laan``."""
    street_endings: frozenset[str] = frozenset()
    """``straat, laan, weg``."""
    little: frozenset[str] = frozenset()
    """Words that carry nothing here: articles, prepositions, pronouns, common verbs and adverbs."""
    joining: frozenset[str] = frozenset()
    """Words between two numbers of a list: ``en, of, ou, and``."""
    ranges: frozenset[str] = frozenset()
    """Words between the ends of a range: ``tot, à, to``."""
    naming: frozenset[str] = frozenset()
    """Articles after which a number is a name and counts nothing: French ``le 112``, Dutch ``het 112``."""
    spelled: frozenset[str] = frozenset()
    """Digits in words, with which a number goes on: ``triple, zero``."""
    identifiers: frozenset[str] = frozenset()
    """Beginnings of words before a long number that is not to call: ``iban, kvk, isbn, dossier``."""
    ready: frozenset[str] = frozenset()
    """Numbers that are ones to call unless something says otherwise: ``112, 116000, 1712``."""
    names: frozenset[str] = frozenset()
    """Names of the organisations whose numbers are sought, in small letters (from the registry)."""

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]], names: Iterable[str] = ()) -> Self:
        """Return the vocabulary of a language's lists (``terms.yml``, under ``numbers:``)."""
        lists = {name: frozenset(word.lower() for word in items) for name, items in words.items()}
        return cls(**lists, names=frozenset(name.lower() for name in names if not any(c.isdigit() for c in name)))

    @classmethod
    def merged(cls, vocabularies: Iterable["ShortVocabulary"]) -> Self:
        """Return one vocabulary of several languages, for texts whose language is not known.

        What joins in one language counts or belongs in none: ``112 of 101`` is Dutch, ``112 of them`` is lost.
        """
        every = list(vocabularies)
        words = {f.name: frozenset().union(*(getattr(one, f.name) for one in every)) for f in fields(cls)}
        for name in ("units", "belonging"):
            words[name] -= words["joining"]
        return cls(**words)

    @cached_property
    def plural_endings(self) -> tuple[str, ...]:
        """The endings, for ``str.endswith``."""
        return tuple(self.plurals)

    @cached_property
    def endings_of_streets(self) -> tuple[str, ...]:
        """The endings, for ``str.endswith``."""
        return tuple(self.street_endings)

    def says_to_call(self, word: str) -> bool:
        """Return whether a word says to call: also in the plural, and at the end of a longer one (``alarmnummer``)."""
        if word in self.call or word.removesuffix("s") in self.call:
            return True
        return len(word) > 8 and word.removesuffix("s").endswith(self._long_calls)

    def is_around(self, word: str) -> bool:
        """Return whether a word is often near a number to call: also as the end of a longer one (``politiehulp``)."""
        return word in self.around or (len(word) > 8 and word.endswith(self._long_arounds))

    def is_little(self, word: str) -> bool:
        """Return whether a word carries nothing here."""
        return word in self.little or word in self.joining or word in self.ranges

    @cached_property
    def _long_calls(self) -> tuple[str, ...]:
        return tuple(word for word in self.call if len(word) > 5)

    @cached_property
    def _long_arounds(self) -> tuple[str, ...]:
        return tuple(word for word in self.around if len(word) > 3)
