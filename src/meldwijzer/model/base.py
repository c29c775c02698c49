"""What every content model shares: strictness, ids, kinds of text, countries. No field of any one concept."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class TextKind:
    """Marks a string field as words that a reader sees, and says which notation it may hold."""

    def __init__(self, name: Literal["line", "prose"]) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"TextKind({self.name!r})"


LINE = TextKind("line")
PROSE = TextKind("prose")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
"""A stable name, the same in all languages: small letters, digits, single hyphens."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""The last part of a page's address, in its language, without accents."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag such as ``nl``."""

Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n]*$"), LINE]
"""One line of plain words: no Markdown; references allowed, they become their plain text."""

Prose = Annotated[str, StringConstraints(min_length=1), PROSE]
"""Markdown without raw HTML; references allowed."""

Country = Literal["BE", "NL"]
"""A country whose readers the site serves (ISO 3166-1)."""

Territory = Literal["BE", "NL", "EU", "world"]
"""Where an organisation, a number or a law holds: a country, the European Union, or everywhere."""

PerLanguage = dict[Language, str]
"""The same fact as each language writes it (a street has two names in Brussels)."""

Situation = Literal["saw", "about-me", "threatened", "child", "feelings", "cant-go-on", "danger"]
"""Why somebody comes: saw something, it is about me, I am being threatened with a picture, worry about
a child, worry about my own or somebody's feelings, I can't go on, danger now."""

Known = Literal["yes", "no", "unknown"]
"""A fact that may honestly be unknown."""

Confidence = Literal["H", "M", "L", "N"]
"""H own page from 2023 on; M own page, older, or one good secondary; L old secondary; N no source found."""


def on_the_calendar(written: str) -> str:
    """Return a partial date that exists.

    Raises:
        PydanticCustomError: There is no such month or day.
    """
    try:
        date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        raise PydanticCustomError("no_such_date", "there is no such date") from None
    return written


PartialDate = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$"), AfterValidator(on_the_calendar)
]
"""A date as precise as its source: ``2023``, ``2023-03`` or ``2023-03-14``."""


class Titled(Record):
    """Prose with a title: a part of a page, a way to help, a borderline case."""

    title: Line
    text: Prose
