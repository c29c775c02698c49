"""Two pieces of work at the same time, each in a process of its own where that can be. What they do is for others."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

Here = TypeVar("Here")
There = TypeVar("There")


def both(here: Callable[[], Here], there: Callable[[], There]) -> tuple[Here, There]:
    """Return what two functions return, of which the second runs in a copy of this process.

    What the second one changes is lost with its process, and what it returns is copied (by pickle). Nothing is lost
    where that process ends without an answer, for whatever reason: the work is then done here, and raises here.
    """
    if not _can_fork():
        return here(), there()
    context = multiprocessing.get_context("fork")
    answers, answering = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(answering, there), daemon=True)
    process.start()
    answering.close()  # so that nobody holds it when the other process has ended
    try:
        first = here()
        try:
            second = answers.recv()
        except EOFError:
            second = there()
    finally:
        process.kill()
        process.join()
        answers.close()
    return first, second


def _answer(answering: Connection, work: Callable[[], object]) -> None:
    with suppress(Exception, KeyboardInterrupt):
        answering.send(work())


def _can_fork() -> bool:
    """Tell whether a copy of this process can go on, and has a processor to do so; threads are not copied."""
    if sys.platform != "linux" or threading.active_count() > 1 or multiprocessing.current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1
