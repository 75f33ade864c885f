"""What an address asks for: which plan, as at which day, and which of its records."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

from attrs import evolve, field, frozen

from actionplan.git.provenance import anchors
from actionplan.git.seen import Seen, SeenDisk
from actionplan.input.dates import read_day
from actionplan.input.unclear import Unclear, explained
from actionplan.model.as_known import plan_known_at
from actionplan.model.errors import ActionPlanError
from actionplan.model.records import Plan
from actionplan.report.inline import PageLink, in_address
from actionplan.report.pages.material import PageMaterial, page_material
from actionplan.report.pages.portfolio import PlanRow, plan_row
from actionplan.report.plan_query import PlanQuery, context_of
from actionplan.report.report_type import RunResult
from actionplan.web.store import Kept, PlanStore

DAYS = ("as_at", "known_at")
"""The two days that every address may name."""

_MOST_MATERIAL = 6
"""The most plans and days whose results are kept."""

_MOST_RESULTS = 24
"""The most results of reports and papers that are kept."""

_MOST_ROWS = 300
"""The most plans of which a row of the page about all is kept."""

Result = TypeVar("Result")


@frozen
class ViewLink(PageLink):
    """A page that only the view has; its kind is the address."""


class Mistyped(ActionPlanError):
    """What was entered into a form cannot be understood; ``args[0]`` says why, ``field`` names the field."""

    def __init__(self, name: str, message: str) -> None:
        """Keep the name of the field and the message."""
        super().__init__(message)
        self.field = name


@frozen(kw_only=True)
class Asked:
    """A request, understood.

    Attributes:
        store: the plans.
        root: the folder of the plan; empty for a page about all.
        kept: the plan as its files have it; None for a page about all, or where there is no plan to read.
        as_at: the day of the page.
        known_at: the day by whose record it is made; None for the record of now.
        is_dated: whether the address names a day.
        today: today.
        typed: what the address says, by name; of a name given several times all values.
        path: the address without what follows ``?``.
    """

    store: PlanStore = field(repr=False)
    root: str = ""
    kept: Kept | None = field(default=None, repr=False)
    as_at: date
    known_at: date | None = None
    is_dated: bool = False
    today: date
    typed: Mapping[str, Sequence[str]]
    path: str = "/"

    def one(self, name: str) -> str:
        """Return what was entered under a name; empty for nothing."""
        return (self.typed.get(name) or ("",))[-1].strip()

    @property
    def plan(self) -> Plan:
        """The plan as its files have it, with only what was recorded by the known-at day."""
        assert self.kept is not None
        assert self.kept.loaded.plan is not None
        plan = self.kept.loaded.plan
        return plan if self.known_at is None else plan_known_at(plan, self.known_at)

    @cached_property
    def record(self) -> RunResult:
        """The plan's record, without any results: git is asked once for a page which commit it is."""
        assert self.kept is not None
        roots = (self.kept.loaded.root,)
        return RunResult(results=(), roots=roots, seen=self.kept.seen, commits=anchors(roots, self.kept.seen))

    def query(self, *kept: Kept) -> PlanQuery:
        """Return the query of reports for some plans, or for the plan of the page."""
        plans = kept or tuple(filter(None, (self.kept,)))
        seen = {path: names for each in plans for path, names in each.seen.items()}
        return PlanQuery(
            roots=[each.loaded.root for each in plans],
            as_at=self.as_at,
            is_dated=self.is_dated,
            today=self.today,
            known_at=self.known_at,
            loaded=[each.loaded for each in plans],
            seen=_SeenBefore(seen),
            typed=self.store.typed,
        )

    def days(self) -> dict[str, str]:
        """Return the days that the address names, as links to other pages must name them too."""
        return {name: self.one(name) for name in DAYS if self.one(name)}

    def to(self, page: PageLink) -> str:
        """Return the address of a page as at the same day."""
        if isinstance(page, ViewLink):
            return page.kind
        plan = page.plan or (self.plan.id if self.kept is not None else "")
        name = "" if page.kind == "home" else page.kind
        if page.id:
            name = f"{name if name == 'round' else in_address(name)}/{page.id}"
        path = "/".join(("", *filter(None, (plan, name)))) + ("/" if not name else "")
        return with_query(path, {**dict(parse_qsl(page.only)), **self.days()})


class _SeenBefore(SeenDisk):
    """What was read of the disk earlier."""

    def __init__(self, seen: Seen) -> None:
        """Begin with what was read."""
        super().__init__()
        self._before = seen

    def taken(self) -> Seen:
        """Return what was read."""
        return self._before


def with_query(path: str, query: Mapping[str, str | Sequence[str]]) -> str:
    """Return an address with what it asks for."""
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def day_asked(typed: str, name: str) -> date | None:
    """Return the day that was entered; None for nothing.

    Raises:
        Mistyped: it is no day.
    """
    if not typed.strip():
        return None
    day = read_day(typed)
    if isinstance(day, Unclear):
        raise Mistyped(name, explained(day, "a day, such as 15 January 2026"))
    return day


class Gathered:
    """The results that pages are made from, of the plans and days asked for last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._materials: _Recent[PageMaterial] = _Recent(_MOST_MATERIAL)
        self._results: _Recent[Any] = _Recent(_MOST_RESULTS)
        self._rows: _Recent[PlanRow] = _Recent(_MOST_ROWS)

    def material(self, asked: Asked) -> PageMaterial:
        """Return the results of the plan of a page, worked out again only if its files changed."""
        return self._materials.get(asked, lambda: _material(asked))

    def result(self, asked: Asked, of: Hashable, make: Callable[[], Result]) -> Result:
        """Return a result about the plan of a page, worked out again only if its files changed.

        Args:
            asked: the request.
            of: what sets it apart from other results: the report and its limits.
            make: works it out.
        """
        found: Result = self._results.get(asked, make, of)
        return found

    def row(self, asked: Asked, kept: Kept) -> PlanRow:
        """Return what the page about all plans says of one, worked out again only if its files changed."""
        one = evolve(asked, root=kept.loaded.root, kept=kept)
        return self._rows.get(one, lambda: plan_row(_material(one)))


def _material(asked: Asked) -> PageMaterial:
    return page_material(asked.plan, context_of(asked.query(), "html"))


class _Recent(Generic[Result]):
    """Results of plans as they were read, for a folder and the days; of many, those asked for last."""

    def __init__(self, most: int) -> None:
        """Begin with none, and keep at most so many."""
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Kept, Result]] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Asked, make: Callable[[], Result], of: Hashable = None) -> Result:
        """Return the result of a plan and its days, and make it if the plan is not the one that it was made from."""
        assert asked.kept is not None
        key = (asked.root, asked.as_at, asked.known_at, asked.today, asked.is_dated, of)
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] is not asked.kept:
                found = (asked.kept, make())
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found[1]
