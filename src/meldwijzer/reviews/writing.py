"""Writing the ledger, the baseline, the translations' records and the notices. The only part that touches files.

Lists that people edit keep their layout and remarks: lines are added behind the last, seals beside their ``of``.
What the machine keeps is written anew, one line each, sorted, so that merging two branches is easy.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from meldwijzer.content import Content
from meldwijzer.model.ledger import Correction, Outage, Review
from meldwijzer.reading.text_file import replace_text
from meldwijzer.reading.yaml_tree import Tree, parse

from .seals import Broken, number_of, reseal, seal_of, stamped
from .standing import baseline_words, is_expired, standings
from .subjects import subjects
from .translations import Kept, translated

LEDGER = "content/reviews.yml"
BASELINE = "content/baseline.yml"
TRANSLATIONS = "content/translations.yml"
NOTICES = "content/notices.yml"


@dataclass(frozen=True)
class Sealed:
    """What sealing did."""

    seals: int
    """Seals that were written into the ledger."""
    facts: int
    """Facts that are new in the baseline."""
    texts: int
    """Translated texts that are recorded anew."""
    refused: Sequence[Broken]


def add_reviews(root: Path, content: Content, reviews: Iterable[Review]) -> None:
    """Add sealed lines to the ledger.

    Raises:
        ValueError: The file cannot be read as YAML.
    """
    file = root / LEDGER
    text = file.read_bytes().decode("utf-8")
    number = max([content.reviews.sealed, *(number_of(line) for line in content.reviews.reviews)])
    for review in reviews:
        number += 1
        text = with_item(text, "reviews", _item(review.model_copy(update={"seal": seal_of(review, number)})))
    replace_text(file, _with_head(text, "sealed", str(number)))


def add_notice(root: Path, notice: Correction | Outage) -> None:
    """Add an urgent notice to content/notices.yml."""
    file = root / NOTICES
    key = "corrections" if isinstance(notice, Correction) else "outages"
    replace_text(file, with_item(file.read_bytes().decode("utf-8"), key, _item(notice)))


def seal(root: Path, content: Content, accepted: frozenset[int] = frozenset(), *, everything: bool = False) -> Sealed:
    """Give new lines their seals, and record facts and translations that are new.

    Args:
        root: The project's folder.
        content: As it stands.
        accepted: Numbers of ledger lines that may have been edited or lost.
        everything: Accept whatever stands in any of the files, also facts and texts that have changed.
    """
    came = reseal(content.reviews, accepted, everything=everything)
    file = root / LEDGER
    text = _with_seals(file.read_bytes().decode("utf-8"), came.seals)
    text = _with_head(text, "sealed", str(came.sealed))
    if list(came.lost) != content.reviews.lost:
        text = _with_head(text, "lost", f"[{', '.join(map(str, came.lost))}]")
    replace_text(file, text)
    facts = record_facts(root, content, everything=everything)
    return Sealed(len(came.seals), facts, record_texts(root, content, everything=everything), came.refused)


def record_facts(root: Path, content: Content, *, everything: bool = False) -> int:
    """Write the baseline: what is new as it stands now; what was recorded as it was, or ``everything`` as it is."""
    before = content.baseline.facts
    now = {subject.name: stamped(subject.name, baseline_words(subject)) for subject in subjects(content)}
    lines = now if everything else {**now, **before}
    _write_kept(root / BASELINE, len(lines), "facts", _rows(lines, "  "))
    return len(set(lines) - set(before))


def forget(root: Path, content: Content, names: Iterable[str]) -> list[int]:
    """Take subjects that are gone for good out of the ledger and the baseline; return the numbers of their lines."""
    gone = set(names)
    indices = [index for index, review in enumerate(content.reviews.reviews) if review.of in gone]
    numbers = [number for index in indices if (number := number_of(content.reviews.reviews[index]))]
    file = root / LEDGER
    text = _without_items(file.read_bytes().decode("utf-8"), "reviews", indices)
    if numbers:
        lost = sorted({*content.reviews.lost, *numbers})
        text = _with_head(text, "lost", f"[{', '.join(map(str, lost))}]")
    replace_text(file, text)
    lines = {name: line for name, line in content.baseline.facts.items() if name not in gone}
    _write_kept(root / BASELINE, len(lines), "facts", _rows(lines, "  "))
    return numbers


def record_texts(
    root: Path, content: Content, changed: Mapping[tuple[str, str], Kept] | None = None, *, everything: bool = False
) -> int:
    """Write what is kept of translations.

    Args:
        root: The project's folder.
        content: As it stands.
        changed: By language and entry, what is to be kept of it from now on.
        everything: Record also those that are behind as made from today's source.

    Returns:
        How many entries were recorded anew: those without a line, and those changed together with their source.
    """
    lines: dict[str, dict[str, str]] = {}
    count = 0
    for one in translated(content):
        language, name = one.language, one.entry.name
        kept = (changed or {}).get((language, name), one.kept)
        fresh = Kept("delivered", one.source.digest, one.entry.digest)
        if one.is_unrecorded and kept is one.kept:
            kept, count = fresh, count + 1
        if kept is None or everything:
            kept = fresh
        lines.setdefault(language, {})[name] = stamped(f"{language}:{name}", kept.line())
    rows = [row for language in sorted(lines) for row in (f"  {language}:", *_rows(lines[language], "    "))]
    _write_kept(root / TRANSLATIONS, sum(map(len, lines.values())), "languages", rows)
    return count


def record_all(content: Content, root: Path, *, by: str = "", today: date | None = None) -> None:
    """Record every fact and every translation as confirmed as it stands now, whatever the ledger said before.

    For trying out the other rules: after it, nothing is changed, lost, edited or behind.

    Args:
        content: As it stands.
        root: The project's folder, whose ledger is rewritten.
        by: Who answers for it; a line is added for each fact that changed.
        today: The day of those lines; else the content's.
    """
    day = (today or content.today).isoformat()
    known = {subject.name for subject in subjects(content)}
    lines = [review for review in content.reviews.reviews if review.of in known]
    lines = [_as_of(review.model_copy(update={"details": None}), day, content) for review in lines]
    changed = [one for one in standings(content) if one.review is not None and one.changes]
    for one in changed:
        assert one.review is not None
        words = {"value": one.subject.value, "details": None, "checked": day, "by": by or one.review.by}
        lines.append(one.review.model_copy(update=words))
    sealed = [line.model_copy(update={"seal": seal_of(line, number)}) for number, line in enumerate(lines, 1)]
    file = root / LEDGER
    head = _remark(file.read_text("utf-8"))
    items = "".join(f"{_item(line)}\n" for line in sealed) or "  []\n"
    replace_text(file, f"{head}sealed: {len(sealed)}\nlost: []\nreviews:\n{items}")
    record_facts(root, content, everything=True)
    record_texts(root, content, everything=True)


def _as_of(review: Review, day: str, content: Content) -> Review:
    """Return a line looked at on a day, where its own day has not come yet or is too old."""
    if is_expired(content, review) or review.checked > day or (review.date or "") > day:
        return review.model_copy(update={"checked": day, "date": None})
    return review


def _item(record: BaseModel) -> str:
    """Return a list's item in YAML, one field a line, every text between quotes but the name it goes by."""
    fields = record.model_dump(mode="json", exclude_none=True)
    plain = ("of", "seal", "id", "role")
    rows = [f"{key}: {text if key in plain else json.dumps(text, ensure_ascii=False)}" for key, text in fields.items()]
    return "  - " + "\n    ".join(rows)


