"""Publishing: a strict build beside the old site, swapped in only when it is whole; and the list of addresses."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import yaml

from . import built
from .addresses import anchors_of
from .build import Site, prepare
from .findings import Finding, Place, Severity, errors
from .outputs import packed

GENERATOR = ("-m", "mkdocs", "build", "--strict", "--quiet")
"""How today's generator is called; MkDocs runs in a process of its own, this package knows no more of it."""


def publish(root: Path, generator: tuple[str, ...] = GENERATOR) -> list[Finding]:
    """Build the site into ``root/site``; where anything is wrong, leave the old one as it was.

    The same content on the same day gives the same bytes; ``SOURCE_DATE_EPOCH`` (seconds) sets another day.

    Returns:
        Everything that was found; the site was replaced if there is no error among it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not epoch.isdigit():
        message = f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds.'
        return [Finding("generator", Severity.ERROR, Place("mkdocs.yml"), message, "Take it out of the environment.")]
    target = root / "site"
    fresh = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    try:
        findings = _built(root, fresh, generator)
        if not errors(findings):
            packed.write(fresh)  # after it was read back: what is packed is what was read
            fresh.chmod(0o755)
            _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return findings


def is_checked_elsewhere() -> bool:
    """Tell whether this process was started by one that checks the content and the result itself."""
    return os.environ.get(_CHECKED) == "1"


_CHECKED = "MELDWIJZER_CHECKED_ELSEWHERE"


def _built(root: Path, folder: Path, generator: tuple[str, ...]) -> list[Finding]:
    """Check the content while the generator builds it, then read the result back; return what was found.

    The two need nothing of each other, and a check that takes no time is never switched off. Where the content has
    errors, the generator is ended at once. What is left of its time goes to getting to know its pages; in the end each
    is read anew all the same.
    """
    pieces, met = built.Pieces(), set[str]()
    with _started(root, folder, generator) as process:
        try:
            result = prepare(root, publishing=True)
            if result.site is None or errors(result.findings):
                return result.findings
            while (said := _ended(process)) is None:
                built.meet(folder, pieces, met)
        finally:
            if process.poll() is None:
                process.kill()
    if process.returncode != 0:
        message = f"The site could not be built:\n{said.strip()}"
        return [*result.findings, Finding("generator", Severity.ERROR, Place("mkdocs.yml"), message)]
    return [*result.findings, *built.check(result.site, folder, pieces)]


def _ended(process: "subprocess.Popen[str]") -> str | None:
    """Return all that a process said if it ends within a moment; ``None`` while it goes on."""
    try:
        return process.communicate(timeout=_MOMENT)[0]
    except subprocess.TimeoutExpired:
        return None


_MOMENT = 0.1
"""Seconds between two looks at what the generator has written."""


def _started(root: Path, folder: Path, generator: tuple[str, ...]) -> "subprocess.Popen[str]":
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    environment = {
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        **os.environ,
        "PYTHONHASHSEED": "0",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "MELDWIJZER_PREVIEW": "0",
        _CHECKED: "1",
    }
    command = [sys.executable, *generator, "--site-dir", str(folder)]
    return subprocess.Popen(  # noqa: S603  # our own command
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _swap(fresh: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one; put the old one back if that fails."""
    old = target.with_name(f".site-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def record_addresses(site: Site) -> int:
    """Add the addresses and anchors of a site to content/published.yml; return how many were new."""
    published = site.content.published
    addresses = [*published.addresses]
    addresses += [a.path for a in site.addresses() if a.path not in addresses]
    anchors = {page: list(names) for page, names in published.anchors.items()}
    for page in dict.fromkeys(address.id for address in site.addresses()):
        known = anchors.setdefault(page, [])
        known += sorted(anchors_of(site.content, page) - set(known))
    before = len(published.addresses) + sum(map(len, published.anchors.values()))
    values = {
        "addresses": addresses,
        "anchors": {page: names for page, names in anchors.items() if names},
        "redirects": dict(published.redirects),
        "renamed": json.loads(json.dumps(published.renamed)),
    }
    head = (
        "# Addresses and anchors that were once published and must never die. `meldwijzer addresses --record` adds\n"
        "# new ones. A page that moves gets a line under redirects, a renamed anchor one under renamed.\n\n"
    )
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100)
    (site.root / "content/published.yml").write_text(head + text, "utf-8")
    return len(addresses) + sum(map(len, anchors.values())) - before
