"""Which contact point or organisation a sentence speaks of: what the rules about words and claims share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meldwijzer.content import Content
from meldwijzer.language.grammar import Grammar
from meldwijzer.language.matching import Match, phrases_of
from meldwijzer.language.sentences import Sentence, around, blanked, sentences
from meldwijzer.model.terms import Terms
from meldwijzer.references import BARE, LABELLED, Contact, Registry

from .base import PlacedText, all_texts

_OF_CONTACTS = ("phone", "link", "email", "hours")
CLAIMS = ("always", "every_day", "free", "no_name", "from_abroad", "call", "message", "chat")
"""What may be claimed of a line, besides its languages."""
_UNNAMED = ("police", "law")
"""Kinds of organisations whose names are everyday words (``Politie``)."""


@dataclass(frozen=True)
class Target:
    """A contact point, or an organisation by its name, that a text speaks of."""

    organisation: str
    start: int
    """Where it stands in its text; -1 where the whole text is about it."""
    end: int = -1
    contact: Contact | None = None
    service: str = ""
    channel: str = ""
    label: tuple[int, int] | None = None
    """Where the own text of its reference stands."""

    @property
    def name(self) -> str:
        """What messages call it."""
        if self.contact is not None:
            return self.contact.reference
        if self.service:
            return f'the service "{self.service}" of {self.organisation}'
        return f'the channel "{self.channel}" of {self.organisation}' if self.channel else self.organisation


class Tongue:
    """The words of one language's terms.yml; all are looked for at once, in each text once."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.grammar = Grammar(terms)
        self._phrases = phrases_of(tuple((f"{group}/{key}", phrase) for group, key, phrase in _watched(terms)))
        self._found: dict[str, dict[str, list[Match]]] = {}

    def find(self, group: str, text: str) -> list[Match]:
        """Return the phrases of a group in a text, under their keys, in their order."""
        if (found := self._found.get(text)) is None:
            found = self._found[text] = {}
            for match in self._phrases.find(blanked(text)):
                name, _, key = match.key.partition("/")
                found.setdefault(name, []).append(Match(key, match.start, match.end))
        return found.get(group, [])

    def sentences(self, group: str, text: str) -> Iterator[tuple[Sentence, Match]]:
        """Yield them with their sentences; the offsets are those in the sentence."""
        for match in self.find(group, text):
            if (sentence := around(text, match.start, match.end)) is not None:
                yield sentence, Match(match.key, match.start - sentence.start, match.end - sentence.start)


def _watched(terms: Terms) -> Iterator[tuple[str, str, str]]:
    """Yield every watched phrase with its group and its key."""
    for group, entries in (("avoid", terms.avoid), ("requests", terms.requests), ("reserved", terms.reserved)):
        for key, entry in entries.items():
            yield from ((group, key, phrase) for phrase in entry.words)
    lists = {
        ("kinds", "hotline"): terms.kinds.hotline,
        ("kinds", "helpline"): terms.kinds.helpline,
        ("complaint", "complaint"): terms.complaint.words,
        ("complaint", "police"): terms.complaint.police,
        ("unpunished", "not"): terms.not_punishable.words,
        ("unpunished", "then"): terms.not_punishable.then,
        ("weekdays", "weekday"): terms.claims.weekdays,
        ("unfinished", "unfinished"): terms.unfinished,
        ("claims", "unless"): terms.claims.unless,
        **{("claims", name): getattr(terms.claims, name) for name in CLAIMS},
        **{("claims", f"language:{tag}"): phrases for tag, phrases in terms.claims.languages.items()},
    }
    for (group, key), phrases in lists.items():
        yield from ((group, key, phrase) for phrase in phrases)


