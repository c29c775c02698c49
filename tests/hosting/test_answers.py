"""What the servers answer: headers, languages, packed files, caching, missing pages, for every file of the site."""

import gzip
import re
from html import unescape
from pathlib import Path

import brotli
import pytest

from meldwijzer.addresses import short_addresses
from meldwijzer.build import Site
from meldwijzer.cache import Cache
from meldwijzer.outputs import hosting, packed
from tests.conftest import ENDPOINT

from .conftest import Answer, Host

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": ("application/javascript; charset=utf-8", "text/javascript; charset=utf-8"),
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": ("text/xml; charset=utf-8", "application/xml; charset=utf-8"),
    ".png": "image/png",
    ".vcf": "text/vcard; charset=utf-8",
}
FEED = "application/atom+xml; charset=utf-8"
HASHED = re.compile(r"\.[0-9a-f]{8}\.")


def paths_of(host: Host) -> list[tuple[str, Path]]:
    """Return every file that is served with the address by which readers get it; not the pages that lead on."""
    found = []
    for file in sorted(host.folder.rglob("*")):
        path = file.relative_to(host.folder).as_posix()
        if file.suffix in KINDS and file.is_file() and "/q/" not in path:
            found.append((f"/{path.removesuffix('index.html') if file.name == 'index.html' else path}", file))
    assert len(found) > 80
    return found


def has_headers(answer: Answer, path: str = "/") -> None:
    """Tell what is missing of the headers that every answer bears: others may frame boxes, and fetch open data."""
    framed, is_open = path.startswith("/embed/"), path.startswith(f"/{hosting.OPEN}")
    assert answer.headers.get(hosting.ORIGIN.lower()) == ("*" if is_open else None), path
    for name, value in hosting.HEADERS.items():
        wanted = hosting.EVERYWHERE if (framed or is_open) and name == hosting.RESOURCE else value
        assert answer.headers.get(name.lower()) == wanted, name
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; frame-ancestors *" if framed else "; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy or framed
    assert "no-store" not in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers
    assert answer.headers["server"] == "nginx" or answer.headers["server"].startswith("Apache")


def test_every_file_has_every_header(host: Host) -> None:
    """Pages, scripts, pictures and texts: the same headers, the right kind, the policy that stands in the page."""
    for path, file in paths_of(host):
        answer = host.get(path)
        assert answer.status == 200, path
        assert answer.body == file.read_bytes(), path
        has_headers(answer, path)
        kinds = FEED if file.name == hosting.FEED else KINDS[file.suffix]
        assert answer.headers["content-type"].lower() in ((kinds,) if isinstance(kinds, str) else kinds), path
        assert "content-language" not in answer.headers, path
        if file.suffix == ".html":
            said = POLICY.search(file.read_text("utf-8"))
            assert said is not None, path
            own, framed = unescape(said[1]).split("; "), path.startswith("/embed/")
            ancestors = f"frame-ancestors {'*' if framed else chr(39) + 'none' + chr(39)}"
            expected = [*(rule for rule in own if "trusted-types" not in rule), ancestors]
            assert len(expected) == len(own) + (1 if framed else -1), path
            assert answer.headers["content-security-policy"] == "; ".join(expected), path


def test_only_the_form_may_send(host: Host, sending_site: Site) -> None:
    """The endpoint stands in the policy of the report form alone, by its folder and by its file."""
    allowed = set()
    for address in sending_site.addresses():
        for path in (address.path, f"{address.path}index.html"):
            if (
                not path.endswith("404.htmlindex.html")
                and ENDPOINT in host.get(path).headers["content-security-policy"]
            ):
                allowed.add((address.id, path.endswith(".html")))
    assert allowed == {("report-form", False), ("report-form", True)}


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_what_can_be_packed_is_sent_packed(host: Host, encoding: str) -> None:
    """Every text that gets smaller comes packed to who can unpack it, under its own kind and headers."""
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    for path, file in paths_of(host):
        ending = {"br": ".br", "gzip": ".gz", "": ".none"}[encoding]
        answer = host.get(path, accept_encoding=encoding or "identity")
        assert answer.status == 200, path
        smaller = file.with_name(f"{file.name}{ending}").is_file()
        assert answer.headers.get("content-encoding", "") == (encoding if smaller else ""), path
        assert (unpack(answer.body) if smaller else answer.body) == file.read_bytes(), path
        has_headers(answer, path)
        kinds = FEED if file.name == hosting.FEED else KINDS[file.suffix]
        assert answer.headers["content-type"].lower() in ((kinds,) if isinstance(kinds, str) else kinds), path
        if file.suffix == ".html":
            assert smaller or not encoding, path
        if file.with_name(f"{file.name}.gz").is_file():
            assert "accept-encoding" in answer.headers["vary"].lower(), path


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.8, br;q=1.0", "br"),
        ("gzip;q=0", ""),
        ("brotli", ""),
        ("x-br", ""),
    ],
)
def test_only_what_is_accepted_is_sent(host: Host, accepted: str, sent: str) -> None:
    """Brotli before gzip, and neither to who refuses it."""
    assert host.get("/fr/", accept_encoding=accepted).headers.get("content-encoding", "") == sent


