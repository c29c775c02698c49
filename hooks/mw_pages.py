"""When MkDocs collects files: take out what is no page, declare this language's pages, fill them in afterwards.

static-i18n makes a new File of each and loses its content, so pages are declared before it and filled after it.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from meldwijzer.outputs.copied import copied


@event_priority(100)
def _declare(files: Files, config: MkDocsConfig) -> Files:
    """Declare the pages of the language that is being built, under their translated addresses."""
    site = config.extra["meldwijzer"]
    plugin = config.plugins["i18n"]
    language = plugin.current_language
    published = copied(site)
    kept = Files([file for file in files if file.src_uri in published])
    # The default language's own folder is stripped once by static-i18n, so it is written twice.
    doubled = f"{language}/" if plugin.is_default_language_build else ""
    for page in site.pages(language):
        source = f"{language}/{page.address.id}.md"
        kept.append(File(source, config.docs_dir, config.site_dir, True, dest_uri=f"{doubled}{page.address.file}"))
    return kept


@event_priority(-200)
def _fill(files: Files, config: MkDocsConfig) -> Files:
    """Give each page that static-i18n kept a text: its title, for whoever asks MkDocs; the rest is in the template."""
    language = config.plugins["i18n"].current_language
    pages = {f"{language}/{page.address.id}.md": page for page in config.extra["meldwijzer"].pages(language)}
    for file in files.documentation_pages():
        file.content_string = f"# {pages[file.src_uri].address.title}"
        file.generated_by = "meldwijzer"
        file.edit_uri = None
    return files


on_files = CombinedEvent(_declare, _fill)
