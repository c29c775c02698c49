"""From addresses to files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.preview.files import Found, content_type, find


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in two languages, with a secret beside it."""
    above = tmp_path_factory.mktemp("above")
    site = above / "site"
    for path in (
        "index.html",
        "404.html",
        "nl/index.html",
        "nl/404.html",
        "nl/faq/index.html",
        "fr/a b.pdf",
        "é.txt",
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path)
    (above / "secret.txt").write_text("secret")
    (above / "site-2").mkdir()
    (above / "site-2/secret.txt").write_text("secret")
    (site / "out").symlink_to(above)
    (site / "loop").symlink_to(site / "loop")
    return site


@pytest.mark.parametrize(
    ("address", "file"),
    [("/", "index.html"), ("/nl/", "nl/index.html"), ("/fr/a b.pdf", "fr/a b.pdf"), ("/é.txt", "é.txt")],
)
def test_pages_and_files_are_found(site: Path, address: str, file: str) -> None:
    """A folder leads to its index.html, a file to itself."""
    assert find(site, address) == Found(site / file)


def test_a_folder_without_its_slash_leads_to_it(site: Path) -> None:
    """An address of a folder without its last slash leads to the one with it, so that relative links work."""
    assert find(site, "/nl/faq") == Found(status=307, location="/nl/faq/")


def test_a_redirect_stays_here(site: Path) -> None:
    """Two slashes at the beginning never become another host."""
    assert find(site, "//nl").location == "/nl/"


@pytest.mark.parametrize(
    ("address", "file"),
    [("/nl/x", "nl/404.html"), ("/nl/x/y/", "nl/404.html"), ("/fr/x", "404.html"), ("/x", "404.html")],
)
def test_a_missing_page_is_answered_in_its_language(site: Path, address: str, file: str) -> None:
    """A missing page gets its language's own 404 page, or the common one."""
    assert find(site, address) == Found(site / file, 404)


@pytest.mark.parametrize("address", ["/index.html/", "/fr/", "/loop", "/\0", "/" + "x" * 5000])
def test_impossible_addresses_are_missing_pages(site: Path, address: str) -> None:
    """A file with a slash, a folder without an index, loops and impossible names are missing pages."""
    assert find(site, address).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/nl/../../secret.txt",
        "/out/secret.txt",
        "/nl/../index.html",
        "/../site-2/secret.txt",
    ],
)
def test_nothing_outside_is_found(site: Path, address: str) -> None:
    """No address and no link leads out of the site; dots lead nowhere, not even inside."""
    found = find(site, address)
    assert found.status == 404
    assert found.file in (site / "404.html", site / "nl/404.html")


@given(st.lists(st.sampled_from(["..", ".", "", "nl", "out", "secret.txt", "site-2", "\0", "~", "\\"])).map("/".join))
def test_no_combination_leads_out(site: Path, address: str) -> None:
    """Whatever is asked for, what is answered lies in the site."""
    found = find(site, "/" + address)
    assert found.file is None or found.file.resolve().is_relative_to(site)


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
