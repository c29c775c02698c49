"""Rules for single words: those that mislead, requests that nobody may make, what a line is called, complaints.

The words are in content/<lang>/terms.yml. What is claimed of a line is for claims.py.
"""

import re
from collections.abc import Iterable, Iterator

from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.language.matching import Match, phrases_of
from meldwijzer.language.sentences import Sentence, around, blanked, sentences
from meldwijzer.model.organisation import Organisation
from meldwijzer.model.terms import Context, Term

from .base import PlacedText, Rule, Shown, error
from .said import Known, Target, known, nearest, of_sentence, texts, with_targets

_QUOTATION = re.compile(r"“[^”\n]*”|«[^»\n]*»|„[^”“\n]*[”“]")
_CONTEXT_OF: dict[str, Context] = {"quotes": "quote", "quote_note": "quote", "synonyms": "synonym", "old": "old"}


def _excused(placed: PlacedText, term: Term, match: Match, everything: Known) -> bool:
    """Tell whether a watched word is right where it stands."""
    contexts = {_CONTEXT_OF[part] for part in map(str, placed.text.way) if part in _CONTEXT_OF}
    if contexts & set(term.allowed):
        return True
    text = placed.text.text
    if "name" in term.allowed and everything.in_name(text, match.start, match.end):
        return True
    if "quotation" in term.allowed and any(
        found.start() <= match.start and match.end <= found.end() for found in _QUOTATION.finditer(text)
    ):
        return True
    right = phrases_of(tuple(("unless", phrase) for phrase in term.unless)).find(blanked(text)) if term.unless else []
    return any(one.start <= match.start and match.end <= one.end for one in right)


def avoided(content: Content) -> Iterable[Finding]:
    """No text uses a word that misleads or hurts, but where it is quoted, a name, or what people search for."""
    everything = known(content)
    for placed in texts(content):
        tongue = everything.tongues[placed.language]
        for match in tongue.find("avoid", placed.text.text):
            term = tongue.terms.avoid[match.key]
            if not _excused(placed, term, match, everything):
                yield _of_term("term", content, placed, match, term)


def _of_term(code: str, content: Content, placed: PlacedText, match: Match, term: Term) -> Finding:
    said = placed.text.text[match.start : match.end]
    message = f'"{_short(said)}" must not be written here. {term.why}'
    return error(code, placed.place(content, match.start), message, f'Write "{term.instead.rstrip(".")}".')


def _short(said: str) -> str:
    return " ".join(said.split())


def requests(content: Content) -> Iterable[Finding]:
    """No text asks a reader to search for, keep, copy, upload or pass on such material; forbidding it is right."""
    everything = known(content)
    for placed in texts(content):
        tongue = everything.tongues[placed.language]
        for sentence, found in tongue.sentences("requests", placed.text.text):
            if sentence.asks or tongue.grammar.negates(sentence.words, found.start, found.end):
                continue
            match = Match(found.key, sentence.start + found.start, sentence.start + found.end)
            term = tongue.terms.requests[match.key]
            if not _excused(placed, term, match, everything):
                yield _of_term("request", content, placed, match, term)


def reserved(content: Content) -> Iterable[Finding]:
    """Words such as "emergency number" are said of the numbers they belong to alone."""
    for placed, sentence, found, targets in _spoken_of(content, "reserved"):
        tongue = known(content).tongues[placed.language]
        term = tongue.terms.reserved[found.key]
        start, end = sentence.start + found.start, sentence.start + found.end
        target = nearest(placed.text.text, start, end, [one for one in targets if one.contact is not None])
        if target is None or target.contact is None or target.contact.reference in term.only_for:
            continue
        if tongue.grammar.denies(sentence.words, found.start, found.end):
            continue
        said = placed.text.text[start:end]
        message = f'"{_short(said)}" is said of {target.contact.reference} here. {term.why}'
        yield error("reserved", placed.place(content, start), message, f'Write "{term.instead.rstrip(".")}".')


