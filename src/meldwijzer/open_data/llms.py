"""llms.txt, for language models (llmstxt.org): what the site is, whom to call, what never to advise, where data is."""

from collections.abc import Iterator
from functools import partial

from meldwijzer.addresses import HOME, UNLISTED
from meldwijzer.pages.views import Views

from .contacts import FILE, SCHEMA
from .directory import FOLDER, Directory, Maker
from .feed import path_of as feed_of
from .hsds import path_of as hsds_of

NAME = "llms.txt"


def files(directory: Directory) -> dict[str, Maker]:
    """Return the file of all languages and that of each, by path."""
    return {
        NAME: partial(_root, directory),
        **{path_of(tag): partial(_one, directory, tag) for tag in directory.languages},
    }


def path_of(language: str) -> str:
    """Return where the file of a language stands."""
    return f"{language}/{NAME}"


def _root(directory: Directory) -> str:
    lines = [f"# {directory.settings.name}", ""]
    for tag in directory.languages:
        lines += [f"> {directory.site.composer.index[(tag, HOME)].description}", ">"]
    lines[-1:] = [""]
    for views in directory.views.values():
        lines += _first(directory, views)
    for tag, views in directory.views.items():
        lines += [f"## {views.settings.name}", ""]
        lines += [_link(directory, path_of(tag), views.t("data.llms")), _page(directory, tag, HOME)]
        lines += [_page(directory, tag, name) for name in ("report", "help")] + [""]
    default = directory.views[directory.settings.default_language]
    return "\n".join([*lines, *_data(directory, default)])


def _one(directory: Directory, language: str) -> str:
    views = directory.views[language]
    address = directory.site.composer.index[(language, HOME)]
    lines = [f"# {directory.settings.name}", "", f"> {address.description}", "", *_first(directory, views)]
    lines += [f"## {views.t('llms.pages')}", ""]
    lines += [
        _page(directory, language, name)
        for tag, name in directory.site.composer.index
        if tag == language and name not in UNLISTED
    ]
    return "\n".join([*lines, "", *_data(directory, views)])


def _first(directory: Directory, views: Views) -> Iterator[str]:
    """Yield what stands before all links: the notice, whom to call in danger, what never to advise."""
    if notice := directory.notice(views.language):
        yield from (notice, "")
    yield from (f"{views.t('emergency.label')}:", "")
    for country in views.countries:
        settings = next(one for key, one in directory.settings.countries.items() if key == country)
        numbers = [views.view(one) for one in (*settings.emergency, settings.helpline)]
        said = ", ".join(f"{one.text} ({one.organisation_name})" for one in numbers)
        yield f"- {views.country_name(country)}: {said}"
    yield from ("", f"{views.t('llms.never')}:", "")
    for item in views.words.reporting.before.items.values():
        if item.kind == "dont":
            yield f"- {item.title}. {directory.plain(views.language, item.text)}"
    yield ""


def _page(directory: Directory, language: str, name: str) -> str:
    page = directory.site.composer.index[(language, name)]
    return f"- [{page.title}]({directory.page(language, name)}): {page.description}"


def _link(directory: Directory, path: str, said: str) -> str:
    return f"- [{path.rpartition('/')[2]}]({directory.address(path)}): {said}"


def _data(directory: Directory, views: Views) -> Iterator[str]:
    yield from (f"## {views.t('llms.data')}", "")
    for path, key in (
        (FILE, "data.contacts"),
        (SCHEMA, "data.schema"),
        (f"{FOLDER}/openapi.json", "data.openapi"),
        (hsds_of(views.language), "data.hsds"),
        (feed_of(views.language), "data.feed"),
    ):
        yield _link(directory, path, views.t(key))
    yield ""
