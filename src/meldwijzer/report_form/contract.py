"""The contract with whoever receives reports, as an OpenAPI 3.1 document made from the model. No server, no form.

What people need to know beyond it is in docs/endpoints/report-form.md.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from meldwijzer.model.site import SiteSettings

from .report import ANSWERS, FORM, MAX_LINES, Problem, Report

FILE = "report-form.openapi.json"
"""Where the contract stands in the built site."""

BODY_LIMIT = 2 * 1024 * 1024
"""Bytes. The longest report fits, with every character as four percent-encoded bytes or as two JSON escapes."""

FAST = 3
"""Whoever sends sooner after opening the form, in seconds, may be a machine."""

URLENCODED, JSON = "application/x-www-form-urlencoded", "application/json"

WireProblem = Literal["missing", "choice", "form", "number", "type", "unknown", "repeated", "encoding", "unreadable",
                      "body_large", "media_type", "method", "busy", "broken"]  # fmt: skip
"""What can be wrong besides :data:`Problem`: with a field that the form fills in by itself, or with the whole."""

KEY, OTHER_KEY = "5f0c7c1e-9b1d-4a52-8e0b-c8de2f6a9b7d", "b2a4e6d8-f0c1-4e3b-9d5a-a7c9ebfd1f3e"
"""Keys for examples."""

_DESCRIPTION = """\
Whoever receives the reports of this site's form implements this one operation, at an https address of their own \
choice; the site names that address in full. The site itself receives nothing.

**Encoding.** UTF-8 only. The form sends `application/x-www-form-urlencoded`, with and without JavaScript; \
`application/json` has the same fields. Files never: `multipart/form-data` is refused with 415. A text that was not \
filled in is empty or left out. No field comes twice. The whole body has at most {limit} bytes; the limits of the \
fields count Unicode characters after the normalisation. Without JavaScript no field cuts what is typed: your page \
then says in plain words which answer is too long and how long it may be, and Back shows all of it.

**Normalisation.** `\\r\\n` and a single `\\r` become `\\n`; half a surrogate pair becomes U+FFFD. Nothing else: no \
trimming, no Unicode normalisation, nothing taken out. Keep what was typed exactly so; it may hold any character, \
U+0000 too. `addresses_read` is the form's own reading of `addresses`: invisible characters taken out, `hxxp` and \
`[.]` turned back, spaces within an address closed, each address once. It is a help; `addresses` is what counts. \
Never open or fetch an address because it was reported.

**Who is answered how.** Who names `application/json` in `Accept` gets JSON, never a redirect. Everybody else is a \
browser without JavaScript and is led with 303 to this site's address followed by `sent_page`, if it is one of the \
pages listed there and nowhere else; otherwise a page of your own says that the report has arrived. Do not refuse a \
report for its `sent_page`: the reader cannot mend it.

**Counting once.** `key` is the same for each attempt to send one report. A key that is known is answered with 200 \
and the same reference; if something else was sent with it, keep that as a further version of the same report. \
Reports without a key are never the same report, even if they are equal.

**Rules between fields.** `where` "web" needs `addresses`; "app" and "message" need one of `platform`, `name_there`, \
`addresses`, `words`; "elsewhere" needs one of the same. At most {lines} lines of `addresses` are not blank. \
`email`, if given, has something, an @ and a host with a dot.

**E-mail.** `x-feedback-countries` lists the countries whose hotline tells what came of a report. Without JavaScript \
the form asks for `email` beside every country: in a report for another one throw it away and never keep it.

**Spam.** `website` filled in, or `seconds` from 1 to {fast}: mark the report, never refuse it, and answer as always. \
0 seconds says nothing: there was no JavaScript. No CAPTCHA, and no refusing by `Origin`, which may be `null`.

**Arrived.** The form takes a report for arrived only at 200 or 201 with a JSON object that has `reference` (a text) \
or `"received": true`, and neither `errors` nor `error`. Anything else leaves its reader unsure.

**CORS.** Every answer, errors too, has `Access-Control-Allow-Origin: {origin}` and `Access-Control-Expose-Headers: \
Retry-After`. There is no preflight: the form sends no header of its own and no credentials. Set no cookie.

