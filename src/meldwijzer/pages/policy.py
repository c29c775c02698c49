"""A page's Content-Security-Policy: what it may load, and where what is typed on it may go. No HTML.

`frame-ancestors` cannot stand in a page (CSP Level 3, section 3.3): hosts send it as a header.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=4096)
def digest(style: str) -> str:
    """Return what a policy says of one style sheet that stands in a page (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def policy(endpoints: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """Return the policy of a page from which reports go to these endpoints, with these style sheets in its head.

    ``'self'`` is needed beside them: a browser also asks form-action whether the endpoint may lead back to the page
    that says "sent", and what search loads comes from connect-src; its worker falls under script-src. No script makes
    HTML or scripts of text but where search.js says so (https://www.w3.org/TR/trusted-types/).
    """
    inside = "".join(f" {digest(style)}" for style in styles)
    outside = "".join(f" {endpoint}" for endpoint in dict.fromkeys(endpoints))
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self'{inside}",
        "img-src": "'self'",
        "connect-src": f"'self'{outside}",
        "form-action": f"'self'{outside}",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "search",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def closed(style: str) -> str:
    """Return the policy of a page that loads nothing and sends nothing, with one style sheet in its head."""
    return f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'"
