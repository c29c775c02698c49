"""The reader of YAML: every scalar a string with its exact place, and one plain finding for whatever it refuses."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from meldwijzer.findings import Finding
from meldwijzer.reading import yaml_tree
from meldwijzer.reading.text_file import decode, hidden_in
from meldwijzer.reading.yaml_tree import Tree, Value, parse

PATH = "content/nl/pages.yml"


def read(text: str) -> Tree:
    """Return the tree of a text without findings."""
    tree, findings = parse(text, PATH)
    assert tree is not None, findings
    assert findings == []
    return tree


def refused(text: str) -> Finding:
    """Return the one finding of a text that cannot be read."""
    tree, findings = parse(text, PATH)
    assert tree is None
    assert len(findings) == 1
    return findings[0]


def spot(place: object) -> str:
    """Return line:column."""
    return str(place).removeprefix(f"{PATH}:")


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "yes",
        "true",
        "on",
        "0123",
        "0x1F",
        "10:30",
        "1e3",
        "1_000",
        "2024-01-01",
        ".inf",
        "=",
        "116000",
        "<<",
    ],
)
def test_every_scalar_stays_as_written(written: str) -> None:
    """A country code, a number or a time of day is the text that stands in the file."""
    assert read(f"a: {written}\nb: [{written}]\n{written}: c\n").value == {"a": written, "b": [written], written: "c"}


@pytest.mark.parametrize("written", ["", " ~", " null"])
def test_nothing_is_nothing(written: str) -> None:
    """A name with nothing behind it, a tilde and the word null give None."""
    assert read(f"a:{written}\n").value == {"a": None}


@pytest.mark.parametrize("written", ['"~"', "'null'", '""', "''", "|\n  ~"])
def test_quoted_nothing_is_text(written: str) -> None:
    """Between quotes or in a block the same characters are text."""
    assert read(f"a: {written}\n").value == {"a": yaml.safe_load(f"a: {written}\n")["a"]}
    assert read(f"a: {written}\n").value != {"a": None}


def test_places_of_values_and_keys() -> None:
    """Each value and each key has its own line and column, counted in characters from 1."""
    tree = read("één:\n  - naam: ü\n    x: [a, {b: c}]\n  - 'q'\ntwee: d\n")
    values = {way: spot(place) for way, place in tree.places.items()}
    assert values == {
        (): "1:1", ("één",): "2:3", ("één", 0): "2:5", ("één", 0, "naam"): "2:11", ("één", 0, "x"): "3:8",
        ("één", 0, "x", 0): "3:9", ("één", 0, "x", 1): "3:12", ("één", 0, "x", 1, "b"): "3:16", ("één", 1): "4:5",
        ("twee",): "5:7",
    }  # fmt: skip
    keys = {way: spot(place) for way, place in tree.keys.items()}
    assert keys == {
        ("één",): "1:1", ("één", 0, "naam"): "2:5", ("één", 0, "x"): "3:5", ("één", 0, "x", 1, "b"): "3:13",
        ("twee",): "5:1",
    }  # fmt: skip


@pytest.mark.parametrize("style", ["|", "|-", "|+", ">", ">-", "|2"])
@pytest.mark.parametrize("depth", [0, 1, 3])
@pytest.mark.parametrize("before", ["", "\n", "\n\n"])
def test_places_inside_blocks(style: str, depth: int, before: str) -> None:
    """A word inside a block scalar is found at its own line and column, also after leading blank lines."""
    margin = "  " * depth
    heads = "".join(f"{'  ' * level}k{level}:\n" for level in range(depth))
    text = f"{heads}{margin}text: {style}\n{before}{margin}  Eerste héél woord\n"
    tree = read(text)
    way = (*(f"k{level}" for level in range(depth)), "text")
    value: Value = tree.value
    for key in way:
        assert isinstance(value, dict)
        value = value[key]
    assert isinstance(value, str)
    place = tree.inside(way, value, value.index("woord"))
    assert text.split("\n")[place.line - 1][place.column - 1 :] == "woord"


def test_place_on_a_later_line_of_a_block() -> None:
    """A word on the third line of a block is found there, with the lines counted from the start of the file."""
    tree, _ = parse("a: |\n  een\n\n    twee woord\n", PATH, first_line=2)
    assert tree is not None
    assert isinstance(tree.value, dict)
    text = str(tree.value["a"])
    assert spot(tree.inside(("a",), text, text.index("woord"))) == "5:10"


def test_place_in_a_block_that_begins_further_in() -> None:
    """Where a block says how far it is indented, its own leading spaces are part of the text."""
    tree = read("a: |2\n     een\n  twee\n")
    assert tree.value == {"a": "   een\ntwee\n"}
    assert spot(tree.inside(("a",), "   een\ntwee\n", 3)) == "2:6"
    assert spot(tree.inside(("a",), "   een\ntwee\n", 7)) == "3:3"


def test_place_in_a_line() -> None:
    """A word in a plain text is found by its offset from where the text begins."""
    assert spot(read("a: een twee\n").inside(("a",), "een twee", 4)) == "1:8"


def test_place_of_what_is_missing() -> None:
    """What does not exist is placed at the nearest thing above it that does."""
    tree = read("a:\n  b: c\n")
    assert spot(tree.place_of(("a", "x", 3))) == "2:3"
    assert spot(tree.key_place(("a", "x"))) == "2:3"


def test_duplicates_are_reported_each() -> None:
    """Every repetition of a name is reported at its place; the first one counts, and what is below is read on."""
    tree, findings = parse("a: 1\nb:\n  c: 1\n  c: 2\na: 3\na:\n  d: 4\n  d: 5\n", PATH)
    assert tree is not None
    assert tree.value == {"a": "1", "b": {"c": "1"}}
    assert sorted(spot(finding.place) for finding in findings) == ["4:3", "5:1", "6:1", "8:3"]
    assert all(finding.message.startswith('"') and "second time" in finding.message for finding in findings)


def test_very_many_duplicates() -> None:
    """20,000 repetitions are reported within seconds."""
    begun = time.monotonic()
    _, findings = parse("a: 1\n" * 20_001, PATH)
    assert len(findings) == 20_000
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: &x [l, l]\nb: &y [*x, *x]\nc: [*y, *y]\n", "1:4"),
        ("a: b\nc: *x\n", "2:4"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4"),
        ("a: !foo x\n", "1:4"),
        ("!!str a: x\n", "1:1"),
        ("a:\n\tb: c\n", "2:1"),
        ("a:\n  - \tb: c\n", "2:5"),
        ("a: [" + "[" * 100_000, "1:24"),
        ("- " * 100_000, "1:43"),
        ("a: {" + "b: {" * 50_000, "1:84"),
        ("a: b\n---\nc: d\n", "2:1"),
        ("a: b\n--- c\n", "2:1"),
        ("", "1:1"),
        ("# only\n\n# comments\n", "1:1"),
        ("---\n---\n", "2:1"),
        ("? [a]\n: b\n", "1:3"),
        ("a: b\n\x00\n", "2:1"),
        ("a: 'b\n", "1:4"),
    ],
    ids=lambda value: value[:30].encode("unicode_escape").decode(),
)
def test_what_is_refused(text: str, at: str) -> None:
    """What could explode, run code or be ambiguous gives one finding at its place, in plain words."""
    finding = refused(text)
    assert (spot(finding.place), finding.rule) == (at, "yaml")
    assert finding.message.endswith(".")
    assert finding.fix or "nested" in finding.message


def test_too_many_parts() -> None:
    """A file with more parts than any content needs is refused, not read for minutes."""
    assert "too many parts" in refused("a: [" + "b, " * yaml_tree.MAX_NODES + "]").message


def test_first_line_moves_every_place() -> None:
    """Front matter counts its lines from where it stands in its file, in values and in findings."""
    tree, findings = parse("a: b\na: c\n", PATH, first_line=2)
    assert tree is not None
    assert spot(tree.places[("a",)]) == "2:4"
    assert [spot(finding.place) for finding in findings] == ["3:1"]
    assert [spot(finding.place) for finding in parse("a: 'b\n", PATH, first_line=7)[1]] == ["7:4"]


_SIGNS = [
    "a",
    "b:",
    ":",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|",
    ">",
    "|-",
    "|2",
    "&x",
    "*x",
    "!t",
    "!!",
    "#",
    "---",
]
_SIGNS += ["...", "?", "~", "é", "\\", "%", "@", "`", "<<"]
_SPACES = [" ", "  ", "\n", "\n  ", "- ", "? ", "|-\n", "---\n", "\t", "\x00", "\x85", "\u2028", "\r", "\ufeff"]
pieces = st.sampled_from([*_SIGNS, "b: ", *_SPACES])
texts = st.one_of(st.text(), st.text(st.characters()), st.lists(pieces, max_size=25).map("".join))


@given(texts)
@settings(max_examples=250, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever stands in a file, reading it returns values or findings and raises nothing."""
    tree, findings = parse(text, PATH)
    assert (tree is None) <= bool(findings)


@given(texts)
@settings(max_examples=250, deadline=None)
def test_every_place_is_in_the_file(text: str) -> None:
    """Every value, key and finding of a file that could be decoded stands inside the file."""
    clean = decode(text.encode("utf-8", "surrogatepass"), PATH)
    if isinstance(clean, Finding):
        return
    tree, findings = parse(clean, PATH)
    places = [finding.place for finding in findings]
    if tree is not None:
        places += [*tree.places.values(), *tree.keys.values(), *(place for place, _ in tree.prose_starts.values())]
    lines = clean.split("\n")
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


names = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)
values = st.recursive(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=20).filter(lambda text: hidden_in(text) is None),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=15,
)


@given(values)
@settings(max_examples=200, deadline=None)
def test_round_trip(value: Value) -> None:
    """What a YAML writer quotes is read back as the same value."""
    assert read(yaml.safe_dump(value, default_style='"', allow_unicode=False)).value == value
