"""`meldwijzer receiver`: takes reports on this computer, for trying the form out. Receives nothing for a hotline."""

import argparse
import asyncio
import sys
from pathlib import Path

DATA = Path(".preview/reports.sqlite")
"""What arrived; .preview/ is in no repository."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser(
        "receiver",
        help="receive reports on this computer, to try the form out (a development tool)",
        epilog="Build or serve the site with REPORT_ENDPOINT_BE and REPORT_ENDPOINT_NL set to the address that it "
        "prints. `meldwijzer serve` does that by itself.",
    )
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--site", default="http://127.0.0.1:8000/", help="whose pages send the reports")
    parser.add_argument("--data", type=Path, help=f"the SQLite file (default: {DATA})")
    parser.add_argument(
        "--built", type=Path, help="the built site, whose sent pages browsers are led to (default: site)"
    )
    parser.add_argument("--misbehave", metavar="KIND", default="", help="answer wrongly; `list` shows how")
    parser.add_argument("--times", default="", help="so often, then well")
    parser.add_argument("--seconds", default="", help="how slow, or when to try again")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Receive until it is stopped; 1 if it can't begin."""
    from meldwijzer import receiver  # only here: building needs no server

    if chosen.misbehave == "list":
        for name, fault in receiver.FAULTS.items():
            print(f"{name:14} {fault.tells}")
        return 0
    root: Path = chosen.root
    built: Path = chosen.built or root / "site"
    try:
        wrong = receiver.misbehaviour(chosen.misbehave, chosen.times, chosen.seconds)
        sock = receiver.listen(chosen.port)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        print(
            f"The receiver can't listen at port {chosen.port}: {why}. Choose another one with --port.", file=sys.stderr
        )
        return 1
    store = receiver.Store(chosen.data or root / DATA)
    taking = receiver.Receiver(
        store,
        chosen.site,
        lambda: receiver.sent_pages_of(built),
        _say,
        wrong,
        feedback=lambda: receiver.feedback_of(built),
    )
    with sock:
        _say(receiver.introduction(sock))
        asyncio.run(receiver.Server(taking, alone=True).serve([sock]))
    return 0


def _say(line: str) -> None:
    print(line, flush=True)
