"""`meldwijzer status`: it says what the content, the folder of what was seen online and the built site say."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from meldwijzer import cli, finished
from meldwijzer.cache import Cache
from meldwijzer.content import load
from meldwijzer.editors import status_page
from meldwijzer.editors.status import ROLES, Status, role_of, status
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.online.answer import Answer
from meldwijzer.online.store import FOLDER, Store
from meldwijzer.reviews.due import What, due
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for name in ("docs", "overrides"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def stands(root: Path) -> Status:
    content, findings = load(root)
    assert content is not None, findings
    return status(root, content)


def test_everything_due_is_for_somebody(project: Path) -> None:
    """Each thing once, with the role that looks at such things."""
    content, _ = load(project)
    assert content is not None
    found = status(project, content).due
    assert sum(map(len, found.values())) == len(due(content)) > 50
    assert {one.subject.partition(":")[0] for one in found["lawyer"]} <= {"law", "position", "statement"}
    assert {one.subject.partition(":")[0] for one in found["translator"]} == {"translation"}
    assert all(role_of(one) == role for role in ROLES for one in found[role])


def test_a_changed_text_leaves_its_translations_behind(project: Path) -> None:
    """Both languages, at their line, with the line of the newer text."""
    before = {one.language: len(one.behind) for one in stands(project).languages}
    assert before == {"nl": 0, "fr": 0, "en": 0}
    file = project / "content/nl/faq.yml"
    text = file.read_text("utf-8")
    answer = re.search(r"  upset:\n    question: (.*)\n", text)
    assert answer is not None
    file.write_text(text.replace(answer[1], "Ik ben geschrokken, en nu?", 1), "utf-8")
    after = {one.language: one for one in stands(project).languages}
    assert after["nl"].is_source
    for language in ("fr", "en"):
        (behind,) = after[language].behind
        assert behind.name == "faq/questions/upset"
        assert behind.place.path == f"content/{language}/faq.yml"
        line = file.read_text("utf-8").split("\n")[behind.source.line - 1]
        assert line.strip() == "upset:"


def test_a_missing_text_is_counted(project: Path) -> None:
    """A language that lacks a question has one text fewer than the others."""
    file = project / "content/en/faq.yml"
    text = file.read_text("utf-8")
    start = text.index("  upset:\n")
    end = re.compile(r"\n  [a-z-]+:\n").search(text, start + 5)
    assert end is not None
    file.write_text(text[:start] + text[end.start() + 1 :], "utf-8")
    found = {one.language: one for one in stands(project).languages}
    assert found["en"].present == found["en"].texts - 1
    assert found["fr"].present == found["fr"].texts == found["nl"].present


def test_links_are_those_that_somebody_looked_at(project: Path) -> None:
    """What a run kept is judged against today's content; without a run nothing is claimed."""
    assert stands(project).links is None
    store = Store(project / FOLDER)
    now = datetime.now(UTC)
    store.begin(now, hours=24, fresh=True)
    store.keep_answer(Answer("https://payboy.be/", now, "https://payboy.be/", status=404))
    store.keep_answer(Answer("https://nobody.example/", now, "https://nobody.example/", status=404))
    half = stands(project).links
    assert half is not None
    assert not half.finished
    store.finish()
    links = stands(project).links
    assert links is not None
    assert links.finished
    assert links.looked_at == now
    gone = [one for one in links.findings if one.rule == "online-gone"]
    assert {one.place.path for one in gone} == {"content/organisations/child-focus.yml"}


def test_the_last_build_and_whether_it_is_of_today(project: Path) -> None:
    """Its findings as they were kept; after a change it is not current; another folder's are not known."""
    assert stands(project).build is None
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("x")
    build = stands(project).build
    assert build is not None
    assert build.findings is None
    warning = Finding("readable", Severity.WARNING, Place("content/nl/faq.yml"), "Long.")
    finished.remember(Cache(project / finished.FOLDER), finished.state_of(project), site, [warning])
    build = stands(project).build
    assert build is not None
    assert build.findings == (warning,)
    assert build.is_current
    (project / "content/notices.yml").write_text((project / "content/notices.yml").read_text() + "# a remark\n")
    build = stands(project).build
    assert build is not None
    assert build.findings == (warning,)
    assert not build.is_current


