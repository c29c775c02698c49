"""The contract: a valid OpenAPI file made from the model, and the receiver held to it."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlencode

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from meldwijzer import receiver
from meldwijzer.report_form import LIMITS, Report
from meldwijzer.report_form.contract import (
    BODY_LIMIT,
    JSON,
    URLENCODED,
    examples,
    feedback_in,
    openapi,
    openapi_text,
    report_schema,
    sent_pages_in,
)
from meldwijzer.report_form.report import CHOICES, Problem

from .conftest import FEEDBACK, SENT, SITE, asgi, fields
from .conftest import settings as site_settings

CONTRACT = openapi(site_settings(report_form={"BE": "https://reports.example/be", "NL": None}), SENT, FEEDBACK)
POST = CONTRACT["paths"]["/report"]["post"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A receiver in memory."""
    store = receiver.Store(tmp_path_factory.mktemp("contract") / "reports.sqlite")
    yield receiver.application(receiver.Receiver(store, CONTRACT_ORIGIN, lambda: SENT))
    store.close()


CONTRACT_ORIGIN = "https://meldwijzer.example/"


def test_it_is_valid_openapi() -> None:
    """OpenAPI 3.1, by the schema of its authors; the report's own schema is valid too."""
    assert list(OPENAPI_31_VALIDATOR.iter_errors(CONTRACT)) == []
    assert jsonschema_rs.meta.is_valid(report_schema(SENT))


def test_it_is_the_same_text_for_the_same_site() -> None:
    """Nothing of the day or the machine is in it; it ends with a line break."""
    site = site_settings()
    assert openapi_text(site, SENT) == openapi_text(site, SENT)
    assert openapi_text(site, SENT).endswith("}\n")
    assert json.loads(openapi_text(site, SENT)) == openapi(site, SENT)


def test_both_encodings_have_the_model_s_fields() -> None:
    """One schema for both, with every field, its limit and its choices; every field is described."""
    assert POST["requestBody"]["content"][URLENCODED]["schema"] == POST["requestBody"]["content"][JSON]["schema"]
    assert set(POST["requestBody"]["content"]) == {URLENCODED, JSON}
    properties = CONTRACT["components"]["schemas"]["Report"]["properties"]
    assert list(properties) == list(Report.model_fields)
    assert {name: properties[name]["maxLength"] for name in LIMITS} == dict(LIMITS)
    assert {name: tuple(properties[name]["enum"]) for name in CHOICES} == dict(CHOICES)
    assert all(field["description"] for field in properties.values())


def test_the_sent_pages_can_be_read_back() -> None:
    """A receiver learns them from the published file; another file is refused."""
    assert sent_pages_in(openapi_text(site_settings(), SENT)) == SENT
    for text in ("", "{}", "[]", "null", '{"components": 7}'):
        with pytest.raises(ValueError, match=r"."):
            sent_pages_in(text)


def test_the_countries_that_answer_can_be_read_back() -> None:
    """A receiver learns from the published file in whose reports it may keep an e-mail address."""
    assert feedback_in(openapi_text(site_settings(), SENT, FEEDBACK)) == FEEDBACK
    assert feedback_in(openapi_text(site_settings(), SENT)) == ()
    for text in ("", "{}", "[]", "null", '{"x-feedback-countries": 7}'):
        with pytest.raises(ValueError, match=r"."):
            feedback_in(text)


@pytest.mark.parametrize(
    ("said", "arrived"),
    [
        ({"reference": "X"}, True), ({"received": True}, True), ({"reference": "X", "more": 1}, True),
        ({}, False), ({"received": False}, False), ({"reference": 7}, False), ({"reference": "X", "errors": []}, False),
        ({"received": True, "error": "x"}, False), ([], False),
    ],
)  # fmt: skip
def test_what_says_that_it_has_arrived(said: object, arrived: bool) -> None:
    """A reference, or a plain yes; nothing that speaks of errors."""
    validator = jsonschema_rs.validator_for(CONTRACT["components"]["schemas"]["Received"])
    assert validator.is_valid(said) is arrived


