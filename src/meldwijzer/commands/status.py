"""`meldwijzer status`: how languages, reviews, links and the last build stand; as text, JSON, or a page for staff."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meldwijzer import reports
from meldwijzer.content import load
from meldwijzer.editors import status_page
from meldwijzer.editors.status import ROLES, LanguageStatus, Status, counted, status
from meldwijzer.findings import Finding, to_record
from meldwijzer.reviews.due import Due

from . import folders
from .check import report

_SHOWN = 5
"""So many of what is due are named for each role; `meldwijzer review --due` lists them all."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("status", help="how languages, reviews, links and the last build stand")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how (default: text)")
    parser.add_argument(
        "--page", type=Path, dest="folder", metavar="FOLDER", help="instead write a page for staff into this folder"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print how it stands, or write the page; 1 where the content cannot be read or readers would get the page."""
    root: Path = chosen.root
    folder = None
    if chosen.folder is not None and (folder := folders.outside_site(chosen)) is None:
        return 1
    content, findings = load(root)
    if content is None:
        return report(findings)
    found = status(root, content)
    if folder is not None:
        for path, text in status_page.files(found, list(content.words), content.site.default_language).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
            print(folder / path)
        return 0
    if chosen.format == "json":
        print(json.dumps(as_values(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_text(found)))
    return 0


def as_text(found: Status) -> Iterator[str]:
    """Yield the lines for a terminal."""
    yield f"Status on {found.today}"
    yield ""
    yield "Languages"
    for one in found.languages:
        yield f"  {_language(one)}"
        for behind in one.behind:
            yield f"    {behind.place}: {behind.name} is behind; the newer text is at {behind.source}"
    yield ""
    confirmed = found.subjects - len(found.unconfirmed)
    yield f"Facts: {confirmed} of {found.subjects} confirmed as they stand; {len(found.unconfirmed)} are not"
    yield ""
    yield "Due"
    for role in ROLES:
        yield f"  for the {role}: {len(found.due[role])}"
        yield from (f"    {one.what}: {one.subject}: {one.about}" for one in found.due[role][:_SHOWN])
        if len(found.due[role]) > _SHOWN:
            yield f"    … and {len(found.due[role]) - _SHOWN} more: meldwijzer review --due"
    yield ""
    if found.links is None:
        yield "Links: nobody has looked yet. Run: meldwijzer check --online"
    else:
        half = "" if found.links.finished else " (broken off)"
        when = f"{found.links.looked_at:%Y-%m-%d %H:%M} UTC{half}"
        yield f"Links, looked at on {when}: {reports.summary(found.links.findings)}"
        yield from (f"  {one}" for one in found.links.findings)
    yield ""
    yield from _build(found)


def _language(one: LanguageStatus) -> str:
    parts = [f"{one.language}: {one.present} of {one.texts} texts"]
    if not one.is_source:
        parts += [f"{len(one.behind)} behind", f"{one.unrecorded} not recorded", f"{one.read} read by a second person"]
    if one.ease is not None:
        parts.append(f"reading ease {one.ease:.0f}, hardest page {one.hardest}, {one.too_hard} too hard")
    return "; ".join(parts)


def _build(found: Status) -> Iterator[str]:
    if found.build is None:
        yield "Site: not built yet. Run: meldwijzer site"
        return
    yield f"Site: built on {found.build.built:%Y-%m-%d %H:%M} UTC"
    if found.build.findings is None:
        yield "  What was found then is not known any more."
    else:
        yield f"  {reports.summary(found.build.findings)}"
    yield "  It is that of the content of today." if found.build.is_current else "  The content has changed since."


def as_values(found: Status) -> dict[str, Any]:
    """Return all of it as plain values for JSON."""
    links, build = found.links, found.build
    return {
        "today": found.today,
        "languages": [_values(one) for one in found.languages],
        "facts": {"subjects": found.subjects, "unconfirmed": list(found.unconfirmed)},
        "due": {role: [_due(one) for one in found.due[role]] for role in ROLES},
        "links": links
        and {
            "looked_at": links.looked_at.isoformat(),
            "finished": links.finished,
            "findings": [to_record(one) for one in links.findings],
        },
        "build": build
        and {
            "built": build.built.isoformat(),
            "is_current": build.is_current,
            "counts": _counts(build.findings),
        },
    }


def _counts(findings: tuple[Finding, ...] | None) -> dict[str, int] | None:
    return None if findings is None else dict(counted(findings))


def _values(one: LanguageStatus) -> dict[str, Any]:
    behind = [{"name": it.name, "place": str(it.place), "source": str(it.source)} for it in one.behind]
    names = ("language", "texts", "present", "read", "unrecorded", "is_source", "ease", "least", "hardest", "too_hard")
    return {**{name: getattr(one, name) for name in (*names, "longest")}, "behind": behind}


def _due(one: Due) -> dict[str, Any]:
    return {"what": one.what, "subject": one.subject, "about": one.about, "place": str(one.place), "rank": one.rank}
