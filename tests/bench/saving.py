"""`make bench-save`: from saving a file to the new page being served, beside `hugo server` on the same pages.

Both previews run at the same time on the same machine, and take turns: a word of a guide is changed on disk, and the
page is asked for again and again until it has the new word. Hugo gets the pages that stock MkDocs gets (stock.py), with
a plain template. Medians are printed, and how long our check takes after that, beside the editor's work.
"""

import argparse
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import stock, synthetic

PAGE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
</head><body><nav>{{ range first 20 .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<article>{{ .Content }}</article></body></html>
"""
GUIDE = "bench-003"
_BETWEEN = 0.002
"""Seconds between two questions for a page."""


@dataclass(frozen=True)
class Preview:
    """A preview that runs: the file to save, and the page on which it shows."""

    name: str
    address: str
    file: Path
    said: Path
    """What it prints."""

    def page(self) -> str:
        """Return the page, or nothing while it is not there."""
        try:
            with urllib.request.urlopen(self.address, timeout=30) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait(self, word: str, seconds: float = 120) -> float:
        """Return after how many seconds the page has a word."""
        begun = time.perf_counter()
        while word not in self.page():
            if time.perf_counter() - begun > seconds:
                sys.exit(f"{self.name} never showed {word}:\n{self.said.read_text('utf-8')[-2000:]}")
            time.sleep(_BETWEEN)
        return time.perf_counter() - begun

    def save(self, number: int) -> float:
        """Change a word, and return after how many seconds it is served."""
        text, word = self.file.read_text("utf-8"), f"Word{number}x"
        self.file.write_text(re.sub(r"\n(?:Word\d+x )?(?=The )", f"\n{word} ", text, count=1), "utf-8")
        return self.wait(word)


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path, said: Path) -> Iterator[None]:
    with said.open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def ours(root: Path) -> Iterator[Preview]:
    """Run our preview of a project."""
    port, said = _port(), root / "said.txt"
    command = [sys.executable, "-m", "meldwijzer", "--root", str(root), "serve", "--port", str(port)]
    with _running(command, root, said):
        file = root / f"content/en/guides/{GUIDE}.md"
        yield Preview("ours", f"http://127.0.0.1:{port}/en/guides/{GUIDE}/", file, said)


@contextmanager
def hugo(theirs: Path) -> Iterator[Preview]:
    """Run Hugo's preview of a project for stock MkDocs (stock.py)."""
    root = theirs.with_name(f"{theirs.name}-hugo")
    shutil.rmtree(root, ignore_errors=True)
    configuration = json.loads((theirs / "mkdocs.yml").read_text("utf-8"))
    languages = configuration["plugins"][1]["i18n"]["languages"]
    for file in (theirs / "docs").rglob("*.md"):
        target = root / "content" / file.relative_to(theirs / "docs")
        target = target.with_name("_index.md") if target.name == "index.md" else target  # else all would be one page
        target.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"\{: #([\w-]+)[^}\n]*\}", r"{#\1}", file.read_text("utf-8"))
        title, text = text.split("\n", 1)
        title = json.dumps(re.sub(r"\{.*", "", title).removeprefix("# ").strip() or "–")
        body = re.sub(r"\]\(([a-z0-9-]+)\.md", r"](../\1/", text)
        target.write_text(f"---\ntitle: {title}\n---\n{body}", "utf-8")
    for kind in ("single", "list"):
        (root / "layouts/_default").mkdir(parents=True, exist_ok=True)
        (root / f"layouts/_default/{kind}.html").write_text(PAGE, "utf-8")
    settings = {
        "baseURL": "https://hotline.example/",
        "defaultContentLanguage": languages[0]["locale"],
        "defaultContentLanguageInSubdir": True,
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
        "languages": {
            one["locale"]: {"contentDir": f"content/{one['locale']}", "languageName": one["name"], "weight": number}
            for number, one in enumerate(languages, 1)
        },
    }
    (root / "config.json").write_text(json.dumps(settings), "utf-8")
    port, said = _port(), root / "said.txt"
    with _running(["hugo", "server", "--bind", "127.0.0.1", "--port", str(port)], root, said):
        file = root / f"content/en/guide-{GUIDE}.md"
        yield Preview("hugo", f"http://127.0.0.1:{port}/en/guide-{GUIDE}/", file, said)


def measure(cache: Path, languages: int, pages: int, rounds: int) -> dict[str, float]:
    """Return the medians, in seconds: of each preview, and of our check after a save."""
    root, theirs = cache / f"save-{languages}x{pages}", cache / f"save-stock-{languages}x{pages}"
    shutil.rmtree(root, ignore_errors=True)
    synthetic.generate(root, languages, pages, seed=1)
    stock.generate(root, theirs)
    with ExitStack() as stack:
        previews = [stack.enter_context(ours(root)), stack.enter_context(hugo(theirs))]
        for preview in previews:
            preview.wait("</article>")
        times: dict[str, list[float]] = {preview.name: [] for preview in previews}
        checked = 0
        for number in range(rounds + 1):
            checked = _settled(previews[0], checked)
            for preview in previews:
                times[preview.name].append(preview.save(number))
        _settled(previews[0], checked)
        said = previews[0].said.read_text("utf-8")
    found = {name: round(statistics.median(seconds[1:]), 3) for name, seconds in times.items()}  # the first warms up
    checks = [float(seconds) for seconds in re.findall(r"is checked: ([\d.]+) s", said)]
    return {**found, "check": round(statistics.median(checks[2:]), 2)}


def _settled(preview: Preview, checked: int) -> int:
    """Wait until one more check is done, so that nobody measures beside it, and return how many there were."""
    for _ in range(3000):
        if (count := preview.said.read_text("utf-8").count("is checked: ")) > checked:
            time.sleep(1.5)  # what nobody has asked for is made as well
            return count
        time.sleep(0.05)
    return sys.exit(f"no check came to an end:\n{preview.said.read_text('utf-8')[-2000:]}")


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", type=int, default=3)
    parser.add_argument("--pages", type=int, nargs="+", default=[24, 200], help="in each language")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cache", type=Path, default=Path(".bench"), help="folder for the projects")
    parser.add_argument("json", type=Path, nargs="?", help="file for the figures")
    chosen = parser.parse_args()
    if shutil.which("hugo") is None:
        sys.exit("Hugo is missing: apt-get install hugo")
    found = {}
    for pages in chosen.pages:
        size = f"{chosen.languages}x{pages}"
        of = found[size] = measure(chosen.cache.resolve(), chosen.languages, pages, chosen.rounds)
        verdict = "met" if of["ours"] <= of["hugo"] else "MISSED"
        sys.stdout.write(
            f"{size}: saved to served {of['ours']:.3f} s, hugo server {of['hugo']:.3f} s "
            f"({of['ours'] / of['hugo']:.2f} of it): {verdict}; checked {of['check']:.2f} s after a save\n"
        )
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
