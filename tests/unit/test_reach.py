"""From where an organisation can be reached, and what readers are told where it cannot be from abroad."""

import pytest

from meldwijzer import build
from meldwijzer.contacts.reach import from_abroad
from meldwijzer.model.organisation import Organisation


def organisation(**parts: object) -> Organisation:
    """Return an organisation with these contact points."""
    return Organisation.model_validate({"name": "X", "kind": "helpline", "country": "BE", **parts})


SHORT = {"number": "102", "country": "BE", "kind": "short"}
FREE = {"number": "0800 32 123", "country": "BE", "kind": "free"}
ABROAD = {"number": "+32 2 475 44 99", "country": "BE", "kind": "geographic"}
GONE = {"retired": {"reason": "gone", "replaced_by": "page:help"}}


@pytest.mark.parametrize(
    ("parts", "reached"),
    [
        ({}, False),
        ({"phones": {"a": SHORT, "b": FREE}}, False),
        ({"phones": {"a": SHORT, "b": ABROAD}}, True),
        ({"phones": {"a": {**ABROAD, **GONE}}}, False),
        ({"phones": {"a": {**ABROAD, "modes": ["fax"]}}}, False),
        ({"phones": {"a": {"number": "112", "country": "EU", "kind": "short"}}}, True),
        ({"links": {"a": {"url": "https://x.example/", "what": "home"}}}, False),
        ({"links": {"a": {"url": "https://x.example/", "what": "form"}}}, True),
        ({"links": {"a": {"url": "https://x.example/", "what": "chat", **GONE}}}, False),
        ({"emails": {"a": {"address": "a@x.example"}}}, True),
    ],
)
def test_ways_that_work_from_abroad(parts: dict[str, object], reached: bool) -> None:
    """A short or free number and a home page are no way; a form, an e-mail, a number with + are."""
    assert from_abroad(organisation(**parts)) is reached


def test_readers_are_told_where_there_is_no_way(real_site: build.Site) -> None:
    """Every card of an organisation without a way from abroad says so, in every language, and no other does."""
    for language in real_site.content.words:
        views = real_site.composer.renderers[language].views
        cards = [*views.services(), *views.other_organisations()]
        without = [card for card in cards if not card.reached_from_abroad]
        assert 0 < len(without) < len(cards)
        said = views.t("contact.no-way-from-abroad")
        assert real_site.page(language, "help").markdown.count(said) == len(without)
