"""The command line: which commands there are. What each does is in commands/."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

COMMANDS = {
    "check": "check", "fix": "fix", "readability": "readability", "review": "review", "rules": "rules", "site": "site",
    "serve": "site", "addresses": "addresses", "hosting": "hosting", "receiver": "receiver",
    "style-guide": "style_guide", "print": "paper", "schemas": "schemas", "where": "where", "status": "status",
    "translations": "translations", "add-language": "add_language", "editor": "editor",
}  # fmt: skip
"""Every command with its module in commands/."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 when all is well, 1 when there are errors."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="meldwijzer", description="Builds the site, and proves it consistent.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    # Only what is asked for is loaded, where that can be told: some commands take less time than loading all does.
    named = [COMMANDS[word] for word in given if word in COMMANDS] or COMMANDS.values()
    for name in dict.fromkeys(named):
        import_module(f"meldwijzer.commands.{name}").add(commands)
    chosen = parser.parse_args(given)
    chosen.root = chosen.root.resolve()
    return int(chosen.run(chosen))
