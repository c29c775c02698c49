"""docs/endpoints/report-form.md is true: its commands run, its fields are the model's, its recipes judge alike."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, get_args

from playwright.sync_api import sync_playwright

from meldwijzer.report_form import CHOICES, LIMITS, Report
from meldwijzer.report_form.contract import BODY_LIMIT, JSON, KEY, URLENCODED, WireProblem, report_schema
from meldwijzer.report_form.report import MAX_LINES, Problem
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS, ROOT

from .conftest import FEEDBACK, SITE, Running, fields

TEXT = (ROOT / "docs/endpoints/report-form.md").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n# (\d+)\n(curl .*?)```", TEXT, re.DOTALL)
ROWS = re.findall(r"^\| `(\w+)` \| ?(.*?) ?\| .+ \|$", TEXT, re.MULTILINE)
BLOCKS = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
CHECK = re.findall(r"```js\n(.*?)```", TEXT, re.DOTALL)


def test_the_commands_answer_as_they_say(running: Running) -> None:
    """Each is run by a shell, in its order, against a receiver that knows the sent page."""
    assert [int(status) for status, _ in COMMANDS] == [201, 200, 303, 422, 415]
    answers = []
    for status, command in COMMANDS:
        there = command.replace("https://reports.example/", running.url)
        done = subprocess.run(
            ["sh", "-c", there],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": "/usr/bin:/bin", "NO_PROXY": "*"},
        )
        assert f" {status} " in done.stdout.splitlines()[0], done.stdout
        answers.append(done.stdout)
    assert f"location: {SITE}nl/melding-verstuurd/" in answers[2]
    assert '{"errors":[{"field":"addresses","problem":"addresses_missing"}]}' in answers[3]
    assert len(running.all()) == 2


def test_the_fields_are_the_model_s() -> None:
    """Each in its order, with its limit or its choices."""
    assert [name for name, _ in ROWS] == list(Report.model_fields)
    schema = report_schema(())["properties"]
    for name, most in ROWS:
        if choices := re.findall(r"`([^`]+)`", most):
            assert choices == list(schema[name].get("enum", [schema[name].get("const")])), name
        elif re.fullmatch(r"[\d,]+", most):
            limit = schema[name].get("maxLength", schema[name].get("maximum", 300))
            assert int(most.replace(",", "")) == limit, name
    assert {name for name, most in ROWS if re.fullmatch(r"[\d,]+", most)} >= {*LIMITS, "addresses_read", "seconds"}
    assert {name for name, most in ROWS if "`" in most} >= set(CHOICES)


def test_its_figures_are_the_contract_s() -> None:
    """The size of a body, the number of lines, the problems."""
    assert f"{BODY_LIMIT:,} bytes (2 MiB)" in TEXT
    assert "client_max_body_size 2m;" in TEXT
    assert BODY_LIMIT == 2 * 1024 * 1024
    assert f"{MAX_LINES} lines" in TEXT
    for problem in get_args(Problem):
        assert f"`{problem}`" in TEXT


SENT_BODIES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (fields(), []),
    (fields(key=KEY), []),
    (fields(where=""), [("where", "where_missing")]),
    (fields(country="DE"), [("country", "choice")]),
    (fields(addresses=" \n"), [("addresses", "addresses_missing")]),
    (fields(addresses="a.example\n" * 51), [("addresses", "addresses_many")]),
    (fields(where="app", addresses=""), [("platform", "name_missing")]),
    (fields(where="elsewhere", addresses=""), [("words", "words_missing")]),
    (fields(words="😀" * 20_000), []),
    (fields(words="\r\n" * 20_000), []),
    (fields(words="😀" * 20_001), [("words", "too_long")]),
    (fields(key="mine"), [("key", "form")]),
    (fields(website="x"), []),
    (fields(words=None), [("words", "type")]),
    (fields(email="a@post.example"), []),
    (fields(country="NL", email="a@post.example"), []),
]

RUN = """
([code, cases]) => cases.map(([headers, body]) =>
  new Function('headers', 'body', code + '; return {errors, status, marked, location, fields};')(headers, body))
