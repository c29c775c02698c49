"""Trying a fault: the project with it is loaded, checked, composed and, if nothing was found, built and read back."""

import re
import shutil
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from meldwijzer import built, content, outputs, rules
from meldwijzer.build import Site
from meldwijzer.built import paper_page, rules_paper
from meldwijzer.built.page import Page
from meldwijzer.content import Content
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.finished import FOLDER
from meldwijzer.model.ledger import Baseline, ReviewLedger, TranslationLedger
from meldwijzer.pages.compose import Composer, compose
from meldwijzer.paper import making
from meldwijzer.reviews.writing import record_all
from meldwijzer.rules import ledger, translated
from meldwijzer.rules.exempt import exempt

from .base import BUILT, Edit, Kind, Mutation, Project, diff, right_lines

_OF_PAPER = re.compile(r"overrides/print/|content/../print\.yml$")
"""What is seen on paper alone."""
PARTS = ("content", "docs", "overrides", "hooks", "mkdocs.yml")
LEDGER = (
    ("reviews", "content/reviews.yml", ReviewLedger),
    ("baseline", "content/baseline.yml", Baseline),
    ("translations", "content/translations.yml", TranslationLedger),
)
RULE_7 = frozenset({rule.code for rule in (*ledger.RULES, *translated.RULES)})
"""What recording the ledger anew makes silent."""
_STATE = ("site", "organisations", "law", "reporting", "faq", "giving", "published", "notices", "templates")
_WORDS = ("pages", "law", "reporting", "organisations", "faq", "donate", "form", "print")
Key = tuple[str, str, str]
Kept = Counter[Key]


@dataclass(frozen=True)
class Column:
    """What came of a change, once with the ledger as it is and once with it recorded anew."""

    caught: bool = False
    error: bool = False
    """Whether it stops a publishing build."""
    placed: bool = False
    """Whether a new finding stands in the right file and line."""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of one change."""

    kind: str
    place: str
    diff: str
    as_it_is: Column
    recorded: Column | None
    """``None`` where recording the ledger anew takes the change back."""
    findings: tuple[str, ...]
    """The first new findings, as they are printed."""
    crash: str = ""
    """What went wrong in the check itself."""
    same: bool = False
    """Whether nothing that is published differs for it."""


def copy_project(source: Path, target: Path) -> None:
    """Copy what a site is made from."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copy(source / name, target / name)


def keep_paper(source: Path, target: Path) -> None:
    """Let a copy of a project share what is kept of documents that were set in type, and drop none of it."""
    making._KEPT = paper_page._KEPT = 1_000_000
    cache = source / FOLDER
    cache.mkdir(exist_ok=True)
    (target / FOLDER).symlink_to(cache.resolve(), target_is_directory=True)


def key_of(finding: Finding) -> Key:
    """Return what makes two findings the same although lines have moved."""
    return finding.rule, finding.place.path, re.sub(r"\blines? \d+", "line", finding.message)


class _Reading(built.BuiltSite):
    """A built site of which all pages but a few have been read before."""

    def __init__(self, before: built.BuiltSite, folder: Path, changed: frozenset[str]) -> None:
        super().__init__(before.site, folder)
        self._before, self._changed = before, changed
        self._pieces = before._pieces
        self._texts = {path: text for path, text in before._texts.items() if path not in changed}

    @cached_property
    def registrations(self) -> built.site.Registrations:
        return self._before.registrations

    def _page(self, path: str) -> Page:
        known = self._before.pages.get(path)
        return known if known is not None and path not in self._changed else super()._page(path)


