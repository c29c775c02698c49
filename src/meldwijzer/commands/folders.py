"""Folders that commands write into by their argument: which are refused. Nothing is written here."""

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names the folder."""
    parser.add_argument("folder", type=Path, help="where to; not the folder of the site")


def outside_site(chosen: argparse.Namespace) -> Path | None:
    """Return the folder that was named; ``None``, and a line that says why, where readers would be served it."""
    root: Path = chosen.root
    folder: Path = (root / chosen.folder).resolve()
    if folder.is_relative_to(root / "site"):
        print(f"{chosen.folder} is in the site: readers would be served it. Name another folder.")
        return None
    return folder
