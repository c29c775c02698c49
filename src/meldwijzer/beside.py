"""Pieces of work at the same time, each in a process of its own where that can be. What they do is for others."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

Here = TypeVar("Here")
There = TypeVar("There")
Item = TypeVar("Item")


def both(here: Callable[[], Here], there: Callable[[], There]) -> tuple[Here, There]:
    """Return what two functions return, of which the second runs in a copy of this process.

    What the second one changes is lost with its process, and what it returns is copied (by pickle). Nothing is lost
    where that process ends without an answer, for whatever reason: the work is then done here, and raises here.
    """
    if not _can_fork():
        return here(), there()
    with _Copy(there) as copy:
        first = here()
        return first, copy.answer()


def shared(items: Sequence[Item], work: Callable[[Item], Here]) -> list[Here]:
    """Return what a function returns for each of some items, which are shared out among all processors.

    Neighbours go to different ones, since they mostly take as long. As :func:`both` otherwise.
    """
    count = max(1, min(len(os.sched_getaffinity(0)), len(items)) if _can_fork() else 1)
    shares = [items[place::count] for place in range(count)]
    with ExitStack() as stack:
        copies = [stack.enter_context(_Copy(partial(_each, share, work))) for share in shares[1:]]
        done = [_each(shares[0], work), *(copy.answer() for copy in copies)]
    return [done[place % len(shares)][place // len(shares)] for place in range(len(items))]


def _each(items: Sequence[Item], work: Callable[[Item], Here]) -> list[Here]:
    return [work(item) for item in items]


class _Copy(Generic[There]):
    """A copy of this process that does one piece of work; it ends with the block that it is for."""

    def __init__(self, work: Callable[[], There]) -> None:
        self._work = work
        context = multiprocessing.get_context("fork")
        self._answers, answering = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(answering, work), daemon=True)
        self._process.start()
        answering.close()  # so that nobody holds it when the other process has ended

    def __enter__(self) -> "_Copy[There]":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._answers.close()

    def answer(self) -> There:
        """Return what it made; where it ended without an answer, the work is done here."""
        try:
            return cast("There", self._answers.recv())
        except EOFError:
            return self._work()


def _answer(answering: Connection, work: Callable[[], object]) -> None:
    with suppress(Exception, KeyboardInterrupt):
        answering.send(work())


def _can_fork() -> bool:
    """Tell whether a copy of this process can go on, and has a processor to do so; threads are not copied."""
    if sys.platform != "linux" or threading.active_count() > 1 or multiprocessing.current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1
