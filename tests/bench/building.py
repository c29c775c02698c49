"""`make bench-build`: how long a build takes beside stock MkDocs, and how that grows with languages and pages.

For each number of languages and pages a project is made (synthetic.py), and the same pages for MkDocs, Material and
static-i18n as they come (stock.py). They are built in turn, each time from nothing:

* ``ours``: ``meldwijzer site`` with everything: check, search, sitemap, headers, and every file packed twice;
* ``unpacked``: the same without packing, which stock MkDocs does not do either;
* ``stock``: ``mkdocs build``, search on;
* ``again``: ``meldwijzer site`` once more, where nothing has changed.

Memory is looked at in a run of its own. Growth is the slope of a line through the logarithms of the times.
"""

import argparse
import json
import math
import shutil
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import stock, synthetic
from .processes import Cost, run

DRIVER = str(Path(__file__).with_name("driver.py"))
SITE = [sys.executable, "-m", "meldwijzer", "--root", ".", "site"]
KINDS = ("ours", "unpacked", "stock", "again")
_WEIGHED = ("unpacked", "stock")
"""Whose memory is looked at."""
Sizes = tuple[int, int]
"""Languages, and pages in each."""
TARGETS: tuple[tuple[str, str, float], ...] = (
    ("3 x 200: unpacked of stock", "3x200 unpacked/stock", 0.35),
    ("24 x 200: unpacked of stock", "24x200 unpacked/stock", 0.1),
    ("3 x 200: nothing changed, of a whole build", "3x200 again/ours", 0.1),
    ("growth with languages, 200 pages in each: unpacked", "languages unpacked", 1.05),
    ("growth with pages, 3 languages: unpacked", "pages unpacked", 1.05),
    ("memory: bytes a page", "bytes a page", 30_000),
)
"""What each target is about, the name of its figure, and the most that it may be."""


class Bench:
    """Two projects with the same pages, and how each kind of build is run."""

    def __init__(self, cache: Path, size: Sizes) -> None:
        languages, pages = size
        self.ours = cache / f"build-{languages}x{pages}"
        self.theirs = cache / f"stock-{languages}x{pages}"
        shutil.rmtree(self.ours, ignore_errors=True)
        synthetic.generate(self.ours, languages, pages, seed=1)
        stock.generate(self.ours, self.theirs)

    def build(self, kind: str, *, memory: bool = False) -> Cost:
        """Build once, from nothing but for ``again``."""
        if kind == "stock":
            shutil.rmtree(self.theirs / "site", ignore_errors=True)
            return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.theirs, memory=memory)
        if kind != "again":
            for name in ("site", ".cache"):
                shutil.rmtree(self.ours / name, ignore_errors=True)
        elif not (self.ours / ".cache").exists():
            run(SITE, self.ours)
        command = SITE if kind != "unpacked" else [sys.executable, DRIVER, "unpacked", ".", "/dev/null"]
        return run(command, self.ours, memory=memory)

    def clear(self) -> None:
        """Delete both: the largest have many thousand files."""
        for folder in (self.ours, self.theirs):
            shutil.rmtree(folder, ignore_errors=True)


