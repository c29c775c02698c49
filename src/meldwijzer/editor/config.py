"""The editor's configuration, made from the models and the content: collections, fields, their labels and pickers.

Its options are those of Sveltia CMS (types/public.d.ts and schema/sveltia-cms.json in its package).
"""

from collections.abc import Mapping
from typing import Any

from meldwijzer.content import Content
from meldwijzer.language.catalogue import Catalogue

from .backends import Backend
from .files import Offered, offered
from .shapes import Either, Keyed, Leaf, Many, Parts, Shape, shape_of
from .shapes import Field as Part

Json = dict[str, Any]

KEY, VALUE, ONE, SOURCE, BODY = "key", "value", "one", "source", "body"
"""Fields that no model has: a map's key and its plain value, a text for all, what the file said, a guide's text."""

_PICKED = ("choice", "contact", "place")
_NAMES = ("title", "question", "name", "label", "number", "address", "iban", "of", "rule", "value")
"""What a person knows an entry by, where it stands folded."""


def page(content: Content, words: Catalogue, backend: Backend) -> Json:
    """Return what the page of one language loads: how each file is read and written, and the configuration."""
    languages = list(content.words)
    files = offered(content)
    formats = {
        file.format: {"shape": plain(shape_of(file.model, languages)), **({"guide": True} if file.guide else {})}
        for file in files
    }
    return {"formats": formats, "config": config(content, words, backend)}


def config(content: Content, words: Catalogue, backend: Backend) -> Json:
    """Return the configuration of Sveltia CMS with labels in one language."""
    fields = _Fields(content, words)
    default = content.site.default_language
    languages = [default, *(tag for tag in content.words if tag != default)]
    files: dict[str, list[Json]] = {}
    for file in offered(content):
        files.setdefault(file.group, []).append(fields.file(file))
    return {
        "load_config_file": False,
        "backend": backend.options(),
        "app_title": words("page.title"),
        "media_folder": "content/.media",
        "media_libraries": {"default": False, "stock_assets": {"providers": []}},
        "show_preview_links": False,
        "i18n": {"structure": "multiple_folders", "locales": languages, "default_locale": default},
        "collections": [
            {
                "name": group,
                "label": words(f"group.{group}"),
                "files": entries,
                **({"i18n": True} if any("i18n" in entry for entry in entries) else {}),
            }
            for group, entries in files.items()
        ],
    }


def plain(shape: Shape) -> Json:
    """Return a shape as text.js reads it."""
    match shape:
        case Parts():
            return {"kind": "record", "fields": {name: _plain_field(part) for name, part in shape.fields.items()}}
        case Many():
            picked = isinstance(shape.of, Leaf) and shape.of.kind in _PICKED
            return {"kind": "list", "of": plain(shape.of), **({"picked": True} if picked else {})}
        case Keyed():
            return {"kind": "map", "of": plain(shape.of)}
        case Either():
            return {"kind": "either", "keys": list(shape.keys), "of": plain(shape.of)}
        case Leaf():
            return {"kind": shape.kind if shape.kind in ("number", "boolean") else "text"}


def _plain_field(part: Part) -> Json:
    default = part.default
    if isinstance(default, bool):
        default = str(default).lower()
    elif default is None and isinstance(part.shape, Leaf) and part.shape.kind == "boolean":
        default = "false"
    elif isinstance(default, int):
        default = str(default)
    return plain(part.shape) | ({} if default is None else {"default": default})