def test_it_names_what_this_site_has() -> None:
    """The endpoints that are set, and the one origin that may read answers, without the site's folder."""
    assert CONTRACT["x-endpoints"] == {"BE": "https://reports.example/be"}
    folder = json.dumps(openapi(site_settings(address="https://meldwijzer.example/site/"), SENT))
    assert "Access-Control-Allow-Origin: https://meldwijzer.example`" in folder
    for problem in get_args(Problem):
        assert f"`{problem}`" in json.dumps(CONTRACT)


def test_the_longest_report_fits() -> None:
    """Each field as long as it may be, of the characters that need most bytes, in either encoding."""
    most = {
        name: "😀" * field["maxLength"]
        for name, field in report_schema(())["properties"].items()
        if "maxLength" in field
    }
    longest = {**fields(), **most, "sent_page": "😀" * 300, "seconds": 1_000_000}
    assert len(urlencode(longest).encode()) < BODY_LIMIT
    assert len(json.dumps(longest).encode()) < BODY_LIMIT


@pytest.mark.parametrize("name", examples("nl"))
def test_its_examples_are_reports(name: str, app: Any) -> None:
    """Each is valid, is taken in either encoding, and nothing in it is anybody's."""
    given = POST["requestBody"]["content"][JSON]["examples"][name]["value"]
    validator = jsonschema_rs.validator_for(report_schema(SENT))
    assert validator.is_valid(given)
    for body, media in ((urlencode(given), URLENCODED), (json.dumps(given), JSON)):
        assert asyncio.run(asgi(app, body.encode(), media)).status in (200, 201)
    typed = " ".join(str(value) for value in given.values()).replace("[.]", ".")
    assert all(host.endswith(".example") for host in re.findall(r"://([^/\s]+)", typed))


schema = schemathesis.openapi.from_dict(CONTRACT)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    *schemathesis.checks.CHECKS.get_by_names(
        [
            "status_code_conformance",
            "content_type_conformance",
            "response_headers_conformance",
            "response_schema_conformance",
            "negative_data_rejection",
            "unsupported_method",
        ]
    ),
]
"""Not whether each report of the right types is taken: the rules between fields are words, tested in test_receiver."""


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
@given(data=st.data(), accept=st.sampled_from([JSON, "text/html", "*/*"]))
def test_the_receiver_keeps_to_it(app: Any, mode: Any, data: st.DataObject, accept: str) -> None:
    """Whatever is sent, right or wrong: statuses, media types, headers and bodies are those of the contract."""
    case = data.draw(schema["/report"]["POST"].as_strategy(generation_mode=mode))
    response = case.call(app=app, base_url=SITE.rstrip("/"), headers={"Accept": accept}, allow_redirects=False)
    case.validate_response(response, checks=CHECKS)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "REPORT"])
def test_nothing_but_post(app: Any, method: str) -> None:
    """Other methods are told so, with what there is."""
    answer = asyncio.run(asgi(app, b"", method=method))
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")
    assert answer.headers["Access-Control-Allow-Origin"]


def test_the_model_describes_what_it_takes(tmp_path: Path) -> None:
    """The published schema and the model agree on each field alone: what one refuses, the other refuses."""
    validator = jsonschema_rs.validator_for(report_schema(SENT))
    for name, value in {**fields(), "when_text": "x", "email": "a@b.example"}.items():
        for wrong in (None, [], {}, "x" * 70_000):
            sent = {**fields(), name: wrong}
            assert not validator.is_valid(sent), (name, wrong)
            assert asyncio.run(_status(tmp_path, sent)) == 422, (name, str(wrong)[:9])
        assert validator.is_valid({**fields(), name: value})


async def _status(folder: Path, sent: dict[str, Any]) -> int:
    store = receiver.Store(folder / "one.sqlite")
    try:
        app = receiver.application(receiver.Receiver(store, SITE, lambda: SENT))
        return (await asgi(app, json.dumps(sent).encode(), JSON)).status
    finally:
        store.close()
