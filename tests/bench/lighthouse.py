"""`make lighthouse`: Lighthouse's four scores of the main pages in every language, on the built site sent packed.

Lighthouse's own settings for a phone: a slow line and a slow processor, simulated. Its audit "is-crawlable" is left
out: an example asks search engines to stay away.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from meldwijzer import build
from tests.conftest import CHROMIUM_FLAGS, generate

from .packing_server import serving

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "tests/browser/lighthouse/run.mjs"
PAGES = ("home", "report", "help", "faq")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
"""The whole browser: Lighthouse looks at more than pages."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def measured(addresses: list[str]) -> list[dict]:
    """Return what Lighthouse says of each address."""
    command = ["node", str(RUN), CHROMIUM, "--headless=new", *CHROMIUM_FLAGS]
    done = subprocess.run(command, input="\n".join(addresses), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Measure each page, print a table and what cost points, and write everything as JSON; 1 where a 100 is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    site = build.prepare(ROOT, publishing=False, checking=False).site
    if site is None:
        sys.exit("The content has errors: run `make check`.")
    with tempfile.TemporaryDirectory() as folder:
        generate(ROOT, Path(folder))
        names = [(language, page) for language in site.content.words for page in PAGES]
        with serving(Path(folder)) as address:
            paths = [address + site.page(language, page).address.path for language, page in names]
            rounds = [measured(paths) for _ in range(given.rounds)]
    rows, lost = [], []
    for name, *runs in zip(names, *rounds, strict=True):
        rows.append([statistics.median(run["scores"][one] for run in runs) for one in CATEGORIES])
        lost += [f"{' '.join(name)}: {one}" for run in runs for one in [*run["lost"], run["error"]] if one]
    lines = [f"{'page':12}" + "".join(f"{one:>16}" for one in CATEGORIES)]
    for (language, page), scores in zip(names, rows, strict=True):
        lines.append(f"{language} {page:9}" + "".join(f"{score:16.0f}" for score in scores))
    sys.stdout.write("\n".join([*lines, *dict.fromkeys(lost)]) + "\n")
    table = {
        " ".join(name): dict(zip(CATEGORIES, scores, strict=True)) for name, scores in zip(names, rows, strict=True)
    }
    given.output.write_text(json.dumps({"rounds": given.rounds, "scores": table, "lost": lost}, indent=1), "utf-8")
    sys.exit(0 if all(score == 100 for scores in rows for score in scores) else 1)


if __name__ == "__main__":
    main()
