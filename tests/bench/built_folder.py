"""A built site in which faults are planted: its pages, and edits that must find what they change. No fault here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ADDRESS = "https://meldwijzer.example/"


class NothingToChange(ValueError):
    """What a fault would change does not stand there any more: give the fault another place."""


@dataclass(frozen=True)
class Spot:
    """One page in which one fault is planted, and a word that stands nowhere else."""

    folder: Path
    page: str
    """From the site's folder: ``nl/gidsen/bench-007/index.html``."""
    token: str
    """``bench-fault-012``: part of the planted address, so that a report can be told from all others."""
    other: str
    """Another page of the same language, in which nothing is planted."""

    @property
    def language(self) -> str:
        """The page's language."""
        return self.page.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The guide's own folder, with a slash: ``bench-007/``."""
        return f"{Path(self.page).parent.name}/"

    @property
    def up(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.page.count("/")

    def one(self, pattern: str) -> str:
        """Return the one file of the site whose name is like this: ``assets/later.*.css``."""
        (found,) = self.folder.glob(pattern)
        return found.relative_to(self.folder).as_posix()

    def read(self, path: str = "") -> str:
        """Return a file of the site, or the page."""
        return (self.folder / (path or self.page)).read_text("utf-8")

    def write(self, text: str, path: str = "") -> None:
        """Save a file of the site, or the page."""
        target = self.folder / (path or self.page)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def change(self, pattern: str, new: str | Callable[[re.Match[str]], str], path: str = "") -> None:
        """Change the first place that a pattern finds, in the page or another file.

        Raises:
            NothingToChange: It finds none, or the change changes nothing.
        """
        old = self.read(path)
        text = re.sub(pattern, new, old, count=1, flags=re.DOTALL)
        if text == old:
            raise NothingToChange(f"{pattern!r} in {path or self.page}")
        self.write(text, path)

    def add(self, html: str) -> None:
        """Add a paragraph at the end of the article."""
        self.change(r"(?=</article>)", lambda _: f"<p>{html}</p>\n")

    def add_to_head(self, html: str) -> None:
        """Add an element at the end of the head."""
        self.change(r"(?=</head>)", lambda _: f"{html}\n")
