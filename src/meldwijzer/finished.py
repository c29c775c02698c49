"""Finished builds: of which state of a project each was made, and the same site again where nothing has changed.

This is asked before anything else is loaded, so it needs nothing of the rest but what a finding is.
"""

import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .cache import Cache, digest
from .findings import Finding, from_record, to_record
from .placing import fresh_folder, place

FOLDER = ".cache"
"""In the project's folder; it may be deleted at any time."""
_INPUTS = ("content", "docs", "overrides")
_VARIABLES = ("REPORT_ENDPOINT_", "SOURCE_DATE_EPOCH")
"""What the environment may say about a build."""
_KEPT = 3
"""So many builds are kept, for a change that is taken back."""
_IGNORED = ("__pycache__",)


@dataclass(frozen=True)
class Finished:
    """A build that had no error."""

    files: Mapping[str, str]
    """The digest of every file of the site, packed ones too, by its path from the site's folder."""
    findings: Sequence[Finding]


def state_of(root: Path) -> str:
    """Return a digest of everything that a build depends on.

    That is the project's own files, this package, the libraries that are installed, Python, what the environment says,
    and the day.
    """
    package = Path(__file__).parent
    lines = [
        sys.version,
        *sorted(entry for entry in os.listdir(sysconfig.get_path("purelib")) if entry.endswith(".dist-info")),
        *sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_VARIABLES)),
        datetime.now(UTC).date().isoformat() if "SOURCE_DATE_EPOCH" not in os.environ else "",
        *(f"{path} {digest(file.read_bytes())}" for path, file in _files(package, package)),
        *(f"{path} {digest(file.read_bytes())}" for name in _INPUTS for path, file in _files(root / name, root)),
    ]
    return digest("\n".join(lines).encode())


def _files(folder: Path, root: Path) -> Iterator[tuple[str, Path]]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _IGNORED)
        for name in sorted(names):
            file = Path(where, name)
            if file.is_file():
                yield file.relative_to(root).as_posix(), file


def finished(cache: Cache, state: str) -> Finished | None:
    """Return the build of a state, or ``None`` where there was none."""
    if (record := cache.get("build", state)) is None:
        return None
    known = json.loads(record)
    return Finished(known["files"], [from_record(finding) for finding in known["findings"]])


def stands(build: Finished, site: Path) -> bool:
    """Tell whether a folder holds a build, file by file and nothing else."""
    files = dict(_files(site, site)) if site.is_dir() else {}
    return files.keys() == build.files.keys() and all(
        digest(file.read_bytes()) == build.files[path] for path, file in files.items()
    )


def restored(cache: Cache, build: Finished, folder: Path) -> bool:
    """Write a build into an empty folder; return whether every file was known still."""
    for path, name in build.files.items():
        if (data := cache.get("file", name)) is None:
            return False
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return True


def remember(cache: Cache, state: str, site: Path, findings: Sequence[Finding]) -> None:
    """Keep a build that is finished, and forget those that are long past."""
    files = {}
    for path, file in _files(site, site):
        data = file.read_bytes()
        files[path] = digest(data)
        cache.put("file", files[path], data)
    record = {"files": files, "findings": [to_record(finding) for finding in findings]}
    cache.put("build", state, json.dumps(record).encode())  # last: what it names is there
    builds = cache.newest("build", _KEPT)
    known = [build for one in builds if (build := finished(cache, one)) is not None]
    wanted = {name for build in known for name in build.files.values()}
    cache.prune({"build": builds, "file": wanted, "br": wanted, "gz": wanted})


def verdict_key(root: Path, folder: Path) -> str:
    """Return the key of what was found in a built folder: it follows from every byte of it, and from the project."""
    files = (f"{path} {digest(file.read_bytes())}" for path, file in _files(folder, folder))
    return digest("\n".join([state_of(root), *files]).encode())


def verdict(cache: Cache, key: str) -> Sequence[Finding] | None:
    """Return what was found in the same folder before; ``None`` where nobody has looked."""
    if (record := cache.get("verdict", key)) is None:
        return None
    return [from_record(finding) for finding in json.loads(record)]


def remember_verdict(cache: Cache, key: str, findings: Sequence[Finding]) -> None:
    """Keep what was found in a folder, and forget what was long ago."""
    cache.put("verdict", key, json.dumps([to_record(finding) for finding in findings]).encode())
    cache.prune({"verdict": cache.newest("verdict", _KEPT)})


def again(root: Path) -> Sequence[Finding] | None:
    """Let ``root/site`` be what a build would make it, where that is known from before; return its findings.

    ``None`` where it is not known: then it has to be built.
    """
    cache = Cache(root / FOLDER)
    build = finished(cache, state_of(root))
    if build is None:
        return None
    if stands(build, root / "site"):
        return build.findings
    with fresh_folder(root) as fresh:
        if not restored(cache, build, fresh):
            return None
        place(fresh, root / "site")
    return build.findings
