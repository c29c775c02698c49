"""What follows from the composed site alone, whatever the generator does: by path, the text of each file."""

from collections.abc import Callable
from functools import partial

from meldwijzer.addresses import HOME, SENT
from meldwijzer.build import Site
from meldwijzer.open_data import files as open_data
from meldwijzer.report_form import contract

from . import embed, entrance, link_kit, redirects, sitemap


def generated(site: Site) -> dict[str, str]:
    """Return style sheet, root page and 404, sitemap, redirects, open data, boxes, pictures, the form's contract."""
    return {path: make() for path, make in makers(site).items()}


def makers(site: Site) -> dict[str, Callable[[], str]]:
    """Return what makes each of them: in a preview most are never asked for."""
    sent = [address.path for address in site.addresses() if address.id == SENT]
    small = {
        **site.composer.assets.files,
        **entrance.files(site),
        **sitemap.files(site),
        **redirects.files(site),
        **embed.files(site),
        **link_kit.files(site),
        contract.FILE: contract.openapi_text(site.content.site, sent, _feedback(site)),
    }
    return {**{path: partial(str, text) for path, text in small.items()}, **open_data.makers(site)}


def _feedback(site: Site) -> list[str]:
    """Return the countries whose hotline tells what came of a report."""
    desk = site.composer.desk(site.content.site.default_language, HOME)
    return sorted(one.country for one in desk.views.form().feedback)
