"""The style guide: every component with its named examples, by language and colour scheme. Never published."""

from itertools import groupby, product

from meldwijzer.addresses import HOME
from meldwijzer.build import Site
from meldwijzer.pages.examples import examples, read

SCHEMES = ("light", "dark")


def files(site: Site) -> dict[str, str]:
    """Return a page for each language and scheme, ``style-guide/fr-dark.html``, and index.html with the first.

    They are made of the same examples as tests/components, and look for pictures where the site has them.

    Raises:
        ValueError: An examples.yml is not one.
        KeyError: An example refers to nothing that exists.
    """
    names = [f"{language}-{scheme}" for language, scheme in product(site.content.words, SCHEMES)]
    pages = {f"style-guide/{name}.html": _page(site, name, names) for name in names}
    return {"style-guide/index.html": pages[f"style-guide/{names[0]}.html"], **pages}


def _page(site: Site, name: str, names: list[str]) -> str:
    language, _, scheme = name.rpartition("-")
    descriptions = {written.component: written for written in read(site.root)}
    shown = groupby(examples(site.root, site.composer, language), lambda example: example.component)
    sheets = site.composer.sheets
    return site.composer.desk(language, HOME).document(
        "style-guide.html",
        title=f"{site.content.site.name}: {name}",
        here=name,
        others=names,
        colours_are="Colours",
        colours=sheets.colours,
        style=sheets.whole(scheme),
        components=[(descriptions[component], list(group)) for component, group in shown],
    )
