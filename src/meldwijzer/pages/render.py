"""Rendering: components and page shapes with the words of one language, on one page. The only room that makes HTML."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from meldwijzer.addresses import HOME, REPORT_FORM, PageAddress, guide_sections, relative, short_addresses
from meldwijzer.content import Content, Guide
from meldwijzer.documents import Document, documents
from meldwijzer.model.site import CountrySettings
from meldwijzer.open_data import json_ld
from meldwijzer.prose import Prose, text_of
from meldwijzer.reviews.standing import shown_outages

from .contact_views import ContactView
from .policy import closed, policy
from .sharing import Sharing
from .sheets import Sheets
from .views import Views

_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-.!|<>"})


_AROUND = frozenset({"banner", "emergency-bar", "footer", "quick-exit", "search-dialog"})
"""Components that say the same on every page of a language, and lead to the same places."""


class Watcher(Protocol):
    """Sees what a desk makes: components, and prose, which counts as one with the value ``text``."""

    def begin(self) -> None:
        """Something is about to be made; until its ``end`` whatever else is made is a part of it."""

    def end(self, desk: "Desk", name: str, values: Mapping[str, Any], html: str) -> None:
        """It is made."""


class Renderer:
    """Components and shapes of one language; makes a :class:`Desk` for each page."""

    def __init__(
        self,
        root: Path,
        content: Content,
        language: str,
        index: Mapping[tuple[str, str], PageAddress],
        sheets: Sheets,
        names: Mapping[str, str],
        templates: "Templates",
    ) -> None:
        self.content = content
        self.language = language
        self.index = index
        self.sheets = sheets
        self.names = names
        """The names of files that change with what is in them, by what templates call them."""
        self.views = Views(content, language)
        self.templates = templates
        self.short = short_addresses(content, language)
        """Short addresses by where they lead."""
        self.by_path = {page.path: page for page in index.values()}
        self.called: dict[str, list[str]] = {}
        """The pages of this language by what they are called, in menus or in full."""
        for page in index.values():
            if page.language == language:
                for name in {page.title, page.nav}:
                    self.called.setdefault(name, []).append(page.id)
        self.around: dict[tuple[object, ...], Markup] = {}
        """What stands around all pages of a folder, made once."""
        self.watcher: Watcher | None = None
        """Who looks on while pages are composed."""

    def desk(self, page: PageAddress) -> "Desk":
        """Return what templates use on one page."""
        return Desk(self, page)


class Templates(dict[str, jinja2.Template]):
    """The templates of a project by name, each looked up once: for one composition of its pages, not for a next one."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._environment = _environment(root)

    def __missing__(self, name: str) -> jinja2.Template:
        self[name] = template = self._environment.get_template(name)
        return template


