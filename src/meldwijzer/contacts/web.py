"""Web and e-mail addresses: whether one may be registered, and the short form that readers see."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlsplit

from meldwijzer.model.contact import Email, Link


def addresses(link: Link) -> dict[str, str]:
    """Return a link's addresses by language; the key ``""`` where it has one for all."""
    return {"": link.url} if isinstance(link.url, str) else dict(link.url)


def for_language(link: Link, language: str) -> str:
    """Return a link's address for a language, or its first one."""
    if isinstance(link.url, str):
        return link.url
    return link.url.get(language) or next(iter(link.url.values()))


_TRACKING = re.compile(
    r"^(?:utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|mc_[ce]id|igshid?|yclid|dclid|twclid|_hs\w+)$", re.I
)


_NEVER = frozenset('\\<>"{}|^`')
"""What RFC 3986 lets stand nowhere in an address."""


def problem(address: str) -> str:
    """Return what is wrong with a web address, in words, or an empty string."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme != "https":
        return "must begin with https://"
    if parts.username is not None or parts.password is not None or port is not None:
        return "must not have a user name, password or port in it"
    if any(c.isspace() or unicodedata.category(c)[0] == "C" or c in _NEVER for c in address):
        return "is not a web address"
    if reason := host_problem(host):
        return reason
    tracked = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.match(name)]
    if tracked:
        return f'has "{tracked[0]}" in it, which tells others who sent the reader; leave it out'
    return ""


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)


def host_problem(host: str) -> str:
    """Return what is wrong with a host's name, in words, or an empty string (RFC 1035, RFC 5890).

    Names beyond a-z are refused, also in their ``xn--`` form: one letter of another script looks like ours.
    """
    if not host.isascii() or "xn--" in host.lower():
        return "has letters in its name that can look like others; write an address in a-z"
    return "" if _HOST.fullmatch(host) else "is not a web address"


def email_problem(email: Email) -> str:
    """Return what is wrong with an e-mail address, in words, or an empty string."""
    local, at, host = email.address.partition("@")
    if not (at and _LOCAL.fullmatch(local)) or host_problem(host):
        return "is not an e-mail address"
    return ""


_LOCAL = re.compile(r"[A-Za-z0-9!#$&'*+/=^_`{|}~-]+(?:\.[A-Za-z0-9!#$&'*+/=^_`{|}~-]+)*")
"""RFC 5321's dot-string without ``%`` and ``?``, which mean something else in ``mailto:``."""


def same(address: str) -> str:
    """Return an address without what makes no difference: case of the host, ``www.``, the last slash."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def written(address: str) -> str:
    """Return an address as readers recognise it: its host without ``www.``."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
