"""The real registry, the words of each language, and the tables of examples."""

import re
from pathlib import Path

import pytest
import yaml

from meldwijzer.content import Content, load
from meldwijzer.references import Registry
from meldwijzer.scan.registered import Registered
from meldwijzer.scan.vocabulary import ShortVocabulary

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
COUNTRIES = ["BE", "NL"]
LANGUAGES = ["nl", "fr", "en", "de"]


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """Return the lines of a table of examples."""
    found = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            cells = [cell.strip(" ") for cell in line.split("|", columns - 1)]
            found.append((*cells[:-1], _meant(cells[-1])))
    return found


def _meant(text: str) -> str:
    return re.sub(
        r"\\u([0-9a-f]{4})|\\([nt])", lambda m: chr(int(m[1], 16)) if m[1] else {"n": "\n", "t": "\t"}[m[2]], text
    )


def read_content() -> Content:
    """Return the real content."""
    content, findings = load(ROOT)
    assert content is not None, findings
    return content


def read_vocabularies(content: Content) -> dict[str, ShortVocabulary]:
    """Return the words of each language, and under "all" of all together."""
    names = [name for one in content.organisations.values() for name in (one.name, *one.aliases)]
    found = {}
    for language in LANGUAGES:
        if language in content.words:
            lists = content.words[language].terms.numbers.model_dump()
        else:  # a language that the site does not have yet
            lists = yaml.load((HERE / "vocabulary" / f"{language}.yml").read_text("utf-8"), yaml.BaseLoader)["numbers"]
        found[language] = ShortVocabulary.of(lists, names)
    return {**found, "all": ShortVocabulary.merged(found.values())}


@pytest.fixture(scope="session")
def content() -> Content:
    return read_content()


@pytest.fixture(scope="session")
def registered(content: Content) -> Registered:
    return Registered(Registry(content.organisations))


@pytest.fixture(scope="session")
def vocabularies(content: Content) -> dict[str, ShortVocabulary]:
    return read_vocabularies(content)
