"""A build from start to end, without MkDocs: load, check, compose; and the value that hooks pass along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import rules
from .addresses import PageAddress
from .beside import both
from .content import Content, load
from .findings import Finding, errors, in_order
from .pages.compose import Composer, Page, Pages, compose

Here = TypeVar("Here")


@dataclass(frozen=True)
class Result:
    """What preparing a build gave: a site unless there are errors, and every finding."""

    site: "Site | None"
    findings: list[Finding]


@dataclass
class Site:
    """The composed site: every page, ready to be written by this package or handed to MkDocs."""

    root: Path
    content: Content
    composer: Composer
    composed: Mapping[tuple[str, str], Page]
    """Every page by language and id."""

    def pages(self, language: str) -> list[Page]:
        """Return the pages of a language."""
        return [self.composed[key] for key in self.composed if key[0] == language]

    def page(self, language: str, name: str) -> Page:
        """Return one page by its id."""
        return self.composed[(language, name)]

    def addresses(self) -> list[PageAddress]:
        """Return the address of every page in every language."""
        return list(self.composer.index.values())


def prepare(root: Path, *, publishing: bool, checking: bool = True) -> Result:
    """Load, check and compose the whole site; report everything that is wrong at once.

    Args:
        root: The project's folder, with content/, docs/ and overrides/.
        publishing: Whether the site is to be published; in preview some findings only inform.
        checking: ``False`` only where another process checks the same content meanwhile (publish.py).
    """
    content, findings = load(root)
    if content is not None and checking:
        findings = [*findings, *rules.check(content, publishing=publishing)]
    if content is None or errors(findings):
        return Result(None, in_order(findings))
    composer = Composer(root, content)
    pages, wrong = compose(composer) if checking else _unchecked(composer)
    findings += wrong
    if errors(findings):
        return Result(None, in_order(findings))
    return Result(_site(root, composer, pages), in_order(findings))


def open_site(root: Path) -> Result:
    """Load a project and return its site, of which each page is composed when it is asked for; no rule is asked.

    For a preview, which checks the whole at its leisure. What cannot be loaded is reported as ever.
    """
    content, findings = load(root)
    if content is None or errors(findings):
        return Result(None, in_order(findings))
    composer = Composer(root, content)
    return Result(Site(root, content, composer, Pages(composer)), in_order(findings))


def prepare_and_write(root: Path, write: Callable[[Site], None]) -> Result:
    """Prepare a site for publishing and write it, both at the same time where that can be.

    Rules are asked here, while pages are composed and written in a copy of this process; the two need nothing of
    each other. Where the content has errors, what was written is of no use.

    Args:
        root: The project's folder.
        write: Writes a composed site.

    Raises:
        Exception: Whatever ``write`` raises.
    """
    content, findings = load(root)
    if content is None or errors(findings):
        return prepare(root, publishing=True)

    composer = Composer(root, content)
    found, pages, wrong = _beside(
        composer,
        lambda: rules.check(content, publishing=True),
        compose,
        lambda pages: write(_site(root, composer, pages)),
    )
    findings = in_order([*findings, *found, *wrong])
    return Result(None if errors(findings) else _site(root, composer, pages), findings)


def prepare_unchecked(root: Path, meanwhile: Callable[[], None]) -> Result:
    """Load and compose the whole site, in a process of its own where that can be; no rule of the content is asked.

    Only for looking at what was built of it before. What cannot be loaded or composed is reported as ever.

    Args:
        root: The project's folder.
        meanwhile: Something to do here while the other process composes.
    """
    content, findings = load(root)
    if content is None or errors(findings):
        return Result(None, in_order(findings))
    composer = Composer(root, content)
    _, pages, wrong = _beside(composer, meanwhile, _unchecked)
    if errors(wrong):
        return Result(None, in_order(wrong))
    return Result(_site(root, composer, pages), in_order(findings))


def _beside(
    composer: Composer,
    here: Callable[[], Here],
    composing: Callable[[Composer], tuple[list[Page], list[Finding]]],
    then: Callable[[list[Page]], None] | None = None,
) -> tuple[Here, list[Page], list[Finding]]:
    """Return what ``here`` returns, and the pages, which are composed in a process of their own where that can be.

    ``then`` is done there with pages in which nothing is wrong. Of a page only its text comes back: what belongs to it
    here follows from the content.
    """

    def there() -> tuple[list[tuple[str, str, str]], list[Finding]]:
        pages, wrong = composing(composer)
        if then and not errors(wrong):
            then(pages)
        return [(page.address.language, page.address.id, page.markdown) for page in pages], wrong

    first, (texts, wrong) = both(here, there)
    return first, [composer.known(*text) for text in texts], wrong


def _unchecked(composer: Composer) -> tuple[list[Page], list[Finding]]:
    """Return all pages without looking on while they are made; where one cannot be made, what a check says of them."""
    try:
        return [page for language in composer.content.words for page in composer.pages(language)], []
    except Exception:  # whatever a template stumbles over, it is found again
        return compose(composer)


def _site(root: Path, composer: Composer, pages: Iterable[Page]) -> Site:
    return Site(root, composer.content, composer, {(page.address.language, page.address.id): page for page in pages})
