"""Rules about what is no composed page: what this project writes itself, and what it only copies, is as it was."""

import re
from collections.abc import Iterator
from pathlib import Path

from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.outputs import link_kit, packed, static_hosts
from meldwijzer.outputs.copied import copied as copied_files
from meldwijzer.outputs.generated import generated
from meldwijzer.paper import documents

from .base import BuiltRule, ShownHtml, found
from .compare import Mark, differences
from .site import BuiltSite
from .tokens import Token, read

_REMARK = re.compile(r"/\*(?s:.*?)\*/|^#[^\n{]*$", re.MULTILINE)
"""What a style sheet and robots.txt say to people who write them."""
_PART = re.compile(r"[^{};]+|[{}]")
_AGAIN = "Build the site anew."


def made(built: BuiltSite) -> Iterator[Finding]:
    """The choice of languages, redirects, style sheet and robots.txt are what the content makes them today."""
    for path, wanted in _own(built).items():
        if path not in built.files or path == "sitemap.xml":
            continue  # what is missing, and the sitemap, have rules of their own
        text = built.text(path)
        marks = _marks(text, path)
        for difference in differences(marks, _marks(wanted, path), "what it is made from"):
            yield found(built, "built-made", path, difference.offset, difference.message, _AGAIN)


def _own(built: BuiltSite) -> dict[str, str]:
    """Return what this project writes beside the pages, by path."""
    return {**generated(built.site), **static_hosts.files(built.site, built.files)}


def repacked(built: BuiltSite) -> Iterator[Finding]:
    """What hosts send packed is what they would send unpacked."""
    for path in built.files:
        original = packed.original(path)
        if original in built.files and packed.unpacked(built.folder / path) != (built.folder / original).read_bytes():
            message = f"This file does not hold what {original} holds, and most readers get this one."
            yield Finding("built-packed", Severity.ERROR, Place(f"site/{path}"), message, _AGAIN)


def _marks(text: str, path: str) -> list[Mark]:
    """Return what is compared: tags and words of a page, lines without their spaces of anything else."""
    if path.endswith(".html"):
        tokens, _ = read(text)
        return [Mark(key, token.start) for token in tokens if (key := _key(token))]
    if path.endswith(".css"):
        return _declarations(text)
    marks, offset = [], 0
    text = _REMARK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for line in text.split("\n"):
        if words := " ".join(line.split()):
            marks.append(Mark(("text", words), offset))
        offset += len(line) + 1
    return marks


def _declarations(text: str) -> list[Mark]:
    """Return the parts of a style sheet between braces and semicolons, without space: it may be written closely."""
    text = _REMARK.sub(lambda match: " " * len(match[0]), text)
    parts = ((found.start(), re.sub(r"\s+", "", found[0])) for found in _PART.finditer(text))
    return [Mark(("text", part), start) for start, part in parts if part]


def _key(token: Token) -> tuple[str, ...]:
    if token.kind == "open":
        return ("<", token.value, *(f'{name}="{value}"' for name, value in sorted(token.attributes.items())))
    if token.kind in ("text", "raw") and (words := " ".join(token.value.split())):
        return ("text", words)
    return ()


def copied(built: BuiltSite) -> Iterator[Finding]:
    """Every other file is, byte by byte, one of this project's or of the theme's."""
    own = {
        *built.addresses,
        *_own(built),
        *(f"{tag}/search/search_index.json" for tag in built.content.words),
        *(document.path for document in documents(built.content)),
        *link_kit.parts(built.site),
    }
    sources = copied_files(built.site)
    for path in built.files:
        if path in own or path.endswith((".html", ".htm")) or packed.original(path) in built.files:
            continue
        source = sources.get(path)
        if source is None:
            message = "This file comes from nowhere: nothing in the project makes it."
            yield Finding("built-copy", Severity.ERROR, Place(f"site/{path}"), message, "Take it out, or build anew.")
        elif (differing := _differs(built.folder / path, source)) is not None:
            message = "This file is not what it was copied from."
            yield found(built, "built-copy", path, differing, message, _AGAIN)


def _differs(copy: Path, source: Path) -> int | None:
    """Return the offset from which on a file differs from its source, as text; ``None`` where it does not."""
    here, there = copy.read_bytes(), source.read_bytes()
    if here == there:
        return None
    one, other = (data.decode("utf-8", "replace") for data in (here, there))
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


RULES = (
    BuiltRule(
        "built-made",
        "the first page and the old addresses are read by people too",
        made,
        ShownHtml("index.html", "</main>", "<p>Bel ons.</p></main>"),
    ),
    BuiltRule(
        "built-packed",
        "a number that was corrected in one of two files is still wrong for most readers",
        repacked,
        ShownHtml("nl/wet/index.html.gz", "", "x"),
    ),
    BuiltRule(
        "built-copy",
        "a script or a picture that somebody changed can say or do anything",
        copied,
        ShownHtml("assets/scripts/choose-language.js", "", 'document.title = "x";\n'),
    ),
)
