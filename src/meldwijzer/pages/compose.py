"""Composing: every page of a language as one text with its address, and the whole HTML of it. Writes no file."""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2

from meldwijzer.addresses import HOME, NOT_FOUND, PageAddress, page_index, pages_of
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity

from . import styles
from .article import Article, article
from .assets import Assets
from .closely import closely
from .render import Desk, Renderer, Templates
from .sheets import Sheets
from .shown import Onlooker
from .shown_pages import missing


@dataclass(frozen=True)
class Page:
    """A finished page before it becomes HTML."""

    address: PageAddress
    markdown: str
    desk: Desk

    @cached_property
    def article(self) -> Article:
        """What stands in its ``<article>``, and the parts of that."""
        return article(self.markdown)

    def html(self, search_worker: str) -> str:
        """Return the whole page as readers get it.

        Args:
            search_worker: The path of the script that searches, from the site's root without a slash.
        """
        whole = self.desk.document("main.html", article=self.article, search_worker=search_worker)
        return closely(whole)


class Composer:
    """Composes the pages of all languages from one Content."""

    def __init__(self, root: Path, content: Content) -> None:
        self.root = root
        self.content = content
        self.index = page_index(content)
        self.sheets = Sheets(root / "overrides")
        self.assets = Assets(root / "overrides", self.sheets)
        self.open_data: dict[str, Callable[[], str]] = {}
        """What makes each file of open data, once somebody has asked: its own room fills it."""
        templates = Templates(root)
        self.renderers = {
            language: Renderer(root, content, language, self.index, self.sheets, self.assets.names, templates)
            for language in content.words
        }

    def pages(self, language: str) -> Iterator[Page]:
        """Yield every page of a language.

        Raises:
            jinja2.TemplateError: A template is wrong; :func:`try_out` says so as a finding.
        """
        for address in pages_of(self.content, language):
            yield self.page(address)

    def page(self, address: PageAddress) -> Page:
        """Return one page."""
        desk = self.renderers[address.language].desk(address)
        renamed = self.content.published.renamed.get(address.id, {})
        markdown = below_title(desk.shape(address.shape), desk.notices())
        desk.text = with_old_anchors(markdown, renamed)
        return Page(address, desk.text, desk)

    def known(self, language: str, page: str, text: str) -> Page:
        """Return a page whose text was composed elsewhere, of the same content."""
        desk = self.desk(language, page)
        desk.text = text
        return Page(desk.page, text, desk)

    def desk(self, language: str, page: str) -> Desk:
        """Return what templates use on a page that is not composed here, such as a root page."""
        return self.renderers[language].desk(self.index[(language, page)])


class Pages(Mapping[tuple[str, str], Page]):
    """Every page of a composer by language and id, each composed when it is first asked for."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._made: dict[tuple[str, str], Page] = {}

    def __getitem__(self, key: tuple[str, str]) -> Page:
        if key not in self._made:
            self._made[key] = self._composer.page(self._composer.index[key])
        return self._made[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._composer.index)

    def __len__(self) -> int:
        return len(self._composer.index)


def below_title(markdown: str, html: str) -> str:
    """Return a page with something below its title, before everything else."""
    if not html:
        return markdown
    title = re.search(r"^# .*$", markdown, re.MULTILINE)
    end = title.end() if title else 0
    return f"{markdown[:end]}\n\n{html}\n\n{markdown[end:]}"


def with_old_anchors(markdown: str, renamed: Mapping[str, str]) -> str:
    """Return a page on which anchors that were renamed still answer by their old names."""
    for old, new in renamed.items():
        found = re.search(rf'^.*(?:\{{: #{re.escape(new)} |\bid="{re.escape(new)}").*$', markdown, re.MULTILINE)
        if found:
            mark = f'<div class="mw-moved" id="{old}"></div>\n\n'
            markdown = markdown[: found.start()] + mark + markdown[found.start() :]
    return markdown


_ANY_WORKER = "assets/search.js"
"""Stands for the script that searches, where a page is only tried out."""


def compose(composer: Composer) -> tuple[list[Page], list[Finding]]:
    """Return all pages, and a finding for each whose templates fail (a mistake of ours, not of an editor)."""
    onlooker = Onlooker(composer.content.templates)
    for renderer in composer.renderers.values():
        renderer.watcher = onlooker
    try:
        pages, findings = _composed(composer, onlooker)
    finally:
        for renderer in composer.renderers.values():
            renderer.watcher = None
    return pages, [*_once(findings), *onlooker.findings]


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Yield each finding once, however many pages have what it is about."""
    told: set[tuple[Place, str]] = set()
    for finding in findings:
        key = (finding.place, finding.message if finding.place.line == 1 else re.sub(r"/\S*", "", finding.message))
        if key not in told:
            told.add(key)
            yield finding


