"""When MkDocs renders templates: give each page its desk (``mw``), and note its text for the search index."""

import jinja2
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from meldwijzer.pages.closely import closely


class _InMemory(jinja2.BytecodeCache):
    """Keeps compiled theme templates: MkDocs compiles them anew for each language and each build otherwise."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what was compiled from the same source."""
        if (code := self.kept.get(f"{bucket.key}-{bucket.checksum}")) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[f"{bucket.key}-{bucket.checksum}"] = bucket.bytecode_to_string()


_COMPILED = _InMemory()


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Share compiled templates among languages and builds."""
    env.bytecode_cache = _COMPILED
    return env


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


@event_priority(-200)
def _written(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write each page closely: on a slow line every line counts."""
    return closely(output)


on_page_context = CombinedEvent(_context)
on_post_page = CombinedEvent(_written)