class Bench:
    """A project of its own on disk, in which one change after the other is made, tried and taken back."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.root = folder / "project"
        self.ledger = folder / "ledger"
        self.out = folder / "out"
        self.site_folder = folder / "site"
        copy_project(source, self.root)
        keep_paper(source, self.root)
        (self.ledger / "content").mkdir(parents=True)
        self.base, found = content.load(self.root)
        if self.base is None or self.base.left_out:
            raise ValueError("\n".join(map(str, found)))
        self.before: Kept = Counter(map(key_of, found + rules.check(self.base, publishing=True)))
        again = self._recorded(self.base)
        self.before_recorded: Kept = Counter(map(key_of, found + rules.check(again, publishing=True)))
        self.site, wrong = self._composed(again)
        self.before += Counter(map(key_of, wrong))
        self.before_recorded += Counter(map(key_of, wrong))
        if failure := self._generate(self.site, self.site_folder):
            raise ValueError(failure)
        self.reading = built.BuiltSite(self.site, self.site_folder)
        self.before_built: Kept = Counter(map(key_of, exempt(again, built.findings(self.reading), built=True)))

    def project(self) -> Project:
        """Return the texts in which changes can be made."""
        from .base import read_project

        return read_project(self.root, self.site_folder)

    def try_out(self, kind: Kind, mutation: Mutation, texts: Mapping[str, str]) -> Outcome:
        """Make a change, see what is found, and take it back."""
        first = mutation.edits[0]
        line = texts.get(first.path, "").count("\n", 0, first.start) + 1
        shown = "\n".join(diff(edit, texts.get(edit.path, "")) for edit in mutation.edits)
        place = f"{first.path}:{line}"
        try:
            as_it_is, recorded, same = self._findings(kind, mutation, texts)
        except (Exception, SystemExit):
            crash = traceback.format_exc(limit=-3)
            return Outcome(kind.name, place, shown, Column(), None if kind.kept else Column(), (), crash)
        right = [(edit.path, right_lines(edit, texts.get(edit.path, ""), kind)) for edit in mutation.edits]
        return Outcome(
            kind.name,
            place,
            shown,
            _column(as_it_is, right, kind),
            None if kind.kept else _column(recorded, right, kind),
            tuple([str(one)[:600] for one in dict.fromkeys((*recorded[:4], *as_it_is[:4]))]),
            same=same,
        )

    def _findings(
        self, kind: Kind, mutation: Mutation, texts: Mapping[str, str]
    ) -> tuple[list[Finding], list[Finding], bool]:
        """Return the new findings in both columns, and whether nothing that is published differs."""
        if mutation.edits[0].path.startswith(BUILT):
            found = self._read_back(mutation.edits, texts)
            return found, found, False
        for edit in mutation.edits:
            _write(self.root / edit.path, edit.applied(texts.get(edit.path, "")))
        try:
            paths = [edit.path for edit in mutation.edits]
            in_content = all(path.startswith("content/") for path in paths)
            on_paper = all(_OF_PAPER.match(path) for path in paths)
            return self._checked(kind, in_content=in_content, on_paper=on_paper)
        finally:
            for edit in mutation.edits:
                _write(self.root / edit.path, texts[edit.path].encode("utf-8") if edit.path in texts else None)

    def _checked(self, kind: Kind, *, in_content: bool, on_paper: bool) -> tuple[list[Finding], list[Finding], bool]:
        loaded, found = content.load(self.root)
        if loaded is None:
            new = _new(found, self.before)
            return new, new, False
        as_it_is = _new(found + rules.check(loaded, publishing=True), self.before)
        if kind.kept and as_it_is:
            return as_it_is, [], False
        recorded = [finding for finding in as_it_is if finding.rule not in RULE_7]
        if recorded or loaded.left_out:
            return as_it_is, recorded, False
        again = loaded if kind.kept else self._recorded(loaded)
        # All other rules were silent about this content: only what rule 7 says can differ now.
        recorded = [] if kind.kept else _new(_of_rule_7(again), self.before_recorded)
        same = in_content and self._says_the_same(loaded)
        if not recorded and not same and not kind.registered:
            recorded, same = self._set_in_type(again) if on_paper else self._built(again)
        merged = list(dict.fromkeys([*as_it_is, *(one for one in recorded if one.rule not in RULE_7)]))
        return merged, recorded, same

    def _says_the_same(self, loaded: Content) -> bool:
        return _said(loaded) == _said(self.base)

    def _built(self, loaded: Content) -> tuple[list[Finding], bool]:
        """Compose, build and read back what the rules about the content let pass, and tell whether nothing differs."""
        site, wrong = self._composed(loaded)
        if new := _new(wrong, self.before_recorded):
            return new, False
        shutil.rmtree(self.out, ignore_errors=True)
        if failure := self._generate(site, self.out):
            return [Finding("generator", Severity.ERROR, Place("mkdocs.yml"), failure)], False
        new = _new(built.check(site, self.out), self.before_built)
        return new, not new and _bytes_in(self.out) == _bytes_in(self.site_folder)

    def _set_in_type(self, loaded: Content) -> tuple[list[Finding], bool]:
        """Do the same of paper alone: pages stay as they were read before."""
        site = Site(self.root, loaded, Composer(self.root, loaded), self.site.composed)
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        try:
            if new := _new(outputs.write_paper(site, self.out), self.before_recorded):
                return new, False
        except Exception as error:  # a template that is broken stops the publishing of the site
            failure = f"{type(error).__name__}: {error}"
            return [Finding("generator", Severity.ERROR, Place("mkdocs.yml"), failure)], False
        reading = _Reading(self.reading, self.site_folder, frozenset())
        reading.site, reading.content = site, loaded
        vars(reading)["papers"] = paper_page.papers(site, self.out)
        found = [one for rule in rules_paper.RULES for one in rule.check(reading)]
        new = _new(exempt(loaded, found, built=True), self.before_built)
        return new, not new and _bytes_in(self.out / "print") == _bytes_in(self.site_folder / "print")

    def _composed(self, loaded: Content) -> tuple[Site, list[Finding]]:
        composer = Composer(self.root, loaded)
        pages, wrong = compose(composer)
        return Site(self.root, loaded, composer, {(p.address.language, p.address.id): p for p in pages}), wrong

    def _generate(self, site: Site, folder: Path) -> str:
        """Write the site as publishing does, without reading it back; return what it stopped at."""
        folder.mkdir(exist_ok=True)
        try:
            outputs.write(site, folder)
        except Exception as error:  # whatever stops the writing stops the publishing of the site
            return f"{type(error).__name__}: {error}"
        return ""

    def _recorded(self, loaded: Content) -> Content:
        """Return the content with its ledger recorded anew."""
        for _, path, _ in LEDGER:
            shutil.copy(self.root / path, self.ledger / path)
        record_all(loaded, self.ledger)
        reader = content._Reader(self.ledger)
        values = {name: reader.yaml(model, path) for name, path, model in LEDGER}
        if reader.findings:
            raise ValueError("\n".join(map(str, reader.findings)))
        return replace(loaded, trees={**loaded.trees, **reader.trees}, **values)

    def _read_back(self, edits: Sequence[Edit], texts: Mapping[str, str]) -> list[Finding]:
        """Change built files, and return what reading back finds."""
        paths = frozenset(edit.path.removeprefix(BUILT) for edit in edits)
        kept = {path: (self.site_folder / path).read_bytes() for path in paths if (self.site_folder / path).is_file()}
        for edit in edits:
            _write(self.site_folder / edit.path.removeprefix(BUILT), edit.applied(texts.get(edit.path, "")))
        try:
            reading = _Reading(self.reading, self.site_folder, paths)
            return _new(exempt(self.site.content, built.findings(reading), built=True), self.before_built)
        finally:
            for path in paths:
                _write(self.site_folder / path, kept.get(path))


def _write(file: Path, data: bytes | None) -> None:
    """Write a file, or delete it together with the folders that it leaves empty."""
    if data is None:
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _new(findings: Iterable[Finding], before: Kept) -> list[Finding]:
    """Return the errors and warnings that were not there before, as often as there are more of them now."""
    left = Counter(before)
    new = []
    for finding in findings:
        key = key_of(finding)
        if left[key] > 0:
            left[key] -= 1
        elif finding.severity is not Severity.NOTICE:
            new.append(finding)
    return new


def _bytes_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _said(loaded: Content) -> list[object]:
    """Return everything that pages are made from, without where it stands; the ledger apart."""
    words = [
        (
            [getattr(one, name) for name in _WORDS],
            {name: (guide.head, guide.body) for name, guide in one.guides.items()},
            dict(one.interface.messages),
        )
        for one in loaded.words.values()
    ]
    return [*(getattr(loaded, name) for name in _STATE), words]


def _of_rule_7(loaded: Content) -> list[Finding]:
    """Return what the rules about the ledger and about translations find."""
    return [
        replace(finding, severity=rule.severity)
        for rule in (*ledger.RULES, *translated.RULES)
        for finding in rule.check(loaded)
    ]


def _column(found: Sequence[Finding], right: Sequence[tuple[str, frozenset[int] | None]], kind: Kind) -> Column:
    placed = any(
        one.place.path == path and (lines is None or one.place.line in lines) for one in found for path, lines in right
    ) or any(one.place.path.startswith(kind.elsewhere) for one in found if kind.elsewhere)
    codes = tuple(sorted({one.rule for one in found}))
    return Column(bool(found), any(one.severity is Severity.ERROR for one in found), placed, codes)
