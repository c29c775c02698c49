"""What the tests of paper share: every document of the real content, set in type once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from meldwijzer.build import Site
from meldwijzer.paper import Document, documents


@pytest.fixture(scope="session")
def pdfs(site: Site, built: Path) -> Mapping[Document, Path]:
    """The file of each document, as it is published."""
    return {document: built / document.path for document in documents(site.content)}
