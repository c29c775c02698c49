"""Units to and from gettext PO, through Babel's catalogues. Nothing about where they stand in content/."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from meldwijzer.findings import Finding, Place, Severity

from .units import Delivered, Sheet

STAMP = re.compile(r"^text: ([0-9a-f]{8})$")
"""The remark that bears :attr:`~.units.Unit.stamp`."""
_NOBODY = ("", "FULL NAME <EMAIL@ADDRESS>")


def written(sheet: Sheet, project: str, day: date, before: Mapping[str, str]) -> str:
    """Return a sheet as a PO file.

    Args:
        sheet: What to translate.
        project: The site's name.
        day: When it is handed out.
        before: Source texts of an earlier file by context, for ``#| msgid`` where they have changed.
    """
    catalog = Catalog(
        header_comment=f"# {project}: {sheet.source_language} to {sheet.language}.",
        project=project,
        creation_date=datetime.combine(day, time(), UTC),
        charset="utf-8",
        fuzzy=False,
    )
    for unit in sheet.units:
        earlier = before.get(unit.context, unit.source)
        message = catalog.add(
            unit.source,
            unit.target,
            auto_comments=[*unit.notes, f"state: {unit.state}", f"text: {unit.stamp}"],
            flags=["fuzzy"] if unit.is_behind else [],
            previous_id=earlier if earlier != unit.source else "",
            context=unit.context,
        )
        message.flags.discard("python-brace-format")
        message.flags.discard("python-format")
    held = io.BytesIO()
    write_po(held, catalog, width=0, include_previous=True)
    head, _, rest = held.getvalue().decode("utf-8").partition("\n\n")
    fields = f'"Language: {sheet.language}\\n"\n"X-Source-Language: {sheet.source_language}\\n"\n"MIME-Version'
    head = head.replace('"MIME-Version', fields, 1)
    return f"{head}\n\n{rest}"


def read(text: str, path: str) -> tuple[str, str, list[Delivered], list[Finding]]:
    """Return what a PO file brings: its language, its translator, its texts, and what is wrong with it."""
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        return "", "", [], [finding(path, error.lineno + 1, "This line is not gettext PO.", "Export the texts again.")]
    except (ValueError, LookupError, AttributeError, TypeError):
        return "", "", [], [finding(path, 1, "This file cannot be read as gettext PO.", "Export the texts again.")]
    heads = {name.casefold(): value for name, value in _heads(text)}
    translator = heads.get("last-translator", "")
    texts = list(_texts(catalog))
    return heads.get("language", ""), "" if translator in _NOBODY else translator, texts, list(_twice(text, path))


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of the first message as they are written: Babel drops a language that it doesn't know."""
    head = text.split("\n\n", 1)[0]
    for field in re.findall(r'^(?:msgstr )?"([\w-]+: ?.*?)\\n"$', head, re.MULTILINE):
        name, _, value = field.partition(":")
        yield name, value.strip()


def _texts(catalog: Catalog) -> Iterator[Delivered]:
    for message in catalog:
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            stamps = (STAMP.match(note.strip()) for note in message.auto_comments)
            stamp = next((found[1] for found in stamps if found), "")
            line = message.lineno or 1
            yield Delivered(message.context or "", message.id, message.string, line, not message.fuzzy, stamp)


_CONTEXT = re.compile(r'^msgctxt ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


def _twice(text: str, path: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for match in _CONTEXT.finditer(text):
        context = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match[1]))
        number = text.count("\n", 0, match.start()) + 1
        if first.setdefault(context, number) != number:
            message = f"This text stands here a second time; the first is on line {first[context]}."
            yield finding(path, number, message, "Keep one of the two.")


def finding(path: str, line: int, message: str, fix: str = "") -> Finding:
    """Return what is wrong with a line of a translator's file."""
    return Finding("translation", Severity.ERROR, Place(path, line), message, fix)