class Known:
    """The registry and the names of a content, kept as long as its rules run."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.registry = Registry(content.organisations)
        self.tongues = {language: Tongue(words.terms) for language, words in content.words.items()}
        self._names = {language: self._names_of(language) for language in content.words}
        every = {
            name
            for key, organisation in content.organisations.items()
            for name in (organisation.name, *organisation.aliases, *self._translated(key))
        }
        self._every_name = _any_of(every)

    def _translated(self, key: str) -> list[str]:
        words = (words.organisations.organisations.get(key) for words in self.content.words.values())
        return [said.name for said in words if said is not None and said.name]

    def _names_of(self, language: str) -> tuple[re.Pattern[str], dict[str, str]]:
        """Return what finds an organisation's name, and whose it is; names that begin another name are left out."""
        owners: dict[str, str] = {}
        for key, organisation in self.content.organisations.items():
            if organisation.kind not in _UNNAMED:
                owners[organisation.name.replace("'", "’")] = key
        clear = {
            name: key for name, key in owners.items()
            if not any(other != name and other.startswith(name) for other in owners)
        }  # fmt: skip
        return _any_of(clear), clear

    def in_name(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch of a text lies within an organisation's official or older name."""
        return any(
            found.start() <= start and end <= found.end() for found in self._every_name.finditer(text.replace("'", "’"))
        )

    def without_names(self, text: str) -> str:
        """Return a text of the same length in which the names of organisations are blank."""
        return self._every_name.sub(lambda name: " " * len(name[0]), text.replace("'", "’"))

    def targets(self, placed: PlacedText) -> list[Target]:
        """Return every contact point and organisation named in a text, in its order."""
        text = placed.text.text
        found: list[Target] = []
        for match in BARE.finditer(text):
            found.extend(self._reference(match[1], match[2], placed.language, match.span(), None))
        for match in LABELLED.finditer(text):
            kind, _, target = match[2].partition(":")
            found.extend(self._reference(kind, target, placed.language, match.span(), match.span(1)))
        names, owners = self._names[placed.language]
        for match in names.finditer(blanked(text).replace("'", "’")):
            if not any(one.start <= match.start() < one.end for one in found):
                found.append(Target(owners[match[0]], match.start(), match.end()))
        return sorted(found, key=lambda one: one.start)

    def _reference(
        self, kind: str, target: str, language: str, span: tuple[int, int], label: tuple[int, int] | None
    ) -> list[Target]:
        contact = self.registry.find(kind, target, language) if kind in _OF_CONTACTS else None
        return [] if contact is None else [Target(contact.organisation, *span, contact=contact, label=label)]

    def about(self, placed: PlacedText) -> Target | None:
        """Return what a whole text is about: the words of an organisation, a service, a contact or a channel."""
        way = [str(part) for part in placed.text.way]
        if placed.path.endswith("/organisations.yml") and way[0] == "organisations" and len(way) > 2:
            key = way[1]
            if key not in self.content.organisations or self.content.organisations[key].kind == "law":
                return None
            if way[2] == "services":
                return Target(key, -1, service=way[3]) if way[3] in self.content.organisations[key].services else None
            if way[2] == "contacts":
                kind, _, name = way[3].partition(":")
                contact = self.registry.contacts.get(f"{kind}:{key}.{name}")
                return None if contact is None else Target(key, -1, contact=contact)
            return Target(key, -1) if way[2] == "about" else None
        if placed.path.endswith("/reporting.yml") and way[0] == "channels" and len(way) > 2:
            key, _, channel = way[1].partition(".")
            known = self.content.organisations.get(key)
            return Target(key, -1, channel=channel) if known is not None and channel in known.channels else None
        return None


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of these names, the longest first."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted((name.replace("'", "’") for name in names), key=lambda name: (-len(name), name)):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = [f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items())]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(branches)})(?![^\W_])") if branches else re.compile(r"(?!)")


@lru_cache(maxsize=2)
def known(content: Content) -> Known:
    """Return what is known of a content; worked out once for all rules."""
    return Known(content)


@lru_cache(maxsize=2)
def texts(content: Content) -> tuple[PlacedText, ...]:
    """Return every text of a content; kept, since several rules go through all of them."""
    return tuple(all_texts(content))


@lru_cache(maxsize=2)
def with_targets(content: Content) -> tuple[tuple[PlacedText, list[Target], Target | None], ...]:
    """Return every text that speaks of a contact or an organisation: its targets, what it is about.

    Without the words that people search for, and without the table of old contacts.
    """
    everything = known(content)
    kept = []
    for placed in texts(content):
        if "synonyms" in placed.text.way or "old" in placed.text.way:
            continue
        targets, about = everything.targets(placed), everything.about(placed)
        if targets or about is not None:
            kept.append((placed, targets, about))
    return tuple(kept)


_SEPARATORS = re.compile(r"[.!?;]\s|;|[,|]|\s(?:of|or|ou)\s")


def nearest(text: str, start: int, end: int, targets: Sequence[Target]) -> Target | None:
    """Return the target that a phrase speaks of: with the fewest commas and the fewest letters between them."""

    def distance(target: Target) -> tuple[int, int, int]:
        if target.start <= start and end <= target.end:
            return (0, 0, 0)
        behind = target.start >= end
        between = text[end : target.start] if behind else text[target.end : start]
        return (len(_SEPARATORS.findall(between)), len(between), 0 if behind else 1)

    return min(targets, key=distance, default=None)


def of_sentence(text: str, sentence: Sentence, targets: Sequence[Target], about: Target | None) -> list[Target]:
    """Return the targets that a sentence may speak of: its own; else those before it in its paragraph or list item,
    if they are of one organisation; else what the whole text is about."""
    own = [target for target in targets if sentence.start <= target.start < sentence.end]
    if about is not None and not any(target.contact for target in own):
        # "At Child Focus you …" speaks of Child Focus; "It is part of Offlimits and also speaks English" does not.
        subjects = [target for target in own if len(text[sentence.start : target.start].split()) < 3]
        return subjects or [about]
    if own:
        return own
    first = min((one.start for one in sentences(text) if one.block == sentence.block), default=sentence.start)
    earlier = [target for target in targets if first <= target.start < sentence.start]
    if earlier and len({target.organisation for target in earlier}) == 1:
        return earlier[-1:]
    return []