"""
RUN_FLOW = """
async ([code, cases]) => {
  const kept = {};
  const fs = { existsSync: (name) => name in kept, appendFileSync: (name, line) => { kept[name] = line; } };
  const made = (key) => ({ digest: () => [...key].map((c) => c.charCodeAt(0).toString(16)).join('') });
  const crypto = { createHmac: () => ({ update: made }), randomUUID: () => String(Math.random()).slice(2) };
  const env = { get: (name) => name };
  const take = new Function('msg', 'fs', 'crypto', 'env', code);
  const answers = cases.map(([headers, body]) => {
    const { statusCode, payload, headers: told } = take({ req: { headers }, payload: body }, fs, crypto, env);
    return { statusCode, payload, told };
  });
  return [answers, Object.keys(kept).length];
}
"""


def in_browser(script: str, given: Any) -> Any:
    """Run a script on a value."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            return browser.new_page().evaluate(script, given)
        finally:
            browser.close()


def test_the_recipes_judge_as_the_contract_does() -> None:
    """The check in the recipes finds the same problems as the receiver; they hold the very text that is shown."""
    (check,) = CHECK
    workflow, flow = (json.loads(block) for block in BLOCKS)
    code = next(node["parameters"]["jsCode"] for node in workflow["nodes"] if node["name"] == "Check")
    function = next(node["func"] for node in flow if node["type"] == "function")
    assert check.strip() in code
    assert check.strip() in function
    script = {"accept": JSON, "content-type": URLENCODED}
    browser = {"accept": "text/html", "content-type": f"{URLENCODED}; charset=utf-8"}
    cases: list[Any] = [[script, body] for body, _ in SENT_BODIES]
    cases += [
        [browser, fields(sent_page="/nl/melding-verstuurd/")],
        [browser, fields(sent_page="//elsewhere.example/")],
    ]
    cases += [[{"content-type": "multipart/form-data; boundary=x"}, {}]]
    found = in_browser(RUN, [check, cases])
    for (body, problems), judged in zip(SENT_BODIES, found, strict=False):
        assert [(error["field"], error["problem"]) for error in judged["errors"]] == problems, str(body)[:200]
        assert judged["marked"] is bool(body.get("website"))
        if body.get("email"):
            assert ("email" in judged["fields"]) is (body["country"] in FEEDBACK)
        assert {problem for _, problem in problems} <= {*get_args(Problem), *get_args(WireProblem)}
    led, not_led, files = found[-3:]
    assert led["location"] == "https://meldwijzer.example/nl/melding-verstuurd/"
    assert not_led["location"] == ""
    assert (files["status"], files["errors"]) == (415, [{"field": "", "problem": "media_type"}])


def test_the_node_red_flow_answers() -> None:
    """Its function as it stands: new, known, without a key, wrong, a browser, a file; each report once."""
    _, flow = (json.loads(block) for block in BLOCKS)
    function = next(node["func"] for node in flow if node["type"] == "function")
    script, browser = {"accept": JSON, "content-type": URLENCODED}, {"content-type": URLENCODED}
    cases = [
        [script, fields(key=KEY)], [script, fields(key=KEY)], [script, fields()], [script, fields()],
        [script, fields(where="")], [browser, fields()], [browser, fields(sent_page="")], [browser, fields(where="")],
        [{"accept": JSON, "content-type": "multipart/form-data"}, {}],
    ]  # fmt: skip
    answers, kept = in_browser(RUN_FLOW, [function, cases])
    assert [answer["statusCode"] for answer in answers] == [201, 200, 201, 201, 422, 303, 201, 422, 415]
    assert kept == 5
    assert answers[0]["payload"] == answers[1]["payload"]
    assert answers[5]["told"]["Location"] == "https://meldwijzer.example/nl/melding-verstuurd/"
    assert all(answer["told"]["Access-Control-Allow-Origin"] == "https://meldwijzer.example" for answer in answers)


def test_the_workflow_is_whole() -> None:
    """Every connection of the n8n workflow leads from a node to a node; nothing of an execution is saved."""
    workflow, _ = (json.loads(block) for block in BLOCKS)
    names = {node["name"] for node in workflow["nodes"]}
    led = {end["node"] for out in workflow["connections"].values() for way in out["main"] for end in way}
    assert set(workflow["connections"]) <= names
    assert led == names - {"Webhook"}
    assert workflow["settings"]["saveDataSuccessExecution"] == workflow["settings"]["saveDataErrorExecution"] == "none"


def test_it_is_not_a_page_of_the_site(built: Path) -> None:
    """It is for whoever runs an endpoint; readers never get it."""
    assert not list(built.rglob("*endpoints*"))
