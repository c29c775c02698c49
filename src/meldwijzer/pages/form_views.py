"""The report form as readers of one language meet it: per country its hotline and how it goes on. No HTML, no words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meldwijzer.addresses import SENT, pages_of
from meldwijzer.model.form import FailureWords, FormWords
from meldwijzer.report_form import CHOICES, LIMITS
from meldwijzer.report_form.endpoints import is_loopback
from meldwijzer.report_form.report import ANSWERS, FORM, MAX_LINES

from .contact_views import ContactView

if TYPE_CHECKING:
    from .views import ChannelView, Views

_SAID_WITH_ALL = ("not_arrived", "unsure", "later", "ready", "wait", "typed", "beside")
_BESIDE = ("phone", "messenger", "letter", "police")
"""The kinds of channels that stay when a form does not work."""


@dataclass(frozen=True)
class HotlineView:
    """The hotline of one country, as the form speaks of it."""

    country: str
    country_name: str
    organisation: str
    """Its own name for itself, which is the shortest."""
    endpoint: str
    """Where its reports go; empty where the form only helps to prepare one."""
    trying: bool
    """Whether the endpoint is on this very machine: nobody reads what is sent there."""
    channel: "ChannelView"
    """Its own form, with what is known of names, details and answers."""
    feedback: bool
    """Whether it tells what came of a report."""
    real_form: str
    """The reference of its own form."""
    beside: tuple[tuple[str, tuple[ContactView, ...]], ...]
    """Phone, messenger and letter, each once, under the name of whose they are: the hotline first, then the police."""


@dataclass(frozen=True)
class FormView:
    """Everything that the templates of the form need and that is no word."""

    version: str
    hotlines: tuple[HotlineView, ...]
    """The likely country first."""
    limits: Mapping[str, int]
    """The longest text of each field, in characters."""
    choices: Mapping[str, tuple[str, ...]]
    max_lines: int
    asked: tuple[str, ...]
    """Every question, in the order of the form."""
    locale: str
    """The BCP 47 tag by which a browser writes numbers and dates."""
    sent_page: str
    """The path of the page to which an endpoint leads a browser without JavaScript; empty where there is none."""

    failures: tuple[str, ...] = tuple(name for name in FailureWords.model_fields if name not in _SAID_WITH_ALL)
    """What can go wrong, by name."""

    @property
    def sending(self) -> tuple[HotlineView, ...]:
        """Those to which the form sends."""
        return tuple(one for one in self.hotlines if one.endpoint)

    @property
    def preparing(self) -> tuple[HotlineView, ...]:
        """Those for which it helps to prepare a report."""
        return tuple(one for one in self.hotlines if not one.endpoint)

    @property
    def feedback(self) -> tuple[HotlineView, ...]:
        """Those that tell what came of a report."""
        return tuple(one for one in self.hotlines if one.feedback)

    def control(self, name: str) -> str:
        """Return the id of what a question is answered with, of the first answer where there are several."""
        several = name in self.choices and name != "kind"
        target = f"report-{name}-{self.choices[name][0]}" if several else f"report-{name}"
        return target.replace("_", "-")

    def sentences(self, said: FormWords) -> Iterator[tuple[str, str]]:
        """Yield by name the sentences that a script puts where they are needed."""
        for name, text in said.errors:
            yield f"errors.{name}", text
        yield "check.not_given", said.check.not_given
        yield "underway", said.underway
        yield "done.copy_head", said.done.copy_head
        yield "failures.later", said.failures.later
        yield "failures.ready", said.failures.ready
        for name, text in said.failures.wait:
            yield f"failures.wait.{name}", text
        for name in ("copied", "not_copied", "cleared"):
            yield f"prepared.{name}", getattr(said.prepared, name)


def form_view(views: "Views", endpoints: Mapping[str, str | None]) -> FormView:
    """Return the form of a language.

    Args:
        views: Of the language.
        endpoints: The address that receives the reports of each country, or nothing.
    """
    sent = next((page.path for page in pages_of(views.content, views.language) if page.id == SENT), "")
    return FormView(
        version=FORM,
        hotlines=tuple(_hotlines(views, endpoints)),
        limits=LIMITS,
        choices=CHOICES,
        max_lines=MAX_LINES,
        asked=ANSWERS,
        locale=views.settings.locale.replace("_", "-"),
        sent_page=sent,
    )


def _hotlines(views: "Views", endpoints: Mapping[str, str | None]) -> Iterator[HotlineView]:
    settings = {str(country): one for country, one in views.content.site.countries.items()}
    for country in views.countries:
        real_form = settings[country].real_form
        organisation = views.view(real_form).organisation
        channels = list(views.channels(country))
        own = next(one for one in channels if one.fact.kind == "form")
        endpoint = endpoints.get(country) or ""
        yield HotlineView(
            country=country,
            country_name=views.country_name(country),
            organisation=views.content.organisations[organisation].name,
            endpoint=endpoint,
            trying=bool(endpoint) and is_loopback(endpoint),
            channel=own,
            feedback=own.fact.outcome in ("yes", "if-details-left"),
            real_form=real_form,
            beside=tuple(_beside(channels)),
        )


def _beside(channels: "list[ChannelView]") -> Iterator[tuple[str, tuple[ContactView, ...]]]:
    found: dict[str, dict[str, ContactView]] = {}
    for channel in channels:
        if channel.fact.kind in _BESIDE:
            for contact in channel.contacts:
                if contact.kind != "link":
                    found.setdefault(channel.organisation, {})[contact.reference] = contact
    yield from ((name, tuple(contacts.values())) for name, contacts in found.items())
