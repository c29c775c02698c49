"""Contact points: what can exist, what a phone dials, and what readers of each language see."""

from datetime import time

import pytest

from meldwijzer.contacts import account, hours, phone, web
from meldwijzer.contacts.hours import Days, Span
from meldwijzer.model.contact import Email, Link, Phone


def number(written: str, country: str, kind: str, shown: str | None = None) -> Phone:
    """Return a registered number."""
    return Phone.model_validate({"number": written, "country": country, "kind": kind, "written": shown})


@pytest.mark.parametrize(
    ("fact", "dial", "national", "international", "for_both"),
    [
        (number("116000", "BE", "short", "116 000"), "tel:116000", "116 000", None, "116 000"),
        (number("112", "EU", "short"), "tel:112", "112", None, "112"),
        (number("113", "NL", "short"), "tel:113", "113", None, "113"),
        (number("1712", "BE", "short"), "tel:1712", "1712", None, "1712"),
        (number("0800-2000", "NL", "free"), "tel:08002000", "0800-2000", None, "0800-2000"),
        (number("+31 800 2000", "NL", "free", "0800-2000"), "tel:08002000", "0800-2000", None, "0800-2000"),
        (number("0800 200 99", "BE", "free"), "tel:080020099", "0800 200 99", None, "0800 200 99"),
        (number("0900-8844", "NL", "shared-cost"), "tel:09008844", "0900-8844", None, "0900-8844"),
        (
            number("+32 2 475 44 11", "BE", "geographic"),
            "tel:+3224754411",
            "02 475 44 11",
            "+32 2 475 44 11",
            "+32 2 475 44 11",
        ),
        (
            number("02/475.44.11", "BE", "geographic"),
            "tel:+3224754411",
            "02/475.44.11",
            "+32 2 475 44 11",
            "+32 2 475 44 11",
        ),
        (
            number("020 626 0206", "NL", "geographic"),
            "tel:+31206260206",
            "020 626 0206",
            "+31 20 626 0206",
            "+31 20 626 0206",
        ),
        (
            number("+31 6 428 346 35", "NL", "mobile", "06 428 346 35"),
            "tel:+31642834635",
            "06 428 346 35",
            "+31 6 428 346 35",
            "+31 6 428 346 35",
        ),
        (
            number("0470 12 34 56", "BE", "mobile"),
            "tel:+32470123456",
            "0470 12 34 56",
            "+32 470 12 34 56",
            "+32 470 12 34 56",
        ),
    ],
    ids=lambda value: value.number if isinstance(value, Phone) else "",
)
def test_a_number_is_dialled_and_written(
    fact: Phone, dial: str, national: str, international: str | None, for_both: str
) -> None:
    """What a tap dials works where the number works; readers abroad see the form with +, if it has one."""
    assert phone.problem(fact) == ""
    assert phone.dial(fact) == dial
    assert phone.national(fact) == national
    if international is not None:
        assert phone.international(fact) == international
    assert phone.written_for(fact, ["BE", "NL"]) == for_both
    assert phone.written_for(fact, [fact.country]) == national


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (number("11", "BE", "short"), "three to six digits"),
        (number("1160000", "BE", "short"), "three to six digits"),
        (number("١١٦", "BE", "short"), "three to six digits"),
        (number("116 000", "BE", "short", "116 111"), "differs"),
        (number("0800 200 9", "BE", "free"), "exists in BE"),
        (number("+32 2 475 44 1", "BE", "geographic"), "exists in BE"),
        (number("+31 20 626 0206", "BE", "geographic"), "exists in BE"),
        (number("0800-2000", "NL", "free", "0800-2001"), "differs"),
        (number("bel ons", "NL", "geographic"), "cannot be read"),
        (number("", "NL", "geographic"), "cannot be read"),
        (number("02 475 44 11", "world", "geographic"), "cannot be read"),
    ],
)
def test_a_number_that_cannot_exist(fact: Phone, reason: str) -> None:
    """A number with a digit too few, of another country, or written two ways is refused with its reason."""
    assert reason in phone.problem(fact)


