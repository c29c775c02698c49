"""What templates of paper use: a desk whose addresses are full, and whose references show what a tap would open."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from meldwijzer.addresses import PageAddress
from meldwijzer.build import Site
from meldwijzer.content import Guide
from meldwijzer.documents import Document
from meldwijzer.pages.contact_views import ContactView
from meldwijzer.pages.render import Desk
from meldwijzer.pages.views import ChannelView, QuestionView, ServiceView
from meldwijzer.pictures import qr
from meldwijzer.reviews.standing import latest_check


class PaperDesk(Desk):
    """Everything that a document's template may use; templates know it as ``mw``."""

    def __init__(self, site: Site, document: Document, instead: str = "") -> None:
        words = site.content.words[document.language].print
        kind = document.kind.replace("-", "_")
        title = getattr(words, kind).title
        address = PageAddress(
            document.kind, document.language, f"/{document.path}", title, title, "", document.template
        )
        renderer = site.composer.renderers[document.language]
        super().__init__(renderer, address)
        self.of = document
        self.said = words
        """content/<lang>/print.yml."""
        self._instead = instead
        self._content = site.content
        self._parts = _parts(site.root)

    def component(self, name: str, **values: Any) -> Markup:
        """Return a component: the one for paper where there is one, else that of pages."""
        if name in self._parts:
            template = self._renderer.templates[f"print/parts/{name}.html"]
            return Markup(template.render(mw=self, t=self.t, **values))  # noqa: S704  # autoescaped
        return super().component(name, **values)

    def _way(self, target: str) -> str:
        """Return the full address of a page: paper has no folder."""
        return f"{self.site.address.rstrip('/')}{target}"

    def _show(self, kind: str, target: str, label: str | None) -> str:
        """Return a reference in prose; a page shows the address that somebody types."""
        if kind != "page":
            return super()._show(kind, target, label)
        return str(self.component("page-link", target=target, label=label or self.title(target)))

    @property
    def country(self) -> str:
        """The country whose readers it is for; empty where it is for all."""
        return self.of.country

    def qr(self, address: str, label: str = "") -> Markup:
        """Return a QR code with a full address in it."""
        return qr.svg(address, label=label)

    @cached_property
    def checked(self) -> str:
        """The day, month or year on which a fact was last looked up, in words."""
        return self.views.formats.partial_date(latest_check(self._content))

    @cached_property
    def helpline(self) -> ContactView:
        """The one number of a poster or card: the helpline of the document's country."""
        return self.contact(self._country(self.country).helpline)

    def filled(self, line: str, **values: str) -> Markup:
        """Return a line of print.yml with what stands between its braces."""
        return Markup(escape(self.plain(line)).format(**values))  # noqa: S704  # escaped before

    def emergency_here(self) -> list[str]:
        """Return the references of the emergency numbers of the document's country."""
        return list(self._country(self.country).emergency)

    def short_url(self, target: str) -> str:
        """Return the full address under which paper leads to a page: a short one of the place, or of its page."""
        for one in (target, target.partition("#")[0]):
            if one in self._renderer.short:
                return super().short_url(one)
        return self.address(target)

    def lead(self, target: str) -> str:
        """Return the same, or the address that whoever has it printed wants its code to lead to."""
        return self._instead or self.short_url(target)

    def typed(self, target: str) -> Markup:
        """Return the address of a page as somebody types it."""
        return self.as_typed(self.short_url(target))

    def as_typed(self, address: str) -> Markup:
        """Return a full address as somebody types it; a line may end behind each slash."""
        words = escape(address.partition("://")[2].rstrip("/"))
        return Markup(words.replace("/", Markup("/<wbr>")))  # noqa: S704  # escaped before

    def channels(self) -> list[ChannelView]:
        """Return the ways to report in the document's country, without those whose every contact is retired."""
        return list(self.views.channels(self.country))

    def services(self) -> list[ServiceView]:
        """Return the services for readers of the document's country and language."""
        return [
            service
            for service in self.views.services()
            if self.country in service.fact.serves and not service.other_language and service.contacts
        ]

    def guide(self, name: str) -> Guide:
        """Return a guide in the document's language."""
        return self.views.words.guides[name]

    def ways(self) -> Mapping[str, Any]:
        """Return the ways to help in the document's country, by name."""
        organisations = self._content.organisations
        facts = self._content.giving.ways
        return {
            name: self.views.words.donate.ways[name]
            for name, way in facts.items()
            if organisations[way.organisation].country == self.country
        }

    def topics(self) -> list[tuple[str, str, list[QuestionView]]]:
        """Return the topics of questions, with the questions of each."""
        return list(self.views.topics())


def _parts(root: Path) -> frozenset[str]:
    return frozenset(file.stem for file in (root / "overrides/print/parts").glob("*.html"))
