"""What came of all changes: the table by kind, and the same figures with every miss as JSON. Nothing is tried here."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from .base import Kind
from .trying import Column, Outcome

_HEAD = f"{'kind':58} {'tried':>5}   {'as it is':>20}   {'recorded anew':>20}"


def _cell(columns: Sequence[Column]) -> str:
    if not columns:
        return f"{'–':>20}"
    caught = sum(one.caught for one in columns)
    stops = sum(one.error for one in columns)
    placed = sum(one.placed for one in columns)
    return f"{caught:>6} {stops:>6} {placed:>6}"


def _both(outcomes: Sequence[Outcome]) -> str:
    again = [one.recorded for one in outcomes if one.recorded is not None]
    return f"{len(outcomes):>5}   {_cell([one.as_it_is for one in outcomes])}   {_cell(again)}"


def table(kinds: Sequence[Kind], outcomes: Sequence[Outcome], seed: int, seconds: float) -> str:
    """Return the figures as a table for people."""
    idle = _without_effect(kinds, outcomes)
    outcomes = [one for one in outcomes if one not in idle]
    rows = [f"Seed {seed}, {seconds:.0f} s. Columns: found, as an error, in the right file and line.", "", _HEAD]
    for title, some in _groups(kinds):
        rows += ["", title]
        every: list[Outcome] = []
        for kind in some:
            own = [one for one in outcomes if one.kind == kind.name]
            every += own
            if own:
                rows.append(f"  {kind.name:56} {_both(own)}")
        rows.append(f"  {'all':56} {_both(every)}")
    crashes = [one for one in outcomes if one.crash]
    rows += ["", f"{len(idle)} faults were left out: nothing that is published differs for them."]
    rows += [f"The check itself failed {len(crashes)} times."]
    return "\n".join(rows)


def _groups(kinds: Sequence[Kind]) -> list[tuple[str, list[Kind]]]:
    faults = [kind for kind in kinds if not kind.harmless]
    return [
        ("Faults", [kind for kind in faults if not kind.registered and not kind.kept]),
        (
            "Changes of a registered value, which rule 7 and --online alone can know",
            [k for k in faults if k.registered],
        ),
        ("Changes of the ledger, which recording it anew takes back", [kind for kind in faults if kind.kept]),
        ("Harmless changes (what is found is a false alarm)", [kind for kind in kinds if kind.harmless]),
    ]


def _without_effect(kinds: Sequence[Kind], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the faults that nobody found and nobody can see: the published site is the same, byte by byte."""
    harmless = {kind.name for kind in kinds if kind.harmless or kind.kept}
    return [one for one in outcomes if one.same and one.kind not in harmless and not one.as_it_is.caught]


def is_missed(kind: Kind, column: Column | None) -> bool:
    """Tell whether a fault was not found as it should be in a column."""
    return column is not None and not kind.harmless and not (column.caught and column.placed)


def as_json(kinds: Sequence[Kind], outcomes: Sequence[Outcome], seed: int, seconds: float) -> dict[str, Any]:
    """Return the figures by kind, and every miss, false alarm and crash."""
    by_name = {kind.name: kind for kind in kinds}
    idle = _without_effect(kinds, outcomes)
    outcomes = [one for one in outcomes if one not in idle]
    figures = {}
    for kind in kinds:
        own = [one for one in outcomes if one.kind == kind.name]
        again = [one.recorded for one in own if one.recorded is not None]
        figures[kind.name] = {
            "group": kind.group, "harmless": kind.harmless, "registered": kind.registered, "kept": kind.kept,
            "tried": len(own),
            "as_it_is": _counts([one.as_it_is for one in own]),
            "recorded": _counts(again),
        }  # fmt: skip
    faults = [(by_name[one.kind], one) for one in outcomes if not by_name[one.kind].harmless]
    wrong = [
        one for kind, one in faults
        if is_missed(kind, one.as_it_is) or (is_missed(kind, one.recorded) and not kind.registered)
    ]  # fmt: skip
    alarms = [
        one for one in outcomes if by_name[one.kind].harmless and (_caught(one.as_it_is) or _caught(one.recorded))
    ]
    return {
        "seed": seed, "seconds": round(seconds), "faults": len(faults), "harmless": len(outcomes) - len(faults),
        "kinds": figures,
        "missed_or_misplaced": [asdict(one) for one in wrong],
        "without_effect": [asdict(one) for one in idle],
        "false_alarms": [asdict(one) for one in alarms],
        "crashes": [asdict(one) for one in outcomes if one.crash],
    }  # fmt: skip


def _caught(column: Column | None) -> bool:
    return column is not None and column.caught


def _counts(columns: Sequence[Column]) -> dict[str, int]:
    return {
        "tried": len(columns),
        "caught": sum(one.caught for one in columns),
        "errors": sum(one.error for one in columns),
        "right_place": sum(one.placed for one in columns),
    }
