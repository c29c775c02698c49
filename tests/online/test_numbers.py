"""Whether a contact point stands on a page: any notation, one digit off, another number, a part of a longer one."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.findings import Place, Severity
from meldwijzer.model.contact import Account, Email, Phone
from meldwijzer.online import DefaultStandsOn, Sighting
from meldwijzer.online.answer import Answer, Page
from meldwijzer.online.expect import Sought
from meldwijzer.online.numbers import judge
from meldwijzer.online.page import read
from meldwijzer.references import Contact

from .conftest import Make

ORGANISATION = """\
name: Help
kind: helpline
country: BE
phones:
  office: {number: "+32 2 475 44 11", country: BE, kind: geographic}
  abroad: {number: "+32 2 475 44 99", country: BE, kind: geographic}
  fax: {number: "+32 2 475 44 91", country: BE, kind: geographic}
  free: {number: 0800 95 5 95, country: BE, kind: free}
  helpline: {number: "116000", written: 116 000, country: BE, kind: short}
  child: {number: "102", country: BE, kind: short}
emails:
  info: {address: info@help.test}
accounts:
  gifts: {iban: BE19 3101 2229 9912, holder: Help}
"""


@pytest.fixture(scope="module")
def stands_on(make: Make) -> DefaultStandsOn:
    return DefaultStandsOn(make({"help": ORGANISATION}))


@pytest.fixture(scope="module")
def contacts(make: Make) -> dict[str, Contact]:
    organisation = make({"help": ORGANISATION}).organisations["help"]
    groups = {"phone": organisation.phones, "email": organisation.emails, "account": organisation.accounts}
    return {name: Contact(kind, "help", name, fact) for kind, facts in groups.items() for name, fact in facts.items()}


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("office", "+32 2 475 44 11", "yes"), ("office", "02 475 44 11", "yes"), ("office", "02/475.44.11", "yes"),
        ("office", "+32/2/475 44 11", "yes"), ("office", "+32 (0)2 475 44 11", "yes"),
        ("office", "0032 2 4754411", "yes"),
        ("office", "(02) 475-44-11", "yes"), ("office", "tel:+3224754411", "yes"), ("office", "T 024754411, F", "yes"),
        ("office", "0032 (0) 2 475 44 11", "yes"), ("office", "02 475 44 11 - 1020 Brussel", "yes"),
        ("office", "1020 Brussel 02 475 44 11", "yes"), ("office", "02 475 44 12", "slip"),
        ("office", "+32 2 475 44 71", "slip"), ("office", "02 475 44 21", "slip"),
        ("office", "02 475 44 91", "no"), ("office", "02 475 44 99", "no"), ("office", "02 475 44 1", "no"),
        ("office", "02 475 44 110", "no"), ("office", "102 475 44 11", "no"), ("office", "02 475 44 22", "no"),
        ("office", "02 475 44 12 / 02 475 44 11", "yes"), ("office", "", "no"), ("office", "02 475\n44 11", "no"),
        ("free", "0800 95 595", "yes"), ("free", "0800/95.5.95", "yes"), ("free", "0800 95 5 96", "slip"),
        ("helpline", "116 000", "yes"), ("helpline", "116000", "yes"), ("helpline", "116.000", "yes"),
        ("helpline", "116 006", "no"), ("helpline", "1160001", "no"), ("helpline", "0116000", "no"),
        ("child", "bel 102.", "yes"), ("child", "1020 Brussel", "no"), ("child", "bel 103", "no"),
        ("info", "Info@Help.test", "yes"), ("info", "info [at] help.test", "yes"), ("info", "info(at)help.test", "yes"),
        ("info", "Mail info@help.test.", "yes"), ("info", "inf0@help.test", "slip"), ("info", "info@helq.test", "slip"),
        ("info", "my-info@help.test", "no"), ("info", "info@help.test.com", "no"), ("info", "office@help.test", "no"),
        ("gifts", "BE19 3101 2229 9912", "yes"), ("gifts", "be19310122299912", "yes"),
        ("gifts", "BE19-3101-2229-9912", "yes"),
        ("gifts", "IBAN BE19 3101 2229 9912 BIC", "yes"), ("gifts", "BE19 3101 2229 9913", "slip"),
        ("gifts", "BE19 3101 2229 9921", "no"), ("gifts", "XBE19310122299912", "no"),
        ("gifts", "BE193101222999123", "no"),
    ],
)  # fmt: skip
def test_sightings(stands_on: DefaultStandsOn, contacts: dict[str, Contact], name: str, said: str, found: str) -> None:
    page = read(f"<p>{said.replace(chr(10), '<br>')}</p>".encode(), "text/html; charset=utf-8")
    assert stands_on(page.text, contacts[name]).found == found


def test_a_slip_is_shown_as_written(stands_on: DefaultStandsOn, contacts: dict[str, Contact]) -> None:
    text = "Fax 02 475 44 91, tel. +32 2 475.44.12 (office)"
    assert stands_on(text, contacts["office"]) == Sighting("slip", "+32 2 475.44.12")


@given(st.integers(0, 8), st.integers(0, 9), st.sampled_from(["", " ", ".", "/", " / ", "-", " "]))
def test_each_single_digit(
    stands_on: DefaultStandsOn, contacts: dict[str, Contact], at: int, digit: int, mark: str
) -> None:
    """Whatever digit is wrong, in whatever grouping, it is a slip, unless that is a number of somebody else."""
    right = "024754411"
    wrong = right[:at] + str(digit) + right[at + 1 :]
    said = mark.join([wrong[:2], wrong[2:5], wrong[5:7], wrong[7:]])
    expected = "yes" if wrong == right else "no" if wrong == "024754491" else "slip"
    page = read(f"<p>{said}</p>".encode(), "text/html")
    assert stands_on(page.text, contacts["office"]).found == expected


@given(st.text(alphabet="0123456789 +./()-\nab@.", max_size=120))
def test_any_text(stands_on: DefaultStandsOn, contacts: dict[str, Contact], text: str) -> None:
    for contact in contacts.values():
        assert stands_on(text, contact).found in ("yes", "slip", "no")


@pytest.mark.parametrize("text", ["1 " * 100_000, "1" * 1_000_000, "a" * 1_000_000, "@" * 1_000_000, "BE19 " * 200_000,
                                  "a." * 500_000, "+(" * 500_000])  # fmt: skip
def test_texts_made_to_be_slow(stands_on: DefaultStandsOn, contacts: dict[str, Contact], text: str) -> None:
    began = time.process_time()
    for name in ("office", "info", "gifts"):
        stands_on(text, contacts[name])
    assert time.process_time() - began < 3


def answer(url: str, text: str | None, *, readable: bool = True, whole: bool = True) -> Answer:
    now = datetime.now(UTC)
    if text is None:
        return Answer(url, now, url, status=404)
    return Answer(url, now, url, status=200, page=Page("", text, readable=readable, whole=whole))


def verdicts(contacts: dict[str, Contact], stands_on: DefaultStandsOn, *answers: Answer, pages: int = 0) -> list[str]:
    urls = tuple(one.url for one in answers)[: pages or None]
    contact = contacts["office"]
    assert isinstance(contact.fact, Phone)
    sought = Sought(contact, contact.fact.number, Place("content/organisations/help.yml", 5, 13), urls)
    found = judge([sought], {one.url: one for one in answers}, stands_on)
    for finding in found:
        assert finding.place == sought.place
        assert finding.rule == "online-number"
    return [f"{finding.severity}: {finding.message}" for finding in found]


A, B = "https://help.test/a", "https://help.test/b"


def test_verdicts(contacts: dict[str, Contact], stands_on: DefaultStandsOn) -> None:
    """One page that has it is enough; pages that could not be read are reported where their address stands."""

    def told(*answers: Answer) -> list[str]:
        return verdicts(contacts, stands_on, *answers)

    assert told(answer(A, "02 475 44 11")) == []
    assert told(answer(A, "no"), answer(B, "02 475 44 11")) == []
    assert told(answer(A, "02 475 44 12"), answer(B, "02 475 44 11")) == []
    assert told(answer(A, "no"), answer(B, "02 475 44 12")) == [
        f'error: Here stands "+32 2 475 44 11", but "{B}" says "02 475 44 12".'
    ]
    assert told(answer(A, "no"), answer(B, "no")) == [f'warning: "+32 2 475 44 11" was not seen on "{A}" or "{B}".']
    assert told(answer(A, "no", whole=False)) == [
        f'warning: "+32 2 475 44 11" was not seen on "{A}", as far as it was read.'
    ]
    assert told(answer(A, None)) == []
    assert told(answer(A, None), answer(B, "no")) == [f'warning: "+32 2 475 44 11" was not seen on "{B}".']
    assert [text.partition(":")[0] for text in told(answer(A, "", readable=False))] == ["notice"]
    assert [text.partition(":")[0] for text in told()] == ["notice"]


def test_nothing_is_said_before_all_pages_were_looked_at(
    contacts: dict[str, Contact], stands_on: DefaultStandsOn
) -> None:
    contact = contacts["office"]
    sought = Sought(contact, "x", Place("a.yml"), (A, B))
    assert judge([sought], {A: answer(A, "no")}, stands_on) == []
    slip = judge([sought], {A: answer(A, "02 475 44 12")}, stands_on)
    assert [finding.severity for finding in slip] == [Severity.ERROR]


def test_every_kind_has_contacts(contacts: dict[str, Contact]) -> None:
    assert {type(contact.fact) for contact in contacts.values()} == {Phone, Email, Account}
