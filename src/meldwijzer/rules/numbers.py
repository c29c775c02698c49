"""Rules for numbers written out in words or templates, in any notation: they belong in the registry."""

import re
from collections.abc import Iterable, Iterator

from meldwijzer.content import Content
from meldwijzer.findings import Edit, Finding, Place
from meldwijzer.model.contact import Phone
from meldwijzer.references import Contact, Registry
from meldwijzer.scan.digits import Candidate
from meldwijzer.scan.numbers import long_numbers
from meldwijzer.scan.registered import Registered
from meldwijzer.scan.short import short_numbers
from meldwijzer.scan.vocabulary import ShortVocabulary

from .base import Rule, Shown, all_texts, error

_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
"""What a template says to those who write it."""


class Scanner:
    """Finds telephone numbers in the texts of one site."""

    def __init__(self, content: Content) -> None:
        self.registered = Registered(Registry(content.organisations))
        self.countries = list(content.site.countries)
        names = {name for one in content.organisations.values() for name in (one.name, *one.aliases)}
        self.words = {
            tag: ShortVocabulary.of(words.terms.numbers.model_dump(), names) for tag, words in content.words.items()
        }
        self.all_words = ShortVocabulary.merged(self.words.values())

    def candidates(self, text: str, language: str | None = None) -> Iterator[Candidate]:
        """Yield the numbers in a text of one language, or of none that is known."""
        words = self.words[language] if language else self.all_words
        long = list(long_numbers(text, self.countries, self.registered, words))
        yield from long
        for candidate in short_numbers(text, self.registered.short, words):
            if not any(one.start < candidate.end and candidate.start < one.end for one in long):
                yield candidate

    def owner(self, candidate: Candidate, language: str | None, content: Content) -> Contact | None:
        """Return whose number it is, if that is certain: 116000 has one owner in each country."""
        owners = self.registered.all_exactly(candidate.digits)
        if len(owners) > 1 and language is not None:
            readers = content.site.languages[language].readers
            if len(readers) == 1:
                owners = tuple(one for one in owners if getattr(one.fact, "country", "") in readers) or owners
        return owners[0] if len(owners) == 1 else None


def literal_numbers(content: Content) -> Iterable[Finding]:
    """No text spells out a telephone number: it refers to the registry."""
    scanner = Scanner(content)
    for placed in all_texts(content):
        if "old" in placed.text.way:
            continue  # the table of old contacts shows what is dead
        for candidate in scanner.candidates(placed.blanked, placed.language) if placed.has_digits else ():
            place = placed.place(content, candidate.start)
            yield _told(scanner, content, candidate, place, placed.language, placed.is_message)


def _told(
    scanner: Scanner, content: Content, candidate: Candidate, place: Place, language: str | None, is_message: bool
) -> Finding:
    written = " ".join(candidate.text.split())
    known = scanner.registered
    owners = known.all_exactly(candidate.digits)
    if is_message:
        fix = "A button or a label has no number of its own: take it out."
        return error("literal-number", place, f'"{written}" is a number written out.', fix)
    if (owner := scanner.owner(candidate, language, content)) is not None:
        return _registered(owner, candidate, place, written)
    if owners:
        named = " or ".join(f"<{one.reference}>" for one in owners)
        return error("literal-number", place, f'"{written}" is a number written out.', f"Write {named}.")
    if (near := known.one_slip(candidate.digits)) is not None:
        message = f'"{written}" differs from {near.name} in one digit.'
        return error("literal-number", place, message, f"Write <{near.reference}> if that is meant.")
    if (part := known.tail(candidate.digits)) is not None:
        message = f'"{written}" is {part.name} without its first digits.'
        return error("literal-number", place, message, f"Write <{part.reference}>.")
    message = f'"{written}" looks like a telephone number that is not registered.'
    return error("literal-number", place, message, "Register it in content/organisations and refer to it.")


def _registered(owner: Contact, candidate: Candidate, place: Place, written: str) -> Finding:
    retired = owner.fact.retired if isinstance(owner.fact, Phone) else None
    if retired is not None:
        message = f'"{written}" is {owner.name}, which is retired.'
        return error("literal-number", place, message, f"Use {retired.replaced_by}.")
    edit = Edit(candidate.text, f"<{owner.reference}>")
    return error("literal-number", place, f'"{written}" is a number written out.', f"Write {edit.new}.", edit)


def in_templates(content: Content) -> Iterable[Finding]:
    """No page shape and no component spells out a telephone number."""
    scanner = Scanner(content)
    for path, template in content.templates.items():
        bare = _REMARK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), template)
        for candidate in scanner.candidates(bare):
            before = template[: candidate.start]
            place = Place(path, before.count("\n") + 1, candidate.start - before.rfind("\n"))
            found = _told(scanner, content, candidate, place, None, False)
            yield error("template-number", place, found.message, "Take it from the registry, through the page's desk.")


RULES = (
    Rule(
        "literal-number",
        "a number in prose can be right in one place and wrong in another",
        literal_numbers,
        Shown(
            "content/nl/faq.yml", "questions.cookies.answer", "Bel 0800 / 20 00.", "Bel <phone:veilig-thuis.helpline>."
        ),
    ),
    Rule(
        "template-number",
        "a number in a template is changed by nobody who changes the registry",
        in_templates,
        Shown("docs/help.md", "", "<p>0800 20 00</p>", '{{ mw.reference("phone:veilig-thuis.helpline") }}'),
    ),
)
