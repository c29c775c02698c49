"""`meldwijzer editor`: the web editor, written into a folder that is served from an origin of its own."""

import argparse
from pathlib import Path

from meldwijzer import content
from meldwijzer.editor import backends, writing

from . import folders
from .check import report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("editor", help="write the web editor into a folder, for an origin of its own")
    folders.add(parser)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--local", action="store_true", help="for a folder on this computer; no server is asked")
    where.add_argument("--backend", choices=backends.NAMES, help="the kind of Git server (gitea: Forgejo, too)")
    parser.add_argument("--repo", default="", help="the repository there: owner/name")
    parser.add_argument("--branch", default="main", help="the branch that is edited (default: main)")
    parser.add_argument("--address", default="", help="where the editor will be served: https://editor.example/")
    parser.add_argument("--api", default="", help="the address of the programming interface of your own Git server")
    parser.add_argument("--sign-in", default="", help="the address of the server that signs editors in")
    parser.add_argument("--app-id", default="", help="the id that the Git server gave this editor")
    parser.add_argument(
        "--packages",
        type=Path,
        default=Path(".editor/node_modules"),
        help="node_modules (default: what make editor put)",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the editor; 1 where it would stand beside what readers use, or something is missing."""
    root: Path = chosen.root
    if (folder := folders.outside_site(chosen)) is None:
        return 1
    read, findings = content.load(root)
    if read is None or read.left_out:
        return report(findings)
    if chosen.backend and (problem := _refused(chosen, read)):
        print(problem)
        return 1
    backend = backends.Backend()
    if chosen.backend:
        backend = backends.Backend(
            chosen.backend, chosen.repo, chosen.branch, chosen.api, chosen.sign_in, chosen.app_id
        )
    try:
        pages = writing.write(root, read, root / chosen.packages, folder, backend)
    except writing.NoPackages:
        print(f"{chosen.packages} does not hold the editor's packages. Run: make editor")
        return 1
    for page in pages:
        print(page)
    return 0


def _refused(chosen: argparse.Namespace, read: content.Content) -> str:
    """Return why the editor cannot be served there: it holds the keys to the repository."""
    if chosen.repo.count("/") < 1:
        return "Name the repository: --repo owner/name"
    if not chosen.address.startswith("https://"):
        return "Say where the editor will be served: --address https://editor.example/"
    taken = {backends.origin(address) for address in (read.site.address, *filter(None, read.site.report_form.values()))}
    if (origin := backends.origin(chosen.address)) in taken:
        return (
            f"{origin} is where the site or its report form is. The editor holds keys to the repository, so a fault in"
            " the one must never reach the other. Serve it from another host name."
        )
    return ""
