"""The preview as a process: over HTTP, in the terminal, from start to end."""

import json
import re
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import pytest

from meldwijzer.findings import Severity, to_record

from .conftest import PAGE, Preview, Project, eventually, finding

Start = Callable[..., Preview]


def test_a_save_is_served(project: Project, preview: Preview) -> None:
    """What is saved is built by the same worker and served."""
    assert "First" in preview.get().text
    project.write("content/site/index.html", PAGE.format("Second"))
    preview.shows("Second")
    assert project.count("start") == 1


def test_pages_have_the_addition(preview: Preview) -> None:
    """Each page links the preview's styles and script, which are there."""
    html = preview.get().text
    assert '<link rel="stylesheet" href="/_preview/preview.css">' in html
    assert '<script src="/_preview/preview.js" defer></script>' in html
    assert preview.get("/_preview/preview.css").headers["Content-Type"].startswith("text/css")
    assert preview.get("/_preview/preview.js").headers["Content-Type"].startswith("text/javascript")


def test_other_files_are_sent_as_they_are(project: Project, start: Start) -> None:
    """Files that aren't pages are sent unchanged, and nothing is to be cached."""
    project.write("content/site/a.svg", b"<svg></body></svg>")
    project.write("content/site/sitemap.xml.gz", b"\x1f\x8b")
    preview = start().built(1)
    svg = preview.get("/a.svg")
    assert (svg.body, svg.headers["Content-Type"]) == (b"<svg></body></svg>", "image/svg+xml")
    assert svg.headers["Cache-Control"] == preview.get().headers["Cache-Control"] == "no-store"
    assert preview.get("/sitemap.xml.gz").headers["Content-Encoding"] is None


def test_missing_pages_and_folders(project: Project, start: Start) -> None:
    """A missing page has its language's 404 page with the panel and status 404; a folder gets its slash."""
    project.write("content/site/nl/404.html", "<body>Niet gevonden</body>")
    project.write("content/site/nl/faq/index.html", "<body>Vragen</body>")
    preview = start().built(1)
    missing = preview.get("/nl/x?y")
    assert missing.status == 404
    assert "Niet gevonden" in missing.text
    assert "meldwijzer-preview" in missing.text
    plain = preview.get("/x")
    assert plain.status == 404
    assert "No page here" in plain.text
    assert preview.get("/nl/faq?land=be").url.endswith("/nl/faq/?land=be")


def test_nothing_outside_the_site_is_sent(project: Project, preview: Preview) -> None:
    """Encoded and plain dots lead nowhere."""
    project.write("secret.txt", "secret")
    for path in ("/../../secret.txt", "/%2e%2e/%2e%2e/secret.txt", "/..%2f..%2fsecret.txt", "/_preview/../x"):
        assert preview.get(path).status == 404


