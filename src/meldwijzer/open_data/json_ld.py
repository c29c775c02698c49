"""What a page says to machines as JSON-LD (schema.org, json-ld.org): one block of data, which nothing executes.

Few bytes: only what a page itself shows, and what is known. It stands at the very end, so that no reader waits for it.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from meldwijzer.addresses import GUIDE_PREFIX, GUIDES, HOME, NOT_FOUND
from meldwijzer.contacts import hours
from meldwijzer.model.organisation import Organisation

if TYPE_CHECKING:
    from meldwijzer.pages.contact_views import ContactView
    from meldwijzer.pages.render import Desk

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GOVERNMENT = frozenset({"police", "authority"})
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Nothing in the block may end it or begin a comment (HTML, 4.12.1.3: restrictions for contents of script)."""

Node = dict[str, Any]


def block(desk: "Desk") -> Markup:
    """Return a page's data as it stands between the tags of its ``<script>``; empty for a page without address."""
    if desk.page.id == NOT_FOUND:
        return Markup()
    said = json.dumps({"@context": "https://schema.org", "@graph": list(graph(desk))}, ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    return Markup(said.translate(_ESCAPED))  # noqa: S704  # what may mean something in HTML is escaped


def graph(desk: "Desk") -> Iterator[Node]:
    """Yield what a page says: whose site it is, where the page stands, and what it is about."""
    yield _site(desk)
    if desk.page.id != HOME:
        yield _way(desk)
    if desk.page.id in ("help", "report"):
        yield from _organisations(desk)
    elif desk.page.id == "faq":
        yield _questions(desk)
    elif desk.page.id == "support":
        yield from _giving(desk)


def _site(desk: "Desk") -> Node:
    site = desk.site
    node: Node = {"@type": "WebSite", "@id": site.address, "url": site.address, "name": site.name}
    if site.operation == "example":
        node["disambiguatingDescription"] = f"{desk.t('example.label')}. {desk.t('example.text')}"
    if site.publisher.legal_name:
        node["publisher"] = {"@type": "Organization", "name": site.publisher.legal_name}
    return node


def _way(desk: "Desk") -> Node:
    pages = [HOME, *([GUIDES] if desk.page.id.startswith(GUIDE_PREFIX) else []), desk.page.id]
    steps = [
        {"@type": "ListItem", "position": place, "name": desk.nav(page), "item": desk.full(page)}
        for place, page in enumerate(pages, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def kind_of(organisation: Organisation) -> str:
    """Return schema.org's type of an organisation, no more exact than is known: a hotline is a foundation here."""
    if organisation.kind in _GOVERNMENT:
        return "GovernmentOrganization"
    return "NGO" if organisation.kind == "hotline" else "Organization"


def _organisations(desk: "Desk") -> Iterator[Node]:
    """Yield each organisation on the page with its numbers: those of its services, or of its ways to report."""
    views = desk.views
    for key, organisation in views.content.organisations.items():
        group = organisation.services if desk.page.id == "help" else organisation.channels
        names = dict.fromkeys(name for one in group.values() for name in one.phones)
        contacts = [views.view(f"phone:{key}.{name}") for name in names]
        points = [_contact_point(one) for one in contacts if one.href and is_told(desk, one)]
        if points:
            yield {
                "@type": kind_of(organisation),
                "@id": f"{desk.full('help')}#{key}",
                "name": views.organisation_name(key),
                "contactPoint": points,
            }


def is_told(desk: "Desk", view: "ContactView") -> bool:
    """Tell whether machines may be told of a contact point: not of what is retired or has no source (confidence N)."""
    review = desk.views.standings[view.reference].review
    retired = desk.views.registry.contacts[view.reference].fact.retired
    return retired is None and (review is None or review.confidence != "N")


def _contact_point(view: "ContactView") -> Node:
    node: Node = {
        "@type": "ContactPoint",
        "contactType": view.label,
        "telephone": view.href.removeprefix("tel:"),
        "areaServed": ["BE", "NL"] if view.territory == "EU" else view.territory,
    }
    if view.spoken:
        node["availableLanguage"] = list(view.spoken)
    if view.free:
        node["contactOption"] = "TollFree"
    if view.hours_notation:
        node["hoursAvailable"] = opening(view.hours_notation)
    return node


def opening(notation: str) -> list[Node]:
    """Return an ordinary week of opening hours; what goes on after midnight closes before it opens.

    Day and night is 00:00 to 23:59, as search engines read it; closed on public holidays is 00:00 to 00:00.
    """
    week = hours.week(notation)
    if week.always:
        return [_hours(_DAYS, "00:00", "23:59")]
    found: dict[tuple[str, str], list[str]] = {}
    for days in week.days:
        for span in days.spans:
            key = (f"{span.start:%H:%M}", f"{span.end:%H:%M}")
            found.setdefault(key, []).extend(_DAYS[days.first : days.last + 1])
    said = [_hours(days, *times) for times, days in found.items()]
    return [*said, _hours(["PublicHolidays"], "00:00", "00:00")] if week.holidays_closed else said


def _hours(days: "list[str] | tuple[str, ...]", opens: str, closes: str) -> Node:
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": list(days), "opens": opens, "closes": closes}


def _questions(desk: "Desk") -> Node:
    asked = []
    for _, _, questions in desk.views.topics():
        for one in questions:
            answers = [f"{name}: {desk.plain(text)}" for _, name, text in one.answers]
            text = " ".join([desk.plain(one.answer)] if one.answer else answers)
            answer = {"@type": "Answer", "text": text}
            asked.append({"@type": "Question", "name": one.question, "acceptedAnswer": answer})
    return {"@type": "FAQPage", "mainEntity": asked}


def _giving(desk: "Desk") -> Iterator[Node]:
    """Yield to whom somebody can give; of accounts the page itself tells."""
    ways = [way for way in desk.views.content.giving.ways.values() if way.kind == "money"]
    for key in dict.fromkeys(way.organisation for way in ways):
        recipient = {
            "@type": kind_of(desk.views.content.organisations[key]),
            "@id": f"{desk.full('help')}#{key}",
            "name": desk.views.organisation_name(key),
        }
        yield {"@type": "DonateAction", "recipient": recipient}
