"""Tables of entries, and of what they change; worked out by `actionplan.summary`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS, records_of
from actionplan.model.records import Action, Milestone, Plan, Record
from actionplan.model.resolutions import Clause, ResolutionEntry
from actionplan.model.reviews import Recommendation
from actionplan.model.risks import RiskScore
from actionplan.model.vocabulary import FINISHED, ActionState
from actionplan.summary.lateness import completion, days_slipped, due_held, due_steps, times_redated
from actionplan.summary.replaced import dues_in_head, origin_of
from actionplan.summary.requests import RequestSummary, requests_of
from actionplan.summary.timeline import Placed, as_corrected, in_order, of_part, of_whole, part_named, restates
from actionplan.tables.columns import DataTable, columns, dated, field
from actionplan.tables.rows import OF_ENTRY, Finish, Of, Said, in_turn, record_id, said


def _status(plan: Plan) -> Iterator[Said]:
    for record in records_of(plan):
        agreed = agreed_day(plan, record)
        finishes = _finishes(record, as_corrected(record.status, agreed)) if isinstance(record, Action) else {}
        for row in said(record, record.status, in_order(record.status, agreed)):
            head = row.entry if restates(record, row.entry) or part_named(row.entry) is not None else None
            is_finish = finishes and row.entry.state in FINISHED
            finish = finishes.get((row.placed.root, row.entry.milestone)) if row.placed and is_finish else None
            yield row._replace(head=head, finish=finish)


def _finishes(action: Action, entries: Sequence[Placed]) -> Mapping[tuple[int, Id | None], Finish]:
    """Return the completion that counts for each entry that says complete or verified, by its root and milestone."""
    dues = dues_in_head(action)
    found = {}
    for place, placed in enumerate(entries):
        if placed.entry.state in FINISHED:
            milestone = placed.entry.milestone
            about = _about(milestone, entries[: place + 1])
            if (done := completion(about)) is not None:
                due = due_held(dues.get(milestone), None, about, done)
                found[placed.root, milestone] = Finish(done.entry.on, done.day, due.last if due else None)
    return found


def _about(milestone: Id | None, entries: Sequence[Placed]) -> Sequence[Placed]:
    return of_whole(entries) if milestone is None else of_part(entries, milestone)


class Changed(NamedTuple):
    """A field of what was agreed that an entry changes.

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
        for placed in as_corrected(record.status, agreed_day(plan, record)):
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


_PART_HEADS = {"milestone": HEADS[Milestone], "clause": HEADS[Clause], "recommendation": HEADS[Recommendation]}


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
        move: whether a day gave way to something else, which is what counts.
    """

    whole: Action
    milestone: Id | None
    entry: Any
    placed: Placed
    position: int
    from_: PlanDate | None
    days: int | None
    move: bool


def _redatings(plan: Plan) -> Iterator[Redating]:
    for action in plan.actions:
        entries = as_corrected(action.status, agreed_day(plan, action))
        for milestone, first in dues_in_head(action).items():
            due = first
            for step in due_steps(first, _about(milestone, entries)):
                placed, new = step.placed, step.placed.entry.due
                days = days_slipped(due, new)
                yield Redating(action, milestone, placed.entry, placed, placed.index, due, days, step.move)
                due = new


def _requests(plan: Plan) -> Iterator[Of]:
    for action in plan.actions:
        yield from in_turn(action, requests_of(as_corrected(action.status, agreed_day(plan, action))))


class Kept(NamedTuple):
    """What an action keeps of those that it replaces.

    Attributes:
        whole: the action.
        first_due: the due date first agreed.
        moves: how often the due date was moved before, with the date in its own head.
        updates: how many updates of those actions there were.
        last_update: the date of the last of them; None where there was none.
        last_update_day: the day from which it counts; None where there was none.
        state: the state last reported of those actions; of several, ``in-progress`` as soon as one was begun. None
            where none was.
        progress: the progress last reported of the only one; None where none was, and of several.
    """

    whole: Action
    first_due: PlanDate | None
    moves: int
    updates: int
    last_update: PlanDate | None
    last_update_day: date | None
    state: ActionState | None
    progress: int | None


def _origins(plan: Plan) -> Iterator[Kept]:
    for action in plan.actions:
        if (origin := origin_of(plan, action)) is not None:
            first, last = origin.first_dues[None], origin.last
            moves = times_redated(first, of_whole(origin.entries))
            on, day = (last.entry.on, last.day) if last is not None else (None, None)
            yield Kept(action, first, moves, origin.updates, on, day, origin.state, origin.progress)


TABLES = (
    DataTable(
        "status",
        "An entry of a record's history, as it is in the file; all of them, redacted ones and corrected ones too. "
        "From `state` to `measures`, none means that the entry does not say.",
        (
            *columns(
                "kind record position id part on recorded by note reason source in_force place early corrects root "
                "update redacted evidence approvals",
                {"entry": Entry, "": Said, "placed": Placed},
                *OF_ENTRY,
                field("evidence", "whole", "how many pieces of evidence it names", lambda row: len(row.entry.evidence)),
                field("approvals", "whole", "how many bodies agreed to it", lambda row: len(row.entry.approvals)),
            ),
            *columns("state replaced_by rating progress", {"entry": ActionEntry}),
            *columns("reported_to", {"entry": ResolutionEntry}),
            *columns(" ".join(HEADS[Action]), {"head": ActionEntry}),
            *columns("request_due request_state requested_of decides decision", {"entry": ActionEntry}),
            *columns("handover_from", {"entry": ActionEntry}),
            *columns("finished finished_in_force finished_due_last", {"finish": Finish}),
            *columns("extra", {"entry": Entry}),
        ),
        _status,
    ),
    DataTable(
        "redatings",
        "A due date that became another, of an action or of a milestone; where that was corrected, as corrected.",
        columns(
            "action milestone position entry from_ to days move in_force on recorded by reason approved_by",
            {"": Redating, "entry": Entry},
            record_id("action"),
            *OF_ENTRY,
            field("entry", "text", "the entry's id; none where it has none", "entry.id"),
            dated("to", "the due date from then on", "entry.due"),
            field("approved_by", "texts", "bodies that agreed", lambda row: [each.by for each in row.entry.approvals]),
        ),
        _redatings,
    ),
    DataTable(
        "requests",
        "A request that a due date moves or an action is cancelled, with what became of it by all that is on record.",
        columns(
            "action milestone id on by requested_of due state reason outcome decided",
            {"part": RequestSummary},
            record_id("action"),
        ),
        _requests,
    ),
    DataTable(
        "origins",
        "What an action keeps of those that it replaces, which were split or joined.",
        columns(
            "action first_due moves updates last_update last_update_day state progress",
            {"": Kept},
            record_id("action"),
        ),
        _origins,
    ),
    DataTable(
        "changes",
        "A field of what was agreed that an entry of any record changes; where that was corrected, as corrected.",
        columns(
            "kind record part position in_force early field value reason by",
            {"": Changed, "entry": Entry},
            *OF_ENTRY,
        ),
        _changes,
    ),
)
