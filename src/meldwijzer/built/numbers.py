"""What findings say of a number that is not as it should be. Which are found is for the rules."""

import re

from meldwijzer.scan.digits import Candidate

from .site import BuiltSite
from .text import digits

UNREGISTERED = "Correct it where it comes from; a new number is first registered in content/organisations/."


def what_is(built: BuiltSite, target: str) -> str:
    """Say what a number is that may not be dialled here, after "… is"."""
    known = built.registrations
    if not digits(target):
        return "no number"
    if (reference := known.dialled.get(target)) is not None:
        return f"{reference}, which does not ring from here: it is shown without a link"
    number = target.rpartition(":")[2].strip()
    number = ("+" if number.startswith("+") else "") + digits(number)
    if (contact := known.registered.exactly(number)) is not None:
        if contact.fact.retired is not None:
            return f"{contact.reference}, which is retired"
        return f"{contact.reference}, but not in the form that dials it"
    if (contact := known.registered.one_slip(number)) is not None:
        return f"not a registered number; it differs from {contact.name} in one digit"
    return "not a registered number"


def said(built: BuiltSite, candidate: Candidate) -> tuple[str, str]:
    """Return what is wrong with a number that stands where none may, and what to write."""
    text = re.sub(r"\s+", " ", candidate.text)
    registered = built.registrations.registered
    contact = registered.exactly(candidate.digits) or registered.tail(candidate.digits)
    if contact is not None:
        kind = "an old contact" if contact.fact.retired is not None else contact.reference
        fix = f"Write <{contact.reference}> where this text comes from."
        return f'"{text}" is {kind} and stands outside a contact element.', fix
    if (contact := registered.one_slip(candidate.digits)) is not None:
        fix = f"Write <{contact.reference}> where this text comes from."
        return f'"{text}" differs from {contact.name} in one digit.', fix
    return f'"{text}" looks like a telephone number and is not registered.', UNREGISTERED
