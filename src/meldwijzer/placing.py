"""A site's folder is replaced by a whole new one, or stays exactly as it was. What is in it is for others."""

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
