"""What is left of a broken tree is checked all the same, and never made into pages."""

from meldwijzer import build, rules
from meldwijzer.content import load
from meldwijzer.findings import in_order
from meldwijzer.model.faq import FaqWords
from meldwijzer.reading.yaml_tree import parse
from meldwijzer.validation import validate_rest

from .conftest import ROOT, Tree

TEXT = """\
topics:
  what: What
questions:
  good:
    question: Yes?
    answer: Yes.
  bad:
    qestion: No?
    answer: No.
  worse:
    question: Why?
    answer: Why.
    synonyms: [one, {two: three}]
"""


def test_only_what_is_wrong_is_left_out() -> None:
    """A record that lacks something goes whole; a list with a wrong item goes whole; the rest stays."""
    tree, _ = parse(TEXT, "faq.yml")
    assert tree is not None
    words, left_out = validate_rest(FaqWords, tree)
    assert words is not None
    assert set(words.questions) == {"good", "worse"}
    assert words.questions["worse"].synonyms == []
    assert {"bad", "synonyms"} <= left_out
    assert "good" not in left_out


def test_nothing_usable_gives_nothing() -> None:
    """Where the top of a file is wrong, nothing of it is used."""
    tree, _ = parse("just a text", "faq.yml")
    assert tree is not None
    assert validate_rest(FaqWords, tree)[0] is None


def test_mistakes_of_all_kinds_are_told_at_once(tree: Tree) -> None:
    """A misspelt name in one file hides neither a wrong reference in another nor one in the same file."""
    tree.replace("content/fr/faq.yml", "question:", "qestion:")
    tree.replace("content/fr/reporting.yml", "<phone:child-focus.helpline>", "<phone:child-focus.helplin>")
    tree.replace("content/en/law.yml", "entries:", "entries: [")
    tree.replace("content/nl/pages.yml", "<phone:emergency.112>", "<b>nu</b>")
    content, findings = load(tree.root)
    assert content is not None
    found = in_order([*findings, *rules.check(content, publishing=True)])
    # That a text now says something else than in the other languages is true as well.
    told = [str(finding) for finding in found if not finding.rule.startswith(("same-", "translation-"))]
    assert len(told) == 4, told
    for words in ('Did you mean "question"?', '"child-focus.helplin"', "content/en/law.yml:1:", '"<b>"'):
        assert any(words in line for line in told), words


def test_a_site_is_never_made_from_what_is_left(tree: Tree) -> None:
    """However little is wrong, there are no pages."""
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(ROOT / folder)
    assert build.prepare(tree.root, publishing=False).site is not None
    tree.replace("content/nl/faq.yml", "question:", "qestion:")
    content, _ = load(tree.root)
    assert content is not None
    assert content.left_out
    assert rules.check(content, publishing=True) == []
    assert build.prepare(tree.root, publishing=False).site is None


def test_what_a_remark_would_swallow_is_told() -> None:
    """Text behind " #" is not read by YAML, and the editor is told so; a remark on its own line is fine."""
    tree, findings = parse("# a remark\ntitle: room #1 is here\nother: 'room #1'\nmore: C#\n", "x.yml")
    assert tree is not None
    assert tree.value == {"title": "room", "other": "room #1", "more": "C#"}
    assert [str(finding.place) for finding in findings] == ["x.yml:2:13"]
    assert '"#1 is here" is not read' in findings[0].message


def test_a_part_that_no_shape_shows_is_told(tree: Tree) -> None:
    """A part added to a page in every language is reported while its shape leaves it out: nothing is published so."""
    for folder in ("docs", "overrides"):
        (tree.root / folder).symlink_to(ROOT / folder)
    for language in ("nl", "fr", "en"):
        file = tree.root / f"content/{language}/pages.yml"
        part = "      extra:\n        title: More\n        text: |\n          More.\n"
        text = file.read_text("utf-8")
        at = text.index("      this-site:", text.index("\n  about:"))
        file.write_text(text[:at] + part + text[at:], "utf-8")
    result = build.prepare(tree.root, publishing=True)
    assert result.site is None
    told = [str(finding) for finding in result.findings if finding.rule == "template"]
    assert sum('The part "extra" is shown nowhere. Give it a place in docs/about.md' in one for one in told) == 3
    assert any('On /nl/over-ons/ the text "More." is missing.' in one for one in told)
