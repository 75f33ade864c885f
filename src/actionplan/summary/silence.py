"""Whether any owner has reported since a board last met, on which every figure of a report depends."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.as_known import in_plan
from actionplan.model.bodies import Meeting
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import entries_of
from actionplan.model.records import Action, Plan, Record
from actionplan.summary.meetings import meetings_held
from actionplan.summary.updates import is_update


@frozen(kw_only=True)
class Silence:
    """No owner has reported since a meeting.

    Attributes:
        body: the id of the body that met.
        met: when it met.
        last: when an owner last reported before that; None if no owner has ever reported.
    """

    body: Id
    met: PlanDate
    last: PlanDate | None


def silence(plan: Plan, as_at: date) -> Silence | None:
    """Return that no owner has reported since the last meeting; None if one has, or if no meeting was held.

    An owner is a body that owns an action or measure, now or earlier. It has reported on the day on which its entry
    was recorded; a date that it moved is no report of the work. The meeting is the last one held before the day, of a
    board if the plan names meetings of any.

    Args:
        plan: the plan.
        as_at: the day; later entries and meetings do not count.
    """
    met = _last_held(plan, as_at)
    if met is None or met.on.last is None:
        return None
    last = last_report(plan, as_at)
    return Silence(body=met.body, met=met.on, last=last) if last is None or last <= met.on.last else None


def last_report(plan: Plan, as_at: date) -> PlanDate | None:
    """Return when an owner last reported; None if none ever has. See `silence`.

    Args:
        plan: the plan.
        as_at: the day; later entries do not count.
    """
    return max(_reports(plan, _owners(plan), as_at), default=None)


def _last_held(plan: Plan, as_at: date) -> Meeting | None:
    held = [each for day, each in meetings_held(plan) if day < as_at]
    boards = {name for name, body in plan.bodies.items() if body.kind == "board"}
    of_boards = [each for each in held if each.body in boards]
    return max(of_boards or held, key=lambda each: each.on.last or date.min, default=None)


def _owners(plan: Plan) -> frozenset[Id]:
    owned: tuple[Any, ...] = (*plan.actions, *plan.measures)
    stated = (each.owner for record in owned for each in (record, *record.status))
    return frozenset(owner for owner in stated if owner is not None)


def _reports(plan: Plan, owners: frozenset[Id], as_at: date) -> Iterator[PlanDate]:
    """Yield when each report by an owner was made, up to a day."""
    records: tuple[Record, ...] = (*plan.actions, *plan.measures, *plan.risks)
    for record in records:
        if not isinstance(record, Action) or in_plan(plan, record, as_at):
            for _, entry in entries_of(record):
                when = _reported(entry, as_at)
                if when is not None and entry.by in owners and entry.redacted is None and _reports_work(entry):
                    yield when


def _reports_work(entry: Entry) -> bool:
    """Return whether an entry reports how the work is: a new date alone, or a request for one, does not."""
    if not is_update(entry):
        return False
    is_date = any(getattr(entry, name, None) is not None for name in ("due", "request_due"))
    return not is_date or any(
        getattr(entry, name, None) is not None for name in ("state", "rating", "progress", "note")
    )


def _reported(entry: Entry, as_at: date) -> PlanDate | None:
    """Return when an entry was reported; None if it is of after the day.

    What was recorded later about the day is on record in a report made today, and counts from its own day.
    """
    own = entry.on.last
    if own is None or own > as_at:
        return None
    recorded = entry.recorded
    return PlanDate.parse(recorded) if recorded is not None and recorded <= as_at else entry.on
