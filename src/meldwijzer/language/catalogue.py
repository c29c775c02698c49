"""Words of the interface: content/<lang>/interface.po, compiled in memory. Ids are keys, not English words."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.messages.pofile import PoFileError, read_po

from meldwijzer.findings import Finding, Place, Severity

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

    def fields(self, key: str) -> frozenset[str]:
        """Return the names of the ``{fields}`` in a message."""
        return frozenset(_FIELD.findall(self.messages.get(key, "")))


def read(text: str, path: str) -> tuple[Catalogue | None, list[Finding]]:
    """Return the catalogue in a PO text, and what is wrong with it."""
    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except PoFileError as error:
        place = Place(path, getattr(error, "lineno", None) or 1)
        return None, [
            Finding(
                "interface",
                Severity.ERROR,
                place,
                "This line cannot be read as a gettext message.",
                'Write msgid "key" and msgstr "words", each on a line of its own, with both quotes.',
            )
        ]
    messages: dict[str, str] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    for message in catalog:
        if not message.id:
            continue
        key, line = str(message.id), message.lineno or 1
        lines[key] = line
        if not message.string:
            findings.append(
                Finding(
                    "interface",
                    Severity.ERROR,
                    Place(path, line),
                    f'"{key}" has no words.',
                    "Write them behind msgstr, between the quotes.",
                )
            )
        messages[key] = str(message.string)
    return Catalogue(path, messages, lines), findings
