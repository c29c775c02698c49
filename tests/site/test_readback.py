"""Reading the built site back finds what a reader would fall over."""

import shutil
from pathlib import Path

import pytest

from meldwijzer.build import Site
from meldwijzer.outputs.readback import read_back


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def test_the_real_site_is_clean(site: Site, built: Path) -> None:
    """The site as it is published has nothing that points nowhere."""
    assert [str(finding) for finding in read_back(site, built)] == []


@pytest.mark.parametrize(
    ("page", "old", "new", "message"),
    [
        ("nl/melden/index.html", 'href="tel:116000"', 'href="tel:116001"', "tel:116001 is not a registered number"),
        ("fr/aide/index.html", 'href="tel:080032123"', 'href="tel:102"', 'but readers see "0800 32 123"'),
        ("en/help/index.html", ">0800-2000<", ">0800-2001<", 'tel:08002000 is dialled, but readers see "0800-2001"'),
        ("en/index.html", 'href="report/"', 'href="repot/"', "repot/ does not exist"),
        ("en/questions/index.html", 'href="#what-is-it"', 'href="#what-was-it"', "there is no #what-was-it"),
        ("fr/index.html", "https://meldpunt-kinderporno.nl/", "https://meldpunt-kinderpomo.nl/", "is not registered"),
        ("nl/index.html", "<h1", '<img src="https://elsewhere.example/x.png"><h1', "is not registered"),
        ("nl/index.html", '<html lang="nl"', '<html lang="fr"', '<html lang> should be "nl"'),
        ("en/law/index.html", 'id="eu-directive"', 'id="nl-252"', 'The id "nl-252" stands twice'),
        ("fr/loi/index.html", 'href="tel:112"', 'data-was="tel:112"', "phone:emergency.112 (BE) is missing"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(site: Site, copy: Path, page: str, old: str, new: str, message: str) -> None:
    """Each kind of fault in a built page is found, on that page."""
    file = copy / page
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    found = [str(finding) for finding in read_back(site, copy) if finding.place.path == f"site/{page}"]
    assert any(message in line for line in found), found


def test_a_page_that_is_missing_is_found(site: Site, copy: Path) -> None:
    """A page that the generator left out is reported."""
    (copy / "nl/wet/index.html").unlink()
    assert any("was not built" in finding.message for finding in read_back(site, copy))
