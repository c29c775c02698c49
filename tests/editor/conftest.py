"""The editor, written once for its tests; its packages are where `make editor` puts them."""

from pathlib import Path

import pytest

from meldwijzer.cli import main
from tests.conftest import ROOT

PACKAGES = ROOT / ".editor/node_modules"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the editor, for files on this computer."""
    folder = tmp_path_factory.mktemp("editor")
    assert main(["--root", str(ROOT), "editor", "--local", str(folder), "--packages", str(PACKAGES)]) == 0
    return folder
