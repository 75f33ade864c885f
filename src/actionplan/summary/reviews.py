"""The status of reviews on a day: findings and asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.errors import UnknownName
from actionplan.model.ids import Id
from actionplan.model.kinds import with_records
from actionplan.model.records import Plan, Unread
from actionplan.model.reviews import AreaOutcome, Ask, Review, ReviewFinding
from actionplan.model.view import View
from actionplan.model.vocabulary import FINISHED, ReviewKind, State, words
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.plans import OfPlan, of_plan
from actionplan.summary.resolutions.resolution import Delivery, delivery_of
from actionplan.summary.review_clock import PlanClock, clock_of
from actionplan.summary.timeline import Placed, as_stated, by_part, head_as_at, last_stated, part_as_at, up_to


@frozen(kw_only=True)
class AskSummary:
    """One ask of a review, on one day.

    Attributes:
        id: its id within the review.
        text: its text.
        due: when it is due; None if not stated.
        actions: ids of the actions that answer it.
        state: the state last reported of the ask itself; None if none has been.
        delivery: its progress, by its actions or, if it has none, by its own entries.
        answered: when it was answered; None if it has not been.
        open: whether it is still to be answered: it is not delivered, and its own entries do not cancel it.
        overdue: whether it is open and its due day has passed.
        days_late: calendar days by which it is late, or was answered late; 0 if it is not late or has no due day.
    """

    id: Id
    text: str
    due: PlanDate | None
    actions: tuple[Id, ...]
    state: State | None
    delivery: Delivery
    answered: PlanDate | None
    open: bool
    overdue: bool
    days_late: int


@frozen(kw_only=True)
class ReviewSummary:
    """One review on one day.

    Attributes:
        id, title, kind: its id, title and kind.
        by: ids of the bodies that reviewed.
        announced, held: when it was, or will be, announced and held; None if not known.
        received, published: when its report was received and published; None if not known, or later than the day.
        is_reported: whether its report was received or published by that day or, if neither day is known, the review
            was held. Until then the fields below are empty or None.
        plan_due: when the reviewers asked for the plan; None if they named no day.
        clock: the working days for handing in the plan; None if none can be counted, or they were not to be counted.
        outcome: the overall conclusion; None if not stated.
        area_outcomes: the conclusions about each area.
        findings: the findings.
        findings_made: how many findings there are in all, by the report; None if not known.
        asks: the asks, with their status.
        recommendations_made: how many recommendations there are in all, by the report; None if not known.
        source: web addresses of its sources.
    """

    id: Id
    title: str
    kind: ReviewKind
    by: tuple[Id, ...]
    announced: PlanDate | None
    held: PlanDate | None
    received: PlanDate | None
    published: PlanDate | None
    is_reported: bool
    plan_due: PlanDate | None
    clock: PlanClock | None
    outcome: str | None
    area_outcomes: tuple[AreaOutcome, ...]
    findings: tuple[ReviewFinding, ...]
    findings_made: int | None
    asks: tuple[AskSummary, ...]
    recommendations_made: int | None
    source: tuple[str, ...]


@frozen(kw_only=True)
class ReviewTally:
    """Counts over a plan's reviews on a day, with the next review and ask.

    Attributes:
        reviews: how many have begun.
        recommendations_known: how many are on record, of the reviews of which it is known how many they made.
        recommendations_made: how many these reviews made in all.
        asks_open, asks_overdue: how many asks are open, and how many of these are overdue.
        asks_with_due_day: how many open ones have a due day, so that it can be known whether they are overdue.
        next_review: the review that is held next; None if none is planned.
        next_ask: the open ask that is due next, with its review; None if none is.
    """

    reviews: int
    recommendations_known: int
    recommendations_made: int
    asks_open: int
    asks_with_due_day: int
    asks_overdue: int
    next_review: ReviewSummary | None
    next_ask: tuple[ReviewSummary, AskSummary] | None


@frozen(kw_only=True, repr=False)
class PlanReviews(OfPlan):
    """The reviews of one plan on one day.

    Attributes:
        tally: counts over all its reviews, of any kind.
        reviews: the reviews of the selected kind, in order of time.
        unread: files that could not be read, whose reviews are missing.
    """

    tally: ReviewTally
    reviews: tuple[ReviewSummary, ...]
    unread: tuple[Unread, ...]


@checks_arguments
def reviews(view: View, kind: str | None = None) -> tuple[PlanReviews, ...]:
    """Return the reviews of each plan, with the status of their asks.

    Args:
        view: the plans, and the day.
        kind: only reviews of this kind; None for all.

    Raises:
        UnknownName: there is no such kind.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = reviews(view)
        >>> [review.kind for review in plan.reviews][:2]
        ['inspection', 'stocktake']
    """
    if kind is not None and kind not in words(ReviewKind):
        raise UnknownName("kind of review", kind, words(ReviewKind))
    return tuple(plan_reviews(plan, view.day, kind) for plan in view.plans)


def plan_reviews(plan: Plan, as_at: date, kind: str | None = None) -> PlanReviews:
    """Return the reviews of one plan; see `reviews`."""
    every = summarise_reviews(plan, summarise_actions(plan, as_at), as_at)
    return PlanReviews(
        **of_plan(plan),
        tally=review_tally(every, as_at),
        reviews=tuple(review for review in every if kind in (None, review.kind)),
        unread=plan.unread,
    )


def summarise_reviews(
    plan: Plan, actions: Iterable[ActionSummary], as_at: date, *, with_clock: bool = True
) -> tuple[ReviewSummary, ...]:
    """Return the status of each review on a day, in order of time; those that had not begun are left out.

    Args:
        plan: the plan.
        actions: every action of the plan on that day, from `summarise_actions`.
        as_at: the day.
        with_clock: whether to count working days; if False, every ``clock`` is None and no calendar is loaded.
    """
    by_id = {action.id: action for action in actions}
    summaries = []
    for review in plan.reviews:
        entries = up_to(review.status, as_at)
        now = head_as_at(review, entries)
        if _has_begun(now, as_at):
            clock = clock_of(plan, now, as_at) if with_clock and is_reported(now, as_at) else None
            summaries.append(_summarised(now, entries, by_id, as_at, clock))
    return tuple(sorted(summaries, key=lambda review: day_of(review) or date.max))


def _has_begun(now: Review, as_at: date) -> bool:
    """Return whether a review was announced or reported by a day. One with a day to be held on counts as begun."""
    if (announced := last_day(now.announced)) is not None:
        return announced <= as_at
    days = [when.last for when in (now.received, now.published) if when is not None]
    return now.held is not None or not days or any(day is None or day <= as_at for day in days)


def day_of(review: ReviewSummary) -> date | None:
    """Return the day of a review for sorting: held, else received, published or announced; None if it has no day."""
    days = (review.held, review.received, review.published, review.announced)
    return next((when.last for when in days if when is not None and when.last is not None), None)


def review_tally(reviews: Iterable[ReviewSummary], as_at: date) -> ReviewTally:
    """Return counts over a plan's reviews, with the next review and ask.

    Args:
        reviews: every review, from `summarise_reviews`.
        as_at: the day.
    """
    reviews = tuple(reviews)
    asks = [(review, ask) for review in reviews for ask in review.asks if ask.open]
    dated = [(last_day(ask.due), review, ask) for review, ask in asks]
    to_come = [(day, review, ask) for day, review, ask in dated if day is not None and day >= as_at]
    held_next = [review for review in reviews if _is_after(review.held, as_at)]
    return ReviewTally(
        reviews=len(reviews) - len(held_next),
        recommendations_known=sum(len(each.asks) for each in reviews if each.recommendations_made is not None),
        recommendations_made=sum(each.recommendations_made or 0 for each in reviews),
        asks_open=len(asks),
        asks_with_due_day=sum(last_day(ask.due) is not None for _, ask in asks),
        asks_overdue=sum(ask.overdue for _, ask in asks),
        next_review=held_next[0] if held_next else None,
        next_ask=min(to_come, key=lambda each: each[0])[1:] if to_come else None,
    )


def is_reported(review: Review, as_at: date) -> bool:
    """Return whether a review's report was received or published by a day or, if neither is known, it was held by then.

    Args:
        review: the review, its head as on that day.
        as_at: the day.
    """
    known = [when for when in (review.received, review.published) if when is not None and when.last is not None]
    if known:
        return any(not _is_after(when, as_at) for when in known)
    return not _is_after(review.held, as_at)


def as_reported(review: Review, as_at: date) -> Review:
    """Return a review without what was not known of it on a day: later days, and a report that had not come.

    Args:
        review: the review.
        as_at: the day.
    """
    later: dict[str, Any] = {
        name: None for name in ("received", "published") if _is_after(getattr(review, name), as_at)
    }
    if not is_reported(head_as_at(review, up_to(review.status, as_at)), as_at):
        later |= {"plan_due": None, "outcome": None, "area_outcomes": (), "findings": (), "asks": ()}
        later |= {"findings_made": None, "recommendations_made": None}
    return evolve(review, **later) if later else review


def reviews_known(plan: Plan, as_at: date) -> Plan:
    """Return a plan with its reviews as `as_reported` returns them."""
    return with_records(plan, {"reviews": tuple(as_reported(review, as_at) for review in plan.reviews)})


def _summarised(
    now: Review,
    entries: tuple[Placed, ...],
    actions: Mapping[Id, ActionSummary],
    as_at: date,
    clock: PlanClock | None,
) -> ReviewSummary:
    own, known = by_part(entries), as_reported(now, as_at)
    names = "id title kind by announced held source received published plan_due outcome area_outcomes findings "
    names += "findings_made recommendations_made"
    return ReviewSummary(
        **as_stated(known, *names.split()),
        is_reported=is_reported(now, as_at),
        clock=clock,
        asks=tuple(_ask(ask, own.get(ask.id, ()), actions, as_at) for ask in known.asks),
    )


def _ask(ask: Ask, own: tuple[Placed, ...], actions: Mapping[Id, ActionSummary], as_at: date) -> AskSummary:
    ask = part_as_at(ask, own)
    state: State | None = last_stated(own, "state")
    answering = [actions[name] for name in ask.actions if name in actions]
    delivery = delivery_of(ask, answering, state)
    is_open = delivery != "delivered" and (bool(ask.actions) or state != "cancelled")
    answered = _answered(answering, own) if delivery == "delivered" else None
    until, last = as_at if is_open else last_day(answered), last_day(ask.due)
    days_late = max((until - last).days, 0) if until is not None and last is not None else 0
    return AskSummary(
        **as_stated(ask, "id", "text", "due", "actions"),
        state=state,
        delivery=delivery,
        answered=answered,
        open=is_open,
        overdue=is_open and days_late > 0,
        days_late=days_late,
    )


def _answered(answering: Iterable[ActionSummary], own: Iterable[Placed]) -> PlanDate | None:
    """Return when an ask was answered: when the last of its actions was finished, or as its own entries state."""
    dates = [action.finished for action in answering if action.finished is not None]
    if known := [when for when in dates if when.last is not None]:
        return max(known)
    first: PlanDate | None = None
    for placed in own:
        if placed.entry.state is not None:
            first = (first or placed.entry.on) if placed.entry.state in FINISHED else None
    return first


def _is_after(when: PlanDate | None, as_at: date) -> bool:
    last = last_day(when)
    return last is not None and last > as_at
