"""Words of pages, organisations and guides per language: titles, addresses, sections. Facts are elsewhere."""

from typing import Annotated

from pydantic import StringConstraints

from .base import Id, Line, Prose, Record, Slug, Titled
from .organisation import Audience

Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?$")]
"""A page of this site, or a place on one: ``report``, ``faq#upset``."""


class PageWords(Record):
    """One page in one language."""

    slug: Slug | None = None
    """The page's address in this language; empty for the home page alone."""
    title: Line
    nav: Line | None = None
    """A shorter name for menus."""
    description: Line
    """For search engines and previews, at most about 160 characters."""
    intro: Prose
    sections: dict[Id, Titled] = {}
    synonyms: list[Line] = []


class PagesWords(Record):
    """content/<lang>/pages.yml."""

    pages: dict[Id, PageWords]
    short: dict[Target, Slug] = {}
    """Short addresses, for paper and for saying aloud: ``report: melden`` is ``/nl/q/melden``."""


class OldContactWords(Record):
    """A retired contact point in one language."""

    name: Line
    what_now: Line
    """What to use instead, in words; the link to it is added."""


class ServiceWords(Record):
    """One service in one language."""

    name: Line
    text: Prose


class OrganisationWords(Record):
    """One organisation in one language."""

    name: Line | None = None
    """Its name in this language where it differs."""
    about: Prose
    services: dict[Id, ServiceWords] = {}
    contacts: dict[str, Line] = {}
    """What each contact point is called, by reference without the organisation: ``phone:helpline``."""
    old: dict[str, OldContactWords] = {}
    """Retired contact points, likewise."""


class OrganisationsWords(Record):
    """content/<lang>/organisations.yml."""

    organisations: dict[Id, OrganisationWords]


class GuideWords(Record):
    """The head of a guide in content/<lang>/guides/*.md; the body follows it as Markdown."""

    slug: Slug
    title: Line
    description: Line
    audience: Audience
    synonyms: list[Line] = []
