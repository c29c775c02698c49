"""`meldwijzer readability`: how easily each page reads in each language, as a table beside its budget."""

import argparse
import sys
from collections.abc import Iterable, Mapping

from meldwijzer.content import load
from meldwijzer.language.readability import Reading
from meldwijzer.rules.readable import EASE, LONGEST, readings, too_hard


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("readability", help="how easily each page reads, in each language")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the table; 1 where the content cannot be read."""
    content, findings = load(chosen.root)
    if content is None:
        print("\n".join(map(str, findings)), file=sys.stderr)
        return 1
    print("\n".join(table(readings(content), list(content.words))))
    return 0


def table(found: Mapping[tuple[str, str], Reading], languages: list[str]) -> Iterable[str]:
    """Yield the lines of the table: a page each, hardest last; and what the numbers mean."""
    pages = sorted({page for page, _ in found}, key=lambda page: (-_hardest(found, page, languages), page))
    width = max(map(len, pages), default=4)
    yield f"{'page':{width}}" + "".join(f"  {language:>4}  mean longest" for language in languages)
    for page in pages:
        yield f"{page:{width}}" + "".join(_cell(found.get((page, language)), language) for language in languages)
    least = ", ".join(f"{language} {EASE.get(language, 'none')}" for language in languages)
    yield ""
    yield "Under each language: reading ease (100 very easy, 60 plain, 30 hard), words per sentence, longest sentence."
    yield f"Least reading ease of a page: {least}. Longest sentence: {LONGEST} words. An exclamation mark: past it."


def _hardest(found: Mapping[tuple[str, str], Reading], page: str, languages: list[str]) -> float:
    eases = (found[page, one].ease(one) for one in languages if (page, one) in found)
    return min((ease for ease in eases if ease is not None), default=0.0)


def _cell(reading: Reading | None, language: str) -> str:
    ease = reading.ease(language) if reading else None
    if reading is None or not reading.sentences:
        return f"  {'–':>4}  {'–':>4} {'–':>7}"
    score = "–" if ease is None else f"{ease:.0f}{'!' if too_hard(reading, language) else ''}"
    longest = f"{reading.longest}{'!' if reading.longest > LONGEST else ''}"
    return f"  {score:>4}  {reading.mean:>4.1f} {longest:>7}"
