"""Every way in which a registered number may be written, and what differs from one in a single digit."""

from collections.abc import Iterator

import phonenumbers

from meldwijzer.model.contact import Phone
from meldwijzer.references import Contact, Registry

SHORTEST_TAIL = 6
"""A local part without its area code counts from this many digits: fewer are too common."""


class Registered:
    """The registered numbers by their digits; current contacts go before retired ones, else the registry's order."""

    def __init__(self, registry: Registry) -> None:
        phones = [(c, c.fact) for c in registry.contacts.values() if isinstance(c.fact, Phone)]
        phones.sort(key=lambda pair: pair[1].retired is not None)
        self.short: frozenset[str] = frozenset(_digits(phone.number) for _, phone in phones if phone.kind == "short")
        """The digits of every registered short number."""
        self._exact: dict[str, list[Contact]] = {}
        self._slips: dict[str, list[Contact]] = {}
        self._tails: dict[str, list[Contact]] = {}
        for contact, phone in phones:
            written = _forms(phone)
            for form in (*written.usual, *written.odd):
                _add(self._exact, form, contact)
            for tail in written.tails:
                _add(self._tails, tail, contact)
        for contact, phone in phones:
            for form in _forms(phone).usual:
                for slip in _one_digit_from(form):
                    if slip not in self._exact:
                        _add(self._slips, slip, contact)

    def exactly(self, digits: str) -> Contact | None:
        """Return the contact whose number this is, in whatever form."""
        return next(iter(self.all_exactly(digits)), None)

    def all_exactly(self, digits: str) -> tuple[Contact, ...]:
        """Return every contact with this number: 116000 has one owner in each country."""
        return tuple(self._exact.get(digits, ()))

    def one_slip(self, digits: str) -> Contact | None:
        """Return the contact from whose number this differs in one digit.

        That is a digit changed, dropped or added, or two neighbours swapped, in the national or the international
        form. ``None`` for a registered number, and for a short one that is as near to several numbers.
        """
        near = self.slips(digits)
        numbers = {getattr(contact.fact, "number", "") for contact in near}
        return None if not near or (len(digits) <= 4 and len(numbers) > 1) else near[0]

    def slips(self, digits: str) -> tuple[Contact, ...]:
        """Return every contact from whose number this differs in one digit."""
        return tuple(self._slips.get(digits, ()))

    def tail(self, digits: str) -> Contact | None:
        """Return the contact whose number, without its area code or prefix, this is."""
        return next(iter(self._tails.get(digits, ())), None)


class _Forms:
    """The digits under which one number may be met."""

    def __init__(self, usual: tuple[str, ...], odd: tuple[str, ...] = (), tails: tuple[str, ...] = ()) -> None:
        self.usual = usual
        self.odd = odd
        self.tails = tails


def _forms(phone: Phone) -> _Forms:
    """Return a number's forms; libphonenumber only takes the country's code off, it need not call it valid."""
    digits = _digits(phone.number)
    if phone.kind == "short":
        codes = [phonenumbers.country_code_for_region(phone.country)] if phone.country != "EU" else [31, 32]
        return _Forms((digits,), tuple(f"{sign}{code}{digits}" for code in codes for sign in ("+", "00")))
    try:
        parsed = phonenumbers.parse(phone.number, phone.country)
    except phonenumbers.NumberParseException:
        return _Forms((digits,))
    code, significant = str(parsed.country_code), phonenumbers.national_significant_number(parsed)
    tail = significant[phonenumbers.length_of_geographical_area_code(parsed) :]
    return _Forms(
        (f"0{significant}", f"+{code}{significant}"),
        (f"{code}{significant}", f"00{code}{significant}", f"+{code}0{significant}", f"00{code}0{significant}"),
        (significant, tail) if len(tail) >= SHORTEST_TAIL else (significant,),
    )


def _one_digit_from(number: str) -> Iterator[str]:
    sign, digits = ("+", number[1:]) if number.startswith("+") else ("", number)
    for index in range(len(digits) + 1):
        before, after = digits[:index], digits[index:]
        for digit in "0123456789":
            yield f"{sign}{before}{digit}{after}"
            if after:
                yield f"{sign}{before}{digit}{after[1:]}"
        if after:
            yield f"{sign}{before}{after[1:]}"
        if len(after) > 1:
            yield f"{sign}{before}{after[1]}{after[0]}{after[2:]}"


def _add(table: dict[str, list[Contact]], digits: str, contact: Contact) -> None:
    known = table.setdefault(digits, [])
    if contact not in known:
        known.append(contact)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
