"""`make bench-mutants`: how many of over 1,000 single faults the check finds, and where; and how many false alarms.

Each fault is the only one in a copy of the project. The content with it is loaded and checked; where nothing is
found it is also composed, built and read back. A fault in a built file is read back. What counts is a finding that
was not there before (an error or a warning). Faults are drawn with a seed: the same seed draws the same faults.

The first column has the ledger of reviews as it is, so that rule 7 speaks (what has changed since its review). For
the second one the ledger was recorded anew after the fault was made, so that rule 7 is silent. Changes of a
registered value itself are counted apart there: only rule 7 and `check --online` can know of them. Changes of the
ledger itself count in the first column only, since recording it anew takes them back.
"""

import argparse
import gc
import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from meldwijzer.finished import FOLDER

from .mutations import KINDS
from .mutations.base import Kind, Mutation, Project
from .mutations.summary import as_json, table
from .mutations.trying import Bench, Outcome, copy_project

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261122
COUNT = 1100
HARMLESS_SHARE = 0.25
"""Harmless changes for each fault."""

_COLLECTING = 20
"""After so many tries unused values are given back."""

_bench: Bench
_project: Project
_tried: list[str] = []


def draw(project: Project, seed: int, count: int, only: Sequence[str] = ()) -> list[tuple[Kind, Mutation]]:
    """Return so many faults, and harmless changes beside them, evenly from every kind, or from kinds so named."""
    kinds = [kind for kind in KINDS if not only or any(name in f"{kind.group} {kind.name}" for name in only)]
    drawn: list[tuple[Kind, Mutation]] = []
    for harmless, wanted in ((False, count), (True, round(count * HARMLESS_SHARE))):
        some = [kind for kind in kinds if kind.harmless == harmless]
        pools = sorted(((kind, candidates(project, kind, seed)) for kind in some), key=lambda item: len(item[1]))
        # The kinds with few places come first, so that the others can take what is left.
        for number, (kind, pool) in enumerate(pools):
            share = -(-wanted // (len(pools) - number))
            drawn += [(kind, one) for one in pool[:share]]
            wanted -= min(share, len(pool))
    return drawn


def candidates(project: Project, kind: Kind, seed: int) -> list[Mutation]:
    """Return every fault of a kind, each once, in the order of chance."""
    chance = Random(f"{seed} {kind.name}")
    made = [Mutation(one if isinstance(one, tuple) else (one,)) for one in kind.make(project, chance)]
    changing = [
        one for one in dict.fromkeys(made)
        if any(edit.end == -1 or project.texts[edit.path][edit.start : edit.end] != edit.new for edit in one.edits)
    ]  # fmt: skip
    chance.shuffle(changing)
    return changing


def _start(source: Path, folder: Path) -> None:
    global _bench, _project
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()  # the check makes many values and few in circles: looking for these would take a sixth of the time
    own = folder / f"process-{os.getpid()}"
    own.mkdir()
    os.chdir(own)
    _bench = Bench(source, own)
    _project = _bench.project()


def _try_out(job: tuple[Kind, Mutation]) -> Outcome:
    started = time.perf_counter()
    outcome = _bench.try_out(*job, _project.texts)
    _tried.append(outcome.kind)
    if len(_tried) % _COLLECTING == 0:
        gc.collect()
    if (seconds := time.perf_counter() - started) > 30:
        sys.stderr.write(f"{seconds:.0f} s: {outcome.kind} {outcome.place}\n")
    return outcome


_jobs: list[tuple[Kind, Mutation]] = []


def _numbered(number: int) -> Outcome:
    return _try_out(_jobs[number])


def run(source: Path, jobs: list[tuple[Kind, Mutation]], processes: int, folder: Path) -> Iterator[Outcome]:
    """Try every change, and yield what came of each as it comes."""
    _jobs[:] = jobs
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _start, (source, folder)) as pool:
        yield from pool.imap_unordered(_numbered, range(len(jobs)), chunksize=4)


def main() -> None:
    """Draw, try, print the table, and write the figures as JSON where a file is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("json", nargs="?", type=Path, help="write the figures and every miss to this file")
    parser.add_argument("--only", action="append", default=[], help="kinds or groups with this in their name")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--count", type=int, default=COUNT, help=f"faults (default: {COUNT}), harmless ones beside them"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    chosen = parser.parse_args()
    started = time.perf_counter()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # what it made is taken away
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    try:
        source = folder / "source"
        copy_project(chosen.root, source)
        for kept in (chosen.root / FOLDER).glob("paper*"):
            shutil.copytree(kept, source / FOLDER / kept.name)
        (folder / "first").mkdir()
        project = Bench(source, folder / "first").project()
        jobs = draw(project, chosen.seed, chosen.count, chosen.only)
        Random(chosen.seed).shuffle(jobs)
        outcomes, seconds = [], 0.0
        for outcome in run(source, jobs, chosen.processes, folder):
            outcomes.append(outcome)
            if len(outcomes) % 10 == 0 or len(outcomes) == len(jobs):
                seconds = time.perf_counter() - started
                sys.stderr.write(f"{len(outcomes)} of {len(jobs)}, {seconds:.0f} s\n")
                if chosen.json:  # so far, for those who cannot wait
                    figures = as_json(KINDS, outcomes, chosen.seed, seconds)
                    chosen.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    outcomes.sort(key=lambda one: (one.kind, one.place, one.diff))
    sys.stdout.write(f"{table(KINDS, outcomes, chosen.seed, seconds)}\n")


if __name__ == "__main__":
    main()
