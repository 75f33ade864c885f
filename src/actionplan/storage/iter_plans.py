"""Read plans one by one, so that only one is in memory at a time."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attrs import frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.kinds import records_of
from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Unread
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.load import load_plan

Result = TypeVar("Result")

_FEW_FILES = 1_000
"""The number of files read before other processes are started; for fewer, starting them would take longer."""


@frozen(kw_only=True)
class Loaded:
    """One plan as read.

    Attributes:
        root: its folder.
        plan: the plan; None if its ``plan.toml`` cannot be read.
        problems: the problems met in reading it.
        unread: only if there is no plan, the files that could not be read.
    """

    root: str
    plan: Plan | None
    problems: tuple[Problem, ...]
    unread: tuple[Unread, ...]


@checks_arguments
def each_plan(
    roots: Iterable[str], work: Callable[[Loaded], Result], files: Files = DISK, *, few_files: int | None = None
) -> Iterator[Result]:
    """Read plans one by one, and yield a function's result for each, in the order of the folders.

    A plan is released when its result has been calculated, so results should not contain the plan. If there are many
    files and several processor cores, the plans after the first few are read in other processes. The environment
    variable ``ACTIONPLAN_WORKERS`` sets the maximum number of processes; ``1`` means none.

    Args:
        roots: the plans' folders.
        work: the function; it must be pure, and its results must be picklable.
        files: the file system that has them.
        few_files: how many files are read before other processes are started; None for as many as a process would take
            to start. Work that takes much longer than reading is worth one sooner.

    Example:
        >>> titles = each_plan(find_plans(["examples"]), lambda loaded: loaded.plan and loaded.plan.id)
        >>> list(titles)
        ['northshire-send']
    """
    rest = list(roots)
    read, few = 0, few_files or _FEW_FILES
    while rest:
        if read >= few and len(rest) > 1 and (workers := min(_most_workers(), len(rest))) > 1:
            from actionplan.storage.process_pool import shared_out

            yield from shared_out(lambda root: work(_loaded(root, files)), rest, workers)
            return
        loaded = _loaded(rest.pop(0), files)
        read += 1 + (len(records_of(loaded.plan)) if loaded.plan is not None else 0)
        result = work(loaded)
        del loaded  # before the next is read
        yield result


def _loaded(root: str, files: Files = DISK) -> Loaded:
    plan, problems, unread = load_plan(root, files)
    return Loaded(root=root, plan=plan, problems=problems, unread=unread)


def _most_workers() -> int:
    """Return how many processes may run at once: the number of available cores, or 1 where processes cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limit = os.environ.get("ACTIONPLAN_WORKERS", "")
    return min(cores, int(limit)) if limit.isdecimal() and int(limit) else cores
