"""What editors are told about content files: committed schemas are current, every file fits its own, mistakes don't."""

import copy
import fnmatch
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema_rs
import pytest
import yaml

from meldwijzer import cli
from meldwijzer.content import FACT_FILES, WORD_FILES, Content, load
from meldwijzer.editors import docstrings, workspace
from meldwijzer.editors.schemas import KINDS, Kind, references
from meldwijzer.model.contact import Phone
from meldwijzer.references import Registry, written_in

ROOT = Path(__file__).resolve().parents[2]


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2 (10.3), in which ``yes`` and ``2026-11-01`` are texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def value_of(file: Path) -> Any:
    """Return what an editor sees in a file; of a guide, its head."""
    text = file.read_text("utf-8")
    found = yaml.load(text.split("---\n")[1] if file.suffix == ".md" else text, Loader=Core)
    return json.loads(json.dumps(found))  # an editor's names are texts, too


def files_of(kind: Kind) -> list[Path]:
    """Return the files that a kind is for; organisations are no language."""
    found = sorted(ROOT.glob(kind.glob))
    return [file for file in found if "/*/" not in kind.glob or file.parent.name != "organisations"]


def schema_of(name: str) -> Any:
    return json.loads((ROOT / workspace.FOLDER / f"schemas/{name}.json").read_text("utf-8"))


def problems(name: str, value: Any) -> list[str]:
    validator = jsonschema_rs.Draft7Validator(schema_of(name), validate_formats=True)
    return [error.message for error in validator.iter_errors(value)]


@pytest.fixture(scope="module")
def content() -> Content:
    found, findings = load(ROOT)
    assert found is not None, findings
    return found


def test_what_is_committed_is_current(content: Content) -> None:
    """Each file is what `meldwijzer schemas` would write, and there is no other schema."""
    for path, text in workspace.files(content).items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path}: run `meldwijzer schemas`"
    written = (ROOT / workspace.SETTINGS).read_text("utf-8")
    assert workspace.with_settings(written) == written
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / workspace.FOLDER / "schemas").iterdir()}
    assert there == {path for path in workspace.files(content) if "/schemas/" in path}


def test_every_file_has_one_schema() -> None:
    """Each content file is of one kind; all kinds that are YAML are wired to it by the editor's own settings."""
    for file in sorted((ROOT / "content").rglob("*")):
        if file.suffix in (".yml", ".md"):
            assert len([kind for kind in KINDS if file in files_of(kind)]) == 1, file
    assert {kind.name for kind in KINDS} >= set(FACT_FILES)
    assert {kind.name for kind in KINDS} >= {f"words-{name}" for name in WORD_FILES}
    wired = json.loads((ROOT / workspace.SETTINGS).read_text("utf-8"))["yaml.schemas"]
    for schema, glob in wired.items():
        assert (ROOT / schema).is_file()
        assert fnmatch.filter([file.relative_to(ROOT).as_posix() for file in (ROOT / "content").rglob("*.yml")], glob)
    assert len(wired) == len(KINDS) - 1  # heads of guides are in Markdown, where editors look for no schema


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_schema_is_one_and_its_files_fit(kind: Kind) -> None:
    """The content that ships has no mistake in an editor's eyes."""
    schema = schema_of(kind.name)
    assert jsonschema_rs.meta.is_valid(schema)
    files = files_of(kind)
    assert files
    for file in files:
        assert problems(kind.name, value_of(file)) == [], file


def records(schema: Any) -> Iterator[tuple[str, Any]]:
    yield "", schema
    yield from schema["definitions"].items()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_unknown_name_is_wrong(kind: Kind) -> None:
    """At the top of each file, and in every record below it."""
    value = value_of(files_of(kind)[0])
    assert problems(kind.name, {**value, "nmae": "x"})
    for name, record in records(schema_of(kind.name)):
        if "properties" in record:
            assert record["additionalProperties"] is False, name
            assert record["description"], name


def change(value: Any, way: str, to: Any) -> Any:
    changed = inner = copy.deepcopy(value)
    *steps, last = way.split(".")
    for step in steps:
        inner = inner[int(step) if step.isdigit() and isinstance(inner, list) else step]
    inner[int(last) if isinstance(inner, list) else last] = to
    return changed