def _composed(composer: Composer, onlooker: Onlooker) -> tuple[list[Page], list[Finding]]:
    """Return the pages, with what stands around them tried out, and what is wrong with them."""
    pages: list[Page] = []
    findings: list[Finding] = []
    framed: set[tuple[str, str]] = set()
    """The shapes around which the frame was tried out, in each language: other pages of a shape have the same."""
    for language in composer.content.words:
        for address in pages_of(composer.content, language):
            onlooker.turn()
            try:
                page = composer.page(address)
                findings += missing(page.markdown, page.desk, onlooker.page)
                if (language, address.shape) not in framed:
                    page.html(_ANY_WORKER)
            except Exception as error:  # whatever a template stumbles over, and over what, is for its line
                findings.append(template_finding(address, error))
            else:
                pages.append(page)
                framed.add((language, address.shape))
                findings += _unshown(composer.content, page)
    for name, path in ((HOME, "/"), (NOT_FOUND, "/404.html")):
        findings += _without_language(composer, name, path)
    findings += styles.findings(composer.root, composer.content.templates)
    return pages, findings


def _without_language(composer: Composer, name: str, path: str) -> Iterator[Finding]:
    """Yield what is wrong with a page that speaks all languages at once."""
    default = composer.content.site.default_language
    desks = {
        language: renderer.desk(PageAddress(name, language, path, "", "", "", ""))
        for language, renderer in composer.renderers.items()
    }
    try:
        desks[default].component("entrance", desks=list(desks.values()), missing=name != HOME)
    except Exception as error:  # as above
        yield template_finding(desks[default].page, error)


def _unshown(content: Content, page: Page) -> Iterator[Finding]:
    """Yield the parts of a page in pages.yml that its shape leaves out: nobody would ever read them."""
    words = page.desk.words
    for name in words.sections if words else ():
        if f"{{: #{name} " not in page.markdown and f'id="{name}"' not in page.markdown:
            path = f"content/{page.address.language}/pages.yml"
            place = content.tree(path).key_place(("pages", page.address.id, "sections", name))
            message = f'The part "{name}" is shown nowhere.'
            fix = f"Give it a place in docs/{page.address.shape}.md, or take it out in every language."
            yield Finding("template", Severity.WARNING, place, message, fix)


def template_finding(address: PageAddress, error: Exception) -> Finding:
    """Return what a template stumbled over, at its line."""
    place = _template_place(address, error)
    message = re.sub(r"\s+", " ", str(error)).strip()
    if isinstance(error, KeyError):
        message = f'"{error.args[0]}" is not known'
    elif lacking := re.search(r"has no (?:attribute|element) '?([^']+)'?$", message):
        message = f'its shape needs "{lacking[1]}", which the content does not have'
    fix = "Give it back its name in content/, or change the page shape; keys of interface.po are names, too."
    return Finding("template", Severity.ERROR, place, f"The page {address.path} cannot be made: {message}.", fix)


def _template_place(address: PageAddress, error: Exception) -> Place:
    """Return the line of the template in which making a page ended; a macro of all pages counts for who calls it."""
    place = Place(address.shape if "/" in address.shape else f"docs/{address.shape}.md")
    if isinstance(error, jinja2.TemplateSyntaxError) and error.name:
        folder = "overrides" if error.name.startswith(("components/", "print/")) else "docs"
        return Place(f"{folder}/{error.name}", error.lineno)
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        for folder in ("docs", "overrides"):
            if file.suffix in (".md", ".html") and folder in file.parts and not file.name.startswith("_"):
                inside = file.parts[len(file.parts) - file.parts[::-1].index(folder) :]
                place = Place("/".join((folder, *inside)), line)
    return place
