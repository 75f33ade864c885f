"""Tables of entries, and of what they change; worked out by `actionplan.summary`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS, records_of
from actionplan.model.records import Action, Clause, Milestone, Plan, Record
from actionplan.model.reviews import Ask
from actionplan.model.risks import RiskScore
from actionplan.model.vocabulary import FINISHED
from actionplan.summary.as_known import recorded_day
from actionplan.summary.lateness import DueStep, completion, days_slipped, due_steps, until_finished
from actionplan.summary.timeline import (
    Placed,
    agreed_day,
    head_as_at,
    in_order,
    milestone_as_at,
    of_part,
    of_whole,
    part_named,
    restates,
)
from actionplan.tables.columns import Column, ColumnType, Table, dated, field
from actionplan.tables.rows import EVERY_ENTRY, IN_FILE, IN_FORCE, ORDER, RECORD, plain


class Finish(NamedTuple):
    """A completion that stands with an entry.

    Attributes:
        done: the entry with which it began.
        due: the due date that held when it began, against which its lateness counts; None where there was none.
    """

    done: Placed
    due: PlanDate | None


class Said(NamedTuple):
    """An entry of a record.

    Attributes:
        whole: the record.
        entry: the entry.
        position: its place in the file's tail, from 0.
        placed: the entry with its place in time; None where it states nothing: it was redacted, or has no day.
        place: its place among those that state something, in the order in which they take force; None likewise.
        head: the entry itself, where it states anything of the head anew, as few do; None where it does not.
        finish: of an action's entry that says complete or verified, the completion that stands with it.
    """

    whole: Record
    entry: Any
    position: int
    placed: Placed | None
    place: int | None
    head: Any
    finish: Finish | None


def _said(plan: Plan) -> Iterator[Said]:
    for record in records_of(plan):
        placed = in_order(record.status, agreed_day(plan, record))
        places = {each.index: place for place, each in enumerate(placed)}
        finishes = _finishes(record, placed) if isinstance(record, Action) else {}
        for position, entry in enumerate(record.status):
            place = places.get(position)
            in_time = None if place is None else placed[place]
            head = entry if restates(record, entry) else None
            yield Said(record, entry, position, in_time, place, head, finishes.get(position))


def _finishes(action: Action, placed: Sequence[Placed]) -> Mapping[int, Finish]:
    """Give the completion that stands with each entry that says complete or verified, by the entry's position."""
    found = {}
    for place, each in enumerate(placed):
        if each.entry.state not in FINISHED:
            continue
        part = part_named(each.entry)
        until = placed[: place + 1]
        about = of_whole(until) if part is None else of_part(until, part)
        done = completion(about)
        if done is not None:
            found[each.index] = Finish(done, _due(action, part, until_finished(about, done)))
    return found


def _due(action: Action, part: Id | None, entries: Sequence[Placed]) -> PlanDate | None:
    """Give the due date that entries leave, of an action or of one of its milestones."""
    if part is None:
        return head_as_at(action, entries).due
    milestone = next((each for each in action.milestones if each.id == part), None)
    return milestone_as_at(milestone, entries).due if milestone is not None else None


def _stated(name: str, kind: ColumnType, meaning: str) -> Column:
    """Make a column of what an entry states, where entries of its kind can."""
    return Column(name, kind, meaning, lambda row: getattr(row.entry, name, None))


def _restated(name: str, kind: ColumnType, meaning: str) -> Column:
    """Make a column of a field of the head that an entry states anew, where entries of its kind can."""
    return Column(name, kind, meaning, lambda row: None if row.head is None else getattr(row.head, name, None))


def _restated_list(name: str, meaning: str) -> Column:
    def value(row: Said) -> list[str] | None:
        names = None if row.head is None else getattr(row.head, name, None)
        return list(names) if names is not None else None

    return Column(name, "texts", meaning, value)


def _restated_date(name: str, meaning: str) -> tuple[Column, ...]:
    return dated(name, meaning, lambda row: None if row.head is None else getattr(row.head, name, None))


def _root(row: Said) -> int | None:
    return row.placed.root if row.placed is not None else None


STATUS = Table(
    "status",
    "An entry of a record's history, as it stands in the file; all of them, redacted ones and corrected ones too.",
    (
        *RECORD,
        IN_FILE,
        field("id", "text", "the entry's id; none where it has none", "entry.id"),
        Column(
            "part",
            "text",
            "the milestone, clause or ask that it is about; none where it is about the record as a whole",
            lambda row: part_named(row.entry),
        ),
        *EVERY_ENTRY,
        IN_FORCE,
        ORDER,
        Column(
            "is_early",
            "truth",
            "whether it is from before the record was agreed, and so changes nothing of the head",
            lambda row: row.placed is not None and row.placed.is_early,
        ),
        field("corrects", "text", "the id of the entry that it puts right", "entry.corrects"),
        Column(
            "root", "whole", "the place in the file of the entry that it puts right; its own where it is none", _root
        ),
        Column("is_redacted", "truth", "whether its text was taken out", lambda row: row.entry.redacted is not None),
        Column("evidence", "whole", "how many pieces of evidence it names", lambda row: len(row.entry.evidence)),
        Column("approvals", "whole", "how many bodies agreed to it", lambda row: len(row.entry.approvals)),
        _stated("state", "text", "the state it came to be in; this and all below: none where the entry does not say"),
        _stated("rating", "text", "the declared confidence"),
        _stated("progress", "whole", "per cent done"),
        _stated("reported_to", "text", "the body to which a motion was reported back"),
        _restated("title", "text", "the title from now on"),
        _restated_list("areas", "the areas from now on"),
        _restated("owner", "text", "the accountable body from now on"),
        _restated_list("partners", "the bodies that help from now on"),
        _restated("lead", "text", "the leading role from now on"),
        *_restated_date("start", "when work was to begin, from now on"),
        *_restated_date("due", "the due date from now on"),
        _restated("success", "text", "the success measure from now on"),
        _restated_list("after", "the actions that must finish first, from now on"),
        _restated_list("findings", "the findings that it answers, from now on"),
        _restated_list("measures", "the measures that it is to move, from now on"),
        *dated(
            "finished",
            "of an action's entry that says complete or verified, when the completion that stands with it was",
            lambda row: row.finish.done.entry.on if row.finish is not None else None,
        ),
        Column(
            "finished_in_force",
            "day",
            "the day to which lateness is then counted",
            lambda row: row.finish.done.day if row.finish is not None else None,
        ),
        Column(
            "finished_due_last",
            "day",
            "the last day of the due date that held then, against which it is counted",
            lambda row: row.finish.due.last if row.finish is not None and row.finish.due is not None else None,
        ),
        Column("extra", "text", "the plan's own fields, as JSON", lambda row: plain(row.entry.extra)),
    ),
    _said,
)


