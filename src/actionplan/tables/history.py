"""Tables of entries, and of what they change; worked out by `actionplan.summary`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Entry, ResolutionEntry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS, records_of
from actionplan.model.records import Action, Clause, Milestone, Plan, Record
from actionplan.model.reviews import Ask
from actionplan.model.risks import RiskScore
from actionplan.model.vocabulary import FINISHED
from actionplan.summary.lateness import completion, days_slipped, due_steps, until_finished
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
from actionplan.tables.columns import Table, columns, dated, field
from actionplan.tables.rows import OF_ENTRY, RECORD, Finish, Said, owner, said


def _status(plan: Plan) -> Iterator[Said]:
    for record in records_of(plan):
        placed = in_order(record.status, agreed_day(plan, record))
        finishes = _finishes(record, placed) if isinstance(record, Action) else {}
        for row in said(record, record.status, placed):
            head = row.entry if restates(record, row.entry) else None
            yield row._replace(head=head, finish=finishes.get(row.position))


def _finishes(action: Action, placed: Sequence[Placed]) -> Mapping[int, Finish]:
    """Return the completion that stands with each entry that says complete or verified, by the entry's position."""
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
    """Return the due date that entries leave, of an action or of one of its milestones."""
    if part is None:
        return head_as_at(action, entries).due
    milestone = next((each for each in action.milestones if each.id == part), None)
    return milestone_as_at(milestone, entries).due if milestone is not None else None


class Changed(NamedTuple):
    """A field of what was agreed that an entry states anew.

    Attributes:
        whole: the record.
        entry: the entry.
        placed: the entry with its place in time.
        position: the entry's place in the file, from 0.
        field: the field's name.
        value: its value from now on: dates as written, lists as JSON, scores as 2x3.
    """

    whole: Record
    entry: Entry
    placed: Placed
    position: int
    field: str
    value: str


def _changes(plan: Plan) -> Iterator[Changed]:
    for record in records_of(plan):
        for placed in in_order(record.status, agreed_day(plan, record)):
            entry = placed.entry
            names = _head_of(record, entry)
            if names is HEADS[type(record)] and not restates(record, entry):
                continue  # most entries state nothing of the head
            for name in names:
                if (value := getattr(entry, name)) is not None:
                    yield Changed(record, entry, placed, placed.index, name, _as_text(value))


def _head_of(record: Record, entry: Entry) -> tuple[str, ...]:
    """Return the fields that an entry may change of the thing that it is about."""
    key = next((key for key in PARTS if getattr(entry, key, None) is not None), None)
    return HEADS[type(record)] if key is None else _PART_HEADS[key]


_PART_HEADS = {"milestone": HEADS[Milestone], "clause": HEADS[Clause], "ask": HEADS[Ask]}


def _as_text(value: Any) -> str:
    match value:
        case PlanDate():
            return value.text
        case RiskScore():
            return f"{value.likelihood}x{value.impact}"
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


class Redating(NamedTuple):
    """A due date that became another.

    Attributes:
        whole: the action.
        milestone: the milestone; None for the action as a whole.
        entry: the entry that states the new date.
        placed: the entry with its place in time.
        position: the entry's place in the file, from 0.
        from_: the due date until then; None where there was none.
        days: calendar days from the one to the other; None where either has no day.
        is_move: whether a day gave way to something else, which is what counts.
    """

    whole: Action
    milestone: Id | None
    entry: Any
    placed: Placed
    position: int
    from_: PlanDate | None
    days: int | None
    is_move: bool


def _redatings(plan: Plan) -> Iterator[Redating]:
    for action in plan.actions:
        placed = in_order(action.status, agreed_day(plan, action))
        yield from _steps(action, None, action.due, of_whole(placed))
        for milestone in action.milestones:
            yield from _steps(action, milestone.id, milestone.due, of_part(placed, milestone.id))


def _steps(action: Action, milestone: Id | None, due: PlanDate | None, entries: Sequence[Placed]) -> Iterator[Redating]:
    for step in due_steps(due, entries):
        placed = step.placed
        new = placed.entry.due
        yield Redating(action, milestone, placed.entry, placed, placed.index, due, days_slipped(due, new), step.is_move)
        due = new


TABLES = (
    Table(
        "status",
        "An entry of a record's history, as it stands in the file; all of them, redacted ones and corrected ones too. "
        "From `state` to `measures`, none means that the entry does not say.",
        (
            *columns(
                "kind record position id part on recorded by note reason source in_force place is_early corrects root "
                "is_redacted evidence approvals",
                {"entry": Entry, "": Said},
                *RECORD,
                *OF_ENTRY,
                field(
                    "root",
                    "whole",
                    "the place in the file of the entry that it puts right; its own where it is none",
                    "placed.root",
                ),
                field("evidence", "whole", "how many pieces of evidence it names", lambda row: len(row.entry.evidence)),
                field("approvals", "whole", "how many bodies agreed to it", lambda row: len(row.entry.approvals)),
            ),
            *columns("state rating progress", {"entry": ActionEntry}),
            *columns("reported_to", {"entry": ResolutionEntry}),
            *columns(" ".join(HEADS[Action]), {"head": ActionEntry}),
            *dated(
                "finished",
                "of an action's entry that says complete or verified, when the completion that stands with it was",
                "finish.done.entry.on",
            ),
            *field("finished_in_force", "day", "the day to which lateness is then counted", "finish.done.day"),
            *field(
                "finished_due_last",
                "day",
                "the last day of the due date that held then, against which it is counted",
                "finish.due.last",
            ),
            *columns("extra", {"entry": Entry}),
        ),
        _status,
    ),
    Table(
        "redatings",
        "A due date that became another, of an action or of a milestone; where that was put right, as it holds now.",
        columns(
            "action milestone position entry from_ to days is_move in_force on recorded by reason approved_by",
            {"": Redating, "entry": Entry},
            owner("action"),
            *OF_ENTRY,
            field("entry", "text", "the entry's id; none where it has none", "entry.id"),
            dated("to", "the due date from then on", "entry.due"),
            field(
                "approved_by",
                "texts",
                "the bodies that agreed",
                lambda row: [approval.by for approval in row.entry.approvals],
            ),
        ),
        _redatings,
    ),
    Table(
        "changes",
        "A field of what was agreed that an entry states anew, of whatever kind of record.",
        columns(
            "kind record part position in_force is_early field value reason by",
            {"": Changed, "entry": Entry},
            *RECORD,
            *OF_ENTRY,
        ),
        _changes,
    ),
)
