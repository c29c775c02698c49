"""Files for all pages, each put together of many: styles that can wait, the small scripts. No page's own styles.

Their names change with what is in them, so that browsers need never ask again for one that they have.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .sheets import Sheets

_SENDS_AWAY = "choose-language.js"
"""For the root page alone: on others it would send readers away."""


class Assets:
    """The files that are put together of a project's folder overrides/."""

    def __init__(self, overrides: Path, sheets: Sheets) -> None:
        scripts = sorted((overrides / "assets/scripts").glob("*.js"))
        parts = [file for file in scripts if file.name != _SENDS_AWAY]
        texts = {
            "assets/later.css": sheets.later,
            # Each does nothing where what it is for is not there.
            "assets/meldwijzer.js": "\n".join(file.read_text("utf-8") for file in parts),
        }
        self.names: Mapping[str, str] = {path: _named(path, text) for path, text in texts.items()}
        """What templates call a file, and its name: ``assets/later.css`` and ``assets/later.1a2b3c4d.css``."""
        self.files: Mapping[str, str] = {self.names[path]: text for path, text in texts.items()}
        """The text of each by its name, from the site's root."""
        self.parts = frozenset(file.relative_to(overrides).as_posix() for file in parts)
        """The files of overrides/ that readers get as parts of another: ``assets/scripts/search.js``."""


def _named(path: str, text: str) -> str:
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{ending}"
