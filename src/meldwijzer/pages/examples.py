"""Components by example: each ``overrides/components/<name>/examples.yml``, rendered in one language. No page of them.

An example's values are plain YAML. A text that begins with ``@`` stands for what a page would hand over:
``@service awel``, ``@organisation inhope``, ``@channel child-focus.form``, ``@question what-is-it``,
``@law eu-directive``, ``@position posing``, ``@label link:child-focus.home``, ``@title report``,
``@address report#after``, ``@outage phone:child-focus.helpline``, ``@form``, ``@form BE`` (which sends Belgian
reports), ``@hotline BE``, ``@desks``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from markupsafe import Markup

from meldwijzer.addresses import HOME, channel_anchor
from meldwijzer.model.ledger import Outage

from .compose import Composer
from .render import Desk

T = TypeVar("T")


@dataclass(frozen=True)
class Example:
    """One component in one state."""

    component: str
    name: str
    """The state, for those who work on the site: "a doubtful number"."""
    html: Markup


@dataclass(frozen=True)
class Written:
    """What one examples.yml says."""

    component: str
    description: str
    examples: tuple[tuple[str, Mapping[str, object], str], ...]
    """Name, values, and the page it stands on."""


def examples(root: Path, composer: Composer, language: str, page: str = HOME) -> Iterator[Example]:
    """Yield every component's examples as readers of a language meet them.

    Args:
        root: The project's folder, with overrides/.
        composer: Gives the desks.
        language: Its tag.
        page: The page they stand on, from which links lead; an example may name its own.

    Raises:
        ValueError: A file is not an examples.yml.
        KeyError: A value refers to nothing that exists.
    """
    for written in read(root):
        for name, values, own_page in written.examples:
            desk = composer.desk(language, own_page or page)
            resolved = {key: _resolved(value, composer, desk) for key, value in values.items()}
            yield Example(written.component, name, desk.component(written.component, **resolved))


def read(root: Path) -> Iterator[Written]:
    """Yield every component's examples.yml, in the order of their names.

    Raises:
        ValueError: A file is not an examples.yml.
    """
    for folder in sorted((root / "overrides/components").iterdir()):
        file = folder / "examples.yml"
        if file.is_file():
            yield _written(folder.name, yaml.safe_load(file.read_text("utf-8")))


def _written(component: str, document: Any) -> Written:  # whatever the file holds
    """Return a file's examples.

    Raises:
        ValueError: It has not the form of one.
    """
    try:
        found = tuple(
            (str(one["name"]), dict(one.get("values") or {}), one.get("page", "")) for one in document["examples"]
        )
        return Written(component, str(document["description"]), found)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"overrides/components/{component}/examples.yml needs a description and examples with a name"
        raise ValueError(message) from error


def _resolved(value: object, composer: Composer, desk: Desk) -> object:
    """Return what a value stands for; one that refers to nothing, as it is.

    Raises:
        KeyError: It refers to something that does not exist.
    """
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    kind, _, name = value[1:].partition(" ")
    if kind == "desks":
        return [composer.desk(language, desk.page.id) for language in composer.content.words]
    return _RESOLVERS[kind](desk, name)


def _first(found: Iterable[T], name: str, key: Callable[[T], str]) -> T:
    """Return the one whose key is this name.

    Raises:
        KeyError: There is none.
    """
    for one in found:
        if key(one) == name:
            return one
    raise KeyError(name)


def _channel(desk: Desk, name: str) -> object:
    found = (channel for country in desk.views.countries for channel in desk.views.channels(country))
    return _first(found, channel_anchor(name), lambda one: one.anchor)


def _law(desk: Desk, name: str) -> object:
    territory = desk.views.content.law.entries[name].country
    return _first(desk.views.laws(territory), name, lambda one: one.anchor)


def _outage(desk: Desk, contact: str) -> object:
    days = {"date": "2026-11-02", "until": "2026-11-04"}
    outage = Outage(id="example", contact=contact, reason="out-of-order", instead="page:help", by="-", **days)
    return [desk.views.outage_view(outage)]


def _form(desk: Desk, countries: str) -> object:
    return desk.views.form(dict.fromkeys(countries.split(), "https://reports.example/report"))


_RESOLVERS: Mapping[str, Callable[[Desk, str], object]] = {
    "service": lambda desk, name: _first(desk.views.services(), name, lambda one: one.anchor),
    "organisation": lambda desk, name: _first(desk.views.other_organisations(), name, lambda one: one.anchor),
    "channel": _channel,
    "question": lambda desk, name: desk.views.question(name),
    "law": _law,
    "position": lambda desk, name: _first(desk.views.positions(), f"position-{name}", lambda one: one.anchor),
    "label": lambda desk, name: desk.contact(name).label,
    "title": lambda desk, name: desk.title(name),
    "address": lambda desk, name: desk.address(name),
    "outage": _outage,
    "form": _form,
    "hotline": lambda desk, name: _first(desk.views.form({}).hotlines, name, lambda one: one.country),
}
