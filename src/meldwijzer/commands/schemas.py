"""`meldwijzer schemas`: what an editor needs to complete and check content files while somebody types, in .vscode/."""

import argparse
import sys
from pathlib import Path

from meldwijzer.content import load
from meldwijzer.editors import workspace
from meldwijzer.findings import errors

from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("schemas", help="write schemas and snippets for editors into .vscode/")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if they are not those of the content")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the files, or tell which are not current; 1 where they are not, or the content cannot be read."""
    root: Path = chosen.root
    content, findings = load(root)
    if content is None or errors(findings):
        return report(findings)
    settings = root / workspace.SETTINGS
    before = settings.read_text("utf-8") if settings.is_file() else ""
    try:
        wanted = {**workspace.files(content), workspace.SETTINGS: workspace.with_settings(before)}
    except ValueError:
        print(f"{workspace.SETTINGS} cannot be read. Take the remarks out of it, or delete it.", file=sys.stderr)
        return 1
    stale = [path for path, text in wanted.items() if not _stands(root / path, text)]
    schemas = sorted((root / workspace.FOLDER / "schemas").glob("*.json"))
    gone = [file for file in schemas if _path(root, file) not in wanted]
    if chosen.check:
        for path in [*stale, *(_path(root, file) for file in gone)]:
            print(f"{path} is not that of the content. Run: meldwijzer schemas")
        return int(bool(stale or gone))
    for path in stale:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(wanted[path], "utf-8")
    for file in gone:
        file.unlink()
    print(f"{len(stale)} of {len(wanted)} files written in {workspace.FOLDER}/.")
    return 0


def _stands(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text


def _path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()
