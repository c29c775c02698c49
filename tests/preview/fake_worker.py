"""A worker for tests: copies ``content/site`` and behaves as ``content/mode`` says."""

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


started_as = ""
for line in sys.stdin:
    started = time.perf_counter()
    question = json.loads(line)
    site = Path(question["site_dir"])
    if not started_as:
        started_as = "checker" if question["ask"] == "check" else "start"
        note(started_as)
        for variable in ("REPORT_ENDPOINT_BE", "REPORT_ENDPOINT_NL"):
            note(f"{variable}={os.environ.get(variable, 'none')}")
    if question["ask"] == "make":
        note(f"make-{question['path']}")
        source = Path("content/site", question["path"])
        if source.exists():
            shutil.copy(source, site / question["path"])
        print(json.dumps({"ok": source.exists(), "log": "" if source.exists() else "It cannot be made."}))
        continue
    if question["ask"] == "check":
        found = json.loads(read("checked.json", read("findings.json", "[]")))
        time.sleep(float(read("check-pause", "0")))
        note("check")
        print(json.dumps({"ok": not found, "findings": found}))
        continue
    if question["ask"] == "fill":
        print(json.dumps({"ok": True}))  # everything is there already
        continue
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
    answer = {"ok": mode != "bad", "findings": findings, "log": read("log", "")}
    if mode == "lazy":
        answer["paths"] = read("paths", "").split()
    elif mode != "empty":
        shutil.copytree("content/site", site, dirs_exist_ok=True)
    print(json.dumps({**answer, "seconds": time.perf_counter() - started}))
    if mode == "leave":
        sys.exit(0)
note("end")