def test_head_has_no_body(preview: Preview) -> None:
    """HEAD is answered like GET, without a body."""
    answer = preview.get("/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(preview.get().body)


def test_answers_do_not_wait_for_acknowledgements(preview: Preview) -> None:
    """Requests on one connection are answered in much less than the 40 ms of a delayed acknowledgement."""
    connection = HTTPConnection(preview.url.removeprefix("http://"))
    seconds = []
    for _ in range(20):
        begun = time.perf_counter()
        connection.request("GET", "/")
        connection.getresponse().read()
        seconds.append(time.perf_counter() - begun)
    assert median(seconds) < 0.025
    connection.close()


def test_after_an_error_the_last_good_page_stays(project: Project, preview: Preview) -> None:
    """An error is shown on the last good page, and in the terminal, until it is mended."""
    project.write("content/site/index.html", PAGE.format("Second"))
    preview.shows("Second")
    project.behave("bad", finding(), finding("Odd.", Severity.WARNING))
    preview.shows("1 error: you see the last good page")
    assert "Second" in preview.get().text
    assert "content/nl/faq.yml:12:5" in preview.get().text
    assert preview.lines[-1] == f"  {finding()}"
    project.behave("good")
    eventually(lambda: "Findings" not in preview.get().text)


def test_warnings_do_not_stop_a_build(project: Project, preview: Preview) -> None:
    """Warnings and the builder's messages are shown with the new page."""
    project.write("content/log", "MkDocs says a word")
    project.behave("good", finding("Odd.", Severity.WARNING))
    preview.shows("Odd.")
    preview.shows("MkDocs says a word")
    assert "1 warning" in preview.get().text
    assert "  MkDocs says a word" in preview.lines


def test_what_the_check_finds_comes_later(project: Project, start: Start) -> None:
    """A new page is shown at once; what the check finds in it appears on it, and in the terminal, when it is done."""
    project.write("content/checked.json", json.dumps([to_record(finding("Not the same in French."))]))
    project.write("content/check-pause", "1")
    preview = start().built(1)
    assert "Not the same in French." not in preview.get().text
    preview.shows("Not the same in French.")
    assert "1 error: the site can" in preview.get().text
    eventually(lambda: "Build 1 is checked: " in preview.printed)
    assert f"  {finding('Not the same in French.')}" in preview.lines
    project.write("content/site/index.html", PAGE.format("Second"))
    preview.shows("Second")
    assert "Not the same in French." in preview.get().text, "it is told until it is found no more"
    project.write("content/checked.json", "[]")
    eventually(lambda: "Not the same in French." not in preview.get().text)


def test_only_what_is_asked_for_is_made(project: Project, start: Start) -> None:
    """Where a worker says what it can make, each file is made when somebody asks for it, and once."""
    project.write("content/paths", "index.html other.html")
    project.write("content/mode", "lazy")
    preview = start().built(1)
    assert project.count("make-index.html") == 0
    assert "First" in preview.get().text
    assert preview.get().status == 200
    assert (project.count("make-index.html"), project.count("make-other.html")) == (1, 0)
    assert preview.get("/unknown.html").status == 404


def test_a_page_that_cannot_be_made(project: Project, preview: Preview) -> None:
    """It is the one of the build before, with what went wrong; without one, a page that says so."""
    assert "First" in preview.get().text
    project.write("content/paths", "index.html other.html")
    (project.root / "content/site/index.html").unlink()
    project.write("content/mode", "lazy")
    preview.built(2)
    preview.shows("It cannot be made.")
    assert "First" in preview.get().text
    other = preview.get("/other.html")
    assert other.status == 500
    assert "It cannot be made." in other.text


def test_an_error_at_the_very_start(project: Project, start: Start) -> None:
    """Without any good build there is a full page with the findings in plain words, at every address."""
    project.behave("bad", finding())
    preview = start().built(1)
    answer = preview.get("/nl/x")
    assert answer.status == 503
    for text in ("be built yet", "content/nl/faq.yml:12:5", "Write it.", "/_preview/preview.js"):
        assert text in answer.text
    project.behave("good")
    preview.shows("First")


def test_the_first_build_is_announced(project: Project, start: Start) -> None:
    """While the very first build runs, pages say so, and try again without JavaScript too."""
    project.write("content/pause", "1")
    answer = start().get()
    assert "Building the site…" in answer.text
    assert '<noscript><meta http-equiv="refresh"' in answer.text


def test_a_restart_serves_the_last_good_build_at_once(project: Project, start: Start) -> None:
    """After a restart the last good build is served while a new one runs."""
    start().built(1).end()
    project.write("content/pause", "5")
    assert "First" in start().get().text


def test_a_dying_worker_is_shown_and_replaced(project: Project, preview: Preview) -> None:
    """When the builder dies, page and terminal say so with its last words; the next change starts it anew."""
    project.behave("die")
    preview.built(2)
    for text in (preview.get().text, preview.printed):
        assert "The builder stopped" in text
        assert "last words" in text
    assert "First" in preview.get().text
    assert project.count("start") == 1
    project.write("content/site/index.html", PAGE.format("Second"))
    project.behave("good")
    preview.shows("Second")
    assert project.count("start") == 2


def test_rubbish_of_the_worker_is_shown_escaped(project: Project, preview: Preview) -> None:
    """When the builder prints something else, it is shown as text."""
    project.behave("rubbish")
    preview.built(2)
    assert "hello &lt;b&gt;from&lt;/b&gt; a plug-in" in preview.get().text


def test_new_code_gets_a_new_worker(project: Project, preview: Preview) -> None:
    """A change of the builder's code or of mkdocs.yml starts a new worker; a change of content does not."""
    for number, path in enumerate(("hooks/a.py", "mkdocs.yml", "overrides/a.html"), 2):
        project.write(path, "")
        preview.built(number)
        time.sleep(0.1)
    assert project.count("start") == 3


def test_new_code_ends_a_build_that_hangs(project: Project, preview: Preview) -> None:
    """A build that never ends is given up as soon as the builder's code changes."""
    project.behave("hang")
    eventually(lambda: project.count("build") == 2)
    (project.root / "content/mode").write_text("good")
    project.write("hooks/a.py", "")
    eventually(lambda: preview.printed.count("Build ") == 2)
    assert "The builder stopped" not in preview.printed


def test_changes_during_a_build_cause_one_more(project: Project, preview: Preview) -> None:
    """However many changes come during a build, one build follows."""
    project.write("content/pause", "3")
    eventually(lambda: project.count("build") == 2)
    for number in range(5):
        project.write("content/site/a.txt", str(number))
        time.sleep(0.02)
    project.write("content/pause", "0")
    preview.built(3)
    time.sleep(0.5)
    assert project.count("build") == 3
    assert preview.get("/a.txt").text == "4"


def test_a_build_is_never_half_served(project: Project, preview: Preview) -> None:
    """During a build the old page is served; the build before the served one stays for slow readers."""
    project.write("content/pause", "0.4")
    project.write("content/site/index.html", PAGE.format("Second"))
    eventually(lambda: project.count("build") == 2)
    assert "First" in preview.get().text
    preview.shows("Second")
    folder = project.root / ".preview"
    for number in range(4):
        (project.root / "content/pause").write_text("0")
        project.write("content/site/a.txt", str(number))
        preview.shows(str(number), "/a.txt")
    eventually(lambda: len(list(folder.glob("build-*"))) == 2)
    eventually(lambda: (folder / (folder / "current").read_text().strip() / "a.txt").read_text() == "3")


def test_failed_builds_leave_nothing(project: Project, preview: Preview) -> None:
    """The folder of a bad build is removed."""
    project.behave("bad", finding())
    preview.built(2)
    eventually(lambda: len(list((project.root / ".preview").glob("build-*"))) == 1)


def test_events_tell_each_build(project: Project, preview: Preview) -> None:
    """The stream of events tells the state at once, then each build with number, outcome and panel."""
    with urllib.request.urlopen(preview.url + "/_preview/events", timeout=5) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")

        def news() -> dict[str, object]:
            line = next(line for line in stream if line.startswith(b"data: "))
            answer: dict[str, object] = json.loads(line[6:])
            return answer

        first = news()
        assert (first["build"], first["ok"], first["site"], first["panel"]) == (1, True, "build-1", "")
        project.behave("bad", finding())
        bad = next(one for one in iter(news, None) if one["build"] == 2)
        assert (bad["build"], bad["ok"], bad["site"]) == (2, False, "build-1")
        assert "content/nl/faq.yml:12:5" in str(bad["panel"])


def test_the_terminal_tells_address_and_time(preview: Preview) -> None:
    """The terminal shows the address once it answers, and each build's seconds."""
    assert re.fullmatch(r"Preview: http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)", preview.lines[0])
    assert preview.lines[1].startswith("Receiver: http://127.0.0.1:")
    assert "a development tool" in preview.lines[1]
    assert re.match(r"Build 1: \d+\.\d\d s \(the builder itself \d+\.\d\d s\)\. good$", preview.lines[2])


def test_a_taken_port_is_one_plain_sentence(project: Project) -> None:
    """If the port is taken, one sentence names a free one; the exit code is 1."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = Preview(project, port)
        assert preview.process.wait(5) == 1
    (line,) = eventually(lambda: preview.lines)
    match = re.fullmatch(rf"Port {port} is taken by another program: .* `make serve PORT=(\d+)`\.", line)
    assert match
    socket.create_server(("127.0.0.1", int(match[1]))).close()


def test_an_impossible_port_is_one_plain_sentence(project: Project) -> None:
    """A port that doesn't exist is no traceback."""
    preview = Preview(project, 99_999)
    assert preview.process.wait(5) == 1
    assert len(eventually(lambda: preview.lines)) == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_promptly(project: Project, preview: Preview, how: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end it within two seconds, with open event streams and a hanging build; exit code 0."""
    streams = [urllib.request.urlopen(preview.url + "/_preview/events", timeout=5) for _ in range(3)]
    for stream in streams:
        assert stream.readline()
    project.behave("hang")
    eventually(lambda: project.count("build") == 2)
    begun = time.monotonic()
    assert preview.end(how) == 0
    assert time.monotonic() - begun < 2
    assert "Traceback" not in preview.printed
    eventually(lambda: not _workers(project.root))
    for stream in streams:
        stream.close()


def test_a_killed_server_leaves_no_worker(project: Project, preview: Preview) -> None:
    """Even if the server is killed, its worker hears that and ends."""
    assert _workers(project.root)
    preview.process.kill()
    eventually(lambda: not _workers(project.root))


def _workers(root: Path) -> list[str]:
    """Return the processes that run this project's fake builder."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(root / "hooks/build_worker.py").encode() in words:
            found.append(file.parent.name)
    return found
