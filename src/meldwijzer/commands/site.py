"""`meldwijzer site` and `meldwijzer serve`: the strict build for publishing, and the preview while editing."""

import argparse
from pathlib import Path

from meldwijzer import finished, reports


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands' arguments."""
    site = commands.add_parser("site", help="build the site for publishing into site/, or leave it as it was")
    site.add_argument("--anew", action="store_true", help="also where nothing has changed since the last build")
    site.set_defaults(run=build_site)
    serve = commands.add_parser("serve", help="show the site while you edit, at http://127.0.0.1:8000/")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=serve_site)


def build_site(chosen: argparse.Namespace) -> int:
    """Build into site/, or find that it stands there already; 1 if there are errors."""
    known = None if chosen.anew else finished.again(chosen.root)
    if known is not None:
        print(reports.text(known, {}))
        return 0
    from meldwijzer import publish  # only here: where nothing has changed, nothing need be loaded

    from .check import report

    return report(publish.publish(chosen.root))


def serve_site(chosen: argparse.Namespace) -> int:
    """Serve until the editor stops it."""
    from meldwijzer.preview import serve  # only here: building needs no server

    root: Path = chosen.root
    return serve(root, port=chosen.port)
