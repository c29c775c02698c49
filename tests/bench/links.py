"""`make bench-links`: what link checkers and this project's check find on one built site, and how long each takes.

A synthetic site of 3 languages of 200 pages is built once. Five faults of each of the kinds (see fault_kinds.py) are
planted in a copy of it, by a fixed seed. Every tool checks the clean site once, for false alarms, and the planted one
in turns, for the medians of wall time. A fault counts as found where a tool reports anything about it. Ours is
`meldwijzer check --built FOLDER`: like the others it judges the folder, by what the content makes of it today.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from . import synthetic
from .fault_kinds import KINDS
from .faults import Fault, Report, found, plant
from .tools import Run, Tool, reading_back, tools

SEED = 1
EACH = 5
TARGET = 5.0


def built_site(root: Path, languages: int, pages: int) -> Path:
    """Generate a project, build its site as it is published, and return the site's folder."""
    shutil.rmtree(root, ignore_errors=True)
    synthetic.generate(root, languages, pages, SEED)
    command = [sys.executable, "-m", "meldwijzer", "--root", str(root), "site"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the synthetic site could not be built:\n{done.stderr[-3000:]}")
    return root / "site"


def measure(chosen: Sequence[Tool], inner, clean: Path, planted: Path, faults: list[Fault], rounds: int) -> dict:
    """Run every tool on both folders and return what it found and how long it took."""
    alarms = {tool.name: tool.run(clean).reports for tool in chosen}
    runs: dict[str, list[Run]] = {tool.name: [] for tool in chosen}
    parts: list[dict[str, float]] = []
    for number in range(rounds):
        for tool in chosen:
            runs[tool.name].append(tool.run(planted))
            sys.stderr.write(f"round {number + 1}: {tool.name} {runs[tool.name][-1].seconds:.1f} s\n")
        parts.append(inner(planted).parts)
    pages = sum(1 for _ in planted.rglob("*.html"))
    result: dict = {"pages": pages, "faults": len(faults), "kinds": len(KINDS), "rounds": rounds, "tools": {}}
    for tool in chosen:
        usual = set(alarms[tool.name])
        # Some tools find a little less in one run than in another: what any run found counts.
        reports = {report for run in runs[tool.name] for report in run.reports if report not in usual}
        numbers, about_none = found(faults, sorted(reports))
        seconds = statistics.median(run.seconds for run in runs[tool.name])
        result["tools"][tool.name] = {
            "how": tool.how,
            "seconds": round(seconds, 3),
            "milliseconds_per_page": round(1000 * seconds / pages, 2),
            "found": sorted(numbers),
            "false_alarms": [_shown(report) for report in alarms[tool.name]],
            "about_no_fault": [_shown(report) for report in about_none],
        }
    result["our_parts"] = {name: round(statistics.median(part[name] for part in parts), 3) for name in parts[0]}
    ours = set(result["tools"]["meldwijzer"]["found"])
    exact = {report for run in runs["meldwijzer"] for report in run.reports if report.is_exact}
    result["our_exact"] = sorted(found(faults, sorted(exact - set(alarms["meldwijzer"])))[0])
    theirs = {name: set(one["found"]) for name, one in result["tools"].items() if name != "meldwijzer"}
    missed = sorted(set().union(*theirs.values()) - ours)
    result["found_by_others_only"] = [_fault(faults[number]) for number in missed]
    result["strict_superset"] = not missed and ours > set().union(*theirs.values())
    result["found_by_nobody"] = [_fault(f) for f in faults if f.number not in ours.union(*theirs.values())]
    fastest = min(result["tools"][name]["seconds"] for name in theirs)
    result["times_as_fast_as_the_fastest"] = round(fastest / result["tools"]["meldwijzer"]["seconds"], 2)
    result["reading_back_times_as_fast"] = round(fastest / result["our_parts"]["read back"], 2)
    result["by_kind"] = {
        kind.name: {name: sum(faults[n].kind is kind for n in one["found"]) for name, one in result["tools"].items()}
        for kind in KINDS
    }
    result["our_exact_by_kind"] = {k.name: sum(faults[n].kind is k for n in result["our_exact"]) for k in KINDS}
    return result


def _shown(report: Report) -> str:
    return f"{report.file}: {report.text}"


def _fault(fault: Fault) -> str:
    return f"{fault.kind.name} in {', '.join(sorted(fault.places))}"


def shown(result: dict) -> str:
    """Return the figures as lines of text."""
    names = list(result["tools"])
    each = result["faults"] // result["kinds"]
    lines = [
        f"{result['pages']} pages, {result['faults']} planted faults of {result['kinds']} kinds, {each} of each; "
        f"medians of {result['rounds']} rounds in turn.",
        "",
        f"{'fault':<16}" + "".join(f"{name:>13}" for name in names) + f"{'(exactly)':>11}",
    ]
    what = {kind.name: kind.what for kind in KINDS}
    for kind, counts in result["by_kind"].items():
        lines.append(
            f"{kind:<16}"
            + "".join(f"{counts[name]:>13}" for name in names)
            + f"{result['our_exact_by_kind'][kind]:>11}   {what[kind]}"
        )
    lines.append(
        f"{'all':<16}"
        + "".join(f"{len(result['tools'][name]['found']):>13}" for name in names)
        + f"{len(result['our_exact']):>11}"
    )
    lines.append("(exactly): by ours, without its rules that see every difference from what was to be built.")
    lines.append("")
    for label, key in (("false alarms", "false_alarms"), ("about no fault", "about_no_fault")):
        lines.append(f"{label:<16}" + "".join(f"{len(result['tools'][name][key]):>13}" for name in names))
    for label, key in (("seconds", "seconds"), ("ms per page", "milliseconds_per_page")):
        lines.append(f"{label:<16}" + "".join(f"{result['tools'][name][key]:>13.2f}" for name in names))
    own = result["tools"]["meldwijzer"]["seconds"]
    lines.append(f"{'times ours':<16}" + "".join(f"{result['tools'][name]['seconds'] / own:>13.1f}" for name in names))
    parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in result["our_parts"].items())
    lines += ["", f"Ours consists of: {parts} (one after the other), and starting Python."]
    lines += [f"{name}: {one['how']}." for name, one in result["tools"].items()]
    verdict = "yes" if result["strict_superset"] else "no"
    lines.append(f"Ours finds all that they find, and more: {verdict}.")
    lines += [f"  found by them only: {one}" for one in result["found_by_others_only"]]
    lines += [f"  found by nobody: {one}" for one in result["found_by_nobody"]]
    ratio = result["times_as_fast_as_the_fastest"]
    lines.append(f"Ours is {ratio} times as fast as the fastest of them; target {TARGET:g}: {_met(ratio >= TARGET)}.")
    lines.append(f"Its reading back alone, without composing: {result['reading_back_times_as_fast']} times.")
    return "\n".join(lines)


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", type=int, default=3)
    parser.add_argument("--pages", type=int, default=200, help="in each language")
    parser.add_argument("--each", type=int, default=EACH, help="faults of each kind")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="names of tools, for a shorter run; ours is always there")
    parser.add_argument("--cache", type=Path, default=Path(".bench"), help="folder for tools and sites")
    parser.add_argument("json", type=Path, nargs="?", help="file for the figures")
    options = parser.parse_args()
    cache = options.cache.resolve()
    root = cache / f"links-{options.languages}x{options.pages}"
    clean, planted = built_site(root, options.languages, options.pages), cache / "planted"
    shutil.rmtree(planted, ignore_errors=True)
    shutil.copytree(clean, planted)
    faults = plant(planted, options.each, SEED)
    chosen = [one for one in tools(cache, root) if not options.only or one.name in ("meldwijzer", *options.only)]
    result = measure(chosen, reading_back(root), clean, planted, faults, options.rounds)
    sys.stdout.write(f"{shown(result)}\n")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
