"""The same pages for MkDocs, Material and static-i18n as they come: a project of theirs made of one of ours.

``python -m tests.bench.stock OURS THEIRS``. Guides are written as somebody writes them for MkDocs, with ordinary
Markdown links in place of our references; the other pages are the Markdown that our own build hands to MkDocs.
"""

import argparse
import json
import re
import shutil
from pathlib import Path

from meldwijzer.build import Site, prepare
from meldwijzer.content import Guide
from meldwijzer.pages.render import Desk
from meldwijzer.references import BARE, LABELLED


def generate(ours: Path, theirs: Path) -> int:
    """Write the project and return how many pages it has.

    Args:
        ours: A project of ours; it must have no error.
        theirs: The folder to write; what was there is deleted.

    Raises:
        ValueError: Ours has errors.
    """
    result = prepare(ours, publishing=True, checking=False)
    if result.site is None:
        raise ValueError("\n".join(map(str, result.findings)))
    shutil.rmtree(theirs, ignore_errors=True)
    pages = dict(_pages(result.site))
    for path, text in pages.items():
        target = theirs / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    settings = result.site.content.site
    languages = [
        {"locale": tag, "name": language.name, "default": tag == settings.default_language, "build": True}
        for tag, language in settings.languages.items()
    ]
    configuration = {
        "site_name": settings.name,
        "site_url": settings.address,
        "theme": {"name": "material", "language": settings.default_language},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "markdown_extensions": ["attr_list", "toc"],
    }
    (theirs / "mkdocs.yml").write_text(json.dumps(configuration), "utf-8")  # JSON is YAML
    return len(pages)


def _pages(site: Site) -> list[tuple[str, str]]:
    found = []
    for page in site.composed.values():
        language, name = page.address.language, page.address.id
        guide = site.content.words[language].guides.get(name.removeprefix("guide-"))
        text = page.markdown if guide is None else _plain(page.desk, guide)
        found.append((f"{language}/{'index' if name == 'home' else name}.md", text))
    return found


def _plain(desk: Desk, guide: Guide) -> str:
    """Return a guide with Markdown links for its references."""

    def link(kind: str, target: str, label: str | None) -> str:
        if kind == "page":
            page, mark, anchor = target.partition("#")
            return f"[{label or desk.title(target)}]({page}.md{mark}{anchor})"
        view = desk.views.view(f"{'phone' if kind == 'hours' else kind}:{target}")
        if kind == "hours":
            return view.hours
        return f"[{label or view.text}]({view.href})" if view.href else view.text

    body = LABELLED.sub(lambda found: link(*found[2].split(":", 1), found[1]), guide.body)
    body = BARE.sub(lambda found: link(found[1], found[2], None), body)
    # Their notation for a heading's id has a colon.
    body = re.sub(r"^(#+ .*) \{#([\w-]+)\}$", r"\1 {: #\2 }", body, flags=re.MULTILINE)
    return f"# {guide.head.title}\n\n{guide.head.description}\n\n{body}\n"


def main() -> None:
    """Write a project from the command line."""
    parser = argparse.ArgumentParser(description="Write the same pages for stock MkDocs.")
    parser.add_argument("ours", type=Path)
    parser.add_argument("theirs", type=Path)
    chosen = parser.parse_args()
    print(generate(chosen.ours, chosen.theirs), "pages")  # noqa: T201


if __name__ == "__main__":
    main()
