"""Guesses about pages: parked or not, whose, home or deep, same site or another."""

import pytest

from meldwijzer.online.answer import Page
from meldwijzer.online.likeness import is_home, is_parked, names_any, only_asks, same_site, site_of

FILLER = "Wij luisteren naar iedereen die wil praten. " * 10


@pytest.mark.parametrize(
    "said",
    ["This domain is for sale!", "help.test is for sale", "The domain help.test may be for sale", "Buy this domain",
     "This domain name is parked", "Deze domeinnaam is te koop", "Dit domein is gereserveerd", "domein te koop",
     "Deze domeinnaam is geregistreerd door een klant", "Ce nom de domaine est à vendre", "Le domaine est réservé",
     "Diese Domain steht zum Verkauf", "This domain has expired", "Domain has expired", "Purchase this domain today"],
)  # fmt: skip
def test_parked(said: str) -> None:
    assert is_parked(Page("", said), "https://help.test/")
    assert is_parked(Page(said, FILLER * 20), "https://help.test/")
    assert not is_parked(Page("News", FILLER * 20 + said), "https://help.test/"), "a long article about it"


@pytest.mark.parametrize(
    "said",
    ["Onze lijn is gratis.", "This book is for sale in shops.", "Le domaine de l'aide aux enfants", "The public domain",
     "Wij werken in dit domein", "Domein van expertise: kinderen", "eminent domain for everyone", "à vendre: vélo"],
)  # fmt: skip
def test_not_parked(said: str) -> None:
    assert not is_parked(Page("", said), "https://help.test/")


def test_parked_by_its_hosts() -> None:
    page = Page("help", "Related searches")
    assert is_parked(page, "https://www.hugedomains.com/domain_profile.cfm")
    assert is_parked(Page("help", "x", hosts=("img.sedoparking.com",)), "https://help.test/")
    assert not is_parked(page, "https://nothugedomains.com/")


def test_sites() -> None:
    assert site_of("https://www.help.co.uk/x") == "help.co.uk"
    assert site_of("https://a.b.childfocus.be/") == "childfocus.be"
    assert site_of("https://127.0.0.1/") == "127.0.0.1" or site_of("https://127.0.0.1/")
    assert same_site("http://childfocus.be", "https://www.childfocus.be./nl")
    assert not same_site("https://one.co.uk/", "https://two.co.uk/")
    assert not same_site("https://help.test/", "https://[bad/")


@pytest.mark.parametrize("url", ["https://h.test", "https://h.test/", "https://h.test/nl", "https://h.test/nl-BE/"])
def test_home(url: str) -> None:
    assert is_home(url)
    assert not is_home(f"{url.rstrip('/')}/contact")


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ("https://h.test/", "https://h.test/nl/", True), ("https://h.test/a", "https://www.h.test/nl-be/a/", True),
        ("https://h.test/nl/a", "https://h.test/fr/a", True),
        ("https://h.test/a", "https://consent.h.test/?to=a", True),
        ("https://h.test/a", "https://h.test/cookiewall", True), ("http://h.test/a", "https://h.test/a", False),
        ("https://h.test/a", "https://www.h.test/a", False), ("https://h.test/a", "https://h.test/b", False),
        ("https://h.test/", "https://other.test/nl/", False), ("https://h.test/nl/a", "https://h.test/a", False),
        ("https://h.test/a", "https://h.test/", False),
    ],
)  # fmt: skip
def test_redirects_that_only_ask(old: str, new: str, asks: bool) -> None:
    assert only_asks(old, new) is asks


@pytest.mark.parametrize(
    ("names", "said", "common"),
    [
        (("Child Focus",), "Bel CHILDFOCUS", True), (("Écoute-Enfants",), "ecoute enfants", True),
        (("Écoute-Enfants",), "les enfants", True), (("CSG",), "het CSG helpt", True), (("CSG",), "acsgb", False),
        (("Stop it Now!",), "please stop here", False), (("Stop it Now!",), "Stop it now", True),
        (("113 Zelfmoordpreventie", "113"), "bel 113", True), (("Child Focus",), "cheap shoes", False),
        (("Offlimits", "EOKM"), "EOKM is nu anders", True), (("Stichting Voor",), "voor een stichting", False),
    ],
)  # fmt: skip
def test_names(names: tuple[str, ...], said: str, common: bool) -> None:
    filler = "Lorem ipsum dolor sit amet consectetur. " * 8
    assert names_any(Page("", f"{filler} {said} {filler}"), names) is common
    assert names_any(Page(said, filler), names) is common


def test_a_page_that_says_too_little_is_not_judged() -> None:
    assert names_any(Page("", "Loading…"), ("Child Focus",))
    assert names_any(Page("", "", readable=False), ("Child Focus",))
