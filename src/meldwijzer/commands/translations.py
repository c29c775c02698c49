"""`meldwijzer translations`: texts out to translators' tools and back, and how far each language is. No file format."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from meldwijzer.content import Content, load
from meldwijzer.findings import Finding, did_you_mean, errors, in_order
from meldwijzer.translators import Delivered, Sheet, delivery, po, recording, sheet_of, xliff

from .check import report

_HELP = """Examples:
  meldwijzer translations export fr --out fr.po
  meldwijzer translations export fr --format xliff --out fr.xlf --since last-year.xlf
  meldwijzer translations import fr.po --by "A Translator"
  meldwijzer translations status
"""


class Refused(Exception):
    """What was asked can't be done; says why and what to write instead."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser(
        "translations",
        help="texts out to translators and back",
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    out = actions.add_parser("export", help="write the texts of a language as a file for translators")
    out.add_argument("language")
    out.add_argument("--format", choices=("po", "xliff"), default="po", help="default: po (gettext)")
    out.add_argument("--out", type=Path, metavar="FILE", help="where to (default: standard output)")
    out.add_argument(
        "--since", type=Path, metavar="FILE", help="an earlier export: its texts are named as the old ones"
    )
    out.set_defaults(run=_guarded(_export))
    back = actions.add_parser("import", help="bring back what was translated; nothing is written if anything is wrong")
    back.add_argument("file", type=Path)
    back.add_argument("--by", help="who translated it; another person reviews it, readers never see a name")
    back.set_defaults(run=_guarded(_import))
    status = actions.add_parser("status", help="how many texts of each language are translated and reviewed")
    status.set_defaults(run=_guarded(_status))


def _guarded(action: Callable[[argparse.Namespace, Content], int]) -> Callable[[argparse.Namespace], int]:
    """Return an action that loads the content first and says why it was refused."""

    def run(chosen: argparse.Namespace) -> int:
        content, findings = load(chosen.root)
        if content is None or content.left_out:
            return report(findings)
        try:
            return action(chosen, content)
        except Refused as refused:
            print(refused, file=sys.stderr)
            return 1

    return run


def _export(chosen: argparse.Namespace, content: Content) -> int:
    sheet = _sheet(content, chosen.language)
    before: dict[str, str] = {}
    if chosen.since is not None:
        _, _, texts, wrong = _read(chosen.since)
        if wrong:
            return report(in_order(wrong))
        before = {one.context: one.source for one in texts}
    if chosen.format == "po":
        text = po.written(sheet, content.site.name, content.today, before)
    else:
        text = xliff.written(sheet, before)
    if chosen.out is None:
        sys.stdout.write(text)
        return 0
    chosen.out.write_bytes(text.encode("utf-8"))
    print(f"{chosen.out}: {_counted(sheet)}")
    return 0


def _import(chosen: argparse.Namespace, content: Content) -> int:
    language, translator, texts, wrong = _read(chosen.file)
    if wrong and not texts:
        return report(in_order(wrong))
    sheet = _sheet(content, language)
    by = " ".join((chosen.by or translator).split())
    if not by:
        raise Refused("Who translated it? Add --by.")
    path = str(chosen.file)
    changes, odd = delivery.changes_in(sheet, texts, path)
    wrong += [*odd, *delivery.wrong_texts(content, sheet, changes, path)]
    if not errors(wrong):
        files, unsafe = delivery.files_with(chosen.root, content, language, changes, path)
        wrong += unsafe
        if not errors(wrong):
            entries, wrong = recording.bring_in(chosen.root, content, sheet, texts, files, by)
            if not errors(wrong):
                said = "1 text has changed" if len(changes) == 1 else f"{len(changes)} texts have changed"
                print(f"{said}; delivered, to be reviewed by somebody else: {', '.join(entries) or 'nothing'}.")
                return 0
    status = report(in_order(wrong))
    print("Nothing was written.", file=sys.stderr)
    return status


def _status(_: argparse.Namespace, content: Content) -> int:
    for language in (*content.words, *content.coming):
        if language != content.site.default_language:
            print(f"{language}: {_counted(sheet_of(content, language))}")
    return 0


def _counted(sheet: Sheet) -> str:
    counts = Counter(unit.state for unit in sheet.units)
    behind = sum(unit.is_behind for unit in sheet.units)
    why = f" ({behind} because their source has changed)" if behind else ""
    return (
        f"{len(sheet.units)} texts: {counts['needs-translation']} need translation{why}, "
        f"{counts['delivered']} delivered, {counts['reviewed']} reviewed."
    )


def _sheet(content: Content, language: str) -> Sheet:
    default = content.site.default_language
    others = [tag for tag in (*content.words, *content.coming) if tag != default]
    if language == default:
        raise Refused(f'"{language}" is the language that others are translated from.')
    if language not in others:
        near = did_you_mean(language, others) or f"There is {', '.join(others)}."
        raise Refused(f'This site has no language "{language}". {near}')
    return sheet_of(content, language)


def _read(file: Path) -> tuple[str, str, list[Delivered], list[Finding]]:
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise Refused(f"{file} cannot be opened ({error.strerror or 'unknown cause'}).") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is not UTF-8. Save it so.") from error
    read = xliff.read if text.lstrip().startswith("<") else po.read
    return read(text, str(file))
