"""The preview's page that says where a contact point stands and shows. What it says is found by editors/."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from meldwijzer import build
from meldwijzer.editors.places import contacts_named, suggestion
from meldwijzer.editors.whereabouts import where
from meldwijzer.references import Registry

_templates = Environment(
    loader=PackageLoader("meldwijzer.preview", "assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def whereabouts(root: Path, name: str) -> str:
    """Return the page about a contact point as the content says it now; without a name, the list of all of them.

    Args:
        root: The project's folder.
        name: As in references: ``phone:child-focus.helpline``, ``child-focus.helpline``, or a role.
    """
    result = build.open_site(root)
    site = result.site
    if site is None:
        return _page(name, [], [], "The content can't be read now: see what is wrong, and mend it first.")
    every = [one.reference for one in Registry(site.content.organisations).contacts.values()]
    if not name:
        return _page("", every, [], "")
    contacts = contacts_named(site.content, name)
    unknown = f'Nothing is registered as "{name}". {suggestion(site.content, name)}'.strip()
    return _page(name, [] if contacts else every, list(where(site, name, contacts)), "" if contacts else unknown)


def _page(name: str, every: list[str], found: list[dict[str, object]], told: str) -> str:
    return _templates.get_template("where.html").render(name=name, every=every, found=found, told=told)