**Time.** The form waits 30 seconds for the whole answer, and reads at most 64 KiB of it.

**Privacy.** The form tells its readers what you keep. TLS only. Bodies in no log; IP addresses not at all or as \
short as possible; e-mail addresses apart from what was reported; everything deleted when its purpose is over."""


def openapi(site: SiteSettings, sent_pages: Sequence[str], feedback: Sequence[str] = ()) -> dict[str, Any]:
    """Return the contract as an OpenAPI 3.1 document.

    Args:
        site: Its address is the origin that may read answers; its endpoints are listed.
        sent_pages: The page that says what happens next, in each language: paths such as ``/nl/verstuurd/``.
        feedback: The countries whose hotline tells what came of a report.
    """
    parts = urlsplit(site.address)
    description = _DESCRIPTION.format(
        limit=f"{BODY_LIMIT:,}", lines=MAX_LINES, fast=FAST - 1, origin=f"{parts.scheme}://{parts.netloc}"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{site.name}: reports from the form", "version": FORM, "description": description},
        "servers": [{"url": "/", "description": "Any https address; the site's settings name it in full."}],
        "x-endpoints": {country: url for country, url in site.report_form.items() if url},
        "x-feedback-countries": list(feedback),
        "paths": {"/report": {"post": _operation(site, sent_pages)}},
        "components": {
            "schemas": {"Report": report_schema(sent_pages), "Received": _RECEIVED, "Errors": _ERRORS},
            "headers": {
                "Origin": {
                    "description": "The site's own origin.",
                    "required": True,
                    "schema": {"type": "string", "examples": [f"{parts.scheme}://{parts.netloc}"]},
                },
                "Expose": {"required": True, "schema": {"const": "Retry-After"}},
                "RetryAfter": {
                    "description": "Seconds, or an HTTP date.",
                    "schema": {"type": "string"},
                    "examples": {"seconds": {"value": "60"}, "date": {"value": "Sun, 06 Nov 2044 08:49:37 GMT"}},
                },
            },
        },
    }


def openapi_text(site: SiteSettings, sent_pages: Sequence[str], feedback: Sequence[str] = ()) -> str:
    """Return the contract as the text of its file: JSON with line breaks, the same bytes for the same site."""
    return json.dumps(openapi(site, sent_pages, feedback), ensure_ascii=False, indent=2) + "\n"


def sent_pages_in(contract: str) -> tuple[str, ...]:
    """Return the pages that the text of a contract lists.

    Raises:
        ValueError: It is no contract of this kind.
    """
    try:
        listed = json.loads(contract)["components"]["schemas"]["Report"]["properties"]["sent_page"]["anyOf"][0]["enum"]
        return tuple(str(page) for page in listed if page)
    except (LookupError, TypeError) as error:
        raise ValueError("no contract") from error


def feedback_in(contract: str) -> tuple[str, ...]:
    """Return the countries whose hotline tells what came of a report, as the text of a contract lists them.

    Raises:
        ValueError: It is no contract of this kind.
    """
    try:
        return tuple(str(country) for country in json.loads(contract)["x-feedback-countries"])
    except (LookupError, TypeError) as error:
        raise ValueError("no contract") from error


def spam_signs(report: Report) -> tuple[str, ...]:
    """Return the fields that make a report look as if no person had sent it; a wrong guess must harm nobody."""
    signs = {"website": bool(report.website), "seconds": 0 < report.seconds < FAST}
    return tuple(name for name, there in signs.items() if there)


def report_schema(sent_pages: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of a report, with the pages that a browser may be led to."""
    schema = Report.model_json_schema()
    for field in schema["properties"].values():
        del field["title"]
    page = schema["properties"]["sent_page"]
    schema["properties"]["sent_page"] = {
        "description": page["description"],
        "default": page["default"],
        # A page that has moved meanwhile must not cost anybody their report.
        "anyOf": [{"enum": ["", *sent_pages]}, {"type": "string", "maxLength": page["maxLength"]}],
    }
    return schema


