"""Typed addresses read: defanged ones, pasted ones with spaces, several on a line. What was typed is kept elsewhere.

The same rules are in overrides/assets/scripts/report/addresses.js; tests/form/addresses.json holds both to them.
Nothing is looked up, and no scheme is added that nobody wrote.
"""

import re

_DEFANGED = (
    (re.compile(r"\bh(?:xx|\*\*)p(?=s?\b)", re.IGNORECASE), "http"),
    (re.compile(r"\s*[\[({]\s*(?:\.|dot|punt|point)\s*[\])}]\s*", re.IGNORECASE), "."),
    (re.compile(r"\s*[\[({]\s*://\s*[\])}]\s*"), "://"),
    (re.compile(r"\s*[\[({]\s*:\s*[\])}]\s*"), ":"),
    (re.compile(r"\s*[\[({]\s*/\s*[\])}]\s*"), "/"),
)
"""How people write an address so that nobody can tap it, and what they mean."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_GAPS = re.compile(r"\s{2,}")
"""Closed first: looking for what follows a space would otherwise take the square of a long row of them."""
_SPACED = re.compile(r"[ \t\u00a0]*(://|[:/?#&=])[ \t\u00a0]*|[ \t\u00a0]+(\.)[ \t\u00a0]*")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+-]*://)?(?:[^\s/@:?#]+(?::[^\s/@?#]*)?@)?"
    r"[^\s/@:.?#]+(?:\.[^\s/@:.?#]+)*\.[^\s/@:.?#]{2,}(?::[0-9]+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?<![=/?&%#\w])(?=https?://)", re.IGNORECASE)
"""Where another address begins; one inside an address is a part of it."""
_OWN_SCHEME = re.compile(r"^[a-z][a-z0-9+-]*(?=://)", re.IGNORECASE)
_AROUND = "<>\"'`«»“”‘’,;"


def read_addresses(typed: str) -> list[str]:
    """Return the addresses in what somebody typed, each once, in their order.

    Args:
        typed: One or several on each line, possibly defanged (``hxxps://host[.]example``) or with spaces in them. A
            line in which there is no address is returned as it is, without the spaces around it.
    """
    parts = [part for line in typed.split("\n") for part in _parts(line)]
    return list(dict.fromkeys(part for part in parts if part))


def _parts(line: str) -> list[str]:
    meant = _GAPS.sub(" ", _INVISIBLE.sub("", line))
    for pattern, plain in _DEFANGED:
        meant = pattern.sub(plain, meant)
    meant = _SPACED.sub(lambda found: found[1] or found[2], meant)
    pieces = [_bare(piece) for part in _SCHEME.split(meant) for piece in part.split()]
    return [_small_scheme(piece) for piece in pieces if _ADDRESS.fullmatch(piece)] or [line.strip()]


def _bare(piece: str) -> str:
    return piece.strip(_AROUND).removesuffix(".").strip(_AROUND)


def _small_scheme(address: str) -> str:
    return _OWN_SCHEME.sub(lambda found: found[0].lower(), address)