def test_pages_are_asked_for_again_and_hashed_files_kept(host: Host) -> None:
    """A corrected number is seen at once: pages are revalidated, with 304 where nothing changed; hashed files stay."""
    hashed = 0
    for path, file in paths_of(host):
        for encoding in ("identity", "br"):
            answer = host.get(path, accept_encoding=encoding)
            kept = HASHED.search(file.name) is not None
            assert answer.headers["cache-control"] == (hosting.KEPT if kept else hosting.REVALIDATED), path
            hashed += kept
            again = host.get(path, accept_encoding=encoding, if_none_match=answer.headers["etag"])
            assert (again.status, again.body) == (304, b""), path
    assert hashed >= 4


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nl/does/not/exist/", "nl/404.html"),
        ("/fr/rien", "fr/404.html"),
        ("/en/report/none.html?x=1", "en/404.html"),
        ("/nl/melden/index.htm", "nl/404.html"),
        ("/none/", "404.html"),
        ("/nlx/", "404.html"),
        ("/assets/none.js", "404.html"),
        ("/assets/none.0123abcd.min.js", "404.html"),
        ("/_headers", "404.html"),
        ("/_redirects", "404.html"),
        ("/nginx-http.conf", "404.html"),
        ("/apache.conf", "404.html"),
        ("/.well-known/security.txt", "404.html"),
        ("/.git/config", "404.html"),
    ],
)
@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_a_missing_page_answers_in_its_language(host: Host, path: str, page: str, encoding: str) -> None:
    """The 404 page of the language of the address, as 404, at any depth, whatever the browser asks for."""
    answer = host.get(path, accept_encoding=encoding, accept_language="de, en;q=0.5")
    assert answer.status == 404
    body = brotli.decompress(answer.body) if answer.headers.get("content-encoding") == "br" else answer.body
    assert body == (host.folder / page).read_bytes()
    has_headers(answer)
    assert answer.headers["cache-control"] == hosting.REVALIDATED
    assert answer.headers["content-type"].lower() == KINDS[".html"]


@pytest.mark.parametrize("path", ["/assets/", "/nl/search/", "/.htaccess", "/nl/%2e%2e/%2e%2e/etc/passwd"])
def test_nothing_else_is_shown(host: Host, path: str) -> None:
    """No list of files, no configuration, nothing outside: the reader gets the page that helps."""
    answer = host.get(path)
    assert answer.status in (400, 403, 404)
    assert b"Index of" not in answer.body
    assert b"Rewrite" not in answer.body
    if answer.status != 400:
        has_headers(answer)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("nl", "nl"),
        ("fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("EN-us", "en"),
        ("nl-BE, fr;q=0.9", "nl"),
        ("de, fr;q=0.8, nl;q=0.9", "nl"),
        ("fr;q=0.30, en;q=0.35", "en"),
        ("nl;q=0, fr;q=0.1", "fr"),
        ("nl;q=0.0, de", None),
        ("en;q=0.05", "en"),
        ("de-DE, de;q=0.9", None),
        ("pl", None),
        ("*", None),
        ("nlx, frm", None),
        ("x-nl", None),
        ("", None),
        (None, None),
        ("nl\t; q=0.8 , en", "en"),
        ("," * 6000, None),
        ("//evil.example, nl", "nl"),
    ],
)
def test_the_first_page_leads_to_the_readers_language(host: Host, wanted: str | None, language: str | None) -> None:
    """The language that is wanted most leads on; where none is spoken here, the reader chooses on the first page."""
    answer = host.get("/?country=be", **({} if wanted is None else {"accept_language": wanted}))
    has_headers(answer)
    assert "accept-language" in answer.headers["vary"].lower()
    if language is None:
        assert (answer.status, answer.body) == (200, (host.folder / "index.html").read_bytes())
    else:
        assert answer.status == 302
        target = answer.headers["location"].removeprefix(host.address)
        assert target == f"/{language}/?country=be"


