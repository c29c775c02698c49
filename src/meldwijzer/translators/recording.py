"""Writing what came in, and recording it as delivered. The only part that touches files, all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from meldwijzer.content import Content, load
from meldwijzer.findings import Finding, errors
from meldwijzer.reading.text_file import replace_text
from meldwijzer.reviews import writing
from meldwijzer.reviews.seals import digest
from meldwijzer.reviews.translations import Kept, translated

from .delivery import tidy
from .units import Delivered, Sheet


def bring_in(
    root: Path, before: Content, sheet: Sheet, texts: Sequence[Delivered], files: Mapping[str, str], by: str
) -> tuple[list[str], list[Finding]]:
    """Write the files and record the entries that came in.

    Args:
        root: The project's folder.
        before: As the content stood.
        sheet: Its texts.
        texts: As they came back.
        files: The files that change, whole, by path.
        by: Who translated.

    Returns:
        The entries recorded as delivered; and what is wrong with the files as they would be: then the old ones stand.
    """
    old = {path: (root / path).read_bytes() for path in files}
    for path, text in files.items():
        replace_text(root / path, text)
    after, findings = load(root, before.today)
    if after is None or errors(findings):
        for path, data in old.items():
            (root / path).write_bytes(data)
        return [], findings
    changed = _kept(before, after, sheet, texts, f"{by}, {before.today.isoformat()}")
    if changed:
        writing.record_texts(root, after, {(sheet.language, name): kept for name, kept in changed.items()})
    return sorted(changed), []


def _kept(before: Content, after: Content, sheet: Sheet, texts: Iterable[Delivered], who: str) -> dict[str, Kept]:
    """Return what to keep of each entry whose words changed, or whose translator says that they fit a newer source."""
    was = {one.entry.name: one for one in translated(before, sheet.language)}
    came = {one.context: one for one in texts}
    kept = {}
    for one in translated(after, sheet.language):
        name = one.entry.name
        units = [unit for unit in sheet.units if unit.entry == name]
        here = [came[unit.context] for unit in units if unit.context in came]
        older = [one for one in here if tidy(one.source) != sheet.by_context[one.context].source]
        is_open = bool(older) or any(
            unit.is_behind and not (unit.context in came and came[unit.context].is_confirmed) for unit in units
        )
        old = was.get(name)  # none where something was lacking until now
        if old is not None and old.entry.digest == one.entry.digest and (is_open or not old.is_behind):
            continue
        source = one.source.digest
        if is_open:  # it stays behind
            last = old.kept if old is not None else None
            stale = digest("\n".join(one.source for one in older))
            source = last.source if last is not None and last.source != source else stale
        kept[name] = Kept("delivered", source, one.entry.digest, delivered=who)
    return kept
