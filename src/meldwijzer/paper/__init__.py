"""Paper: leaflets, posters, cards, class sheets and booklets as PDF, from the same content as the pages.

Which documents there are, their HTML, and setting it in type; when that is done, and what is kept of it. The words are
in content/, the looks in overrides/print/, and whether a PDF says what it should is for the room that reads it back.
"""

from meldwijzer.documents import Document, documents

from .making import Paper, typeset_all

__all__ = ["Document", "Paper", "documents", "typeset_all"]
