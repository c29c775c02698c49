"""docs/editors/publishing.md is true: our commands in it exist, its jobs parse, what it says of files is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from meldwijzer import build, outputs
from meldwijzer.outputs import apache, nginx, static_hosts
from meldwijzer.outputs.copied import copied
from tests.conftest import ROOT

from .test_ci import commands_in, parsed, texts

PAGE = (ROOT / "docs/editors/publishing.md").read_text("utf-8")
JOBS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
HOSTS = ("Your own nginx", "Netlify", "Cloudflare Pages", "GitLab Pages", "GitHub Pages")


def parts() -> Iterator[tuple[str, str]]:
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        title, _, text = part.partition("\n")
        yield title, text


@pytest.fixture(scope="module")
def opened() -> build.Site:
    result = build.open_site(ROOT)
    assert result.site is not None
    return result.site


def test_every_command_exists() -> None:
    """In shell blocks and in jobs; what is written into the site's own folder is no page for readers."""
    ours = commands_in(PAGE)
    assert len(ours) >= 12
    for command in ours:
        assert callable(parsed(command).run), command
    assert {parsed(one).command for one in ours} >= {"site", "check", "addresses", "hosting", "status"}


def test_the_jobs_build_and_hand_over_the_same_folder() -> None:
    """GitLab publishes the folder public, GitHub what is uploaded; each builds with the packages that it needs."""
    gitlab, github = (yaml.safe_load(job) for job in JOBS)
    script = gitlab["pages"]["script"]
    assert script.index(".venv/bin/meldwijzer site") < script.index("mv site public")
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    steps = github["jobs"]["publish"]["steps"]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site"]
    assert github["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    readme = (ROOT / "README.md").read_text("utf-8")
    for text in (*texts(gitlab), *texts(github)):
        for package in re.findall(r"\blib[a-z][\w.+-]+", text):
            assert package in readme, package


@pytest.mark.parametrize("host", HOSTS)
def test_each_host_has_a_line_about_readers(host: str) -> None:
    """What is known with its source, and what is not, so that nobody takes silence for a promise."""
    text = dict(parts())[host]
    (line,) = re.findall(r"^\*\*What is logged\. Known:\*\* (.+)$", text, re.MULTILINE)
    assert "**Unknown:**" in line
    if host != "Your own nginx":
        assert re.search(
            r"\]\(https://(?:docs\.netlify\.com|www\.cloudflare\.com|gitlab\.com|docs\.github\.com)/", line
        )


def test_what_it_says_of_our_files_is_so(opened: build.Site) -> None:
    """Which there are, and that nginx writes nothing down about readers."""
    server = nginx.files(opened)["nginx-server.conf"]
    assert "\naccess_log off;\n" in server
    assert "\nlog_not_found off;\n" in server
    assert {"nginx-http.conf", "nginx-server.conf"} <= nginx.files(opened).keys() | apache.files(opened).keys()
    made = static_hosts.files(opened, outputs.parts(opened))
    assert {"_headers", "_redirects"} <= made.keys()
    for notation in ("!", "Language=", " 404"):
        assert notation in made["_redirects"], "then GitLab might take the file"
    assert [path for path in outputs.parts(opened) if "/q/" in path], "pages that lead on"
    assert 'http-equiv="Content-Security-Policy"' in opened.page("nl", "home").html("")
    assert outputs.parts(opened)["404.html"]


def test_links_within_the_project_lead_somewhere() -> None:
    for path in re.findall(r"\]\((?!https:)([^)#]+)\)", PAGE):
        assert (ROOT / "docs/editors" / path).exists(), path


def test_no_reader_gets_instructions(opened: build.Site) -> None:
    """Nothing of docs/editors/ or docs/endpoints/, whatever it is, becomes a file or a page of the site."""
    for folder in ("editors", "endpoints"):
        files = [file for file in (ROOT / "docs" / folder).rglob("*") if file.is_file()]
        assert files
        names = {file.name for file in files}
        assert not [path for path in copied(opened) if path.startswith(f"{folder}/")]
        assert not names & {Path(path).name for path in outputs.parts(opened)}
        shapes = {file.relative_to(ROOT / "docs").with_suffix("").as_posix() for file in files}
        assert not [address for address in opened.addresses() if address.shape in shapes]
        assert not shapes & {path.removeprefix("docs/").removesuffix(".md") for path in opened.content.templates}