def _spoken_of(content: Content, group: str) -> Iterator[tuple[PlacedText, Sentence, Match, list[Target]]]:
    """Yield every phrase of a group in its sentence, with what that sentence may speak of."""
    for placed, targets, about in with_targets(content):
        for sentence, found in known(content).tongues[placed.language].sentences(group, placed.text.text):
            if spoken_of := of_sentence(placed.text.text, sentence, targets, about):
                yield placed, sentence, found, spoken_of


def line_kinds(content: Content) -> Iterable[Finding]:
    """A hotline is never called a helpline, and the reverse: whoever calls one needs what it does."""
    everything = known(content)
    for placed, sentence, found, targets in _spoken_of(content, "kinds"):
        tongue = everything.tongues[placed.language]
        start, end = sentence.start + found.start, sentence.start + found.end
        if everything.in_name(placed.text.text, start, end):
            continue
        target = _called(placed.text.text, start, end, targets)
        if target is None or found.key in _kinds(content.organisations[target.organisation]):
            continue
        if tongue.grammar.denies(sentence.words, found.start, found.end):
            continue
        right = "helpline" if found.key == "hotline" else "hotline"
        name = content.organisations[target.organisation].name
        message = f'{name} is called "{_short(placed.text.text[start:end])}", but it is no {found.key}.'
        words = getattr(tongue.terms.kinds, right)[0]
        fix = f'Write "{words}", or correct content/organisations/{target.organisation}.yml.'
        yield error("line-kind", placed.place(content, start), message, fix)


_CLOSE = re.compile(r"(?:[^.,;:!?\w]|_)*(?:[^\W_]+(?:[^.,;:!?\w]|_)+){0,2}(?:[:,](?:[^.,;:!?\w]|_)*)?")
"""Up to two words, and a colon or comma before the reference."""


def _called(text: str, start: int, end: int, targets: list[Target]) -> Target | None:
    """Return the target that a word for a line names: it stands in its label, right before it or right behind it."""
    for target in targets:
        if target.start == -1:
            # "A Belgian helpline for …": the first words about an organisation, a service or a contact name it.
            return target if not re.search(r"[.!?;:,(]", text[:start]) else None
        if target.label is not None and target.label[0] <= start and end <= target.label[1]:
            return target
        if target.start >= end and _CLOSE.fullmatch(text, end, target.start):
            return target
    return None


def _kinds(organisation: Organisation) -> set[str]:
    """Return what an organisation may be called: one may run both."""
    kinds = set()
    if organisation.kind == "hotline" or any(one.kind == "hotline" for one in organisation.channels.values()):
        kinds.add("hotline")
    if organisation.kind in ("helpline", "support") or "helpline" in {*organisation.phones, *organisation.services}:
        kinds.add("helpline")
    if organisation.kind in ("network", "authority", "tool", "law", "support"):
        kinds |= {"hotline", "helpline"}  # they run or list lines of others, and are named beside them
    return kinds


def complaints(content: Content) -> Iterable[Finding]:
    """A report to a hotline is never called a complaint: that goes to the police."""
    everything = known(content)
    for placed in texts(content):
        text = placed.text.text
        found = everything.tongues[placed.language].find("complaint", text)
        if "synonyms" in placed.text.way or "old" in placed.text.way or all(one.key == "police" for one in found):
            continue
        targets = [one for one in everything.targets(placed) if _takes_reports(content, one)]
        for sentence in sentences(text):
            yield from _complaints(content, placed, sentence, targets, everything)


def _takes_reports(content: Content, target: Target) -> bool:
    organisation = content.organisations[target.organisation]
    return organisation.kind == "hotline" and not any(one.complaint for one in organisation.channels.values())


