"""`meldwijzer translations`: what goes out, what comes back, what is refused, and who reviews it."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po

from meldwijzer.language.catalogue import read as read_catalogue
from meldwijzer.reviews import writing
from meldwijzer.reviews.translations import translated
from meldwijzer.translators import sheet_of

from ..unit.conftest import Tree
from .conftest import Run, bytes_of

Out = Callable[..., Path]
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
TITLE = "Vous avez vu quelque chose\u202f? Signalez-le"
COOKIES = "faq.yml:questions/cookies/answer"
BY = ("--by", "A Translator")
both = pytest.mark.parametrize("form", ["po", "xliff"])


def change(file: Path, old: str, new: str) -> int:
    """Change one thing in a translator's file, as gettext or XML writes it; return its line."""
    text = file.read_text("utf-8")
    if file.suffix == ".xliff":
        old, new = (one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for one in (old, new))
    assert text.count(old) == 1, text.count(old)
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def kept(tree: Tree, name: str) -> str:
    return tree.load().translations.languages["fr"][name]


@both
def test_everything_out_and_back_changes_no_byte(tree: Tree, run: Run, out: Out, form: str) -> None:
    before = bytes_of(tree)
    assert run("translations", "import", str(out(form)), *BY) == (0, "0 texts have changed; delivered, to be "
        "reviewed by somebody else: nothing.\n")  # fmt: skip
    assert bytes_of(tree) == before


@both
def test_every_text_of_the_source_but_search_words_goes_out(tree: Tree, out: Out, form: str) -> None:
    file = out(form)
    if form == "po":
        found = {str(one.context): (one.id, one.string) for one in read_po(io.BytesIO(file.read_bytes())) if one.id}
    else:
        found = {
            unit.get("name", ""): tuple(unit.findtext(f"{XLIFF}segment/{XLIFF}{tag}") for tag in ("source", "target"))
            for unit in ET.parse(file).getroot().iter(f"{XLIFF}unit")
        }
    content = tree.load()
    nl, fr = content.words["nl"], content.words["fr"]
    assert found["pages.yml:pages/home/title"] == (nl.pages.pages["home"].title, TITLE)
    assert found[COOKIES] == (nl.faq.questions["cookies"].answer, fr.faq.questions["cookies"].answer)
    assert found["interface.po:nav.main"] == (nl.interface("nav.main"), fr.interface("nav.main"))
    assert found["guides/parents.md:title"] == (nl.guides["parents"].head.title, fr.guides["parents"].head.title)
    heading = "## Mon enfant a vu une image d’abus {#saw}"
    assert found["guides/parents.md:body/saw"][1].startswith(heading)
    assert len(found) == len(sheet_of(content, "fr").units) > 1100
    assert not any("synonyms" in name for name in found)


def test_gettext_says_what_a_translator_must_know(out: Out) -> None:
    catalog = read_po(io.BytesIO(out().read_bytes()))
    by_context = {one.context: " ".join(one.auto_comments) for one in catalog}
    assert "At most 160 characters." in by_context["pages.yml:pages/home/description"]
    danger = by_context["pages.yml:pages/home/sections/danger/text"]
    assert "phone:police-be.emergency is the number of" in danger
    assert 'page:help#emergency is the page "' in danger
    assert "on paper" in by_context["print.yml:as_of"]
    assert "{date}" in by_context["print.yml:as_of"]


def test_who_reads_an_answer_is_said(out: Out) -> None:
    catalog = read_po(io.BytesIO(out().read_bytes()))
    notes = next(" ".join(one.auto_comments) for one in catalog if one.context == "faq.yml:questions/upset/answer/BE")
    assert "Read by people in Belgium." in notes


