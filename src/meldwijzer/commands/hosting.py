"""`meldwijzer hosting`: configuration for nginx and Apache, written where no reader is served it."""

import argparse
from pathlib import Path

from meldwijzer import build
from meldwijzer.outputs import apache, nginx

from . import folders
from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("hosting", help="write configuration for nginx and Apache into a folder")
    folders.add(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the files; 1 if the content has errors or the folder is one that readers are served."""
    root: Path = chosen.root
    if (folder := folders.outside_site(chosen)) is None:
        return 1
    result = build.prepare(root, publishing=True)
    if result.site is None:
        return report(result.findings)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**nginx.files(result.site), **apache.files(result.site)}.items():
        (folder / name).write_text(text, "utf-8")
        print(folder / name)
    return 0
