"""Bringing translations in: what is wrong with what came back, and the files as they will be. Nothing else is touched.

All findings at once; where there is one, nothing is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from babel.messages.pofile import escape

from meldwijzer.addresses import GUIDE_HEADING
from meldwijzer.content import Content
from meldwijzer.facets import Facets
from meldwijzer.findings import Finding
from meldwijzer.language.catalogue import read as read_catalogue
from meldwijzer.partial import parts_of
from meldwijzer.placed_texts import PlacedText, all_texts
from meldwijzer.prose import TAG_LIKE
from meldwijzer.reading import front_matter
from meldwijzer.reading.text_file import decode, hidden_in
from meldwijzer.reading.yaml_tree import Path, Value, parse
from meldwijzer.references import BARE
from meldwijzer.rules.references import wrong_with
from meldwijzer.texts import Text

from .po import finding
from .spans import with_scalars
from .units import DESCRIPTION_LIMIT, FIELD, Delivered, Sheet, Unit

_BOM = "\ufeff"


@dataclass(frozen=True)
class Change:
    """One text that says something else from now on."""

    unit: Unit
    delivered: Delivered

    @property
    def text(self) -> str:
        """Without white space around it, as content is read."""
        return tidy(self.delivered.target)


def tidy(text: str) -> str:
    """Return a text as content keeps it: without white space around it, with ``\\n`` at the ends of lines."""
    return text.replace("\r\n", "\n").strip()


def changes_in(sheet: Sheet, texts: Iterable[Delivered], path: str) -> tuple[list[Change], list[Finding]]:
    """Return what differs from the content, and what was named that there isn't, or was changed here meanwhile."""
    changes, wrong = [], []
    for one in texts:
        unit = sheet.by_context.get(one.context)
        if unit is None:
            wrong.append(finding(path, one.line, f'There is no text "{one.context}" any more.', "Export again."))
        elif tidy(one.target) and tidy(one.target) != unit.target:
            if one.stamp and one.stamp != unit.stamp:
                message = f"This translation was changed here, too, since it was handed out: {_short(unit.target)}"
                wrong.append(finding(path, one.line, message, "Export again, and decide which of the two stays."))
            else:
                changes.append(Change(unit, one))
    return changes, wrong


def wrong_texts(content: Content, sheet: Sheet, changes: Iterable[Change], path: str) -> Iterator[Finding]:
    """Yield what keeps changed texts from being taken: references, fields, signs, form."""
    facets = Facets(content)
    sources = {(one.path.split("/", 2)[2], one.text.way): one for one in all_texts(content, sheet.source_language)}
    for change in changes:
        source = sources[change.unit.key]
        file, way = change.unit.key
        text = Text(way, change.text, source.text.is_prose)
        placed = PlacedText(sheet.language, f"content/{sheet.language}/{file}", text)
        line = change.delivered.line
        for message, fix in _wrong(content, facets, source, placed, change.unit):
            yield finding(path, line, f"{change.unit.context}: {message}", fix)


def _wrong(
    content: Content, facets: Facets, source: PlacedText, placed: PlacedText, unit: Unit
) -> Iterator[tuple[str, str]]:
    text = placed.text.text
    if (hidden := hidden_in(text)) is not None or "\t" in text:
        sign = ord(hidden[0]) if hidden is not None else 9
        yield f"there is an invisible control character in it (U+{sign:04X}).", "Delete it."
        return
    if not placed.text.is_prose and "\n" in text:
        yield "it must stand on one line.", "Join its lines."
    if placed.text.is_prose and re.match(r"(?:={7}|[<|>]{7})(?:\s|$)", text, re.MULTILINE):
        yield "a line looks like the mark between two versions of a file.", "Take it out."
    if placed.path.rpartition("/")[2] != "interface.po":
        for written in placed.references:
            if (found := wrong_with(content, facets.registry, placed, written)) is not None:
                yield found
        yield from ((f'"{tag}" looks like a tag.', "") for tag in TAG_LIKE.findall(BARE.sub("", text)))
        yield from _compared(facets, source, placed)
    if unit.has_fields:
        here, there = sorted(FIELD.findall(text)), sorted(FIELD.findall(source.text.text))
        if here != there:
            wanted = ", ".join(f"{{{name}}}" for name in there) or "none"
            yield "what stands between { and } is not as in the source.", f"There it is {wanted}."
    if unit.key[0].startswith("guides/") and unit.key[1][0] == "body":
        yield from _heading(text, str(unit.key[1][1]))
    if unit.key[0] == "pages.yml" and unit.key[1][-1] == "description" and len(text) > DESCRIPTION_LIMIT:
        yield f"it has {len(text)} characters.", f"Write at most {DESCRIPTION_LIMIT}."


