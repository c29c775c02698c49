"""Phone numbers: whether one can exist, the ``tel:`` that dials it, and how readers of a language write it."""

from collections.abc import Sequence

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo

from meldwijzer.model.contact import Phone

LOCAL_KINDS = ("short", "free", "shared-cost", "premium")
"""Kinds that can be dialled only inside their country: they have no international form that works."""


_KINDS = {
    "free": {PhoneNumberType.TOLL_FREE},
    "premium": {PhoneNumberType.PREMIUM_RATE},
    # libphonenumber counts every Dutch 0900 as premium, also those at a local rate.
    "shared-cost": {PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE},
    "mobile": {PhoneNumberType.MOBILE},
    "geographic": {PhoneNumberType.FIXED_LINE, PhoneNumberType.UAN, PhoneNumberType.VOIP},
}
_SHORT = {"NL": {"113", "144"}}
"""Short numbers that exist and that libphonenumber does not know (9.0.43)."""
_COSTS = {"free": ("free", "unknown"), "premium": ("normal", "unknown")}
"""What a kind of number may cost; other kinds anything."""


def problem(phone: Phone, countries: Sequence[str] = ("BE", "NL")) -> str:
    """Return what is wrong with a registered number, in words, or an empty string.

    Args:
        phone: The number.
        countries: The site's countries, for a number that holds in all of them.
    """
    if phone.cost not in _COSTS.get(phone.kind, (phone.cost,)):
        return f'is of the kind "{phone.kind}", which does not go with cost: {phone.cost}'
    if phone.kind == "short":
        digits = phone.number.replace(" ", "")
        if not (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 6):
            return "is not a short number: three to six digits"
        missing = [land for land in _lands(phone, countries) if not _is_short(digits, land)]
        if missing:
            return f"is not a short number of {missing[0]}"
        return _written_problem(phone, digits)
    try:
        number = phonenumbers.parse(phone.number, phone.country)
    except phonenumbers.NumberParseException:
        return "cannot be read as a telephone number"
    if not phonenumbers.is_valid_number_for_region(number, phone.country):
        return f"is not a number that exists in {phone.country}"
    if phonenumbers.number_type(number) not in _KINDS[phone.kind]:
        return f'is not of the kind "{phone.kind}"'
    return _written_problem(phone, phonenumbers.national_significant_number(number))


def _lands(phone: Phone, countries: Sequence[str]) -> Sequence[str]:
    return [phone.country] if phone.country in countries else countries


def _is_short(digits: str, country: str) -> bool:
    if digits in _SHORT.get(country, ()):
        return True
    return bool(shortnumberinfo.is_valid_short_number_for_region(phonenumbers.parse(digits, country), country))


def _written_problem(phone: Phone, significant: str) -> str:
    if phone.written is None:
        return ""
    digits = "".join(character for character in phone.written if character.isdigit())
    return (
        ""
        if digits.removeprefix("0") == significant.removeprefix("0")
        else (f'differs from how it is written ("{phone.written}")')
    )


def dial(phone: Phone) -> str:
    """Return the ``tel:`` address that a phone in the right country can dial (RFC 3966).

    Short, free and paid service numbers are dialled locally: ``+32 116000`` reaches nobody. Geographic and
    mobile numbers take the global form, which works from everywhere.
    """
    if phone.kind in LOCAL_KINDS:
        return f"tel:{''.join(c for c in national(phone) if c.isdigit())}"
    return str(phonenumbers.format_number(_parsed(phone), PhoneNumberFormat.RFC3966)).replace("-", "")


def national(phone: Phone) -> str:
    """Return the number as people of its own country write it."""
    if phone.written is not None:
        return phone.written
    if phone.kind == "short" or not phone.number.startswith("+"):
        return phone.number
    return str(phonenumbers.format_number(_parsed(phone), PhoneNumberFormat.NATIONAL))


def international(phone: Phone) -> str:
    """Return the form with ``+`` and the country's code, grouped as its owner prints it where that is known."""
    if phone.number.startswith("+"):
        return phone.number
    return str(phonenumbers.format_number(_parsed(phone), PhoneNumberFormat.INTERNATIONAL))


def forms(phone: Phone) -> list[str]:
    """Return every way in which a number that can exist may be written: as registered, at home, from abroad."""
    if problem(phone) or phone.kind == "short":
        return [phone.number, phone.written or phone.number]
    return [phone.number, national(phone), international(phone)]


def written_for(phone: Phone, readers: Sequence[str]) -> str:
    """Return the number as readers in these countries need to see it.

    A number that works abroad is shown with ``+`` as soon as one of the readers may be in another country.
    """
    if phone.kind in LOCAL_KINDS or all(reader == phone.country for reader in readers):
        return national(phone)
    return international(phone)


def _parsed(phone: Phone) -> phonenumbers.PhoneNumber:
    return phonenumbers.parse(phone.number, phone.country)
