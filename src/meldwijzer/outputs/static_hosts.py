"""What Netlify and Cloudflare Pages read in the site itself: _headers and _redirects; and security.txt."""

import re
from collections.abc import Iterable
from datetime import timedelta

from meldwijzer.build import Site
from meldwijzer.pages.sharing import EMBED

from .hosting import EVERYWHERE, HASHED, HEADERS, KEPT, NOT_SERVED, OPEN, ORIGIN, RESOURCE, TRANSPORT, hosting

SECURITY = ".well-known/security.txt"
_OPEN = f"{OPEN.partition('/')[0]}/*"
_VALID = timedelta(days=180)
"""How long security.txt holds after a build; RFC 9116, section 2.5.5, asks for less than a year."""


def files(site: Site, paths: Iterable[str]) -> dict[str, str]:
    """Return them by path.

    Args:
        site: The composed site.
        paths: The files of the built site, relative to its folder: those with a digest in their name may be kept.
    """
    return {"_headers": _headers(site, paths), "_redirects": _redirects(site), **_security(site)}


def _headers(site: Site, paths: Iterable[str]) -> str:
    """Return _headers. Several rules for one address would be joined, so that the strictest policy won: each header
    has one rule for each address.

    What is not the same everywhere is said of each file and each folder at the top, and of nothing else: a page that
    is missing has the policy in its own head. Both hosts revalidate whatever has no rule about caching.
    """
    facts = hosting(site)
    same = {name: value for name, value in HEADERS.items() if name != RESOURCE}
    lines = [f"{facts.base}/*", *(f"  {name}: {value}" for name, value in same.items())]
    lines.append(f"  Strict-Transport-Security: {TRANSPORT}")
    for path in dict.fromkeys((f"{facts.base}/", *(f"{facts.base}/{way}" for way in _tops(paths)))):
        lines += [path, f"  Content-Security-Policy: {facts.widest}", f"  {RESOURCE}: {HEADERS[RESOURCE]}"]
    for path, policy in facts.framed.items():
        lines += [f"{path}*", f"  Content-Security-Policy: {policy}", f"  {RESOURCE}: {EVERYWHERE}"]
    lines += [f"{facts.base}/{_OPEN}", f"  Content-Security-Policy: {facts.widest}", f"  {RESOURCE}: {EVERYWHERE}"]
    lines.append(f"  {ORIGIN}: *")
    for path in sorted(path for path in paths if re.fullmatch(HASHED, path) and not path.endswith((".br", ".gz"))):
        lines += [f"{facts.base}/{path}", f"  Cache-Control: {KEPT}"]
    return "\n".join(lines) + "\n"


def _tops(paths: Iterable[str]) -> list[str]:
    """Return the files at the top of the site, and a pattern for each folder there, without those of boxes and
    of open data."""
    # What is written after the rest, and what is packed, must not matter.
    every = (path for path in paths if not path.endswith((".br", ".gz")) and path != SECURITY)
    tops = {f"{path.partition('/')[0]}/*" if "/" in path else path for path in every}
    return sorted(tops - {f"{EMBED}/*", _OPEN, *NOT_SERVED})


def _redirects(site: Site) -> str:
    """Return _redirects. Cloudflare takes no language and no 404 here: it finds each folder's own 404.html by itself,
    and the first page chooses with its script.

    Netlify looks at addresses without regard to a slash at their end, and answers with a file that is there unless
    the line has a ``!``, which Cloudflare passes over: what leads on has a line for the one and two for the other.
    """
    facts = hosting(site)
    base = facts.base
    lines = [f"{base}/ {base}/{tag}/ 302! Language={tag}" for tag in facts.languages]
    for way in facts.ways:
        lines.append(f"{way.address} {way.target} {way.status}!")
        lines += [f"{one} {way.target} {way.status}" for one in dict.fromkeys((way.address.rstrip("/"), way.address))]
    lines += [f"{base}/{tag}/* {base}/{tag}/404.html 404" for tag in facts.languages]
    return "\n".join([*lines, f"{base}/* {base}/404.html 404"]) + "\n"


def _security(site: Site) -> dict[str, str]:
    """Return security.txt (RFC 9116), where a live site names who reads what is wrong with its security."""
    settings = site.content.site
    contact = settings.publisher.security_contact
    if settings.operation != "live" or not contact:
        return {}
    until = site.content.today + _VALID
    lines = [
        f"Contact: {contact}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.content.words)}",
        f"Canonical: {settings.address}{SECURITY}",
    ]
    return {SECURITY: "\n".join(lines) + "\n"}
