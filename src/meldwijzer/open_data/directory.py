"""What every data file may say: organisations, their contact points as they are published, addresses, the notice."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from meldwijzer.build import Site
from meldwijzer.model.contact import Phone
from meldwijzer.model.organisation import Organisation
from meldwijzer.pages.contact_views import ContactView
from meldwijzer.pages.views import Views
from meldwijzer.references import Contact, contacts_of

Maker = Callable[[], str]
"""Makes the text of a file; the same whenever it is asked."""

FOLDER = "data/v1"
"""Below the site's root; another number comes beside it when a field goes away or means something else."""

NOT_SPOKEN_OF = "law"
"""The kind of organisation that stands for texts of law: nobody answers there."""


class Directory:
    """The facts of a site as data files need them; nothing that is retired or without a source (confidence N)."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.content = site.content
        self.settings = site.content.site
        self.languages = tuple(site.content.words)

    @cached_property
    def views(self) -> Mapping[str, Views]:
        """The facts in each language."""
        return {tag: self.site.composer.renderers[tag].views for tag in self.languages}

    def organisations(self) -> Iterator[tuple[str, Organisation]]:
        """Yield the organisations that somebody can reach, with their ids."""
        for key, organisation in self.content.organisations.items():
            if organisation.kind != NOT_SPOKEN_OF and self.contacts(key):
                yield key, organisation

    def contacts(self, key: str) -> list[Contact]:
        """Return an organisation's contact points that may be published."""
        return [one for one in contacts_of(key, self.content.organisations[key]) if self.is_public(one)]

    def is_public(self, contact: Contact) -> bool:
        """Tell whether a contact point is in use and has a source, or was at least never found to have none."""
        review = self.views[self.languages[0]].standings[contact.reference].review
        return contact.fact.retired is None and (review is None or review.confidence != "N")

    def dialled(self, contact: Contact) -> str:
        """Return the digits that ring, with ``+`` where there is one; empty for what takes messages or is no number."""
        if not isinstance(contact.fact, Phone):
            return ""
        hrefs = (view.href for view in self.seen(contact).values())
        return next((href.removeprefix("tel:") for href in hrefs if href), "")

    def seen(self, contact: Contact) -> Mapping[str, ContactView]:
        """Return a contact point in each language whose readers may be shown it."""
        readers = set(contact.fact.readers)
        return {
            tag: views.view(contact.reference)
            for tag, views in self.views.items()
            if not readers or readers & set(views.settings.readers)
        }

    def plain(self, language: str, prose: str) -> str:
        """Return prose as plain words."""
        return self.site.composer.desk(language, "home").plain(prose)

    def address(self, path: str) -> str:
        """Return the full address of a file or page, given from the site's root without a slash."""
        return f"{self.settings.address}{path}"

    def page(self, language: str, page: str, anchor: str = "") -> str:
        """Return the full address of a page, or of a place on it."""
        path = self.site.composer.index[(language, page)].path
        return f"{self.settings.address.rstrip('/')}{path}{f'#{anchor}' if anchor else ''}"

    def place(self, language: str, key: str) -> str:
        """Return where an organisation stands on the page of help."""
        return self.page(language, "help", key)

    def notice(self, language: str) -> str:
        """Return what an example says of itself, with the real forms; empty for a live site."""
        if self.settings.operation != "example":
            return ""
        views = self.views[language]
        forms = [views.view(self.settings.countries[country].real_form) for country in views.settings.readers]
        others = [views.view(one.real_form) for one in self.settings.countries.values()]
        said = " ".join(dict.fromkeys(form.href for form in (*forms, *others)))
        return f"{views.t('example.label')}. {views.t('example.text')} {said}"
