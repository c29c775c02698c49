"""`meldwijzer check`: everything that is wrong with the content, in the wanted format, and an exit status."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from meldwijzer import build, reports
from meldwijzer.findings import Finding, errors
from meldwijzer.rulebook import entries


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("check", help="report everything that is wrong with the content")
    parser.add_argument("--format", choices=list(reports.FORMATS), default="text", help="how (default: text)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check and report; 1 if there are errors."""
    root: Path = chosen.root
    return report(build.prepare(root, publishing=True).findings, chosen.format)


def report(findings: Sequence[Finding], wanted: str = "text") -> int:
    """Print findings and return the exit status: 1 if one of them is an error.

    Text goes to standard error where there are errors; what programs read always goes to standard output.
    """
    why = {entry.code: entry.why for entry in entries()}
    said = reports.FORMATS[wanted](findings, why)
    failed = bool(errors(findings))
    print(said, file=sys.stderr if failed and wanted == "text" else sys.stdout)
    return int(failed)
