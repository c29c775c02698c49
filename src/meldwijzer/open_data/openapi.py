"""openapi.json: every address of the open data, as an OpenAPI 3.1 document. They are static files: one may get them."""

import json
from typing import Any

from . import feed, hsds, llms, vcards
from .contacts import FILE as CONTACTS
from .contacts import SCHEMA, VERSION
from .directory import FOLDER, Directory, Maker

FILE = f"{FOLDER}/openapi.json"

_DESCRIPTION = """\
Static files, each at a fixed address, without a key. They may be fetched from any page (CORS) and change when a fact \
does: ask again each day, with If-None-Match. Below v1 no field goes away and none changes its meaning; fields may be \
added. Show with each number its country and how sure it is; show what names `readers` to readers in those countries \
only. Retired numbers stand apart, as plain text: never dial them.
"""


def files(directory: Directory) -> dict[str, Maker]:
    """Return the document by its path."""
    return {FILE: lambda: json.dumps(document(directory), ensure_ascii=False, indent=1) + "\n"}


def document(directory: Directory) -> dict[str, Any]:
    """Return the document."""
    settings = directory.settings
    language = _parameter("language", list(directory.languages))
    organisation = _parameter("organisation", [key for key, _ in directory.organisations()])
    info: dict[str, Any] = {
        "title": f"{settings.name}: open data",
        "version": VERSION,
        "description": "\n\n".join([_DESCRIPTION, *filter(None, map(directory.notice, directory.languages))]),
    }
    if settings.open_data.licence:
        info["license"] = {"name": settings.open_data.licence, "identifier": settings.open_data.licence}
    text = {"type": "string"}
    array = {"type": "array", "items": {"type": "object", "required": ["id", "name", "status"]}}
    own = {"$ref": directory.address(SCHEMA)}
    return {
        "openapi": "3.1.1",
        "info": info,
        "servers": [{"url": settings.address.rstrip("/")}],
        "paths": {
            f"/{CONTACTS}": _get("contacts", "All facts, in all languages.", "application/json", own),
            f"/{SCHEMA}": _get("schema", "JSON Schema of contacts.json.", "application/json", {"type": "object"}),
            f"/{hsds.path_of('{language}')}": _get(
                "services", "Services as in HSDS 3.0, in one language.", "application/json", array, language
            ),
            f"/{vcards.path_of('{language}', '{organisation}')}": _get(
                "card", "Contact card, vCard 3.0 (RFC 2426).", "text/vcard", text, language, organisation
            ),
            f"/{feed.path_of('{language}')}": _get(
                "changes", "What became of the facts, Atom (RFC 4287).", feed.MEDIA_TYPE, text, language
            ),
            f"/{llms.NAME}": _get("llms", "Overview for language models.", "text/plain", text),
            f"/{llms.path_of('{language}')}": _get(
                "llmsOfLanguage", "The same in one language.", "text/plain", text, language
            ),
        },
    }


def _parameter(name: str, values: list[str]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": values}}


def _get(name: str, said: str, media: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    answers = {
        "200": {"description": said, "content": {media: {"schema": schema}}},
        "304": {"description": "As it was (If-None-Match)."},
        "404": {"description": "There is no such file."},
    }
    operation = {"operationId": name, "summary": said, "responses": answers}
    return {"get": {**operation, "parameters": list(parameters)} if parameters else operation}
