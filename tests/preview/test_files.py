"""From addresses to files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.preview.files import Found, content_type, find, paths_in

SITE = frozenset({"index.html", "404.html", "nl/index.html", "nl/404.html", "nl/faq/index.html", "fr/a b.pdf", "é.txt"})


@pytest.mark.parametrize(
    ("address", "file"),
    [("/", "index.html"), ("/nl/", "nl/index.html"), ("/fr/a b.pdf", "fr/a b.pdf"), ("/é.txt", "é.txt")],
)
def test_pages_and_files_are_found(address: str, file: str) -> None:
    """A folder leads to its index.html, a file to itself."""
    assert find(SITE, address) == Found(file)


def test_a_folder_without_its_slash_leads_to_it() -> None:
    """An address of a folder without its last slash leads to the one with it, so that relative links work."""
    assert find(SITE, "/nl/faq") == Found(status=307, location="/nl/faq/")


def test_a_redirect_stays_here() -> None:
    """Two slashes at the beginning never become another host."""
    assert find(SITE, "//nl").location == "/nl/"


@pytest.mark.parametrize(
    ("address", "file"),
    [("/nl/x", "nl/404.html"), ("/nl/x/y/", "nl/404.html"), ("/fr/x", "404.html"), ("/x", "404.html")],
)
def test_a_missing_page_is_answered_in_its_language(address: str, file: str) -> None:
    """A missing page gets its language's own 404 page, or the common one."""
    assert find(SITE, address) == Found(file, 404)


@pytest.mark.parametrize(
    "address",
    ["/index.html/", "/fr/", "/\0", "/" + "x" * 5000, "/../secret.txt", "/nl/../../secret.txt", "/nl/../index.html"],
)
def test_impossible_addresses_are_missing_pages(address: str) -> None:
    """A file with a slash, a folder without an index, dots and impossible names are missing pages."""
    assert find(SITE, address).status == 404


@given(st.lists(st.sampled_from(["..", ".", "", "nl", "out", "secret.txt", "\0", "~", "\\"])).map("/".join))
def test_no_combination_leads_out(address: str) -> None:
    """Whatever is asked for, what is answered is one of the site's files."""
    assert find(SITE, "/" + address).file in SITE | {""}


def test_files_of_a_folder(tmp_path: Path) -> None:
    """A folder has its files, below it too; links that lead out of it, or nowhere, are none."""
    site = tmp_path / "site"
    (site / "nl").mkdir(parents=True)
    (site / "nl/index.html").write_text("x")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (site / "loop").symlink_to(site / "loop")
    assert paths_in(site) == {"nl/index.html"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html"),
        ("a.css", "text/css"),
        ("a.js", "text/javascript"),
        ("a.svg", "image/svg+xml"),
        ("a.pdf", "application/pdf"),
        ("a.vcf", "text/vcard"),
        ("a.jsonld", "application/ld+json"),
        ("a.xml", "application/xml"),
        ("a.woff2", "font/woff2"),
        ("sitemap.xml.gz", "application/gzip"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_content_types(name: str, kind: str) -> None:
    """Each kind of file has its media type; a packed file stays packed."""
    assert content_type(Path(name)) == kind
