"""What a live site must say before it may be published; an example needs none of it."""

from collections.abc import Iterable

from meldwijzer.content import Content
from meldwijzer.findings import Finding

from .base import Rule, Shown, error, key_place

_SITE = "content/site.yml"


def _named(content: Content) -> Iterable[Finding]:
    """The pages that say who answers for the site name the publisher; their words about an example are not true now."""
    name = content.site.publisher.legal_name
    for language, words in content.words.items():
        for page in ("privacy", "accessibility", "about"):
            said = words.pages.pages.get(page)
            if name and said and not any(name in part.text for part in said.sections.values()):
                place = key_place(content, f"content/{language}/pages.yml", ("pages", page))
                fix = "Go through its words: what they say of an example is no longer true."
                yield error("live", place, f'The page "{page}" does not name {name}.', fix)


def live(content: Content) -> Iterable[Finding]:
    """A live site has a publisher, endpoints and the consent of each hotline that it presents as its own."""
    site = content.site
    if site.operation != "live":
        return
    for field, words in (
        ("legal_name", "the legal name of who answers for this site"),
        ("address", "the postal address of who answers for this site"),
        ("privacy_contact", "whom readers ask about their privacy"),
        ("accessibility_contact", "whom readers tell that something does not work for them"),
    ):
        if not getattr(site.publisher, field):
            place = key_place(content, _SITE, ("publisher", field))
            fix = "Fill it in, or go back to operation: example."
            yield error("live", place, f"A live site needs {field}: {words}.", fix)
    yield from _named(content)
    for field, words in (("licence", "the licence of the open data"), ("licence_url", "where its text stands")):
        if not getattr(site.open_data, field):
            place = key_place(content, _SITE, ("open_data", field))
            fix = "Fill it in, or go back to operation: example."
            yield error("live", place, f"A live site needs {field} under open_data: {words}.", fix)
    for country in site.countries:
        if not site.report_form.get(country):
            place = key_place(content, _SITE, ("report_form", country))
            fix = "Fill it in, or go back to operation: example."
            yield error("live", place, f"A live site needs the endpoint that receives reports in {country}.", fix)
    consenting = {consent.organisation for consent in site.consents}
    for key, organisation in content.organisations.items():
        if "own-hotline" in organisation.roles and key not in consenting:
            place = key_place(content, _SITE, ("consents",))
            yield error(
                "live",
                place,
                f"{organisation.name} is presented as its own hotline, and no consent of it is recorded.",
                f'Record it under consents, or take the role "own-hotline" out of {key}.yml.',
            )


RULES = (
    Rule(
        "live",
        "a live site says who answers for it and may present these hotlines",
        live,
        Shown("content/site.yml", "operation", "live", "example"),
    ),
)
