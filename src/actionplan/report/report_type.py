"""The parts of a report: the result of each plan, the document, the JSON, and the roll-up of many plans."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from actionplan.git.provenance import Anchor, UnknownCommit
from actionplan.git.seen import Seen
from actionplan.model.ids import Id
from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Unread
from actionplan.model.view import View
from actionplan.report.document import Document
from actionplan.report.record_notes import RecordNotes

if TYPE_CHECKING:
    from actionplan.report.figures import PlanFigures, RollUp
    from actionplan.rules.checks.plan_links import PlanLink


@frozen(kw_only=True)
class Context:
    """The question that a report answers, and how it is shown.

    Attributes:
        as_at: the day.
        known_at: the day by whose record the report is made; None for the record of today.
        commit: the commit whose files were read; None for the files as they are now.
        is_dated: whether the user named a day or a commit.
        selection: the limits of the report, a record of its own class; None where it takes none. In the function that
            makes the result of a plan, its bodies are ids of that plan, elsewhere the names that the user entered.
        is_page: whether it is shown as a page, in Markdown or HTML, and not on a screen.
        files: where the plans' files are; None for the disk.
        typed: the plans as the user named them; empty for those found around the current folder.
    """

    as_at: date
    known_at: date | None = None
    commit: Anchor | None = None
    is_dated: bool = False
    selection: Any = None
    is_page: bool = False
    files: Any = None
    typed: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlanResult:
    """The result of one plan, and its problems.

    Attributes:
        root: its folder.
        id: its id; None where there is no plan to read.
        result: the result; None where the plan cannot be read, or lacks the selected body or area.
        errors, warnings: how many problems there are; 0 unless the report has the rules run.
        problems: the problems, with places; unless all are wanted, only those of unreadable files.
        unread: files that could not be read.
        seen: what was read, by git's names; None if that was not noted.
        link: what is needed to compare the plan with others; None unless the report has the rules run.
        notes: how old and how complete its record is; None without a plan, or where the report does not say it.
    """

    root: str
    id: Id | None
    result: Any
    errors: int = 0
    warnings: int = 0
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    seen: Seen | None = None
    link: "PlanLink | None" = None
    notes: RecordNotes | None = None


@frozen(kw_only=True)
class RunResult:
    """The results of all plans, and their problems.

    Attributes:
        results: the result of each plan that has one.
        roots: the folders of the plans that could be read.
        errors, warnings, problems, unread: as in `PlanResult`, of all.
        duplicates: the problems that a plan has the id of another; they are in `problems` too.
        between: all problems between plans, `duplicates` first; they are in `problems` too.
        lost: those of the unread files that belong to no plan, such as a broken ``plan.toml``.
        seen: as in `PlanResult`, of all.
        notes: how old and how complete the record of each plan is.
        commits: the commits that the plans are at, if git was asked before; None to ask it where they are named.
    """

    results: tuple[Any, ...]
    roots: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    lost: tuple[Unread, ...] = ()
    duplicates: tuple[Problem, ...] = ()
    between: tuple[Problem, ...] = ()
    seen: Seen | None = None
    notes: tuple[RecordNotes, ...] = ()
    commits: Sequence[Anchor | UnknownCommit] | None = None


@frozen(kw_only=True)
class RollUpSpec:
    """How a report shows many plans as one.

    Attributes:
        figures: returns the figures of one plan; None where it lacks the selected body or area.
        document: returns the roll-up as a document.
    """

    figures: "Callable[[Plan, Context, PlanResult], PlanFigures | None]"
    document: "Callable[[RollUp, RunResult, Context], Document]"


def _itself(found: PlanResult) -> Iterable[Any]:
    return () if found.result is None else (found.result,)


def _nothing(*_: Any) -> Mapping[str, Any]:
    return {}


@frozen(kw_only=True)
class Report:
    """One report, and everything that the runner needs to make it: of one plan, of many, of a day or of a commit.

    Attributes:
        name: the command, and ``kind`` in JSON.
        title: returns the title of the page.
        plan: returns a plan as the report has it: all of it, unless the report is for the public.
        result: returns the result of one plan.
        whole: returns one result of all plans, for a report that cannot be made plan by plan; None for others.
        document: returns the document of a screen or a page.
        array: the key of the long list in JSON.
        members: returns the members of that list that a plan adds.
        first_keys: returns the JSON keys before the list.
        kept: returns the part of a plan's result that `last_keys` needs; None where it needs nothing.
        last_keys: returns the JSON keys after the list, from the parts kept of all plans.
        commits: returns the commits that it is made from; None in it is the files as they are now.
        has_roll_up: whether many plans can be shown as one, by `ROLL_UP` in the module of the same name in `rollup`.
        streamed: returns the document of one of many plans as soon as it is read; None where many are shown as one.
        checks: whether the rules are run.
        lists_problems: whether a screen needs all problems, and not only their numbers.
        bodies: fields of the selection that name a body.
        is_of_records: whether it shows plans' records, so that it says first how old and how complete they are.
        record_days: returns the day, and the day by whose record, that `record_notes` takes.
    """

    name: str
    title: Callable[[Context], str]
    document: Callable[[RunResult, Context], Document]
    plan: Callable[[Plan, Context], Plan] = lambda plan, _: plan
    result: Callable[[Plan, Context], Any] = lambda plan, _: plan
    whole: Callable[[View, Context], Any] | None = None
    array: str = "plans"
    members: Callable[[PlanResult], Iterable[Any]] = _itself
    first_keys: Callable[[Context], Mapping[str, Any]] = _nothing
    kept: Callable[[PlanResult], Any] | None = None
    last_keys: Callable[[Sequence[Any], RunResult], Mapping[str, Any]] = _nothing
    commits: Callable[[Context], Sequence[Anchor | None]] = lambda context: (context.commit,)
    has_roll_up: bool = False
    streamed: "Callable[[PlanResult, Context], Document] | None" = None
    checks: bool = False
    lists_problems: bool = False
    bodies: tuple[str, ...] = field(default=())
    is_of_records: bool = True
    record_days: Callable[[Context], tuple[date, date | None]] = lambda context: (context.as_at, context.known_at)
