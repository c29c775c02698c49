"""Rules for web addresses, e-mail addresses and accounts written out in words: they belong in the registry."""

import re
from collections.abc import Iterable, Iterator

from stdnum import iban

from meldwijzer.contacts import web
from meldwijzer.content import Content
from meldwijzer.findings import Edit, Finding, Place
from meldwijzer.model.contact import Account, Email, Link
from meldwijzer.references import Contact, Registry
from meldwijzer.spelling import one_apart

from .base import PlacedText, Rule, Shown, all_texts, error

_TOP_LEVEL = "be|nl|eu|fr|de|uk|org|com|net|info|brussels|vlaanderen|amsterdam|gent|report|app|io|me|gov|tv|online"
_ADDRESS = re.compile(
    r"(?P<web>\b(?:https?://|www\.)[^\s)>\]]+)|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+)|"
    rf"(?P<host>(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})\b(?:/[^\s)>\]]*)?(?!\.\w))",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"[@/]|\.[A-Za-z]{2}|www", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0\u202f-]?[A-Z0-9]{2,4}){3,8}\b|(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)")


def _readable(content: Content) -> Iterator[tuple[PlacedText, str]]:
    """Yield the texts in which nothing may be written out, without their references and organisations' names."""
    names = [one.name for one in content.organisations.values() if "." in one.name]
    for placed in all_texts(content):
        if "old" not in placed.text.way and "synonyms" not in placed.text.way:
            text = placed.blanked
            for name in names:
                text = text.replace(name, " " * len(name))
            yield placed, text


def literal_addresses(content: Content) -> Iterable[Finding]:
    """No text spells out a web or e-mail address: it refers to the registry."""
    registry = Registry(content.organisations)
    for placed, text in _readable(content):
        for match in _ADDRESS.finditer(text) if _PERHAPS.search(text) else ():
            written = match[0].rstrip(".,;:!?")
            yield _address(registry, written, placed.place(content, match.start()))


def _address(registry: Registry, written: str, place: Place) -> Finding:
    message = f'"{written}" is an address written out.'
    wanted = web.same(written if "://" in written else f"https://{written}")
    host = wanted.partition("/")[0]
    near = ""
    for contact in _current(registry):
        match contact.fact:
            case Email(address=address) if "@" in written and address.lower() == written.lower():
                return _written_out(message, contact, written, place)
            case Link() as link if "@" not in written:
                known = [web.same(one) for one in web.addresses(link).values()]
                if wanted in known:
                    return _written_out(message, contact, written, place)
                if not near and any(one.partition("/")[0] == host for one in known):
                    near = contact.reference
    fix = f"Write <{near}>." if near else "Register it in content/organisations and refer to it."
    return error("literal-address", place, message, fix)


def _written_out(message: str, contact: Contact, written: str, place: Place) -> Finding:
    edit = Edit(written, f"<{contact.reference}>")
    return error("literal-address", place, message, f"Write {edit.new}.", edit)


def _current(registry: Registry) -> Iterator[Contact]:
    return (contact for contact in registry.contacts.values() if contact.fact.retired is None)


def literal_accounts(content: Content) -> Iterable[Finding]:
    """No text spells out a bank account: it refers to the registry."""
    registry = Registry(content.organisations)
    for placed, text in _readable(content):
        for match in _ACCOUNT.finditer(text) if placed.has_digits else ():
            if iban.is_valid(match[0]) or _near(registry, match[0]) is not None or match[0][0].isdigit():
                yield _account(registry, match[0], placed.place(content, match.start()))


def _account(registry: Registry, written: str, place: Place) -> Finding:
    contact = _near(registry, written)
    if contact is None:
        message = f'"{written}" is an account that is not registered.'
        return error("literal-account", place, message, "Register it in content/organisations and refer to it.")
    if contact.fact.retired is not None:
        message = f'"{written}" is {contact.name}, which is retired.'
        return error("literal-account", place, message, f"Use {contact.fact.retired.replaced_by}.")
    if _bare(getattr(contact.fact, "iban", "")) != _bare(written):
        message = f'"{written}" differs from {contact.name} in one character.'
        return error("literal-account", place, message, f"Write <{contact.reference}> if that is meant.")
    edit = Edit(written, f"<{contact.reference}>")
    return error("literal-account", place, f'"{written}" is an account written out.', f"Write {edit.new}.", edit)


def _near(registry: Registry, written: str) -> Contact | None:
    """Return the account that this is, or is one slip away from."""
    bare = _bare(written)
    accounts = [(c, _bare(c.fact.iban)) for c in registry.contacts.values() if isinstance(c.fact, Account)]
    exact = next((contact for contact, known in accounts if known == bare), None)
    return exact or next((contact for contact, known in accounts if one_apart(known, bare)), None)


def _bare(number: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", number.upper())


_ANSWER = ("content/nl/faq.yml", "questions.cookies.answer")

RULES = (
    Rule(
        "literal-address",
        "an address in prose can be right in one place and wrong in another",
        literal_addresses,
        Shown(*_ANSWER, "Kijk op childfocus.be.", "Kijk op <link:child-focus.home>."),
    ),
    Rule(
        "literal-account",
        "an account in prose can be right in one place and wrong in another",
        literal_accounts,
        Shown(*_ANSWER, "Stort op BE19 3101 2229 9912.", "Stort op <account:child-focus.donations>."),
    ),
)
