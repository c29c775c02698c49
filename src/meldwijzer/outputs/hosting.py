"""What a host has to send with the built site: headers, policies, caching, languages. No server's own notation."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urlsplit

from meldwijzer.build import Site

from . import embed, entrance, redirects

CLOSED = (
    "accelerometer", "autoplay", "browsing-topics",
    "camera", "clipboard-read", "compute-pressure", "cross-origin-isolated", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What no page may ask of a browser (https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md)."""

HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    # Readers may copy their own report; whatever else a browser can do, no page here needs.
    "Permissions-Policy": ", ".join(["clipboard-write=(self)", *(f"{name}=()" for name in CLOSED)]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every answer; the policy and the two below come with it."""

OPEN = "data/v1/"
"""Below it stands what any page of any site may fetch."""
ORIGIN = "Access-Control-Allow-Origin"
FEED = "changes.xml"
FEED_TYPE = "application/atom+xml"
RESOURCE = "Cross-Origin-Resource-Policy"
EVERYWHERE = "cross-origin"
"""Of what other sites show in their pages or fetch, and of nothing else (Fetch standard, section 3.3)."""

TRANSPORT = "max-age=31536000"
"""Strict-Transport-Security, for a year. Other sites of the same domain, and a browser's built-in list, are the
owner's to decide."""

REVALIDATED = "no-cache"
"""Kept, but asked for each time: a number that was corrected is seen at once, and going back still needs no network."""
KEPT = "public, max-age=31536000, immutable"
"""For files whose name changes with what is in them."""
HASHED = r"assets/.+\.[0-9a-f]{8,64}\.(?:min\.)?[a-z0-9]+"
"""Those files, from the site's root: the theme's own bear a digest."""

NOT_SERVED = ("_headers", "_redirects")
"""What stands in the site for hosts that read it there; others answer as if it did not exist."""


@dataclass(frozen=True)
class Hosting:
    """All that the notations of servers are made from."""

    base: str
    """The path of the site's own address, without a slash at its end: empty, or ``/folder``."""
    languages: tuple[str, ...]
    policy: str
    """What most pages and all other files may load."""
    policies: Mapping[str, str]
    """By path from the host's root, where a page has another policy."""
    framed: Mapping[str, str]
    """By path from the host's root, the policies of pages that any site may show in a frame."""
    ways: tuple[redirects.Way, ...]
    """Addresses that only lead on, from the host's root: hosts answer so for them, and nobody gets the page there."""

    @property
    def widest(self) -> str:
        """What any page may load, for hosts that cannot tell pages apart: each page's own head narrows it again.

        The style sheets in pages are left to their heads: a line with all their digests would be longer than such
        hosts take. With them goes what would stand in for that rule.
        """
        merged: dict[str, dict[str, None]] = {}
        for policy in {self.policy: None, **dict.fromkeys(self.policies.values())}:
            for rule in policy.split("; "):
                name, *sources = rule.split(" ")
                merged.setdefault(name, {}).update(dict.fromkeys(sources))
        if any(source.startswith("'sha") for source in merged["style-src"]):
            del merged["style-src"], merged["default-src"]
            merged |= {name: {"'none'": None} for name in ("object-src", "frame-src", "media-src")}
        return "; ".join(" ".join([name, *allowed]) for name, allowed in merged.items())


def hosting(site: Site) -> Hosting:
    """Return what has to be sent with a site."""
    around = entrance.files(site)
    said = {f"/{path.removesuffix('index.html')}": _said(_META.findall(html)[0]) for path, html in around.items()}
    said |= {page.address.path: _said(str(page.desk.policy())) for page in site.composed.values()}
    every = list(said.values())
    usual = max(dict.fromkeys(every), key=every.count)
    base = urlsplit(site.content.site.address).path.rstrip("/")
    other = {f"{base}{path}": policy for path, policy in said.items() if policy != usual}
    ways = (replace(way, address=f"{base}{way.address}", target=f"{base}{way.target}") for way in redirects.ways(site))
    boxes = {f"{base}/{path.removesuffix('index.html')}": html for path, html in embed.files(site).items()}
    framed = {path: _said(_META.findall(html)[0], "*") for path, html in boxes.items()}
    return Hosting(base, tuple(site.content.words), usual, other, framed, tuple(ways))


_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def _said(own: str, framing: str = "'none'") -> str:
    """Return what a page says of itself, and what only a header can say: who may show it in a frame.

    What it says of trusted types is left to it: the search's worker, which gets the same header, loads its stemmers
    by plain addresses.
    """
    kept = (rule for rule in unescape(own).split("; ") if "trusted-types" not in rule)
    return "; ".join([*kept, f"frame-ancestors {framing}"])


def spellings(address: str) -> tuple[str, ...]:
    """Return the ways to ask for a folder or a file: without the slash at its end, with it, by the file in it."""
    return (address.rstrip("/"), address, f"{address}index.html") if address.endswith("/") else (address,)


def wanted_language(languages: Iterable[str]) -> str:
    """Return a PCRE whose first group is the language to answer with, by an Accept-Language header.

    The first of the highest quality, to a tenth, wins (RFC 9110, section 12.5.4); what is refused (``q=0``) is not
    taken. To be matched whatever the case; group and match are missing where none of the languages is wanted.
    """
    tag = rf"\s*({'|'.join(map(re.escape, languages))})(?:-[a-z0-9-]+)?\s*"
    tenths = [rf"0\.{tenth}\d{{0,2}}" for tenth in range(9, 0, -1)]
    levels = [r"(?:;\s*q=1(?:\.0{0,3})?)?", *(rf";\s*q={level}" for level in (*tenths, r"0\.0\d?[1-9]"))]
    ways = [rf"(?:.*?,)?{tag}{level}\s*(?:,|$)" for level in levels]
    return f"^(?|{'|'.join(ways)})"
