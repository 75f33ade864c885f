"""Run a function in forked processes, which inherit this one's memory and return only results."""

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
"""The function of a worker process, set when it starts; inherited, so it need not be picklable."""


def shared_out(work: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    """Call a function for each of several tasks in other processes, and yield the results in the order of the tasks.

    If a process is lost, for instance because memory ran out, the remaining tasks are run in this process.

    Args:
        work: the function; pure, since it may be called twice.
        tasks: its arguments, which must be picklable.
        workers: the number of processes.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # otherwise each forked process would write the buffered output again
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
    global _work  # noqa: PLW0603  # each process has one function
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent process, and with it this one
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent has ended, for whatever reason."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _do(task: Any) -> Any:
    return _work(task)
