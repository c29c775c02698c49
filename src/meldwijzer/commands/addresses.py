"""`meldwijzer addresses`: the addresses of the site, and the list of those that must never die."""

import argparse
from pathlib import Path

from meldwijzer import build, publish
from meldwijzer.addresses import short_addresses

from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("addresses", help="list the site's addresses")
    parser.add_argument("--record", action="store_true", help="add them to content/published.yml, for ever")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print every address of the site, or write those that are new into the list of published ones."""
    root: Path = chosen.root
    result = build.prepare(root, publishing=True)
    if result.site is None:
        return report(result.findings)
    if not chosen.record:
        for address in result.site.addresses():
            print(address.path)
        for language in result.site.content.words:
            print(*short_addresses(result.site.content, language).values(), sep="\n")
        return 0
    added = publish.record_addresses(result.site)
    print(f"{added} new in content/published.yml." if added else "Nothing new.")
    return 0
