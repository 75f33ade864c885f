"""The status of reviews on a day: findings and recommendations."""

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
from actionplan.model.reviews import AreaOutcome, Review, ReviewFinding
from actionplan.model.view import View
from actionplan.model.vocabulary import ReviewKind, words
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.plans import OfPlan, of_plan
from actionplan.summary.recommendations import RecommendationSummary, summarise_recommendation
from actionplan.summary.review_clock import PlanClock, clock_of
from actionplan.summary.timeline import Placed, as_stated, by_part, head_as_at, up_to


@frozen(kw_only=True)
class ReviewSummary:
    """One review on one day.

    Attributes:
        id, title, kind: its id, title and kind.
        by: ids of the bodies that reviewed.
        replaces: ids of the earlier notices whose place it has taken.
        replaced_by: ids of the notices that have taken its place by that day; nothing in it is asked for any more.
        expected: when it is expected, as last said by then; None if nobody has said so.
        announced, held: when it was, or will be, announced and held; None if not known.
        received, published: when its report was received and published; None if not known, or later than the day.
        is_reported: whether its report was received or published by that day or, if neither day is known, the review
            was held. Until then the fields below are empty or None.
        plan_due: when the reviewers asked for the plan; None if they named no day.
        clock: the working days for handing in the plan; None if none can be counted, or they were not to be counted.
        outcome: the overall conclusion; None if not stated.
        assurance: the level of assurance, as printed; None if not stated.
        area_outcomes: the conclusions about each area.
        findings: the findings.
        findings_made: how many findings there are in all, by the report; None if not known.
        recommendations: the recommendations, with their status.
        recommendations_made: how many recommendations there are in all, by the report; None if not known.
        source: web addresses of its sources.
    """

    id: Id
    title: str
    kind: ReviewKind
    by: tuple[Id, ...]
    replaces: tuple[Id, ...]
    replaced_by: tuple[Id, ...]
    expected: PlanDate | None
    announced: PlanDate | None
    held: PlanDate | None
    received: PlanDate | None
    published: PlanDate | None
    is_reported: bool
    plan_due: PlanDate | None
    clock: PlanClock | None
    outcome: str | None
    assurance: str | None
    area_outcomes: tuple[AreaOutcome, ...]
    findings: tuple[ReviewFinding, ...]
    findings_made: int | None
    recommendations: tuple[RecommendationSummary, ...]
    recommendations_made: int | None
    source: tuple[str, ...]


