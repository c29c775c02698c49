"""Puts the example of a rule into a copy of the content, as the table of rules means it."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def put(root: Path, where: str, text: str) -> None:
    """Write ``text`` at ``file:way`` of a project: a value of a YAML file, a catalogue's words, or a file's end."""
    assert not root.samefile(ROOT), "examples are put into a copy, never into the content that ships"
    path, _, way = where.partition(":")
    file = root / path
    if not way:
        before = file.read_text("utf-8").rstrip("\n") + "\n\n" if file.exists() else ""
        file.write_text(f"{before}{text}\n", "utf-8")
    elif path.endswith(".po"):
        _catalogue(file, way, text)
    else:
        tree = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        *parents, last = way.split(".")
        node = tree
        for part in parents:
            node = node[int(part) if isinstance(node, list) else part]
        node[int(last) if isinstance(node, list) else last] = yaml.load(text, Loader=yaml.BaseLoader)
        dumped = yaml.dump(tree, Dumper=_AllQuoted, allow_unicode=True, sort_keys=False)
        file.write_text(dumped, "utf-8")


def _catalogue(file: Path, key: str, text: str) -> None:
    before, found, after = file.read_text("utf-8").partition(f'msgid "{key}"\n')
    assert found, f"{file} has no {key}"
    rest = after.partition("\n\n")[2]
    file.write_text(f'{before}{found}msgstr "{text}"\n\n{rest}', "utf-8")


class _AllQuoted(yaml.SafeDumper):
    """Writes every text so that it stays a text, and nothing as nothing."""


_AllQuoted.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else ('"' if text else None)
    ),
)
