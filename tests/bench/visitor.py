"""`make bench-visitor`: how soon a visitor on a slow phone and a slow line reads a page, and what it costs.

Chromium with a processor four times slower, 400 kbit/s and 400 ms for each request, against a server on 127.0.0.1 that
sends files packed. Side by side, taking turns: this site; the same Markdown on Material as it comes (without its web
fonts, which would be asked of others); and the floor, the same text in one hand-made file without scripts. Each view
begins with an empty cache; the second page is opened from the home page, whose files are there by then. Medians.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from meldwijzer import build
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS

from .packing_server import serving

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("home", "report", "help", "faq")
KINDS = ("ours", "stock", "floor")
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER = 4
"""How many times slower than this machine the visitor's is."""
LIMITS = {"html": 14_000, "first view": 35_000, "requests": 5, "second page": 8_000, "blocking": 50, "shift": 0.0}
"""Bytes on the wire, numbers of requests, milliseconds."""
OF_FLOOR = 1.2
_WATCH = """
window.seen = {fcp: 0, lcp: 0, shift: 0, long: []};
const watch = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true});
watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("longtask", (entry) => seen.long.push([entry.startTime, entry.duration]));
"""
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)


def prepared(folder: Path, language: str, site_folder: Path | None) -> dict[str, tuple[Path, dict[str, str]]]:
    """Build the three sites; return of each its folder and the path of each page."""
    result = build.prepare(ROOT, publishing=False, checking=False)
    if result.site is None:
        sys.exit("\n".join(map(str, result.findings)))
    site = result.site
    if site_folder is None:
        site_folder = folder / "ours"
        _generated(["--site-dir", str(site_folder)], ROOT)
    ours = {name: site.page(language, name).address.path for name in PAGES}

    (folder / "stock-docs").mkdir(parents=True, exist_ok=True)
    for page in site.pages(language):
        name = "index" if page.address.id == "home" else page.address.id
        (folder / f"stock-docs/{name}.md").write_text(page.markdown, "utf-8")
    settings = {
        "site_name": "Meldwijzer",
        "docs_dir": "stock-docs",
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "toc"],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")  # JSON is YAML
    _generated(["--config-file", "mkdocs.yml", "--site-dir", "stock"], folder)
    stock = {name: "/" if name == "home" else f"/{name}/" for name in PAGES}

    form = Path(__file__).with_name("floor.html").read_text("utf-8")
    floor = {}
    for name, path in ours.items():
        article = _ARTICLE.search((site_folder / path.strip("/") / "index.html").read_text("utf-8"))
        if article is None:
            sys.exit(f"{path} has no article")
        floor[name] = f"/{name}.html"
        text = form.format(language=language, title=site.page(language, name).address.title, body=article[1])
        (folder / "floor").mkdir(exist_ok=True)
        (folder / f"floor/{name}.html").write_text(text, "utf-8")
    return {"ours": (site_folder, ours), "stock": (folder / "stock", stock), "floor": (folder / "floor", floor)}


def _generated(options: list[str], folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"a site could not be built:\n{done.stderr[-3000:]}")


