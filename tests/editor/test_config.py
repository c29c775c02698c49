"""The editor's configuration and where it may be written, without a browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from meldwijzer.build import Site
from meldwijzer.cli import main
from meldwijzer.editor import backends, config, writing
from tests.conftest import ROOT
from tests.editor.conftest import PACKAGES


def _fields(of: object) -> Iterator[dict]:
    if isinstance(of, dict):
        if "widget" in of:
            yield of
        for held in of.values():
            yield from _fields(held)
    elif isinstance(of, list):
        for held in of:
            yield from _fields(held)


def _made(site: Site, language: str) -> dict:
    words = writing.catalogue(ROOT, language)
    assert words is not None
    return config.config(site.content, words, backends.Backend())


def test_every_field_is_called_something_in_every_language(site: Site) -> None:
    catalogues = {language: writing.catalogue(ROOT, language) for language in ("nl", "fr", "en")}
    keys = {language: set(words.messages) for language, words in catalogues.items() if words is not None}
    assert keys["nl"] == keys["fr"] == keys["en"]
    names = {field["name"] for field in _fields(_made(site, "nl")) if field["widget"] != "hidden"}
    labelled = {key.removeprefix("field.") for key in keys["nl"] if key.startswith("field.")}
    countries_and_languages = {"BE", "NL", "nl", "fr", "en"}
    assert names - labelled == countries_and_languages
    assert labelled - names == set()
    for words in catalogues.values():
        assert words is not None
        assert [key for key, said in words.messages.items() if not said.strip()] == []


def test_every_help_text_is_shown(site: Site) -> None:
    words = writing.catalogue(ROOT, "fr")
    assert words is not None
    shown = {field["hint"] for field in _fields(_made(site, "fr")) if "hint" in field}
    assert shown == {said for key, said in words.messages.items() if key.startswith("hint.")}


def test_fields_are_what_the_models_say(site: Site) -> None:
    files = {
        (collection["name"], file["name"]): file
        for collection in _made(site, "en")["collections"]
        for file in collection["files"]
    }
    organisation = {field["name"]: field for field in files["contacts", "child-focus"]["fields"]}
    assert organisation["kind"]["options"][:2] == ["hotline", "helpline"]
    phone = {field["name"]: field for field in organisation["phones"]["fields"]}
    assert re.fullmatch(phone["key"]["pattern"][0], "child-focus")
    assert not re.fullmatch(phone["key"]["pattern"][0], "Child Focus")
    assert (phone["number"]["required"], phone["written"]["required"]) == (True, False)
    assert phone["cost"]["default"] == "unknown"
    retired = {field["name"]: field for field in phone["retired"]["fields"]}
    assert phone["retired"]["required"] is False
    picker = [option["value"] for option in retired["replaced_by"]["options"]]
    assert {"phone:child-focus.helpline", "page:report"} <= set(picker)
    faq = files["words", "faq"]
    assert (faq["file"], faq["i18n"]) == ("content/{{locale}}/faq.yml", True)
    assert all(field["i18n"] for field in _fields(faq["fields"]))
    answer = next(field for field in _fields(faq) if field["name"] == "answer")
    assert [field["name"] for field in answer["fields"]] == ["one", "BE", "NL"]
    assert {field["widget"] for field in answer["fields"]} == {"text"}
    assert _made(site, "en")["i18n"]["locales"] == ["nl", "fr", "en"]


@pytest.mark.parametrize(
    ("backend", "options", "asked"),
    [
        (
            backends.Backend("github", "a/b"),
            {"name": "github", "repo": "a/b", "branch": "main"},
            "https://api.github.com",
        ),
        (
            backends.Backend("gitlab", "a/b", "edit", app_id="x"),
            {"name": "gitlab", "repo": "a/b", "branch": "edit", "app_id": "x", "auth_type": "pkce"},
            "https://gitlab.com",
        ),
        (
            backends.Backend("gitea", "a/b", api="https://git.example:444/api/v1", sign_in="https://git.example:444"),
            {
                "name": "gitea",
                "repo": "a/b",
                "branch": "main",
                "api_root": "https://git.example:444/api/v1",
                "base_url": "https://git.example:444",
            },
            "https://git.example:444",
        ),
    ],
)
def test_the_page_may_ask_its_own_server_alone(backend: backends.Backend, options: dict, asked: str) -> None:
    assert backend.options() == options
    policy = dict(part.split(" ", 1) for part in writing.policy(backend).split("; "))
    assert policy["connect-src"] == f"'self' blob: data: {asked}"
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"


def _run(*arguments: str) -> int:
    return main(["--root", str(ROOT), "editor", "--packages", str(PACKAGES), *arguments])


@pytest.mark.parametrize(
    "address", ["https://meldwijzer.example/admin/", "https://meldwijzer.example:443/", "https://MELDWIJZER.example/"]
)
def test_never_where_the_report_form_is(tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--backend", "github", "--repo", "a/b", "--address", address, str(tmp_path / "to")) == 1
    assert capsys.readouterr().out.startswith("https://meldwijzer.example is where the site or its report form is.")
    assert not (tmp_path / "to").exists()


def test_never_into_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--local", str(ROOT / "site/admin")) == 1
    assert "readers would be served it" in capsys.readouterr().out


def test_says_where_the_packages_come_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "editor", "--local", "--packages", str(tmp_path), str(tmp_path / "to")]) == 1
    assert "Run: make editor" in capsys.readouterr().out


def test_every_package_is_pinned_with_its_digest() -> None:
    lock = json.loads((writing.HERE / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((writing.HERE / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    held = {name: one for name, one in lock["packages"].items() if name}
    assert all(one["integrity"].startswith("sha512-") for one in held.values())
    assert {name.removeprefix("node_modules/"): held[name]["version"] for name in held}.items() >= wanted.items()


def test_a_server_gets_its_headers(tmp_path: Path) -> None:
    folder = tmp_path / "to"
    assert _run("--backend", "gitea", "--repo", "a/b", "--address", "https://edit.example/", str(folder)) == 0
    headers = (folder / "_headers").read_text("utf-8")
    assert "frame-ancestors 'none'" in headers
    assert "X-Robots-Tag: noindex" in headers
    for page in ("index.html", "nl/index.html", "fr/index.html", "en/index.html"):
        text = (folder / page).read_text("utf-8")
        assert "connect-src &#x27;self&#x27; blob: data: https://gitea.com" in text
        assert re.findall(r"<script[^>]*>[^<]", text) == []
    script = (folder / "sveltia/npm/index.js").read_text("utf-8")
    assert "cdn.jsdelivr.net" not in re.sub(r"https://cdn\.jsdelivr\.net/npm[^`\"']*", "", script)