@cache
def _environment(root: Path) -> jinja2.Environment:
    """Return the templates of a project, compiled once for all languages and builds; a changed file is read again."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([root / "docs", root / "overrides"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = markdown_text
    return environment


def markdown_text(text: str) -> Markup:
    """Return plain words for a Markdown heading: nothing in them is read as notation or as a tag."""
    return Markup(str(escape(text)).translate(_MARKDOWN).replace("\\&", "&").replace("\\;", ";"))  # noqa: S704  # escaped before


class Desk:
    """Everything that a component or a page shape may use, on one page; templates know it as ``mw``."""

    def __init__(self, renderer: Renderer, page: PageAddress) -> None:
        self._renderer = renderer
        self.page = page
        self.views = renderer.views
        self.language = renderer.language
        self.site = renderer.content.site
        self.t: Callable[..., str] = renderer.views.t
        self._prose = Prose(self._show)
        self._plain = Prose(self._show_plain)
        self._shown: set[str] = set()
        self._keeps_typed = False
        self.text = ""
        """The page's own Markdown, once it is composed."""

    @cached_property
    def words(self) -> Any:
        """The words of this page, where it is one of pages.yml."""
        return self.views.words.pages.pages.get(self.page.id)

    def component(self, name: str, **values: Any) -> Markup:
        """Return the HTML of ``overrides/components/<name>/<name>.html``."""
        template = self._renderer.templates[f"components/{name}/{name}.html"]

        def make() -> Markup:
            made = self._watched(name, values, lambda: template.render(mw=self, t=self.t, **values))
            return Markup(made)  # noqa: S704  # autoescaped

        if name not in _AROUND or self.page.shape == self.page.id or self._renderer.watcher is not None:
            return make()
        # Pages of one shape lie in one folder, from which the ways to all others are the same.
        key = (name, posixpath.dirname(self.page.path.rstrip("/")), *values.items())
        return kept if (kept := self._renderer.around.get(key)) else self._renderer.around.setdefault(key, make())

    def document(self, name: str, **values: Any) -> str:
        """Return a whole HTML document made by ``overrides/<name>``."""
        return self._renderer.templates[name].render(mw=self, t=self.t, **values)

    def shape(self, name: str) -> str:
        """Return the Markdown of ``docs/<name>.md`` for this page."""
        template = self._renderer.templates[f"{name}.md"]
        self._keeps_typed = self.page.id == REPORT_FORM
        try:
            return template.render(mw=self, t=self.t, page=self.page, words=self.words)
        finally:
            self._keeps_typed = False

    def beside(self, address: str) -> bool:
        """Tell whether a link opens in a new tab: one that leads away from what somebody typed on this page.

        Only links in the page's own text do; header and footer are where they are on each page.
        """
        return self._keeps_typed and not address.startswith("#") and urlsplit(address).scheme in ("", "http", "https")

    def prose(self, text: str) -> Markup:
        """Return prose as block HTML."""
        made = self._watched("prose", {"text": text}, lambda: self._prose.html(text))
        return Markup(made)  # noqa: S704  # raw HTML is off in prose

    def inline(self, text: str) -> Markup:
        """Return one line, with its references, without a paragraph around it."""
        made = self._watched("prose", {"text": text}, lambda: self._prose.inline(text))
        return Markup(made)  # noqa: S704  # raw HTML is off in prose

    def _watched(self, name: str, values: Mapping[str, Any], make: Callable[[], str]) -> str:
        """Return what is made, before the eyes of whoever looks on."""
        watcher = self._renderer.watcher
        if watcher is None:
            return make()
        watcher.begin()
        made = make()
        watcher.end(self, name, values, made)
        return made

    def plain(self, text: str) -> str:
        """Return the words of a text without any mark-up, for titles and attributes."""
        return text_of(self._plain.html(text))

    def contact(self, reference: str | ContactView) -> ContactView:
        """Return the view of a contact point, which this page shows from now on."""
        view = reference if isinstance(reference, ContactView) else self.views.view(reference)
        self._shown.add(view.reference)
        return view

    def notices(self) -> Markup:
        """Return what readers of this page must know first: what doesn't work, what is newer in another language.

        To be called when the page's own text is made; empty on most days.
        """
        everywhere = {*self.emergency(), *(country.helpline for country in self.site.countries.values())}
        shown = self._shown | {self.views.view(one).reference for one in everywhere}
        found = [self.views.outage_view(one) for one in shown_outages(self._renderer.content)]
        outages = [one for one in found if one.contact in shown or one.page == self.page.id]
        behind = self.page.id in self.views.pages_behind
        return self.component("notices", outages=outages, behind=behind) if outages or behind else Markup()

    def address(self, page: str, language: str | None = None) -> str:
        """Return the way to a page (``report#after``) in the reader's language or another."""
        key, hash_sign, anchor = page.partition("#")
        target = self._renderer.index[(language or self.language, key)].path
        return self._way(f"{target}{hash_sign}{anchor}")

    def _way(self, target: str) -> str:
        """Return the way to a target from this page; from a 404 page, which answers anywhere, from the site's root."""
        if self.page.path.endswith("404.html"):
            return f"{urlsplit(self.site.address).path.rstrip('/')}{target}"
        return relative(target, self.page.path)

    def guide_sections(self, guide: Guide) -> tuple[tuple[str, str, str], ...]:
        """Return a guide's sections as (id, title, prose)."""
        return guide_sections(guide)

    def title(self, page: str) -> str:
        """Return a page's title in the reader's language."""
        return self._renderer.index[(self.language, page.partition("#")[0])].title

    def called(self, target: str) -> str:
        """Return what a page or a place on it is called: a question itself, the title of a part or of the page."""
        page, _, anchor = target.partition("#")
        words = self.views.words
        if page == "faq" and anchor in words.faq.questions:
            return self.plain(words.faq.questions[anchor].question)
        part = words.pages.pages[page].sections.get(anchor) if page in words.pages.pages else None
        return self.plain(part.title) if part else self.title(page)

    def short(self, target: str) -> str:
        """Return the short address of a page or a place as people read, say and type it, without https:// and
        without a slash at its end: ``meldwijzer.example/nl/q/melden``.

        Raises:
            KeyError: It has none; the rules demand one of all that is printed.
        """
        return self.short_url(target).partition("://")[2].rstrip("/")

    def short_url(self, target: str) -> str:
        """Return the same as a full address, which is there: ``https://meldwijzer.example/nl/q/melden/``.

        Raises:
            KeyError: As above.
        """
        return f"{self.site.address.rstrip('/')}{self._renderer.short[target]}"

    def nav(self, page: str) -> str:
        """Return a page's short name for menus."""
        return self._renderer.index[(self.language, page)].nav

    def page_at(self, path: str) -> PageAddress | None:
        """Return the page at a path from the site's root, if there is one."""
        return self._renderer.by_path.get(path)

    def pages_called(self, name: str) -> list[str]:
        """Return the pages that have this title or short name in the reader's language."""
        return self._renderer.called.get(name, [])

    def asset(self, path: str) -> str:
        """Return the way to a file of the site, given from its root without a slash."""
        return self._way(f"/{self._renderer.names.get(path, path)}")

    def canonical(self, language: str | None = None) -> str:
        """Return the full address of this page, in the reader's language or another; empty where it has none."""
        found = self._renderer.index.get((language or self.language, self.page.id))
        return f"{self.site.address.rstrip('/')}{found.path}" if found else ""

    def full(self, page: str) -> str:
        """Return the full address of a page in the reader's language, for other sites."""
        return f"{self.site.address.rstrip('/')}{self._renderer.index[(self.language, page)].path}"

    def data(self) -> Markup:
        """Return what this page says to machines as JSON-LD; empty for a page that has no address of its own."""
        return json_ld.block(self)

    @cached_property
    def sharing(self) -> Sharing:
        """What others take for their own sites and posters."""
        return Sharing(self)

    @cached_property
    def style(self) -> Markup:
        """The one style sheet that stands in the head of this page."""
        return Markup(self._renderer.sheets.of(self.text))  # noqa: S704  # of this project's own files

    def style_alone(self, html: str) -> Markup:
        """Return the style sheet of a page that has nothing of what stands around others."""
        return Markup(self._renderer.sheets.alone(html))  # noqa: S704  # as above

    def policy(self, style: str | None = None) -> Markup:
        """Return what this page may load, and where the report form on it may send what is typed.

        Args:
            style: The style sheet in its head; without it the one of a composed page.
        """
        endpoints = filter(None, self.site.report_form.values()) if self.page.id == REPORT_FORM else ()
        said = policy(endpoints, (self.style if style is None else style,))
        return Markup(str(escape(said)).replace("&#39;", "'"))  # noqa: S704  # escaped but for what a value may hold

    def closed_policy(self, style: str) -> Markup:
        """Return what a page may load that has nothing but its own style sheet."""
        return Markup(closed(style))  # noqa: S704  # holds no character that HTML would read

    def x_default(self) -> str:
        """Return the address for readers whose language is not known: the choice of languages for the home page."""
        if self.page.id == HOME:
            return self.site.address
        return self.canonical(self.site.default_language) or self.canonical()

    def emergency(self) -> list[str]:
        """Return the references of every country's emergency numbers, each once, the likely country's first."""
        countries = self.views.countries
        return list(dict.fromkeys(one for country in countries for one in self._country(country).emergency))

    def _country(self, code: str) -> CountrySettings:
        return next(settings for country, settings in self.site.countries.items() if country == code)

    def reference(self, reference: str, *, labelled: bool = False) -> Markup:
        """Return a reference from a fact as a link; ``labelled`` with what the contact point is called."""
        kind, _, target = reference.partition(":")
        label = self.contact(reference).label if labelled and kind != "page" else None
        return Markup(self._show(kind, target, label))  # noqa: S704  # made by components

    def words_for(self, prefix: str, keys: Sequence[str]) -> str:
        """Return a list of interface words: ``accepts.images`` and ``accepts.videos`` as "images and videos"."""
        return self.views.formats.words([self.t(f"{prefix}.{key}") for key in keys])

    def documents(self, country: str) -> list[Document]:
        """Return what can be printed in the reader's language for a country; for none, what is for all."""
        every = documents(self._renderer.content, self.language)
        return [document for document in every if document.country == country]

    def languages(self) -> list[tuple[str, str, str]]:
        """Return (tag, own name, way to this page) of each language that has this page, the reader's own included."""
        links = []
        for language, settings in self.site.languages.items():
            key = self.page.id if (language, self.page.id) in self._renderer.index else HOME
            links.append((language, settings.name, self.address(key, language)))
        return links

    def _show(self, kind: str, target: str, label: str | None) -> str:
        """Return the HTML of a reference in prose."""
        if kind == "page":
            return str(self.component("page-link", address=self.address(target), label=label or self.title(target)))
        if kind == "hours":
            contact = self.views.view(f"phone:{target}" if self._is_phone(target) else f"link:{target}")
            return str(escape(contact.hours or self.t("hours.unknown")))
        return str(self.component(f"{kind}-link", contact=self.views.view(f"{kind}:{target}"), label=label))

    def _show_plain(self, kind: str, target: str, label: str | None) -> str:
        if kind == "page":
            return str(escape(label or self.title(target)))
        if kind == "hours":
            return self._show(kind, target, label)
        text = self.views.view(f"{kind}:{target}").text
        return str(escape(f"{label} ({text})" if label and kind == "phone" else label or text))

    def _is_phone(self, target: str) -> bool:
        return self.views.registry.find("phone", target, self.language) is not None
