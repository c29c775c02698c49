"""The worker's protocol, and what becomes of a worker that breaks it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from meldwijzer.preview.worker import AbandonedError, Reply, Worker, WorkerError

from .conftest import Project, eventually, finding


def _worker(project: Project, patience: float = 5) -> Worker:
    return Worker([sys.executable, str(project.root / "hooks/build_worker.py")], project.root, patience)


async def _builds(worker: Worker, project: Project, times: int = 1) -> Reply:
    try:
        for _ in range(times):
            reply = await worker.load(project.root / "out")
        return reply
    finally:
        await worker.stop()


def test_a_reply_is_read(project: Project) -> None:
    """A worker's answer becomes a reply with its findings, time and log."""
    project.write("content/log", "a word")
    project.behave("bad", finding())
    reply = asyncio.run(_builds(_worker(project), project))
    assert (reply.ok, reply.findings, reply.log) == (False, (finding(),), "a word")
    assert 0 < reply.seconds < 1


def test_one_worker_builds_many_times(project: Project) -> None:
    """The subprocess stays from build to build."""
    asyncio.run(_builds(_worker(project), project, times=3))
    assert (project.count("start"), project.count("build")) == (1, 3)


def test_a_dead_worker_is_explained(project: Project) -> None:
    """A worker that dies is told of with its exit code and its last words."""
    project.behave("die")
    with pytest.raises(WorkerError, match=r"The builder stopped .*exit code 3(.|\n)*the worker's last words"):
        asyncio.run(_builds(_worker(project), project))


def test_a_worker_that_cannot_start_is_explained(project: Project) -> None:
    """A missing command and a missing script are told in plain words."""
    with pytest.raises(WorkerError, match="stopped before it began"):
        asyncio.run(_builds(Worker(["/no/such/program"], project.root), project))
    with pytest.raises(WorkerError, match="No such file"):
        asyncio.run(_builds(Worker([sys.executable, "missing.py"], project.root), project))


@pytest.mark.parametrize(
    "answer",
    [
        "hello",
        "[]",
        "{}",
        '{"ok": 1}',
        '{"ok": true, "findings": [{}]}',
        '{"ok": true, "findings": 5}',
        '{"ok": true, "log": 5}',
        '{"ok": true, "seconds": "x"}',
    ],
)
def test_rubbish_is_explained(project: Project, answer: str) -> None:
    """Anything but the protocol's answer is quoted as what the builder said instead."""
    script = f"import sys; sys.stdin.readline(); print({answer!r})"
    with pytest.raises(WorkerError, match="stopped making sense") as caught:
        asyncio.run(_builds(Worker([sys.executable, "-c", script], project.root), project))
    assert answer in str(caught.value)


def test_a_silent_worker_is_given_up(project: Project) -> None:
    """A worker that never answers is ended after the time allowed."""
    project.behave("hang")
    with pytest.raises(WorkerError, match=r"answering for 0\.3 seconds"):
        asyncio.run(_builds(_worker(project, 0.3), project))


def test_the_next_build_has_a_new_worker(project: Project) -> None:
    """After a failure the next build starts a new worker and works."""

    async def twice() -> Reply:
        it = _worker(project)
        project.behave("rubbish")
        with pytest.raises(WorkerError):
            await it.load(project.root / "out")
        project.behave("good")
        return await _builds(it, project)

    assert asyncio.run(twice()).ok
    assert project.count("start") == 2


def test_a_worker_that_left_between_builds_is_replaced(project: Project) -> None:
    """A worker that ended while nobody asked is replaced without a word."""
    project.behave("leave")

    async def twice() -> Reply:
        it = _worker(project)
        await it.load(project.root / "out")
        await asyncio.sleep(0.3)
        return await _builds(it, project)

    assert asyncio.run(twice()).ok


def test_long_answers_and_long_complaints_pass(project: Project) -> None:
    """An answer of a megabyte is read, and a flood on the error stream doesn't block the worker."""
    script = (
        "import json, sys; sys.stdin.readline(); sys.stderr.write('y' * 1_000_000)\n"
        "print(json.dumps({'ok': True, 'log': 'x' * 1_000_000}))"
    )
    reply = asyncio.run(_builds(Worker([sys.executable, "-c", script], project.root), project))
    assert len(reply.log) == 1_000_000


def test_a_build_can_be_abandoned(project: Project) -> None:
    """A build is cut short when the worker's code changes, and the next one has a new worker."""
    project.behave("hang")

    async def abandon() -> Reply:
        it = _worker(project)
        task = asyncio.create_task(it.load(project.root / "out"))
        await asyncio.to_thread(eventually, lambda: project.count("build"))
        it.abandon()
        with pytest.raises(AbandonedError):
            await asyncio.wait_for(task, 2)
        project.behave("good")
        return await _builds(it, project)

    assert asyncio.run(abandon()).ok


def test_an_idle_worker_can_be_abandoned(project: Project) -> None:
    """When the worker's code changes between builds, the very next build has a new worker and works."""

    async def abandon() -> Reply:
        it = _worker(project)
        await it.load(project.root / "out")
        it.abandon()
        return await _builds(it, project)

    assert asyncio.run(abandon()).ok
    assert project.count("start") == 2


def test_what_the_worker_started_ends_with_it(project: Project, tmp_path: Path) -> None:
    """Programs that the worker started end when it is stopped."""
    script = (
        "import subprocess, sys; child = subprocess.Popen(['sleep', '600'])\n"
        'for _ in sys.stdin: print(\'{"ok": true, "log": "%d"}\' % child.pid)'
    )
    reply = asyncio.run(_builds(Worker([sys.executable, "-c", script], tmp_path), project))
    eventually(lambda: _gone(int(reply.log)))


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
