"""A made-up Arabic: English with an Arabic placeholder for each word, to see how a page from right to left is laid out.

It says nothing; nobody would be helped by it. Numbers, references and fields are those of the content that ships.
"""

import re
import shutil
from pathlib import Path

from meldwijzer.content import load
from meldwijzer.translators import Delivered, delivery, sheet_of
from meldwijzer.translators.layout import with_language

from ..unit.conftest import ROOT

LETTERS = "كلمة نموذج عربية مؤقتة".replace(" ", "")
_KEPT = re.compile(r"<[a-z]+:[^<>\s]*>|\]\([^()\s]*\)|\{[^{}]*\}")
_WORD = re.compile(r"[A-Za-zÀ-ÿ’']+")
SETTINGS = {
    "name": '"العربية"',
    "locale": "ar_MA",
    "readers": "[BE, NL]",
    "quick_exit": "https://ar.wikipedia.org/",
}


def placeholder(text: str) -> str:
    """Return a text with Arabic letters for its words, as many as they have."""
    pieces, end = [], 0
    for kept in [*_KEPT.finditer(text), None]:
        start = kept.start() if kept else len(text)
        pieces.append(_WORD.sub(lambda word: (LETTERS * 3)[: len(word[0])], text[end:start]))
        if kept:
            pieces.append(kept[0])
            end = kept.end()
    return "".join(pieces)


def project(root: Path) -> Path:
    """Make a project in a folder: the one that ships, and a language from right to left."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(root / "content/en", root / "content/ar")
    for folder in ("docs", "overrides"):
        (root / folder).symlink_to(ROOT / folder)
    site = root / "content/site.yml"
    with_arabic = with_language(site.read_text("utf-8"), "ar", SETTINGS).replace("    partial: true\n", "")
    site.write_text(with_arabic, "utf-8")
    content, findings = load(root)
    assert content is not None, findings
    changes = []
    for unit in sheet_of(content, "ar").units:
        text = placeholder(unit.target)
        changes.append(delivery.Change(unit, Delivered(unit.context, unit.source, text, 1, is_confirmed=True)))
    files, wrong = delivery.files_with(root, content, "ar", changes, "ar.po")
    assert not wrong, wrong
    for path, text in files.items():
        (root / path).write_text(text, "utf-8")
    return root
