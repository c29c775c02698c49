"""Words of the interface: content/<lang>/interface.po, compiled in memory. Ids are keys, not English words."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel.messages.pofile import PoFileError, read_po

from meldwijzer.findings import Finding, Place, Severity

_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgid|msgstr) +)?"(?:[^"\\]|\\.)*")?\s*')
"""A comment, a key, its words, or a further line of either."""
_UNREADABLE = (
    'This line is neither msgid "key" nor msgstr "words".',
    "Put the words between two quotation marks; inside them use “ ”.",
)
_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Catalogue:
    """One language's interface words."""

    path: str
    messages: Mapping[str, str]
    lines: Mapping[str, int]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the words for a key with its ``{fields}`` filled in.

        Raises:
            KeyError: The catalogue has no such key (a rule compares catalogues before pages are made).
        """
        text = self.messages[key]
        return _FIELD.sub(lambda field: str(values[field[1]]), text) if values else text

    def fields(self, key: str) -> tuple[str, ...]:
        """Return the names of the ``{fields}`` in a message, in order, as often as they stand there."""
        return tuple(sorted(_FIELD.findall(self.messages.get(key, ""))))


def read(text: str, path: str) -> tuple[Catalogue | None, list[Finding]]:
    """Return the catalogue in a PO text, and what is wrong with it."""

    def found(line: int, message: str, fix: str) -> Finding:
        return Finding("interface", Severity.ERROR, Place(path, line), message, fix)

    wrong = [found(line, *_UNREADABLE) for line, row in enumerate(text.split("\n"), 1) if not _LINE.fullmatch(row)]
    if wrong:
        return None, wrong
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        fix = 'Below each msgid "key" write msgstr "words".'
        return None, [found(error.lineno + 1, "This key has no words, or these words have no key.", fix)]
    except (ValueError, LookupError, AttributeError):
        fix = "Copy the first lines of another language's interface.po and change its language."
        return None, [found(1, "The first lines of this file cannot be read.", fix)]
    if not any(message.id for message in catalog):
        return None, [found(1, "This file has no words.", "Put its content back.")]
    messages: dict[str, str] = {}
    lines: dict[str, int] = {}
    findings = list(_twice(text, found))
    for message in catalog:
        if not message.id:
            continue
        key, line = str(message.id), message.lineno or 1
        lines[key] = line
        if not message.string:
            findings.append(found(line, f'"{key}" has no words.', "Write them behind msgstr, between the quotes."))
        messages[key] = str(message.string)
    return Catalogue(path, messages, lines), findings


def _twice(text: str, found: Callable[[int, str, str], Finding]) -> Iterator[Finding]:
    """Yield a finding for each key that stands in a catalogue a second time."""
    first: dict[str, int] = {}
    for line, row in enumerate(text.split("\n"), 1):
        key = row.strip().removeprefix("msgid ").strip('" ')
        if row.strip().startswith("msgid ") and first.setdefault(key, line) != line:
            yield found(
                line, f'"{key}" stands here a second time; the first is on line {first[key]}.', "Keep one of the two."
            )
