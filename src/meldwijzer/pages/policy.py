"""A page's Content-Security-Policy: what it may load, and where what is typed on it may go. No HTML.

`frame-ancestors` cannot stand in a page (CSP Level 3, section 3.3): hosts send it as a header.
"""

from collections.abc import Iterable


def policy(endpoints: Iterable[str] = ()) -> str:
    """Return the policy of a page from which reports go to these endpoints.

    ``'self'`` is needed beside them: a browser also asks form-action whether the endpoint may lead back to the page
    that says "sent", and what search loads comes from connect-src.
    """
    outside = "".join(f" {endpoint}" for endpoint in dict.fromkeys(endpoints))
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "connect-src": f"'self'{outside}",
        "form-action": f"'self'{outside}",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
