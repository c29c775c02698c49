"""When MkDocs renders templates: give each page its desk (``mw``), and note its text for the search index."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


@event_priority(-200)
def _context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """Hand the page's desk to the templates, after static-i18n has set alternates again."""
    config.extra.alternate = []
    site = config.extra["meldwijzer"]
    language, _, name = page.file.src_uri.partition("/")
    composed = site.page(language, name.removesuffix(".md"))
    context["mw"] = composed.desk
    context["mw_theme"] = site.theme_files(config.theme.dirs)
    page.meta["title"] = composed.address.title
    page.meta["description"] = composed.address.description
    site.note_html(composed, page.content or "")
    return context


on_page_context = CombinedEvent(_context)
