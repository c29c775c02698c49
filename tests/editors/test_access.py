"""The pages for staff are as accessible as those for readers: axe finds nothing, and nothing is wider than a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from meldwijzer import cli
from meldwijzer.preview.whereabouts import whereabouts
from tests.browser import axe
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The status in each language; the preview's list of contact points, and one of them."""
    folder = tmp_path_factory.mktemp("staff")
    assert cli.main(["--root", str(ROOT), "status", "--page", str(folder)]) == 0
    for name, of in (("list", ""), ("one", "phone:child-focus.fax"), ("unknown", "child-focus.helplin")):
        (folder / f"{name}.html").write_text(whereabouts(ROOT, of), "utf-8")
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light")])
def test_pages_for_staff_are_accessible(width: int, scheme: str, pages: list[Path], browser: Browser) -> None:
    """With all that is folded opened; a table that is wider scrolls by itself."""
    assert len(pages) == 6
    context = browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    for file in pages:
        page = context.new_page()
        page.goto(file.as_uri())
        axe.open_folds(page)
        axe.inject(page)
        assert axe.violations(page) == [], file
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file
        page.close()
    context.close()
