"""A builder for tests: copies ``content/site`` and behaves as ``content/mode`` says."""

# ruff: noqa: T201 - its standard output is the protocol

import json
import os
import shutil
import sys
import time
from pathlib import Path


def note(word: str) -> None:
    """Add a word to ``log.txt``, which nobody watches."""
    with Path("log.txt").open("a") as log:
        log.write(word + "\n")


def read(name: str, otherwise: str) -> str:
    """Return the text of a file in ``content``."""
    file = Path("content", name)
    return file.read_text().strip() if file.exists() else otherwise


note("start")
for variable in ("REPORT_ENDPOINT_BE", "REPORT_ENDPOINT_NL"):
    note(f"{variable}={os.environ.get(variable, 'none')}")
for line in sys.stdin:
    started = time.perf_counter()
    site = Path(json.loads(line)["site_dir"])
    note("build")
    mode = read("mode", "good")
    findings = json.loads(read("findings.json", "[]"))
    time.sleep(float(read("pause", "0")))
    if mode == "die":
        sys.stderr.write("the worker's last words\n")
        os._exit(3)
    if mode == "rubbish":
        print("hello <b>from</b> a plug-in")
        continue
    if mode == "hang":
        time.sleep(600)
    if mode != "empty":
        shutil.copytree("content/site", site, dirs_exist_ok=True)
    seconds = time.perf_counter() - started
    print(json.dumps({"ok": mode != "bad", "findings": findings, "seconds": seconds, "log": read("log", "")}))
    if mode == "leave":
        sys.exit(0)
note("end")
