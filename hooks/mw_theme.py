"""When MkDocs renders templates: each page is the one that the package makes; MkDocs only writes it."""

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from meldwijzer.outputs.copied import search_worker
from meldwijzer.pages.compose import Page as ComposedPage

_MADE = "meldwijzer-page.html"
"""A template that exists in memory alone: overrides/main.html is rendered by the package, once for all generators."""


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Add the template of a page that is made already."""
    made = jinja2.DictLoader({_MADE: "{{ mw_page }}"})
    env.loader = jinja2.ChoiceLoader([made, *([env.loader] if env.loader else [])])
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Choose the template, and give MkDocs the words that it may want of a page."""
    composed = _composed(page, config)
    page.meta |= {
        "template": _MADE,
        "title": composed.address.title,
        "description": composed.address.description,
    }
    return markdown


@event_priority(-200)
def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """Hand over the whole page, after static-i18n has set alternates again."""
    config.extra.alternate = []
    worker = search_worker(config.extra["meldwijzer"])
    context["mw_page"] = _composed(page, config).html(worker).rstrip("\n")
    return context


@event_priority(-200)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """End each page with a line break, as files do; a template cannot."""
    return f"{output}\n"


def _composed(page: Page, config: MkDocsConfig) -> ComposedPage:
    language, _, name = page.file.src_uri.partition("/")
    return config.extra["meldwijzer"].page(language, name.removesuffix(".md"))
