"""How the whole stands: languages, reviews, links, the last build. Values only; how they look is for others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from meldwijzer import finished
from meldwijzer.cache import Cache
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.reviews.due import Due, due
from meldwijzer.reviews.standing import standings
from meldwijzer.reviews.translations import entries, translated
from meldwijzer.rules.exempt import exempt
from meldwijzer.rules.readable import EASE, LONGEST, readings, too_hard

Role = Literal["editor", "lawyer", "translator"]
ROLES: Sequence[Role] = ("editor", "lawyer", "translator")
_LAW = ("law", "position", "statement")
"""Subjects, as their names begin, that ask for a lawyer."""


@dataclass(frozen=True)
class Behind:
    """A translation whose source has changed since it was made."""

    name: str
    """``faq/questions/upset``."""
    place: Place
    source: Place
    """The newer text."""


@dataclass(frozen=True)
class LanguageStatus:
    """One language."""

    language: str
    texts: int
    """Entries that the default language has."""
    present: int
    """How many of them this language has, too."""
    read: int
    """How many a second person has read as they stand; of the default language 0, since it is translated from none."""
    unrecorded: int
    """Of how many it is not known what they were made from."""
    behind: tuple[Behind, ...]
    is_source: bool
    ease: float | None
    """Mean reading ease of its pages; ``None`` where no formula is known."""
    least: int | None
    """What each page has to reach."""
    hardest: str
    """The page that reads least easily."""
    too_hard: int
    longest: int
    """Words of its longest sentence."""


@dataclass(frozen=True)
class LinksStatus:
    """What the last ``check --online`` kept."""

    looked_at: datetime
    finished: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class BuildStatus:
    """The site as it was built last."""

    built: datetime
    """When the folder site/ was written."""
    findings: tuple[Finding, ...] | None
    """``None`` where the folder is not of a build that is still known."""
    is_current: bool
    """Whether a build of today's content would give the same."""


@dataclass(frozen=True)
class Status:
    """All of it."""

    today: str
    languages: tuple[LanguageStatus, ...]
    due: Mapping[Role, tuple[Due, ...]]
    unconfirmed: tuple[str, ...]
    """Subjects that nobody has confirmed as they stand."""
    subjects: int
    links: LinksStatus | None
    """``None`` where nobody has looked yet."""
    build: BuildStatus | None
    """``None`` where no site was built yet."""


def status(root: Path, content: Content) -> Status:
    """Return how a project stands.

    Args:
        root: The project's folder, for what was built and what was seen online.
        content: Its content.
    """
    by_role: dict[Role, list[Due]] = {role: [] for role in ROLES}
    for one in due(content):
        by_role[role_of(one)].append(one)
    every = standings(content)
    return Status(
        today=content.today.isoformat(),
        languages=tuple(_language(content, language) for language in content.words),
        due={role: tuple(found) for role, found in by_role.items()},
        unconfirmed=tuple(one.subject.name for one in every if not one.is_confirmed),
        subjects=len(every),
        links=links(root, content),
        build=_build(root),
    )


def role_of(one: Due) -> Role:
    """Return who looks at what is due: law is for a lawyer, texts for a translator, everything else for an editor."""
    kind = one.subject.partition(":")[0]
    if kind == "translation":
        return "translator"
    return "lawyer" if kind in _LAW else "editor"


def _language(content: Content, language: str) -> LanguageStatus:
    default = content.site.default_language
    sources, own = entries(content, default), entries(content, language)
    found = list(translated(content, language))
    read = {page: reading for (page, tag), reading in readings(content).items() if tag == language}
    eases = {page: ease for page, reading in read.items() if (ease := reading.ease(language)) is not None}
    return LanguageStatus(
        language=language,
        texts=len(sources),
        present=len(sources.keys() & own.keys()),
        read=sum(one.state == "reviewed" and not one.is_behind for one in found),
        unrecorded=sum(one.is_unrecorded for one in found),
        behind=tuple(
            Behind(one.entry.name, one.entry.place(content), one.source.place(content))
            for one in found
            if one.is_behind
        ),
        is_source=language == default,
        ease=round(sum(eases.values()) / len(eases), 1) if eases else None,
        least=EASE.get(language),
        hardest=min(eases, key=lambda page: (eases[page], page), default=""),
        too_hard=sum(too_hard(reading, language) for reading in read.values()),
        longest=max((reading.longest for reading in read.values()), default=0),
    )


def links(root: Path, content: Content) -> LinksStatus | None:
    """Return what the last look online found, judged against the content of today; ``None`` where there was none."""
    try:
        from meldwijzer.online import DefaultStandsOn, judge, numbers, settings_for
        from meldwijzer.online.expect import sought, uses
        from meldwijzer.online.store import FOLDER, Store
    except ImportError:  # the extra "online" is not installed: nobody has looked from here
        return None
    store = Store(root / FOLDER)
    if (run := store.reopen()) is None:
        return None
    used, wanted = uses(content), sought(content)
    answers = store.answers({*(use.url for use in used), *(url for one in wanted for url in one.pages)})
    days = settings_for(content).certificate_days
    found = judge.judge(used, answers, datetime.now(UTC), days)
    found += numbers.judge(wanted, answers, DefaultStandsOn(content))
    return LinksStatus(*run, tuple(exempt(content, found, online=True)))


def _build(root: Path) -> BuildStatus | None:
    site = root / "site"
    if not site.is_dir():
        return None
    cache = Cache(root / finished.FOLDER)
    known = {state: finished.finished(cache, state) for state in cache.newest("build", 9)}
    state = next((name for name, one in known.items() if one is not None and finished.stands(one, site)), None)
    build = known[state] if state is not None else None
    return BuildStatus(
        built=datetime.fromtimestamp(site.stat().st_mtime, UTC),
        findings=tuple(build.findings) if build is not None else None,
        is_current=state is not None and state == finished.state_of(root),
    )


def counted(findings: Sequence[Finding]) -> Mapping[str, int]:
    """Return how many there are of each severity."""
    counts = Counter(str(one.severity) for one in findings)
    return {str(severity): counts[str(severity)] for severity in Severity}


LONGEST_SENTENCE = LONGEST
"""The most words of a sentence."""
