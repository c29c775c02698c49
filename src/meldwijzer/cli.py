"""The command line: arguments in, findings out. What is done is in the rooms it calls."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import build, publish
from .findings import Finding, Severity, in_order


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 when all is well, 1 when there are errors."""
    parser = argparse.ArgumentParser(prog="meldwijzer", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read the content and report everything that is wrong")
    commands.add_parser("site", help="build the site for publishing into site/, or leave it as it was")
    serve = commands.add_parser("serve", help="show the site while you edit, at http://127.0.0.1:8000/")
    serve.add_argument("--port", type=int, default=8000)
    addresses = commands.add_parser("addresses", help="list the site's addresses")
    addresses.add_argument("--record", action="store_true", help="add them to content/published.yml, for ever")
    chosen = parser.parse_args(arguments)
    root: Path = chosen.root.resolve()
    if chosen.command == "serve":
        from .preview import serve as serve_preview  # only here: building needs no server

        return serve_preview(root, port=chosen.port)
    if chosen.command == "site":
        return _report(publish.publish(root))
    result = build.prepare(root, publishing=True)
    if chosen.command == "addresses" and result.site is not None:
        return _addresses(result.site, record=chosen.record)
    return _report(result.findings)


def _report(findings: Sequence[Finding]) -> int:
    """Print findings, and how many there are; errors make the exit status 1."""
    ordered = in_order(findings)
    for finding in ordered:
        print(finding, file=sys.stderr)
    count = sum(finding.severity is Severity.ERROR for finding in ordered)
    if count:
        print(f"{count} {'error' if count == 1 else 'errors'}.", file=sys.stderr)
    else:
        print("No errors.")
    return 1 if count else 0


def _addresses(site: build.Site, *, record: bool) -> int:
    """Print every address of the site, or write those that are new into the list of published ones."""
    if not record:
        for address in site.addresses():
            print(address.path)
        return 0
    added = publish.record_addresses(site)
    print(f"{added} new in content/published.yml." if added else "Nothing new.")
    return 0
