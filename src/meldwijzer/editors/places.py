"""Where a fact shows: every line of content, page, document, banner, box and data file. Nothing is written or printed.

Lines are found in what the files say; pages and other files in what a reader would get of them, read back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from meldwijzer.content import Content
from meldwijzer.findings import Place
from meldwijzer.placed_texts import all_texts
from meldwijzer.reading.yaml_tree import Path, Value
from meldwijzer.references import KINDS, Contact, Registry

How = Literal["defined", "named", "text", "fact", "review"]
"""``defined`` as a fact itself; ``named`` what it is called; ``text`` what readers read; ``fact`` in another fact;
``review`` in what was confirmed or is urgent."""

_LEDGERS = ("content/reviews.yml", "content/notices.yml")
_KEPT = ("content/baseline.yml", "content/translations.yml", "content/published.yml")
"""What the machine keeps: nobody looks there for a number to change."""
_GROUPS = {"phones": "phone", "links": "link", "emails": "email", "addresses": "address", "accounts": "account"}


@dataclass(frozen=True, order=True)
class Line:
    """One place in content/ that has to do with a contact point."""

    place: Place
    how: How
    language: str
    """Empty for facts."""
    written: str
    """As it stands there: ``phone:role.be.child-helpline``."""


def contacts_named(content: Content, name: str) -> list[Contact]:
    """Return the contact points that a name means, in any language.

    Args:
        content: The whole tree.
        name: With or without its kind: ``phone:child-focus.helpline``, ``child-focus.helpline``,
            ``role.be.child-helpline``.
    """
    registry = Registry(content.organisations)
    kind, colon, target = name.partition(":")
    kinds = (kind,) if colon else tuple(one for one in KINDS if one not in ("hours", "page"))
    found = [registry.find(one, target if colon else name, tag) for one in kinds for tag in content.words]
    return list({one.reference: one for one in found if one is not None}.values())


def suggestion(content: Content, name: str) -> str:
    """Return ``Did you mean "x"?`` for a name that means nothing, or an empty string."""
    kind, colon, target = name.partition(":")
    return Registry(content.organisations).suggestion(kind if colon else "phone", target if colon else name)


def roles_of(content: Content, contact: Contact) -> dict[str, list[str]]:
    """Return the role references that lead to a contact point, each with the languages in which it does."""
    registry = Registry(content.organisations)
    found: dict[str, list[str]] = {}
    for role in sorted(registry.role_names):
        for tag in content.words:
            if registry.find(contact.kind, f"role.{role}", tag) == contact:
                found.setdefault(f"{contact.kind}:role.{role}", []).append(tag)
    return found


def lines_of(content: Content, contact: Contact) -> list[Line]:
    """Return every line of content/ that says something of a contact point, in the order of files."""
    return sorted({*_defined(content, contact), *_in_texts(content, contact), *_in_facts(content, contact)})


def _defined(content: Content, contact: Contact) -> Iterator[Line]:
    tree = content.tree(f"content/organisations/{contact.organisation}.yml")
    yield Line(tree.key_place(contact.way), "defined", "", contact.reference)
    group = contact.way[0]
    for way, value in _leaves(tree.value):
        # In its organisation's own file it goes by its name alone.
        in_list = len(way) == 4 and way[0] in ("services", "channels") and way[2] == group
        from_abroad = contact.kind == "phone" and way[0] == "phones" and way[-1] == "abroad"
        if value == contact.id and (in_list or from_abroad):
            yield Line(tree.place_of(way), "fact", "", contact.id)
    for language in content.words:
        words = content.tree(f"content/{language}/organisations.yml")
        for group in ("contacts", "old"):
            way = ("organisations", contact.organisation, group, contact.label_key)
            if way in words.keys:
                yield Line(words.keys[way], "named", language, contact.label_key)


def _in_texts(content: Content, contact: Contact) -> Iterator[Line]:
    registry = Registry(content.organisations)
    for placed in all_texts(content):
        for written in placed.references:
            if written.kind and registry.find(written.kind, written.target, placed.language) == contact:
                place = placed.place(content, written.start)
                yield Line(place, "text", placed.language, f"{written.kind}:{written.target}")


def _in_facts(content: Content, contact: Contact) -> Iterator[Line]:
    names = {contact.reference, f"hours:{contact.name}"} if contact.kind in ("phone", "link") else {contact.reference}
    for path, tree in content.trees.items():
        language = _language(content, path)
        for way, value in _leaves(tree.value) if path not in _KEPT else ():
            if value in names:
                how: How = "review" if path in _LEDGERS else "fact"
                yield Line(tree.place_of(way), how, language, str(value))


def _language(content: Content, path: str) -> str:
    folder = path.split("/")[1]
    return folder if folder in content.words else ""


def _leaves(value: Value, way: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Yield every value that holds no other, with the way to it."""
    items: Iterable[tuple[str | int, Value]]
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        yield way, value
        return
    for key, item in items:
        yield from _leaves(item, (*way, key))
