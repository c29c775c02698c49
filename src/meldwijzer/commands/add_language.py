"""`meldwijzer add-language`: lays out a new language's folder and says what there is to translate."""

import argparse
import re
import sys
from collections import Counter

from babel import Locale, UnknownLocaleError

from meldwijzer.content import load
from meldwijzer.language.formats import is_locale
from meldwijzer.model.base import Country
from meldwijzer.partial import is_address
from meldwijzer.reading.text_file import replace_text
from meldwijzer.translators import layout, sheet_of

from .check import report

_SITE = "content/site.yml"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser("add-language", help="lay out a new language, to be translated")
    parser.add_argument("language", help="its tag, such as de")
    parser.add_argument("--name", help="its own name for itself (default: as CLDR has it)")
    parser.add_argument("--readers", nargs="+", choices=Country.__args__, default=["BE"], help="default: BE")  # type: ignore[attr-defined]
    parser.add_argument("--locale", help="for dates and amounts (default: that of the first country)")
    parser.add_argument("--quick-exit", help="where somebody is led who must leave at once (default: Wikipedia)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Lay it out; 1 where that was refused."""
    content, findings = load(chosen.root)
    if content is None or content.left_out:
        return report(findings)
    language = chosen.language
    if language in (*content.words, *content.coming):
        return _refused(f'This site has "{language}" already.')
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
        return _refused(f'"{language}" is not the tag of a language; write nl, fr, en, de …')
    folder = chosen.root / "content" / language
    if folder.exists():
        return _refused(f"content/{language} is there already. Take it away, or add the language to {_SITE} by hand.")
    try:
        cldr = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _refused(f'CLDR knows no language "{language}": it can have no dates and amounts.')
    here = f"{cldr.language}_{chosen.readers[0]}"
    locale = chosen.locale or (here if is_locale(here) else str(cldr))
    if not is_locale(locale):
        return _refused(f'CLDR knows no locale "{locale}".')
    name = chosen.name or (cldr.get_display_name() or language)
    settings = {
        "name": f'"{name[:1].upper()}{name[1:]}"',
        "locale": locale,
        "readers": f"[{', '.join(chosen.readers)}]",
        "quick_exit": chosen.quick_exit or f"https://{cldr.language}.wikipedia.org/",
    }
    site = layout.with_language((chosen.root / _SITE).read_bytes().decode("utf-8"), language, settings)
    for path, text in layout.laid_out(chosen.root, content, language).items():
        file = chosen.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_text(file, text)
    replace_text(chosen.root / _SITE, site)
    return _listed(chosen, language)


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _listed(chosen: argparse.Namespace, language: str) -> int:
    """Say what there is to translate, file by file, and what comes next."""
    content, findings = load(chosen.root)
    if content is None or language not in content.coming:
        return report(findings)
    units = sheet_of(content, language).units
    words = Counter[str]()
    for unit in units:
        words[unit.key[0]] += len(unit.source.split())
    texts = Counter(unit.key[0] for unit in units)
    for file, count in texts.items():
        print(f"content/{language}/{file}: {count} texts, {words[file]} words")
    slugs = [way for _, way in content.coming[language].lacking if is_address(way)]
    print(
        f"{len(slugs)} addresses in pages.yml and guides/, to be chosen by hand: once published, they must never die."
    )
    print(f"content/{language}/terms.yml: which words mislead in this language; write it after the example of another.")
    print(
        f"\nIt is marked as partial in {_SITE}: until that line is taken out, no reader sees it and nothing demands it."
    )
    print(f"Next: meldwijzer translations export {language} --out {language}.po")
    return 0
