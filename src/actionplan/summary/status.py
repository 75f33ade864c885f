"""The status of plans on a day: counts, areas, owners and actions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.checked import checked, checks_arguments
from actionplan.model.dates import PlanDate
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id, natural_order
from actionplan.model.policy import Policy, Rating
from actionplan.model.records import Plan, Unread
from actionplan.model.view import View
from actionplan.model.vocabulary import FINISHED, AreaKind, BodyKind, ShownState, words
from actionplan.summary.actions import ActionSummary, shown_state, summarise_actions
from actionplan.summary.answering import Handover, concerned, handover_due
from actionplan.summary.effective import policy_as_at, ratings_as_at
from actionplan.summary.measures.measures import MeasureTally, measure_tally, summarise_measures
from actionplan.summary.milestones import milestones_done
from actionplan.summary.owned import EndedOwner, to_hand_over
from actionplan.summary.plans import OfPlan, OfPlans, counts_of, grouped, of_plan, owner_name
from actionplan.summary.record_age import RecordAge, record_age
from actionplan.summary.requests import pending
from actionplan.summary.resolutions.resolution import ResolutionSummary, summarise_resolutions
from actionplan.summary.reviews import ReviewTally, review_tally, summarise_reviews
from actionplan.summary.risks import RiskTally, risk_tally, summarise_risks
from actionplan.summary.standing import StoodDown, stood_down_by
from actionplan.summary.timeline import as_stated, head_as_at, last_stated, up_to


@frozen(kw_only=True)
class Tally:
    """Counts over some actions, each counted once.

    Attributes:
        actions: how many there are, apart from those that were split or joined.
        replaced: how many were split or joined. Those in their place are counted instead.
        states: how many of the others are in each state; under None, how many have no state reported. Those whose areas
            are stood down are counted as that alone.
        finished: how many are complete or verified.
        open: how many are open.
        has_due_day: how many of these have a due day, so that it can be known whether they are overdue.
        overdue: how many of these are overdue: the day has passed; the original one if ``late_against`` says so.
        overdue_original: how many are open with their original due day passed.
        longest_overdue: the most days by which one is overdue; 0 if none is.
        redated: how many have had their due date moved.
        due_soon: how many open ones fall due within the plan's ``due_within_days``.
        stale: how many open ones have had no update for longer than the plan's ``stale_after_days``.
        never_updated: how many open ones have had no update at all.
        requests: how many requests for another date or a cancellation no body has decided.
        milestones: how many milestones they have, cancelled ones left out; of a replaced action, those that are done.
        milestones_done: how many of these are done.
        milestones_redated: how many have had their date moved.
        milestones_overdue: how many are open with their due day passed; the original day if ``late_against`` says so.
    """

    actions: int
    replaced: int
    states: Mapping[ShownState | None, int]
    finished: int
    open: int
    has_due_day: int
    overdue: int
    overdue_original: int
    longest_overdue: int
    redated: int
    due_soon: int
    stale: int
    never_updated: int
    requests: int
    milestones: int
    milestones_done: int
    milestones_redated: int
    milestones_overdue: int


@frozen(kw_only=True)
class AreaSummary:
    """One area on one day.

    Attributes:
        id, title, kind: its id, title and kind.
        owner: the id of the accountable body; None if none is named.
        senior_responsible, joint_leads, plain, short, ref: its field of that name; None or empty if not stated.
        rating: the id of the rating last declared for the area; None if none has been.
        findings: how many findings about it are on record.
        findings_made: how many there are in all, by the report; None if not known.
        tally: counts over the actions whose primary area it is.
        handover: that its owner has ended, so that it must be handed over; None otherwise.
        stood_down: the decision by which it is stood down on the day; None if it is in force.
    """

    id: Id
    title: str
    kind: AreaKind
    owner: Id | None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] = ()
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    rating: Id | None
    findings: int
    findings_made: int | None
    tally: Tally
    handover: Handover | None = None
    stood_down: StoodDown | None = None


@frozen(kw_only=True)
class OwnerSummary:
    """One accountable body on one day.

    Attributes:
        id: the body's id; None for the actions that have no owner.
        name: its name.
        kind: the kind of body; None without an owner, or if the plan does not declare the body.
        tally: counts over the actions it owns on that day.
        handover: that it has ended, so that what is open of these must be handed over; None if it has not.
    """

    id: Id | None
    name: str
    kind: BodyKind | None
    tally: Tally
    handover: Handover | None = None


@frozen(kw_only=True, repr=False)
class PlanSummary(OfPlan):
    """One plan on one day.

    Attributes:
        record: how old the record of its actions is.
        agreed: when it was agreed; None while it is a draft.
        successor_plan: the id or web address of the plan that follows it; None if none is known.
        plans_beside: ids or web addresses of plans that run beside it.
        policy: the plan's policy on that day, which defines due soon, stale and recently finished.
        ratings: its ratings on that day.
        tally: counts over all its actions.
        areas: its areas, those for priority action first.
        areas_known: how many areas that the inspectors named are on record, whatever the selection.
        areas_named: how many they named in all; None if not known.
        owners: the bodies that own actions, by name; those without owner last.
        to_hand_over: the bodies that have ended and still own something, with what that is.
        actions: its actions, in natural order of their ids.
        resolutions: the resolutions of that day or before.
        measures: counts over all its measures.
        risks: counts over all its risks.
        reviews: counts over all its reviews, with the next review and recommendation.
        unread: files that could not be read, whose records are missing from every figure.
    """

    record: RecordAge
    agreed: PlanDate | None
    successor_plan: str | None
    plans_beside: tuple[str, ...]
    policy: Policy
    ratings: Mapping[Id, Rating]
    tally: Tally
    areas: tuple[AreaSummary, ...]
    areas_known: int
    areas_named: int | None
    owners: tuple[OwnerSummary, ...]
    to_hand_over: tuple[EndedOwner, ...]
    actions: tuple[ActionSummary, ...]
    resolutions: tuple[ResolutionSummary, ...]
    measures: MeasureTally
    risks: RiskTally
    reviews: ReviewTally
    unread: tuple[Unread, ...]


@checked
@frozen(kw_only=True, repr=False)
class Selection:
    """Which actions to count and list; all conditions must hold.

    Attributes:
        owner: only those that this body owns on the day, or has to take over; None for any owner.
        area: only those that serve this area; None for any area.
        overdue: only those that are overdue.
    """

    owner: str | None = None
    area: str | None = None
    overdue: bool = False


EVERYTHING = Selection()
"""The selection of all actions."""


@frozen(kw_only=True, repr=False)
class StatusSummary(OfPlans[Selection, PlanSummary]):
    """The status of all plans of a view; the selection decides which actions are counted and listed."""


@checks_arguments
def status(view: View, selection: Selection = EVERYTHING) -> StatusSummary:
    """Return the status of plans.

    Args:
        view: the plans, and the day.
        selection: which actions to count and list.

    Raises:
        UnknownName: no plan has the owner or the area of the selection.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = status(view).plans
        >>> plan.tally.overdue
        10
    """
    return StatusSummary.of_view(view, summarise_plan, selection)


def summarise_plan(plan: Plan, as_at: date, selection: Selection = EVERYTHING) -> PlanSummary:
    """Return the status of one plan; see `status`."""
    every = summarise_actions(plan, as_at)
    chosen = tuple(action for action in every if _is_selected(action, selection))
    policy = policy_as_at(plan, as_at)
    return PlanSummary(
        **of_plan(plan, as_at),
        record=record_age(plan, chosen, as_at),
        **as_stated(plan, "agreed", "successor_plan", "plans_beside"),
        policy=policy,
        ratings=ratings_as_at(plan, as_at),
        tally=tally(chosen, policy),
        areas=tuple(_areas(plan, chosen, as_at, selection, policy)),
        areas_known=areas_known(plan),
        areas_named=plan.inspection.areas_named if plan.inspection is not None else None,
        owners=_owners(plan, chosen, as_at, policy),
        to_hand_over=_handovers(plan, as_at, selection),
        actions=chosen,
        resolutions=summarise_resolutions(plan, every, as_at),
        measures=measure_tally(summarise_measures(plan, as_at)),
        risks=risk_tally(plan, summarise_risks(plan, every, as_at)),
        reviews=review_tally(summarise_reviews(plan, every, as_at, with_clock=False), as_at),
        unread=plan.unread,
    )


def tally(actions: Iterable[ActionSummary], policy: Policy) -> Tally:
    """Return counts over some actions, by the plan's policy of the day."""
    every = tuple(actions)
    actions = tuple(action for action in every if not action.replaced_by)
    milestones = [part for action in every for part in action.milestones if part.done or not action.replaced_by]
    done, counted = milestones_done(milestones)
    return Tally(
        actions=len(actions),
        replaced=len(every) - len(actions),
        states=FrozenDict(Counter(map(shown_state, actions))),
        finished=sum(action.state in FINISHED for action in actions),
        **counts_of(actions, "open", "overdue", "overdue_original", "due_soon", "stale"),
        has_due_day=sum(_has_due_day(action, policy) for action in actions),
        longest_overdue=max((action.days_overdue for action in actions), default=0),
        redated=sum(action.times_redated > 0 for action in actions),
        never_updated=sum(action.open and action.updates == 0 for action in actions),
        requests=sum(len(pending(action.requests)) for action in actions),
        milestones=counted,
        milestones_done=done,
        milestones_redated=sum(milestone.times_redated > 0 for milestone in milestones),
        milestones_overdue=sum(milestone.overdue for milestone in milestones),
    )


