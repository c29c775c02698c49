"""`meldwijzer style-guide`: every component with its examples, as pages to look at, in a folder that nobody serves."""

import argparse
import shutil
from pathlib import Path

from meldwijzer import build
from meldwijzer.outputs import style_guide

from . import folders
from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("style-guide", help="write every component with its examples into a folder")
    folders.add(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the pages and the pictures that they show; 1 if the content has errors or readers are served the folder."""
    root: Path = chosen.root
    if (folder := folders.outside_site(chosen)) is None:
        return 1
    result = build.prepare(root, publishing=False)
    if result.site is None:
        return report(result.findings)
    shutil.copytree(root / "overrides/assets", folder / "assets", dirs_exist_ok=True)
    for path, text in style_guide.files(result.site).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    print(folder / "style-guide/index.html")
    return 0