def test_xliff_is_as_its_specification_says(out: Out) -> None:
    top = ET.parse(out("xliff")).getroot()
    assert (top.tag, top.get("version"), top.get("srcLang"), top.get("trgLang")) == (f"{XLIFF}xliff", "2.1", "nl", "fr")
    files = top.findall(f"{XLIFF}file")
    assert len({one.get("id") for one in files}) == len(files) == 12
    for file in files:
        units = file.findall(f"{XLIFF}unit")
        ids = [unit.get("id", "") for unit in units]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[A-Za-z0-9._:-]+", one) for one in ids)
        assert [child.tag for child in units[0]] == [f"{XLIFF}notes", f"{XLIFF}segment"]
    assert {one.get("state") for one in top.iter(f"{XLIFF}segment")} == {"translated"}


@both
def test_what_comes_back_is_written_into_its_line_alone(tree: Tree, run: Run, out: Out, form: str) -> None:
    before = bytes_of(tree)
    file = out(form)
    change(file, TITLE, 'Vu "ça" : # dites\u202f\\-le')
    assert run("translations", "import", str(file), *BY)[0] == 0
    after = bytes_of(tree)
    assert {path for path in after if after[path] != before[path]} == {
        "content/fr/pages.yml", "content/translations.yml"
    }  # fmt: skip
    old, new = (one["content/fr/pages.yml"].decode().split("\n") for one in (before, after))
    assert [line for line in old if line not in new] == [f'    title: "{TITLE}"']
    assert tree.load().words["fr"].pages.pages["home"].title == 'Vu "ça" : # dites\u202f\\-le'


def test_guides_and_buttons_come_back(tree: Tree, run: Run, out: Out) -> None:
    file = out()
    change(file, "## Mon enfant a vu une image d’abus {#saw}", "## Mon enfant l’a vue {#saw}")
    change(file, 'msgstr "Menu principal"', 'msgstr "Menu \\"grand\\""')
    assert run("translations", "import", str(file), *BY)[0] == 0
    words = tree.load().words["fr"]
    assert "## Mon enfant l’a vue {#saw}\n\nLes enfants" in words.guides["parents"].body
    assert words.interface("nav.main") == 'Menu "grand"'
    text = (tree.root / "content/fr/interface.po").read_text("utf-8")
    catalogue, findings = read_catalogue(text, "interface.po")
    assert catalogue is not None
    assert not findings
    assert text.startswith("# Words of the interface.")


@both
def test_what_is_wrong_is_told_by_line_and_nothing_is_written(tree: Tree, run: Run, out: Out, form: str) -> None:
    before = bytes_of(tree)
    file = out(form)
    fields = change(file, "Données recherchées\u00a0: {date}.", "Données recherchées\u00a0: {datum}.")
    tags = change(file, "Une telle image peut rester en tête.", "Une <b>telle</b> image peut rester en tête.")
    call = "Appelez tout de suite le <phone:emergency.112>. N’attendez pas, et ne remplissez"
    change(file, call, call.replace("112", "211"))
    change(file, TITLE, "Vu quelque chose")
    status, said = run("translations", "import", str(file), *BY)
    assert status == 1
    assert 'No phone is registered as "emergency.211".' in said
    assert '"phone:emergency.112" is missing in it; the source has it.' in said
    assert f"{file}:{fields}:1" in said or form == "po"
    assert "what stands between { and } is not as in the source. There it is {date}." in said
    assert f"{file}:{tags}:1" in said or form == "po"
    assert '"<b" looks like a tag' in said
    assert said.rstrip().endswith("Nothing was written.")
    assert bytes_of(tree) == before


def test_what_was_changed_here_meanwhile_is_not_overwritten(tree: Tree, run: Run, out: Out) -> None:
    file = out()
    tree.replace("content/fr/pages.yml", TITLE, "Vu ? Signalez-le")
    change(file, TITLE, "Vous avez vu ?")
    status, said = run("translations", "import", str(file), *BY)
    assert status == 1
    assert "was changed here, too, since it was handed out: “Vu ? Signalez-le”" in said


