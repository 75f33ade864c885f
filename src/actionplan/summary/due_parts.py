"""What is due of a plan beside its actions: answers, recommendations, clauses, reports back, and reviews to come."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from attrs import frozen

from actionplan.model.dates import PlanDate, last_day, on_day
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.vocabulary import ReviewKind
from actionplan.summary.actions import ActionSummary
from actionplan.summary.answering import answers, handover_due
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import within
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary, summarise_resolutions
from actionplan.summary.reviews import ReviewSummary, is_to_come, summarise_reviews
from actionplan.summary.timeline import as_stated


@frozen(kw_only=True)
class DuePart:
    """An answer, a recommendation, a clause or a report back that is due.

    Attributes:
        plan: the plan's id.
        record: the id of the review or the resolution.
        title: its title.
        part: the id of the recommendation or the clause; None for a report on a whole resolution.
        text: the text of the recommendation or the clause; None for a report.
        by: who must do it: ids of bodies, or others in words; of a body that has ended its only successor, or else
            still the body. Empty if that is not on record.
        to: ids of the bodies that wait for it.
        due: when it is due; None for an open recommendation without a due date.
        days_overdue: calendar days by which it is overdue; 0 if it is not.
    """

    plan: Id
    record: Id
    title: str
    part: Id | None
    text: str | None
    by: tuple[str, ...]
    to: tuple[Id, ...]
    due: PlanDate | None
    days_overdue: int


@frozen(kw_only=True)
class ReviewToCome:
    """A review that is planned or expected.

    Attributes:
        plan: the plan's id.
        id: its id.
        title: its title.
        kind: what sort of review it is.
        by: ids of the bodies that carry it out.
        held: when it will be held; None if no day is planned.
        expected: when it is expected, as last said; None if nobody has said so.
    """

    plan: Id
    id: Id
    title: str
    kind: ReviewKind
    by: tuple[Id, ...]
    held: PlanDate | None
    expected: PlanDate | None


@frozen(kw_only=True)
class DueParts:
    """What is due beside actions, each kind in order: the longest overdue first, what has no due date last.

    Attributes:
        answers: answers to recommendations that are overdue or due soon.
        recommendations: open recommendations that are overdue or due soon, and those without a due date.
        clauses: open clauses that are overdue or due soon by a due date of their own.
        reports_back: reports on open resolutions that are overdue or due soon.
        reviews: reviews that are planned or expected.
    """

    answers: tuple[DuePart, ...] = ()
    recommendations: tuple[DuePart, ...] = ()
    clauses: tuple[DuePart, ...] = ()
    reports_back: tuple[DuePart, ...] = ()
    reviews: tuple[ReviewToCome, ...] = ()


class _Due(NamedTuple):
    """A part that is due, with the ids of all who may have to do it: bodies that have ended, and their successors."""

    part: DuePart
    concerned: frozenset[str]


def due_parts(plan: Plan, actions: Iterable[ActionSummary], as_at: date, by: str | None = None) -> DueParts:
    """Return what is due of one plan beside its actions.

    Args:
        plan: the plan.
        actions: every action of the plan on that day.
        as_at: the day.
        by: the id of the only body from which it is due; None for all.
    """
    actions, days = tuple(actions), policy_as_at(plan, as_at).due_within_days
    of_actions = {action.id: action for action in actions}
    reviews = summarise_reviews(plan, actions, as_at, with_clock=False)
    recommendations = [(review, each) for review in reviews for each in review.recommendations]
    resolutions = [each for each in summarise_resolutions(plan, actions, as_at) if each.open]
    clauses = [(each, clause) for each in resolutions for clause in each.clauses]

    def chosen(found: Iterable[_Due]) -> tuple[DuePart, ...]:
        return in_order(each.part for each in found if by is None or by in each.concerned)

    return DueParts(
        answers=chosen(
            _answer(plan, review, each, as_at)
            for review, each in recommendations
            if each.response is None
            and not each.replaced
            and (each.response_overdue or within(each.response_due, as_at, days))
        ),
        recommendations=chosen(
            _recommendation(plan, review, each, of_actions, as_at)
            for review, each in recommendations
            if each.open and (each.overdue or last_day(each.due) is None or within(each.due, as_at, days))
        ),
        clauses=chosen(
            _clause(plan, resolution, clause, as_at)
            for resolution, clause in clauses
            if clause.open and (clause.days_overdue or within(clause.due, as_at, days))
        ),
        reports_back=chosen(_reports_back(plan, resolutions, as_at, days)),
        reviews=tuple(_to_come(plan, each) for each in reviews if is_to_come(each, as_at) and by in (None, *each.by)),
    )


def in_order(parts: Iterable[DuePart]) -> tuple[DuePart, ...]:
    """Return parts that are due in order: the longest overdue first, what has no due date last."""
    return tuple(sorted(parts, key=lambda part: (-part.days_overdue, last_day(part.due) or date.max)))


def _answer(plan: Plan, review: ReviewSummary, each: RecommendationSummary, as_at: date) -> _Due:
    late = each.response_days_late if each.response_overdue else 0
    return _due(plan, review, each, [each.response_by], review.by, each.response_due, late, as_at)


def _recommendation(
    plan: Plan, review: ReviewSummary, each: RecommendationSummary, actions: Mapping[Id, ActionSummary], as_at: date
) -> _Due:
    by = asked_of(each, actions)
    due = each.due if last_day(each.due) is not None else None
    return _due(plan, review, each, by, review.by, due, each.days_late if each.overdue else 0, as_at)


def _clause(plan: Plan, resolution: ResolutionSummary, clause: ClauseSummary, as_at: date) -> _Due:
    by, to = asked_by(clause), [resolution.report_to or resolution.body]
    return _due(plan, resolution, clause, by, to, clause.due, clause.days_overdue, as_at)


def _reports_back(plan: Plan, resolutions: Iterable[ResolutionSummary], as_at: date, days: int) -> Iterator[_Due]:
    for each in resolutions:
        due = on_day(each.reported.due) if each.reported.due is not None else None
        if each.reported.days_overdue or within(due, as_at, days):
            asked = [name for clause in each.clauses if clause.open for name in asked_by(clause)]
            by = [each.portfolio_holder] if each.portfolio_holder else asked
            to = [each.report_to or each.body]
            yield _due(plan, each, None, by, to, due, each.reported.days_overdue, as_at)


def asked_of(each: RecommendationSummary, actions: Mapping[Id, ActionSummary]) -> list[str | None]:
    """Return who must carry out a recommendation: the owners of its open actions, or else the body that answers it."""
    carrying = (actions[name] for name in each.actions if name in actions)
    return [action.owner for action in carrying if action.open] or [each.response_by]


def asked_by(clause: ClauseSummary) -> list[str | None]:
    """Return who must carry out a clause: its addressee, or else the owners of its open actions."""
    return [clause.addressee] if clause.addressee else [each.owner for each in clause.carried_by if each.open]


def _due(
    plan: Plan,
    record: ReviewSummary | ResolutionSummary,
    part: RecommendationSummary | ClauseSummary | None,
    by: Iterable[str | None],
    to: Iterable[Id],
    due: PlanDate | None,
    days_overdue: int,
    as_at: date,
) -> _Due:
    names = dict.fromkeys(name for name in by if name is not None)
    handovers = {name: handover_due(plan.bodies, Id(name), as_at) for name in names}
    return _Due(
        DuePart(
            plan=plan.id,
            record=record.id,
            title=record.title,
            part=part.id if part is not None else None,
            text=part.text if part is not None else None,
            by=tuple(dict.fromkeys(answers(Id(name), handovers[name]) or name for name in names)),
            to=tuple(to),
            due=due,
            days_overdue=days_overdue,
        ),
        concerned_of(plan, names, as_at),
    )


def concerned_of(plan: Plan, names: Iterable[str | None], as_at: date) -> frozenset[str]:
    """Return some bodies and, of those that have ended by a day, the bodies that take over or may take over."""
    known = [Id(name) for name in names if name is not None]
    handovers = (handover_due(plan.bodies, name, as_at) for name in known)
    return frozenset(known).union(*(handover.successors for handover in handovers if handover is not None))


def _to_come(plan: Plan, review: ReviewSummary) -> ReviewToCome:
    return ReviewToCome(plan=plan.id, **as_stated(review, "id", "title", "kind", "by", "held", "expected"))
