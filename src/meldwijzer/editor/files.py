"""Which files the editor offers, in which collection, and what each may hold. Not how a field looks."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from meldwijzer.content import Content
from meldwijzer.model.faq import FaqFacts, FaqWords
from meldwijzer.model.form import FormWords
from meldwijzer.model.giving import GivingFacts, GivingWords
from meldwijzer.model.law import LawFacts, LawWords
from meldwijzer.model.ledger import Exemptions, Notices, ReviewLedger
from meldwijzer.model.organisation import Organisation
from meldwijzer.model.pages import GuideWords, OrganisationsWords, PagesWords
from meldwijzer.model.paper import PrintWords
from meldwijzer.model.reporting import ReportingFacts, ReportingWords
from meldwijzer.model.site import SiteSettings
from meldwijzer.model.terms import Terms

Group = Literal["contacts", "facts", "words", "guides", "records"]

# What the machine keeps is not here: baseline.yml, translations.yml, published.yml.
_ALONE: dict[Group, dict[str, type[BaseModel]]] = {
    "facts": {"faq": FaqFacts, "law": LawFacts, "reporting": ReportingFacts, "giving": GivingFacts,
              "site": SiteSettings},
    "records": {"reviews": ReviewLedger, "notices": Notices, "exemptions": Exemptions},
}  # fmt: skip
_IN_EACH_LANGUAGE: dict[str, type[BaseModel]] = {
    "faq": FaqWords, "pages": PagesWords, "reporting": ReportingWords, "law": LawWords,
    "organisations": OrganisationsWords, "donate": GivingWords, "form": FormWords, "print": PrintWords, "terms": Terms,
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """One file, or the same file in each language."""

    group: Group
    name: str
    model: type[BaseModel]
    path: str
    """From the project's folder; ``{{locale}}`` stands for the language."""
    guide: bool = False
    """A Markdown file with a head."""

    @property
    def translated(self) -> bool:
        """Whether there is one in each language."""
        return "{{locale}}" in self.path

    @property
    def format(self) -> str:
        """The name of its notation: files of one model share it."""
        return f"meldwijzer-{self.model.__name__.lower()}{'-frontmatter' if self.guide else ''}"


def offered(content: Content) -> list[Offered]:
    """Return every file that the editor offers, in the order in which it shows them."""
    language = content.site.default_language
    guides = content.words[language].guides
    return [
        *(Offered("contacts", name, Organisation, f"content/organisations/{name}.yml")
          for name in content.organisations),
        *(Offered("words", name, model, f"content/{{{{locale}}}}/{name}.yml")
          for name, model in _IN_EACH_LANGUAGE.items()),
        *(Offered("guides", name, GuideWords, f"content/{{{{locale}}}}/guides/{name}.md", guide=True)
          for name in guides),
        *(Offered(group, name, model, f"content/{name}.yml")
          for group, models in _ALONE.items() for name, model in models.items()),
    ]  # fmt: skip
