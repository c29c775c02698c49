"""The right answers of an endpoint: JSON for who asks for it, a page or a redirect for all others. Keeps nothing."""

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from . import pages
from .store import Receipt

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
}
"""With every answer."""
_TITLES = {
    400: "The report can't be read",
    403: "The report is not taken",
    405: "Only reports are taken here",
    413: "The report is too long",
    415: "The report can't be read",
    422: "Something is missing or not right",
    429: "Too many reports at once",
    503: "No reports can be taken now",
}
NAMES = ("127.0.0.1", "localhost")
"""What this computer calls itself. Another name in a request may be a trick to read what is kept here."""


def wants_json(request: Request) -> bool:
    """Tell whether the answer is for a script: who names JSON in its Accept header gets it."""
    media = (part.partition(";")[0].strip().lower() for part in request.headers.get("accept", "").split(","))
    return "application/json" in media


def received(request: Request, receipt: Receipt, site: str, sent_page: str, sent_pages: Collection[str]) -> Response:
    """Return that a report has arrived.

    Args:
        request: Decides between JSON and what a browser shows.
        receipt: What became of the report.
        site: The site's address, with a slash at its end.
        sent_page: Where the report asks to be led to.
        sent_pages: The only pages that anybody is led to.
    """
    status = 201 if receipt.new else 200
    if wants_json(request):
        return JSONResponse({"reference": receipt.reference}, status)
    if sent_page in sent_pages:
        return RedirectResponse(site.rstrip("/") + sent_page, 303)
    return HTMLResponse(pages.said("The report has arrived", [f"Its reference is {receipt.reference}."]), status)


def refused(
    request: Request, status: int, errors: Iterable[tuple[str, str]], headers: Mapping[str, str] | None = None
) -> Response:
    """Return that a report was not taken, and why: (field, problem), the field empty for the whole."""
    told = list(errors)
    if wants_json(request):
        body = {"errors": [{"field": field, "problem": problem} for field, problem in told]}
        return JSONResponse(body, status, headers)
    title = _TITLES.get(status, "The receiver has a fault")
    return HTMLResponse(pages.said(title, errors=told), status, headers)


def cors(request: Request, site: str) -> dict[str, str]:
    """Return the headers that let the site's pages read an answer, under each name of this computer."""
    own, asking = urlsplit(site), urlsplit(request.headers.get("origin", ""))
    alike = asking.scheme == own.scheme and _port(asking.netloc) == _port(own.netloc)
    both = asking.hostname in NAMES and own.hostname in NAMES
    told = asking if alike and both else own
    return {
        "Access-Control-Allow-Origin": f"{told.scheme}://{told.netloc}",
        "Access-Control-Expose-Headers": "Retry-After",
        "Vary": "Origin",
    }


def own_page(request: Request) -> bool:
    """Tell whether a request comes from the receiver's own page, or from no page at all."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _port(place: str) -> str:
    return place.rpartition("]")[2].rpartition(":")[2]
