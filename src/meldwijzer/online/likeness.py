"""Whether a page is still what it was: parked domains, an owner's name, home pages, sites. Pure, and only guesses."""

import re
import unicodedata
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from .answer import Page

_SUFFIXES = PublicSuffixList()

_SHORT_PAGE = 4_000
"""Characters: a parked page says little; a longer one that has such words is an article about them."""
_ENOUGH = 200
"""Characters: less is a page that a script fills in, about which nothing can be said."""

_PARKED_HOSTS = (
    "above.com", "afternic.com", "bodis.com", "dan.com", "domainmarket.com", "hugedomains.com", "parkingcrew.net",
    "parklogic.com", "sedo.com", "sedoparking.com", "skenzo.com", "undeveloped.com", "voodoo.com",
)  # fmt: skip

_PARKED = re.compile(
    r"""
    \b(?:this|the|your)?\s?domain(?:\sname)?(?:\s[\w-]+(?:\.[\w-]+)+)?\s(?:is|may\sbe|might\sbe)\s(?:now\s)?
        (?:for\ssale|parked|available\sfor\s(?:sale|purchase)|expired)
    | \b(?:buy|purchase|get|inquire\sabout)\sthis\sdomain\b
    | [\w-]+\.[a-z]{2,24}\sis\sfor\ssale\b
    | \bdomain\s(?:has\sexpired|parking|geparkt)\b
    | \bdomein(?:naam)?(?:\s[\w-]+(?:\.[\w-]+)+)?\s(?:is\s)?(?:te\skoop|gereserveerd|geparkeerd|verlopen)
    | \b(?:deze|dit)\sdomein(?:naam)?\s(?:is|staat)\s(?:te\skoop|gereserveerd|geparkeerd|geregistreerd)
    | \b(?:nom\sde\s)?domaine\s(?:est\s|internet\sest\s)?(?:à\svendre|réservé|parqué|expiré)
    | \bdomain\s(?:steht\szum\sverkauf|ist\szu\sverkaufen|zu\sverkaufen)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_CONSENT = re.compile(r"consent|cookie|toestemming|privacy-?gate", re.IGNORECASE)
_COMMON = {
    "voor", "vous", "with", "your", "stop", "belgie", "belgique", "belgium", "nederland", "pays", "stichting",
    "fondation", "foundation", "center", "centre", "centrum", "informatie", "information",
}  # fmt: skip
"""Words of names that stand on any page."""


def site_of(url: str) -> str:
    """Return the domain that somebody registered: ``childfocus.be`` of ``www.childfocus.be``."""
    host = (_parts(url)[0] or "").rstrip(".")
    return _SUFFIXES.privatesuffix(host) or host


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to the same registered domain."""
    return site_of(one) == site_of(other)


def is_home(url: str) -> bool:
    """Tell whether an address is a site's first page, perhaps in one language."""
    return not [part for part in _segments(url) if not _LANGUAGE.fullmatch(part)]


def only_asks(old: str, new: str) -> bool:
    """Tell whether a redirect only chooses a language or asks for consent, on the same site."""
    if not same_site(old, new):
        return False
    if _CONSENT.search(new) and not _CONSENT.search(old):
        return True
    if _parts(old)[1:] == _parts(new)[1:]:
        return False
    kept, chosen = ([part for part in _segments(url) if not _LANGUAGE.fullmatch(part)] for url in (old, new))
    return kept == chosen and len(_segments(new)) >= len(_segments(old))


def is_parked(page: Page, url: str) -> bool:
    """Tell whether a page only says that its domain is for sale."""
    if any(site_of(f"//{host}") in _PARKED_HOSTS for host in (_parts(url)[0], *page.hosts) if host):
        return len(page.text) < _SHORT_PAGE
    return bool(_PARKED.search(page.title)) or (len(page.text) < _SHORT_PAGE and bool(_PARKED.search(page.text)))


def names_any(page: Page, names: tuple[str, ...]) -> bool:
    """Tell whether a page has anything in common with a name; yes where it says too little to tell."""
    if not page.readable or len(page.text) < _ENOUGH:
        return True
    said = _plain(f"{page.title} {page.text}")
    words, joined = set(said.split()), said.replace(" ", "")
    for name in map(_plain, names):
        whole = name.replace(" ", "")
        if (len(whole) >= 6 and whole in joined) or f" {name} " in f" {said} ":
            return True
        if any(len(word) >= 4 and word in words for word in name.split() if word not in _COMMON):
            return True
    return False


def _plain(text: str) -> str:
    """Return small letters without accents and digits; everything else is a space."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


def _parts(url: str) -> tuple[str, str, str]:
    """Return host, path and query; nothing of what is not an address."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "", parts.path or "/", parts.query)
    except ValueError:
        return ("", "/", "")


def _segments(url: str) -> list[str]:
    return [part for part in _parts(url)[1].split("/") if part]
