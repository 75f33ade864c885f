"""Which plans a report is about, as at which day, and from which files: the question before anything is read."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from actionplan.git.provenance import Anchor
    from actionplan.git.seen import Seen, SeenDisk
    from actionplan.git.snapshot import Committed
    from actionplan.model.records import Plan
    from actionplan.model.view import Portfolio, View
    from actionplan.report.report_type import Context
    from actionplan.storage.filesystem import Files
    from actionplan.storage.iter_plans import Loaded


class PlanQuery(NamedTuple):
    """The plans of a command, before they are read.

    Attributes:
        roots: their folders.
        as_at: the day that reports describe.
        is_dated: whether an option names a day or a commit, which the report must then name.
        today: the day that the rules use, but for plans of a commit, for which they use its day.
        known_at: the day of ``--known-at``; None without it.
        committed: the plans of the commit of ``--rev``, already read; None without ``--rev``.
        loaded: the plans, if they had to be read all at once; None if they are read one by one.
        seen: the files on the disk, which note what was read; None for plans of a commit.
        typed: the plans as the user named them; empty for those found around the current folder.
    """

    roots: Sequence[str]
    as_at: date
    is_dated: bool
    today: date
    known_at: date | None = None
    committed: "Committed | None" = None
    loaded: "Sequence[Loaded] | None" = None
    seen: "SeenDisk | None" = None
    typed: Sequence[str] = ()

    @property
    def commit(self) -> "Anchor | None":
        """The commit of ``--rev``."""
        return self.committed.anchor if self.committed is not None else None

    def taken(self) -> "Seen | None":
        """Return what was read of the disk since this was last called; None for plans of a commit."""
        return self.seen.taken() if self.seen is not None else None

    @property
    def files(self) -> "Files | None":
        """The files of the commit; None for the disk."""
        return self.committed.files if self.committed is not None else None

    @property
    def check_on(self) -> date:
        """The day that the rules use as today: that of the commit of ``--rev``, or else today."""
        return (self.commit.day if self.commit is not None else None) or self.today


class LoadedPlans(NamedTuple):
    """The plans of a command, read.

    Attributes:
        query: which plans, and as at which day.
        view: the plans as at that day, with only what had been recorded by ``--known-at``.
    """

    query: PlanQuery
    view: "View"

    @property
    def portfolio(self) -> "Portfolio":
        """The plans as their files have them."""
        return self.view.portfolio

    @property
    def is_partial(self) -> bool:
        """Whether a file could not be read."""
        return bool(self.portfolio.unread) or any(plan.unread for plan in self.portfolio.plans)


def load_plans(query: PlanQuery) -> LoadedPlans:
    """Read the plans of a query, all at once."""
    if query.committed is not None:
        portfolio = query.committed.portfolio
    else:
        from actionplan.storage.filesystem import DISK
        from actionplan.storage.load import load_roots

        portfolio = load_roots(query.roots, query.seen or DISK)
    return LoadedPlans(query, portfolio.at(query.as_at, query.known_at))


def context_of(query: PlanQuery, output: str, selection: object = None) -> "Context":
    """Return the context of a report for a query; see `Context`."""
    from actionplan.report.report_type import Context

    return Context(
        as_at=query.as_at,
        known_at=query.known_at,
        commit=query.commit,
        is_dated=query.is_dated,
        selection=selection,
        is_page=output not in ("text", "json"),
        files=query.files,
        typed=tuple(query.typed),
    )


def plan_files(query: PlanQuery) -> "Iterator[Plan]":
    """Yield each plan with its ``plan.toml`` alone; a file that cannot be read is named when the plan is read."""
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.load import load_plan_file

    if query.committed is not None:
        yield from query.committed.portfolio.plans
        return
    for root in query.roots:
        with suppress(ProblemsFound):
            yield load_plan_file(root)
