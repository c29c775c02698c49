"""The status as pages for staff, one in each language that has words for it. Readers never get them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from meldwijzer.language.catalogue import Catalogue, read

from .status import ROLES, Status, counted

FOLDER = "status"
_WORDS = Path(__file__).with_name("words")
_FALLBACK = "en"

_templates = Environment(
    loader=PackageLoader("meldwijzer.editors", "assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def files(status: Status, languages: Sequence[str], default: str) -> Mapping[str, str]:
    """Return the text of each page by its path; the default language's is ``status/index.html``.

    Args:
        status: What they say.
        languages: Of the site; those without words here are left out.
        default: The language of the first page.
    """
    spoken = [tag for tag in languages if (_WORDS / f"{tag}.po").is_file()] or [_FALLBACK]
    first = default if default in spoken else spoken[0]
    paths = {tag: f"{FOLDER}/index.html" if tag == first else f"{FOLDER}/{tag}/index.html" for tag in spoken}
    return {path: _page(status, tag, paths) for tag, path in paths.items()}


def _page(status: Status, language: str, paths: Mapping[str, str]) -> str:
    up = "../" * (paths[language].count("/") - 1)
    others = {
        tag: (up + path.removeprefix(f"{FOLDER}/")).removesuffix("index.html") or "./"
        for tag, path in paths.items()
        if tag != language
    }
    values = {"status": status, "t": words(language), "language": language, "others": others}
    return _templates.get_template("status.html").render(**values, words=words, counted=counted, roles=ROLES)


@cache
def words(language: str) -> Catalogue:
    """Return the words of a language.

    Raises:
        ValueError: They cannot be read.
    """
    file = _WORDS / f"{language}.po"
    catalogue, findings = read(file.read_text("utf-8"), file.name)
    if catalogue is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return catalogue