def test_text_and_json_say_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of one stand in the other."""
    assert cli.main(["--root", str(project), "status", "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert cli.main(["--root", str(project), "status"]) == 0
    text = capsys.readouterr().out
    facts = values["facts"]
    assert f"{facts['subjects'] - len(facts['unconfirmed'])} of {facts['subjects']} confirmed" in text
    for role in ROLES:
        assert f"  for the {role}: {len(values['due'][role])}\n" in text
    for one in values["languages"]:
        assert f"  {one['language']}: {one['present']} of {one['texts']} texts" in text
    assert "Links: nobody has looked yet." in text
    assert "Site: not built yet." in text
    assert (values["links"], values["build"]) == (None, None)


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_page_is_whole_and_says_it_in_each_language(project: Path, tmp_path: Path) -> None:
    """Valid HTML without a script or anything from elsewhere; every bar is named and has its figure beside it."""
    folder = tmp_path / "office"
    assert cli.main(["--root", str(project), "status", "--page", str(folder)]) == 0
    pages = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    assert pages == ["status/en/index.html", "status/fr/index.html", "status/index.html"]
    due_in_all = {role: len(found) for role, found in stands(project).due.items()}
    for path in pages:
        text = (folder / path).read_text("utf-8")
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parse(text)
        language = tree.get("lang")
        assert "<script" not in text
        assert "http" not in text
        assert tree.find(".//meta[@name='robots']").get("content") == "noindex, nofollow"
        ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
        meters = list(tree.iter("meter"))
        assert len(meters) >= 8
        for meter in meters:
            named = text_of(ids[meter.get("aria-labelledby")])
            assert str(round(float(meter.get("value")))) in named
            assert 0 <= float(meter.get("value")) <= float(meter.get("max"))
        assert text_of(tree.find(".//h1")) == status_page.words(language)("title", day=stands(project).today)
        summaries = [text_of(one) for one in tree.iter("summary")]
        for role, count in due_in_all.items():
            words = status_page.words(language)
            told = words("role-count", role=words(f"role.{role}"), count=count)
            assert " ".join(told.split()) in summaries
        for link in tree.iter("a"):
            target = (folder / path).parent / link.get("href") / "index.html"
            assert target.resolve().is_file(), link.get("href")


def test_every_language_has_every_word() -> None:
    """The same keys with the same fields; all that can be due, and every role, has its words."""
    catalogues = [status_page.words(tag) for tag in ("nl", "fr", "en")]
    for one in catalogues:
        assert one.messages.keys() == catalogues[0].messages.keys()
        assert all(one.fields(key) == catalogues[0].fields(key) for key in one.messages)
        assert {f"due.{what}" for what in What.__args__} <= one.messages.keys()  # type: ignore[attr-defined]
        assert {f"role.{role}" for role in ROLES} <= one.messages.keys()


@pytest.mark.parametrize("folder", ["site", "site/inside", "content/../site"])
def test_readers_never_get_it(folder: str, project: Path) -> None:
    """Not into the folder of the site, whatever it is called."""
    assert cli.main(["--root", str(project), "status", "--page", folder]) == 1
    assert not (project / "site").exists()


def test_a_page_of_everything_wrong(project: Path, tmp_path: Path) -> None:
    """Links that fail, a build that is old, texts behind: all of it is on the page, and escaped."""
    now = datetime.now(UTC)
    store = Store(project / FOLDER)
    store.begin(now, hours=24, fresh=True)
    store.keep_answer(Answer("https://payboy.be/", now, "https://payboy.be/", status=404))
    (project / "site").mkdir()
    found = stands(project)
    pages = status_page.files(found, ["nl", "xx"], "xx")
    assert list(pages) == ["status/index.html"]
    html5lib.HTMLParser(strict=True).parse(pages["status/index.html"])
    assert "content/organisations/child-focus.yml:" in pages["status/index.html"]
    assert "Dat werd onderbroken." in pages["status/index.html"]
    assert "De inhoud is sindsdien gewijzigd." in pages["status/index.html"]
