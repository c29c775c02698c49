"""Translations: every entry of a language, the digests of its words, and what the machine keeps of each. No files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

from meldwijzer.addresses import GUIDE_HEADING
from meldwijzer.content import Content, Words
from meldwijzer.entries import Key
from meldwijzer.findings import Place
from meldwijzer.kept import per_content
from meldwijzer.partial import is_address
from meldwijzer.reading.yaml_tree import Path
from meldwijzer.texts import texts_of

from .seals import digest

State = Literal["delivered", "reviewed"]

_NOT_TRANSLATED = "synonyms"
"""Words by which readers of one language search; other languages have their own."""


@dataclass(frozen=True)
class Entry:
    """One entry of one language: what is translated, and reviewed, in one go."""

    name: str
    """``faq/questions/upset``: the file, and the way in it; the same in all languages."""
    path: str
    way: Path
    digest: str
    """Of its words, without regard to how lines are broken."""
    line: int = 0
    """Where it begins in a file that is no YAML; else 0."""

    def place(self, content: Content) -> Place:
        """Return where it stands."""
        return Place(self.path, self.line) if self.line else content.tree(self.path).key_place(self.way)


@dataclass(frozen=True)
class Kept:
    """What the machine keeps of one translated entry."""

    state: State
    source: str
    """The digest of the source entry it was made from."""
    text: str
    """The digest of its own words then."""
    delivered: str = ""
    """Who delivered it and when; empty for what was there from the start."""
    reviewed: str = ""
    """Who read it as a second person, and when."""

    def line(self) -> str:
        """Return it as it is written down, without the digest in front."""
        people = f" | {self.delivered or '-'} | {self.reviewed or '-'}" if self.delivered or self.reviewed else ""
        return f"{self.state} {self.source} {self.text}{people}"


def read(line: str) -> Kept | None:
    """Return what a line of content/translations.yml says; ``None`` for one that nobody could have written so."""
    words, *people = (part.strip() for part in line.split("|"))
    parts = words.split()
    if len(parts) != 4 or len(people) not in (0, 2):
        return None
    _, state, source, text = parts
    delivered, reviewed = ("" if who == "-" else who for who in people or ("", ""))
    if state == "reviewed":
        return Kept("reviewed", source, text, delivered, reviewed)
    return Kept("delivered", source, text, delivered, reviewed) if state == "delivered" else None


@per_content
def entries(content: Content, language: str) -> Mapping[str, Entry]:
    """Return every entry of a language by its name."""
    return {entry.name: entry for entry in _entries(content, content.said(language), f"content/{language}")}


def _entries(content: Content, words: Words, folder: str) -> Iterator[Entry]:
    way: Path
    for page, said in words.pages.pages.items():
        path, way = f"{folder}/pages.yml", ("pages", page)
        yield Entry(f"pages/{page}", path, way, _digest(said, without={"sections"}))
        for name, section in said.sections.items():
            yield Entry(f"pages/{page}/{name}", path, (*way, "sections", name), _digest(section))
    yield from _of(f"{folder}/law.yml", {"entries": words.law.entries, "positions": words.law.positions})
    reporting = words.reporting
    path = f"{folder}/reporting.yml"
    yield Entry("reporting/trouble", path, ("trouble",), _digest(reporting.trouble, without={"statements"}))
    yield Entry("reporting/before", path, ("before",), _digest(reporting.before, without={"items"}))
    yield from _of(path, {"situations": reporting.situations, "channels": reporting.channels})
    yield from _of(path, {"before/items": reporting.before.items})
    for name, statement in reporting.trouble.statements.items():
        way = ("trouble", "statements", name)
        yield Entry(f"reporting/trouble/statements/{name}", path, way, _digest_of({"": statement}))
    yield from _of(f"{folder}/organisations.yml", {"organisations": words.organisations.organisations})
    path = f"{folder}/faq.yml"
    yield Entry("faq/topics", path, ("topics",), _digest_of({str(key): text for key, text in words.faq.topics.items()}))
    yield from _of(path, {"questions": words.faq.questions})
    yield from _of(f"{folder}/donate.yml", {"ways": words.donate.ways, "tax": words.donate.tax})
    yield from _fields(f"{folder}/form.yml", "form", words.form)
    yield from _fields(f"{folder}/print.yml", "print", words.print)
    for name, guide in words.guides.items():
        yield Entry(f"guides/{name}", guide.path, (), _digest(guide.head))
        yield from _guide(f"guides/{name}", guide.path, guide.body, guide.body_line)
    groups: dict[str, dict[str, str]] = {}
    for key, text in words.interface.messages.items():
        groups.setdefault(key.partition(".")[0], {})[key] = text
    for group, messages in groups.items():
        line = min(words.interface.lines[key] for key in messages)
        yield Entry(f"interface/{group}", words.interface.path, (), _digest_of(messages), line)


def _of(path: str, groups: Mapping[str, Mapping[Any, BaseModel]]) -> Iterator[Entry]:
    file = path.rpartition("/")[2].removesuffix(".yml")
    for group, found in groups.items():
        # organisations/organisations/awel would say it twice
        prefix = file if file == group else f"{file}/{group}"
        for name, said in found.items():
            yield Entry(f"{prefix}/{name}", path, (*group.split("/"), name), _digest(said))


def _guide(name: str, path: str, body: str, first_line: int) -> Iterator[Entry]:
    matches = list(GUIDE_HEADING.finditer(body))
    starts = [0, *(match.start() for match in matches)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        heading = GUIDE_HEADING.match(body, start)
        if text := body[start:end].strip():
            line = first_line + body.count("\n", 0, start)
            yield Entry(f"{name}/{heading['id'] if heading else 'start'}", path, (), _digest_of({"": text}), line)


def _fields(path: str, file: str, words: BaseModel) -> Iterator[Entry]:
    """Yield each field of a file: in the report form a question with its hints, on paper a kind of document."""
    for name in type(words).model_fields:
        said = getattr(words, name)
        texts = {"": said} if isinstance(said, str) else said
        yield Entry(f"{file}/{name}", path, (name,), _digest_of(texts) if isinstance(texts, dict) else _digest(texts))


def _digest(said: BaseModel, without: Collection[str] = ()) -> str:
    texts = {".".join(map(str, text.way)): text.text for text in texts_of(said) if text.way[0] not in without}
    return _digest_of({way: text for way, text in texts.items() if way.partition(".")[0] != _NOT_TRANSLATED})


def _digest_of(texts: Mapping[str, str]) -> str:
    return _digested("\n".join(f"{way}: {' '.join(text.split())}" for way, text in sorted(texts.items())))


_digested = lru_cache(maxsize=65_536)(digest)
"""Of texts that did not change since a preview was last built, the digests are known."""


@dataclass(frozen=True)
class Translated:
    """One entry in one further language, its source, and what is kept of it."""

    language: str
    entry: Entry
    source: Entry
    kept: Kept | None

    @property
    def is_behind(self) -> bool:
        """Whether the source changed after this was made, and this has not been touched since."""
        return self.kept is not None and self.kept.source != self.source.digest and self.kept.text == self.entry.digest

    @property
    def is_unrecorded(self) -> bool:
        """Whether nothing is kept of it, or both it and its source have changed since."""
        if self.kept is None:
            return True
        return self.kept.source != self.source.digest and self.kept.text != self.entry.digest

    @property
    def state(self) -> State:
        """``reviewed`` as long as its own words are those that a second person read."""
        return "reviewed" if self.kept and self.kept.text == self.entry.digest and self.kept.reviewed else "delivered"


def translated(content: Content, only: str | None = None) -> Iterator[Translated]:
    """Yield every entry of every further language, or of one, that the default language has, too."""
    default = content.site.default_language
    sources = entries(content, default)
    for language in (*content.words, *content.coming):
        if language == default or only not in (None, language):
            continue
        lacking = _lacking(content, language)
        kept = content.translations.languages.get(language, {})
        for name, entry in entries(content, language).items():
            if (source := sources.get(name)) is not None and name not in lacking:
                line = kept.get(name)
                yield Translated(language, entry, source, read(line) if line else None)


@per_content
def _lacking(content: Content, language: str) -> frozenset[str]:
    """Return the entries of a language that is still being translated of which it lacks a text."""
    coming = content.coming.get(language)
    named = EntryNames(entries(content, language).values())
    texts = (key for key in coming.lacking if not is_address(key[1])) if coming else ()
    return frozenset(named.of(key) for key in texts)


class EntryNames:
    """Finds the entry to which a text belongs."""

    def __init__(self, found: Iterable[Entry]) -> None:
        self._by_way = {(entry.path.split("/", 2)[2], entry.way): entry.name for entry in found if entry.way}

    def of(self, key: Key) -> str:
        """Return the name of the entry to which a text of a file belongs."""
        file, way = key
        if file == "interface.po":
            return f"interface/{str(way[0]).partition('.')[0]}"
        if file.startswith("guides/"):
            name = file.removesuffix(".md")
            return f"{name}/{way[1] or 'start'}" if way[0] == "body" else name
        ends = range(len(way), 0, -1)
        return next((found for end in ends if (found := self._by_way.get((file, way[:end])))), file)


_TELLS_WHAT_TO_DO = ("home", "report", "report-form", "report-sent", "own-image", "threatened", "help")
_PAGE_OF = {"reporting": "report", "law": "law", "form": "report-form"}


def pages_behind(content: Content, language: str) -> frozenset[str]:
    """Return the pages on which the source says something newer about what to do, or about the law."""
    found = set()
    for one in translated(content, language):
        if one.is_behind:
            file, _, rest = one.entry.name.partition("/")
            page = rest.partition("/")[0] if file == "pages" else _PAGE_OF.get(file, "")
            if page in (*_TELLS_WHAT_TO_DO, "law"):
                found.add(page)
    return frozenset(found)
