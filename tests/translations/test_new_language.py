"""`meldwijzer add-language`: what is laid out, that no reader sees it, and that translators can fill it."""

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from meldwijzer import build, rules
from meldwijzer.content import load
from meldwijzer.placed_texts import all_texts, texts_in
from meldwijzer.reading.yaml_tree import parse
from meldwijzer.translators import sheet_of

from ..unit.conftest import Tree
from .conftest import Run, bytes_of

BY = ("--by", "A Translator")


@pytest.fixture
def german(tree: Tree, run: Run) -> Tree:
    """A project in which German is laid out."""
    status, said = run("add-language", "de")
    assert status == 0, said
    return tree


def addresses_lacking(tree: Tree) -> set[tuple[str, tuple[str | int, ...]]]:
    return {key for key in tree.load().coming["de"].lacking if key[1][-1] == "slug" or key[1][0] == "short"}


def test_what_is_there_to_translate_is_listed(tree: Tree, run: Run) -> None:
    status, said = run("add-language", "de")
    assert status == 0
    assert "content/de/interface.po: 205 texts" in said
    assert "content/de/guides/parents.md:" in said
    assert "terms.yml: which words mislead" in said
    site = (tree.root / "content/site.yml").read_text("utf-8")
    assert 'de:\n    name: "Deutsch"\n    locale: de_BE\n    readers: [BE]\n' in site
    assert "quick_exit: https://de.wikipedia.org/\n    partial: true\n\ncountries:" in site


def test_every_key_of_the_default_language_is_laid_out_and_no_word(german: Tree) -> None:
    for name in ("pages", "law", "reporting", "organisations", "faq", "donate", "form", "print"):
        trees = [parse((german.root / f"content/{tag}/{name}.yml").read_text("utf-8"), name)[0] for tag in ("nl", "de")]
        assert trees[0] is not None
        assert trees[1] is not None
        free = {way for way in trees[0].places if "synonyms" in way and way[-1] != "synonyms"}
        assert set(trees[0].places) - free == set(trees[1].places)
    words = {placed.text.text for placed in all_texts(german.load(), "nl") if " " in placed.text.text[:16]}
    for path, data in bytes_of(german).items():
        if path.startswith("content/de/"):
            assert not [text for text in words if text in data.decode()], path


def test_no_reader_sees_it_and_no_rule_demands_it(tree: Tree, run: Run) -> None:
    before = rules.check(tree.load(), publishing=True)
    assert run("add-language", "de")[0] == 0
    content, findings = load(tree.root)
    assert content is not None
    assert not findings
    assert list(content.words) == list(content.site.languages) == ["nl", "fr", "en"]
    assert rules.check(content, publishing=True) == before
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(Path(__file__).resolve().parents[2] / folder)
    site = build.open_site(tree.root).site
    assert site is not None
    assert {address.language for address in site.addresses()} == {"nl", "fr", "en"}


def test_it_is_filled_by_import_and_complete_without_its_mark(german: Tree, run: Run) -> None:
    """Translated word for word by itself, German says what Dutch says, and becomes a language like any other."""
    file = german.root / "de.po"
    assert run("translations", "export", "de", "--out", str(file))[0] == 0
    catalog = read_po(io.BytesIO(file.read_bytes()))
    for message in catalog:
        if message.id:
            assert message.string == ""
            message.string = of_nobody(str(message.id))
    held = io.BytesIO()
    write_po(held, catalog, width=76)
    file.write_bytes(held.getvalue())
    status, said = run("translations", "import", str(file), *BY)
    assert status == 0, said
    content = german.load()
    assert set(content.coming["de"].lacking) == addresses_lacking(german)
    assert [one.text.text.strip() for one in texts_in(content, "de")] == [
        of_nobody(one.text.text.strip()) for one in all_texts(content, "nl") if "synonyms" not in one.text.way
    ]
    assert {unit.state for unit in sheet_of(content, "de").units} == {"delivered"}
    assert "intro: |\n      Heb je een beeld gezien" in (german.root / "content/de/pages.yml").read_text("utf-8")
    before = bytes_of(german)
    assert run("translations", "import", str(file), *BY)[0] == 0
    assert bytes_of(german) == before

    status, said = run("review", "--translation", "de", "--by", "A Translator")
    assert status == 1
    assert run("review", "--translation", "de", "--by", "A Reader")[0] == 0
    fill_addresses(german)
    (german.root / "content/de/terms.yml").write_bytes((german.root / "content/nl/terms.yml").read_bytes())
    german.replace("content/site.yml", "    partial: true\n", "")
    content, findings = load(german.root)
    assert not findings
    assert content is not None
    assert "de" in content.words
    assert {unit.entry for unit in sheet_of(content, "de").units if unit.state != "reviewed"} == set()


