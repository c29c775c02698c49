"""Rules for what may not be missing: each country's law, channel and help; a way for callers from abroad."""

from collections.abc import Iterable

from meldwijzer.contacts import hours, phone
from meldwijzer.content import Content
from meldwijzer.findings import Finding
from meldwijzer.model.organisation import Organisation, Service

from .base import Rule, Shown, error, key_place, organisation_file, value_place

_SITE = "content/site.yml"


def countries(content: Content) -> Iterable[Finding]:
    """Every country has a law, a channel to report, and a service that somebody can call."""
    for country in content.site.countries:
        wanted = {
            "law in content/law.yml": any(
                entry.country == country and not entry.status.startswith("ended")
                for entry in content.law.entries.values()
            ),
            "channel to report in content/organisations/": any(
                channel.country == country
                for organisation in content.organisations.values()
                for channel in organisation.channels.values()
            ),
            "service with a telephone in content/organisations/": any(
                country in service.serves and service.phones
                for organisation in content.organisations.values()
                for service in organisation.services.values()
            ),
        }
        for what, there in wanted.items():
            if not there:
                place = key_place(content, _SITE, ("countries", country))
                yield error("country", place, f"{country} has no {what}.", "Add one, or take the country out.")


def abroad(content: Content) -> Iterable[Finding]:
    """The number to call from abroad is one that can be dialled there."""
    for key, organisation in content.organisations.items():
        for name, number in organisation.phones.items():
            other = organisation.phones.get(number.abroad or "")
            if other is not None and other.kind in phone.LOCAL_KINDS:
                place = value_place(content, organisation_file(key), "phones", name, "abroad")
                message = f'"{number.abroad}" is a {other.kind} number, which cannot be called from abroad.'
                yield error("abroad", place, message, "Name a number that begins with + and its country's code.")


def day_and_night(content: Content) -> Iterable[Finding]:
    """A service that is there day and night has no line that closes, and the reverse."""
    for key, organisation in content.organisations.items():
        for name, service in organisation.services.items():
            numbers = (organisation.phones.get(one) for one in service.phones)
            notations = [one.hours for one in numbers if one and one.hours and not hours.problem(one.hours)]
            place = value_place(content, organisation_file(key), "services", name, "day_and_night")
            if not notations and service.day_and_night == "yes" and not _chats_always(organisation, service):
                message = 'day_and_night is "yes", but no hours of its lines are known.'
                fix = 'Write hours: "24/7" at the line that says so, or leave day_and_night out.'
                yield error("day-and-night", place, message, fix)
            if service.day_and_night == "unknown" or not notations:
                continue
            always = any(hours.week(notation).always for notation in notations)
            if always != (service.day_and_night == "yes"):
                said = "closes" if not always else "is open day and night"
                message = f'day_and_night is "{service.day_and_night}", but its line {said} ({notations[0]}).'
                yield error("day-and-night", place, message, "Correct the one that is wrong.")


def _chats_always(organisation: Organisation, service: Service) -> bool:
    """Tell whether a service has a chat or another link whose hours are day and night."""
    links = (organisation.links.get(name) for name in service.links)
    known = [link.hours for link in links if link and link.hours and not hours.problem(link.hours)]
    return any(hours.week(notation).always for notation in known)


def basics(content: Content) -> Iterable[Finding]:
    """What stands on every page can be called in its country: 112 and the helpline."""
    for country, settings in content.site.countries.items():
        named = [(("emergency", index), ref) for index, ref in enumerate(settings.emergency)]
        for way, reference in [*named, (("helpline",), settings.helpline)]:
            kind, _, name = reference.partition(":")
            owner, _, key = name.partition(".")
            number = content.organisations[owner].phones.get(key) if owner in content.organisations else None
            place = value_place(content, _SITE, "countries", country, *way)
            if kind != "phone":
                yield error("basics", place, f'"{reference}" is not a telephone number.', "Write phone:….")
            elif number is not None and number.country not in (country, "EU"):
                yield error("basics", place, f'"{reference}" cannot be called in {country}.', "Name one of its own.")
            elif number is not None and "voice" not in number.modes:
                yield error("basics", place, f'Nobody answers "{reference}": it is not for calls.', "Name another.")


RULES = (
    Rule(
        "country",
        "a reader in a country needs its law, its hotline and its help",
        countries,
        Shown("content/law.yml", "entries.nl-252.status", "ended"),
    ),
    Rule(
        "abroad",
        "a free or short number cannot be reached from another country",
        abroad,
        Shown("content/organisations/child-focus.yml", "phones.helpline.abroad", "volunteers", "abroad"),
    ),
    Rule(
        "day-and-night",
        "who calls at night because it says so must find somebody",
        day_and_night,
        Shown("content/organisations/kindertelefoon.yml", "services.helpline.day_and_night", '"yes"', '"no"'),
    ),
    Rule(
        "basics",
        "what stands on every page must reach somebody in that country",
        basics,
        Shown(_SITE, "countries.BE.helpline", "phone:veilig-thuis.helpline", "phone:child-focus.helpline"),
    ),
)
