"""The receiver's own pages. Values in, escaped text out: nothing that was typed is a link or markup here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from .store import Kept

STYLES = Path(__file__).parent / "assets" / "receiver.css"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _visible(value: object) -> str:
    """Return a text in which control characters have a picture, since pages can't hold them."""
    return _CONTROL.sub(lambda found: "\u2421" if found[0] == "\x7f" else chr(0x2400 + ord(found[0])), str(value))


_templates = Environment(
    loader=PackageLoader("meldwijzer.receiver", "assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["visible"] = _visible


def listing(reports: Sequence[Kept], faults: Mapping[str, str], chosen: Mapping[str, object]) -> str:
    """Return the page with every report, the newest first.

    Args:
        reports: What was kept.
        faults: What the receiver can be told to do, by name.
        chosen: The fault that is switched on: its ``kind``, ``times`` and ``seconds``, each empty without it.
    """
    return _templates.get_template("list.html").render(reports=reports, faults=faults, chosen=chosen)


def said(title: str, lines: Iterable[str] = (), errors: Iterable[tuple[str, str]] = ()) -> str:
    """Return a page for a browser without JavaScript: what happened, and what is wrong with which field."""
    return _templates.get_template("said.html").render(title=title, lines=list(lines), errors=list(errors))
