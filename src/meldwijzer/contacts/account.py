"""Bank accounts: whether an IBAN can exist, and its printed form. Payment codes are made in print."""

from stdnum import iban
from stdnum.exceptions import ValidationError


def problem(number: str) -> str:
    """Return what is wrong with an IBAN, in words, or an empty string (ISO 13616, mod 97)."""
    try:
        iban.validate(number)
    except ValidationError:
        return "is not an IBAN: its check digits or its length are wrong"
    return ""


def written(number: str) -> str:
    """Return an IBAN in groups of four; anything else as it stands."""
    return str(iban.format(number)) if iban.is_valid(number) else number
