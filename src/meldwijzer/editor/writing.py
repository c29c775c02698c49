"""Writes the editor into a folder: one page for each language of its labels, and what the pages load. No server."""

import json
import re
import shutil
from html import escape
from pathlib import Path

from meldwijzer.content import Content
from meldwijzer.language.catalogue import Catalogue, read

from . import config
from .backends import Backend

HERE = Path(__file__).parent / "page"
SVELTIA = Path("@sveltia/cms")
YAML = Path("yaml/browser/dist")
_FONT = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+?)(?::vf)?@[0-9.]+/([a-z0-9-]+)\.woff2")
"""Where the package's own style sheet would fetch a font that the package has, too."""

_TRANSLATION = re.compile(r"import\(`(\.\./locales/[\w-]+)\.json`\)")


class NoPackages(Exception):
    """The editor's packages are not where they are looked for."""


def policy(backend: Backend) -> str:
    """Return the pages' Content-Security-Policy, as a meta element may hold it.

    The editor sets styles of its own; no script runs that is not a file of this folder, and nothing is asked but this
    folder and the Git server.
    """
    asked = " ".join(("'self'", "blob:", "data:", *backend.origins))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            f"connect-src {asked}",
            "frame-src blob:",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def headers(backend: Backend) -> dict[str, str]:
    """Return the headers with which every file of the folder is to be served."""
    return {
        "Content-Security-Policy": f"{policy(backend)}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
        # The window in which a Git server signs somebody in answers the window that opened it.
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def catalogue(root: Path, language: str) -> Catalogue | None:
    """Return the labels in one language; ``None`` where there are none."""
    path = f"content/{language}/editor.po"
    return read((root / path).read_text("utf-8"), path)[0] if (root / path).is_file() else None


def write(root: Path, content: Content, packages: Path, folder: Path, backend: Backend) -> list[Path]:
    """Write the editor, and return what a person opens: the page with the languages, then each language's page.

    Args:
        root: The project's folder.
        content: What can be edited.
        packages: The folder ``node_modules`` with what ``package-lock.json`` names.
        folder: Where to; what stands in it from before is replaced, other files are left.
        backend: Where it keeps what is saved.

    Raises:
        NoPackages: The packages are not there.
    """
    if not (packages / SVELTIA / "npm/index.js").is_file() or not (packages / YAML / "index.js").is_file():
        raise NoPackages
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in (
        ("sveltia/npm", packages / SVELTIA / "npm"),
        ("sveltia/locales", packages / SVELTIA / "locales"),
        ("yaml", packages / YAML),
    ):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.map"))
    _make_self_contained(folder / "sveltia")
    shutil.copyfile(HERE / "text.js", folder / "text.js")
    named = {language: words for language in content.words if (words := catalogue(root, language)) is not None}
    written = [folder / "index.html"]
    links = "\n".join(
        f'<li><a href="{language}/" lang="{language}">{escape(words("page.title"))}</a></li>'
        for language, words in named.items()
    )
    default = content.site.default_language if content.site.default_language in named else next(iter(named))
    head = _head(default, named[default], backend)
    written[0].write_text(f"{head}<ul>\n{links}\n</ul>\n", "utf-8")
    for language, words in named.items():
        place = folder / language
        place.mkdir(exist_ok=True)
        shutil.copyfile(HERE / "editor.js", place / "editor.js")
        data = config.page(content, words, backend)
        (place / "config.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        body = (
            f'<script type="module" src="editor.js"></script>\n<noscript>{escape(words("page.scripts"))}</noscript>\n'
        )
        (place / "index.html").write_text(_head(language, words, backend) + body, "utf-8")
        written.append(place / "index.html")
    lines = "".join(f"  {name}: {value}\n" for name, value in headers(backend).items())
    (folder / "_headers").write_text(f"/*\n{lines}", "utf-8")
    return written


def _make_self_contained(package: Path) -> None:
    """Make what is meant for a bundler run as it is: fonts from beside the script, translations as modules."""

    def own_font(match: re.Match[str]) -> str:
        (font,) = (package / "npm/assets").glob(f"{match[1]}-{match[2]}-*.woff2")
        return f"../sveltia/npm/assets/{font.name}"

    script = package / "npm/index.js"
    text = _FONT.sub(own_font, script.read_text("utf-8"))
    script.write_text(_TRANSLATION.sub(r"import(`\1.js`)", text), "utf-8")
    for translation in (package / "locales").glob("*.json"):
        translation.with_suffix(".js").write_text(f"export default {translation.read_text('utf-8')};\n", "utf-8")
        translation.unlink()


def _head(language: str, words: Catalogue, backend: Backend) -> str:
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(backend))}">\n'
        '<meta name="robots" content="noindex">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(words('page.title'))}</title>\n"
    )
