"""Runs this project's check of a built folder and prints its findings as JSON, and the seconds of its parts.

``python run_ours.py PROJECT FOLDER``. For the parts' times, one after the other; what
readers of the bench compare is the whole command, which does some of this at the same time.
"""

import json
import sys
import time
from pathlib import Path

from meldwijzer import build, built
from meldwijzer.findings import to_record


def main() -> None:
    """Check a folder against its project's content."""
    started = time.perf_counter()
    result = build.prepare(Path(sys.argv[1]), publishing=True, checking=False)
    if result.site is None:
        sys.exit("\n".join(map(str, result.findings)))
    prepared = time.perf_counter()
    findings = built.check(result.site, Path(sys.argv[2]))
    seconds = {"composing": prepared - started, "read back": time.perf_counter() - prepared}
    json.dump({"findings": [to_record(finding) for finding in findings], "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
