"""Units to and from XLIFF 2.1 (OASIS, February 2018), with the standard library. Nothing about content/."""

import re
from collections.abc import Mapping
from itertools import groupby
from xml.etree import ElementTree as ET
from xml.parsers import expat

from meldwijzer.findings import Finding

from .po import finding
from .units import Delivered, Sheet, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""XLIFF 2.1 keeps the namespace of 2.0 (section 4.1)."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES = {"needs-translation": "initial", "delivered": "translated", "reviewed": "reviewed"}
"""The attribute ``state`` of a segment (section 4.3.1.30)."""


def written(sheet: Sheet, before: Mapping[str, str]) -> str:
    """Return a sheet as an XLIFF file.

    Args:
        sheet: What to translate.
        before: Source texts of an earlier file by context, for a note where they have changed.
    """
    attributes = {"xmlns": NAMESPACE, "version": "2.1", "srcLang": sheet.source_language, "trgLang": sheet.language}
    top = ET.Element("xliff", attributes)
    for name, units in groupby(sheet.units, lambda unit: unit.key[0]):
        file = ET.SubElement(top, "file", {"id": _nmtoken(name), "original": name, _SPACE: "preserve"})
        for unit in units:
            _add(file, unit, before.get(unit.context, unit.source))
    ET.indent(top, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _add(file: ET.Element, unit: Unit, earlier: str) -> None:
    element = ET.SubElement(file, "unit", {"id": _nmtoken(unit.context), "name": unit.context})
    notes = ET.SubElement(element, "notes")
    for text in unit.notes:
        ET.SubElement(notes, "note").text = text
    if earlier != unit.source:
        ET.SubElement(notes, "note", {"category": "previous-source"}).text = earlier
    ET.SubElement(notes, "note", {"category": "text"}).text = unit.stamp
    segment = ET.SubElement(element, "segment", {"state": _STATES[unit.state]})
    ET.SubElement(segment, "source").text = unit.source
    if unit.target:
        ET.SubElement(segment, "target").text = unit.target


def _nmtoken(text: str) -> str:
    """Return a name as XML's NMTOKEN: a way's slashes and a file's become two dots, other signs an underscore."""
    return re.sub(r"[^A-Za-z0-9._:-]", "_", text.replace("/", ".."))


def read(text: str, path: str) -> tuple[str, str, list[Delivered], list[Finding]]:
    """Return what an XLIFF file brings: its language, nobody's name, its texts, and what is wrong with it."""
    reader = _Reader()
    try:
        reader.parse(text)
    except expat.ExpatError as error:
        message = f"This file is no XML: {expat.ErrorString(error.code)}."
        return "", "", [], [finding(path, error.lineno, message, "Export the texts again.")]
    except _Refused as refused:
        return "", "", [], [finding(path, refused.line, str(refused), "Export the texts again.")]
    wrong = []
    first: dict[str, int] = {}
    for one in reader.texts:
        if first.setdefault(one.context, one.line) != one.line:
            message = f"This text stands here a second time; the first is on line {first[one.context]}."
            wrong.append(finding(path, one.line, message, "Keep one of the two."))
    return reader.language, "", reader.texts, wrong


class _Refused(Exception):
    """Says why a file is not what was exported, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Reader:
    """Reads with expat, which knows lines; entities are refused, so that nothing can be blown up."""

    def __init__(self) -> None:
        self.language = ""
        self.texts: list[Delivered] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.buffer_text = True
        self._held: list[str] | None = None
        self._unit: dict[str, str] = {}
        self._line = 1

    def parse(self, text: str) -> None:
        self._parser.Parse(text.encode("utf-8"), True)

    def _doctype(self, *_: object) -> None:
        raise _Refused(self._parser.CurrentLineNumber, "XLIFF has no document type.")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        line = self._parser.CurrentLineNumber
        if tag == "xliff":
            if space != NAMESPACE:
                raise _Refused(line, "This is not XLIFF 2.")
            self.language = attributes.get("trgLang", "")
        elif space != NAMESPACE:
            return
        elif tag == "unit":
            self._unit = {"context": attributes.get("name", ""), "state": "initial"}
            self._line = line
        elif tag == "segment":
            if "source" in self._unit:
                raise _Refused(line, "This text was cut into several segments; join them again.")
            self._unit["state"] = attributes.get("state", "initial")
        elif tag in ("source", "target"):
            self._held = []
            if tag == "target":
                self._line = line
        elif tag == "note" and attributes.get("category") == "text":
            self._held = []
        elif self._held is not None:
            raise _Refused(line, f'There is a mark "{tag}" inside this text.')

    def _data(self, text: str) -> None:
        if self._held is not None:
            self._held.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("source", "target", "note") and self._held is not None:
            self._unit["stamp" if tag == "note" else tag] = "".join(self._held)
            self._held = None
        elif tag == "unit":
            unit = self._unit
            self.texts.append(
                Delivered(
                    unit["context"], unit.get("source", ""), unit.get("target", ""), self._line,
                    unit["state"] != "initial", unit.get("stamp", ""),
                )
            )  # fmt: skip
