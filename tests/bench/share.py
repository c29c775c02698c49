"""`make bench-check`: which share of a build's time the check takes, at 3 languages of 200 pages.

Three builds of the same project take turns: as it is; with a stop-watch around the check; and with the check left out.
Medians of all rounds are printed.

The verdict goes by what somebody waits for: how much less wall time a build takes without the check, as a share of
the build as it is. Parts of the check run beside the writing, so the stop-watch's wall times of all parts together
say less than that; the check's share of the processor time of all processes is printed beside it.
"""

import argparse
import json
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import synthetic
from .driver import PARTS

MODES = ("as it is", "timed", "without")
TARGET = 0.10


def build(root: Path, mode: str) -> dict:
    """Build a project's site once and return wall, processor time and what the stop-watch says."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        driver = [sys.executable, str(Path(__file__).with_name("driver.py"))]
        plain = [sys.executable, "-m", "meldwijzer", "--root", str(root), "site", "--anew"]
        command = plain if mode == "as it is" else [*driver, mode, str(root), str(log)]
        before, wall = os.times(), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wall, after = time.perf_counter() - wall, os.times()
        if done.returncode:
            sys.exit(f"the build failed ({mode}):\n{done.stdout}{done.stderr}")
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
        if mode == "profiled":
            _print_profile([line["profile"] for line in lines if "profile" in line])
    parts = {
        name: {key: sum(line["seconds"][name][key] for line in lines) for key in ("wall", "cpu", "calls")}
        for name in PARTS
    }
    return {"wall": wall, "cpu": cpu, "parts": parts}


def _print_profile(files: list[str]) -> None:
    stats = pstats.Stats(files[0])
    for file in files[1:]:
        stats.add(file)
    stats.strip_dirs().sort_stats("cumulative").print_stats(45)
    stats.sort_stats("tottime").print_stats(30)


def measure(root: Path, rounds: int) -> dict:
    """Build in turns and return the medians, in seconds."""
    runs: dict[str, list[dict]] = {mode: [] for mode in MODES}
    for number in range(rounds):
        for mode in MODES:
            runs[mode].append(build(root, mode))
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
    result: dict = {"rounds": rounds, "builds": {}, "parts": {}}
    for mode in MODES:
        result["builds"][mode] = {kind: _median(runs[mode], kind) for kind in ("wall", "cpu")}
    for name in PARTS:
        timed = [run["parts"][name] for run in runs["timed"]]
        result["parts"][name] = {kind: _median(timed, kind) for kind in ("wall", "cpu", "calls")}
    whole, without = result["builds"]["as it is"], result["builds"]["without"]
    result["added"] = {kind: round(1 - without[kind] / whole[kind], 4) for kind in ("wall", "cpu")}
    for kind in ("wall", "cpu"):
        shares = [sum(part[kind] for part in run["parts"].values()) / run[kind] for run in runs["timed"]]
        result[f"share_{kind}"] = round(statistics.median(shares), 4)
    return result


def _median(runs: list[dict], key: str) -> float:
    return round(statistics.median(run[key] for run in runs), 3)


def shown(result: dict) -> str:
    """Return the figures as lines of text."""
    lines = [f"Builds, medians of {result['rounds']} rounds in turn (seconds): wall, processor time"]
    lines += [f"  {mode:<10} {b['wall']:8.2f} {b['cpu']:8.2f}" for mode, b in result["builds"].items()]
    lines.append("The check's parts, by stop-watch, over all processes of a build: wall, processor time, calls")
    lines += [f"  {name:<10} {p['wall']:8.2f} {p['cpu']:8.2f} {p['calls']:4.0f}" for name, p in result["parts"].items()]
    added = result["added"]
    verdict = "met" if added["wall"] <= TARGET else "missed"
    lines.append(
        f"The check adds, against builds without it: {added['wall']:.1%} of a build's wall time, "
        f"{added['cpu']:.1%} of its processor time; target {TARGET:.0%} of wall: {verdict}"
    )
    wall, cpu = result["share_wall"], result["share_cpu"]
    lines.append(
        f"By stop-watch, all parts together: {wall:.1%} of wall (much of it while the site is written), "
        f"{cpu:.1%} of processor time"
    )
    return "\n".join(lines)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", type=int, default=3)
    parser.add_argument("--pages", type=int, default=200, help="in each language")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="build once and print where the check's time goes")
    parser.add_argument("--cache", type=Path, default=Path(".bench"), help="folder for the project that is built")
    parser.add_argument("json", type=Path, nargs="?", help="file for the figures")
    chosen = parser.parse_args()
    root = chosen.cache.resolve() / f"share-{chosen.languages}x{chosen.pages}"
    shutil.rmtree(root, ignore_errors=True)
    synthetic.generate(root, chosen.languages, chosen.pages, seed=1)
    if chosen.profile:
        build(root, "profiled")
        return
    result = measure(root, chosen.rounds)
    sys.stdout.write(f"{shown(result)}\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
