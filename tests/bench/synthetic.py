"""A project as large as wanted, made of the real one: more languages, and guides of seeded harmless prose.

``python -m tests.bench.synthetic FOLDER --languages 3 --pages 200``. Nothing is measured here.

* The pages, facts and words of the real project are there as they are; guides fill up each language to the wanted
  number of pages, about 600 words each.
* Further languages say what English says with accents of their own (``répórt``), so that no two languages have a
  sentence in common, and a phrase that the check watches is found all the same.
"""

import argparse
import random
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from babel.dates import get_month_names

from meldwijzer.content import Content, Words, load
from meldwijzer.reviews import writing
from meldwijzer.rules import language, same
from meldwijzer.rules.exempt import exempt
from meldwijzer.texts import texts_of

from . import phrases

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "overrides", "hooks", "mkdocs.yml", "content")

FURTHER = {
    "de": ("Deutsch", "de_DE"), "es": ("Español", "es_ES"), "it": ("Italiano", "it_IT"),
    "pt": ("Português", "pt_PT"), "pl": ("Polski", "pl_PL"), "sv": ("Svenska", "sv_SE"),
    "da": ("Dansk", "da_DK"), "fi": ("Suomi", "fi_FI"), "cs": ("Čeština", "cs_CZ"),
    "sk": ("Slovenčina", "sk_SK"), "sl": ("Slovenščina", "sl_SI"), "hr": ("Hrvatski", "hr_HR"),
    "hu": ("Magyar", "hu_HU"), "ro": ("Română", "ro_RO"), "et": ("Eesti", "et_EE"),
    "lt": ("Lietuvių", "lt_LT"), "lv": ("Latviešu", "lv_LV"), "gl": ("Galego", "gl_ES"),
    "sq": ("Shqip", "sq_AL"), "nb": ("Norsk bokmål", "nb_NO"), "is": ("Íslenska", "is_IS"),
}  # fmt: skip
"""Languages that CLDR and the theme know, by tag: own name and locale."""

TEXTS = ("pages", "law", "reporting", "organisations", "faq", "donate", "form")
"""The files of a language's words; the others are copied (phrases to watch for are found without their accents)."""

SECTIONS = ("first", "ask", "who", "note", "later")
"""The ids of each guide's parts."""

_KEPT = re.compile(r"<[a-z]+:[^<>\s]*>|\]\([^()\s]*\)|\{[^{}]*\}|\\.")
"""References, targets of links, placeholders and escapes: the same in every language."""


_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_NUMBERS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
_ACCENTS = "\u0301\u0300\u0302\u0303\u0308\u0304\u0306\u030c\u0328\u0309\u0323\u030f\u0311"  # each fits every vowel


@dataclass(frozen=True)
class _Marks:
    """How a further language's letters differ from English ones; words with a capital are names and stay."""

    letters: Mapping[int, str]
    figures: Mapping[str, str]
    """English words for months and numbers, and what this language writes: the check reads them in each language."""
    names: re.Pattern[str]
    """What stays as it is: organisations."""

    def __call__(self, text: str) -> str:
        pieces, done = [], 0
        for kept in self.names.finditer(text):
            pieces += [self._marked(text[done : kept.start()]), kept[0]]
            done = kept.end()
        return "".join([*pieces, self._marked(text[done:])])

    def _marked(self, text: str) -> str:
        return _WORD.sub(self._word, text)

    def _word(self, word: re.Match[str]) -> str:
        if word[0] in self.figures:
            return self.figures[word[0]]
        return word[0].translate(self.letters) if word[0].islower() else word[0]


