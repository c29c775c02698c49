"""The folder .vscode/: schemas, which file each is for, and snippets that write references. Not what a schema holds."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from meldwijzer.content import Content
from meldwijzer.references import Registry

from .schemas import KINDS, pages, references, schema

FOLDER = ".vscode"
SETTINGS = f"{FOLDER}/settings.json"
SNIPPETS = f"{FOLDER}/meldwijzer.code-snippets"
EXTENSIONS = f"{FOLDER}/extensions.json"


def files(content: Content) -> dict[str, str]:
    """Return the text of every file by its path, but for the settings, which may hold others than ours."""
    return {
        **{_path(kind.name): _text(schema(kind, content)) for kind in KINDS},
        SNIPPETS: _text(snippets(content)),
        EXTENSIONS: _text({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _path(name: str) -> str:
    return f"{FOLDER}/schemas/{name}.json"


def settings() -> dict[str, Any]:
    """Return the settings that are ours: which schema is for which files, and that nobody reformats them."""
    return {
        "yaml.schemas": {f"./{_path(kind.name)}": kind.glob for kind in KINDS if kind.glob.endswith(".yml")},
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.quickSuggestions": {"strings": True}},
    }


def with_settings(before: str) -> str:
    """Return the text of the settings with ours in it; others stay.

    Raises:
        ValueError: The file is no JSON (a remark in it, for example).
    """
    known = json.loads(before) if before.strip() else {}
    if not isinstance(known, dict):
        raise ValueError("it holds no settings")
    return _text({**known, **settings()})


def snippets(content: Content) -> Mapping[str, Any]:
    """Return a snippet for each reference, as ``.code-snippets`` files of VS Code hold them."""
    return dict(_snippets(content))


def _snippets(content: Content) -> Iterator[tuple[str, Any]]:
    registry = Registry(content.organisations)
    for reference in references(content):
        contact = registry.contacts[reference]
        owner = content.organisations[contact.organisation].name
        yield reference, _snippet(f"<{reference}>", f"{owner}: {_called(content, contact.organisation, reference)}")
        if getattr(contact.fact, "hours", None):
            yield f"hours:{contact.name}", _snippet(f"<hours:{contact.name}>", f"{owner}: opening hours")
    for role in sorted(registry.role_names):
        for kind in ("phone", "link", "email"):
            met = {tag: registry.find(kind, f"role.{role}", tag) for tag in content.words}
            said = ", ".join(f"{tag}: {one.organisation}" for tag, one in met.items() if one is not None)
            if said:
                yield f"{kind}:role.{role}", _snippet(f"<{kind}:role.{role}>", said)
    for page in pages(content):
        if "#" not in page:
            yield page, {**_snippet(f"[${{1:text}}]({page})", "a page of this site"), "prefix": [page]}


def _snippet(body: str, description: str) -> dict[str, Any]:
    return {
        "scope": "yaml,markdown",
        "prefix": [body, body.strip("<>")],
        "body": [body],
        "description": description,
    }


def _called(content: Content, organisation: str, reference: str) -> str:
    """Return what a contact point is called in the default language, or its own name."""
    kind, _, target = reference.partition(":")
    words = content.words[content.site.default_language].organisations.organisations.get(organisation)
    name = target.partition(".")[2]
    return words.contacts.get(f"{kind}:{name}", name) if words else name


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
