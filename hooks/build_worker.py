"""The preview's builder: stays alive with MkDocs loaded, and builds once for each line on its standard input.

In: ``{"site_dir": "/folder"}``. Out: ``{"ok": true, "findings": […], "seconds": 1.2, "log": ""}``.
"""

import gc
import json
import logging
import os
import sys
import time
from io import StringIO
from pathlib import Path

os.environ.update(MELDWIJZER_PREVIEW="1", NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")
ROOT = Path(__file__).resolve().parent.parent

from mkdocs.commands.build import build  # noqa: E402  # the environment has to be set before
from mkdocs.config import load_config  # noqa: E402
from mkdocs.exceptions import MkDocsException  # noqa: E402

from meldwijzer import build as meldwijzer_build  # noqa: E402
from meldwijzer.findings import errors, to_record  # noqa: E402


def build_once(site_dir: str) -> dict:
    """Check the content and, if there is no error, build it into a folder."""
    started = time.perf_counter()
    result = meldwijzer_build.prepare(ROOT, publishing=False)
    log = ""
    if not errors(result.findings):
        log = _generate(site_dir, result)
    return {
        "ok": not errors(result.findings) and not log,
        "findings": [to_record(finding) for finding in result.findings],
        "seconds": round(time.perf_counter() - started, 3),
        "log": log,
    }


def _generate(site_dir: str, result: meldwijzer_build.Result) -> str:
    """Run MkDocs on a prepared site; return what it complained of, or an empty string."""
    noise = StringIO()
    handler = logging.StreamHandler(noise)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=site_dir)
        config.extra["meldwijzer_prepared"] = result
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (MkDocsException, SystemExit) as error:
        return f"{noise.getvalue()}{error}".strip()
    finally:
        logger.removeHandler(handler)
    return ""


def main() -> None:
    """Answer each line with a line; anything that is printed meanwhile goes to standard error."""
    # A build makes many objects and drops them all at its end: looking for cycles meanwhile costs a sixth of its time.
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            answer = build_once(json.loads(line)["site_dir"])
        except Exception as error:  # a template of ours is broken: the preview shows it and goes on
            logging.getLogger("meldwijzer").exception("the build failed")
            answer = {"ok": False, "findings": [], "seconds": 0.0, "log": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


main()
