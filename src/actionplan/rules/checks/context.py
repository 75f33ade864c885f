"""What rules look at: a plan on a day, and what several rules need of it, worked out once.

Nearly every entry only reports progress. Rules about anything else read the few entries that change more, which
`CheckContext.stating` returns, and rules about states read only the entries where the state changed; so applying all
rules to a plan costs little more than reading its entries once.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id
from actionplan.model.kinds import TAILS, records_of
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan, Record
from actionplan.model.vocabulary import State
from actionplan.rules.checks.text_index import Written, written
from actionplan.summary.lateness import DueStep, due_steps
from actionplan.summary.links import Link, links
from actionplan.summary.timeline import (
    Placed,
    beyond_reports,
    head_as_at,
    in_order,
    last_stated,
    of_whole,
    part_named,
    up_to,
)

Stating = tuple[Any, KeyPath, Any]
"""A record, the place of one of its entries in its file, and the entry."""


class History(NamedTuple):
    """A record and what became of it.

    Attributes:
        record: the record, its head as first agreed.
        now: the record with the values of its head that hold after all its entries.
        entries: its entries in the order in which they take force, redacted ones left out, as `in_order` gives them.
        whole: those of them that are about the record as a whole.
        beyond: those of all of them that say more than a report does.
        stating: everything in its file that is dated and says more than a report does, redacted entries among it, in
            the order of the file: of a measure first its targets, then its readings.
        states, ratings, progress, bodies: what the entries of an action, redacted ones too, state of each, and by whom
            they are; None among them where one does not say. Empty of other records.
        oddly_dated: see `CheckContext.oddly_dated`.
        written: its texts.
    """

    record: Any
    now: Any
    entries: tuple[Placed, ...]
    whole: tuple[Placed, ...]
    beyond: tuple[Placed, ...]
    stating: tuple[Stating, ...]
    states: frozenset[State | None]
    ratings: frozenset[Id | None]
    progress: frozenset[int | None]
    bodies: frozenset[Id | None]
    oddly_dated: tuple[Stating, ...]
    written: Written


class StateChange(NamedTuple):
    """An entry by which an action, or a milestone of it, came into another state.

    Attributes:
        action: the action.
        part: the id of the milestone; None where it is the action as a whole.
        before: the state that stood before; None where none did.
        placed: the entry.
    """

    action: Action
    part: Id | None
    before: State | None
    placed: Placed


@attrs.frozen(slots=False, eq=False)  # slotted classes cannot remember what they worked out
class CheckContext:
    """A plan as rules look at it. All but these two is worked out from them when it is first asked for.

    Attributes:
        plan: the plan.
        today: the day after which nothing can have happened.
    """

    plan: Plan
    today: date

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record of the plan that has a file of its own."""
        return records_of(self.plan)

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """What became of each record, in the order of `records`."""
        return tuple(_history(self, record) for record in self.records)

    @cached_property
    def oddly_dated(self) -> tuple[Stating, ...]:
        """Every entry, reading and target with anything to look at in its days: it has none, or lies after today, or
        was recorded after today or before it was true.
        """
        return tuple(stating for history in self.histories for stating in history.oddly_dated)

    @cached_property
    def actions(self) -> tuple[History, ...]:
        """What became of each action."""
        return self.of_kind(Action)

    def of_kind(self, kind: type) -> tuple[History, ...]:
        """Return what became of each record of one type."""
        return tuple(history for history in self.histories if isinstance(history.record, kind))

    def stating(self, key: str) -> Iterator[Stating]:
        """Return the entries of any tail that state a field beyond those of a report; an empty list counts."""
        return (stating for stating in self._beyond_reports if getattr(stating[2], key, None) is not None)

    @cached_property
    def _beyond_reports(self) -> tuple[Stating, ...]:
        return tuple(stating for history in self.histories for stating in history.stating)

    @cached_property
    def state_changes(self) -> tuple[StateChange, ...]:
        """Every change of the state of an action or a milestone, action by action."""
        return tuple(change for history in self.actions for change in _state_changes(history))

    @cached_property
    def due_steps(self) -> tuple[tuple[History, tuple[DueStep, ...]], ...]:
        """The changes of the due date of each action that has any, as `due_steps` gives them."""
        steps = (
            (history, due_steps(history.record.due, history.whole)) for history in self.actions if states_due(history)
        )
        return tuple((history, found) for history, found in steps if found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the plan as at the day."""
        return links(self.plan, self.today)

    @cached_property
    def cancelled(self) -> frozenset[Id]:
        """The ids of the actions that will not be done, as at the day."""
        return frozenset(
            history.record.id
            for history in self.actions
            if "cancelled" in history.states
            and last_stated(of_whole(up_to(history.record.status, self.today)), "state") == "cancelled"
        )

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """The texts of every file, that of the plan first."""
        return (written(self.plan), *(history.written for history in self.histories))


def states_due(history: History) -> bool:
    """Return whether any of its entries states a due date, of the whole or of a milestone."""
    return any(placed.entry.due is not None for placed in history.beyond)


def _history(view: CheckContext, record: Record) -> History:
    """Look at all of a record's entries in one go: they are read much faster while they are at hand."""
    entries = in_order(record.status, agreed_day(view.plan, record))
    stating: tuple[Stating, ...]
    reports: tuple[Any, ...] = ()
    if isinstance(record, Action):
        reports = record.status
        more = beyond_reports(reports)
        stating = tuple([(record, ("status", index), entry) for index, entry in more.items()])
        beyond = tuple([placed for placed in entries if placed.index in more]) if more else ()
    else:
        tails = ((tail, entry) for tail in reversed(TAILS) for entry in enumerate(getattr(record, tail, ())))
        stating = tuple((record, (tail, index), entry) for tail, (index, entry) in tails)
        beyond = entries
    return History(
        record=record,
        now=head_as_at(record, beyond) if beyond else record,  # type: ignore[type-var]  # whichever kind it is, it stays
        entries=entries,
        whole=of_whole(entries),
        beyond=beyond,
        stating=stating,
        states=frozenset({entry.state for entry in reports}),
        ratings=frozenset({entry.rating for entry in reports}),
        progress=frozenset({entry.progress for entry in reports}),
        bodies=frozenset({entry.by for entry in reports}),
        oddly_dated=tuple(_oddly_dated(record, view.today)),
        written=written(record, [entry for _, _, entry in stating]),
    )


def _oddly_dated(record: Record, today: date) -> list[Stating]:
    tails = [(tail, getattr(record, tail)) for tail in reversed(TAILS) if getattr(record, tail, ())]
    return [
        (record, (tail, index), entry)
        for tail, entries in tails
        for index, entry in enumerate(entries)
        if (on := entry.on) is None
        or (first := on.first) is None
        or on.last is None
        or first > today
        or ((recorded := entry.recorded) is not None and not first <= recorded <= today)
    ]


def _state_changes(history: History) -> Iterator[StateChange]:
    before: dict[Id | None, State] = {}
    is_of_whole = len(history.whole) == len(history.entries)
    for placed in history.entries:
        state = placed.entry.state
        if state is not None:
            part = None if is_of_whole else part_named(placed.entry)
            was = before.get(part)
            if state != was:
                before[part] = state
                yield StateChange(history.record, part, was, placed)
