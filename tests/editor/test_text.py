"""What the editor writes: the same content for every reader of YAML, with nothing changed but what somebody changed."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import pytest
from playwright.sync_api import Browser, Page

from meldwijzer.reading import front_matter
from meldwijzer.reading.yaml_tree import Value, parse
from tests.conftest import ROOT
from tests.editor.conftest import PACKAGES
from tests.editor.folder import served

SCHEMA = PACKAGES / "@sveltia/cms/schema/sveltia-cms.json"

LOAD = """async () => {
  window.text = await import('/text.js');
  window.formats = (await (await fetch('/nl/config.json')).json()).formats;
}"""

EACH = """([source, format]) => {
  // Change every text of a file, one at a time, and return how the file reads then.
  const { shape } = formats[format];
  const found = [];
  const visit = (fields, of, way) => {
    if (fields === undefined || fields === null) return;
    const names = of.kind === 'record' ? Object.keys(of.fields) : [];
    for (const name of names) visit(fields[name], of.fields[name], [...way, name]);
    if (of.kind === 'record') return;
    if (of.kind === 'list') of.picked || fields.forEach((item, at) => visit(item, of.of, [...way, at]));
    else if (of.kind === 'map') fields.forEach((item, at) => visit(
      of.of.kind === 'record' ? item : item.value, of.of, [...way, at, ...(of.of.kind === 'record' ? [] : ['value'])]));
    else if (of.kind === 'either') for (const key of Object.keys(fields)) found.push([...way, key]);
    else if (of.kind === 'text') found.push(way);
  };
  visit(text.read(source, shape), shape, []);
  const step = Math.max(1, Math.floor(found.length / 25));
  return found.filter((_, at) => at % step === 0).map((way) => {
    const fields = text.read(source, shape);
    let holder = fields;
    for (const part of way.slice(0, -1)) holder = holder[part];
    holder[way.at(-1)] = `${String(holder[way.at(-1)]).trim()} #: "0800"`;
    return text.rewrite(source, fields, shape);
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, editor: Path) -> Iterator[Page]:
    """A page with the editor's own reading and writing, without the editor."""
    with served(editor) as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        page.evaluate(LOAD)
        yield page
        page.close()


def _config(editor: Path, language: str = "nl") -> dict:
    return json.loads((editor / language / "config.json").read_text("utf-8"))


def _files(editor: Path) -> list[tuple[str, str]]:
    """Return every file with the name of its notation."""
    files = []
    for collection in _config(editor)["config"]["collections"]:
        for file in collection["files"]:
            for language in ("nl", "fr", "en") if "i18n" in file else ("",):
                files.append((file["file"].replace("{{locale}}", language), file["format"]))
    return files


def _head(path: str) -> str:
    text = (ROOT / path).read_text("utf-8")
    if not path.endswith(".md"):
        return text
    document, _ = front_matter.split(text, path)
    assert document is not None
    return "".join(f"{line}\n" for line in text.split("\n")[1 : document.body_line - 2])


def _values(value: Value) -> list[str]:
    if isinstance(value, dict):
        return [found for held in value.values() for found in _values(held)]
    if isinstance(value, list):
        return [found for held in value for found in _values(held)]
    return [value or ""]


def test_every_file_that_people_write_is_offered(editor: Path) -> None:
    kept = {"baseline.yml", "translations.yml", "published.yml"}
    there = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "content").rglob("*")
        if file.suffix in (".yml", ".md") and file.name not in kept
    }
    assert {path for path, _ in _files(editor)} == there


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_configuration_is_one(editor: Path, language: str) -> None:
    schema = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8")))
    config = _config(editor, language)["config"]
    assert [error.message[:200] for error in schema.iter_errors(config)] == []
    broken = json.loads(json.dumps(config))
    broken["collections"][0]["files"][0]["fields"][1]["widget"] = 7
    assert not schema.is_valid(broken)


