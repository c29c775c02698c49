"""The receiver beside the preview: there without asking, known to the builds of the preview alone."""

import json
import socket
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlencode

from meldwijzer.report_form.contract import FILE, examples

from .conftest import Preview, Project, eventually

Start = Callable[..., Preview]
FORM = "application/x-www-form-urlencoded"
SENT = "/nl/verstuurd/"


def place(preview: Preview) -> str:
    """Return the receiver's address from the terminal."""
    line = eventually(lambda: next((each for each in preview.lines if each.startswith("Receiver: ")), ""))
    return line.split()[1]


def send(address: str, accept: str, sent_page: str = "") -> tuple[int, str | None, bytes]:
    """Send a report; return status, where it leads to, and the body."""
    connection = HTTPConnection("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]), timeout=5)
    body = urlencode(examples("nl", sent_page)["address"])
    connection.request("POST", "/report", body, {"Content-Type": FORM, "Accept": accept})
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers["Location"], answer.read()
    finally:
        connection.close()


def test_the_builder_learns_the_endpoints(project: Project, preview: Preview) -> None:
    """Both countries' reports go to the receiver, which takes and lists them."""
    address = place(preview)
    for country in ("BE", "NL"):
        assert project.count(f"REPORT_ENDPOINT_{country}={address}report") >= 1, "each worker learns it"
    status, _, body = send(address, "application/json")
    assert (status, json.loads(body)["reference"][:5]) == (201, "TEST-")
    with urllib.request.urlopen(address, timeout=5) as page:
        assert "TEST-" in page.read().decode()
    eventually(lambda: any("TEST-" in line for line in preview.lines))
    assert (project.root / ".preview/reports.sqlite").is_file()


def test_browsers_are_led_to_a_page_of_the_last_good_build(project: Project, preview: Preview) -> None:
    """The pages are those of the contract in the build, as soon as it is there."""
    address = place(preview)
    assert send(address, "text/html", SENT)[:2] == (201, None)
    contract = {"components": {"schemas": {"Report": {"properties": {"sent_page": {"anyOf": [{"enum": ["", SENT]}]}}}}}}
    project.write(f"content/site/{FILE}", json.dumps(contract))
    preview.built(2)
    assert send(address, "text/html", SENT)[:2] == (303, preview.url + SENT)


def test_named_endpoints_win(project: Project, start: Start) -> None:
    """If one is set already, there is no receiver, and nothing else is set."""
    preview = start(REPORT_ENDPOINT_BE="https://reports.example/be").built(1)
    assert "Receiver" not in preview.printed
    assert project.count("REPORT_ENDPOINT_BE=https://reports.example/be") == 1
    assert project.count("REPORT_ENDPOINT_NL=none") == 1


def test_a_taken_port_beside_it_is_no_trouble(start: Start) -> None:
    """The receiver takes another one."""
    for _ in range(20):
        with socket.socket() as probe, socket.socket() as beside:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            try:
                beside.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            beside.listen()
            probe.close()
            preview = start(port).built(1)
            assert send(place(preview), "application/json")[0] == 201
            assert place(preview) != f"http://127.0.0.1:{port + 1}/"
            return
    raise AssertionError("no two free ports beside each other")


def test_it_ends_with_the_preview(preview: Preview) -> None:
    """Promptly, with a slow answer open; then nobody listens there."""
    address = place(preview)
    port = int(address.rstrip("/").rpartition(":")[2])
    own = {"Origin": address.rstrip("/"), "Content-Type": FORM}
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("POST", "/misbehave", "kind=slow-head&seconds=60", own)
    connection.getresponse().read()
    connection.request("POST", "/report", urlencode(examples("nl")["chat"]), {"Content-Type": FORM})
    eventually(lambda: "Misbehaved" in preview.printed)
    begun = time.monotonic()
    assert preview.end() == 0
    assert time.monotonic() - begun < 2
    assert "Traceback" not in preview.printed
    connection.close()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
