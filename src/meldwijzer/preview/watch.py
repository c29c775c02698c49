"""Watching the sources: which changes count, which of them concern the builder's code. Builds nothing."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, awatch

FOLDERS = ("content", "docs", "overrides", "hooks", "src/meldwijzer")
"""Watched with everything in them, relative to the project's root."""
CONFIGURATION = "mkdocs.yml"
_STEP = 15
"""Milliseconds of silence after which a save counts as complete; a build starts at most twice that later."""
_LONGEST = 200
"""Milliseconds after which a stream of changes is passed on even if it goes on."""
_IGNORED_FOLDER = re.compile(r"__pycache__|\.(git|hg|svn|idea|vscode|\w+_cache)|node_modules")
_IGNORED_FILE = re.compile(
    r".*~|\.#.*|#.*#|4913|.*\.(py[cod]|sw[a-z]|swpx|tmp|bak|part|crswap)|\.goutputstream-.*|\.~lock\..*"
    r"|.*___jb_(tmp|old)___|\.DS_Store|\..*\.kate-swp|flycheck_.*"
)


def counts(path: str) -> bool:
    """Return whether a change of ``path`` (relative to the root) asks for a build."""
    *folders, name = path.split("/")
    if any(_IGNORED_FOLDER.fullmatch(folder) for folder in [*folders, name]) or _IGNORED_FILE.fullmatch(name):
        return False
    return path == CONFIGURATION or any(path == f or path.startswith(f + "/") for f in FOLDERS)


def is_code(path: str) -> bool:
    """Return whether a change of ``path`` asks for a new builder, since it has read the old file."""
    return path == CONFIGURATION or (path.endswith(".py") and path.startswith(("hooks/", "src/")))


async def watch(root: Path, changed: Callable[[bool], None]) -> None:
    """Call ``changed(code)`` after each change that counts, until cancelled.

    Args:
        root: The project's folder, absolute and resolved.
        changed: Gets whether the builder's own code is among what changed.
    """
    try:
        await _watch(root, changed, polling=None)
    except* OSError:  # The system watches too many files already; looking again and again always works.
        await _watch(root, changed, polling=True)


async def _watch(root: Path, changed: Callable[[bool], None], polling: bool | None) -> None:

    def report(changes: set[tuple[Change, str]]) -> None:
        paths = [Path(path).relative_to(root).as_posix() for _, path in changes]
        changed(any(map(is_code, paths)))

    async def below() -> None:
        """Watch all folders that exist; again when one of them appears or goes."""
        while True:
            folders = [path for name in FOLDERS if (path := root / name).is_dir()]
            if not folders:
                await anew.wait()
            else:
                async for changes in awatch(
                    *folders,
                    watch_filter=wanted,
                    debounce=_LONGEST,
                    step=_STEP,
                    stop_event=anew,
                    force_polling=polling,
                ):
                    report(changes)
            anew.clear()

    async def beside() -> None:
        """Watch the root itself (a watch on mkdocs.yml alone is lost when an editor replaces the file)."""
        tops = {str(root / name.split("/")[0]) for name in FOLDERS}

        def top(change: Change, path: str) -> bool:
            if path in tops and change is not Change.modified:
                anew.set()
            return wanted(change, path)

        async for changes in awatch(
            root,
            watch_filter=top,
            debounce=_LONGEST,
            step=_STEP,
            force_polling=polling,
            recursive=False,
        ):
            report(changes)

    def wanted(_: Change, path: str) -> bool:
        return counts(Path(path).relative_to(root).as_posix())

    anew = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(below())
        group.create_task(beside())
