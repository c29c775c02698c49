"""content/<lang>/form.yml: every word of the report form, of what can go wrong and of what comes after. No field."""

from pydantic import Field

from .base import Country, Line, Prose, Record, Titled


class WhereOption(Record):
    """One answer to "where did you see it?"."""

    label: Line
    handled: dict[Country, Prose] = Field(min_length=1)
    """Whether that country's hotline can do something with it, and who can if it cannot."""


class WhereOptions(Record):
    """Where somebody saw it."""

    web: WhereOption
    app: WhereOption
    message: WhereOption
    elsewhere: WhereOption


class WhereWords(Record):
    """The first question."""

    label: Line
    hint: Prose
    options: WhereOptions


class FieldWords(Record):
    """A question that is answered in words."""

    label: Line
    hint: Line | None = None


class ChildOptions(Record):
    """Whether somebody knows the child."""

    known: Line
    not_known: Line
    unknown: Line


class ChildWords(FieldWords):
    """ "Do you know the child?"."""

    options: ChildOptions
    if_known: Prose
    """Who helps a child that somebody knows."""


class KindOptions(Record):
    """Kinds of places."""

    website: Line
    forum: Line
    social: Line
    video: Line
    chat: Line
    storage: Line
    other: Line
    unknown: Line


class KindWords(FieldWords):
    """ "What kind of place was it?"."""

    options: KindOptions


class WhenOptions(Record):
    """When somebody saw it."""

    today: Line
    week: Line
    longer: Line
    unknown: Line


class WhenWords(FieldWords):
    """ "When did you see it?"."""

    options: WhenOptions


class EmailWords(FieldWords):
    """Whether somebody wants to hear back."""

    only: Line
    """For whose report it is: ``{organisation}``."""
    promise: Prose
    """What happens with the address."""
    not_offered: Prose
    """Said where the hotline does not answer."""


class OwnImageWords(Titled):
    """ "Is it a picture of you?": said on the form, beside the way to the page own-image."""

    link: Line
    """What is tapped; the page opens in a new tab, so that nothing typed is lost."""


class ModeWords(Record):
    """What is said only where the form sends, or only where it helps to prepare."""

    title: Line
    text: Prose
    """What the form does with what is typed, above it."""
    without_script: Prose
    """How it goes on without JavaScript."""


class Buttons(Record):
    """What is tapped. ``{organisation}`` stands for the hotline's name."""

    check: Line
    change: Line
    send: Line
    again: Line
    print: Line
    copy_text: Line
    save: Line
    finish: Line
    """Clears the form when a prepared report has been handed over."""
    another: Line
    """Goes on to a new report when one has arrived."""


class CheckWords(Record):
    """Looking over the answers before they go."""

    title: Line
    intro: Prose
    not_given: Line
    read_as: Line
    """Before an address as the form read it."""
    change_of: Line
    """The link back to one question: ``{question}``."""


class ErrorWords(Record):
    """What has to be mended first, by what is wrong; each is a sentence that says what to do."""

    title: Line
    where_missing: Line
    addresses_missing: Line
    addresses_many: Line
    name_missing: Line
    words_missing: Line
    email_form: Line
    too_long: Line
    """``{limit}`` and ``{count}`` are numbers of characters."""
    refused: Line
    """The endpoint refuses a field for a reason of its own."""
    not_taken: Line
    """Above them, where it was the endpoint that found them; whether a report has arrived is said elsewhere."""


class WaitWords(Record):
    """When to try again, as it stands in a sentence."""

    soon: Line
    """In less than a minute."""
    minute: Line
    """In about a minute."""
    minutes: Line
    """In ``{minutes}`` minutes."""
    later: Line
    """After a longer time."""


class FailureWords(Record):
    """Why a report could not be sent: what happened, and what to do. Whether it has arrived is said apart from that."""

    offline: Titled
    """The device has no connection."""
    unreachable: Titled
    """No connection to the endpoint: its name, its certificate, the network."""
    slow: Titled
    """No whole answer in time."""
    moved: Titled
    """The endpoint leads elsewhere."""
    strange: Titled
    """An answer that is none: another page, or one without end."""
    refused: Titled
    """The endpoint refuses the report as it is."""
    large: Titled
    """Too much for the endpoint."""
    busy: Titled
    """Too many at once."""
    broken: Titled
    """The endpoint itself has a fault."""
    not_arrived: Prose
    """Said where it is certain for every attempt to send this report."""
    unsure: Prose
    """Said where an attempt to send this report may have arrived."""
    later: Line
    """Said where the endpoint names a time: ``{wait}`` is when to try again."""
    ready: Line
    """Said when that time is over."""
    wait: WaitWords
    typed: Prose
    """Said with each: what was typed is still here, and trying again cannot make it count twice."""
    beside: Prose
    """Said before the other ways to report."""


class DoneWords(Record):
    """After a report has arrived."""

    title: Line
    text: Prose
    reference: Line
    no_reference: Line
    copy_warning: Prose
    """Before a copy is kept: others may use this device."""
    copy_head: Line
    """The first line of a copy."""
    copy_date: Line


class PreparedWords(Record):
    """When a report has been prepared and its answers are shown."""

    title: Line
    text: Prose
    copy_warning: Prose
    """Before it is printed or copied: it holds what was typed."""
    copied: Line
    not_copied: Line
    cleared: Line


class FormWords(Record):
    """content/<lang>/form.yml."""

    optional: Line
    where: WhereWords
    enough: Line
    """Above the four questions of which one has to be answered."""
    addresses: FieldWords
    platform: FieldWords
    name_there: FieldWords
    words: FieldWords
    child_known: ChildWords
    more: Line
    """Above what may be left out."""
    kind: KindWords
    when: WhenWords
    when_text: FieldWords
    country_there: FieldWords
    email: EmailWords
    website: FieldWords
    """The trap that nobody sees: asks to leave it empty."""
    own_image: OwnImageWords
    danger: Prose
    anonymous: Titled
    """What needn't be said, and what the endpoint and the host of the site may keep."""
    promise: Line
    """Above what a hotline says of itself."""
    sending: ModeWords
    preparing: ModeWords
    trying: Prose
    """In the preview: where a report goes that is sent there."""
    buttons: Buttons
    check: CheckWords
    errors: ErrorWords
    underway: Line
    failures: FailureWords
    done: DoneWords
    prepared: PreparedWords
    leave: Line
    """Beside the form: what happens when the page is left."""