WRONG: list[tuple[str, str, str, Any]] = [
    ("organisation", "content/organisations/child-focus.yml", "kind", "hotlin"),
    ("organisation", "content/organisations/child-focus.yml", "phones.helpline.cost", "gratis"),
    ("organisation", "content/organisations/child-focus.yml", "phones.helpline.number", ["116000"]),
    ("organisation", "content/organisations/child-focus.yml", "phones.Help", {"number": "1"}),
    (
        "organisation",
        "content/organisations/child-focus.yml",
        "phones.fax.retired.replaced_by",
        "phone:child-focus.fax",
    ),
    ("organisation", "content/organisations/child-focus.yml", "services.helpline.situations", []),
    ("organisation", "content/organisations/child-focus.yml", "channels.form.complaint", "yes"),
    ("site", "content/site.yml", "countries.BE.helpline", "phone:child-focus.helplin"),
    ("site", "content/site.yml", "countries.BE.emergency.0", "112"),
    ("site", "content/site.yml", "reviews.expire_after_days", 0),
    ("site", "content/site.yml", "address", "http://meldwijzer.example/"),
    ("giving", "content/giving.yml", "tax.0.income_year", "last"),
    ("law", "content/law.yml", "entries.nl-252.valid_from", "1 July 2024"),
    ("faq", "content/faq.yml", "questions.what-is-it.audience", ["teens"]),
    ("reviews", "content/reviews.yml", "reviews.0.role", "intern"),
    ("words-faq", "content/nl/faq.yml", "questions.what-is-it.answer", {"DE": "x"}),
    ("words-pages", "content/nl/pages.yml", "pages.report.slug", "Melden!"),
]


@pytest.mark.parametrize(("name", "path", "way", "to"), WRONG, ids=[f"{one[2]}" for one in WRONG])
def test_a_wrong_value_is_wrong(name: str, path: str, way: str, to: Any) -> None:
    """What a person mistypes is underlined before anything is saved."""
    value = value_of(ROOT / path)
    assert problems(name, change(value, way, to))


def test_contacts_are_completed(content: Content) -> None:
    """Where a reference stands, the editor offers those that are in use, and none that is retired."""
    offered = schema_of("site")["definitions"]["Reference"]["enum"]
    assert offered == references(content)
    assert "phone:child-focus.helpline" in offered
    assert "phone:child-focus.fax" not in offered
    instead = schema_of("notices")["definitions"]["AnyReference"]["enum"]
    assert {"page:report", "page:guide-parents#saw", "phone:child-focus.helpline"} <= set(instead)


def test_a_field_says_what_it_is() -> None:
    """From the docstring behind it, or of its type."""
    phone = schema_of("organisation")["definitions"]["Phone"]["properties"]
    assert phone["hours"]["description"].startswith("OpenStreetMap's opening_hours notation (`Mo-Fr")
    assert phone["readers"]["description"] == "Shown only to readers in these countries; empty: to everyone."
    assert docstrings.about(Phone) == "A number to call or to write to."
    source = schema_of("reporting")["definitions"]["Source"]["properties"]
    assert source["confidence"]["description"].startswith("H own page from 2023 on")


def test_snippets_write_references_that_exist(content: Content) -> None:
    """Each body means something to readers of some language at least."""
    registry = Registry(content.organisations)
    found = json.loads((ROOT / workspace.SNIPPETS).read_text("utf-8"))
    assert "<phone:child-focus.helpline>" in {one["body"][0] for one in found.values()}
    for name, one in found.items():
        body = one["body"][0].replace("${1:text}", "text")
        (written,) = written_in(body)
        assert one["scope"] == "yaml,markdown"
        assert one["description"], name
        if written.kind != "page":
            assert any(registry.find(written.kind, written.target, tag) for tag in content.words), name


def copied(tmp_path: Path) -> Path:
    for name in ("content", ".vscode"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_command_keeps_them_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new contact is completed after it ran; other settings stay; --check says what is old and writes nothing."""
    root = copied(tmp_path)
    assert cli.main(["--root", str(root), "schemas", "--check"]) == 0
    file = root / "content/organisations/awel.yml"
    file.write_text(
        file.read_text("utf-8").replace("  home:\n", "  second:\n    url: https://a.example/\n  home:\n", 1)
    )
    own = root / workspace.SETTINGS
    own.write_text(json.dumps({**json.loads(own.read_text()), "editor.fontSize": 16}))
    assert cli.main(["--root", str(root), "schemas", "--check"]) == 1
    assert ".vscode/schemas/site.json" in capsys.readouterr().out
    (root / ".vscode/schemas/old.json").write_text("{}")
    assert cli.main(["--root", str(root), "schemas"]) == 0
    assert '"link:awel.second"' in (root / ".vscode/schemas/site.json").read_text()
    assert json.loads(own.read_text())["editor.fontSize"] == 16
    assert not (root / ".vscode/schemas/old.json").exists()
    assert cli.main(["--root", str(root), "schemas", "--check"]) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda root: (root / workspace.SETTINGS).write_text("// mine\n{}"),
        lambda root: (root / "content/faq.yml").unlink(),
    ],
)
def test_what_it_cannot_read_it_leaves(spoil: Callable[[Path], Any], tmp_path: Path) -> None:
    """Settings with remarks in them, content that is broken: nothing is written."""
    root = copied(tmp_path)
    spoil(root)
    (root / workspace.EXTENSIONS).unlink()
    assert cli.main(["--root", str(root), "schemas"]) == 1
    assert not (root / workspace.EXTENSIONS).exists()