def _has_due_day(action: ActionSummary, policy: Policy) -> bool:
    by_original = policy.late_against == "original" and action.days_late_original is not None
    return action.open and (by_original or action.days_late is not None)


def _is_selected(action: ActionSummary, selection: Selection) -> bool:
    return (
        (selection.owner is None or selection.owner in concerned(action))
        and (selection.area is None or selection.area in action.areas)
        and (not selection.overdue or action.overdue)
    )


def areas_known(plan: Plan) -> int:
    """Return how many of a plan's areas the inspectors named: all but those that the plan has added itself."""
    return sum(area.kind != "other" for area in plan.areas)


def _handovers(plan: Plan, as_at: date, selection: Selection) -> tuple[EndedOwner, ...]:
    return () if selection.overdue else to_hand_over(plan, as_at, by=selection.owner, area=selection.area)


def _areas(
    plan: Plan, actions: Iterable[ActionSummary], as_at: date, selection: Selection, policy: Policy
) -> Iterator[AreaSummary]:
    by_area = grouped(actions, lambda action: action.area)
    names = "id title kind owner findings_made senior_responsible joint_leads plain short ref"
    for area in sorted(plan.areas, key=lambda area: words(AreaKind).index(area.kind)):
        if not in_plan(plan, area, as_at) or (selection != EVERYTHING and area.id not in by_area):
            continue
        entries = up_to(area.status, as_at, agreed_day(plan, area))
        now = as_stated(head_as_at(area, entries), *names.split())
        rating, counts = last_stated(entries, "rating"), tally(by_area.get(area.id, ()), policy)
        down = stood_down_by(plan, area, as_at)
        handover = handover_due(plan.bodies, now["owner"], as_at) if down is None else None
        about = {"rating": rating, "findings": len(area.findings), "handover": handover, "stood_down": down}
        yield AreaSummary(**now, **about, tally=counts)


def _owners(plan: Plan, actions: Iterable[ActionSummary], as_at: date, policy: Policy) -> tuple[OwnerSummary, ...]:
    summaries = []
    owning = (action for action in actions if not action.replaced_by)
    for owner, owned in grouped(owning, lambda action: action.owner).items():
        body = plan.bodies.get(owner) if owner is not None else None
        summary = OwnerSummary(
            id=owner,
            name=owner_name(plan, owner),
            kind=body.kind if body is not None else None,
            tally=tally(owned, policy),
            handover=handover_due(plan.bodies, owner, as_at),
        )
        summaries.append(summary)
    return tuple(sorted(summaries, key=lambda owner: (owner.id is None, natural_order(owner.name))))