class Changed(NamedTuple):
    """A field of what was agreed that an entry states anew.

    Attributes:
        whole: the record.
        placed: the entry.
        field: the field's name.
        value: its value from now on.
    """

    whole: Record
    placed: Placed
    field: str
    value: Any


def _changes(plan: Plan) -> Iterator[Changed]:
    for record in records_of(plan):
        for placed in in_order(record.status, agreed_day(plan, record)):
            names = _head_of(record, placed.entry)
            if names is HEADS[type(record)] and not restates(record, placed.entry):
                continue  # most entries state nothing of the head
            for name in names:
                if (value := getattr(placed.entry, name)) is not None:
                    yield Changed(record, placed, name, value)


def _head_of(record: Record, entry: Entry) -> tuple[str, ...]:
    """Give the fields that an entry may change of the thing that it is about."""
    key = next((key for key in PARTS if getattr(entry, key, None) is not None), None)
    return HEADS[type(record)] if key is None else _PART_HEADS[key]


_PART_HEADS = {"milestone": HEADS[Milestone], "clause": HEADS[Clause], "ask": HEADS[Ask]}


def _as_text(row: Changed) -> str | None:
    match row.value:
        case PlanDate():
            return row.value.text
        case RiskScore():
            return f"{row.value.likelihood}x{row.value.impact}"
        case tuple():
            return json.dumps(row.value, ensure_ascii=False)
        case _:
            return str(row.value)


CHANGES = Table(
    "changes",
    "A field of what was agreed that an entry states anew, of whatever kind of record.",
    (
        *RECORD,
        Column(
            "part",
            "text",
            "the milestone, clause or ask that it is of; none for the record as a whole",
            lambda row: part_named(row.placed.entry),
        ),
        field("position", "whole", "the entry's place in the file, from 0", "placed.index"),
        field("in_force", "day", "the day from which it counts", "placed.day"),
        field("is_early", "truth", "whether it is from before the record was agreed", "placed.is_early"),
        field("field", "text", "the field's name"),
        Column("value", "text", "its value from now on: dates as written, lists as JSON, scores as 2x3", _as_text),
        field("reason", "text", "why", "placed.entry.reason"),
        field("by", "text", "the body that says so", "placed.entry.by"),
    ),
    _changes,
)


class Redating(NamedTuple):
    """A due date that became another.

    Attributes:
        action: the action.
        milestone: the milestone's id; None for the action as a whole.
        was: the due date until then; None where there was none.
        step: the change.
    """

    action: Action
    milestone: Id | None
    was: PlanDate | None
    step: DueStep


def _redatings(plan: Plan) -> Iterator[Redating]:
    for action in plan.actions:
        placed = in_order(action.status, agreed_day(plan, action))
        yield from _steps(action, None, action.due, of_whole(placed))
        for milestone in action.milestones:
            yield from _steps(action, milestone.id, milestone.due, of_part(placed, milestone.id))


def _steps(action: Action, milestone: Id | None, due: PlanDate | None, entries: Sequence[Placed]) -> Iterator[Redating]:
    for step in due_steps(due, entries):
        yield Redating(action, milestone, due, step)
        due = step.placed.entry.due


def _days(row: Redating) -> int | None:
    return days_slipped(row.was, row.step.placed.entry.due)


REDATINGS = Table(
    "redatings",
    "A due date that became another, of an action or of a milestone; where that was put right, as it holds now.",
    (
        field("action", "text", "the action", "action.id"),
        field("milestone", "text", "the milestone; none for the action as a whole"),
        field("position", "whole", "the entry's place in the file, from 0", "step.placed.index"),
        field("entry", "text", "the entry's id; none where it has none", "step.placed.entry.id"),
        *dated("from", "the due date until then; none where there was none", "was"),
        *dated("to", "the due date from then on", "step.placed.entry.due"),
        Column("days", "whole", "calendar days from the one to the other; none where either has no day", _days),
        field("is_move", "truth", "whether a day gave way to something else, which is what counts", "step.is_move"),
        field("in_force", "day", "the day from which it counts", "step.placed.day"),
        *dated("on", "when it was so decided", "step.placed.entry.on"),
        Column(
            "recorded",
            "day",
            "the day on which it was written down, given or not",
            lambda row: recorded_day(row.step.placed.entry),
        ),
        field("by", "text", "the body that says so", "step.placed.entry.by"),
        field("reason", "text", "why", "step.placed.entry.reason"),
        Column(
            "approved_by",
            "texts",
            "the bodies that agreed",
            lambda row: [approval.by for approval in row.step.placed.entry.approvals],
        ),
    ),
    _redatings,
)
