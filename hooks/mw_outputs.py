"""When MkDocs has built every language: write what belongs to all of them (search, sitemap, root page, redirects)."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from meldwijzer import built, outputs
from meldwijzer.findings import errors


@event_priority(-200)
def _finish(config: MkDocsConfig) -> None:
    """Write the outputs after static-i18n's last nested build, and read the built site back."""
    if config.plugins["i18n"].building:
        return
    site, folder = config.extra["meldwijzer"], Path(config.site_dir)
    if found := errors([*outputs.write_beside(site, folder), *built.check(site, folder)]):
        raise PluginError("\n".join(["the built site has errors:", *(str(finding) for finding in found)]))


on_post_build = CombinedEvent(_finish)
