"""Rules for translations: those that are older than their source, and those of which nothing is recorded."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.reviews.translations import translated

from .base import Rule, Shown, error, key_place

TRANSLATIONS = "content/translations.yml"


def behind(content: Content) -> Iterable[Finding]:
    """A translation is not older than the text it was made from."""
    default = content.site.default_language
    for one in translated(content):
        if one.is_behind and not content.left_out:
            source = one.source.place(content)
            message = f'"{one.entry.name}" was made from an older text; {source.path} is newer, on line {source.line}.'
            command = f'"meldwijzer review --translation {one.language} {one.entry.name}"'
            fix = f"Translate what is new in {default}. If nothing is, run {command}."
            yield error("translation-behind", one.entry.place(content), message, fix)


def unrecorded(content: Content) -> Iterable[Finding]:
    """It is recorded what each translation was made from."""
    if content.left_out:
        return
    texts = list(translated(content))
    counts = Counter(one.language for one in texts)
    for language, group in groupby((one for one in texts if one.is_unrecorded), lambda one: one.language):
        found = list(group)
        if len(found) == counts[language]:
            place = key_place(content, TRANSLATIONS, ("languages", language))
            message = f'Nothing is recorded of the texts in "{language}".'
            yield error("translation-new", place, message, 'Run "meldwijzer review --seal".')
            continue
        for path, inner in groupby(found, lambda one: one.entry.path):
            yield _in_one_file(content, path, [(one.entry.name, one.entry.place(content)) for one in inner])
    yield from _about_nothing(content, {(one.language, one.entry.name) for one in texts})


def _in_one_file(content: Content, path: str, found: list[tuple[str, Place]]) -> Finding:
    names = ", ".join(f'"{name}"' for name, _ in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    message = f"It is not recorded which text {names}{more} {'were' if len(found) > 1 else 'was'} made from."
    return error("translation-new", min(place for _, place in found), message, 'Run "meldwijzer review --seal".')


def _about_nothing(content: Content, known: set[tuple[str, str]]) -> Iterable[Finding]:
    """What is recorded is about a text that exists."""
    for language, lines in content.translations.languages.items():
        for name in lines:
            if (language, name) not in known:
                place = key_place(content, TRANSLATIONS, ("languages", language, name))
                message = f'There is no text "{name}" in "{language}" any more.'
                yield error("translation-new", place, message, 'Run "meldwijzer review --seal".')


RULES = (
    Rule(
        "translation-behind",
        "readers of one language must not get the advice of last year",
        behind,
        Shown(
            "content/nl/faq.yml", "questions.cookies.answer", "Deze site gebruikt geen cookies, en zal dat nooit doen."
        ),
        severity=Severity.WARNING,
    ),
    Rule(
        "translation-new",
        "without knowing what a text was made from, nobody can tell when it is behind",
        unrecorded,
        Shown(TRANSLATIONS, "languages.en", "{}"),
        severity=Severity.WARNING,
    ),
)
