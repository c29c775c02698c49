"""`meldwijzer print`: documents for a printing house or a school, written where no reader is served them."""

import argparse
from pathlib import Path
from typing import get_args

from meldwijzer import build
from meldwijzer.beside import shared
from meldwijzer.contacts import web
from meldwijzer.documents import FOLDER, Kind
from meldwijzer.findings import errors
from meldwijzer.paper import Document, Paper, documents
from meldwijzer.paper.making import findings, unable
from meldwijzer.paper.typeset import MissingLibraryError, Typeset

from . import folders
from .check import report

_ELSEWHERE = ("poster", "card")
"""The kinds whose one code may lead to a school's own page."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("print", help="write leaflets, posters and cards for a printing house into a folder")
    folders.add(parser)
    parser.add_argument("--marks", action="store_true", help="with crop marks and 3 mm of bleed")
    parser.add_argument("--kind", action="append", choices=get_args(Kind), help="only this kind; may be repeated")
    parser.add_argument("--language", action="append", help="only this language; may be repeated")
    parser.add_argument("--country", action="append", help="only for readers of this country; may be repeated")
    parser.add_argument(
        "--address", default="", help="where posters and cards lead instead, such as a school's own page"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the documents; 1 if the content has errors, something has no room, or what is asked for cannot be."""
    root: Path = chosen.root
    if (folder := folders.outside_site(chosen)) is None:
        return 1
    if refused := _refused(chosen):
        print(refused)
        return 1
    result = build.prepare(root, publishing=True)
    if result.site is None:
        return report(result.findings)
    some = [one for one in documents(result.site.content) if _is_wanted(chosen, one)]
    if not some:
        print("There is no such document. See the languages and countries in content/site.yml.")
        return 1
    paper = Paper(result.site)
    try:
        made = shared(some, lambda one: paper.tried(one, marks=chosen.marks, instead=chosen.address))
    except MissingLibraryError as missing:
        return report([unable(missing)])
    wrong = [found for pair in zip(some, made, strict=True) for found in findings(result.site, *pair)]
    if errors(wrong):
        return report(list(dict.fromkeys(wrong)))
    for document, typeset in zip(some, made, strict=True):
        assert isinstance(typeset, Typeset)  # what is none is a finding
        file = folder / Path(document.path).relative_to(FOLDER)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(typeset.pdf)
        print(file)
    return 0


def _refused(chosen: argparse.Namespace) -> str:
    """Say why an address cannot be printed, or return an empty text."""
    if not chosen.address:
        return ""
    if problem := web.problem(chosen.address):
        return f'"{chosen.address}" {problem}.'
    if others := [kind for kind in chosen.kind or () if kind not in _ELSEWHERE]:
        return f"--address is for posters and cards: a {others[0]} leads to this site. Leave one of the two out."
    return ""


def _is_wanted(chosen: argparse.Namespace, document: Document) -> bool:
    kinds = chosen.kind or (_ELSEWHERE if chosen.address else get_args(Kind))
    return (
        document.kind in kinds
        and document.language in (chosen.language or [document.language])
        and document.country in (chosen.country or [document.country])
    )
