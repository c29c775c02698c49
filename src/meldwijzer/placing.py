"""Files and whole sites are put in their place at once, or all stays as it was. What is in them is for others."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_folder(root: Path) -> Iterator[Path]:
    """Give an empty folder in the project's; what is still there in the end is deleted."""
    folder = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place(fresh: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one; put the old one back if that fails.

    Raises:
        OSError: It failed.
    """
    fresh.chmod(0o755)
    old = target.with_name(f".site-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def place_file(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; several processes may write the same one, and others read it meanwhile.

    Raises:
        OSError: It failed; nothing is left of it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=".", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            os.fchmod(opened.fileno(), 0o644)  # mkstemp lets nobody else read it, and a server is somebody else
        Path(fresh).replace(file)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise
