"""Plans one by one, so that the memory needed is that of one plan, however many there are."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attrs import frozen

from actionplan.model.kinds import records_of
from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Unread
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.load import load_plan

Result = TypeVar("Result")

_FEW_FILES = 1_000
"""So many files are read before anything is shared out: for fewer, starting other processes would take longer."""


@frozen(kw_only=True)
class Loaded:
    """One plan as read.

    Attributes:
        root: its folder.
        plan: the plan; None where its ``plan.toml`` cannot be read.
        problems: what was met in reading it.
        unread: only where there is no plan to carry them, the files that could not be read.
    """

    root: str
    plan: Plan | None
    problems: tuple[Problem, ...]
    unread: tuple[Unread, ...]


def each_plan(roots: Iterable[str], work: Callable[[Loaded], Result], files: Files = DISK) -> Iterator[Result]:
    """Read plans one by one, and give what some work makes of each, in the order of the folders.

    A plan is let go of when its work is done, so what the work gives should hold little of it. Where there are many
    files and several processor cores, the plans after the first few are shared out to processes of their own; the
    environment variable ``ACTIONPLAN_WORKERS`` says how many at most, and ``1`` that there is to be none.

    Args:
        roots: the plans' folders.
        work: what is to be made of each; pure, and its results must be such as can be pickled.
        files: where they are.

    Example:
        >>> titles = each_plan(find_plans(["examples"]), lambda loaded: loaded.plan and loaded.plan.id)
        >>> list(titles)
        ['northshire-send']
    """
    rest = list(roots)
    read = 0

    while rest:
        if read >= _FEW_FILES and len(rest) > 1 and (workers := min(_most_workers(), len(rest))) > 1:
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
    """Return how many processes may work at once: as many as there are cores for us, 1 where processes cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    said = os.environ.get("ACTIONPLAN_WORKERS", "")
    return min(cores, int(said)) if said.isdecimal() and int(said) else cores
