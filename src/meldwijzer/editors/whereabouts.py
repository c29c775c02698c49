"""All that is known of where a contact point stands and shows, as plain values for a terminal, a program or a page."""

from collections.abc import Iterator
from typing import Any

from meldwijzer.build import Site
from meldwijzer.content import Content
from meldwijzer.references import Contact

from .places import Line, lines_of, roles_of
from .shown import Showing, Shown


def where(site: Site, name: str, contacts: list[Contact]) -> Iterator[dict[str, Any]]:
    """Yield what is known of each contact point that a name means, as plain values.

    Args:
        site: The composed site.
        name: As it was asked for; of a role, lines that name a contact point itself are left out.
        contacts: What it means, in any language.
    """
    content, showing = site.content, Showing(site)
    role = name.partition(":")[2] or name
    for contact in contacts:
        lines = lines_of(content, contact)
        if role.startswith("role."):
            lines = [line for line in lines if line.written.endswith(f":{role}") or line.how == "defined"]
        yield {
            "reference": contact.reference,
            "organisation": content.organisations[contact.organisation].name,
            "retired": _retired(content, contact),
            "roles": roles_of(content, contact),
            "lines": [_line(one) for one in lines],
            "shown": [_shown(one) for one in showing.of(contact)],
        }


def _retired(content: Content, contact: Contact) -> dict[str, str | None] | None:
    if (retired := contact.fact.retired) is None:
        return None
    return {"reason": retired.reason, "since": retired.since, "replaced_by": retired.replaced_by}


def _line(one: Line) -> dict[str, Any]:
    place = one.place
    where = {"path": place.path, "line": place.line, "column": place.column}
    return {**where, "how": one.how, "language": one.language, "written": one.written}


def _shown(one: Shown) -> dict[str, str]:
    return {"sort": one.sort, "language": one.language, "path": one.path}
