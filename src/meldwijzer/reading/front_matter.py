"""Markdown files with a YAML head between lines of three hyphens: guides and page shapes."""

import re
from dataclasses import dataclass

from meldwijzer.findings import Finding, Place, Severity

from .yaml_tree import Tree, parse

GUIDE_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\}[ ]*$", re.MULTILINE)
"""A guide's sections: ``## What to do first {#first}``."""


@dataclass(frozen=True)
class Document:
    """A head and a body."""

    head: Tree
    body: str
    body_line: int
    """The line on which the body begins, from 1."""


def split(text: str, path: str) -> tuple[Document | None, list[Finding]]:
    """Return the head and the body of a Markdown file, and what is wrong with the head."""
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not "".join(lines[1:end]).strip():
        return None, [
            Finding(
                "file",
                Severity.ERROR,
                Place(path),
                "This file must begin with its title and address between two lines of three hyphens (---).",
                "Copy the first lines of another guide and change them.",
            )
        ]
    head, findings = parse("\n".join(lines[1:end]), path, first_line=2)
    if head is None:
        return None, findings
    return Document(head, "\n".join(lines[end + 1 :]), end + 2), findings
