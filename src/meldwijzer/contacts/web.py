"""Web and e-mail addresses: whether one may be registered, and the short form that readers see."""

from urllib.parse import urlsplit

from meldwijzer.model.contact import Email, Link


def addresses(link: Link) -> dict[str, str]:
    """Return a link's addresses by language; the key ``""`` where it has one for all."""
    return {"": link.url} if isinstance(link.url, str) else dict(link.url)


def for_language(link: Link, language: str) -> str:
    """Return a link's address for a language, or its first one."""
    if isinstance(link.url, str):
        return link.url
    return link.url.get(language) or next(iter(link.url.values()))


def problem(address: str) -> str:
    """Return what is wrong with a web address, in words, or an empty string."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("https", "http"):
        return "must begin with https://"
    if "." not in host or any(c.isspace() for c in address):
        return "is not a web address"
    if parts.username or parts.password or port:
        return "must not have a user name, password or port in it"
    return ""


def email_problem(email: Email) -> str:
    """Return what is wrong with an e-mail address, in words, or an empty string."""
    local, at, host = email.address.partition("@")
    if not (at and local and "." in host) or any(c.isspace() or c in "<>,;:" for c in email.address):
        return "is not an e-mail address"
    return ""


def written(address: str) -> str:
    """Return an address as readers recognise it: its host without ``www.``."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