def test_no_other_page_changes_with_the_readers_language(host: Host, sending_site: Site) -> None:
    """An address is what it is, whoever asks."""
    for address in sending_site.addresses():
        if not address.path.endswith("404.html"):
            answer = host.get(address.path, accept_language="fr" if address.language != "fr" else "nl")
            assert answer.status == 200, address.path
            assert "accept-language" not in answer.headers.get("vary", "").lower(), address.path


def test_a_folder_without_its_slash_leads_on(host: Host) -> None:
    """Somebody who leaves out the last slash arrives, on the same host and port."""
    answer = host.get("/fr/signaler?country=be")
    assert answer.status == 301
    assert answer.headers["location"].removeprefix(host.address) == "/fr/signaler/?country=be"
    has_headers(answer)


@pytest.mark.parametrize("ending", ["", "/", "/index.html", "/?utm_source=x"])
def test_short_addresses_lead_on(host: Host, sending_site: Site, ending: str) -> None:
    """At once, however they are typed, to the page and the place; nothing of a question mark goes along."""
    for language in sending_site.content.words:
        for target, short in short_addresses(sending_site.content, language).items():
            page, hash_sign, anchor = target.partition("#")
            path = sending_site.composer.index[(language, page)].path
            for encoding in ("identity", "br"):
                answer = host.get(f"{short.rstrip('/')}{ending}", accept_encoding=encoding)
                assert answer.status == 302, short
                assert answer.headers["location"].removeprefix(host.address) == f"{path}{hash_sign}{anchor}"
                has_headers(answer)


@pytest.mark.parametrize("path", ["/nl/q/", "/nl/q/meldenx", "/nl/q/melden/x", "/nl/xq/melden", "/q/melden"])
def test_no_other_address_is_short(host: Host, path: str) -> None:
    """What only looks like one is missing."""
    assert host.get(path).status == 404


@pytest.mark.parametrize("path", ["/embed/nl/", "/embed/fr/index.html", "/embed/en/?country=be"])
@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_boxes_may_be_shown_by_any_site(host: Host, path: str, encoding: str) -> None:
    """A box loads nothing but its own style sheet, sends nothing, and stands in frames of others; nothing else does."""
    answer = host.get(path, accept_encoding=encoding)
    assert answer.status == 200
    has_headers(answer, path)
    rules = dict(rule.partition(" ")[::2] for rule in answer.headers["content-security-policy"].split("; "))
    style = rules.pop("style-src")
    assert re.fullmatch(r"'sha256-[\w+/=]+'", style)
    assert rules == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "*",
    }  # fmt: skip
    for other in ("/embed/", "/embed/xx/", "/embed/nl/none", "/embed/nl/none/"):
        missing = host.get(other)
        assert missing.status == 404
        has_headers(missing)


def test_encryption_is_demanded_only_where_there_is_some(host: Host) -> None:
    """Strict-Transport-Security comes over https, also behind a proxy, and never without (RFC 6797, section 7.2)."""
    assert "strict-transport-security" not in host.get("/nl/").headers
    for path in ("/nl/", "/nl/none", "/"):
        answer = host.get(path, x_forwarded_proto="https")
        assert answer.headers["strict-transport-security"] == hosting.TRANSPORT, path


def test_nobody_can_write(host: Host) -> None:
    """Other methods change nothing and are told so."""
    for method in ("POST", "PUT", "DELETE"):
        assert host.get("/nl/", method=method).status == 405, method


def test_who_reads_what_is_not_kept(hosts: dict[str, Host]) -> None:
    """nginx writes nothing of an answer, a missing page included, anywhere."""
    host = hosts["nginx"]
    host.get("/nl/somebody-was-here/")
    host.get("/nl/?somebody-was-here")
    run = host.folder.parent / "run"
    assert not [file for file in run.rglob("*") if file.is_file() and "somebody" in file.read_text("utf-8", "replace")]


def test_packing_twice_gives_the_same_bytes(host: Host, tmp_path: Path) -> None:
    """What is written beside the pages depends on them alone."""
    source = (host.folder / "nl/index.html").read_bytes()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_bytes(source)
        packed.write(tmp_path / name, Cache(tmp_path / f"cache-{name}"))
    for ending in packed.ENDINGS:
        one, two = ((tmp_path / name / f"index.html{ending}").read_bytes() for name in ("one", "two"))
        assert one == two
        assert packed.unpacked(tmp_path / f"one/index.html{ending}") == source
