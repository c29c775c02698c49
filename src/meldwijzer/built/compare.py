"""Two texts with tags compared: where they differ, in words for a reader. Which texts are compared is for rules."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SHOWN = 12
"""Words that a message quotes at most."""


class Mark(NamedTuple):
    """A tag or a text, as it is compared."""

    key: tuple[str, ...]
    """``("<", "a", "href=…")`` or ``("text", "words with single spaces")``."""
    offset: int


class Difference(NamedTuple):
    """A place where the built text differs."""

    offset: int
    message: str


def differences(built: Sequence[Mark], wanted: Sequence[Mark], name: str) -> Iterator[Difference]:
    """Yield every place at which what was built differs from what it should be; ``name`` says what that is."""
    here_all, there_all = [mark.key for mark in built], [mark.key for mark in wanted]
    if here_all == there_all:
        return
    matcher = SequenceMatcher(None, here_all, there_all, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        here, there = built[first:last], wanted[start:end]
        # What is missing is told at what stood before it: behind it, anything may follow.
        index = first - 1 if first == last and first else min(first, len(built) - 1)
        offset = built[index].offset if built else 0
        yield Difference(offset, _said(_words(here), _words(there), here, there, name))


def _said(here: list[str], there: list[str], built: Sequence[Mark], wanted: Sequence[Mark], name: str) -> str:
    if here == there:
        return f"Here stands {_tags(built)}; {name} has {_tags(wanted)}."
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    start = max(0, common - 2)
    seen, meant = _quoted(here, start), _quoted(there, start)
    if not here:
        return f"{meant} is missing here; {name} has it."
    if not there:
        return f"{seen} stands here; {name} does not have it."
    return f"Readers see {seen}; {name} has {meant}."


def _words(marks: Sequence[Mark]) -> list[str]:
    return [word for mark in marks if mark.key[0] == "text" for word in mark.key[1].split()]


def _quoted(words: list[str], start: int) -> str:
    part = words[start : start + _SHOWN]
    before = "… " if start else ""
    after = " …" if start + _SHOWN < len(words) else ""
    return f'"{before}{" ".join(part)}{after}"' if part else "nothing more"


def _tags(marks: Sequence[Mark]) -> str:
    tags = [f"<{' '.join(mark.key[1:])}>" for mark in marks if mark.key[0] == "<"]
    return " ".join(tags)[:160] or "no tag"
