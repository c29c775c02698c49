"""The web editor in a browser, on a folder: what a person changes is what changes in the files, and nothing else."""

import difflib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from meldwijzer import build, content, rules
from tests.conftest import ROOT
from tests.editor import folder


@pytest.fixture(scope="module")
def address(editor: Path) -> Iterator[str]:
    """The editor, served on this machine."""
    with folder.served(editor) as address:
        yield address


@dataclass
class Opened:
    """The editor with a folder open in it."""

    page: Page
    address: str
    before: dict[str, str]
    faults: list[str] = field(default_factory=list)
    """Requests to anywhere else, files that are not there, errors in the page."""

    def file(self, collection: str, name: str) -> None:
        self.page.goto(f"{self.address}/nl/#/collections/{collection}/entries/{name}")
        self.page.locator("section.field").first.wait_for()

    def unfold(self, path: str, item: int) -> None:
        section = self.page.locator(f'section.field[data-key-path="{path}"]').first
        section.locator(f'[aria-expanded="false"][aria-controls$="-item-{item}-body"]').click()

    def write(self, path: str, text: str, kind: str = "input") -> None:
        box = self.page.locator(f'section.field[data-key-path="{path}"] {kind}').first
        box.fill(text)
        box.blur()

    def save(self) -> None:
        button = self.page.get_by_role("button", name="Save").first
        button.click()
        self.page.wait_for_url("**/collections/*")

    def changed(self) -> dict[str, list[str]]:
        """Return the lines that differ now, by file."""
        now = folder.read(self.page)
        return {
            path: [
                line
                for line in difflib.unified_diff(
                    self.before.get(path, "").splitlines(), now.get(path, "").splitlines(), n=0, lineterm=""
                )
                if not line.startswith(("---", "+++", "@@"))
            ]
            for path in sorted({*self.before, *now})
            if self.before.get(path) != now.get(path)
        }


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """The editor, after the folder was chosen."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 4000})
    page = context.new_page()
    opened = Opened(page, address, folder.texts(ROOT))
    outside = (address, "blob:", "data:")
    page.on("request", lambda asked: None if asked.url.startswith(outside) else opened.faults.append(asked.url))
    page.on("response", lambda got: opened.faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("pageerror", lambda error: opened.faults.append(str(error)))
    page.on("console", lambda said: opened.faults.append(said.text) if said.type == "error" else None)
    page.add_init_script(folder.PICK)
    page.goto(f"{address}/")
    folder.seed(page, opened.before)
    page.goto(f"{address}/nl/")
    page.get_by_role("button", name="Work with Local Repository").click()
    page.wait_for_url("**/collections/*")
    yield opened
    context.close()


def test_a_number_and_a_french_answer(opened: Opened, tmp_path: Path) -> None:
    opened.file("contacts", "child-focus")
    opened.unfold("phones", 2)
    opened.write("phones.2.number", "+32 2 475 44 12")
    opened.save()
    opened.file("words", "faq")
    opened.page.get_by_role("radio", name="French").or_(opened.page.get_by_role("button", name="French")).first.click()
    opened.unfold("questions", 1)
    answer = opened.page.locator('section.field[data-key-path="questions.1.answer.one"] textarea').first
    old = answer.input_value()
    new = old.replace("Derrière chaque image", "Derrière chacune des images", 1)
    assert new != old
    opened.write("questions.1.answer.one", new, "textarea")
    opened.save()
    changed = opened.changed()
    assert list(changed) == ["content/fr/faq.yml", "content/organisations/child-focus.yml"]
    assert changed["content/organisations/child-focus.yml"] == [
        '-    number: "+32 2 475 44 11"',
        '+    number: "+32 2 475 44 12"',
    ]
    assert [line[:1] for line in changed["content/fr/faq.yml"]] == ["-", "+"]
    assert changed["content/fr/faq.yml"][1].startswith("+      Derrière chacune des images qui est faite")
    assert opened.faults == []
    _check(opened, tmp_path)


@pytest.mark.parametrize(
    ("collection", "name", "folded", "path", "old", "new", "file"),
    [
        ("contacts", "meldpunt", [], "name", "", "!", "content/organisations/meldpunt.yml"),
        ("words", "pages", ["pages"], "pages.0.title", "", "!", "content/nl/pages.yml"),
        ("guides", "parents", [], "title", "", "!", "content/nl/guides/parents.md"),
        ("facts", "giving", ["ways"], "ways.0.organisation", "child-focus", "meldpunt", "content/giving.yml"),
    ],
)
def test_files_of_every_kind_can_be_saved(
    opened: Opened, collection: str, name: str, folded: list[str], path: str, old: str, new: str, file: str
) -> None:
    opened.file(collection, name)
    for section in folded:
        opened.unfold(section, 0)
    box = opened.page.locator(f'section.field[data-key-path="{path}"] input').first
    before = box.input_value()
    after = before.replace(old, new) if old else before + new
    assert after != before
    opened.write(path, after)
    opened.save()
    changed = opened.changed()
    assert list(changed) == [file]
    removed, added = changed[file]
    assert added == "+" + removed[1:].replace(before, after)
    assert opened.faults == []


def test_what_the_model_refuses_is_refused(opened: Opened) -> None:
    opened.file("facts", "reporting")
    opened.write("trouble.checked", "November")
    opened.page.get_by_role("button", name="Save").first.click()
    opened.page.get_by_text("Dit heeft niet de juiste vorm.").first.wait_for()
    assert opened.changed() == {}


def test_a_review_is_recorded(opened: Opened) -> None:
    opened.file("records", "reviews")
    entries = len(re.findall(r"^  - of:", opened.before["content/reviews.yml"], re.MULTILINE))
    opened.page.get_by_role("button", name="Add").last.click()
    values = {"of": "phone:child-focus.office", "value": "+32 2 475 44 11", "by": "A. Person", "checked": "2026-11-19"}
    values["source"] = "https://childfocus.be/"
    for name, value in values.items():
        opened.write(f"reviews.{entries}.{name}", value)
    for name, value in {"confidence": "H", "role": "editor"}.items():
        section = opened.page.locator(f'section.field[data-key-path="reviews.{entries}.{name}"]').first
        section.get_by_role("radio", name=value, exact=True).click()
    opened.save()
    assert opened.changed() == {
        "content/reviews.yml": [
            "+  - of: phone:child-focus.office",
            '+    value: "+32 2 475 44 11"',
            "+    confidence: H",
            "+    role: editor",
            '+    by: "A. Person"',
            '+    source: "https://childfocus.be/"',
            '+    checked: "2026-11-19"',
        ]
    }
    assert opened.faults == []


def _check(opened: Opened, tmp_path: Path) -> None:
    """What was saved is what the check reads: the number has changed since somebody confirmed it."""
    for part in ("docs", "overrides"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for path, text in folder.read(opened.page).items():
        if path.startswith("content/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
    read, findings = content.load(tmp_path, date(2026, 11, 20))
    assert read is not None
    assert [finding for finding in findings if finding.severity.name == "ERROR"] == []
    assert read.organisations["child-focus"].phones["office"].number == "+32 2 475 44 12"
    assert build.prepare(tmp_path, publishing=False).site is not None
    said = [found.message for found in rules.check(read, publishing=True) if found.rule == "changed"]
    assert said == ['phone:child-focus.office was confirmed as "+32 2 475 44 11"; here it is "+32 2 475 44 12".']