class Wire:
    """What a page asks for and gets, counted while it is slow."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.session = context.new_cdp_session(page)
        self.kinds: dict[str, str] = {}
        self.got: dict[str, int] = {}
        self.kept: set[str] = set()
        for name, take in (
            ("Network.requestWillBeSent", self._sent),
            ("Network.requestServedFromCache", lambda event: self.kept.add(event["requestId"])),
            ("Network.responseReceived", self._answered),
            ("Network.loadingFinished", self._finished),
        ):
            self.session.on(name, take)
        self.session.send("Network.enable")
        self.session.send("Network.emulateNetworkConditions", SLOW)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def _sent(self, event: Mapping[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = event.get("type", "Other")

    def _answered(self, event: Mapping[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.kept.add(event["requestId"])

    def _finished(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.kinds:
            self.got[event["requestId"]] = int(event["encodedDataLength"])

    def counted(self) -> dict[str, float]:
        """Return bytes of the HTML and of everything, and how many requests there were, since the last time."""
        asked = {key: kind for key, kind in self.kinds.items() if key not in self.kept}
        html = sum(self.got.get(key, 0) for key, kind in asked.items() if kind == "Document")
        every = sum(self.got.get(key, 0) for key in asked)
        self.kinds.clear(), self.got.clear(), self.kept.clear()
        return {"html": html, "bytes": every, "requests": len(asked)}


def viewed(page: Page, wire: Wire, address: str) -> dict[str, float]:
    """Open a page and return what a visitor had to wait for and what was sent."""
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("seen")
    blocking = sum(max(0, took - 50) for start, took in seen["long"] if start + took > seen["fcp"])
    return {
        "fcp": seen["fcp"],
        "lcp": seen["lcp"],
        "blocking": blocking,
        "shift": round(seen["shift"], 4),
        **wire.counted(),
    }


def visit(browser: Browser, address: str, path: str, home: str) -> dict[str, float]:
    """Return the figures of a first view, and the bytes of the same page as a second one."""
    found: dict[str, float] = {}
    for first in (path, home):
        context = browser.new_context(viewport={"width": 360, "height": 640})
        page = context.new_page()
        page.add_init_script(_WATCH)
        wire = Wire(context, page)
        figures = viewed(page, wire, f"{address}{first}")
        if first == path:
            found = figures
        if first == home and path != home:
            found["second"] = viewed(page, wire, f"{address}{path}")["bytes"]
        context.close()
        if path == home:
            break
    return found


def verdicts(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, bool]:
    """Return of each target and page whether it is met."""
    said = {}
    for name, kinds in figures.items():
        ours, floor = kinds["ours"], kinds["floor"]
        said |= {
            f"{name}: HTML with styles at most {LIMITS['html']} bytes": ours["html"] <= LIMITS["html"],
            f"{name}: first view at most {LIMITS['first view']} bytes": ours["bytes"] <= LIMITS["first view"],
            f"{name}: at most {LIMITS['requests']} requests": ours["requests"] <= LIMITS["requests"],
            f"{name}: first paint at most {OF_FLOOR} of the floor": ours["fcp"] <= OF_FLOOR * floor["fcp"],
            f"{name}: largest paint at most {OF_FLOOR} of the floor": ours["lcp"] <= OF_FLOOR * floor["lcp"],
            f"{name}: blocked at most {LIMITS['blocking']} ms": ours["blocking"] <= LIMITS["blocking"],
            f"{name}: no layout shift": ours["shift"] <= LIMITS["shift"],
        }
        if "second" in ours:
            second = ours["second"] <= LIMITS["second page"]
            said[f"{name}: as a second page at most {LIMITS['second page']} bytes"] = second
    return said


def main() -> None:
    """Measure, print a table and the verdicts, and write everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--language", default="en")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    given = parser.parse_args()
    folder = ROOT / ".bench/visitor"
    folder.mkdir(parents=True, exist_ok=True)
    sites = prepared(folder, given.language, given.site)
    runs: dict[str, dict[str, list[dict[str, float]]]] = {name: {kind: [] for kind in KINDS} for name in given.pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for number in range(given.rounds):
            for kind in KINDS:
                built, paths = sites[kind]
                with serving(built) as address:
                    for name in given.pages:
                        runs[name][kind].append(visit(browser, address, paths[name], paths["home"]))
                sys.stderr.write(f"round {number + 1}: {kind}\n")
        browser.close()
    figures = {
        name: {
            kind: {key: round(statistics.median(one[key] for one in every), 4) for key in every[0]}
            for kind, every in kinds.items()
        }
        for name, kinds in runs.items()
    }
    said = verdicts(figures)
    given.output.write_text(
        json.dumps({"language": given.language, "rounds": given.rounds, "figures": figures, "met": said}, indent=1),
        "utf-8",
    )
    titles = ("FCP ms", "LCP ms", "TBT ms", "CLS", "asked", "HTML", "all", "2nd")
    lines = [f"{'page':15}" + "".join(f"{title:>{7 if title == 'asked' else 8}}" for title in titles)]
    for name, kinds in figures.items():
        for kind, of in kinds.items():
            lines.append(
                f"{name:8}{kind:7}{of['fcp']:8.0f}{of['lcp']:8.0f}{of['blocking']:8.0f}{of['shift']:8.3f}"
                f"{of['requests']:7.0f}{of['html']:8.0f}{of['bytes']:8.0f}{of.get('second', 0):8.0f}"
            )
    lines += [f"{'met   ' if met else 'MISSED'} {target}" for target, met in said.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(0 if all(said.values()) else 1)


if __name__ == "__main__":
    main()
