"""What a build writes: pages, paper, what is copied, and beside them search, sitemap, root page, 404, headers."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from meldwijzer.build import Site
from meldwijzer.findings import Finding, errors
from meldwijzer.paper import Paper, documents, typeset_all

from . import link_kit, search, static_hosts
from .copied import copied, search_worker
from .generated import generated, makers

__all__ = ["Part", "parts", "write", "write_beside", "write_pages", "write_paper"]

Part = Callable[[], bytes]
"""Makes one file; makes the same bytes whenever it is asked."""


def parts(site: Site) -> Mapping[str, Part]:
    """Return what makes each file that readers get, by its path; nothing is made of those that nobody asks for.

    Only what follows from what is to be published as a whole is not among them: :mod:`.static_hosts`.
    """
    return {**_of_pages(site), **_of_paper(site)}


def _of_pages(site: Site) -> Mapping[str, Part]:
    """Return what makes each file that is no paper."""
    worker = search_worker(site)
    pages = {(a.language, a.id): a.file for a in site.addresses()}
    return {
        **{file: partial(_page, site, key, worker) for key, file in pages.items()},
        **{path: source.read_bytes for path, source in copied(site).items()},
        **{path: partial(_text, make) for path, make in makers(site).items()},
        **link_kit.parts(site),
        **{search.path_of(tag): partial(_index, site, tag) for tag in site.content.words},
    }


def _of_paper(site: Site) -> Mapping[str, Part]:
    paper = Paper(site)
    return {document.path: partial(paper.pdf, document) for document in documents(site.content)}


def _page(site: Site, key: tuple[str, str], worker: str) -> bytes:
    return site.composed[key].html(worker).encode()


def _text(make: Callable[[], str]) -> bytes:
    return make().encode()


def _index(site: Site, language: str) -> bytes:
    return search.index(site, language).encode()


def write(site: Site, folder: Path) -> list[Finding]:
    """Write the whole site into an empty folder, and return what is wrong with its leaflets and posters.

    Whether the result is right is for the room that reads it back.
    """
    write_pages(site, folder)
    return write_paper(site, folder)


def write_pages(site: Site, folder: Path) -> None:
    """Write everything but paper."""
    for path, make in _of_pages(site).items():
        put(folder, path, make())
    _put_texts(folder, static_hosts.files(site, parts(site)))


def write_paper(site: Site, folder: Path) -> list[Finding]:
    """Write leaflets and posters, which are set in type on all processors at once; return what is wrong with them."""
    findings = typeset_all(site)
    for path, make in _of_paper(site).items() if not errors(findings) else ():
        put(folder, path, make())
    return findings


def write_beside(site: Site, folder: Path) -> list[Finding]:
    """Write what belongs to no page, where a generator has written the pages; returns as :func:`write_paper`."""
    _put_texts(folder, {**generated(site), **search.files(site)})
    for path, make in link_kit.parts(site).items():
        put(folder, path, make())
    findings = write_paper(site, folder)
    paths = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    _put_texts(folder, static_hosts.files(site, paths))
    return findings


def put(folder: Path, path: str, data: bytes) -> None:
    """Write a file of a site."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _put_texts(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        put(folder, path, text.encode())
