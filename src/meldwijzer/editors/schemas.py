"""JSON Schemas of every kind of content file, for completion and hints in an editor. Whether content is right is rules.

They are draft 7, which every editor's YAML support reads. Numbers are allowed where the models want texts: the reader
takes ``number: 116000`` as it stands, while an editor sees a number there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from meldwijzer.addresses import anchors_of, page_index
from meldwijzer.content import Content
from meldwijzer.model.contact import AnyReference, Reference
from meldwijzer.model.faq import FaqFacts, FaqWords
from meldwijzer.model.form import FormWords
from meldwijzer.model.giving import GivingFacts, GivingWords
from meldwijzer.model.law import LawFacts, LawWords
from meldwijzer.model.ledger import (
    Baseline,
    Exemptions,
    Notices,
    Published,
    ReviewLedger,
    SubjectName,
    TranslationLedger,
)  # fmt: skip
from meldwijzer.model.organisation import Organisation
from meldwijzer.model.pages import GuideWords, OrganisationsWords, PagesWords
from meldwijzer.model.paper import PrintWords
from meldwijzer.model.reporting import ReportingFacts, ReportingWords
from meldwijzer.model.site import SiteSettings
from meldwijzer.model.terms import Terms
from meldwijzer.references import Registry
from meldwijzer.reviews.subjects import subjects

from . import docstrings


@dataclass(frozen=True)
class Kind:
    """One kind of content file."""

    name: str
    """Of its schema, without ending."""
    model: type[BaseModel]
    glob: str
    """Which files it is for, from the project's folder."""


KINDS: Sequence[Kind] = (
    Kind("site", SiteSettings, "content/site.yml"),
    Kind("organisation", Organisation, "content/organisations/*.yml"),
    Kind("law", LawFacts, "content/law.yml"),
    Kind("reporting", ReportingFacts, "content/reporting.yml"),
    Kind("faq", FaqFacts, "content/faq.yml"),
    Kind("giving", GivingFacts, "content/giving.yml"),
    Kind("reviews", ReviewLedger, "content/reviews.yml"),
    Kind("baseline", Baseline, "content/baseline.yml"),
    Kind("translations", TranslationLedger, "content/translations.yml"),
    Kind("notices", Notices, "content/notices.yml"),
    Kind("exemptions", Exemptions, "content/exemptions.yml"),
    Kind("published", Published, "content/published.yml"),
    Kind("words-pages", PagesWords, "content/*/pages.yml"),
    Kind("words-law", LawWords, "content/*/law.yml"),
    Kind("words-reporting", ReportingWords, "content/*/reporting.yml"),
    Kind("words-organisations", OrganisationsWords, "content/*/organisations.yml"),
    Kind("words-faq", FaqWords, "content/*/faq.yml"),
    Kind("words-donate", GivingWords, "content/*/donate.yml"),
    Kind("words-form", FormWords, "content/*/form.yml"),
    Kind("words-print", PrintWords, "content/*/print.yml"),
    Kind("words-terms", Terms, "content/*/terms.yml"),
    Kind("words-guide", GuideWords, "content/*/guides/*.md"),
)
"""Every kind but the catalogue of buttons and labels, which is no YAML."""


def schema(kind: Kind, content: Content) -> dict[str, Any]:
    """Return the schema of a kind of file; names of contacts and pages are those that the content has today."""
    _, whole = models_json_schema([(kind.model, "validation")], ref_template="#/definitions/{model}")
    definitions: dict[str, Any] = whole["$defs"]
    known = _records(kind.model)
    for name, record in definitions.items():
        if (model := known.get(name)) is None:
            continue
        record["description"] = docstrings.about(model)
        said = docstrings.fields(model)
        for field, value in record.get("properties", {}).items():
            if field in said:
                value["description"] = said[field]
    used: dict[str, Any] = {}
    definitions = {name: _adapted(value, _names(content), used) for name, value in definitions.items()}
    top = definitions.pop(kind.model.__name__)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **top,
        "definitions": {**definitions, **used},
    }


def _records(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """Return a model and all that it is made of, by name."""
    found: dict[str, type[BaseModel]] = {}

    def visit(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind.__name__ not in found:
                found[kind.__name__] = kind
                for field in kind.model_fields.values():
                    visit(field.annotation)
            return
        for inner in getattr(kind, "__args__", ()):
            visit(inner)

    visit(model)
    return found


@dataclass(frozen=True)
class _Names:
    """What an editor completes in place of a pattern."""

    name: str
    values: Sequence[str]
    description: str
    is_closed: bool
    """Whether nothing else may stand there."""


def references(content: Content) -> list[str]:
    """Return the references of all contact points that are in use."""
    registry = Registry(content.organisations)
    return sorted(one.reference for one in registry.contacts.values() if one.fact.retired is None)


def pages(content: Content) -> list[str]:
    """Return the references of all pages, and of the places on them."""
    names = sorted({name for _, name in page_index(content)})
    return [
        reference
        for name in names
        for reference in (f"page:{name}", *(f"page:{name}#{one}" for one in sorted(anchors_of(content, name))))
    ]


def _names(content: Content) -> Mapping[str, _Names]:
    """Return what stands for a pattern of the models, by that pattern."""
    contacts = references(content)
    newer = "Not in the list though it exists? Run `meldwijzer schemas`."
    return {
        _pattern(Reference): _Names(
            "Reference", contacts, f"A contact point of content/organisations/. {newer}", is_closed=True
        ),
        _pattern(AnyReference): _Names(
            "AnyReference", [*contacts, *pages(content)], f"A contact point or a page. {newer}", is_closed=True
        ),
        _pattern(SubjectName): _Names(
            "Subject", [one.name for one in subjects(content)], "What can be confirmed.", is_closed=False
        ),
    }


def _pattern(annotated: Any) -> str:
    return str(annotated.__metadata__[0].pattern)


def _adapted(value: Any, names: Mapping[str, _Names], used: dict[str, Any]) -> Any:
    """Return a part of pydantic's schema as editors should see it; what it refers to besides is put into ``used``."""
    if isinstance(value, list):
        return [_adapted(item, names, used) for item in value]
    if not isinstance(value, dict):
        return value
    if (known := names.get(str(value.get("pattern")))) is not None:
        used[known.name] = {"description": known.description, **_choice(known, value)}
        reference = {"$ref": f"#/definitions/{known.name}"}
        # What stands beside $ref is not read in draft 7.
        return {"description": value["description"], "allOf": [reference]} if "description" in value else reference
    kept = {
        key: {name: _adapted(one, names, used) for name, one in item.items()}
        if key in ("properties", "patternProperties")
        else _adapted(item, names, used)
        for key, item in value.items()
        if key not in ("title", "default")
    }
    if "$ref" in kept and len(kept) > 1:
        kept["allOf"] = [{"$ref": kept.pop("$ref")}]
    if "patternProperties" in kept:
        kept.setdefault("additionalProperties", False)
    if kept.get("type") == "string" and "enum" not in kept and "const" not in kept:
        kept["type"] = ["string", "number"]
    if isinstance(value.get("default"), str | bool | int):
        kept["default"] = value["default"]
    return kept


def _choice(known: _Names, value: Mapping[str, Any]) -> dict[str, Any]:
    listed = {"type": "string", "enum": list(known.values)}
    return listed if known.is_closed else {"anyOf": [listed, {"type": "string", "pattern": value["pattern"]}]}
