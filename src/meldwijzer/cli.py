"""The command line: which commands there are. What each does is in commands/."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from .commands import addresses, check, fix, hosting, readability, receiver, review, rules, site, style_guide


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 when all is well, 1 when there are errors."""
    parser = argparse.ArgumentParser(prog="meldwijzer", description="Builds the site, and proves it consistent.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (check, fix, readability, review, rules, site, addresses, hosting, receiver, style_guide):
        command.add(commands)
    chosen = parser.parse_args(arguments)
    chosen.root = chosen.root.resolve()
    return int(chosen.run(chosen))
