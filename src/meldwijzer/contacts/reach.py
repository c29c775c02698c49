"""From where an organisation can be reached. What its numbers are and how they are written is elsewhere."""

from meldwijzer.model.contact import Phone
from meldwijzer.model.organisation import Organisation

from .phone import LOCAL_KINDS

_ONLINE = ("form", "chat", "tool")


def from_abroad(organisation: Organisation) -> bool:
    """Tell whether somebody in another country can reach it: by a number, a form, a chat, an e-mail or a letter.

    A home page alone does not count: it may hold nothing but a number that cannot be dialled there.
    """
    return (
        any(_answers_abroad(number) for number in organisation.phones.values())
        or any(link.what in _ONLINE and link.retired is None for link in organisation.links.values())
        or any(email.retired is None for email in organisation.emails.values())
        or any(address.retired is None for address in organisation.addresses.values())
    )


def _answers_abroad(number: Phone) -> bool:
    everywhere = number.country == "EU" or number.kind not in LOCAL_KINDS
    return number.retired is None and everywhere and bool({"voice", "messenger", "sms"} & set(number.modes))
