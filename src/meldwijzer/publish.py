"""Publishing: a strict build beside the old site, swapped in only when it is whole; and the list of addresses."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import yaml

from . import built, finished, outputs
from .addresses import anchors_of, short_addresses
from .build import Site, prepare_and_write
from .cache import Cache
from .findings import Finding, Place, Severity, errors
from .garbage import uncollected
from .outputs import packed
from .placing import fresh_folder, place

Write = Callable[[Site, Path], None]


def publish(root: Path, write: Write = outputs.write_pages) -> list[Finding]:
    """Build the site into ``root/site``; where anything is wrong, leave the old one as it was.

    The same content on the same day gives the same bytes; ``SOURCE_DATE_EPOCH`` (seconds) sets another day.

    Args:
        root: The project's folder.
        write: Writes the pages of a composed site, and all but its paper, into an empty folder.

    Returns:
        Everything that was found; the site was replaced if there is no error among it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not epoch.isdigit():
        message = f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds.'
        return [Finding("generator", Severity.ERROR, Place("mkdocs.yml"), message, "Take it out of the environment.")]
    cache, state = Cache(root / finished.FOLDER), finished.state_of(root)
    with fresh_folder(root) as fresh:
        with uncollected():
            findings = _built(root, fresh, write)
        if errors(findings):
            return findings
        packed.write(fresh, cache)  # after it was read back: what is packed is what was read
        place(fresh, root / "site")
    if finished.state_of(root) == state:  # nobody has saved anything meanwhile
        finished.remember(cache, state, root / "site", findings)
    return findings


def _built(root: Path, folder: Path, write: Write) -> list[Finding]:
    """Check the content while the site is written, then read the result back; return what was found."""
    try:
        result = prepare_and_write(root, lambda site: write(site, folder))
    except Exception as error:  # whatever stops it: a template of ours, a disk that is full
        message = f"The site could not be built: {type(error).__name__}: {error}"
        return [Finding("generator", Severity.ERROR, Place("mkdocs.yml"), message)]
    if result.site is None:
        return result.findings
    findings = [*result.findings, *outputs.write_paper(result.site, folder)]
    return findings if errors(findings) else [*findings, *built.check(result.site, folder)]


def record_addresses(site: Site) -> int:
    """Add the addresses, anchors and short addresses of a site to content/published.yml; return how many were new."""
    published = site.content.published
    addresses = [*published.addresses]
    addresses += [a.path for a in site.addresses() if a.path not in addresses]
    anchors = {page: list(names) for page, names in published.anchors.items()}
    for page in dict.fromkeys(address.id for address in site.addresses()):
        known = anchors.setdefault(page, [])
        known += sorted(anchors_of(site.content, page) - set(known))
    short = {
        path: f"page:{name}" for tag in site.content.words for name, path in short_addresses(site.content, tag).items()
    }
    before = len(published.addresses) + sum(map(len, published.anchors.values())) + len(published.short)
    values = {
        "addresses": addresses,
        "anchors": {page: names for page, names in anchors.items() if names},
        "short": {**short, **published.short},
        "redirects": dict(published.redirects),
        "renamed": json.loads(json.dumps(published.renamed)),
    }
    head = (
        "# Addresses and anchors that were once published and must never die. `meldwijzer addresses --record` adds\n"
        "# new ones, and where short addresses lead. A page that moves and a short address that goes get a line under\n"
        "# redirects, a renamed anchor one under renamed.\n\n"
    )
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100)
    (site.root / "content/published.yml").write_text(head + text, "utf-8")
    return len(addresses) + sum(map(len, anchors.values())) + len({**short, **published.short}) - before