def measure(bench: Bench, rounds: int) -> dict[str, dict[str, float]]:
    """Return medians by kind of build, in seconds, and bytes of memory."""
    runs: dict[str, list[Cost]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            runs[kind].append(bench.build(kind))
    found = {}
    for kind, costs in runs.items():
        found[kind] = {
            "wall": round(statistics.median(cost.wall for cost in costs), 3),
            "cpu": round(statistics.median(cost.cpu for cost in costs), 3),
            "memory": bench.build(kind, memory=True).memory if kind in _WEIGHED else 0,
        }
    return found


def rounds_of(size: Sizes, wanted: int) -> int:
    """Return how often a size is built: the largest take many minutes."""
    pages = size[0] * size[1]
    return wanted if pages <= 600 else max(1, min(wanted, 3)) if pages <= 1200 else 1


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return how fast times grow: the slope of the line through the logarithms, by least squares; NaN for one point."""
    if len({size for size, _ in points}) < 2:
        return math.nan
    logs = [(math.log(size), math.log(time)) for size, time in points]
    slope, _ = statistics.linear_regression(*zip(*logs, strict=True))
    return slope


def figures(results: Mapping[Sizes, Mapping[str, Mapping[str, float]]]) -> dict[str, float]:
    """Return what the targets are about, of what was measured."""
    found: dict[str, float] = {}
    for (languages, pages), kinds in results.items():
        name = f"{languages}x{pages}"
        found[f"{name} unpacked/stock"] = kinds["unpacked"]["wall"] / kinds["stock"]["wall"]
        found[f"{name} ours/stock"] = kinds["ours"]["wall"] / kinds["stock"]["wall"]
        found[f"{name} again/ours"] = kinds["again"]["wall"] / kinds["ours"]["wall"]

    def growth(kind: str, fixed: Callable[[Sizes], bool], of: int) -> float:
        return exponent([(size[of], kinds[kind]["wall"]) for size, kinds in results.items() if fixed(size)])

    most = max(pages for _, pages in results)
    fewest = min(languages for languages, _ in results)
    for kind in ("ours", "unpacked", "stock"):
        found[f"languages {kind}"] = growth(kind, lambda size: size[1] == most, 0)
        found[f"pages {kind}"] = growth(kind, lambda size: size[0] == fewest, 1)
    by_pages = sorted((size[0] * size[1], kinds["unpacked"]["memory"]) for size, kinds in results.items())
    if len(by_pages) > 1:
        found["bytes a page"] = statistics.linear_regression(*zip(*by_pages, strict=True)).slope
    return found


def shown(results: Mapping[Sizes, Mapping[str, Mapping[str, float]]], found: Mapping[str, float]) -> str:
    """Return the figures as lines of text."""
    lines = [f"{'size':>9} {'build':<9} {'wall s':>8} {'cpu s':>8} {'MB':>6} {'of stock':>9}"]
    for (languages, pages), kinds in results.items():
        for kind, of in kinds.items():
            share = of["wall"] / kinds["stock"]["wall"]
            lines.append(
                f"{f'{languages}x{pages}':>9} {kind:<9} {of['wall']:8.2f} {of['cpu']:8.2f} "
                f"{of['memory'] / 1e6:6.0f} {share:9.3f}"
            )
    lines += [f"growth, {name}: {value:.2f}" for name, value in found.items() if name.startswith(("lang", "pages"))]
    for said, name, most in TARGETS:
        if (value := found.get(name, math.nan)) == value:
            lines.append(f"{'met   ' if value <= most else 'MISSED'} {said}: {value:.3g} (at most {most:g})")
    return "\n".join(lines)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", type=int, nargs="+", default=[3, 6, 12, 24])
    parser.add_argument("--pages", type=int, nargs="+", default=[20, 50, 200], help="in each language")
    parser.add_argument("--rounds", type=int, default=5, help="fewer for the largest")
    parser.add_argument("--cache", type=Path, default=Path(".bench"), help="folder for the projects that are built")
    parser.add_argument("json", type=Path, nargs="?", help="file for the figures")
    chosen = parser.parse_args()
    results: dict[Sizes, dict[str, dict[str, float]]] = {}
    for size in [(languages, pages) for pages in chosen.pages for languages in chosen.languages]:
        bench = Bench(chosen.cache.resolve(), size)
        results[size] = measure(bench, rounds_of(size, chosen.rounds))
        bench.clear()
        sys.stderr.write(f"{size[0]} x {size[1]} done\n")
        found = figures(results)
        if chosen.json:
            record = {"builds": {f"{a}x{b}": kinds for (a, b), kinds in results.items()}, "figures": found}
            chosen.json.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{shown(results, found)}\n")


if __name__ == "__main__":
    main()
