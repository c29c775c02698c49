"""`meldwijzer where`: every line, page, document and data file that has to do with one contact point."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from meldwijzer import build
from meldwijzer.editors.places import contacts_named, suggestion
from meldwijzer.editors.whereabouts import where

from .check import report

_SORTS = {
    "page": "Pages", "paper": "On paper", "box": "Boxes for other sites", "picture": "Banners and codes",
    "data": "Open data", "other": "Other files",
}  # fmt: skip
_HOW = {
    "defined": "here it is said once and for all",
    "named": "what it is called",
    "text": "",
    "fact": "another fact",
    "review": "confirmed, or urgent",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("where", help="where a number, link, address or account stands and shows")
    parser.add_argument("name", help="as in references: child-focus.helpline, phone:child-focus.helpline or a role")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how (default: text)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print where it is; 1 where there is nothing of that name, or the content cannot be read."""
    root: Path = chosen.root
    result = build.open_site(root)
    if result.site is None:
        return report(result.findings)
    content, name = result.site.content, str(chosen.name).strip("<>")
    contacts = contacts_named(content, name)
    if not contacts:
        told = f'Nothing is registered as "{name}". {suggestion(content, name)}'.rstrip()
        print(told, file=sys.stderr)
        return 1
    found = list(where(result.site, name, contacts))
    if chosen.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(as_text(one)) for one in found))
    return 0


def as_text(found: dict[str, Any]) -> Iterator[str]:
    """Yield what was found of a contact point as lines for a terminal."""
    yield f"{found['reference']} ({found['organisation']})"
    if (retired := found["retired"]) is not None:
        yield f"  Retired ({retired['reason']}): readers are told to use {retired['replaced_by']}."
    for role, languages in found["roles"].items():
        yield f"  {role} leads here in: {', '.join(languages)}"
    yield ""
    lines = found["lines"]
    yield f"In content/: {len(lines)} {'line' if len(lines) == 1 else 'lines'}"
    for one in lines:
        told = _HOW[one["how"]]
        yield f"  {one['path']}:{one['line']}:{one['column']}  {one['written']}{f'  ({told})' if told else ''}"
    shown = found["shown"]
    yield ""
    if not shown:
        yield "Shown to readers: nowhere"
    for sort, group in groupby(shown, key=lambda one: one["sort"]):
        files = list(group)
        yield f"{_SORTS[sort]}: {len(files)}"
        for language, some in groupby(files, key=lambda one: one["language"]):
            for one in some:
                yield f"  {language or '–':3} {one['path']}"
