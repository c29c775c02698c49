"""All rules in one list, wherever they are: for the terminal, the documentation and reports. No checking here."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import rules
from .findings import Severity


@dataclass(frozen=True)
class Entry:
    """One rule as people read it."""

    code: str
    severity: Severity
    why: str
    where: str = ""
    """The file of the example, and the way to its value."""
    fails: str = ""
    passes: str = ""
    otherwise: str = "what stands there today"
    """What is right, in words, where no value is."""


_READING = (
    Entry(
        "file",
        Severity.WARNING,
        "a file that nothing reads is mostly a name with a typing error",
        "content/nl/faqs.yml",
        "questions: {}",
        otherwise="no such file",
    ),
    Entry(
        "yaml",
        Severity.ERROR,
        "a file that cannot be read line by line would be guessed at",
        "content/nl/faq.yml",
        "questions: [",
        "# A remark.",
    ),
    Entry(
        "model",
        Severity.ERROR,
        "a name or a value that is not known would silently be lost",
        "content/nl/faq.yml:questions.cookies.qestion",
        "Wat nu?",
        otherwise="question",
    ),
    Entry(
        "exemption",
        Severity.ERROR,
        "an exemption that excuses nothing hides the next mistake",
        "content/exemptions.yml:exemptions",
        "[{rule: literal-number, place: content/nl/faq.yml, reason: it was needed once}]",
        "[]",
    ),
)


def entries() -> Iterator[Entry]:
    """Yield every rule: first those of reading, then those in the tables."""
    yield from _READING
    for rule in rules.RULES:
        shown = rule.shown
        where = f"{shown.path}:{shown.at}" if shown.at else shown.path
        yield Entry(rule.code, rule.severity, rule.why, where, shown.fails, shown.passes)
