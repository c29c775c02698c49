"""`meldwijzer fix`: writes references where numbers and addresses are written out, and touches nothing else."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer import cli
from meldwijzer.commands.fix import applied
from meldwijzer.findings import Edit, Place

from .conftest import Tree

_112 = "<phone:emergency.112>"


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines that differ, with their sign."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[:2] in ("+ ", "- ")]


@pytest.mark.parametrize(
    ("path", "old", "written", "fixed"),
    [
        ("nl/pages.yml", _112, "0800 / 20 00", "<phone:veilig-thuis.helpline>"),
        ("fr/pages.yml", _112, "+32/2/475 44 11", "<phone:child-focus.office>"),
        ("en/pages.yml", _112, "(0800) 0432", "<phone:kindertelefoon.helpline>"),
        ("nl/guides/parents.md", _112, "www.childfocus.be", "<link:child-focus.home>"),
        ("nl/pages.yml", _112, "BE19 3101 2229 9912", "<account:child-focus.donations>"),
        ("nl/guides/schools.md", "title: ", 'title: "Bel 112: ', 'title: "Bel <phone:emergency.112>: '),
    ],
)
def test_a_literal_becomes_its_reference(
    whole_tree: Tree, capsys: pytest.CaptureFixture[str], path: str, old: str, written: str, fixed: str
) -> None:
    """The reference stands where the number stood; comments, layout and every other line stay."""
    file = whole_tree.root / "content" / path
    right = file.read_text("utf-8")
    if old == "title: ":
        line = next(line for line in right.split("\n") if line.startswith(old))
        right = right.replace(line, f'title: "Bel <phone:emergency.112>: {line.removeprefix(old).strip(chr(34))}"', 1)
        wrong = right.replace(fixed, written, 1)
    else:
        wrong = right.replace(old, written, 1)
        right = right.replace(old, fixed, 1)
    file.write_bytes(wrong.replace("\n", "\r\n" if path.endswith(".md") else "\n").encode())
    cli.main(["--root", str(whole_tree.root), "fix"])
    said = capsys.readouterr().out
    fixed_text = file.read_bytes().decode()
    assert fixed_text.replace("\r\n", "\n") == right, changed_lines(right, fixed_text)
    assert ("\r\n" in fixed_text) == path.endswith(".md")
    assert f"content/{path}:" in said
    assert " -> <" in said


def test_what_is_not_certain_is_left_alone(whole_tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    """A number with a slip, one that nobody registered, a retired one: the finding stays, the file too."""
    file = whole_tree.root / "content/nl/pages.yml"
    wrong = file.read_text("utf-8").replace(_112, "+32 2 475 44 98 of 02 555 01 23 of 0800 95 5 95", 1)
    file.write_text(wrong, "utf-8")
    assert cli.main(["--root", str(whole_tree.root), "fix"]) == 1
    assert file.read_text("utf-8") == wrong
    assert "differs from child-focus.abroad in one digit" in capsys.readouterr().err


def test_several_in_one_line(whole_tree: Tree) -> None:
    """Edits of one line don't shift each other."""
    file = whole_tree.root / "content/nl/pages.yml"
    before = file.read_text("utf-8")
    file.write_text(before.replace(_112, "112, 0800 20 00 en 0800-0432", 1), "utf-8")
    cli.main(["--root", str(whole_tree.root), "fix"])
    now = f"{_112}, <phone:veilig-thuis.helpline> en <phone:kindertelefoon.helpline>"
    assert file.read_text("utf-8") == before.replace(_112, now, 1)


@given(st.text(alphabet="ab\n", max_size=60), st.integers(1, 5), st.integers(1, 20))
def test_other_characters_are_never_touched(text: str, line: int, column: int) -> None:
    """Where other characters stand than the finding is about, nothing is written; where they do, only they."""
    edit = Edit("ab", "<x>")
    result, done = applied(text, [(Place("f", line, column), edit)])
    lines = text.split("\n")
    stands = line <= len(lines) and lines[line - 1][column - 1 :].startswith("ab")
    assert bool(done) == stands
    if not stands:
        assert result == text
    else:
        lines[line - 1] = f"{lines[line - 1][: column - 1]}<x>{lines[line - 1][column + 1 :]}"
        assert result == "\n".join(lines)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """No half-written file and no left-over beside it."""
    from meldwijzer.reading.text_file import replace_text

    file = tmp_path / "a.yml"
    file.write_text("old")
    replace_text(file, "né\r\n")
    assert file.read_bytes() == "né\r\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yml"]
