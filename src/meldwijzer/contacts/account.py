"""Bank accounts: whether an IBAN can exist, and its printed form. Payment codes are made in print."""

import re

from stdnum import iban
from stdnum.be import iban as belgian_iban
from stdnum.exceptions import ValidationError

_OLD = re.compile(r"(\d{3})-(\d{7})-(\d{2})")
"""A Belgian account's number before IBAN: its last two digits check the ten before."""


def problem(number: str) -> str:
    """Return what is wrong with an IBAN, in words, or an empty string (ISO 13616, mod 97)."""
    try:
        iban.validate(number)
    except ValidationError:
        return "is not an IBAN: its check digits or its length are wrong"
    if iban.compact(number).startswith("BE") and belgian_iban.to_bic(number) is None:
        return "is of a bank that is not known in Belgium"
    return ""


def old_problem(number: str, today: str | None) -> str:
    """Return what is wrong with an account that is no longer used: an IBAN, or a Belgian number from before it.

    Args:
        number: As it is registered.
        today: The IBAN that replaced it, if an account did.
    """
    parts = _OLD.fullmatch(number)
    if parts is None:
        return problem(number)
    digits = "".join(parts.groups())
    if (int(digits[:10]) % 97 or 97) != int(digits[10:]):
        return "is not an account: its last two digits don't fit the others"
    if today is not None and iban.compact(today).startswith("BE") and iban.compact(today)[4:] != digits:
        return f"is another account than {written(today)}, which is to replace it"
    return ""


def written(number: str) -> str:
    """Return an IBAN in groups of four; anything else as it stands."""
    return str(iban.format(number)) if iban.is_valid(number) else number
