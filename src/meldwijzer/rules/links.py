"""Rules for registered web and e-mail addresses held against each other: look-alikes, one address written twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from meldwijzer.contacts import phone, web
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place
from meldwijzer.model.contact import Email, Link, Phone
from meldwijzer.references import contacts_of
from meldwijzer.spelling import one_apart

from .base import Rule, Shown, error, organisation_file, value_place

SHORTEST = 6
"""Letters of a host's name below which two of them are often one apart without being meant to look alike."""


@dataclass(frozen=True)
class _Address:
    """A web or e-mail address where it stands."""

    written: str
    host: str
    organisation: str
    place: Place
    is_registered: bool
    """A contact point; else a source."""
    same: str = ""
    """For a number: what is compared, since it may be written in many ways."""


def _addresses(content: Content) -> Iterator[_Address]:
    for key, organisation in content.organisations.items():
        path = organisation_file(key)
        for contact in contacts_of(key, organisation):
            match contact.fact:
                case Link(url=str(url)):
                    place = value_place(content, path, *contact.way, "url")
                    yield _Address(url, _host(url), key, place, True)
                case Link(url=dict(urls)):
                    for language, url in urls.items():
                        place = value_place(content, path, *contact.way, "url", language)
                        yield _Address(url, _host(url), key, place, True)
                case Email(address=address):
                    place = value_place(content, path, *contact.way, "address")
                    yield _Address(address, address.partition("@")[2].lower(), key, place, True)
    for name, statement in content.reporting.trouble.statements.items():
        for index, source in enumerate(statement.sources):
            way = ("trouble", "statements", name, "sources", index, "url")
            place = value_place(content, "content/reporting.yml", *way)
            yield _Address(source.url, _host(source.url), "", place, False)
    for index, review in enumerate(content.reviews.reviews):
        if review.source.startswith("http"):
            place = value_place(content, "content/reviews.yml", "reviews", index, "source")
            yield _Address(review.source, _host(review.source), "", place, False)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def look_alikes(content: Content) -> Iterable[Finding]:
    """No registered host is another registered host with one letter wrong, or with letters that look the same."""
    by_host: dict[str, list[_Address]] = {}
    for address in _addresses(content):
        by_host.setdefault(address.host, []).append(address)
    hosts = [host for host in by_host if len(host.rpartition(".")[0]) >= SHORTEST]
    for host in hosts:
        for address in by_host[host]:
            if not address.is_registered:
                continue
            like = next((other for other in hosts if other != host and _alike(host, other)), None)
            if like is not None and _is_stranger(by_host, host, like):
                message = f'"{address.written}" is almost {like}, which {_said(by_host[like])}.'
                fix = f"Is {like} meant? If both are right, exempt this place in content/exemptions.yml."
                yield error("look-alike", address.place, message, fix)


def _said(addresses: list[_Address]) -> str:
    owners = sorted({address.organisation for address in addresses if address.organisation})
    return f"stands in {organisation_file(owners[0])}" if owners else "is a source in content/reviews.yml"


def _is_stranger(by_host: dict[str, list[_Address]], host: str, like: str) -> bool:
    """Of two hosts that look alike, the one that stands in fewer places is taken for the mistake."""
    here, there = len(by_host[host]), len(by_host[like])
    return here < there or (here == there and host > like)


_LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": "", "u": "v"})


def _skeleton(host: str) -> str:
    """Return a host's name as a hurried eye sees it."""
    return host.translate(_LOOKS).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _alike(one: str, other: str) -> bool:
    return one_apart(one, other) or _skeleton(one) == _skeleton(other)


def one_form(content: Content) -> Iterable[Finding]:
    """An address that is registered twice is written in one way: with or without www., slash or capitals."""
    first: dict[str, _Address] = {}
    for address in _addresses(content):
        if not address.is_registered or "@" in address.written:
            continue
        known = first.setdefault(web.same(address.written), address)
        if known.written != address.written:
            message = f'"{address.written}" is written "{known.written}" in {known.place.path}.'
            yield error("one-form", address.place, message, "Write both alike.")


def registered_twice(content: Content) -> Iterable[Finding]:
    """No number and no address belongs to two organisations: one of the two was copied from the other."""
    known: dict[str, list[_Address]] = {}
    for address in (*_addresses(content), *_numbers(content)):
        if address.is_registered and address.written:
            known.setdefault(address.same or web.same(address.written) or address.written, []).append(address)
    for addresses in known.values():
        if len({address.organisation for address in addresses}) == 1:
            continue
        # Nobody can tell which of them was copied, so both are told.
        for address in addresses:
            other = next(one for one in addresses if one.organisation != address.organisation)
            name = content.organisations[other.organisation].name
            message = f'"{address.written}" is registered for {name} as well, in {other.place.path}.'
            fix = "Is it a copy by mistake? If both are right, exempt this place in content/exemptions.yml."
            yield error("registered-twice", address.place, message, fix)


def _numbers(content: Content) -> Iterator[_Address]:
    """Yield the numbers, old ones too; short ones with their country: 116000 is another line in each."""
    for key, organisation in content.organisations.items():
        for name, number in organisation.phones.items():
            if phone.problem(number, list(content.site.countries)) or _went_to_another(key, number):
                continue
            place = value_place(content, organisation_file(key), "phones", name, "number")
            same = f"{phone.dial(number)} {number.country}" if number.kind == "short" else phone.dial(number)
            yield _Address(number.number, "", key, place, True, same)


def _went_to_another(key: str, number: Phone) -> bool:
    """Tell whether an old number is another organisation's now."""
    if number.retired is None:
        return False
    kind, _, name = number.retired.replaced_by.partition(":")
    return kind == "phone" and not name.startswith(f"{key}.")


def page_languages(content: Content) -> Iterable[Finding]:
    """A link that has an address per language has them for languages of this site."""
    for key, organisation in content.organisations.items():
        for name, link in organisation.links.items():
            if isinstance(link.url, dict):
                for language in link.url:
                    if language not in content.site.languages:
                        place = value_place(content, organisation_file(key), "links", name, "url", language)
                        known = ", ".join(content.site.languages)
                        message = f'"{language}" is not a language of this site.'
                        yield error("link-language", place, message, f"Its languages are {known}.")


_HOME = ("content/organisations/child-focus.yml", "links.home.url")

RULES = (
    Rule(
        "look-alike",
        "an address with one letter wrong may belong to somebody else",
        look_alikes,
        Shown(*_HOME, "https://chi1dfocus.be/", "https://childfocus.be/"),
    ),
    Rule(
        "one-form",
        "one address that is written in two ways is changed in one place only",
        one_form,
        Shown(
            "content/organisations/betternet.yml",
            "links.home.url",
            "https://www.childfocus.be",
            "https://betternet.be/",
        ),
    ),
    Rule(
        "registered-twice",
        "a number that was copied from another organisation reaches that one",
        registered_twice,
        Shown("content/organisations/seos.yml", "phones.helpline.number", "0800 32 123", "0800 200 99"),
    ),
    Rule(
        "link-language",
        "an address for a language that this site does not have is shown to nobody",
        page_languages,
        Shown(*_HOME, "{nl: 'https://childfocus.be/', xx: 'https://childfocus.be/'}", "{nl: 'https://childfocus.be/'}"),
    ),
)
