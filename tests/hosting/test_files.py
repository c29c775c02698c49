"""What the build and `meldwijzer hosting` write for hosts: read as those hosts read it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from meldwijzer import built as room
from meldwijzer.build import Site
from meldwijzer.built import BuiltSite
from meldwijzer.built.rules_own import repacked
from meldwijzer.cache import Cache
from meldwijzer.cli import main
from meldwijzer.outputs import apache, hosting, nginx, packed, static_hosts
from tests.conftest import ENDPOINT


def with_settings(site: Site, **settings: object) -> Site:
    """Return a composed site whose content/site.yml says something else."""
    return replace(site, content=replace(site.content, site=site.content.site.model_copy(update=settings)))


def headers_of(text: str) -> dict[str, dict[str, str]]:
    """Return the headers of _headers by path, as both hosts read it."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
        else:
            assert line not in found
            found[line] = {}
    return found


def test_headers_are_said_once_for_each_address(site: Site, built: Path) -> None:
    """No header has two rules for one address: the hosts would join them, and a policy would forbid too much."""
    rules = headers_of((built / "_headers").read_text("utf-8"))
    everywhere = rules.pop("/*")
    same = {name: value for name, value in hosting.HEADERS.items() if name != hosting.RESOURCE}
    assert everywhere == {**same, "Strict-Transport-Security": hosting.TRANSPORT}
    facts = hosting.hosting(site)
    own = {path: rules.pop(path) for path in list(rules) if "Content-Security-Policy" in rules[path]}
    addresses = [f"/{file.relative_to(built).as_posix()}" for file in built.rglob("*") if file.is_file()]
    addresses += [path.removesuffix("index.html") for path in addresses if path.endswith("/index.html")]
    for address in addresses:
        if address in ("/_headers", "/_redirects"):
            continue
        # As both hosts match: a * at the end stands for whatever follows.
        (rule,) = [one for one in own if address == one or (one[-1] == "*" and address.startswith(one[:-1]))]
        if address.startswith("/embed/"):
            assert own[rule]["Content-Security-Policy"] == next(iter(facts.framed.values()))
            assert own[rule][hosting.RESOURCE] == "cross-origin"
        else:
            assert own[rule]["Content-Security-Policy"] == facts.widest
            opened = address.startswith("/data/")
            assert own[rule][hosting.RESOURCE] == ("cross-origin" if opened else "same-origin")
            assert own[rule].get(hosting.ORIGIN) == ("*" if opened else None)
    assert rules
    for path, sent in rules.items():
        assert sent == {"Cache-Control": hosting.KEPT}
        assert (built / path.lstrip("/")).is_file()
        assert re.search(r"\.[0-9a-f]{8}\.", path)
    assert len(rules) + len(own) < 100  # Cloudflare takes no more
    assert all(len(line) < 2000 for line in (built / "_headers").read_text("utf-8").splitlines())


def test_the_one_policy_of_such_hosts_allows_what_every_page_needs(sending_site: Site) -> None:
    """Where pages cannot be told apart, the header allows the form's endpoint; the pages' own heads narrow it."""
    facts = hosting.hosting(sending_site)
    allowed = {path for path in facts.policies if ENDPOINT in facts.policies[path]}
    assert allowed == {f"/{way}/" for way in ("nl/meldformulier", "fr/formulaire", "en/report-form")}
    assert ENDPOINT not in facts.policy
    widest = dict(rule.partition(" ")[::2] for rule in facts.widest.split("; "))
    for policy in (facts.policy, *facts.policies.values()):
        for rule in policy.split("; "):
            name, _, sources = rule.partition(" ")
            assert name not in widest or set(sources.split()) <= set(widest[name].split()), name
    assert widest["connect-src"] == f"'self' {ENDPOINT}"
    assert widest["script-src"] == "'self'"
    assert widest["frame-ancestors"] == "'none'"
    assert "default-src" not in widest or "sha" not in str(facts.policies)
    assert len(facts.widest) < 1900


