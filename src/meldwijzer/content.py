"""The whole tree of content/ as typed, frozen values, with every finding that reading it gave. No rule across files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

from .findings import Finding, Place, Severity, did_you_mean
from .language.catalogue import Catalogue
from .language.catalogue import read as read_catalogue
from .model.faq import FaqFacts, FaqWords
from .model.form import FormWords
from .model.giving import GivingFacts, GivingWords
from .model.law import LawFacts, LawWords
from .model.ledger import Baseline, Exemptions, Notices, Published, ReviewLedger, TranslationLedger
from .model.organisation import Organisation
from .model.pages import GuideWords, OrganisationsWords, PagesWords
from .model.paper import PrintWords
from .model.reporting import ReportingFacts, ReportingWords
from .model.site import SiteSettings
from .model.terms import Terms
from .partial import Laid, body_over, laid_over
from .reading import front_matter
from .reading.text_file import read_text
from .reading.yaml_tree import Path, Tree, parse
from .validation import validate, validate_rest

Model = TypeVar("Model", bound=BaseModel)
Read = TypeVar("Read")


@dataclass(frozen=True, eq=False)
class Guide:
    """A guide in one language."""

    head: GuideWords
    body: str
    path: str
    body_line: int
    """The line of its file on which the body begins."""


@dataclass(frozen=True)
class Words:
    """Everything that one language says."""

    pages: PagesWords
    law: LawWords
    reporting: ReportingWords
    organisations: OrganisationsWords
    faq: FaqWords
    donate: GivingWords
    form: FormWords
    print: PrintWords
    guides: Mapping[str, Guide]
    interface: Catalogue
    terms: Terms
    """What the check watches; no reader sees it."""


@dataclass(frozen=True)
class Coming:
    """A language that is still being translated, in which no page is made yet."""

    words: Words
    """Its own, and the default language's where it has none."""
    lacking: frozenset[tuple[str, Path]]
    """The file below its folder and the way to each text and address that it lacks."""


@dataclass(frozen=True, eq=False)
class Content:
    """All facts once, and the words of every language; the same only as itself, so that what follows can be kept."""

    site: SiteSettings
    organisations: Mapping[str, Organisation]
    law: LawFacts
    reporting: ReportingFacts
    faq: FaqFacts
    giving: GivingFacts
    reviews: ReviewLedger
    exemptions: Exemptions
    published: Published
    baseline: Baseline
    translations: TranslationLedger
    notices: Notices
    today: date
    """The day for which it is built: what has ended by then, and what is too old."""
    words: Mapping[str, Words]
    trees: Mapping[str, Tree]
    """The positions in each file, by its path."""
    templates: Mapping[str, str]
    """The page shapes of docs/ and the components of overrides/, by path: what else may say something to readers."""
    left_out: frozenset[str] = frozenset()
    """The names of what could not be read: with any, this is for checking the rest, never for making pages."""
    coming: Mapping[str, Coming] = field(default_factory=dict)
    """The languages that are still being translated; neither ``words`` nor ``site.languages`` has them."""
    from_environment: frozenset[str] = frozenset()
    """The countries whose endpoint the environment names: who runs the build answers for it, not the ledger."""

    def said(self, language: str) -> Words:
        """Return the words of a language, also of one that is still being translated."""
        return self.coming[language].words if language in self.coming else self.words[language]

    def tree(self, path: str) -> Tree:
        """Return the positions in a file; an empty tree if it was not YAML."""
        return self.trees.get(path) or Tree(path, None, {}, {})


FACT_FILES = (
    "site", "law", "reporting", "faq", "giving", "reviews", "baseline", "translations", "notices", "exemptions",
    "published",
)  # fmt: skip
WORD_FILES = ("pages", "law", "reporting", "organisations", "faq", "donate", "form", "print", "terms")


ENDPOINT_VARIABLE = "REPORT_ENDPOINT_"
"""Followed by a country, an environment variable that names its endpoint for reports."""


@dataclass(frozen=True)
class _Understood(Generic[Read]):
    """What the text of a file means; it follows from that text alone."""

    value: Read | None
    tree: Tree | None
    findings: tuple[Finding, ...]
    left_out: frozenset[str] = frozenset()


_FILES = 20_000
"""So many files are kept as they were understood: the preview reads the others again, not the one that was saved."""


