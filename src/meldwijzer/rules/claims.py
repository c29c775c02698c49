"""Rules for what is claimed of a line: day and night, free, no name, its languages; and hours or prices written out.

What the registry knows is looked up in line_facts.py; the words are in content/<lang>/terms.yml.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.language.formats import Formats
from meldwijzer.language.matching import Match, folded
from meldwijzer.language.sentences import Sentence, around, blanked, sentences
from meldwijzer.model.contact import Phone
from meldwijzer.model.terms import ClaimWords

from . import line_facts
from .base import PlacedText, Rule, Shown, error
from .line_facts import Fact
from .said import Known, Target, known, nearest, of_sentence, with_targets

_NAMED = {
    "always": "open day and night",
    "every_day": "open every day",
    "free": "free",
    "no_name": "open to people who give no name",
    "from_abroad": "within reach from abroad",
    "call": "a number that people can call",
    "message": "a number that takes messages",
}


class _Figures:
    """What times of day and prices look like in one language."""

    def __init__(self, words: ClaimWords) -> None:
        clock, price = _any(words.clock), _any(words.price)
        self.time = re.compile(
            rf"(?<![\w.,:/])(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?![\d.])|\s?(?:{clock})(?:\s?[0-5]\d)?(?!\w))"
        )
        self.price = re.compile(
            rf"(?:€\s?)?\d+(?:[.,]\d+)?\s?(?:€|euro|eur)?\s?(?:{price})(?!\w)|€\s?0[.,]\d+|0[.,]\d+\s?(?:€|euro)"
        )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(folded(word).text) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=2)
def _figures(content: Content) -> dict[str, _Figures]:
    return {language: _Figures(words.terms.claims) for language, words in content.words.items()}


def claims(content: Content) -> Iterable[Finding]:
    """What a sentence says of a line agrees with what is registered of it."""
    everything = known(content)
    for placed, targets, about in with_targets(content):
        text = placed.text.text
        every = list(everything.tongues[placed.language].sentences("claims", text))
        no_claims = [(sentence, one) for sentence, one in every if one.key == "unless"]
        for sentence, match in every:
            if any(other is sentence and one.start <= match.start < one.end for other, one in no_claims):
                continue
            spoken_of = of_sentence(text, sentence, targets, about)
            chat = any(other is sentence and one.key == "chat" for other, one in every)
            yield from _claim(content, everything, _Claim(placed, sentence, match, chat), spoken_of, targets)


@dataclass(frozen=True)
class _Claim:
    """Words that claim something, where they stand."""

    placed: PlacedText
    sentence: Sentence
    match: Match
    """Its offsets are those in the sentence."""
    chat: bool
    """Whether the sentence speaks of a chat."""

    @property
    def span(self) -> tuple[int, int]:
        """From where to where it stands in its text."""
        return self.sentence.start + self.match.start, self.sentence.start + self.match.end


def _claim(
    content: Content, everything: Known, claim: _Claim, spoken_of: list[Target], targets: list[Target]
) -> Iterator[Finding]:
    match, sentence, text = claim.match, claim.sentence, claim.placed.text.text
    if match.key == "chat" or everything.in_name(text, *claim.span):
        return
    target = _target(claim, spoken_of, targets)
    if target is None:
        return
    grammar = everything.tongues[claim.placed.language].grammar
    if match.key in ("call", "message") and grammar.negates(sentence.words, match.start, match.end):
        return  # "Never text 112."
    # "You don't have to give your name" has its negation in it.
    denied = match.key != "no_name" and grammar.denies(sentence.words, match.start, match.end)
    if denied and match.key == "from_abroad":
        return
    fact = _fact(content, target, match.key, chat=claim.chat)
    if fact is None or denied != (fact.truth == "yes") or grammar.doubts(sentence.words):
        return
    said = " ".join(text[slice(*claim.span)].split())
    place = claim.placed.place(content, claim.span[0])
    yield error("claim", place, *_told(target, match.key, said, fact, denied=denied))


def _target(claim: _Claim, spoken_of: list[Target], targets: list[Target]) -> Target | None:
    """Return what a claim is about."""
    text, (start, end) = claim.placed.text.text, claim.span
    if claim.sentence.asks:
        # "Are you abroad? Call …" speaks of what comes next; any other question claims nothing.
        return _next(text, claim.sentence, targets) if claim.match.key == "from_abroad" else None
    if claim.match.key == "call":
        behind = [one for one in spoken_of if one.start >= end and one.contact is not None]
        first = min(behind, key=lambda one: one.start, default=None)
        return first if first is not None and len(text[end : first.start].split()) <= 4 else None
    if claim.match.key == "message":
        spoken_of = [one for one in spoken_of if one.contact is not None and isinstance(one.contact.fact, Phone)]
    return nearest(text, start, end, spoken_of)


def _next(text: str, sentence: Sentence, targets: list[Target]) -> Target | None:
    """Return the first contact in the sentence behind a question."""
    for other in sentences(text):
        if other.start > sentence.start:
            if other.block != sentence.block:
                return None
            return next((one for one in targets if other.start <= one.start < other.end and one.contact), None)
    return None


def _fact(content: Content, target: Target, key: str, *, chat: bool) -> Fact | None:
    """Return what is registered about a claim; ``None`` where the registry has nothing to hold it against."""
    if key in ("always", "every_day") and chat and not _is_chat(target):
        chats = line_facts.chat_of(content, target)
        if not chats:
            return None
        contact = next(
            (one for one in known(content).registry.contacts.values()
             if one.organisation == target.organisation and one.way == chats[0].way), None,
        )  # fmt: skip
        target = Target(target.organisation, target.start, target.end, contact=contact)
    if key.startswith("language:"):
        return line_facts.speaks(content, target, key.removeprefix("language:"))
    match key:
        case "always":
            return line_facts.always(content, target)
        case "every_day":
            return line_facts.every_day(content, target)
        case "free":
            return line_facts.free(content, target)
        case "no_name":
            return line_facts.no_name(content, target)
        case "from_abroad":
            return line_facts.from_abroad(content, target)
        case "call":
            return line_facts.takes(target, ("voice",))
        case _:
            return line_facts.takes(target, ("sms", "messenger"))


def _is_chat(target: Target) -> bool:
    return target.contact is not None and getattr(target.contact.fact, "what", "") == "chat"


def _told(target: Target, key: str, said: str, fact: Fact, *, denied: bool) -> tuple[str, str]:
    """Return the message and the fix of a claim that does not hold."""
    what = _NAMED.get(key) or f"in {Formats('en').language(key.removeprefix('language:'))}"
    file = fact.path or f"content/organisations/{target.organisation}.yml"
    if fact.truth == "unknown":
        message = f'"{said}" is said of {target.name}. Nobody has confirmed that it is {what}.'
        return message, f"Take it out, or record it in {file}."
    where = ".".join(str(part) for part in fact.way)
    no = "not " if denied else ""
    message = f'"{said}" says that {target.name} is {no}{what}. The registry says {where}: {fact.value} ({file}).'
    return message, "Write what the registry says, or correct the registry and have it confirmed."


def hours_and_prices(content: Content) -> Iterable[Finding]:
    """Nobody writes out opening hours or prices beside a line: they come from the registry."""
    everything = known(content)
    for placed, targets, about in with_targets(content):
        text = placed.text.text
        reported = -1
        for sentence, start, end, what in _written_out(content, placed.language, text):
            spoken_of = [one for one in of_sentence(text, sentence, targets, about) if _has_hours(one)]
            target = nearest(text, start, end, spoken_of)
            if target is None or sentence.start == reported or everything.in_name(text, start, end):
                continue
            reported = sentence.start  # "from Monday to Friday, 9:00 to 17:00" is one mistake
            said = " ".join(text[start:end].split())
            called = "opening hours" if what == "hours" else "a price"
            message = f'"{said}" looks like {called} of {target.name}, written out.'
            yield error("hours-in-prose", placed.place(content, start), message, _instead(target, what))


def _written_out(content: Content, language: str, text: str) -> list[tuple[Sentence, int, int, str]]:
    """Return the times, weekdays and prices in a text, in their order."""
    fold, words = folded(blanked(text)), _figures(content)[language]
    found = [(*fold.original(*match.span()), "hours") for match in words.time.finditer(fold.text)]
    found += [(*fold.original(*match.span()), "price") for match in words.price.finditer(fold.text)]
    found += [(match.start, match.end, "hours") for match in known(content).tongues[language].find("weekdays", text)]
    placed = ((around(text, start, end), start, end, what) for start, end, what in sorted(found))
    return [(sentence, start, end, what) for sentence, start, end, what in placed if sentence is not None]


def _has_hours(target: Target) -> bool:
    return target.contact is None or target.contact.kind in ("phone", "link", "hours")


def _instead(target: Target, what: str) -> str:
    file = f"content/organisations/{target.organisation}.yml"
    if what == "price":
        return f"Take it out; the cost stands beside the number, from {file}."
    if target.contact is None:
        return f"Take it out; the hours stand beside the contact, from {file}."
    return f"Write <hours:{target.contact.name}>, and the hours themselves in {file}."


_ANSWER = ("content/nl/faq.yml", "questions.upset.answer.NL")

RULES = (
    Rule(
        "claim",
        "who is told that a line is free or open day and night, and finds it is not, may not call again",
        claims,
        Shown(
            *_ANSWER,
            "Bel dag en nacht met <phone:kindertelefoon.helpline>.",
            "Bel dag en nacht met <phone:veilig-thuis.helpline>.",
        ),
    ),
    Rule(
        "hours-in-prose",
        "opening hours in prose can be right in one place and wrong in another",
        hours_and_prices,
        Shown(
            *_ANSWER,
            "Van 9 tot 17 uur bel je <phone:kindertelefoon.helpline>.",
            "Bel <phone:kindertelefoon.helpline> (<hours:kindertelefoon.helpline>).",
        ),
    ),
)
