"""All rules in one list, wherever they are: for the terminal, the documentation and reports. No checking here."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import built, rules
from .built.base import ShownPaper
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


_ONLINE = (
    Entry("online-gone", Severity.ERROR, "a link whose page is gone leaves a reader who needs help with nothing"),
    Entry("online-moved", Severity.WARNING, "a page that moved may be reached for now; one day it will not"),
    Entry("online-certificate", Severity.ERROR, "a browser that warns of a site's certificate turns readers away"),
    Entry("online-different", Severity.ERROR, "a domain that changed hands can show anything to a frightened reader"),
    Entry(
        "online-unavailable", Severity.WARNING, "a page that could not be looked at today is neither right nor wrong"
    ),
    Entry("online-by-hand", Severity.NOTICE, "some sites do not want to be looked at by programs"),
    Entry("online-unsafe", Severity.ERROR, "an address that leads into a private network is wrong, or a trap"),
    Entry(
        "online-number",
        Severity.ERROR,
        "a number that is right everywhere here may be wrong all the same: its owner knows",
    ),
)
"""What `meldwijzer check --online` finds; a finding may weigh less than its rule at most does."""


def entries() -> Iterator[Entry]:
    """Yield every rule: those of reading, those in the tables of the content and of the built site, those online."""
    yield from _READING
    for rule in rules.RULES:
        shown = rule.shown
        where = f"{shown.path}:{shown.at}" if shown.at else shown.path
        yield Entry(rule.code, rule.severity, rule.why, where, shown.fails, shown.passes)
    for one in built.RULES:
        example = one.shown
        where = f"site/{example.path}{', in the HTML it is set from' if isinstance(example, ShownPaper) else ''}"
        yield Entry(
            one.code, one.severity, one.why, where, example.fails or "no such file", example.passes or example.old
        )
    yield from _ONLINE
