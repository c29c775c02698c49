"""``meldwijzer receiver`` as a process."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from meldwijzer.report_form.contract import FILE, openapi_text

from .conftest import SENT, Running, settings


def start(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start it; its first line tells where it is."""
    command = [sys.executable, "-m", "meldwijzer", "--root", str(root), "receiver", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=root)


def test_it_receives_until_ctrl_c(tmp_path: Path) -> None:
    """It tells where it is and what it is, keeps reports in .preview/, leads to the built site's page, ends well."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / FILE).write_text(openapi_text(settings(), SENT), "utf-8")
    process = start(tmp_path, "--port", "0", "--misbehave", "broken", "--times", "1")
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "a development tool" in line
    there = Running.__new__(Running)
    there.url = line.split()[1]
    try:
        while True:
            try:
                first = there.send()
                break
            except OSError:
                time.sleep(0.05)
        assert first.status == 500
        assert there.send().status == 201
        led = there.send({"sent_page": SENT[1]}, Accept="text/html")
        assert (led.status, led.headers["Location"]) == (303, f"http://127.0.0.1:8000{SENT[1]}")
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.wait(5) == 0
    assert "Traceback" not in rest
    assert rest.count("TEST-") == 2
    assert (tmp_path / ".preview/reports.sqlite").is_file()


def test_what_makes_no_sense_is_one_plain_sentence(tmp_path: Path) -> None:
    """A taken port, a fault that there is not, a number that is none."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, said in (
            (("--port", port), f"The receiver can't listen at port {port}: "),
            (("--port", "99999"), "The receiver can't listen at port 99999: "),
            (("--misbehave", "odd"), "There is no fault 'odd': write one of slow-head"),
            (("--misbehave", "busy", "--seconds", "soon"), "How often and how many seconds are numbers."),
        ):
            process = start(tmp_path, *arguments)
            out, _ = process.communicate(timeout=20)
            assert process.returncode == 1
            assert out.startswith(said)
            assert out.count("\n") == 1


def test_the_faults_are_listed(tmp_path: Path) -> None:
    """With what each does."""
    out, _ = start(tmp_path, "--misbehave", "list").communicate(timeout=20)
    assert "slow-head      keeps it, and answers late" in out
