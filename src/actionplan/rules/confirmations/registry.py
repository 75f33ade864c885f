"""What a confirmation is: a code, a paragraph, and a pure function that returns what to confirm about a change."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, wraps
from inspect import getdoc
from typing import Any, NamedTuple

from actionplan.model.as_known import agreed_day
from actionplan.model.entries import Entry
from actionplan.model.problem import KeyPath, Problem, problem
from actionplan.model.records import Action, Plan, Record
from actionplan.rules.checks.registry import place
from actionplan.summary.timeline import Placed, in_order, part_named


class AddedEntry(NamedTuple):
    """A new entry of a record's history, with the others about the same milestone, clause or recommendation, if any.

    Attributes:
        keys: its place in the file.
        entry: the entry.
        earlier: the entries that take effect before it.
        later: the entries that take effect after it.
    """

    keys: tuple[str, int]
    entry: Any
    earlier: tuple[Placed, ...]
    later: tuple[Placed, ...]


class PlannedChange:
    """One record as it would be after a change.

    Attributes:
        plan: the plan; of its records it needs only this one.
        record: the record after the change, or the plan itself where ``plan.toml`` changes.
        added: what is new in its file, each with its place: entries, the head of a new record, or a new part of a head.
        today: today's date.
        carrying: the actions that carry out a part that a new entry reports as complete, as far as they can be read.
        missing: those paths of evidence in `added` where there is no file.
        lost: keys of an entry that the change removes and that figures are calculated from.
        is_in_git: whether git has an earlier version of the file, if it matters.
        is_edited: whether a commit of the change would include other changes of what the last commit has.
    """

    def __init__(
        self,
        plan: Plan,
        record: Record | Plan,
        added: tuple[tuple[KeyPath, Any], ...],
        today: date,
        *,
        carrying: tuple[Action, ...] = (),
        missing: frozenset[str] = frozenset(),
        lost: tuple[str, ...] = (),
        is_in_git: bool = True,
        is_edited: bool = False,
    ) -> None:
        self.plan, self.added, self.today = plan, added, today
        self.record: Any = record
        self.carrying = carrying
        self.missing, self.lost, self.is_in_git, self.is_edited = missing, lost, is_in_git, is_edited

    @cached_property
    def entries(self) -> tuple[AddedEntry, ...]:
        """The entries that are added to the record's history."""
        new = {keys for keys, value in self.added if keys[:1] == ("status",) and isinstance(value, Entry)}
        placed = in_order(self.record.status, agreed_day(self.plan, self.record)) if new else ()
        return tuple(_among(placed, at) for at, each in enumerate(placed) if ("status", each.index) in new)


def parts_with_actions(record: Any) -> tuple[Any, ...]:
    """Return the clauses of a resolution or the recommendations of a review; none of other records."""
    return getattr(record, "clauses", ()) or getattr(record, "recommendations", ())


def _among(placed: tuple[Placed, ...], at: int) -> AddedEntry:
    _, index, entry, *_ = placed[at]
    earlier, later = (
        tuple(each for each in part if part_named(each.entry) == part_named(entry))
        for part in (placed[:at], placed[at + 1 :])
    )
    return AddedEntry(("status", index), entry, earlier, later)


class Doubt(NamedTuple):
    """What a confirmation asks about: a sentence without the record's name, its place and a likely right value.

    If it is about the plan, it is asked once of all records that a command changes, with a place in ``plan.toml``.
    """

    message: str
    keys: KeyPath
    fix: str
    is_of_plan: bool


def doubt(message: str, *keys: str | int, fix: str = "", is_of_plan: bool = False) -> Doubt:
    """Return what to confirm.

    Args:
        message: the fact that may be a mistake, without the record's id and a full stop.
        keys: the place of the value in the record's file.
        fix: what may have been intended; empty if that is not clear.
        is_of_plan: whether it is about the plan, and not about the record.
    """
    return Doubt(message, keys, fix, is_of_plan)


DoubtFunction = Callable[[PlannedChange], Iterator[Doubt]]


class Confirmation(NamedTuple):
    """One kind of fact that a command asks the user to confirm before it writes.

    Attributes:
        code: its stable code.
        run: returns what to confirm about a change, with places as file and key.
    """

    code: str
    run: Callable[[PlannedChange], Iterator[Problem]]

    @property
    def name(self) -> str:
        """A short name in words with hyphens."""
        return self.run.__name__.replace("_", "-")

    @property
    def text(self) -> str:
        """When it is asked, as a paragraph for people."""
        return getdoc(self.run) or ""


def confirmation(code: str) -> Callable[[DoubtFunction], Confirmation]:
    """Make a confirmation of a function. The function's name becomes its name, and the docstring its text.

    Args:
        code: its code, never used before.
    """

    def confirmation_of(function: DoubtFunction) -> Confirmation:
        @wraps(function)
        def run(change: PlannedChange) -> Iterator[Problem]:
            for message, keys, fix, is_of_plan in function(change):
                where = place(change.plan, change.plan if is_of_plan else change.record, *keys)
                yield problem(code, message if is_of_plan else f"{change.record.id}: {message}", where, fix=fix)

        return Confirmation(code, run)

    return confirmation_of
