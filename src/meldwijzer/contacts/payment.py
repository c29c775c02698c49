"""What a payment code says to the app of a bank (EPC069-12, version 002 of its format). No picture is made here."""

from dataclasses import dataclass

from stdnum import iban

SERVICE, VERSION, UTF_8, TRANSFER = "BCD", "002", "1", "SCT"
_NAME, _TEXT, _WHOLE = 70, 140, 331
"""Characters of the name and of the message, and bytes of all (EPC069-12, tables 1 and 2)."""


@dataclass(frozen=True)
class Payment:
    """A transfer of which the giver chooses the amount."""

    holder: str
    number: str
    """The IBAN without spaces."""
    message: str


def payload(payment: Payment) -> str:
    """Return what the code of a payment says.

    Its version 002 needs no BIC within the European Economic Area; the amount is left to who pays.

    Raises:
        ValueError: No bank could use it: the IBAN cannot exist, or a text is missing, too long or not in one line.
    """
    number = iban.compact(payment.number)
    if not iban.is_valid(number):
        raise ValueError(f"{payment.number} is not an IBAN")
    for text, most in ((payment.holder, _NAME), (payment.message, _TEXT)):
        if len(text) > most or "\n" in text or "\r" in text:
            raise ValueError(f'"{text}" is not one line of at most {most} characters')
    if not payment.holder:
        raise ValueError("a payment needs the name of who gets it")
    bic = amount = purpose = structured = ""
    lines = [
        SERVICE, VERSION, UTF_8, TRANSFER, bic, payment.holder, number, amount, purpose, structured, payment.message,
    ]  # fmt: skip
    said = "\n".join(lines).rstrip("\n")  # what is empty at the end may be left out
    if len(said.encode()) > _WHOLE:
        raise ValueError(f"a payment code holds at most {_WHOLE} bytes")
    return said


def read(said: str) -> Payment | None:
    """Return the payment that a code asks for; ``None`` where it asks for none, or for more than a free gift."""
    lines = [*said.replace("\r\n", "\n").split("\n"), *[""] * 12]
    service, version, letters, kind, _, holder, number, amount, purpose, structured, message, hint = lines[:12]
    if (service, version, letters, kind) != (SERVICE, VERSION, UTF_8, TRANSFER) or not iban.is_valid(number):
        return None
    return None if amount or purpose or structured or hint else Payment(holder, number, message)
