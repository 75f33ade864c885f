"""Work shared out to forked processes, which know all that this one knows and give back only results."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Thread
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_work: Callable[[Any], Any]
"""In a worker, what it is there for: set as it begins, since a function need not be picklable to be inherited."""


def shared_out(work: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    """Do some work on each of several tasks in other processes, and give the results in the order of the tasks.

    If a worker is lost, such as to a system that ran out of memory, what is left is done here.

    Args:
        work: the work; pure, since it may be done twice.
        tasks: what it is done on, such as can be pickled.
        workers: how many processes there are to be.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # what is still to be written would be written by each process that inherits it
    pool = ProcessPoolExecutor(workers, get_context("fork"), _begin, (work, os.getpid()))
    done = 0
    try:
        for result in pool.map(_do, tasks):
            done += 1
            yield result
    except BrokenProcessPool:
        yield from map(work, tasks[done:])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(work: Callable[[Any], Any], parent: int) -> None:
    global _work  # noqa: PLW0603  # each process has one work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C ends the process that we work for, and so us
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End when the process that we work for is gone, however it went: nobody would ever tell us."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _do(task: Any) -> Any:
    return _work(task)
