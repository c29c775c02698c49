"""The HTML that the preview adds: the findings panel, its own full pages. Values in, escaped text out."""

from collections.abc import Iterable
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from meldwijzer.findings import Finding, in_order

from .state import State


def by_file(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return the findings in order, each file's together under its path."""
    return [(path, list(group)) for path, group in groupby(in_order(findings), key=lambda f: f.place.path)]


_templates = Environment(
    loader=PackageLoader("meldwijzer.preview", "assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["by_file"] = by_file


def panel(state: State) -> str:
    """Return the list of what is wrong, as HTML; empty when nothing is."""
    return _templates.get_template("panel.html").render(state=state).strip()


def addition(state: State) -> str:
    """Return what goes before ``</body>``: styles, panel, script."""
    return _templates.get_template("addition.html").render(state=state, panel=panel)


def page(state: State, *, missing: str = "") -> str:
    """Return a full page of the preview's own: no site yet, or no page at the address ``missing``."""
    return _templates.get_template("page.html").render(state=state, missing=missing, panel=panel)


def injected(html: bytes, state: State) -> bytes:
    """Return a page of the site with the preview's addition before its end."""
    at = html.lower().rfind(b"</body")
    at = len(html) if at < 0 else at
    return html[:at] + addition(state).encode() + html[at:]
