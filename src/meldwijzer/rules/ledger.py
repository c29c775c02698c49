"""Rules for the review ledger: a fact that changed after it was confirmed, and lines about nothing."""

from collections.abc import Iterable

from meldwijzer.content import Content
from meldwijzer.findings import Finding, did_you_mean
from meldwijzer.reviews import latest, subjects

from .base import Rule, Shown, error, value_place


def changed_since_review(content: Content) -> Iterable[Finding]:
    """A fact's value is the one that was confirmed last."""
    confirmed = latest(content)
    for subject in subjects(content):
        review = confirmed.get(subject.name)
        if review is not None and review.value != subject.value:
            yield error(
                "changed",
                value_place(content, subject.path, *subject.way),
                f'{subject.name} was confirmed as "{review.value}"; here it is "{subject.value}".',
                "If the change is right, add a line to content/reviews.yml with its source and date.",
            )


def about_nothing(content: Content) -> Iterable[Finding]:
    """Every line of the ledger is about something that exists."""
    known = {subject.name for subject in subjects(content)}
    for index, review in enumerate(content.reviews.reviews):
        if review.of not in known:
            place = value_place(content, "content/reviews.yml", "reviews", index, "of")
            yield error("ledger", place, f'There is no "{review.of}" to confirm.', did_you_mean(review.of, known))


RULES = (
    Rule(
        "changed",
        "a number that was changed by mistake looks as good as a right one",
        changed_since_review,
        Shown(
            "content/organisations/child-focus.yml",
            "phones.abroad.number",
            '"+32 2 475 44 98"',
            '"+32 2 475 44 99"',
        ),
        publishing_only=True,
    ),
    Rule(
        "ledger",
        "a confirmation of nothing hides what nobody has confirmed",
        about_nothing,
        Shown("content/reviews.yml", "reviews.0.of", "phone:113.helpine", "phone:113.helpline"),
    ),
)
