"""Two pieces of work at once: both answers come, whatever becomes of the other process."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from meldwijzer.beside import both, shared


def test_both_answers_come() -> None:
    """Each answer is that of its own function, also where it is larger than a pipe."""
    assert both(lambda: 1, lambda: list(range(300_000))) == (1, list(range(300_000)))


def test_the_second_runs_elsewhere() -> None:
    """It has a process of its own; asked in a new process, since one with other threads is never copied."""
    code = (
        "import os; from meldwijzer.beside import both; here, there = both(os.getpid, os.getpid); print(here != there)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(os.sched_getaffinity(0)) > 1}\n"


def test_threads_are_not_copied() -> None:
    """With other threads, everything happens here."""
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())
    finally:
        done.set()
        waiting.join()


def test_what_ends_without_an_answer_is_done_here() -> None:
    """A process that somebody ends loses nothing: an answer is never taken for granted."""
    own = os.getpid()

    def killed() -> str:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return "found"

    assert both(lambda: None, killed) == (None, "found")
    assert both(lambda: None, lambda: threading.Lock)[1] is threading.Lock  # no such thing can be copied


@pytest.mark.parametrize("both_ways", [True, False])
def test_what_fails_is_told(both_ways: bool) -> None:
    """A mistake is raised here, whichever of the two makes it."""

    def failing() -> None:
        raise LookupError("it broke")

    with pytest.raises(LookupError, match="it broke"):
        both(failing if both_ways else lambda: None, (lambda: None) if both_ways else failing)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 17])
def test_shared_work_keeps_its_order(count: int) -> None:
    """However many items there are, more or fewer than processors, each answer stands in the place of its item."""
    assert shared(range(count), lambda item: [item] * item) == [[item] * item for item in range(count)]


def test_shared_work_is_done_everywhere() -> None:
    """Neighbours go to different processes, as many as there are processors."""
    code = "import os; from meldwijzer.beside import shared; print(*shared(range(8), lambda item: os.getpid()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    workers = done.stdout.split()
    count = min(len(os.sched_getaffinity(0)), 8)
    assert len(set(workers)) == count
    assert workers == [workers[place % count] for place in range(8)]


def test_shared_work_that_ends_without_an_answer_is_done_here() -> None:
    """A process that somebody ends, also after half of its share, loses nothing."""
    own = os.getpid()

    def killed(item: int) -> int:
        if os.getpid() != own and item >= 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    assert shared(range(9), killed) == [item * item for item in range(9)]


@pytest.mark.parametrize("failing", range(5))
def test_shared_work_that_fails_is_told(failing: int) -> None:
    """A mistake is raised here, whichever process makes it."""

    def work(item: int) -> int:
        if item == failing:
            raise LookupError(f"{item} broke")
        return item

    with pytest.raises(LookupError, match=f"{failing} broke"):
        shared(range(5), work)
