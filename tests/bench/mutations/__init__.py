"""Single faults, and harmless changes, in content, templates, ledger and built files: their kinds, in one table."""

from . import (
    built_files,
    catalogue,
    claims,
    facts,
    figures,
    files,
    harmless,
    harmless_built,
    ledger,
    literals,
    pages,
    paper,
    parity,
    references,
    templates,
)
from .base import Kind

KINDS: tuple[Kind, ...] = (
    *facts.KINDS,
    *literals.KINDS,
    *references.KINDS,
    *parity.KINDS,
    *figures.KINDS,
    *claims.KINDS,
    *catalogue.KINDS,
    *ledger.KINDS,
    *files.KINDS,
    *templates.KINDS,
    *pages.KINDS,
    *paper.KINDS,
    *built_files.KINDS,
    *harmless.KINDS,
    *harmless_built.KINDS,
)
"""Every kind; the harmless ones last."""
