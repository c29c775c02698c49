"""The preview's workers, each a process of its own: keeps a project in mind and answers each line with a line.

``python -m meldwijzer.preview.making FOLDER``. Questions and answers are JSON (worker.py asks):

* ``{"ask": "load", "site_dir": "/folder"}``: read the content again; from now on files are made of it.
* ``{"ask": "make", "site_dir": "/folder", "path": "fr/aide/index.html"}``: make this one file.
* ``{"ask": "check", "site_dir": "/folder"}``: check the content.
* ``{"ask": "fill", "site_dir": "/folder"}``: make every file but paper that is missing there of
  what was checked last.

What was worked out of a text stays known as long as the process lives, so that after a save little is done again.
"""

import gc
import json
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from meldwijzer import build, outputs
from meldwijzer.findings import Finding, errors, to_record
from meldwijzer.placing import place_file
from meldwijzer.report_form import contract

_AT_ONCE = (contract.FILE,)
"""What somebody else than a browser reads: the receiver beside the preview."""


class Making:
    """A project, the site that was made of it last, and the folder that this is for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = ""
        self._parts: Mapping[str, outputs.Part] = {}
        self._checked: build.Site | None = None

    def answer(self, question: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer to a question."""
        begun = time.perf_counter()
        ask, folder = question["ask"], question["site_dir"]
        match ask:
            case "load":
                answer = self._load(folder)
            case "make":
                answer = self._make(folder, question["path"])
            case "check":
                answer = self._check()
            case _:
                answer = self._fill(Path(folder))
        return {**answer, "seconds": round(time.perf_counter() - begun, 3)}

    def _load(self, folder: str) -> dict[str, Any]:
        result = build.open_site(self.root)
        if result.site is not None:
            self._folder, self._parts = folder, outputs.parts(result.site)
            for path in _AT_ONCE:
                place_file(Path(folder) / path, self._parts[path]())
        return {**_said(result.findings), "paths": list(self._parts) if result.site is not None else []}

    def _make(self, folder: str, path: str) -> dict[str, Any]:
        if folder != self._folder or path not in self._parts:
            return {"ok": False, "log": "There is a newer build by now."}
        place_file(Path(folder) / path, self._parts[path]())
        return {"ok": True}

    def _check(self) -> dict[str, Any]:
        result = build.prepare(self.root, publishing=False)
        self._checked = result.site
        return _said(result.findings)

    def _fill(self, folder: Path) -> dict[str, Any]:
        for path, make in outputs.parts(self._checked).items() if self._checked else ():
            # Paper takes long: it is set in type when somebody opens it.
            if not path.endswith(".pdf") and not (folder / path).exists():
                place_file(folder / path, make())
        return {"ok": self._checked is not None}


def _said(findings: list[Finding]) -> dict[str, Any]:
    return {"ok": not errors(findings), "findings": [to_record(finding) for finding in findings]}


def main() -> None:
    """Answer each line with a line; anything that is printed meanwhile goes to standard error."""
    # A build makes many values and drops them all at its end: looking for circles meanwhile costs a sixth of its time.
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
    answers = sys.stdout
    sys.stdout = sys.stderr
    making = Making(Path(sys.argv[1]))
    for line in sys.stdin:
        try:
            answer = making.answer(json.loads(line))
        except Exception as error:  # a template of ours is broken: the preview shows it and goes on
            traceback.print_exc()
            answer = {"ok": False, "log": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
