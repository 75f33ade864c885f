"""Plans one by one, so that the memory needed is that of one plan, however many there are."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from actionplan.model.frozen import frozen
from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Unread
from actionplan.store.files import DISK, Files
from actionplan.store.load import load_plan

Result = TypeVar("Result")


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

    A plan is let go of when its work is done, so what the work gives should hold little of it.

    Args:
        roots: the plans' folders.
        work: what is to be made of each; pure, and its results must be such as can be pickled: it may run in another
            process.
        files: where they are.
    """
    for root in roots:
        plan, problems, unread = load_plan(root, files)
        yield work(Loaded(root=root, plan=plan, problems=problems, unread=unread))
