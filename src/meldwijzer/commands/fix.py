"""`meldwijzer fix`: writes what findings say is certain, at their place; every other character stays as it is."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from meldwijzer import build
from meldwijzer.findings import Edit, Finding, Place
from meldwijzer.reading.text_file import replace_text

from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("fix", help="write the reference where a number or an address is written out")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Fix what can be fixed, say what was written, and report what is left."""
    root: Path = chosen.root
    for place, edit in fix(root, build.prepare(root, publishing=True).findings):
        print(f"{place}: {edit.old} -> {edit.new}")
    return report(build.prepare(root, publishing=True).findings)


def fix(root: Path, findings: Iterable[Finding]) -> list[tuple[Place, Edit]]:
    """Write every certain edit into its file and return those that were written.

    Where the characters at a place are not those that the finding is about (a text folded over lines), nothing
    is written: the finding stays.
    """
    by_file: dict[str, list[tuple[Place, Edit]]] = {}
    for finding in findings:
        if finding.edit is not None:
            by_file.setdefault(finding.place.path, []).append((finding.place, finding.edit))
    written: list[tuple[Place, Edit]] = []
    for path, edits in by_file.items():
        file = root / path
        text, done = applied(file.read_bytes().decode("utf-8"), edits)
        if done:
            replace_text(file, text)
            written += done
    return sorted(written, key=lambda item: item[0])


def applied(text: str, edits: Iterable[tuple[Place, Edit]]) -> tuple[str, list[tuple[Place, Edit]]]:
    """Return a text with edits written into it, and those that were."""
    lines = text.split("\n")
    done = []
    for place, edit in sorted(set(edits), key=lambda item: item[0], reverse=True):
        line, column = place.line - 1, place.column - 1
        if line < len(lines) and lines[line].startswith(edit.old, column):
            lines[line] = lines[line][:column] + edit.new + lines[line][column + len(edit.old) :]
            done.append((place, edit))
    return "\n".join(lines), done
