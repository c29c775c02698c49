"""`meldwijzer check`: everything that is wrong with the content, a built site or the world outside, as a report."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from meldwijzer import build, built, reports
from meldwijzer.content import load
from meldwijzer.findings import Finding, errors
from meldwijzer.rulebook import entries
from meldwijzer.rules.exempt import exempt


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("check", help="report everything that is wrong with the content")
    parser.add_argument("--format", choices=list(reports.FORMATS), default="text", help="how (default: text)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--built", type=Path, metavar="FOLDER", help="instead read back the site that was built there")
    where.add_argument("--online", action="store_true", help="instead look online whether links and numbers still hold")
    parser.add_argument("--fresh", action="store_true", help="with --online: begin anew instead of going on")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check and report; 1 if there are errors, 130 if --online was broken off."""
    root: Path = chosen.root
    if chosen.online:
        return _online(root, chosen.format, fresh=chosen.fresh)
    if chosen.built is not None:
        return _built(root, chosen.built, chosen.format)
    return report(build.prepare(root, publishing=True).findings, chosen.format)


def _built(root: Path, folder: Path, wanted: str) -> int:
    """Compare a folder with what the content makes of it today; whether the content is right is another question."""
    if not folder.is_dir():
        print(f"{folder} is not a folder. Build the site first: make site.", file=sys.stderr)
        return 1
    pieces = built.Pieces()
    result = build.prepare_unchecked(root, meanwhile=lambda: built.meet(folder, pieces, set()))
    findings = result.findings
    if result.site is not None:
        findings = [*findings, *built.check(result.site, folder, pieces)]
    return report(findings, wanted)


def _online(root: Path, wanted: str, *, fresh: bool) -> int:
    """Look online at what the content points to; what was looked at before Ctrl-C is reported too."""
    try:
        from meldwijzer import online  # only here: a build knows no network
    except ImportError as missing:
        print(f'--online needs "{missing.name}". Install the extra "online": make .venv/site.', file=sys.stderr)
        return 1
    content, findings = load(root)
    if content is None:
        return report(findings, wanted)
    looked = online.run(online.Looking(content, root, fresh=fresh))
    status = report(exempt(content, looked.findings, online=True), wanted)
    print(f"{looked.looked_at} of {looked.total} addresses looked at.", file=sys.stderr)
    return status if looked.complete else online.INTERRUPTED


def report(findings: Sequence[Finding], wanted: str = "text") -> int:
    """Print findings and return the exit status: 1 if one of them is an error.

    Text goes to standard error where there are errors; what programs read always goes to standard output.
    """
    why = {entry.code: entry.why for entry in entries()}
    said = reports.FORMATS[wanted](findings, why)
    failed = bool(errors(findings))
    print(said, file=sys.stderr if failed and wanted == "text" else sys.stdout)
    return int(failed)