def _complaints(
    content: Content, placed: PlacedText, sentence: Sentence, targets: list[Target], everything: Known
) -> Iterator[Finding]:
    tongue = everything.tongues[placed.language]
    found = [match for other, match in tongue.sentences("complaint", placed.text.text) if other is sentence]
    police = [one for one in found if one.key == "police"]
    receivers = [(one.start - sentence.start, one.end - sentence.start) for one in targets
                 if sentence.start <= one.start < sentence.end]  # fmt: skip
    receivers += [
        (one.start, one.end)
        for other, one in tongue.sentences("kinds", placed.text.text)
        if other is sentence and one.key == "hotline"
    ]
    for one in found:
        if one.key != "complaint":
            continue
        for start, end in receivers:
            between = sentence.words[one.end : start] if start >= one.end else sentence.words[end : one.start]
            # "a complaint to the police", "a report to the hotline is no complaint"
            if len(between.split()) > 6 or any(
                p.start >= one.end for p in police if start < one.end or p.start < start
            ):
                continue
            if tongue.grammar.negates(sentence.words, min(start, one.start), max(end, one.end)):
                continue
            said = sentence.words[one.start : one.end]
            message = f'"{_short(said)}" goes to the police, never to a hotline.'
            fix = f'Write "{tongue.terms.complaint.instead}", or name the police.'
            yield error("complaint", placed.place(content, sentence.start + one.start), message, fix)
            break


def not_punishable(content: Content) -> Iterable[Finding]:
    """Whoever says that something is not punishable goes on: not sure? Report it; analysts decide."""
    for placed in texts(content):
        way = placed.text.way
        if "synonyms" in way or placed.path.endswith(".po") or _page_adds_it(placed):
            continue
        text = placed.text.text
        tongue = known(content).tongues[placed.language]
        found = tongue.find("unpunished", text)
        for one in found:
            followed = any(other.key == "then" and 0 < other.start - one.start < _SOON for other in found)
            sentence = around(text, one.start, one.end)
            if (
                one.key != "not"
                or followed
                or sentence is None
                or sentence.asks
                or tongue.grammar.doubts(sentence.words)
            ):
                continue
            if not tongue.grammar.denies(sentence.words, one.start - sentence.start, one.end - sentence.start):
                message = f'"{_short(text[one.start : one.end])}" may keep somebody from reporting what is punishable.'
                instead = tongue.terms.not_punishable.instead
                yield error("not-punishable", placed.place(content, one.start), message, f"Add behind it: {instead}")


_SOON = 600
"""So many characters behind "not punishable" the sentence must stand: in the same answer, not at a guide's end."""


def _page_adds_it(placed: PlacedText) -> bool:
    """Tell whether the page itself adds the sentence behind a text."""
    return placed.path.endswith("/law.yml") and bool({"not_punishable", "positions"} & set(placed.text.way))


_ANSWER = ("content/nl/faq.yml", "questions.upset.answer.BE")

RULES = (
    Rule(
        "term",
        "some words mislead or hurt, whatever they were once called",
        avoided,
        Shown(*_ANSWER, "Zag je kinderporno?", "Zag je beelden van seksueel misbruik?"),
    ),
    Rule(
        "request",
        "nobody may be asked to search for, keep or pass on such material",
        requests,
        Shown(*_ANSWER, "Maak een screenshot.", "Maak geen screenshot."),
    ),
    Rule(
        "reserved",
        "an emergency number that sends nobody costs time",
        reserved,
        Shown(
            *_ANSWER,
            "Bel het noodnummer <phone:child-focus.helpline>.",
            "Bel het noodnummer <phone:emergency.112>.",
        ),
    ),
    Rule(
        "line-kind",
        "at a hotline people report, at a helpline they talk",
        line_kinds,
        Shown(
            *_ANSWER,
            "Meld het bij [deze hulplijn](link:meldpunt.report).",
            "Meld het bij [dit meldpunt](link:meldpunt.report).",
        ),
    ),
    Rule(
        "complaint",
        "who thinks that a report is a complaint may keep away, or wait for the police",
        complaints,
        Shown(
            *_ANSWER,
            "Dien een klacht in bij [Child Focus](link:child-focus.report).",
            "Doe een melding bij [Child Focus](link:child-focus.report).",
        ),
    ),
    Rule(
        "not-punishable",
        "who reads that something is not punishable must still be told to report in doubt",
        not_punishable,
        Shown(*_ANSWER, "Dat is niet strafbaar.", "Dat is niet strafbaar. Niet zeker? Meld het: analisten beslissen."),
    ),
)