def examples(language: str, sent_page: str = "") -> dict[str, dict[str, Any]]:
    """Return reports as they travel: one address with JavaScript, a chat without it, a report that looks like spam."""
    common = {"form": FORM, "country": "BE", "language": language, "sent_page": sent_page}
    address = {"addresses": "hxxps://images[.]example/a", "addresses_read": "https://images.example/a"}
    return {
        "address": {**common, "where": "web", **address, "kind": "website", "when": "today", "key": KEY, "seconds": 95},
        "chat": {**common, "where": "app", "platform": "An app", "words": "Seen there.\nTwice."},
        "spam": {**common, "where": "elsewhere", "words": "Buy this.", "website": "https://spam.example/",
                 "key": OTHER_KEY, "seconds": 1},
    }  # fmt: skip


def _operation(site: SiteSettings, sent_pages: Sequence[str]) -> dict[str, Any]:
    given = examples(site.default_language, next(iter(sent_pages), ""))
    body = {
        "schema": {"$ref": "#/components/schemas/Report"},
        "examples": {name: {"value": value} for name, value in given.items()},
    }
    return {
        "operationId": "report",
        "summary": "Take a report.",
        "requestBody": {"required": True, "content": {URLENCODED: body, JSON: body}},
        "responses": {
            "200": _answer("The key is known: the report had arrived already. The same reference.", "Received"),
            "201": _answer("The report has arrived.", "Received"),
            "303": {
                "description": "The same for a browser that does not ask for JSON: on to the sent page.",
                "headers": {
                    **_HEADERS,
                    "Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}},
                },
            },
            "400": _answer("It can't be read: no JSON, not UTF-8, a field twice. Nothing is kept.", "Errors"),
            "405": _answer("Only POST.", "Errors", {"Allow": {"required": True, "schema": {"const": "POST"}}}),
            "413": _answer(f"More than {BODY_LIMIT:,} bytes. Read on and then answer, or nobody sees it.", "Errors"),
            "415": _answer("Neither of both media types, or not UTF-8. Files are never taken.", "Errors"),
            "422": _answer("Fields are missing or wrong: the form shows each at its question.", "Errors"),
            "429": _answer("Too many at once. The form offers to try again after that time.", "Errors", _RETRY),
            "500": _answer("A fault of the endpoint's. The form offers to try again with the same key.", "Errors"),
            "503": _answer("Closed for a while. With Retry-After the form offers to try again then.", "Errors", _RETRY),
        },
    }


_HEADERS: Mapping[str, Any] = {
    "Access-Control-Allow-Origin": {"$ref": "#/components/headers/Origin"},
    "Access-Control-Expose-Headers": {"$ref": "#/components/headers/Expose"},
}
_RETRY: Mapping[str, Any] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}


def _answer(description: str, schema: str, headers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a documented answer: JSON for who asks for it, a page in plain words for everybody else."""
    return {
        "description": description,
        "headers": {**_HEADERS, **(headers or {})},
        "content": {
            JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}},
            "text/html": {"schema": {"type": "string"}},
        },
    }


def _known(problems: Iterable[str]) -> str:
    return ", ".join(f"`{problem}`" for problem in problems)


_RECEIVED: Mapping[str, Any] = {
    "type": "object",
    "description": "Further members are ignored.",
    "properties": {
        "reference": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "What the reader can name later. Nobody should be able to guess another one.",
            "examples": ["2026-K7QD-4XWM"],
        },
        "received": {"const": True, "description": "Instead of a reference, where there is none."},
    },
    "anyOf": [{"required": ["reference"]}, {"required": ["received"]}],
    "not": {"anyOf": [{"required": ["errors"]}, {"required": ["error"]}]},
}
_ERRORS: Mapping[str, Any] = {
    "type": "object",
    "description": "Optional where nothing can be mended by the reader (405, 413, 415, 429, 500, 503).",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {
                    "field": {
                        "type": "string",
                        "description": f"A field's name; empty for the whole. Readers are asked {_known(ANSWERS)}.",
                    },
                    "problem": {
                        "type": "string",
                        "description": f"The form has words of its own for {_known(get_args(Problem))}; for anything "
                        f"else, such as {_known(get_args(WireProblem))}, it says that the field was refused.",
                    },
                },
            },
        }
    },
    "examples": [{"errors": [{"field": "addresses", "problem": "too_long"}]}],
}
