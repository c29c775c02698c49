"""`make bench-outputs`: how long each kind of file takes to be made, and how large it is.

One process, nothing kept from before: each file of the composed site is made in turn, a few rounds, and of each kind
the median of one file, the sum of all and their bytes are printed. Composing the pages comes first and is not counted.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

from meldwijzer import build, outputs
from meldwijzer.paper import Paper, documents

ROUNDS = 3


def kind_of(path: str) -> str:
    """Return what a file is counted under: ``print/leaflet``, ``link/png``, ``data/vcf``, ``page`` …"""
    folder, _, rest = path.partition("/")
    if folder == "print":
        return f"print/{'-'.join(part for part in Path(rest).stem.split('-') if part not in ('be', 'nl'))}"
    if folder in ("link", "data", "embed"):
        return f"{folder}/{path.rpartition('.')[2]}"
    return {"html": "page", "json": "search"}.get(path.rpartition(".")[2], "other")


def project(root: Path, folder: Path) -> Path:
    """Copy what a build reads into a folder, without what earlier builds kept."""
    for name in ("content", "docs", "overrides"):
        shutil.copytree(root / name, folder / name)
    return folder


def measure(root: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return by kind: files, median seconds of a file, seconds of all (medians of the rounds), bytes of all."""
    seconds: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    sizes: dict[str, int] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            site = build.prepare(project(root, Path(folder)), publishing=True, checking=False).site
            assert site is not None
            paper = Paper(site)
            makers = {one.path: partial(paper.fresh, one) for one in documents(site.content)}
            for path, make in {**outputs.parts(site), **makers}.items():
                begun = time.perf_counter()
                made = make()
                seconds[kind_of(path)][path].append(time.perf_counter() - begun)
                sizes[path] = len(made if isinstance(made, bytes) else made.pdf)
    return {
        kind: {
            "files": len(files),
            "median": statistics.median(statistics.median(one) for one in files.values()),
            "all": sum(statistics.median(one) for one in files.values()),
            "bytes": sum(sizes[path] for path in files),
        }
        for kind, files in sorted(seconds.items())
    }


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    found = measure(Path(), chosen.rounds)
    chosen.out.write_text(json.dumps(found, indent=1), "utf-8")
    lines = (
        f"{kind:20} {said['files']:4.0f} files  {said['median'] * 1000:8.1f} ms each  {said['all']:6.2f} s all"
        f"  {said['bytes'] / 1000:8.0f} kB"
        for kind, said in found.items()
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