def test_redirects_name_pages_that_are_there(built: Path) -> None:
    """Each language, each 404 page and each page that a short address leads to exists."""
    lines = [line.split() for line in (built / "_redirects").read_text("utf-8").splitlines()]
    short = [line for line in lines if "/q/" in line[0]]
    for source, target, code, *when in [line for line in lines if line not in short]:
        assert source.startswith("/")
        assert (built / target.strip("/") / "index.html").is_file() or (built / target.strip("/")).is_file()
        assert code == ("302!" if when else "404")
    assert [line[3] for line in lines if line[0] == "/"] == ["Language=nl", "Language=fr", "Language=en"]
    for source, target, _ in short:
        page, _, anchor = target.partition("#")
        html = (built / page.strip("/") / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html
        assert (built / source.strip("/") / "index.html").is_file()
    # Netlify takes those with an exclamation mark, also without a slash; Cloudflare the others, letter by letter.
    forced = {(source, target) for source, target, code in short if code == "302!"}
    plain = {(source, target) for source, target, code in short if code == "302"}
    assert len(forced) >= 75
    assert plain == forced | {(source.rstrip("/"), target) for source, target in forced}
    assert lines.index(short[-1]) < lines.index(["/nl/*", "/nl/404.html", "404"])
    assert lines[-1] == ["/*", "/404.html", "404"]


def test_a_site_in_a_folder_names_its_folder(site: Site) -> None:
    """Every address in every file begins with the folder in which the site is."""
    moved = with_settings(site, address="https://meldwijzer.example/a/b/")
    written = {**nginx.files(moved), **apache.files(moved), **static_hosts.files(moved, ["assets/x.0123abcd.js"])}
    for name, text in written.items():
        rows = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        for found in re.finditer(r"/(?:nl|fr|en)/|/404\.html|/assets/", rows):
            assert rows[: found.start()].endswith(("/a/b", "/a/b/embed", "/nl", "/fr", "/en", "^/a/b")), (name, found)


def test_security_txt_is_there_only_where_somebody_reads_it(site: Site) -> None:
    """A live site that names a contact has one (RFC 9116); an example never has, and none is invented."""
    publisher = site.content.site.publisher
    assert static_hosts.SECURITY not in static_hosts.files(site, [])
    assert static_hosts.SECURITY not in static_hosts.files(with_settings(site, operation="live"), [])
    named = publisher.model_copy(update={"security_contact": "mailto:security@meldwijzer.example"})
    assert static_hosts.SECURITY not in static_hosts.files(with_settings(site, publisher=named), [])
    live = with_settings(site, operation="live", publisher=named)
    live = replace(live, content=replace(live.content, today=date(2026, 1, 31)))
    fields = dict(line.split(": ", 1) for line in static_hosts.files(live, [])[static_hosts.SECURITY].splitlines())
    assert fields == {
        "Contact": "mailto:security@meldwijzer.example",
        "Expires": "2026-07-30T00:00:00Z",
        "Preferred-Languages": "nl, fr, en",
        "Canonical": "https://meldwijzer.example/.well-known/security.txt",
    }


@pytest.mark.parametrize(
    "contact", ["security@meldwijzer.example", "javascript:alert(1)", "https://x y/", "mailto:a\nb@c.example"]
)
def test_a_contact_is_an_address(site: Site, contact: str) -> None:
    """What no reader of security.txt could use is refused."""
    model = type(site.content.site.publisher)
    with pytest.raises(ValueError, match="security_contact"):
        model(security_contact=contact)


def test_the_command_writes_where_nobody_is_served(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It writes three files, names them, and refuses the site's own folder."""
    assert main(["--root", str(root), "hosting", str(tmp_path / "conf")]) == 0
    names = {"nginx-http.conf", "nginx-server.conf", "apache.conf"}
    assert {file.name for file in (tmp_path / "conf").iterdir()} == names
    assert all(name in capsys.readouterr().out or name for name in names)
    assert main(["--root", str(root), "hosting", "site/conf"]) == 1
    assert "readers would be served it" in capsys.readouterr().out
    assert not (root / "site/conf").exists()


def test_a_packed_site_is_read_back_as_well(site: Site, built: Path, tmp_path: Path) -> None:
    """What is packed is no stray file; one that holds something else than its page is found."""
    import shutil

    folder = Path(shutil.copytree(built, tmp_path / "site"))
    packed.write(folder, Cache(tmp_path / "cache"))
    assert [str(finding) for finding in room.check(site, folder)] == []
    (folder / "nl/index.html.br").write_bytes((folder / "fr/index.html.br").read_bytes())
    (folder / "en/index.html.gz").write_bytes(b"\x1f\x8b")
    found = list(repacked(BuiltSite(site, folder)))
    assert [one.place.path for one in found] == ["site/en/index.html.gz", "site/nl/index.html.br"]
