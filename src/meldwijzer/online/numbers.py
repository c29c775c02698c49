"""Whether a number, e-mail address or account still stands on its owner's own page. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from meldwijzer.contacts import phone
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Severity
from meldwijzer.model.contact import Account, Email, Phone
from meldwijzer.references import Contact, Registry

from .answer import Answer
from .expect import Sought
from .judge import shown


@dataclass(frozen=True)
class Sighting:
    """What a page says of a contact point."""

    found: Literal["yes", "slip", "no"]
    written: str = ""
    """For a slip: what stands there, with one digit or letter different."""


StandsOn = Callable[[str, Contact], Sighting]
"""From a page's text (see :class:`~.answer.Page`) and a contact point to what the page says of it."""

_RUN = re.compile(r"\+?\(?\d(?:[ .,/()+-]{0,3}\d)*")
"""Digits that may belong together: not across a line, which is the edge of a block."""
_SURE = 8
"""Digits: with fewer, a number that differs in one is simply another number (116 000 and 116 006)."""
_AT = re.compile(r"\s?(?:\[(?:at|@|apenstaartje|arobase)\]|\((?:at|@|apenstaartje|arobase)\))\s?", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


class DefaultStandsOn:
    """Looks for digits, ignoring how they are grouped, but never for a part of a longer number."""

    def __init__(self, content: Content) -> None:
        known = Registry(content.organisations).contacts.values()
        self._forms = [(contact.fact, frozenset(_forms(contact))) for contact in known]

    def __call__(self, text: str, contact: Contact) -> Sighting:
        """Return whether the contact point stands in the text; another registered one is never a slip."""
        wanted = set(_forms(contact))
        others = {form for fact, forms in self._forms if fact != contact.fact for form in forms}
        slip = ""
        seen: set[str] = set()
        for written, compact in _candidates(text, contact, {len(form) for form in wanted}):
            if compact in wanted:
                return Sighting("yes")
            if slip or compact in others or compact in seen:
                continue
            seen.add(compact)
            slip = written if any(_one_off(compact, form) for form in wanted) else ""
        return Sighting("slip", slip) if slip else Sighting("no")


def _forms(contact: Contact) -> Iterator[str]:
    """Yield every way to write a contact point, without what only groups it."""
    match contact.fact:
        case Phone() as fact:
            forms = {"".join(filter(str.isdigit, form)) for form in phone.forms(fact)}
            yield from forms
            if fact.kind != "short" and not phone.problem(fact):
                home = "".join(filter(str.isdigit, phone.national(fact)))
                abroad = "".join(filter(str.isdigit, phone.international(fact)))
                yield f"00{abroad}"
                if home.startswith("0") and abroad.endswith(home[1:]):
                    code = abroad.removesuffix(home[1:])
                    yield from (f"{code}{home}", f"00{code}{home}")
        case Email(address=address):
            yield address.casefold()
        case Account(iban=iban):
            yield re.sub(r"[^A-Z0-9]", "", iban.upper())


def _candidates(text: str, contact: Contact, lengths: set[int]) -> Iterator[tuple[str, str]]:
    """Yield what in a text may be a contact point of this kind: as written, and without what groups it."""
    match contact.fact:
        case Phone():
            for run in _RUN.finditer(text):
                yield from _windows(run[0], lengths)
        case Email():
            for mail in _MAIL.finditer(_AT.sub("@", text)):
                yield mail[0].strip(".-"), mail[0].strip(".-").casefold()
        case Account(iban=iban):
            length = max(lengths)
            pattern = rf"(?<![A-Z0-9]){iban[:2].upper()}(?:[ .-]?[A-Z0-9]){{{length - 2}}}(?![A-Z0-9])"
            for found in re.finditer(pattern, text.upper()):
                yield found[0], re.sub(r"[^A-Z0-9]", "", found[0])


def _windows(run: str, lengths: set[int]) -> Iterator[tuple[str, str]]:
    """Yield groups of digits that follow each other and have one of the lengths together."""
    groups = list(re.finditer(r"\d+", run))
    longest = max(lengths)
    for first, group in enumerate(groups):
        digits = ""
        for last in groups[first : first + longest]:
            digits += last[0]
            if len(digits) > longest:
                break
            if len(digits) in lengths:
                start = group.start() - (run[group.start() - 1 : group.start()] == "+")
                yield run[start : last.end()], digits


def _one_off(one: str, other: str) -> bool:
    """Tell whether two texts of the same length differ in exactly one character, and are long enough to matter."""
    if len(one) != len(other) or len(one) < _SURE:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def judge(sought: Sequence[Sought], answers: Mapping[str, Answer], stands_on: StandsOn) -> list[Finding]:
    """Return what is wrong with numbers on their owners' pages; pages not looked at are reported elsewhere."""
    return [finding for one in sought for finding in _one(one, answers, stands_on)]


def _one(one: Sought, answers: Mapping[str, Answer], stands_on: StandsOn) -> Iterator[Finding]:
    if not one.pages:
        message = f'Nobody can look whether "{one.value}" is still right: no page of its owner is known here.'
        fix = "Add the owner's home page, or a source to its line in content/reviews.yml."
        yield Finding("online-number", Severity.NOTICE, one.place, message, fix)
        return
    seen = [(url, answers[url]) for url in one.pages if url in answers]
    pages = [(url, answer.page) for url, answer in seen if answer.page is not None]
    sightings = [(url, stands_on(page.text, one.contact)) for url, page in pages if page.readable]
    if any(sighting.found == "yes" for _, sighting in sightings):
        return
    for url, sighting in sightings:
        if sighting.found == "slip":
            message = f'Here stands "{one.value}", but {shown(url)} says "{sighting.written}".'
            fix = "Find out by hand which of the two is right; correct it here, or tell the owner."
            yield Finding("online-number", Severity.ERROR, one.place, message, fix)
            return
    if not pages or len(seen) < len(one.pages):
        return
    where = " or ".join(shown(url) for url, _ in pages)
    if not sightings:
        message = f'Whether "{one.value}" still stands on {where} can only be seen by hand: it is not a web page.'
        yield Finding("online-number", Severity.NOTICE, one.place, message, "Open it and look.")
        return
    whole = all(page.whole for _, page in pages)
    message = f'"{one.value}" was not seen on {where}' + ("." if whole else ", as far as it was read.")
    fix = "Look there by hand; if it is not there, ask its owner or find a newer source."
    yield Finding("online-number", Severity.WARNING, one.place, message, fix)
