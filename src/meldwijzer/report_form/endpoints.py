"""Endpoints: whether an address may receive reports, and what a page's policy says of it. Nothing is sent here."""

import ipaddress
import re
from urllib.parse import urlsplit

from meldwijzer.contacts.web import host_problem

_PATH = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+=:@%-]*)*")
"""What RFC 3986 lets stand in a path, without the signs that end a source in a policy."""


def problem(endpoint: str) -> str:
    """Return what is wrong with an endpoint, in words, or an empty string; loopback addresses pass."""
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.username is not None or parts.password is not None:
        return "must not have a user name or password in it, which every reader would see"
    if parts.query or parts.fragment or "?" in endpoint or "#" in endpoint:
        return "must end with its path: everything behind ? or # is seen by every reader"
    if not _PATH.fullmatch(parts.path):
        return "is not a web address"
    if is_loopback(endpoint):
        return "" if parts.scheme in ("http", "https") else "must begin with https://"
    if parts.scheme != "https":
        return "must begin with https://, so that nobody between can read a report"
    return host_problem(host)


def is_loopback(endpoint: str) -> bool:
    """Tell whether an address is one of the machine's own, where only a test receives anything."""
    try:
        host = urlsplit(endpoint).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
