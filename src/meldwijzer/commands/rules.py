"""`meldwijzer rules`: every rule with its reason and an example, for the terminal and for docs/editors/rules.md."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from meldwijzer.rulebook import Entry, entries

PAGE = Path("docs/editors/rules.md")

_HEAD = """# The rules

What `meldwijzer check` looks at. Written by `meldwijzer rules --write` from the table of rules itself: change it there.

A finding names its rule at its end, in square brackets. A place that a rule must leave alone gets a line with a reason
in `content/exemptions.yml`; such a line is a finding itself once it excuses nothing.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("rules", help="every rule, why it exists and an example")
    parser.add_argument("--write", action="store_true", help=f"write them into {PAGE.as_posix()}")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the rules, or write their page."""
    if not chosen.write:
        print("\n\n".join(_plain(entry) for entry in entries()))
        return 0
    file = Path(chosen.root) / PAGE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(), "utf-8")
    print(f"Written: {PAGE.as_posix()}")
    return 0


def _plain(entry: Entry) -> str:
    lines = [f"{entry.code} ({entry.severity}): {entry.why}"]
    if entry.where:
        lines += [f"  in {entry.where}", *_marked("  wrong: ", entry.fails)]
        lines += _marked("  right: ", entry.passes or entry.otherwise)
    return "\n".join(lines)


def _marked(mark: str, text: str) -> Iterable[str]:
    first, *rest = text.split("\n")
    return [mark + first, *(" " * len(mark) + line for line in rest)]


def page() -> str:
    """Return the page of all rules as Markdown."""
    return "\n".join([_HEAD, *(_part(entry) for entry in entries())])


def _part(entry: Entry) -> str:
    text = f"## {entry.code}\n\n{entry.why[0].upper()}{entry.why[1:]}. ({entry.severity})\n"
    if entry.where:
        text += f"\nWrong, in `{entry.where}`:\n\n{_block(entry.fails)}\n"
        text += f"\nRight:\n\n{_block(entry.passes)}\n" if entry.passes else f"\nRight: {entry.otherwise}.\n"
    return text


def _block(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
