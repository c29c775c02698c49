"""What stands around every page, and lists of countries and pages: what they have to show of settings and words."""

from collections.abc import Iterator, Mapping
from typing import Any

from meldwijzer.addresses import GUIDE_PREFIX

from .demands import Demand, Item, Parts, always_marked, link, marked, shows
from .fragment import ANY
from .render import Desk
from .shown_contacts import reached

Values = Mapping[str, Any]


def emergency(desk: Desk) -> list[str]:
    """Return the emergency numbers of every country, each once."""
    countries = desk.site.countries.values()
    return list(dict.fromkeys(one for country in countries for one in country.emergency))


def everywhere(desk: Desk) -> list[str]:
    """Return what is one tap away on every page: the number for all countries, and every country's helpline."""
    general = [one for one in emergency(desk) if not desk.views.view(one).country]
    return [*general, *(country.helpline for country in desk.site.countries.values())]


def emergency_bar(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The number for all countries, and every country's helpline with its name."""
    views = desk.views
    for reference in emergency(desk):
        if not (view := views.view(reference)).country:
            yield shows(link(view.href, desk.t("emergency.now"), view.text), hint="emergency.now", apart="numbers")
    for country, settings in desk.site.countries.items():
        view = views.view(settings.helpline)
        name = views.content.organisations[view.organisation].name
        there = marked("data-country", country, name, views.country_name(country), view.text)
        yield shows(there, link(view.href, name, view.text), hint="helpline", apart="numbers")
    yield shows(marked("aria-label", desk.t("emergency.label")), hint="emergency.label")


def banner(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """That this is an example, and every country's real form."""
    if desk.site.operation != "example":
        return
    for key in ("example.label", "example.text"):
        yield shows(desk.t(key), hint=key)
    yield from _example_forms(desk)


def _example_forms(desk: Desk) -> Iterator[Demand]:
    views = desk.views
    for country, settings in desk.site.countries.items():
        form = views.view(settings.real_form)
        name = views.content.organisations[form.organisation].name
        said = desk.t("example.form", organisation=name, country=views.country_name(country))
        yield shows(link(form.href, said), hint="example.form", apart="forms")


def real_forms(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every country's real form."""
    views = desk.views
    for country, settings in desk.site.countries.items():
        form = views.view(settings.real_form)
        said = desk.t("form.open", organisation=views.content.organisations[form.organisation].name)
        there = marked("data-country", country, views.country_name(country))
        yield shows(there, link(form.href, said), hint=("form.href", "mw.views.countries"), apart="forms")
        if form.language:
            language = desk.t("link.in-language", language=views.formats.language(form.language))
            yield shows(there, language, hint="link.in-language")
            yield shows(Item((), (("href", form.href), ("hreflang", form.language))), hint="form.href")


def header(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The menu, twice, and this page in every language."""
    t = desk.t
    yield shows(link(desk.address("home"), desk.site.name), hint="mw.site.name")
    for key in ("nav.main", "nav.languages", "nav.menu"):
        yield shows(marked("aria-label", t(key)), hint=f'aria-label="{{{{ t("{key}')
    for page in ("report", "help", "faq", "law", "guides", "support"):
        for said, line in ((desk.nav(page), "mw.nav(page)"), (desk.title(page), "mw.title(page)")):
            yield shows(link(desk.address(page), said), hint=(line, "for page in pages"))
    for page in ("own-image", "threatened"):
        yield shows(link(desk.address(page), desk.title(page)), hint=f'"{page}"')
    for tag, name, address in desk.languages():
        here = marked("hreflang", tag)
        current = (("aria-current", "true"),) if tag == desk.language else ()
        whole = Item((), (*here.attributes, ("lang", tag), ("href", address), *current), said=f'"{name}"')
        yield shows(whole, hint="mw.languages()", apart="languages")
        yield shows(marked(ANY, name), hint="mw.languages()")


def footer(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every emergency number and helpline, ways without voice, the hotlines elsewhere, the pages about this site."""
    views, t = desk.views, desk.t
    yield shows(t("footer.emergency"), hint="footer.emergency")
    for reference in emergency(desk):
        view = views.view(reference)
        yield shows(reached(view), view.label, hint="mw.emergency()", apart="numbers")
    for country, settings in desk.site.countries.items():
        name = views.country_name(country)
        without = [link(views.view(one).href) for one in settings.without_voice]
        lead = marked("data-country", country, t("footer.without-voice", country=name))
        yield shows(lead, *without, hint="without_voice", apart="without")
        view = views.view(settings.helpline)
        helpline = marked("data-country", country, view.text, view.organisation_name)
        yield shows(helpline, reached(view), hint="helpline", apart="helplines")
    elsewhere = link(views.view(desk.site.elsewhere).href)
    yield shows(t("footer.elsewhere"), elsewhere, hint="footer.elsewhere", apart="without")
    for page in ("own-image", "threatened", "link-to-us", "sources", "privacy", "accessibility", "about"):
        yield shows(link(desk.address(page), desk.title(page)), hint='"accessibility"', apart="pages")
    yield shows(link(desk.address("about#this-site"), t("footer.sure")), hint="footer.sure")
    yield shows(marked("aria-label", t("nav.about")), hint="nav.about")


def entrance(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """In every language: the way to its home page, the emergency number, that this is an example, the real forms."""
    yield shows(marked("name", "description"), hint='name="description"')
    if not values["missing"]:
        versions = {own.language: own.canonical() for own in values["desks"]} | {"x-default": desk.site.address}
        for tag, address in versions.items():
            yield shows(Item((), (("hreflang", tag), ("href", address), ("rel", "alternate"))), hint=f'hreflang="{tag}')
        yield shows(Item((), (("rel", "canonical"), ("href", desk.site.address))), hint='rel="canonical"')
    for own in values["desks"]:
        number = own.views.view(emergency(own)[0])
        title = own.title("not-found") if values["missing"] else own.t("root.title")
        home = link(own.address("home"), own.site.languages[own.language].name)
        there = marked("lang", own.language, title, own.t("root.danger"))
        yield shows(there, home, reached(number), hint=("root.danger", "in desks"), apart="languages")
        yield always_marked("lang", own.language, title, hint="root.title")
        if own.site.operation == "example":
            yield shows(own.t("example.label"), hint="example.label")
            yield shows(own.t("example.text"), hint="example.text")
            yield from _example_forms(own)


def first_aid(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The emergency numbers, the way to report, the way to help."""
    said = desk.views.words.pages.pages["home"].sections
    numbers = [reached(desk.views.view(one)) for one in emergency(desk)]
    yield shows(said["danger"].title, *numbers, hint="mw.emergency()", apart="ways")
    for section, page in (("report", "report"), ("talk", "help")):
        way = link(desk.address(page), desk.nav(page))
        yield shows(
            said[section].title, way, hint=(f'mw.nav("{page}")', f'mw.address("{page}")', f'"{section}"'), apart="ways"
        )


def guide_list(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every guide."""
    for key, guide in desk.views.words.guides.items():
        way = link(desk.address(f"{GUIDE_PREFIX}{key}"), guide.head.title, guide.head.description)
        yield shows(way, hint="guide.head", apart="guides")


def country_choice(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every country, and both."""
    for country in desk.site.countries:
        yield shows(
            marked(ANY, country, desk.views.country_name(country)), hint="mw.views.countries", apart="countries"
        )
    yield shows(desk.t("country.both"), hint="country.both", apart="countries")
    yield shows(marked("aria-label", desk.t("filter.country")), hint="filter.country")


def help_filter(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every situation, country and language to choose, under what is chosen; and all of each."""
    t, views = desk.t, desk.views
    groups = (
        ("situation", "views.situations", {key: one.title for key, one in views.words.reporting.situations.items()}),
        ("country", "views.countries", {key: views.country_name(key) for key in desk.site.countries}),
        ("language", "site.languages", {tag: views.formats.language(tag) for tag in desk.site.languages}),
    )
    for name, hint, choices in groups:
        inputs = [Item((), (("name", name), ("value", key))) for key in choices]
        yield shows(t(f"filter.{name}"), *inputs, t("filter.all"), hint=f"filter.{name}", apart="groups")
        for choice, said in zip(inputs, choices.values(), strict=True):
            yield shows(choice, said, hint=hint, apart="choices")
    yield shows(
        t("filter.more"), marked("name", "free"), marked("name", "day-and-night"), hint="filter.more", apart="groups"
    )
    yield shows(marked("name", "free"), t("filter.free"), hint="filter.free", apart="choices")
    yield shows(marked("name", "day-and-night"), t("hours.always"), hint="hours.always", apart="choices")
    for key in ("one", "many"):
        yield shows(marked(f"data-{key}", t(f"filter.{key}")), hint=f"filter.{key}")


def search_dialog(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """The words of searching."""
    t = desk.t
    for key in ("also", "none", "failed", "one", "many"):
        yield shows(marked(f"data-{key}", t(f"search.{key}")), hint=f"search.{key}")
    yield shows(marked("aria-label", t("search.label")), hint="<dialog")
    for key in ("label", "placeholder", "close"):
        yield shows(t(f"search.{key}"), hint=f"search.{key}")


def notices(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every outage with what to use meanwhile; where a page is newer in another language."""
    t, default = desk.t, desk.site.default_language
    for outage in values["outages"]:
        page = outage.instead.removeprefix("page:")
        way = link(desk.address(page)) if page != outage.instead else reached(desk.views.view(outage.instead))
        if page == outage.instead and way.attributes:
            way = link(desk.views.view(outage.instead).href)
        yield shows(outage.text, t("notice.instead"), way, hint="outage.text")
    if values["behind"]:
        name = desk.views.formats.language(default)
        way = link(desk.address(desk.page.id, default), t("behind.link", language=name))
        yield shows(t("behind.text", language=name), way, hint="behind.text")
