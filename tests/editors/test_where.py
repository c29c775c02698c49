"""`meldwijzer where`: what it lists is what content, pages, paper and data hold, found again in another way."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from meldwijzer import build, cli
from meldwijzer.commands.where import as_text
from meldwijzer.editors.places import contacts_named, lines_of, roles_of
from meldwijzer.editors.shown import Showing
from meldwijzer.editors.whereabouts import where
from meldwijzer.outputs.generated import generated
from meldwijzer.paper import Paper, documents
from meldwijzer.references import Registry
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def opened() -> build.Site:
    result = build.open_site(ROOT)
    assert result.site is not None, result.findings
    return result.site


@pytest.fixture(scope="module")
def showing(opened: build.Site) -> Showing:
    return Showing(opened)


def the_contact(site: build.Site, reference: str) -> Any:
    (contact,) = contacts_named(site.content, reference)
    return contact


def paths(showing: Showing, site: build.Site, reference: str, sort: str) -> set[str]:
    return {one.path for one in showing.of(the_contact(site, reference)) if one.sort == sort}


DIALLED = [
    ("phone:child-focus.helpline", 'href="tel:116000"'),
    ("phone:emergency.112", 'href="tel:112"'),
    ("phone:awel.helpline", 'href="tel:102"'),
    ("link:child-focus.sextortion", 'href="https://payboy.be/"'),
    ("email:seos.contact", 'href="mailto:contact@seos.be"'),
]


@pytest.mark.parametrize(("reference", "opens"), DIALLED, ids=[one for one, _ in DIALLED])
def test_pages_are_those_with_the_link(reference: str, opens: str, opened: build.Site, showing: Showing) -> None:
    """Every page whose text holds the very link, and no other."""
    wanted = {
        address.path for address in opened.addresses() if opens in opened.page(address.language, address.id).html("")
    }
    assert wanted
    assert paths(showing, opened, reference, "page") == wanted


def test_what_no_tap_opens_is_found_by_its_looks(opened: build.Site, showing: Showing) -> None:
    """Accounts, and what is retired: on the table of old contacts and in the data, nowhere to be tapped."""
    shown = {
        address.path
        for address in opened.addresses()
        if "BE19 3101 2229 9912" in re.sub(r"\s+", " ", opened.page(address.language, address.id).html(""))
    }
    assert shown <= paths(showing, opened, "account:child-focus.donations", "page")
    old = showing.of(the_contact(opened, "phone:child-focus.volunteers"))
    assert {one.path for one in old if one.language == "nl"} == {"/nl/bronnen/", "/nl/wijzigingen/"}
    assert "data/v1/contacts.json" in {one.path for one in old}


def test_a_number_for_some_readers_is_on_no_page_of_others(opened: build.Site, showing: Showing) -> None:
    """The Dutch messenger number is not for readers of French."""
    found = showing.of(the_contact(opened, "phone:meldpunt.messenger"))
    assert {one.language for one in found if one.sort == "page"} == {"nl", "en"}


def test_paper_is_what_the_pdf_says(opened: build.Site, showing: Showing) -> None:
    """The card for Belgium has the number in its PDF; that for the Netherlands has not."""
    paper = Paper(opened)
    listed = paths(showing, opened, "phone:child-focus.helpline", "paper")
    for document in documents(opened.content, "nl"):
        if document.kind == "card":
            pdf = pypdfium2.PdfDocument(paper.pdf(document))
            text = "".join(page.get_textpage().get_text_range() for page in pdf)
            assert ("116 000" in re.sub(r"\s", " ", text)) == (document.path in listed), document.path
    assert "print/nl/card-be.pdf" in listed
    assert "print/nl/card-nl.pdf" not in listed


def test_data_files_are_those_that_hold_it(opened: build.Site, showing: Showing) -> None:
    """A card of an organisation with its short number; boxes with the emergency number."""
    data = paths(showing, opened, "phone:awel.helpline", "data")
    files = generated(opened)
    numbers = {path for path, text in files.items() if path.endswith("/awel.vcf") and ":102\r\n" in text}
    assert len(numbers) == 3
    assert numbers | {"data/v1/contacts.json", "data/v1/hsds/nl/services.json"} <= data
    assert not [path for path in data if path.endswith(".vcf") and path not in numbers]
    boxes = {path for path, text in files.items() if path.startswith("embed/") and 'href="tel:112"' in text}
    assert boxes == paths(showing, opened, "phone:emergency.112", "box")


def test_lines_are_those_that_a_search_finds(opened: build.Site) -> None:
    """Every place in words and facts where the reference is written, by line and column."""
    reference = "phone:child-focus.helpline"
    wanted = set()
    for file in sorted((ROOT / "content").rglob("*")):
        if file.suffix not in (".yml", ".md") or file.name in ("baseline.yml", "translations.yml", "published.yml"):
            continue
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            for match in re.finditer(rf"(<|\(|\b){reference}(?![a-z0-9-])", line):
                column = match.start() + 1 + (match[1] == "(")
                wanted.add((file.relative_to(ROOT).as_posix(), number, column))
    found = {
        (one.place.path, one.place.line, one.place.column)
        for one in lines_of(opened.content, the_contact(opened, reference))
        if one.written == reference and one.how != "defined"
    }
    assert len(found) > 50
    assert found == wanted


def test_its_own_file_names_it_without_its_owner(opened: build.Site) -> None:
    """A service's list, a channel's, and the number for abroad."""
    lines = lines_of(opened.content, the_contact(opened, "child-focus.abroad"))
    file = (ROOT / "content/organisations/child-focus.yml").read_text("utf-8").split("\n")
    own = [one for one in lines if one.how == "fact"]
    assert len(own) == 3
    for one in own:
        assert file[one.place.line - 1][one.place.column - 1 :].startswith("abroad")


def test_every_contact_is_defined_once_and_named_in_each_language(opened: build.Site) -> None:
    """Whatever is registered can be asked for, at the line where it stands."""
    for contact in Registry(opened.content.organisations).contacts.values():
        lines = lines_of(opened.content, contact)
        (defined,) = [one for one in lines if one.how == "defined"]
        text = (ROOT / defined.place.path).read_text("utf-8").split("\n")[defined.place.line - 1]
        assert text[defined.place.column - 1 :].strip('"').startswith(contact.id)
        assert contacts_named(opened.content, contact.reference) == [contact]


def test_a_role_leads_elsewhere_in_each_language(opened: build.Site) -> None:
    """Asked for by its role: the line of each language, with the texts that name the role."""
    found = list(
        where(opened, "role.be.child-helpline", contacts_named(opened.content, "phone:role.be.child-helpline"))
    )
    roles = {one["reference"]: one["roles"] for one in found}
    assert roles == {
        "phone:awel.helpline": {"phone:role.be.child-helpline": ["nl"]},
        "phone:ecoute-enfants.helpline": {"phone:role.be.child-helpline": ["fr"]},
    }
    for one in found:
        texts = [line for line in one["lines"] if line["how"] == "text"]
        assert texts
        assert {line["written"] for line in texts} == {"phone:role.be.child-helpline"}
        assert {line["language"] for line in texts} == set(one["roles"]["phone:role.be.child-helpline"])
    awel = the_contact(opened, "phone:awel.helpline")
    assert "phone:role.be.child-helpline" in {one.written for one in lines_of(opened.content, awel)}
    assert roles_of(opened.content, the_contact(opened, "phone:child-focus.helpline")) == {}


def test_what_is_retired_says_so(opened: build.Site) -> None:
    """With what readers are told to use, and what refers to it still."""
    (found,) = where(opened, "child-focus.fax", contacts_named(opened.content, "child-focus.fax"))
    assert found["retired"] == {
        "reason": "no-source", "since": None, "replaced_by": "address:child-focus.office",
    }  # fmt: skip
    assert "  Retired (no-source): readers are told to use address:child-focus.office." in list(as_text(found))
    assert {line["how"] for line in found["lines"]} == {"defined", "named", "review"}


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """As text and as JSON; brackets of a reference may be typed too."""
    assert cli.main(["--root", str(ROOT), "where", "<phone:iko.helpline>"]) == 1
    assert 'Nothing is registered as "phone:iko.helpline".' in capsys.readouterr().err
    assert cli.main(["--root", str(ROOT), "where", "child-focus.helplin"]) == 1
    assert 'Did you mean "child-focus.helpline"?' in capsys.readouterr().err
    assert cli.main(["--root", str(ROOT), "where", "<phone:awel.helpline>"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("phone:awel.helpline (Awel)\n  phone:role.be.child-helpline leads here in: nl\n")
    assert "content/organisations/awel.yml:6:3  phone:awel.helpline  (here it is said once and for all)" in said
    assert "\n  nl  /nl/hulp/\n" in said
    assert cli.main(["--root", str(ROOT), "where", "awel.helpline", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert {"sort": "page", "language": "nl", "path": "/nl/hulp/"} in found["shown"]


def test_content_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the check tells it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content/law.yml").write_text("entries: [\n")
    assert cli.main(["--root", str(tmp_path), "where", "awel.helpline"]) == 1
    assert "content/law.yml:" in capsys.readouterr().err
