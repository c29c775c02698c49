"""A page's article: the HTML of its composed text, and the parts of it for a table of contents. No page around it.

Prose and components are HTML already; of Markdown a composed page has headings alone, each with its id:
``## Titel {: #id data-country="BE" }``. Whatever generator runs, this is what an article becomes.
"""

import re
from typing import NamedTuple

from markupsafe import Markup

_HEADING = re.compile(r"^(#{1,6}) (.*?) \{: #(\S+)(?: ([^}\n]*?))? *\}[ ]*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_PART = 2
"""The level of headings that stand in a table of contents."""


class Part(NamedTuple):
    """A part of a page that readers can go to."""

    id: str
    title: Markup


class Article(NamedTuple):
    """What stands in a page's ``<article>``."""

    html: Markup
    parts: tuple[Part, ...]


def article(composed: str) -> Article:
    """Return the article of a composed page (pages/compose.py)."""
    parts = tuple(Part(match[3], _title(match)) for match in _HEADING.finditer(composed) if len(match[1]) == _PART)
    return Article(Markup(_HEADING.sub(_heading, composed)), parts)  # noqa: S704  # of our own components


def _heading(match: re.Match[str]) -> str:
    level, attributes = len(match[1]), f" {match[4]}" if match[4] else ""
    return f'<h{level} id="{match[3]}"{attributes}>{_title(match)}</h{level}>'


def _title(match: re.Match[str]) -> Markup:
    return Markup(_ESCAPED.sub(r"\1", match[2]))  # noqa: S704  # escaped by the filter md, which wrote it