def test_what_nobody_changed_stays_as_it_is(page: Page, editor: Path) -> None:
    for path, notation in _files(editor):
        text = _head(path)
        same = page.evaluate(
            "([t, f]) => text.rewrite(t, JSON.parse(JSON.stringify(text.read(t, formats[f].shape))), formats[f].shape)",
            [text, notation],
        )
        assert same == text, path


def test_one_change_is_one_change_for_the_loader_too(page: Page, editor: Path) -> None:
    for path, notation in _files(editor):
        text = _head(path)
        tree, _ = parse(text, path)
        assert tree is not None
        before = _values(tree.value)
        changed = page.evaluate(EACH, [text, notation])
        assert changed or path.endswith(("notices.yml", "exemptions.yml")), path
        for written in changed:
            after_tree, findings = parse(written, path)
            assert after_tree is not None, (path, findings)
            after = _values(after_tree.value)
            assert len(after) == len(before), path
            differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
            assert len(differing) == 1, (path, differing[:3])
            (one,) = differing
            assert one[1].rstrip("\n") == f'{one[0].rstrip()} #: "0800"', path
            lines = [line for line in text.split("\n") if line not in written.split("\n")]
            # A list of words over several lines is filled again.
            most = 12 if path.endswith("terms.yml") else max(1, one[0].count("\n"))
            assert len(lines) <= most, (path, lines)


ORGANISATION = """# Beside it.
name: One
kind: helpline
# Where it is.
country: BE
aliases: [a, b]
phones:
  line:
    number: "1712"
    country: BE
    kind: short
"""


def _organisation(page: Page, change: str, text: str = ORGANISATION) -> str:
    return page.evaluate(
        "([t, change]) => { const s = formats['meldwijzer-organisation'].shape; const f = text.read(t, s);"
        "new Function('f', change)(f); return text.rewrite(t, f, s); }",
        [text, change],
    )


def test_comments_quotes_and_order_stay(page: Page) -> None:
    written = _organisation(page, "f.name = 'Two'; f.phones[0].number = '1813';")
    assert written == ORGANISATION.replace("One", "Two").replace("1712", "1813")


def test_new_entries_stand_where_the_model_has_them(page: Page) -> None:
    new = "{key: 'old', number: '070', country: 'BE', kind: 'premium', cost: 'unknown', modes: ['voice'], readers: []}"
    written = _organisation(page, f"f.phones.push({new}); f.emails = [{{key: 'info', address: 'info@example.be'}}];")
    assert written == ORGANISATION + (
        '  old:\n    number: "070"\n    country: BE\n    kind: premium\n'
        "emails:\n  info:\n    address: info@example.be\n"
    )


def test_what_is_emptied_goes(page: Page) -> None:
    assert _organisation(page, "f.aliases = []; f.links = []; f.roles = [];") == ORGANISATION.replace(
        "aliases: [a, b]", "aliases: []"
    )
    assert "phones" in _organisation(page, "f.phones[0].written = '';")


def test_two_entries_of_one_name_are_refused(page: Page) -> None:
    with pytest.raises(Exception, match="twice"):
        _organisation(page, "f.phones.push({...f.phones[0]});")


def test_a_list_that_is_ticked_keeps_its_order(page: Page) -> None:
    text = ORGANISATION.replace("aliases", "roles: [own-hotline, giving]\naliases")
    assert _organisation(page, "f.roles = ['giving', 'own-hotline'];", text) == text
    assert "roles: [own-hotline, giving, network]" in _organisation(
        page, "f.roles = ['giving', 'network', 'own-hotline'];", text
    )


@pytest.mark.parametrize("value", ["yes", "2026-07-01", "0800", "a: b", "- x", "# y", "*z", "null", "é “q”", "'"])
def test_a_text_that_looks_like_something_else_stays_text(page: Page, value: str) -> None:
    tree, findings = parse(_organisation(page, f"f.name = {json.dumps(value)};"), "one.yml")
    assert tree is not None
    assert isinstance(tree.value, dict)
    assert (tree.value["name"], findings) == (value, [])
