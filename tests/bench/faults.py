"""Planting: which fault stands in which page, and to which fault a report belongs. What a fault is: the kinds.

The same seed plants the same faults. Each page holds one fault at most, so that a report about a page is about its
fault; a fault that other pages show (a page that is gone) has a number that no other planted page has in any language.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .built_folder import Spot
from .fault_kinds import KINDS, Kind, Traces


@dataclass(frozen=True)
class Fault:
    """A planted fault."""

    kind: Kind
    number: int
    places: frozenset[str]
    """The files in which a report about it may stand."""
    words: tuple[str, ...]
    """Any of these in a reported address means this fault, wherever it is reported."""


@dataclass(frozen=True, order=True)
class Report:
    """One thing that a tool reports: the file in which it stands, and the address or the message."""

    file: str
    text: str
    is_exact: bool = True
    """Whether it says what is wrong, and not only that the file differs from what was to be built."""


def plant(folder: Path, each: int, seed: int) -> list[Fault]:
    """Plant so many faults of each kind in the guides of a built site, and return them."""
    chance = random.Random(seed)
    guides = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*/bench-*/index.html"))
    numbers = sorted({_guide(page) for page in guides})
    chance.shuffle(numbers)
    shown_elsewhere = [kind for kind in KINDS if kind.name in ("page-gone", "part-renamed")]
    apart = iter(numbers[: each * len(shown_elsewhere)])
    pages = [page for page in guides if _guide(page) in set(numbers[each * len(shown_elsewhere) :])]
    if len(pages) <= each * len(KINDS):
        raise ValueError(f"{len(pages)} pages are too few for {each * len(KINDS)} faults")
    chance.shuffle(pages)
    free = iter(pages)
    faults: list[Fault] = []
    for kind in KINDS:
        for _ in range(each):
            if kind in shown_elsewhere:
                number = next(apart)
                page = chance.choice([page for page in guides if _guide(page) == number])
            else:
                page = _usable(free, kind)
            faults.append(_planted(Spot(folder, page, f"bench-fault-{len(faults):03d}", pages[-1]), kind, len(faults)))
    return faults


def _guide(page: str) -> str:
    return Path(page).parent.name


def _usable(free: Iterable[str], kind: Kind) -> str:
    """Return the next page in which this kind is a fault: a link to French is none on a French page."""
    away_from_french = kind.name in ("language-left", "language-other")
    for page in free:
        if not (away_from_french and page.startswith("fr/")):
            return page
    raise ValueError("too few pages")


def _planted(spot: Spot, kind: Kind, number: int) -> Fault:
    traces = kind.plant(spot) or Traces()
    return Fault(kind, number, frozenset(traces.files or [spot.page]), traces.words or (spot.token,))


def found(faults: Sequence[Fault], reports: Iterable[Report]) -> tuple[set[int], list[Report]]:
    """Return the numbers of the faults that reports are about, and the reports that are about none."""
    numbers: set[int] = set()
    about_none = []
    by_place: dict[str, list[Fault]] = {}
    for fault in faults:
        for place in fault.places:
            by_place.setdefault(place, []).append(fault)
    for report in reports:
        named = [fault for fault in faults if any(word in report.text for word in fault.words)]
        named = named or [fault for place in by_place if place in report.text for fault in by_place[place]]
        here = by_place.get(report.file, [])
        # A file of the whole site holds several faults: there, only a report that names one is about it.
        meant = named or (here if len(here) == 1 else [])
        numbers |= {fault.number for fault in meant}
        if not meant:
            about_none.append(report)
    return numbers, about_none
