"""Runs the check of mkdocs-htmlproofer over a built folder, in its own environment; prints what it finds as JSON.

The plugin checks each page as MkDocs finishes it, so it cannot be pointed at a folder. Here it is given each built
page as MkDocs would give it: the folder's files as its list of files, every page to ``on_post_page``, and at the
end ``on_post_build``. What MkDocs itself costs is not counted. It looks at rendered templates and takes only
anchors that are really in the HTML (its strictest settings); it does not go online.

``python run_htmlproofer.py FOLDER [WORKERS]``
"""

import json
import logging
import re
import sys
from pathlib import Path
from types import SimpleNamespace

from htmlproofer.plugin import HtmlProoferPlugin
from mkdocs.structure.files import File

_SAID = re.compile(r"invalid url - (?P<url>.*) \[(?P<status>-?\d+)\] \[(?P<page>.*)\]$", re.DOTALL)


class _Kept(logging.Handler):
    """Keeps what the plugin logs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = _SAID.search(record.getMessage())
        if said:
            self.found.append((said["page"], said["url"]))


def _file(folder: Path, name: str) -> File:
    """Return a built file as MkDocs knows it: a page's source has its address and ends in ``.md``."""
    if not name.endswith(".html"):
        return File(name, str(folder), str(folder), True)
    source = f"{name.removesuffix('.html')}.md"
    file = File(source, str(folder), str(folder), True, dest_uri=name)
    file.page = SimpleNamespace(file=file, markdown="", content="")
    return file


def main() -> None:
    """Check a folder."""
    folder, workers = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    kept = _Kept()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(kept)
    logger.propagate = False
    plugin = HtmlProoferPlugin()
    options = {"validate_rendered_template": True, "strict_anchors": True, "validate_external_urls": False}
    failed, _ = plugin.load_config({**options, "max_workers": workers})
    if failed:
        sys.exit(str(failed))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = [_file(folder, name) for name in names]
    plugin.on_files(files, config=None)
    for file in files:
        if file.page is not None:
            html = (folder / file.dest_uri).read_text("utf-8")
            plugin.on_post_page(html, page=file.page, config=None)
    plugin.on_post_build(config=None)
    pages = {file.src_uri: file.dest_uri for file in files}
    json.dump([[pages.get(page, page), url] for page, url in kept.found], sys.stdout)


if __name__ == "__main__":
    main()
