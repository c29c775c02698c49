"""Questions and answers: their order and kinship as facts (content/faq.yml), their words per language."""

from pydantic import Field

from .base import Country, Id, Line, Prose, Record
from .organisation import Audience


class Question(Record):
    """A question's place among the others."""

    topic: Id
    audience: list[Audience] = Field(default=["everyone"], min_length=1)
    by_country: bool = False
    """Whether the answer differs by country."""
    related: list[Id] = []


class FaqFacts(Record):
    """content/faq.yml: topics and questions in the order in which readers see them."""

    topics: list[Id] = Field(min_length=1)
    questions: dict[Id, Question] = Field(min_length=1)


class QuestionWords(Record):
    """A question in one language."""

    question: Line
    answer: Prose | dict[Country, Prose]
    """One answer, or one for each country."""
    synonyms: list[Line] = []
    """Other and older words by which readers search for it."""


class FaqWords(Record):
    """content/<lang>/faq.yml."""

    topics: dict[Id, Line]
    questions: dict[Id, QuestionWords]
