"""A build from start to end, without MkDocs: load, check, compose; and the value that hooks pass along."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import rules
from .addresses import PageAddress
from .beside import both
from .content import Content, load
from .findings import Finding, errors, in_order
from .pages.compose import Composer, Page, compose


@dataclass(frozen=True)
class Result:
    """What preparing a build gave: a site unless there are errors, and every finding."""

    site: "Site | None"
    findings: list[Finding]


@dataclass
class Site:
    """The composed site. Hooks hand its pages to MkDocs and give the resulting HTML back for the search index."""

    root: Path
    content: Content
    composer: Composer
    composed: Mapping[tuple[str, str], Page]
    """Every page by language and id."""
    html: dict[tuple[str, str], str] = field(default_factory=dict)
    """The body of each page that was rendered so far."""

    def pages(self, language: str) -> list[Page]:
        """Return the pages of a language."""
        return [page for (tag, _), page in self.composed.items() if tag == language]

    def page(self, language: str, name: str) -> Page:
        """Return one page by its id."""
        return self.composed[(language, name)]

    def note_html(self, page: Page, html: str) -> None:
        """Keep the body that the generator made of a page."""
        self.html[(page.address.language, page.address.id)] = html

    def addresses(self) -> list[PageAddress]:
        """Return the address of every page in every language."""
        return [page.address for page in self.composed.values()]

    def is_unused(self, path: str) -> bool:
        """Tell whether no page asks for a file: one that is a part of another now, and most of the theme's.

        Of the theme its search is used, with the stemmers of our languages.
        """
        if path in self.composer.assets.parts:
            return True
        if not path.startswith(("assets/images/", "assets/javascripts/", "assets/stylesheets/")):
            return False
        stemmers = "|".join(("stemmer\\.support", "multi", *map(re.escape, self.content.words)))
        kept = rf"assets/javascripts/(?:workers/search\..*\.js|lunr/min/lunr\.(?:{stemmers})\.min\.js)"
        return not re.fullmatch(kept, path)

    def theme_files(self, folders: Iterable[str]) -> dict[str, str]:
        """Return the theme's own scripts, whose names change with each release, by purpose."""
        patterns = {"search": "assets/javascripts/workers/search.*.min.js"}
        found: dict[str, str] = {}
        for purpose, pattern in patterns.items():
            for folder in map(Path, folders):
                for file in folder.glob(pattern):
                    found.setdefault(purpose, file.relative_to(folder).as_posix())
        return found


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

    def composed() -> list[tuple[str, str, str]]:
        pages, wrong = _unchecked(composer)
        if errors(wrong):
            raise ValueError(wrong)
        return [(page.address.language, page.address.id, page.markdown) for page in pages]

    try:
        _, texts = both(meanwhile, composed)
    except ValueError:  # composing here tells what is wrong and where
        return prepare(root, publishing=True, checking=False)
    pages = []
    for language, name, markdown in texts:
        desk = composer.desk(language, name)
        desk.text = markdown
        pages.append(Page(desk.page, markdown, desk))
    return Result(_site(root, composer, pages), in_order(findings))


def _unchecked(composer: Composer) -> tuple[list[Page], list[Finding]]:
    """Return all pages without looking on while they are made; where one cannot be made, what a check says of them."""
    try:
        return [page for language in composer.content.words for page in composer.pages(language)], []
    except Exception:  # whatever a template stumbles over, it is found again
        return compose(composer)


def _site(root: Path, composer: Composer, pages: Iterable[Page]) -> Site:
    return Site(root, composer.content, composer, {(page.address.language, page.address.id): page for page in pages})
