"""The report itself: its limits, its normalisation, and what makes one worth sending."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from meldwijzer.report_form import CHOICES, LIMITS, Report, problems
from meldwijzer.report_form.contract import FAST, spam_signs
from meldwijzer.report_form.report import ANSWERS, MAX_LINES, Problem

from .conftest import fields, report


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_counts_characters(name: str) -> None:
    """As many as the limit are taken, of whatever kind, line breaks as one; one more is refused."""
    for character in ("x", "é", "😀", "\r\n"):
        assert len(getattr(report(**{name: character * LIMITS[name]}), name)) == LIMITS[name]
        with pytest.raises(ValidationError):
            report(**{name: character * (LIMITS[name] + 1)})


@given(words=st.text("\r\n\u0085\u2028 x", max_size=12))
def test_line_breaks_and_nothing_else_are_made_equal(words: str) -> None:
    """``\\r\\n`` and ``\\r`` become ``\\n``; a second time changes nothing."""
    kept = report(words=words).words
    assert kept == words.replace("\r\n", "\n").replace("\r", "\n")
    assert report(words=kept).words == kept


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"addresses": " \n\t"}, [("addresses", "addresses_missing")]),
        ({"addresses": "\n".join(["a.example"] * MAX_LINES) + "\n\n \n"}, []),
        ({"addresses": "\n".join(["a.example"] * (MAX_LINES + 1))}, [("addresses", "addresses_many")]),
        ({"where": "app", "addresses": ""}, [("platform", "name_missing")]),
        ({"where": "message", "addresses": ""}, [("platform", "name_missing")]),
        ({"where": "app", "addresses": "", "platform": "An app"}, []),
        ({"where": "message", "addresses": "", "name_there": "somebody"}, []),
        ({"where": "elsewhere", "addresses": ""}, [("words", "words_missing")]),
        ({"where": "elsewhere", "addresses": "", "words": "On a stick."}, []),
        ({"email": "somebody@mail.example"}, []),
        ({"email": " somebody@mail.example "}, []),
        ({"email": "somebody"}, [("email", "email_form")]),
        ({"email": "@mail.example"}, [("email", "email_form")]),
        ({"email": "some body@mail.example"}, [("email", "email_form")]),
        ({"email": "somebody@mail."}, [("email", "email_form")]),
        ({"addresses": "", "email": "x"}, [("addresses", "addresses_missing"), ("email", "email_form")]),
    ],
)
def test_what_keeps_a_report_from_being_of_use(changed: dict[str, str], found: list[tuple[str, str]]) -> None:
    """An address, a name or words, by where it was; an e-mail address that can be one."""
    assert list(problems(report(**changed))) == found
    assert all(field in ANSWERS and problem in get_args(Problem) for field, problem in found)


@pytest.mark.parametrize(
    ("name", "choice"), [(name, choice) for name, choices in CHOICES.items() for choice in choices]
)
def test_each_choice_is_taken(name: str, choice: str) -> None:
    """And nothing else."""
    assert getattr(report(**{name: choice}), name) == choice
    with pytest.raises(ValidationError):
        report(**{name: choice.upper()})


def test_only_where_must_be_known() -> None:
    """All else a reader may leave out; "I don't know" is what is then kept."""
    least = Report.model_validate({name: fields()[name] for name in ("form", "country", "language", "where")})
    assert {name for name in CHOICES if getattr(least, name) == "unknown"} == set(CHOICES) - {"where"}


@pytest.mark.parametrize(
    ("seconds", "website", "signs"),
    [(0, "", ()), (1, "", ("seconds",)), (FAST - 1, "", ("seconds",)), (FAST, "", ()), (9, "x", ("website",))],
)
def test_what_may_be_spam(seconds: int, website: str, signs: tuple[str, ...]) -> None:
    """Too fast, or the trap filled in; without JavaScript time says nothing."""
    assert spam_signs(report(seconds=seconds, website=website)) == signs
