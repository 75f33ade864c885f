"""What rules use: a plan on a day, and values that several rules need, each calculated once.

Nearly every entry only reports progress. Rules about anything else use the few entries that change more, which
`CheckContext.stating` returns, and rules about states use only the entries that change the state. So applying all rules
to a plan costs little more than one pass over its entries.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from actionplan.model.as_known import agreed_day, is_being_copied
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.kinds import TAILS, records_of
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Area, Plan, Record
from actionplan.model.vocabulary import DROPPED, ActionState
from actionplan.rules.checks.text_index import Written, written
from actionplan.summary.lateness import DueStep, due_steps
from actionplan.summary.links import Link, Node, links
from actionplan.summary.standing import areas_stood_down
from actionplan.summary.timeline import (
    Placed,
    as_corrected,
    beyond_reports,
    head_as_at,
    last_stated,
    of_whole,
    part_named,
    up_to,
)

Stating = tuple[Any, KeyPath, Any]
"""A record, the place of one of its entries in its file, and the entry."""


class History(NamedTuple):
    """A record and its history.

    Attributes:
        record: the record, its head as first agreed.
        now: the record with the values of its head after all its entries.
        entries: its entries in the order in which they take effect, as `as_corrected` returns them.
        whole: those of `entries` that are about the record as a whole.
        beyond: those of `entries` that contain more than a progress report.
        stating: everything dated in its file that contains more than a progress report, including redacted entries, in
            the order of the file; for a measure first its targets, then its readings.
        states, ratings, progress, bodies: the values of `state`, `rating`, `progress` and `by` in the entries of an
            action, redacted ones included; None is one of them if an entry lacks the key. Empty for other records.
        oddly_dated: see `CheckContext.oddly_dated`.
        written: its texts.
    """

    record: Any
    now: Any
    entries: tuple[Placed, ...]
    whole: tuple[Placed, ...]
    beyond: tuple[Placed, ...]
    stating: tuple[Stating, ...]
    states: frozenset[ActionState | None]
    ratings: frozenset[Id | None]
    progress: frozenset[int | None]
    bodies: frozenset[Id | None]
    oddly_dated: tuple[Stating, ...]
    written: Written


class StateChange(NamedTuple):
    """An entry that changes the state of an action or of one of its milestones.

    Attributes:
        action: the action.
        part: the id of the milestone; None for the action as a whole.
        before: the state before; None if there was none.
        placed: the entry.
    """

    action: Action
    part: Id | None
    before: ActionState | None
    placed: Placed


class CheckContext:
    """A plan on a day, as rules use it. Everything else is calculated when it is first needed.

    Attributes:
        plan: the plan.
        today: the day; nothing can have happened after it.
    """

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today

    @cached_property
    def last_begun(self) -> date:
        """The last day that may have begun somewhere on earth, where clocks are up to 26 hours ahead of others."""
        return self.today + timedelta(days=self.today < date.max)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record of the plan that has a file of its own."""
        return records_of(self.plan)

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """Each record with its history, in the order of `records`."""
        return tuple(_history(self, record) for record in self.records)

    def is_agreed(self, record: Record) -> bool:
        """Return whether a record's head is what was agreed, so that only an entry may change it.

        That is so for every record of an agreed plan, except for one that is agreed later, and while older papers are
        still being copied; an audit judges in the same way.
        """
        agreed = last_day(getattr(record, "agreed", None) or self.plan.agreed)
        return agreed is not None and agreed <= self.today and not is_being_copied(self.plan, self.today)

    @cached_property
    def oddly_dated(self) -> tuple[Stating, ...]:
        """Every entry, reading and target whose days may be wrong: it has no day, its day is after today, or it was
        recorded after today or before its day.
        """
        return tuple(stating for history in self.histories for stating in history.oddly_dated)

    @cached_property
    def actions(self) -> tuple[History, ...]:
        """Each action with its history."""
        return self.of_kind(Action)

    def of_kind(self, kind: type) -> tuple[History, ...]:
        """Return each record of one type with its history."""
        return tuple(history for history in self.histories if isinstance(history.record, kind))

    def stating(self, key: str) -> Iterator[Stating]:
        """Return the entries, readings and targets that state a field; an empty list counts.

        Args:
            key: the field, which progress reports do not have.
        """
        every = (stating for history in self.histories for stating in history.stating)
        return (stating for stating in every if getattr(stating[2], key, None) is not None)

    @cached_property
    def state_changes(self) -> tuple[StateChange, ...]:
        """Every change of the state of an action or a milestone, action by action."""
        return tuple(change for history in self.actions for change in _state_changes(history))

    @cached_property
    def due_steps(self) -> tuple[tuple[History, tuple[DueStep, ...]], ...]:
        """The changes of the due date of each action that has any, as `due_steps` returns them."""
        moving = (history for history in self.actions if states_due(history))
        return tuple((each, steps) for each in moving if (steps := due_steps(each.record.due, each.whole)))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the plan as at the day."""
        return links(self.plan, self.today)

    @cached_property
    def areas_in_force(self) -> tuple[Area, ...]:
        """The areas that are not stood down on the day."""
        stood_down = areas_stood_down(self.plan, self.today)
        return tuple(area for area in self.plan.areas if area.id not in stood_down)

    @cached_property
    def dropped(self) -> frozenset[Node]:
        """The actions that are cancelled on the day, or have been split or joined."""
        return frozenset(
            Node("action", history.record.id)
            for history in self.actions
            if not history.states.isdisjoint(DROPPED)
            and last_stated(of_whole(up_to(history.record.status, self.today)), "state") in DROPPED
        )

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """The texts of every file, that of the plan first."""
        return (written(self.plan), *(history.written for history in self.histories))


def items_of(records: Iterable[Record | Plan], *names: str) -> Iterator[Stating]:
    """Yield each item of some lists in the files of records, with its record and its place.

    Args:
        records: the records.
        names: the keys of the lists, such as ``findings`` or ``status``; a record may lack some of them.
    """
    for record in records:
        yield from ((record, (name, i), item) for name in names for i, item in enumerate(getattr(record, name, ())))


def states_due(history: History) -> bool:
    """Return whether any entry states a due date, for the action as a whole or for a milestone."""
    return any(placed.entry.due is not None for placed in history.beyond)


def _history(view: CheckContext, record: Record) -> History:
    """Return a record with its history; reading its entries once, all together, is much faster."""
    entries = as_corrected(record.status, agreed_day(view.plan, record))
    stating: tuple[Stating, ...]
    reports: tuple[Any, ...] = ()
    if isinstance(record, Action):
        reports = record.status
        more = beyond_reports(reports)
        stating = tuple([(record, ("status", index), entry) for index, entry in more.items()])
        beyond = tuple([placed for placed in entries if placed.index in more]) if more else ()
    else:
        stating = tuple(items_of([record], *reversed(TAILS)))
        beyond = entries
    return History(
        record=record,
        now=head_as_at(record, beyond) if beyond else record,
        entries=entries,
        whole=of_whole(entries),
        beyond=beyond,
        stating=stating,
        states=frozenset({entry.state for entry in reports}),
        ratings=frozenset({entry.rating for entry in reports}),
        progress=frozenset({entry.progress for entry in reports}),
        bodies=frozenset({entry.by for entry in reports}),
        oddly_dated=tuple(_oddly_dated(record, view.last_begun)),
        written=written(record, [entry for _, _, entry in stating]),
    )


def _oddly_dated(record: Record, last_begun: date) -> list[Stating]:
    return [
        (record, (tail, index), entry)
        for tail in reversed(TAILS)
        for index, entry in enumerate(getattr(record, tail, ()))
        if (on := entry.on) is None
        or (first := on.first) is None
        or on.last is None
        or first > last_begun
        or ((recorded := entry.recorded) is not None and not first <= recorded <= last_begun)
    ]


def _state_changes(history: History) -> Iterator[StateChange]:
    before: dict[Id | None, ActionState] = {}
    is_of_whole = len(history.whole) == len(history.entries)
    for placed in history.entries:
        if (state := placed.entry.state) is not None:
            part = None if is_of_whole else part_named(placed.entry)
            if state != (was := before.get(part)):
                before[part] = state
                yield StateChange(history.record, part, was, placed)
