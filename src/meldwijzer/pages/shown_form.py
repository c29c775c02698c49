"""What the components around the report form have to show: what to do before, questions, answers, ways to go on."""

from collections.abc import Iterator, Mapping
from typing import Any

from .demands import Demand, Item, Parts, link, marked, shows, words
from .form_views import FormView, HotlineView
from .render import Desk

Values = Mapping[str, Any]
_KNOWN = (("aria-describedby", "report-if-known"),)


def before_short(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every line of what to do and not to do, and the ways to read more."""
    said = desk.views.words.reporting
    for key in desk.views.content.reporting.before:
        yield shows(said.before.items[key].title, hint=("item.title", "reporting.before["), apart="before")
    for anchor, title in (("before", said.before.title), ("trouble", said.trouble.title)):
        yield shows(link(desk.address(f"report#{anchor}"), title), hint=(f"report#{anchor}", "report#"), apart="more")


def report_form(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every question with its answers, what becomes of them in each country, and each hotline's button."""
    form: FormView = values["form"]
    said = desk.views.words.form
    for name in form.asked:
        if name != "email" or form.feedback:
            hint = {"where": "said.where.label", "email": "said.email.label", "kind": "said.kind.label"}.get(name)
            yield shows(getattr(said, name).label, hint=hint or f'("{name}"')
    for name, choices in form.choices.items():
        for value in choices:
            option = getattr(getattr(said, name).options, value)
            answer = option if isinstance(option, str) else option.label
            hint = f"form.choices.{name}" if name in ("where", "kind") else "in form.choices[name]"
            if name == "kind":
                yield shows(marked("value", value, answer), hint=hint)
                continue
            own = (("name", name), ("value", value))
            yield shows(Item((), own, said=f'"{value}"'), answer, hint=hint, apart=name)
            item = Item((), (*own, *_KNOWN), said=f'"{_KNOWN[0][1]}" at the answer "{value}"')
            yield Demand((item,), (_KNOWN[0][1],), absent=value != "known")
    yield shows(marked("id", "report-if-known"), parts.prose(said.child_known.if_known), hint="words.if_known")
    for hotline in form.hotlines:
        here = ("data-country", hotline.country)
        for value in form.choices["where"]:
            handled = parts.prose(getattr(said.where.options, value).handled[hotline.country])
            there = Item((hotline.country_name, *handled.words), (here,), said=str(handled))
            yield shows(there, hint=(".handled[", "in form.hotlines"))
        mode = said.sending if hotline.endpoint else said.preparing
        yield shows(parts.prose(mode.text), parts.prose(mode.without_script), hint=("mode.text", "for mode, hotlines"))
        who = (hotline.organisation, hotline.country_name)
        if hotline.endpoint:
            send = said.buttons.send.replace("{organisation}", hotline.organisation)
            going = (("formaction", hotline.endpoint), here, ("data-check", hotline.country))
            yield shows(Item((send, said.buttons.check, *who), going), hint=("hotline.endpoint", "in form.hotlines"))
        else:
            prepared = (("type", "button"), ("data-check", hotline.country))
            yield shows(Item((said.buttons.check, *who), prepared), hint=("hotline.endpoint", "in form.hotlines"))
    yield shows(parts.any_of("form-views"), hint='"form-views"')


def form_views(desk: Desk, values: Values, parts: Parts) -> Iterator[Demand]:
    """Every sentence that a script says, every answer to check with the way back to it, how each hotline goes on."""
    form: FormView = values["form"]
    said = desk.views.words.form
    for name, text in form.sentences(said):
        yield shows(marked("data-word", name, text), hint=("data-word=", "form.sentences"))
    yield shows(said.check.title, parts.prose(said.check.intro), hint="said.check.intro")
    for name in form.asked:
        if name != "email":
            label = getattr(said, name).label
            row = (
                ("href", f"#{form.control(name)}"),
                ("aria-label", said.check.change_of.replace("{question}", label)),
            )
            change = Item((said.buttons.change,), row)
            yield shows(marked("data-row", name, label), change, hint=("data-row=", "in form.asked"), apart="rows")
    for hotline in form.hotlines:
        yield from _answered(form, desk, parts, hotline)
        yield from _going_on(desk, parts, hotline)
    if form.sending:
        yield from _sent(form, desk, parts)


def _answered(form: FormView, desk: Desk, parts: Parts, hotline: HotlineView) -> Iterator[Demand]:
    """The address that a hotline answers to, or that it does not answer."""
    said, here = desk.views.words.form.email, ("data-country", hotline.country)
    if hotline.feedback:
        yield shows(Item((said.label,), (("data-row", "email"), here)), hint="hotline.feedback")
    else:
        text = parts.prose(said.not_offered)
        yield shows(
            Item((said.label, *text.words), (("data-not-offered", ""), here), said=str(text)), hint="hotline.feedback"
        )


def _going_on(desk: Desk, parts: Parts, hotline: HotlineView) -> Iterator[Demand]:
    """The button that sends a report, or everything that helps to hand over a prepared one."""
    said, here = desk.views.words.form, ("data-country", hotline.country)
    if hotline.endpoint:
        send = said.buttons.send.replace("{organisation}", hotline.organisation)
        going = Item((send,), (here, ("data-going", "")))
        yield shows(going, marked("data-formaction", hotline.endpoint, send), hint="hotline.endpoint")
        return
    buttons = (said.buttons.copy_text, said.buttons.print, said.buttons.save, said.buttons.finish)
    shown = [parts.prose(said.prepared.text), parts.prose(said.prepared.copy_warning), parts.any_of("real-forms")]
    inside = [*(one for item in shown for one in item.words), *buttons, *_beside(parts, hotline)]
    prepared = Item((said.prepared.title, *inside), (here, ("data-prepared", "")), said=f'"{said.prepared.title}"')
    yield shows(prepared, hint="hotline.endpoint")


def _beside(parts: Parts, hotline: HotlineView) -> Iterator[str]:
    """Yield what stands for the other ways to reach a hotline, and the police."""
    for name, contacts in hotline.beside:
        yield name
        for contact in contacts:
            made = (one for one in parts.made if one.name == "contact" and one.mark)
            yield next((one.mark for one in made if one.values["contact"] == contact), contact.text)


def _sent(form: FormView, desk: Desk, parts: Parts) -> Iterator[Demand]:
    """What can go wrong on the way, what it means, and what comes after."""
    said = desk.views.words.form
    for name in form.failures:
        failure = getattr(said.failures, name)
        text = parts.prose(failure.text)
        yield shows(marked("data-failure", name, failure.title, *text.words), hint=("data-failure=", "form.failures"))
    for name in ("not_arrived", "unsure"):
        yield shows(
            marked("data-certain", name, *parts.prose(getattr(said.failures, name)).words), hint="data-certain="
        )
    typed, beside = parts.prose(said.failures.typed), parts.prose(said.failures.beside)
    yield shows(typed, beside, said.failures.later, hint="failures.typed")
    done = (said.done.title, said.done.reference, said.done.no_reference, *parts.prose(said.done.text).words)
    yield shows(Item(words(*done).words, (("data-view", "done"),)), hint="said.done.title")
    for hotline in form.sending:
        again = Item((said.buttons.again,), (("data-again", ""), ("data-formaction", hotline.endpoint)))
        yield shows(again, *_beside(parts, hotline), hint=("buttons.again", "in form.sending"))