def _marks(number: int, locale: str, names: Iterable[str]) -> _Marks:
    """Return the letters of the further language with this number; no two are alike."""
    first, second = _ACCENTS[number % len(_ACCENTS)], _ACCENTS[(number + number // len(_ACCENTS)) % len(_ACCENTS)]
    marked = [*((letter, first) for letter in "aou"), *((letter, second) for letter in "ei")]
    if number >= len(_ACCENTS):
        marked += [(letter, "\u030c") for letter in "nstrdl"]
    letters = {ord(letter): unicodedata.normalize("NFC", letter + accent) for letter, accent in marked}
    own = get_month_names(locale=locale)
    figures = {name: own[month] for month, name in get_month_names(locale="en").items()}
    figures |= {word: str(value) for value, word in enumerate(_NUMBERS, 10)}
    spelt = {one for name in names for one in (name, name.replace("'", "’"))}
    kept = [_KEPT.pattern, *(re.escape(name) for name in sorted(spelt, key=len, reverse=True))]
    return _Marks(letters, figures, re.compile("|".join(kept)))


def generate(root: Path, languages: int, pages: int, seed: int) -> None:
    """Write a project that builds and has no error.

    Args:
        root: Its folder; made where it is missing, and replaced in its parts where it is there.
        languages: How many, 3 to 24; the first three are the real ones.
        pages: How many each language has, the real ones among them.
        seed: The same seed gives the same bytes.

    Raises:
        ValueError: There are not so many languages, or more real pages than wanted.
    """
    if not 3 <= languages <= 3 + len(FURTHER):
        raise ValueError(f"{languages} languages: 3 to {3 + len(FURTHER)} can be made")
    root.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        _copy(PROJECT / part, root / part)
    content, findings = load(PROJECT)
    if content is None or set(content.words) != set(phrases.LANGUAGES):
        raise ValueError("\n".join(map(str, findings)) or "the real project has other languages now")
    english = content.words["en"]
    further = list(FURTHER)[: languages - 3]
    names = [organisation.name for organisation in content.organisations.values()]
    names += [one.name for one in english.organisations.organisations.values() if one.name]
    marks = {tag: _marks(number, FURTHER[tag][1], names) for number, tag in enumerate(further)}
    for tag in further:
        _translate(root, tag, english, marks[tag])
    _declare(root / "content/site.yml", further)
    missing = pages - len(english.pages.pages) - len(english.guides)
    if missing < 0:
        raise ValueError(f"the real project has {pages - missing} pages already")
    guides = [_guide(random.Random(f"{seed}-{number}"), number, missing) for number in range(missing)]
    tags = [*phrases.LANGUAGES, *further]
    for tag in tags:
        _write_guides(root, tag, guides, marks.get(tag))
    folders = {tag: content.words[tag if tag in content.words else "en"].pages.pages["guides"].slug for tag in tags}
    _publish(
        root / "content/published.yml", [f"/{tag}/{folders[tag]}/{guide.name}/" for tag in tags for guide in guides]
    )
    _excuse(root / "content/exemptions.yml", further)
    _excuse_rest(root)
    writing.seal(root, _loaded(root), everything=True)


def _loaded(root: Path) -> Content:
    made, findings = load(root)
    if made is None:
        raise ValueError("\n".join(map(str, findings)))
    return made


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@dataclass(frozen=True)
class _Guide:
    """A guide in the three languages; texts are in their order."""

    name: str
    title: phrases.Phrase
    description: phrases.Phrase
    bodies: phrases.Phrase


def _guide(chance: random.Random, number: int, count: int) -> _Guide:
    """Return a guide of about 600 words: an opening and five parts, one of them a list, with eight references."""
    referring = chance.sample(phrases.REFERRING, len(phrases.REFERRING) - 1)
    other = f"bench-{(number + chance.randrange(1, max(count, 2))) % max(count, 1):03d}"
    linked = phrases.title(chance)
    pieces: list[phrases.Phrase] = [phrases.paragraph(chance, 3)]
    for index, name in enumerate(SECTIONS):
        title = phrases.title(chance)
        pieces.append(_each(lambda text: f"## {text} {{#{name}}}", title))  # noqa: B023  # used at once
        pieces.append(phrases.paragraph(chance, 3))
        if index == 2:
            items = [phrases.sentence(chance) for _ in range(5)]
            pieces.append(_rows([_each(lambda text: f"- {text}", item) for item in items], "\n"))
        else:
            pieces.append(phrases.paragraph(chance, 3))
        pieces += [referring[index]]
    part = chance.choice(SECTIONS)
    pieces.append(_each(lambda text: f"[{text}](page:guide-{other}#{part})", linked))
    pieces += referring[len(SECTIONS) :]
    return _Guide(f"bench-{number:03d}", phrases.title(chance), phrases.sentence(chance), _rows(pieces, "\n\n"))


def _each(change, phrase: phrases.Phrase) -> phrases.Phrase:
    nl, fr, en = map(change, phrase)
    return nl, fr, en


def _rows(pieces: list[phrases.Phrase], between: str) -> phrases.Phrase:
    nl, fr, en = (between.join(texts) for texts in zip(*pieces, strict=True))
    return nl, fr, en


def _write_guides(root: Path, tag: str, guides: list[_Guide], marks: _Marks | None) -> None:
    index = phrases.LANGUAGES.index(tag) if marks is None else phrases.LANGUAGES.index("en")
    for guide in guides:
        title, description, body = guide.title[index], guide.description[index], guide.bodies[index]
        if marks is not None:
            title, description, body = marks(title), marks(description), marks(body)
        head = f"slug: {guide.name}\ntitle: {title}\ndescription: {description}\naudience: parents\n"
        (root / f"content/{tag}/guides/{guide.name}.md").write_text(f"---\n{head}---\n{body}\n", "utf-8")


def _translate(root: Path, tag: str, english: Words, marks: _Marks) -> None:
    """Write a language's folder from the English one."""
    source, target = root / "content/en", root / f"content/{tag}"
    shutil.rmtree(target, ignore_errors=True)
    (target / "guides").mkdir(parents=True)
    for file in source.glob("*.yml"):
        if file.stem not in TEXTS:
            shutil.copy(file, target)
    for name in TEXTS:
        tree = yaml.load((source / f"{name}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only
        for text in texts_of(getattr(english, name)):
            *way, last = text.way
            place = tree
            for step in way:
                place = place[step]
            place[last] = marks(place[last])
        _dump(target / f"{name}.yml", tree)
    for name, guide in english.guides.items():
        head = guide.head.model_dump(exclude_defaults=True)
        head |= {"title": marks(head["title"]), "description": marks(head["description"])}
        head["synonyms"] = [marks(word) for word in head.get("synonyms", [])]
        text = yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
        body = re.sub(r"^(## )(.+?)( \{#.*)$|^(.*)$", lambda m: _line(m, marks), guide.body, flags=re.MULTILINE)
        (target / f"guides/{name}.md").write_text(f"---\n{text}---\n{body}", "utf-8")
    catalogue = (source / "interface.po").read_text("utf-8").replace("Language: en_GB", f"Language: {FURTHER[tag][1]}")
    first, *rest = catalogue.split("\n\n")
    words = [re.sub(r'(?<=^msgstr ").*(?="$)', lambda m: marks(m[0]), entry, flags=re.MULTILINE) for entry in rest]
    (target / "interface.po").write_text("\n\n".join([first, *words]), "utf-8")


def _line(match: re.Match[str], marks: _Marks) -> str:
    return f"{match[1]}{marks(match[2])}{match[3]}" if match[1] else marks(match[0])


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, as the real files have them."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _dump(path: Path, tree: object) -> None:
    path.write_text(yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000), "utf-8")


def _declare(path: Path, further: list[str]) -> None:
    """Add languages to site.yml."""
    lines = [
        f"  {tag}:\n    name: {FURTHER[tag][0]}\n    locale: {FURTHER[tag][1]}\n    readers: [BE, NL]\n"
        f"    quick_exit: https://{tag}.wikipedia.org/\n"
        for tag in further
    ]
    text = path.read_text("utf-8")
    path.write_text(text.replace("\ncountries:\n", f"{''.join(lines)}\ncountries:\n", 1), "utf-8")


def _publish(path: Path, addresses: list[str]) -> None:
    """Add addresses and the guides' anchors to published.yml."""
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only
    tree["addresses"] += [address for address in addresses if address not in set(tree["addresses"])]
    names = sorted({address.rstrip("/").rsplit("/", 1)[1] for address in addresses})
    tree["anchors"] |= {f"guide-{name}": sorted(SECTIONS) for name in names}
    _dump(path, tree)


def _excuse(path: Path, further: list[str]) -> None:
    """Exempt in further languages what is exempt in English."""
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only
    english = [one for one in tree["exemptions"] if one["place"].startswith("content/en/")]
    for tag in further:
        tree["exemptions"] += [
            {**one, "place": one["place"].replace("content/en/", f"content/{tag}/", 1)} for one in english
        ]
    _dump(path, tree)


def _excuse_rest(root: Path) -> None:
    """Exempt what no accents can make another language of: labels of names alone, countries with the same name."""
    made = _loaded(root)
    words = {
        tag: replace(said, guides={name: guide for name, guide in said.guides.items() if not name.startswith("bench-")})
        for tag, said in made.words.items()
    }
    plain = replace(made, words=words)
    rules = (*language.RULES, *same.RULES)
    asked = {rule.code for rule in rules}
    found = exempt(plain, [one for rule in rules for one in rule.check(plain)])
    path = root / "content/exemptions.yml"
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only
    tree["exemptions"] += [
        {"rule": rule, "place": place, "reason": "no language of its own"}
        for rule, place in sorted({(one.rule, one.place.path) for one in found if one.rule in asked})
    ]
    _dump(path, tree)


def main() -> None:
    """Write a project from the command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic project.")
    parser.add_argument("root", type=Path)
    parser.add_argument("--languages", type=int, default=3)
    parser.add_argument("--pages", type=int, default=200, help="in each language")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    generate(chosen.root, chosen.languages, chosen.pages, chosen.seed)


if __name__ == "__main__":
    main()
