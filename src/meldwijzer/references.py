"""References in prose (``<phone:child-focus.helpline>``): their notation, and which registered value each means.

How a reference looks on a page is for the components in overrides/; which contacts exist is for organisations.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from .findings import did_you_mean, nearest
from .model.contact import Account, Address, ContactPoint, Email, Link, Phone
from .model.organisation import Organisation, Service

Kind = Literal["phone", "link", "email", "account", "address", "hours", "page"]
KINDS: tuple[str, ...] = get_args(Kind)

BARE = re.compile(rf"<({'|'.join(KINDS)}):([^<>\s]*)>")
"""``<phone:child-focus.helpline>``."""
LABELLED = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]*)\)")
"""``[the form](link:child-focus.report)``."""
UNDERSCORES = re.compile(r"(?<!\w)__?(?=[^\s_.,:;!?)])|(?<=[^\s_(])__?(?!\w)")
"""Markdown's other notation for ``*`` and ``**``: not the ``_`` within a word, nor a line to write on."""

_FIELDS = {"phone": "phones", "link": "links", "email": "emails", "address": "addresses", "account": "accounts"}


@dataclass(frozen=True)
class Contact:
    """A registered contact point with its name."""

    kind: str
    organisation: str
    id: str
    fact: ContactPoint

    @property
    def name(self) -> str:
        """``child-focus.helpline``."""
        return f"{self.organisation}.{self.id}"

    @property
    def reference(self) -> str:
        """``phone:child-focus.helpline``."""
        return f"{self.kind}:{self.name}"

    @property
    def label_key(self) -> str:
        """``phone:helpline``: its key among the organisation's words."""
        return f"{self.kind}:{self.id}"

    @property
    def way(self) -> tuple[str, str]:
        """Where it stands in its organisation's file."""
        return (_FIELDS[self.kind], self.id)


@dataclass(frozen=True)
class Written:
    """A reference as it stands in a text."""

    kind: str
    target: str
    start: int
    """The offset of its first character in the text."""
    label: str | None
    """Its own text, where it has one."""


def written_in(text: str) -> Iterator[Written]:
    """Yield every reference in a text; a labelled one whose address has no known kind gets the kind ``""``."""
    for match in BARE.finditer(text):
        yield Written(match[1], match[2], match.start(), None)
    for match in LABELLED.finditer(text):
        kind, colon, target = match[2].partition(":")
        if not colon or kind not in KINDS:
            yield Written("", match[2], match.start(2), match[1])
        else:
            yield Written(kind, target, match.start(2), match[1])


def blanked(text: str) -> str:
    """Return a text with spaces for references, the targets of links, and ``_`` as a mark; every offset stays."""
    text = BARE.sub(lambda match: " " * len(match[0]), text)
    text = LABELLED.sub(lambda match: f"[{match[1]}]({' ' * len(match[2])})", text)
    return without_underscores(text)


def without_underscores(text: str) -> str:
    """Return a text with spaces for ``_`` as a mark; every offset stays."""
    return UNDERSCORES.sub(lambda match: " " * len(match[0]), text) if "_" in text else text


class Registry:
    """All contact points by name, and roles by language."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self.contacts: dict[str, Contact] = {
            contact.reference: contact
            for key, organisation in organisations.items()
            for contact in contacts_of(key, organisation)
        }
        self.roles: dict[tuple[str, str], tuple[str, Service]] = {}
        self.role_names: set[str] = set()
        for key, organisation in organisations.items():
            for service in organisation.services.values():
                if service.role is not None:
                    self.role_names.add(service.role)
                    self.roles[(service.role, service.for_language or "")] = (key, service)

    def find(self, kind: str, target: str, language: str) -> Contact | None:
        """Return the contact that ``kind:target`` means for readers of a language, or ``None``."""
        looked_for = "phone" if kind == "hours" else kind
        if target.startswith("role."):
            target = self._of_role(looked_for, target.removeprefix("role."), language) or ""
        found = self.contacts.get(f"{looked_for}:{target}")
        if found is None and kind == "hours":
            found = self.contacts.get(f"link:{target}")
        return found

    def _of_role(self, kind: str, role: str, language: str) -> str | None:
        entry = self.roles.get((role, language)) or self.roles.get((role, ""))
        if entry is None:
            return None
        organisation, service = entry
        ids: list[str] = list(getattr(service, _FIELDS[kind], ())) if kind in _FIELDS else []
        return f"{organisation}.{ids[0]}" if ids else None

    def suggestion(self, kind: str, target: str) -> str:
        """Return ``Did you mean "x"?`` for a reference that means nothing, or an empty string."""
        current = [contact for contact in self.contacts.values() if contact.fact.retired is None]
        if (other := next((c.reference for c in current if c.name == target), None)) is not None:
            return f'Did you mean "{other}"?'
        looked_for = "phone" if kind == "hours" else kind
        # Never another organisation's contact point for one that is known: a near name may be a very different line.
        owner = target.partition(".")[0]
        owners = {contact.organisation for contact in current}
        meant = owner if owner in owners else nearest(owner, owners)
        names = [c.name for c in current if c.kind == looked_for and c.organisation == meant]
        roles = [f"role.{role}" for role in sorted(self.role_names)]
        return did_you_mean(target, [name for name in [*names, *roles] if name != target])


def contacts_of(key: str, organisation: Organisation) -> Iterator[Contact]:
    """Yield an organisation's contact points, phones first."""
    groups: dict[str, Mapping[str, Phone | Link | Email | Address | Account]] = {
        "phone": organisation.phones,
        "link": organisation.links,
        "email": organisation.emails,
        "address": organisation.addresses,
        "account": organisation.accounts,
    }
    for kind, facts in groups.items():
        for name, fact in facts.items():
            yield Contact(kind, key, name, fact)
