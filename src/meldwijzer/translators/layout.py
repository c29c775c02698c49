"""Laying out a new language: the default language's files without its words, as texts by path. Nothing is written."""

import re
from collections.abc import Mapping
from pathlib import Path as FilePath

from pydantic import BaseModel

from meldwijzer.content import WORD_FILES, Content
from meldwijzer.partial import parts_of, wanted_in
from meldwijzer.reading.front_matter import split
from meldwijzer.reading.text_file import read_text
from meldwijzer.reading.yaml_tree import Tree, parse

from .spans import with_scalars

_SYNONYMS = re.compile(r'^( *synonyms:) *(?:\[.*\]|(?:\n *- "")+)$', re.MULTILINE)


def laid_out(root: FilePath, content: Content, language: str) -> Mapping[str, str]:
    """Return the files of a new language by path: every key stands there, every text is empty.

    ``terms.yml`` is not among them: which words mislead is each language's own knowledge.
    """
    default = content.site.default_language
    words = content.words[default]
    usual, folder = f"content/{default}", f"content/{language}"
    files = {}
    for name in WORD_FILES:
        if name != "terms":
            text = _text(root, f"{usual}/{name}.yml")
            tree, _ = parse(text, name)
            assert tree is not None  # the content was read from it
            files[f"{folder}/{name}.yml"] = _emptied(text, tree, getattr(words, name))
    for name, guide in words.guides.items():
        text = _text(root, guide.path)
        document, _ = split(text, guide.path)
        assert document is not None  # as above
        head = "\n".join(text.split("\n")[1 : document.body_line - 2])
        headings = [f"## … {{#{part}}}" for part, _ in parts_of(document.body) if part]
        head = _emptied(head, document.head, guide.head)
        files[f"{folder}/guides/{name}.md"] = "\n".join(["---", head, "---", "", "\n\n".join(headings), ""])
    files[f"{folder}/interface.po"] = _catalogue(_text(root, f"{usual}/interface.po"), language)
    return files


def _text(root: FilePath, path: str) -> str:
    text = read_text(root, path)
    assert isinstance(text, str)  # as above
    return text


def _emptied(text: str, tree: Tree, model: BaseModel) -> str:
    emptied = with_scalars(text, dict.fromkeys(wanted_in(tree, model), ""))
    return _SYNONYMS.sub(r"\1 []", emptied)


def _catalogue(text: str, language: str) -> str:
    head, _, rest = text.partition("\n\n")
    head = re.sub(r'"Language: [^\\"]*\\n"', rf'"Language: {language}\\n"', head)
    rest = re.sub(r'^msgstr (?:"(?:[^"\\]|\\.)*"[ ]*(?:\n(?=")|$))+', 'msgstr ""', rest, flags=re.MULTILINE)
    return f"{head}\n\n{rest}"


def with_language(text: str, language: str, settings: Mapping[str, str]) -> str:
    """Return content/site.yml with a language behind the last, marked as partial.

    Args:
        text: As it stands.
        language: Its tag.
        settings: Its fields as YAML writes them.

    Raises:
        ValueError: No languages are found there.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if re.match(r"languages:\s*(?:#.*)?$", line)), None)
    if start is None:
        raise ValueError("languages")
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"[^\s#]", lines[n])), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    rows = [f"  {language}:", *(f"    {name}: {value}" for name, value in settings.items()), "    partial: true"]
    return "\n".join([*lines[:end], *rows, *lines[end:]])
