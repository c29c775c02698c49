"""`meldwijzer check`: everything that is wrong with the content, a built site or the world outside, as a report."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from meldwijzer import finished, reports
from meldwijzer.cache import Cache
from meldwijzer.findings import Finding, errors


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("check", help="report everything that is wrong with the content")
    parser.add_argument("--format", choices=list(reports.FORMATS), default="text", help="how (default: text)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--built", type=Path, metavar="FOLDER", help="instead read back the site that was built there")
    where.add_argument("--online", action="store_true", help="instead look online whether links and numbers still hold")
    parser.add_argument("--fresh", action="store_true", help="forget what was looked at before")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check and report; 1 if there are errors, 130 if --online was broken off."""
    root: Path = chosen.root
    if chosen.online:
        return _online(root, chosen.format, fresh=chosen.fresh)
    if chosen.built is not None:
        return _built(root, chosen.built, chosen.format, fresh=chosen.fresh)
    from meldwijzer import build, paper

    result = build.prepare(root, publishing=True)
    # Whether a text has room on paper is known once it is set in type: only what has changed is.
    overfull = paper.typeset_all(result.site) if result.site is not None else []
    return report([*result.findings, *overfull], chosen.format)


def _built(root: Path, folder: Path, wanted: str, *, fresh: bool) -> int:
    """Compare a folder with what the content makes of it today; whether the content is right is another question."""
    if not folder.is_dir():
        print(f"{folder} is not a folder. Build the site first: make site.", file=sys.stderr)
        return 1
    cache, key = Cache(root / finished.FOLDER), finished.verdict_key(root, folder)
    findings = None if fresh else finished.verdict(cache, key)
    if findings is None:
        findings = _read_back(root, folder)
        if finished.verdict_key(root, folder) == key:  # nobody has changed anything meanwhile
            finished.remember_verdict(cache, key, findings)
    return report(findings, wanted)


def _read_back(root: Path, folder: Path) -> Sequence[Finding]:
    from meldwijzer import build, built  # only here: what was found in the same folder before needs nothing of it

    pieces = built.Pieces()
    result = build.prepare_unchecked(root, meanwhile=lambda: built.meet(folder, pieces, set()))
    if result.site is None:
        return result.findings
    return [*result.findings, *built.check(result.site, folder, pieces)]


def _online(root: Path, wanted: str, *, fresh: bool) -> int:
    """Look online at what the content points to; what was looked at before Ctrl-C is reported too."""
    try:
        from meldwijzer import online  # only here: a build knows no network
    except ImportError as missing:
        print(f'--online needs "{missing.name}". Install the extra "online": make .venv/site.', file=sys.stderr)
        return 1
    from meldwijzer.content import load
    from meldwijzer.rules.exempt import exempt

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
    why = _reasons() if wanted != "text" else {}
    said = reports.FORMATS[wanted](findings, why)
    failed = bool(errors(findings))
    print(said, file=sys.stderr if failed and wanted == "text" else sys.stdout)
    return int(failed)


def _reasons() -> dict[str, str]:
    from meldwijzer.rulebook import entries  # only here: text has no use for it

    return {entry.code: entry.why for entry in entries()}
