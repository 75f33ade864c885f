"""The status of a recommendation of a review on a day: its answer, how far it has come, and whether that lasted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from attrs import evolve, frozen

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.reviews import Recommendation
from actionplan.model.vocabulary import DONE, FINISHED, Recheck, Response, State, Strength
from actionplan.summary.actions import ActionSummary
from actionplan.summary.delivery import Closed, Delivery, closed_by, delivery_of
from actionplan.summary.lateness import days_past
from actionplan.summary.replaced import in_place_of, replaced_among
from actionplan.summary.timeline import Placed, as_stated, last_stated, part_as_at


@frozen(kw_only=True)
class Rechecked:
    """What was found when somebody looked again after a recommendation was closed.

    Attributes:
        found: whether it is still as it should be.
        on: when that was found.
        by: the id of the body that looked; None if it is not known.
    """

    found: Recheck
    on: PlanDate
    by: Id | None


@frozen(kw_only=True)
class RecommendationSummary:
    """One recommendation of a review, on one day.

    Attributes:
        id: its id within the review.
        text: its text; ``unknown`` if it could not be read.
        ref: its printed reference; None for none.
        strength: whether it must or should be done; None if the review does not say.
        grade: its grade, as printed; None if it has none.
        due: when it is due; None if not stated.
        due_first: when it was first due; None if that was not stated.
        response: the answer to it; None if there is none on record.
        response_by: the id of the body that answered, or has to; None if not known.
        response_on: when it was answered; None if it was not, or the day is not known.
        response_due: when an answer is due; None if not stated.
        response_overdue: whether the day on which an answer was due has passed without one.
        response_days_late: calendar days by which the answer is late, or came late; 0 if it did not or has no due day.
        actions: ids of the actions that carry it out.
        state: the state last reported of the recommendation itself; None if none has been.
        delivery: its progress, by its actions or, if it has none, by its own entries.
        closed: the decision that closed it; None if none did.
        replaced: whether another notice has taken the place of that which asked for it.
        rechecked: what the last check after it was closed found; None if there was none.
        carried_out: when it was carried out; None if it has not been.
        open: whether it is still to be carried out: it is not delivered, closed, replaced, rejected, or cancelled by an
            entry of its own; or it was not sustained.
        overdue: whether it is open and its due day has passed.
        days_late: calendar days by which it is late, or was carried out late; 0 if it is not late or has no due day.
    """

    id: Id
    text: str
    ref: str | None
    strength: Strength | None
    grade: str | None
    due: PlanDate | None
    due_first: PlanDate | None
    response: Response | None
    response_by: Id | None
    response_on: PlanDate | None
    response_due: PlanDate | None
    response_overdue: bool
    response_days_late: int
    actions: tuple[Id, ...]
    state: State | None
    delivery: Delivery
    closed: Closed | None
    replaced: bool
    rechecked: Rechecked | None
    carried_out: PlanDate | None
    open: bool
    overdue: bool
    days_late: int


class _Answer(NamedTuple):
    """The answer to a recommendation, the body that gave it or has to, and its day."""

    response: Response | None
    by: Id | None
    on: PlanDate | None


def summarise_recommendation(
    head: Recommendation,
    own: tuple[Placed, ...],
    actions: Mapping[Id, ActionSummary],
    as_at: date,
    *,
    is_replaced: bool = False,
) -> RecommendationSummary:
    """Return the status of a recommendation on a day.

    Args:
        head: the recommendation as first made.
        own: the entries about it in force on the day, in order.
        actions: every action of the plan on that day, by id.
        as_at: the day.
        is_replaced: whether another notice has taken the place of its notice by then.
    """
    now = part_as_at(head, own)
    state: State | None = last_stated(own, "state")
    now = evolve(now, actions=in_place_of(now.actions, replaced_among(actions)))
    carrying = [actions[name] for name in now.actions if name in actions]
    closed, rechecked = closed_by(own), _rechecked(own)
    is_done = closed is not None and closed.closed_as in DONE
    delivery = "delivered" if is_done else delivery_of(carrying, state, has_actions=bool(now.actions))
    answer = _answer(head, own, as_at)
    is_dropped = closed is not None or answer.response == "rejected" or (not now.actions and state == "cancelled")
    has_failed = rechecked is not None and rechecked.found == "not-sustained"
    is_open = not is_replaced and (has_failed or not (delivery == "delivered" or is_dropped))
    carried_out = _carried_out(carrying, own, closed) if delivery == "delivered" else None
    days_late = days_past(now.due, as_at if is_open else last_day(carried_out))
    awaited_on = None if is_replaced else as_at
    response_late = days_past(now.response_due, awaited_on if answer.response is None else last_day(answer.on))
    return RecommendationSummary(
        **as_stated(now, "id", "text", "ref", "strength", "grade", "due", "response_due", "actions"),
        due_first=head.due,
        response=answer.response,
        response_by=answer.by,
        response_on=answer.on,
        response_overdue=answer.response is None and response_late > 0,
        response_days_late=response_late,
        state=state,
        delivery=delivery,
        closed=closed,
        replaced=is_replaced,
        rechecked=rechecked,
        carried_out=carried_out,
        open=is_open,
        overdue=is_open and days_late > 0,
        days_late=days_late,
    )


def _answer(head: Recommendation, own: Iterable[Placed], as_at: date) -> _Answer:
    """Return the last answer by the day: that of an entry, or the one that was printed with the recommendation."""
    addressed: Id | None = last_stated(own, "response_by") or head.response_by
    answers = [placed.entry for placed in own if placed.entry.response is not None]
    if answers:
        return _Answer(answers[-1].response, answers[-1].by or addressed, answers[-1].on)
    day = last_day(head.response_on)
    if head.response is None or (day is not None and day > as_at):
        return _Answer(None, addressed, None)
    return _Answer(head.response, addressed, head.response_on)


def _rechecked(own: Iterable[Placed]) -> Rechecked | None:
    """Return what the last check found; None if there was none, or the recommendation was closed again since."""
    last = None
    for placed in own:
        entry = placed.entry
        if entry.rechecked is not None:
            last = Rechecked(found=entry.rechecked, on=entry.on, by=entry.by)
        elif entry.closed_as is not None or entry.state in FINISHED:
            last = None
    return last


def _carried_out(carrying: Iterable[ActionSummary], own: Iterable[Placed], closed: Closed | None) -> PlanDate | None:
    """Return when a recommendation was carried out: by a decision, by its last action, or as its own entries state."""
    if closed is not None:
        return closed.decisions[-1].on if closed.decisions else closed.on
    dates = [action.finished for action in carrying if action.finished is not None]
    if known := [when for when in dates if when.last is not None]:
        return max(known)
    first: PlanDate | None = None
    for placed in own:
        if placed.entry.state is not None:
            first = (first or placed.entry.on) if placed.entry.state in FINISHED else None
    return first
