"""A worker: a subprocess that answers each JSON line with one (making.py). No folders of builds, no HTTP."""

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from meldwijzer.findings import Finding, from_record

PATIENCE = 300.0
"""Seconds after which a silent worker is given up."""
_LONGEST_ANSWER = 64 * 1024 * 1024
_TAIL_BYTES = 8_000
_TAIL_LINES = 20


@dataclass(frozen=True)
class Reply:
    """What the worker said to one question."""

    ok: bool
    findings: tuple[Finding, ...]
    seconds: float
    """The worker's own time for it."""
    log: str
    """Errors and messages that aren't findings."""
    paths: frozenset[str] | None = None
    """The files of the site that it can make, relative to its folder; ``None`` where it has made them all."""


class WorkerError(Exception):
    """The worker gave no usable answer; the text says so in plain words."""


class AbandonedError(Exception):
    """The question was cut short because the worker's own code changed."""


class Worker:
    """Keeps one subprocess alive from build to build; starts it when it's needed."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        patience: float = PATIENCE,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare it; ``environment`` is what its variables hold beside those of this process."""
        self._environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
        self._command = tuple(command)
        self._folder = folder
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._said = b""
        self._stale = False
        self._alone = asyncio.Lock()

    async def load(self, site_dir: Path) -> Reply:
        """Read the content for a site in ``site_dir`` (absolute); raises as :meth:`ask`."""
        return await self.ask("load", site_dir)

    async def make(self, site_dir: Path, path: str) -> Reply:
        """Make one file of the site that was loaded last; raises as :meth:`ask`."""
        return await self.ask("make", site_dir, path=path)

    async def check(self, site_dir: Path) -> Reply:
        """Check the content; raises as :meth:`ask`."""
        return await self.ask("check", site_dir)

    async def fill(self, site_dir: Path) -> Reply:
        """Make every file that is missing in ``site_dir`` of what was checked last; raises as :meth:`ask`."""
        return await self.ask("fill", site_dir)

    async def ask(self, what: str, site_dir: Path, **more: str) -> Reply:
        """Ask a question, after those that wait already, and return the answer.

        Raises:
            WorkerError: It could not be started, died, was silent too long or printed something else.
            AbandonedError: :meth:`abandon` was called meanwhile.
        """
        async with self._alone:
            return await self._asked({"ask": what, "site_dir": str(site_dir), **more})

    async def _asked(self, question: Mapping[str, str]) -> Reply:
        if self._stale or (self._process and self._process.returncode is not None):
            await self.stop()
        try:
            return _understand(await self._ask(json.dumps(question)))
        except WorkerError as error:
            said = await self._end()
            if self._stale:
                raise AbandonedError from error
            raise WorkerError(f"{error} It starts again at the next change.{said}") from error

    def abandon(self) -> None:
        """End the subprocess at once, even in the midst of a build; the next build gets a new one."""
        self._stale = True
        self._kill()

    async def stop(self) -> None:
        """End the subprocess and wait for that."""
        self._kill()
        await self._end()

    async def _ask(self, question: str) -> bytes:
        process = self._process or await self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        answer = b""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(question.encode() + b"\n")
            await process.stdin.drain()
        try:
            answer = await asyncio.wait_for(process.stdout.readline(), self._patience)
        except TimeoutError:
            raise WorkerError(f"The builder stopped answering for {self._patience:g} seconds.") from None
        except ValueError:
            raise WorkerError("The builder stopped: its answer has no end.") from None
        if not answer:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 1)
            code = process.returncode
            how = "it closed its output" if code is None else f"exit code {code}"
            raise WorkerError(f"The builder stopped without an answer ({how}).")
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        self._stale, self._said = False, b""
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=_LONGEST_ANSWER,
                start_new_session=True,  # Ctrl-C must not reach it, and what it starts ends with it
            )
        except OSError as error:
            raise WorkerError(f"The builder stopped before it began: {error}.") from error
        assert process.stderr is not None
        self._listening = asyncio.create_task(self._listen(process.stderr))
        return process

    async def _listen(self, errors: asyncio.StreamReader) -> None:
        while chunk := await errors.read(65_536):
            self._said = (self._said + chunk)[-_TAIL_BYTES:]

    async def _end(self) -> str:
        """Clear the subprocess away and return its last words, with a line before them."""
        self._kill()
        process, self._process = self._process, None
        if process:
            await process.wait()
        if self._listening:
            await asyncio.wait([self._listening], timeout=0.5)
            self._listening.cancel()
        lines = self._said.decode(errors="replace").strip().splitlines()[-_TAIL_LINES:]
        return "\n".join(["\nIts last words were:", *lines]) if lines else ""

    def _kill(self) -> None:
        if self._process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _understand(answer: bytes) -> Reply:
    try:
        record = json.loads(answer)
        findings = tuple(from_record(each) for each in record.get("findings", ()))
        ok, log, paths = record["ok"], record.get("log", ""), record.get("paths")
        if not isinstance(ok, bool) or not isinstance(log, str):
            raise TypeError
        seconds = float(record.get("seconds", 0))
        return Reply(ok, findings, seconds, log, None if paths is None else frozenset(paths))
    except (ValueError, TypeError, KeyError, AttributeError):
        words = answer[:200].decode(errors="replace").strip()
        raise WorkerError(f"The builder stopped making sense. Instead of a result it said: {words}") from None