def span(start: str, end: str) -> Span:
    """Return hours on one day."""
    return Span(time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("notation", "always", "days", "holidays_closed"),
    [
        ("24/7", True, (Days(0, 6, (span("00:00", "00:00"),)),), False),
        ("Mo-Fr 09:00-17:00", False, (Days(0, 4, (span("09:00", "17:00"),)),), False),
        ("Mo-Fr 09:00-17:00; PH off", False, (Days(0, 4, (span("09:00", "17:00"),)),), True),
        ("Mo-Fr 09:00-17:00; PH closed", False, (Days(0, 4, (span("09:00", "17:00"),)),), True),
        ("Mo 09:30-12:30,13:00-16:00", False, (Days(0, 0, (span("09:30", "12:30"), span("13:00", "16:00"))),), False),
        (
            "Mo 09:30-12:30; Tu 13:00-16:00; Th 20:00-23:00",
            False,
            (
                Days(0, 0, (span("09:30", "12:30"),)),
                Days(1, 1, (span("13:00", "16:00"),)),
                Days(3, 3, (span("20:00", "23:00"),)),
            ),
            False,
        ),
        (
            "Mo-Sa 07:00-23:00; Su 11:00-19:00",
            False,
            (Days(0, 5, (span("07:00", "23:00"),)), Days(6, 6, (span("11:00", "19:00"),))),
            False,
        ),
        ("Mo-Su 08:00-24:00", False, (Days(0, 6, (span("08:00", "00:00"),)),), False),
        (
            "Mo,We 10:00-12:00",
            False,
            (Days(0, 0, (span("10:00", "12:00"),)), Days(2, 2, (span("10:00", "12:00"),))),
            False,
        ),
    ],
)
def test_a_week_of_hours(notation: str, always: bool, days: tuple[Days, ...], holidays_closed: bool) -> None:
    """Opening hours become an ordinary week: days in a row with the same hours together, closed days left out."""
    assert hours.problem(notation) == ""
    week = hours.week(notation)
    assert (week.always, week.days, week.holidays_closed) == (always, days, holidays_closed)


@pytest.mark.parametrize("notation", ["Maandag 9u-17u", "Mo-Fr 9-17u", "Mo-Fr 25:00-26:00:00", "altijd", "24/8"])
def test_hours_that_cannot_be_read(notation: str) -> None:
    """Hours in another notation are refused with an example of the right one, and never shown."""
    assert "Mo-Fr 09:00-17:00" in hours.problem(notation)
    with pytest.raises(ValueError, match="opening hours"):
        hours.week(notation)


@pytest.mark.parametrize("iban", ["BE19 3101 2229 9912", "BE19310122299912", "NL91 ABNA 0417 1643 00"])
def test_an_iban(iban: str) -> None:
    """An IBAN with right check digits is accepted, and shown in groups of four."""
    assert account.problem(iban) == ""
    compact = iban.replace(" ", "")
    assert account.written(iban) == " ".join(compact[start : start + 4] for start in range(0, len(compact), 4))


@pytest.mark.parametrize("iban", ["BE19 3101 2229 9913", "BE19 3101 2229 991", "310-1222999-12", "XX00", ""])
def test_what_is_no_iban(iban: str) -> None:
    """One wrong digit is noticed; what is no IBAN is shown as it stands."""
    assert "not an IBAN" in account.problem(iban)
    assert account.written(iban) == iban


@pytest.mark.parametrize(
    "address", ["https://childfocus.be/", "https://a.be/x?y=1#z", "https://www.112.be/sms", "https://a-b.org"]
)
def test_a_web_address(address: str) -> None:
    """An ordinary address is accepted."""
    assert web.problem(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "childfocus.be",
        "javascript:alert(1)",
        "//a.be/",
        "ftp://a.be",
        "https://localhost/",
        "https://a b.be/",
        "https://u:p@a.be/",
        "https://a.be:8080/",
        "https://a.be:x/",
        "https://[::1",
        "mailto:a@b.be",
        "data:text/html,x",
        "",
        "https://a.be/\n",
    ],
)
def test_what_is_no_web_address(address: str) -> None:
    """Anything that runs, hides where it leads or leads nowhere is refused."""
    assert web.problem(address)


def test_the_address_of_a_language() -> None:
    """A link with an address per language gives each reader their own, and others its first; readers see the host."""
    link = Link.model_validate({"url": {"nl": "https://www.a.be/nl", "fr": "https://a.be/fr"}})
    assert web.for_language(link, "fr") == "https://a.be/fr"
    assert web.for_language(link, "en") == "https://www.a.be/nl"
    assert web.written("https://www.a.be/nl") == "a.be"
    assert web.addresses(link) == {"nl": "https://www.a.be/nl", "fr": "https://a.be/fr"}
    assert web.addresses(Link(url="https://a.be/")) == {"": "https://a.be/"}


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("info@a.be", True),
        ("a.b+c@d-e.nl", True),
        ("info.a.be", False),
        ("@a.be", False),
        ("a@b", False),
        ("a b@c.be", False),
        ("a@b.be>", False),
        ("a@b.be,c@d.be", False),
        ("", False),
    ],
)
def test_an_email_address(address: str, right: bool) -> None:
    """An e-mail address has a name, an at sign and a host, and nothing that could smuggle in a second one."""
    assert (web.email_problem(Email(address=address)) == "") is right