class _Fields:
    """Fields with labels of one language."""

    def __init__(self, content: Content, words: Catalogue) -> None:
        self.words = words
        self.languages = list(content.words)
        self.contacts = list(_contacts(content))
        self.places = [*self.contacts, *_pages(content)]

    def file(self, file: Offered) -> Json:
        shape = shape_of(file.model, self.languages)
        fields = [self.field(name, part, shape.model) for name, part in shape.fields.items()]
        if file.guide:
            fields.append({"name": BODY, "label": self.label(BODY), "widget": "text"})
        fields.insert(0, {"name": SOURCE, "widget": "hidden"})
        label = self.words.messages.get(f"file.{file.group}.{file.name}", file.name)
        entry: Json = {"name": file.name, "label": label, "file": file.path, "format": file.format}
        if file.translated:
            entry["i18n"] = True
            fields = [_translated(field) for field in fields]
        return entry | {"fields": fields}

    def label(self, name: str) -> str:
        return self.words.messages.get(f"field.{name}", name)

    def field(self, name: str, part: Part, model: str) -> Json:
        if (model, name) == ("Review", "seal"):
            return {"name": name, "widget": "hidden"}  # given when a line is recorded
        made = {"name": name, "label": self.label(name), **self.widget(part.shape, part.required)}
        if (hint := self.words.messages.get(f"hint.{model}.{name}")) is not None:
            made["hint"] = hint
        made["required"] = _required(part)
        if part.default is not None and made["widget"] in ("boolean", "select", "number"):
            made["default"] = part.default
        return made

    def widget(self, shape: Shape, required: bool = True) -> Json:
        match shape:
            case Parts():
                inner = [self.field(name, part, shape.model) for name, part in shape.fields.items()]
                return {"widget": "object", "collapsed": not required, "fields": inner}
            case Keyed():
                return self._keyed(shape)
            case Many():
                return self._many(shape)
            case Either():
                one = {"name": ONE, "label": self.label(ONE), **self.widget(shape.of), "required": False}
                each = [{"name": key, "label": self.words.messages.get(f"key.{key}", key), **self.widget(shape.of),
                         "required": False} for key in shape.keys]  # fmt: skip
                return {"widget": "object", "fields": [one, *each]}
            case Leaf():
                return self._leaf(shape)

    def _keyed(self, shape: Keyed) -> Json:
        key = {"name": KEY, "label": self.label(KEY), **self._leaf(shape.key), "required": True}
        if isinstance(shape.of, Parts):
            inner = [self.field(name, part, shape.of.model) for name, part in shape.of.fields.items()]
        else:
            required = not shape.maybe_empty
            inner = [{"name": VALUE, "label": self.label(VALUE), **self.widget(shape.of), "required": required}]
        return _list([key, *inner], shape.least)

    def _many(self, shape: Many) -> Json:
        if isinstance(shape.of, Parts):
            inner = [self.field(name, part, shape.of.model) for name, part in shape.of.fields.items()]
            return _list(inner, shape.least)
        assert isinstance(shape.of, Leaf)  # no model has a list of lists
        if shape.of.kind in _PICKED:
            least = {"min": shape.least} if shape.least else {}
            return {**self._leaf(shape.of), "multiple": True, "dropdown_threshold": 0, **least}
        return {"widget": "list", **({"min": shape.least} if shape.least else {})}

    def _leaf(self, leaf: Leaf) -> Json:
        match leaf.kind:
            case "boolean":
                return {"widget": "boolean"}
            case "number":
                return {"widget": "number", "value_type": "float"}
            case "choice":
                return {"widget": "select", "options": list(leaf.choices)}
            case "contact":
                return {"widget": "select", "options": self.contacts}
            case "place":
                return {"widget": "select", "options": self.places}
            case "prose":
                return {"widget": "text", "use_emoji_autocomplete": False}
        made: Json = {"widget": "string", "use_emoji_autocomplete": False}
        if leaf.pattern:
            made["pattern"] = [leaf.pattern, self.words("pattern")]
        if leaf.shortest > 1:
            made["minlength"] = leaf.shortest
        if leaf.longest:
            made["maxlength"] = leaf.longest
        return made


def _list(fields: list[Json], least: int) -> Json:
    plain_ones = [field["name"] for field in fields if field["widget"] in ("string", "select")]
    first = plain_ones[0] if plain_ones else fields[0]["name"]
    known = next((name for name in _NAMES if name in plain_ones and name != first), "")
    summary = f"{{{{fields.{first}}}}}" + (f": {{{{fields.{known}}}}}" if known else "")
    made = {"widget": "list", "collapsed": True, "summary": summary, "fields": fields}
    return made | ({"min": least} if least else {})


def _required(part: Part) -> bool:
    if isinstance(part.shape, Parts):
        return not part.optional_record
    if isinstance(part.shape, Many | Keyed):
        return part.required and part.shape.least > 0
    return part.required


def _translated(field: Json) -> Json:
    """Return a field that each language has for itself, with all that is in it."""
    inner = {"fields": [_translated(one) for one in field["fields"]]} if "fields" in field else {}
    return {**field, "i18n": True, **inner}


def _contacts(content: Content) -> list[Json]:
    """Return every contact point in use, by the reference that names it, as an option of a picker."""
    options = []
    for name, organisation in content.organisations.items():
        kinds: dict[str, Mapping[str, Any]] = {
            "phone": organisation.phones, "link": organisation.links, "email": organisation.emails,
            "address": organisation.addresses, "account": organisation.accounts,
        }  # fmt: skip
        for kind, points in kinds.items():
            for key in points:
                reference = f"{kind}:{name}.{key}"
                options.append({"label": f"{organisation.name}: {reference}", "value": reference})
    return options


def _pages(content: Content) -> list[Json]:
    words = content.words[content.site.default_language]
    pages = {name: one.title for name, one in words.pages.pages.items()} | {
        f"guide-{name}": guide.head.title for name, guide in words.guides.items()
    }
    return [{"label": f"{title}: page:{name}", "value": f"page:{name}"} for name, title in pages.items()]