def of_nobody(text: str) -> str:
    """Return a text with the Dutch line in the place of a role that nobody has in German."""
    for role, name in (
        ("child-helpline", "awel.helpline"), ("listening", "tele-onthaal.helpline"),
        ("suicide-prevention", "zelfmoordlijn.helpline"), ("child-abuse-centre", "vertrouwenscentrum.home"),
        ("feelings-helpline", "stop-it-now-be.home"),
    ):  # fmt: skip
        text = text.replace(f":role.be.{role}", f":{name}")
    return text


def test_a_role_that_nobody_has_in_the_language_is_said(german: Tree) -> None:
    notes = [" ".join(unit.notes) for unit in sheet_of(german.load(), "de").units]
    named = (
        "phone:role.be.child-helpline has no line in this language: name phone:awel.helpline or phone:ecoute-enfants"
    )
    assert any(named in one for one in notes)


def fill_addresses(tree: Tree) -> None:
    """Give German the addresses of Dutch."""
    for path in ("pages.yml", "guides/parents.md", "guides/schools.md", "guides/young-people.md"):
        mine, theirs = ((tree.root / f"content/{tag}/{path}").read_text("utf-8").split("\n") for tag in ("de", "nl"))
        slugs = iter(line for line in theirs if line.strip().startswith("slug:"))
        mine = [next(slugs) if line.strip() == 'slug: ""' else line for line in mine]
        at = next((number for number, line in enumerate(mine) if line == "short:"), len(mine))
        short = theirs[theirs.index("short:") :] if "short:" in theirs else []
        (tree.root / f"content/de/{path}").write_text("\n".join([*mine[:at], *short]), "utf-8")


def test_half_a_translation_is_kept_and_counted(german: Tree, run: Run) -> None:
    file = german.root / "de.po"
    run("translations", "export", "de", "--out", str(file))
    text = file.read_text("utf-8")
    old = 'msgctxt "pages.yml:pages/home/title"\nmsgid "Iets gezien? Meld het"\nmsgstr ""'
    assert text.count(old) == 1
    file.write_text(text.replace(old, old.replace('msgstr ""', 'msgstr "Etwas gesehen? Melden Sie es"')), "utf-8")
    assert run("translations", "import", str(file), *BY)[0] == 0
    content = german.load()
    assert content.coming["de"].words.pages.pages["home"].title == "Etwas gesehen? Melden Sie es"
    units = sheet_of(content, "de").units
    assert [unit.context for unit in units if unit.target] == ["pages.yml:pages/home/title"]
    assert f"de: {len(units)} texts: {len(units) - 1} need translation" in run("translations", "status")[1]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", 'This site has "fr" already.'),
        ("Deutsch", "is not the tag of a language"),
        ("xx", 'CLDR knows no language "xx"'),
        ("organisations", "is not the tag"),
    ],
)
def test_what_cannot_be_a_language_is_refused(tree: Tree, run: Run, tag: str, said: str) -> None:
    before = bytes_of(tree)
    status, told = run("add-language", tag)
    assert status == 1
    assert said in told
    assert bytes_of(tree) == before
