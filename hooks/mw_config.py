"""When MkDocs reads its configuration: load and check the content once, hand languages and names to MkDocs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs_static_i18n.config import I18nPluginLanguage

from meldwijzer import build
from meldwijzer.findings import errors

log = get_plugin_logger("meldwijzer")


@event_priority(100)
def _load(config: MkDocsConfig) -> MkDocsConfig:
    """Load the content before static-i18n asks for languages; its nested builds reuse what is there."""
    plugin = config.plugins["i18n"]
    if plugin.building:
        return config
    result = config.extra.pop("meldwijzer_prepared", None)
    if result is None:
        result = build.prepare(Path(config.config_file_path).parent, publishing=True)
    found = errors(result.findings)
    if result.site is None or found:
        raise PluginError("\n".join(["the content has errors:", *(str(finding) for finding in found)]))
    for finding in result.findings:
        log.info(str(finding))
    settings = result.site.content.site
    config.extra["meldwijzer"] = result.site
    config.site_name, config.site_url = settings.name, settings.address
    plugin.config.languages = [
        _language(tag, language.name, tag == settings.default_language) for tag, language in settings.languages.items()
    ]
    return config


def _language(tag: str, name: str, default: bool) -> I18nPluginLanguage:
    """Return one language as static-i18n wants it."""
    language = I18nPluginLanguage()
    language.load_dict({"locale": tag, "name": name, "default": default, "build": True})
    failed, _ = language.validate()
    if failed:
        raise PluginError(f"the language {tag} is refused by static-i18n: {failed}")
    return language


@event_priority(-200)
def _after_i18n(config: MkDocsConfig) -> MkDocsConfig:
    """Leave to the package what MkDocs and Material get wrong in several languages.

    Material's script rewrites clicks on alternates and lands on the wrong page: there are none for it. MkDocs
    has one 404 page and one sitemap, of whichever language comes last.
    """
    config.extra.alternate = []
    config.theme.static_templates = set()
    return config


on_config = CombinedEvent(_load, _after_i18n)