def test_a_text_that_is_gone_or_stands_twice_is_told(run: Run, out: Out) -> None:
    file = out()
    change(file, 'msgctxt "interface.po:nav.main"', 'msgctxt "interface.po:nav.mian"')
    assert 'There is no text "interface.po:nav.mian" any more.' in run("translations", "import", str(file), *BY)[1]
    change(file, 'msgctxt "interface.po:nav.mian"', 'msgctxt "interface.po:nav.menu"')
    assert "This text stands here a second time" in run("translations", "import", str(file), *BY)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing at all", "not gettext PO"),
        ("<xliff", "This file is no XML"),
        ('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "This is not XLIFF 2."),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "XLIFF has no document type."),
        ('msgid ""\nmsgstr "Language: xx\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n', 'no language "xx"'),
    ],
)
def test_another_file_is_refused_plainly(tree: Tree, run: Run, text: str, said: str) -> None:
    file = tree.root / "odd"
    file.write_text(text, "utf-8")
    status, told = run("translations", "import", str(file), *BY)
    assert status == 1
    assert said in told


def test_it_arrives_as_delivered_and_somebody_else_reviews_it(tree: Tree, run: Run, out: Out) -> None:
    file = out()
    change(file, TITLE, "Vous avez vu ?")
    assert run("translations", "import", str(file)) == (1, "Who translated it? Add --by.\n")
    assert "delivered, to be reviewed by somebody else: pages/home." in run("translations", "import", str(file), *BY)[1]
    assert "delivered" in kept(tree, "pages/home")
    assert kept(tree, "pages/home").endswith("| A Translator, 2026-12-01 | -")
    review = ("review", "--translation", "fr", "pages/home", "--by")
    for name in ("A Translator", "a  translator "):
        status, said = run(*review, name)
        assert status == 1
        assert "whoever translated a text can't be the one to review it" in said
    assert run(*review, "A Reader")[0] == 0
    assert kept(tree, "pages/home").partition(" ")[2].startswith("reviewed ")
    assert "reviewed" in {unit.state for unit in sheet_of(tree.load(), "fr").units}


def test_a_changed_source_is_fuzzy_until_its_translator_says_so(tree: Tree, run: Run, out: Out) -> None:
    writing.seal(tree.root, tree.load(), everything=True)
    first = out()
    old = first.rename(tree.root / "old.po")
    tree.replace("content/nl/pages.yml", "Iets gezien? Meld het", "Iets gezien? Meld het nu")
    file = out("po", "--since", str(old))
    text = file.read_text("utf-8")
    block = next(one for one in text.split("\n\n") if 'msgctxt "pages.yml:pages/home/title"' in one)
    assert "#, fuzzy" in block
    assert '#| msgid "Iets gezien? Meld het"' in block
    assert "The source has changed" in block

    assert run("translations", "import", str(file), *BY)[0] == 0
    assert [one.entry.name for one in translated(tree.load(), "fr") if one.is_behind] == ["pages/home"]
    file.write_text(text.replace("#, fuzzy\n", "").replace("#, fuzzy", ""), "utf-8")
    assert run("translations", "import", str(file), *BY)[0] == 0
    assert not [one for one in translated(tree.load(), "fr") if one.is_behind]


def test_what_was_made_from_an_older_text_stays_behind(tree: Tree, run: Run, out: Out) -> None:
    writing.seal(tree.root, tree.load(), everything=True)
    file = out("xliff")
    tree.replace("content/nl/pages.yml", "Iets gezien? Meld het", "Iets gezien? Meld het nu")
    change(file, TITLE, "Vous avez vu ?")
    assert run("translations", "import", str(file), *BY)[0] == 0
    assert [one.entry.name for one in translated(tree.load(), "fr") if one.is_behind] == ["pages/home"]
    segment = next(
        unit.find(f"{XLIFF}segment")
        for unit in ET.parse(out("xliff")).getroot().iter(f"{XLIFF}unit")
        if unit.get("name") == "pages.yml:pages/home/title"
    )
    assert segment is not None
    assert segment.get("state") == "initial"


def test_the_status_of_each_language(run: Run) -> None:
    status, said = run("translations", "status")
    assert status == 0
    assert re.search(r"^fr: \d{4} texts: 0 need translation", said, re.MULTILINE)
    assert re.search(r"^en: \d{4} texts", said, re.MULTILINE)