def _compared(facets: Facets, source: PlacedText, placed: PlacedText) -> Iterator[tuple[str, str]]:
    """Yield the references that the source has and this has not, and the reverse; counterparts of a role are one."""
    for code in ("same-contacts", "same-pages"):
        here = {mark.value: mark.written for mark in facets.marks(code, placed)}
        there = {mark.value: mark.written for mark in facets.marks(code, source)}
        for value, written in there.items():
            if value not in here:
                yield f'"{written}" is missing in it; the source has it.', "Put it back."
        for value, written in here.items():
            if value not in there:
                yield f'"{written}" stands in it, but not in the source.', "Take it out."


def _heading(text: str, name: str) -> Iterator[tuple[str, str]]:
    found = [match["id"] for match in GUIDE_HEADING.finditer(text)]
    wanted = [name] if name else []
    if found != wanted or (name and not GUIDE_HEADING.match(text)):
        yield (
            "its heading is not as in the source.",
            f"Begin it with ## and end that line with {{#{name}}}." if name else ("This part has no heading."),
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:60]}…”" if len(line) > 61 else f"“{line}”"


def files_with(
    root: FilePath, content: Content, language: str, changes: Sequence[Change], path: str
) -> tuple[Mapping[str, str], list[Finding]]:
    """Return the files that change, whole, by path: their bytes stay but for the texts that changed.

    Each is read back first; what cannot be written into its place without harm is a finding.
    """
    by_file: dict[str, list[Change]] = {}
    for change in changes:
        by_file.setdefault(f"content/{language}/{change.unit.key[0]}", []).append(change)
    files, wrong = {}, []
    for name, found in by_file.items():
        raw = (root / name).read_bytes().decode("utf-8")
        files[name] = file_with(raw, name, found)
        wanted = {**texts_in(raw, name), **{change.unit.key[1]: change.text for change in found}}
        there = texts_in(files[name], name)
        for change in found:
            if there.get(change.unit.key[1]) != change.text:
                message = f"{change.unit.context}: this text cannot be written into {name}."
                wrong.append(finding(path, change.delivered.line, message, "Leave out unusual signs."))
        if there != wanted and not wrong:
            wrong.append(finding(path, found[0].delivered.line, f"These texts would change others in {name}."))
    return files, wrong


def texts_in(raw: str, path: str) -> dict[Path, str]:
    """Return every text of a file by its way, without white space around it; empty where it cannot be read."""
    text = decode(raw.encode("utf-8"), path)
    if isinstance(text, Finding):
        return {}
    if path.endswith(".po"):
        catalogue, _ = read_catalogue(text, path)
        return {(key,): said.strip() for key, said in catalogue.messages.items()} if catalogue else {}
    if not path.endswith(".md"):
        tree, _ = parse(text, path)
        return dict(_flat(tree.value, ())) if tree else {}
    document, _ = front_matter.split(text, path)
    if document is None:
        return {}
    parts: dict[Path, str] = {("body", name): part.strip() for name, part in parts_of(document.body)}
    return {**dict(_flat(document.head.value, ())), **parts}


def _flat(value: Value, way: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _flat(item, (*way, key))
    else:
        yield way, (value or "").strip()


def file_with(raw: str, path: str, changes: Sequence[Change]) -> str:
    """Return a file, as it is stored, in which some texts say something else."""
    bom, text = (_BOM, raw[1:]) if raw.startswith(_BOM) else ("", raw)
    returns = "\r\n" in text
    text = text.replace("\r\n", "\n")
    wanted: dict[Path, str] = {change.unit.key[1]: change.text for change in changes}
    prose = {change.unit.key[1] for change in changes if change.unit.is_prose}
    if path.endswith(".po"):
        text = _catalogue_with(text, {str(way[0]): new for way, new in wanted.items()})
    elif path.endswith(".md"):
        text = _guide_with(text, wanted)
    else:
        text = with_scalars(text, wanted, prose)
    return bom + (text.replace("\n", "\r\n") if returns else text)


def _guide_with(text: str, wanted: Mapping[Path, str]) -> str:
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    head = with_scalars(head, {way: new for way, new in wanted.items() if way[0] != "body"})
    parts = []
    for name, part in parts_of(body):
        if (new := wanted.get(("body", name))) is not None:
            before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
            if not part.strip():
                before, after = "\n", "\n\n"
            part = f"{before}{new}{after}"
        parts.append(part)
    return "\n".join([lines[0], head, lines[end], "".join(parts)])


_MESSAGE = re.compile(
    r'^(?P<key>msgid (?:"(?:[^"\\]|\\.)*"\s*\n)+)msgstr (?:"(?:[^"\\]|\\.)*"[ ]*(?:\n(?=")|$))+', re.MULTILINE
)


def _catalogue_with(text: str, wanted: Mapping[str, str]) -> str:
    """Return a catalogue in which some keys have other words."""

    def put(match: re.Match[str]) -> str:
        key = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match["key"]))
        return f"{match['key']}msgstr {escape(wanted[key])}" if key in wanted else match[0]

    return _MESSAGE.sub(put, text)