def with_item(text: str, key: str, item: str) -> str:
    """Return a YAML text with an item added behind the last of a top-level list."""
    lines = text.rstrip("\n").split("\n")
    start = next((number for number, line in enumerate(lines) if re.match(rf"{key}:", line)), None)
    if start is None:
        return "\n".join([*lines, f"{key}:", item]) + "\n"
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    lines[start] = re.sub(r"\[\s*\]", "", lines[start]).rstrip()
    indent = next((line[: len(line) - len(line.lstrip())] for line in lines[start + 1 : end] if "- " in line), "  ")
    shifted = [f"{indent}{row[2:]}" for row in item.split("\n")]
    return "\n".join([*lines[:end], *shifted, *lines[end:]]) + "\n"


def _with_head(text: str, key: str, value: str) -> str:
    """Return a YAML text with a top-level value of one line set; a new one comes before the list."""
    line = f"{key}: {value}"
    if re.search(rf"^{key}:.*$", text, re.MULTILINE):
        return re.sub(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE)
    return re.sub(r"^reviews:", f"{line}\nreviews:", text, count=1, flags=re.MULTILINE)


def _tree(text: str) -> Tree:
    tree, findings = parse(text, LEDGER)
    if tree is None:
        raise ValueError(str(findings[0]))
    return tree


def _with_seals(text: str, seals: Mapping[int, str]) -> str:
    """Return the ledger's text with these seals in the lines of their items."""
    if not seals:
        return text
    tree, lines = _tree(text), text.split("\n")
    added: list[tuple[int, str]] = []
    for index, value in seals.items():
        place = tree.places.get(("reviews", index, "seal"))
        if place is not None:
            row, column = place.line - 1, place.column - 1
            lines[row] = lines[row][:column] + re.sub(r"^[^\s,}]*", value, lines[row][column:])
            continue
        key = tree.keys[("reviews", index, "of")]
        row, column = key.line - 1, key.column - 1
        item = tree.places[("reviews", index)]
        if lines[item.line - 1][item.column - 1 : item.column] == "{":
            lines[row] = f"{lines[row][:column]}seal: {value}, {lines[row][column:]}"
        else:
            added.append((row, f"{' ' * column}seal: {value}"))
    for row, line in sorted(added, reverse=True):
        lines.insert(row + 1, line)
    return "\n".join(lines)


def _without_items(text: str, key: str, indices: Sequence[int]) -> str:
    """Return a YAML text without some items of a top-level list."""
    tree, lines = _tree(text), text.rstrip("\n").split("\n")
    starts = sorted(place.line - 1 for way, place in tree.places.items() if len(way) == 2 and way[0] == key)
    for index in sorted(indices, reverse=True):
        end = starts[index + 1] if index + 1 < len(starts) else len(lines)
        del lines[starts[index] : end]
    if indices and len(indices) == len(starts):
        lines = [f"{key}: []" if line.startswith(f"{key}:") else line for line in lines]
    return "\n".join(lines) + "\n"


def _remark(text: str) -> str:
    """Return the remark at the head of a file."""
    match = re.match(r"(?:#.*\n|\n)*", text)
    return match[0] if match else ""


def _write_kept(file: Path, count: int, key: str, rows: Sequence[str]) -> None:
    """Write what the machine keeps below the remark that stands there."""
    head = _remark(file.read_text("utf-8"))
    whole = [f"recorded: {count}", f"{key}:" if rows else f"{key}: {{}}", *rows]
    replace_text(file, head + "\n".join(whole) + "\n")


def _rows(lines: Mapping[str, str], indent: str) -> list[str]:
    """Return machine-kept lines, sorted, so that merging two branches is easy."""
    return [f"{indent}{name}: {_quoted(line)}" for name, line in sorted(lines.items())]


def _quoted(line: str) -> str:
    return json.dumps(line, ensure_ascii=False) if re.search(r"[:#\"'\\{}\[\]|>&*!%@`]", line) else line