@lru_cache(maxsize=_FILES)
def _yaml(model: type[Model], path: str, text: str) -> "_Understood[Model]":
    tree, findings = parse(text, path)
    return _Understood(None, None, tuple(findings)) if tree is None else _validated(model, tree, findings)


def _validated(model: type[Model], tree: Tree, said: list[Finding]) -> "_Understood[Model]":
    value, findings = validate(model, tree)
    left_out = frozenset[str]()
    if value is None:
        value, left_out = validate_rest(model, tree)
    return _Understood(value, tree, (*said, *findings), left_out)


@lru_cache(maxsize=_FILES)
def _guide(path: str, text: str) -> "_Understood[Guide]":
    document, findings = front_matter.split(text, path)
    if document is None:
        return _Understood(None, None, tuple(findings))
    head = _validated(GuideWords, document.head, findings)
    guide = None if head.value is None else Guide(head.value, document.body, path, document.body_line)
    return _Understood(guide, head.tree, head.findings, head.left_out)


class _Reader:
    """Reads files one by one and keeps every finding."""

    def __init__(self, root: FilePath) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.trees: dict[str, Tree] = {}
        self.left_out: set[str] = set()

    def text(self, path: str) -> str | None:
        text = read_text(self.root, path)
        if isinstance(text, Finding):
            self.findings.append(text)
            return None
        return text

    def yaml(self, model: type[Model], path: str) -> Model | None:
        if (text := self.text(path)) is None:
            return None
        return self._taken(path, cast("_Understood[Model]", _yaml(model, path, text)))

    def _taken(self, path: str, found: "_Understood[Read]") -> "Read | None":
        self.findings += found.findings
        self.left_out |= found.left_out
        if found.tree is not None:
            self.trees[path] = found.tree
        return found.value

    def own_tree(self, path: str) -> Tree | None:
        """Return the tree of a file that may be missing."""
        if not (self.root / path).is_file() or (text := self.text(path)) is None:
            return None
        tree, findings = parse(text, path)
        self.findings += findings
        if tree is not None:
            self.trees[path] = tree
        return tree

    def guide(self, path: str) -> Guide | None:
        if (text := self.text(path)) is None:
            return None
        return self._taken(path, _guide(path, text))

    def catalogue(self, path: str) -> Catalogue | None:
        if (text := self.text(path)) is None:
            return None
        catalogue, findings = read_catalogue(text, path)
        self.findings += findings
        return catalogue

    def names(self, folder: str, ending: str) -> list[str]:
        """Return the files of a folder without their ending; a strange file is a finding."""
        place = self.root / folder
        if not place.is_dir():
            fix = "Put it back."
            self.findings.append(Finding("file", Severity.ERROR, Place(folder), "This folder is missing.", fix))
            return []
        names = []
        for entry in sorted(os.listdir(place)):
            if entry.startswith(".") or entry.endswith(("~", ".swp")):
                continue
            if entry.endswith(ending):
                names.append(entry.removesuffix(ending))
            else:
                self.stray(f"{folder}/{entry}", f"Files here end in {ending}.")
        return names

    def no_such_default(self, site: SiteSettings) -> None:
        """Say that the default language is none of the site's."""
        place = self.trees["content/site.yml"].place_of(("default_language",))
        message = f'"{site.default_language}" is not one of the languages below.'
        fix = did_you_mean(site.default_language, site.languages) or f"Write one of {', '.join(site.languages)}."
        self.findings.append(Finding("model", Severity.ERROR, place, message, fix))

    def stray(self, path: str, fix: str) -> None:
        message = "This file is not read by anything."
        self.findings.append(Finding("file", Severity.WARNING, Place(path), message, fix))


