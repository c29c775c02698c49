"""Rules for where reports go: only to an address that may receive them. What a form says is for the other rules."""

from collections.abc import Iterable, Iterator

from meldwijzer.content import ENDPOINT_VARIABLE, Content
from meldwijzer.findings import Finding, Place
from meldwijzer.report_form import endpoints

from .base import Rule, Shown, error, value_place

_SITE = "content/site.yml"


def _endpoints(content: Content) -> Iterator[tuple[str, str, Place, str]]:
    """Yield country, endpoint, its place, and how to speak of it."""
    for country, endpoint in content.site.report_form.items():
        if endpoint:
            named = f"{ENDPOINT_VARIABLE}{country}" if country in content.from_environment else ""
            place = value_place(content, _SITE, "report_form", country)
            yield country, endpoint, place, f"{named} in the environment" if named else f'"{endpoint}"'


def endpoint(content: Content) -> Iterable[Finding]:
    """An endpoint is one whole https address without secrets, of a country that the site has."""
    for country, address, place, named in _endpoints(content):
        if country not in content.site.countries:
            fix = "Add the country above, or take this line out."
            yield error("endpoint", place, f"{country} is none of the countries of this site.", fix)
        if wrong := endpoints.problem(address):
            fix = "Write it as https://melden.example/report."
            yield error("endpoint", place, f"{named} {wrong}.", fix)


def endpoint_published(content: Content) -> Iterable[Finding]:
    """A published site sends reports to a real receiver, and an example sends none at all."""
    for _, address, place, named in _endpoints(content):
        if endpoints.is_loopback(address):
            fix = "Take it out: the receiver for trying the form out belongs to `make serve` alone."
            yield error("endpoint-published", place, f"{named} is the reader's own device: no report arrives.", fix)
        elif content.site.operation == "example":
            fix = "Leave it empty, or go through everything that operation: live asks for."
            yield error("endpoint-published", place, "An example must not receive reports.", fix)


RULES = (
    Rule(
        "endpoint",
        "what is sent to a wrong or open address never arrives, or not alone",
        endpoint,
        Shown(_SITE, "report_form.BE", "http://melden.example/report", "http://127.0.0.1:8001/report"),
    ),
    Rule(
        "endpoint-published",
        "a report that nobody receives is a child that nobody helps",
        endpoint_published,
        Shown(_SITE, "report_form.NL", "https://melden.example/report"),
        silent_in_preview=True,
    ),
)
