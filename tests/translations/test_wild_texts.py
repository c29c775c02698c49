"""Whatever a translator writes comes back as it was, and nothing beside it changes: YAML, Markdown, PO and XLIFF."""

from dataclasses import replace
from datetime import date
from functools import cache

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meldwijzer.content import Content, load
from meldwijzer.placed_texts import all_texts
from meldwijzer.reading.text_file import hidden_in
from meldwijzer.reading.yaml_tree import parse
from meldwijzer.translators import Delivered, Sheet, delivery, po, sheet_of, xliff
from meldwijzer.translators.spans import quoted, spans_of, with_scalars

from ..unit.conftest import ROOT

PIECES = [
    "a", "é", ":", ": ", " #", "# ", '"', "'", "\\", "\\n", "«\u202f", "\u202f»", "\u00a0", "- ", "-", "* ", "1. ",
    "|", ">", "&", "%", "@", "!", "{", "}", "[", "]", ",", "<", "?", " ", "  ", "---", "...", "~", "null", "👩\u200d👧",
    "ß", "ـع", "\u00ad", "]]>", "&amp;", "<!--", "msgid ", "#, fuzzy", "%s", "%(a)s", "مرحبا",
]  # fmt: skip
words = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), min_size=1, max_size=12).map("".join)
lines = words.map(lambda text: text.replace("\n", " ").replace("\r", " ").replace("\t", " ").strip()).filter(
    lambda text: bool(text) and hidden_in(text) is None
)
proses = (
    st.lists(lines | st.just(""), min_size=1, max_size=6).map(lambda several: "\n".join(several).strip()).filter(bool)
)

patiently = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""The table of all characters is made once, in whichever test comes first."""

DOCUMENT = """\
# a remark
a:
  title: "One: two"
  plain: three four
  single: 'it''s'
  folded: >-
    five
    six
  prose: |
    Seven.

    - eight
    - nine
  # a remark
  list: ["ten", eleven, 'twelve']
  items:
    - "thirteen"
    - |
      Fourteen.
  over: "fif
    teen"
b: |

  Sixteen.

c: ""
"""
WAYS = list(spans_of(DOCUMENT))


def texts(document: str) -> dict[tuple[str | int, ...], str]:
    tree, findings = parse(document, "x.yml")
    assert tree is not None, findings
    return {way: str(_at(tree.value, way)).strip() for way in spans_of(document)}


def _at(value: object, way: tuple[str | int, ...]) -> object:
    for part in way:
        value = value[part]  # type: ignore[index]
    return value


@patiently
@given(st.dictionaries(st.sampled_from(WAYS), proses, max_size=4))
def test_yaml_says_what_was_written_and_all_else_as_before(changed: dict[tuple[str | int, ...], str]) -> None:
    before = texts(DOCUMENT)
    after = with_scalars(DOCUMENT, changed)
    assert texts(after) == {**before, **changed}
    kept = [line for line in DOCUMENT.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in after.split("\n") if line in kept] == kept


def test_nothing_changed_is_the_same_text() -> None:
    assert with_scalars(DOCUMENT, {}) == DOCUMENT


@patiently
@given(lines)
def test_a_quoted_line_is_read_back(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text


@cache
def real() -> tuple[Content, Sheet]:
    """Return the content that ships, and its French."""
    content, findings = load(ROOT, date(2026, 12, 1))
    assert content is not None, findings
    return content, sheet_of(content, "fr")


@patiently
@given(st.lists(proses, min_size=5, max_size=5), st.booleans())
def test_translators_files_bring_back_what_they_were_given(several: list[str], fuzzy: bool) -> None:
    units = real()[1].units[:4]
    wild = [replace(unit, source=source, target=source[::-1].strip() or "x", is_behind=fuzzy) for unit, source in
            zip(units, several, strict=False)]  # fmt: skip
    sheet = Sheet("nl", "fr", tuple(wild))
    before = {units[0].context: several[4]}
    wanted = [(one.context, one.source, one.target, one.stamp) for one in wild]
    for language, name, found, wrong in (
        po.read(po.written(sheet, "M", date(2026, 12, 1), before), "x.po"),
        xliff.read(xliff.written(sheet, before), "x.xlf"),
    ):
        assert (language, name, wrong) == ("fr", "", [])
        assert [(one.context, one.source, one.target, one.stamp) for one in found] == wanted


@patiently
@given(st.data())
def test_any_text_of_the_content_may_become_any_other(data: st.DataObject) -> None:
    """Each file read back has the new texts, and every other text of it as it was."""
    content, sheet = real()
    is_prose = {(one.path.split("/", 2)[2], one.text.way): one.text.is_prose for one in all_texts(content, "fr")}
    chosen = data.draw(st.lists(st.sampled_from(sheet.units), min_size=1, max_size=3, unique_by=lambda unit: unit.key))
    changes = []
    for unit in chosen:
        body = unit.key[1][0] == "body"
        text = data.draw(proses if is_prose[unit.key] and not body else lines)
        if body and unit.key[1][1]:
            text = f"{unit.target.split(chr(10))[0]}\n\n{text.lstrip('#')}".strip()
        changes.append(delivery.Change(unit, Delivered(unit.context, unit.source, text, 1, is_confirmed=True)))
    files, wrong = delivery.files_with(ROOT, content, "fr", changes, "x.po")
    assert not wrong, wrong
    for path, text in files.items():
        old = (ROOT / path).read_text("utf-8")
        here = {change.unit.key[1]: change.text for change in changes if path.endswith(f"/{change.unit.key[0]}")}
        assert delivery.texts_in(text, path) == {**delivery.texts_in(old, path), **here}
        undone = [delivery.Change(one.unit, replace(one.delivered, target=one.unit.target)) for one in changes]
        assert delivery.file_with(text, path, [one for one in undone if path.endswith(f"/{one.unit.key[0]}")]) == old