def clock() -> date:
    """Return the day: that of ``SOURCE_DATE_EPOCH`` (seconds), so that an old build can be repeated, or today's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date()


def load(root: FilePath, today: date | None = None) -> tuple[Content | None, list[Finding]]:
    """Read ``root/content`` and return it, and everything that is wrong with its files, as of a day (else today).

    Where a file is wrong in part, its rest is in the content, so that rules find everything else at once; what is
    missing then is in :attr:`Content.left_out`. Content is ``None`` where too little is left for that.
    """
    reader = _Reader(root)
    site = reader.yaml(SiteSettings, "content/site.yml")
    named = _named_endpoints(site) if site else {}
    site = site.model_copy(update={"report_form": {**site.report_form, **named}}) if site and named else site
    organisations = {
        name: reader.yaml(Organisation, f"content/organisations/{name}.yml")
        for name in reader.names("content/organisations", ".yml")
    }
    law = reader.yaml(LawFacts, "content/law.yml")
    reporting = reader.yaml(ReportingFacts, "content/reporting.yml")
    faq = reader.yaml(FaqFacts, "content/faq.yml")
    giving = reader.yaml(GivingFacts, "content/giving.yml")
    reviews = reader.yaml(ReviewLedger, "content/reviews.yml")
    exemptions = reader.yaml(Exemptions, "content/exemptions.yml")
    published = reader.yaml(Published, "content/published.yml")
    baseline = reader.yaml(Baseline, "content/baseline.yml")
    translations = reader.yaml(TranslationLedger, "content/translations.yml")
    notices = reader.yaml(Notices, "content/notices.yml")
    languages = list(site.languages) if site else _language_folders(root)
    partial = [tag for tag, one in site.languages.items() if one.partial] if site else []
    words = {language: _words(reader, language) for language in languages if language not in partial}
    default = words.get(site.default_language) if site else None
    coming = {tag: _coming(reader, tag, default, site) for tag in partial} if site and default else {}
    if site is not None and not any(f.place.path == "content/site.yml" for f in reader.findings):
        _report_strays(reader, languages)
    if (
        site is None or law is None or reporting is None or faq is None or giving is None
        or reviews is None or exemptions is None or published is None
        or baseline is None or translations is None or notices is None
    ):  # fmt: skip
        return None, reader.findings
    if partial:
        spoken_now = {tag: one for tag, one in site.languages.items() if tag not in partial}
        site = site.model_copy(update={"languages": spoken_now})
    whole = {key: value for key, value in organisations.items() if value is not None}
    spoken = {key: value for key, value in words.items() if value is not None}
    if site.default_language not in spoken:
        if site.default_language not in site.languages:
            reader.no_such_default(site)
        return None, reader.findings
    left_out = frozenset(reader.left_out | (set(organisations) - set(whole)) | (set(words) - set(spoken)))
    content = Content(
        site, whole, law, reporting, faq, giving, reviews, exemptions, published, baseline, translations, notices,
        today or clock(), spoken, reader.trees, _templates(root), left_out, coming, frozenset(named),
    )  # fmt: skip
    return content, reader.findings


def _named_endpoints(site: SiteSettings) -> dict[str, str | None]:
    """Return the endpoints that the environment names; it wins over content/site.yml, also where it is empty."""
    named = {country: os.environ.get(f"{ENDPOINT_VARIABLE}{country}") for country in site.countries}
    return {country: endpoint.strip() or None for country, endpoint in named.items() if endpoint is not None}


def _words(reader: _Reader, language: str) -> Words | None:
    folder = f"content/{language}"
    if not (reader.root / folder).is_dir():
        fix = f"Put it back, or take {language} out of the languages in content/site.yml."
        reader.findings.append(Finding("file", Severity.ERROR, Place(folder), "This folder is missing.", fix))
        return None
    pages = reader.yaml(PagesWords, f"{folder}/pages.yml")
    law = reader.yaml(LawWords, f"{folder}/law.yml")
    reporting = reader.yaml(ReportingWords, f"{folder}/reporting.yml")
    organisations = reader.yaml(OrganisationsWords, f"{folder}/organisations.yml")
    faq = reader.yaml(FaqWords, f"{folder}/faq.yml")
    donate = reader.yaml(GivingWords, f"{folder}/donate.yml")
    form = reader.yaml(FormWords, f"{folder}/form.yml")
    paper = reader.yaml(PrintWords, f"{folder}/print.yml")
    interface = reader.catalogue(f"{folder}/interface.po")
    terms = reader.yaml(Terms, f"{folder}/terms.yml")
    guides = {name: reader.guide(f"{folder}/guides/{name}.md") for name in reader.names(f"{folder}/guides", ".md")}
    whole = {name: guide for name, guide in guides.items() if guide is not None}
    for name in set(guides) - set(whole):
        reader.left_out |= {name, f"guide-{name}"}
    if (
        pages is None or law is None or reporting is None or organisations is None or faq is None
        or donate is None or form is None or paper is None or interface is None or terms is None
    ):  # fmt: skip
        return None
    return Words(pages, law, reporting, organisations, faq, donate, form, paper, whole, interface, terms)


_WORD_MODELS: Mapping[str, type[BaseModel]] = {
    "pages": PagesWords, "law": LawWords, "reporting": ReportingWords, "organisations": OrganisationsWords,
    "faq": FaqWords, "donate": GivingWords, "form": FormWords, "print": PrintWords,
}  # fmt: skip


def _coming(reader: _Reader, language: str, default: Words, site: SiteSettings) -> Coming:
    """Read a language that is still being translated: what it lacks is taken from the default language, and noted."""
    folder, usual = f"content/{language}", f"content/{site.default_language}"
    lacking: set[tuple[str, Path]] = set()
    read: dict[str, Any] = {}

    def laid(name: str, own: Tree | None, model: BaseModel) -> Laid:
        found = laid_over(reader.trees[f"{usual}/{name}"], own, f"{folder}/{name}", model)
        lacking.update((name, way) for way in found.lacking)
        return found

    for file, model in _WORD_MODELS.items():
        found = laid(f"{file}.yml", reader.own_tree(f"{folder}/{file}.yml"), getattr(default, file))
        value, findings = validate(model, found.tree)
        reader.findings += findings
        read[file] = value or getattr(default, file)
    guides = {}
    for name, guide in default.guides.items():
        path = f"guides/{name}.md"
        text = reader.text(f"{folder}/{path}") if (reader.root / folder / path).is_file() else None
        document, findings = front_matter.split(text, f"{folder}/{path}") if text else (None, [])
        reader.findings += findings
        found = laid(path, document.head if document else None, guide.head)
        head, findings = validate(GuideWords, found.tree)
        reader.findings += findings
        body, without = body_over(guide.body, document.body if document else "")
        lacking |= {(path, ("body", part)) for part in without}
        line = document.body_line if document else 1
        guides[name] = Guide(head or guide.head, body, f"{folder}/{path}", line)
    own_words = _own_messages(reader, f"{folder}/interface.po")
    usual_words = default.interface
    lacking |= {("interface.po", (key,)) for key in usual_words.messages if not own_words.messages.get(key)}
    messages = {key: own_words.messages.get(key) or text for key, text in usual_words.messages.items()}
    lines = {key: own_words.lines.get(key, 1) for key in messages}
    interface = Catalogue(f"{folder}/interface.po", messages, lines)
    terms = reader.yaml(Terms, f"{folder}/terms.yml") if (reader.root / folder / "terms.yml").is_file() else None
    return Coming(Words(**read, guides=guides, interface=interface, terms=terms or default.terms), frozenset(lacking))


def _own_messages(reader: _Reader, path: str) -> Catalogue:
    """Return a catalogue in which messages may be empty; an empty one where there is no file."""
    text = reader.text(path) if (reader.root / path).is_file() else None
    if text is None:
        return Catalogue(path, {}, {})
    catalogue, findings = read_catalogue(text, path)
    reader.findings += [one for one in findings if not one.message.endswith(" has no words.")]
    return catalogue or Catalogue(path, {}, {})


def _templates(root: FilePath) -> dict[str, str]:
    """Return the text of every page shape and component; one that is no text is the generator's finding."""
    files = [*(root / "docs").glob("*.md"), *(root / "overrides").rglob("*.html")]
    return {file.relative_to(root).as_posix(): file.read_text("utf-8", "replace") for file in sorted(files)}


def _language_folders(root: FilePath) -> list[str]:
    """Guess the languages where site.yml cannot be read, so that the words' findings are shown all the same."""
    content = root / "content"
    if not content.is_dir():
        return []
    return sorted(entry.name for entry in content.iterdir() if entry.is_dir() and entry.name != "organisations")


def _report_strays(reader: _Reader, languages: list[str]) -> None:
    """Tell about files that look like content and are read by nothing: mostly a name with a typing error."""
    known = {
        "content": {f"{name}.yml" for name in FACT_FILES} | {"organisations", *languages},
        **{
            f"content/{lang}": {f"{name}.yml" for name in WORD_FILES} | {"guides", "interface.po", "editor.po"}
            for lang in languages
        },
    }
    for folder, names in known.items():
        if not (reader.root / folder).is_dir():
            continue
        for entry in sorted(os.listdir(reader.root / folder)):
            if entry in names or entry.startswith("."):
                continue
            if (reader.root / folder / entry).is_dir():
                fix = "If it is a language, add it to the languages in content/site.yml."
            else:
                fix = did_you_mean(entry, names) or "Give it its right name, or take it out of content/."
            reader.stray(f"{folder}/{entry}", fix)