@frozen(kw_only=True)
class ReviewTally:
    """Counts over a plan's reviews on a day, with the next review and recommendation.

    Attributes:
        reviews: how many have begun, without those that are planned or expected.
        recommendations: how many recommendations are on record.
        recommendations_known: how many are on record, of the reviews of which it is known how many they made.
        recommendations_made: how many these reviews made in all.
        recommendations_open: how many recommendations are open.
        recommendations_with_due_day: how many of these have a due day, so that they can be overdue.
        recommendations_overdue: how many of these are overdue.
        responses_overdue: how many recommendations should have been answered by that day, and were not.
        next_review: the review that is held next or, if none is planned, is expected next; None if none is.
        next_recommendation: the open recommendation that is due next, with its review; None if none is.
    """

    reviews: int
    recommendations: int
    recommendations_known: int
    recommendations_made: int
    recommendations_open: int
    recommendations_with_due_day: int
    recommendations_overdue: int
    responses_overdue: int
    next_review: ReviewSummary | None
    next_recommendation: tuple[ReviewSummary, RecommendationSummary] | None


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
    """Return the reviews of each plan, with the status of their recommendations.

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
        **of_plan(plan, as_at),
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
    by_id, replaced = {action.id: action for action in actions}, replaced_notices(plan, as_at)
    summaries = []
    for review in plan.reviews:
        entries = up_to(review.status, as_at)
        now = head_as_at(review, entries)
        if _has_begun(review, now, entries, as_at):
            clock = clock_of(plan, now, as_at) if with_clock and is_reported(now, as_at) else None
            summaries.append(_summarised(now, entries, by_id, as_at, clock, replaced.get(review.id, ())))
    return tuple(sorted(summaries, key=lambda review: day_of(review) or date.max))


def replaced_notices(plan: Plan, as_at: date) -> Mapping[Id, tuple[Id, ...]]:
    """Return the notices that others had replaced by a day, each with those in its place.

    Args:
        plan: the plan.
        as_at: the day. A notice replaces another from the day on which it was received or published.
    """
    found: dict[Id, tuple[Id, ...]] = {}
    for review in plan.reviews:
        now = head_as_at(review, up_to(review.status, as_at))
        for name in now.replaces if is_reported(now, as_at) else ():
            found[name] = (*found.get(name, ()), review.id)
    return found


def _has_begun(review: Review, now: Review, entries: tuple[Placed, ...], as_at: date) -> bool:
    """Return whether a review was announced or reported by a day. One with a day to be held on counts as begun.

    One that is expected is known from its first entry on, which says who expects it.
    """
    if now.expected is not None and entries:
        return True
    if (announced := last_day(now.announced)) is not None:
        return announced <= as_at
    days = [when.last for when in (now.received, now.published) if when is not None]
    if not days and now.held is None:
        return now.expected is None or not review.status
    return now.held is not None or any(day is None or day <= as_at for day in days)


def day_of(review: ReviewSummary) -> date | None:
    """Return the day of a review for sorting: held, else received, published or announced; None if it has no day."""
    days = (review.held, review.received, review.published, review.announced)
    return next((when.last for when in days if when is not None and when.last is not None), None)


def is_to_come(review: ReviewSummary, as_at: date) -> bool:
    """Return whether a review is planned for later than a day, or is expected and not known to have been held."""
    if review.held is not None:
        return _is_after(review.held, as_at)
    return review.expected is not None and not review.is_reported


def review_tally(reviews: Iterable[ReviewSummary], as_at: date) -> ReviewTally:
    """Return counts over a plan's reviews, with the next review and recommendation.

    Args:
        reviews: every review, from `summarise_reviews`.
        as_at: the day.
    """
    reviews = tuple(reviews)
    still = [(review, each) for review in reviews for each in review.recommendations if each.open]
    dated = [(last_day(each.due), review, each) for review, each in still]
    to_come = [(day, review, each) for day, review, each in dated if day is not None and day >= as_at]
    next_ones = [review for review in reviews if is_to_come(review, as_at)]
    return ReviewTally(
        reviews=len(reviews) - len(next_ones),
        recommendations=sum(len(each.recommendations) for each in reviews),
        recommendations_known=sum(
            len(each.recommendations) for each in reviews if each.recommendations_made is not None
        ),
        recommendations_made=sum(each.recommendations_made or 0 for each in reviews),
        recommendations_open=len(still),
        recommendations_with_due_day=sum(day is not None for day, *_ in dated),
        recommendations_overdue=sum(each.overdue for _, each in still),
        responses_overdue=sum(each.response_overdue for review in reviews for each in review.recommendations),
        next_review=min(next_ones, key=lambda each: last_day(each.held or each.expected) or date.max, default=None),
        next_recommendation=min(to_come, key=lambda each: each[0])[1:] if to_come else None,
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
    if review.held is None and review.expected is not None:
        return False
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
        later |= {
            "plan_due": None,
            "outcome": None,
            "assurance": None,
            "area_outcomes": (),
            "findings": (),
            "recommendations": (),
            "replaces": (),
        }
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
    replaced_by: tuple[Id, ...],
) -> ReviewSummary:
    own, known = by_part(entries), as_reported(now, as_at)
    names = "id title kind by replaces expected announced held source received published plan_due outcome "
    names += "assurance area_outcomes findings findings_made recommendations_made"
    return ReviewSummary(
        **as_stated(known, *names.split()),
        replaced_by=replaced_by,
        is_reported=is_reported(now, as_at),
        clock=clock,
        recommendations=tuple(
            summarise_recommendation(each, own.get(each.id, ()), actions, as_at, is_replaced=bool(replaced_by))
            for each in known.recommendations
        ),
    )


def _is_after(when: PlanDate | None, as_at: date) -> bool:
    last = last_day(when)
    return last is not None and last > as_at
