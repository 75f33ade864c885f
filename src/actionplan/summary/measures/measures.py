"""The status of measures on a day: each of them, and how many are missed, behind or overdue."""

from collections.abc import Container, Iterable, Mapping
from datetime import date

from attrs import frozen

from actionplan.model.as_known import in_plan
from actionplan.model.checked import checked, checks_arguments
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.measures import Measure
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Area, Plan, Unread
from actionplan.model.view import View
from actionplan.summary.measures.measure import MeasureSummary, summarise_measure
from actionplan.summary.plans import OfPlan, OfPlans, counts_of, of_plan
from actionplan.summary.replaced import replaced_as_at
from actionplan.summary.timeline import stated_as_at


@frozen(kw_only=True)
class MeasureTally:
    """Counts over some measures.

    Attributes:
        measures: how many there are.
        judged: how many have a target whose day has passed, and a figure for that day.
        missed: how many of these missed the last such target.
        reached_since: how many of those missed it and have reached it since.
        not_judged: how many have a last target whose day has passed without a figure for it.
        with_duty: how many have a duty that applies, and a figure to compare with it.
        short_of_duty: how many of these fall short of it.
        with_trajectory: how many have a trajectory.
        behind: how many of these are behind it.
        read_regularly: of how many it is agreed how often they are read.
        overdue: how many of these have a reading overdue.
        eased: how many have a target in force that was made easier to reach, or moved to a later day.
        clashing: how many have a period for which different values were published.
    """

    measures: int
    judged: int
    missed: int
    reached_since: int
    not_judged: int
    with_duty: int
    short_of_duty: int
    with_trajectory: int
    behind: int
    read_regularly: int
    overdue: int
    eased: int
    clashing: int


@checked
@frozen(kw_only=True, repr=False)
class MeasureSelection:
    """Which measures to count and list; all conditions must hold.

    Attributes:
        area: only those that are named by this area, or by an action that serves it; None for any area.
        missed: only those that missed the last target for whose day there is a figure.
        overdue: only those of which a reading is overdue.
    """

    area: str | None = None
    missed: bool = False
    overdue: bool = False


EVERY_MEASURE = MeasureSelection()
"""The selection of all measures."""


@frozen(kw_only=True, repr=False)
class PlanMeasures(OfPlan):
    """The measures of one plan on one day.

    Attributes:
        ratings: the meaning of each rating of its `measure_preset`; empty without one.
        tally: counts over the measures that are listed.
        measures: its measures, in natural order of their ids.
        unread: files that could not be read, whose measures are missing.
    """

    ratings: Mapping[Id, Rating]
    tally: MeasureTally
    measures: tuple[MeasureSummary, ...]
    unread: tuple[Unread, ...]


@frozen(kw_only=True, repr=False)
class MeasuresSummary(OfPlans[MeasureSelection, PlanMeasures]):
    """The measures of all plans of a view."""


@checks_arguments
def measures(view: View, selection: MeasureSelection = EVERY_MEASURE) -> MeasuresSummary:
    """Return the latest figure of each measure, and whether its targets were met.

    Args:
        view: the plans, and the day; readings and targets after it do not count.
        selection: which measures to count and list.

    Raises:
        UnknownName: no plan has the area of the selection.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = measures(view).plans
        >>> plan.tally.measures
        11
    """
    return MeasuresSummary.of_view(view, plan_measures, selection)


def plan_measures(plan: Plan, as_at: date, selection: MeasureSelection = EVERY_MEASURE) -> PlanMeasures:
    """Return the status of the measures of one plan.

    Args:
        plan: the plan.
        as_at: the day; readings and targets after it do not count.
        selection: which measures to count and list.
    """
    area = selection.area
    there = [action for action in plan.actions if area is not None and in_plan(plan, action, as_at)]
    served = {action.id for action in there if area in stated_as_at(plan, action, "areas", as_at)}
    chosen = tuple(
        measure
        for measure in summarise_measures(plan, as_at)
        if (area is None or area in measure.areas or served & set(measure.actions))
        and (not selection.missed or measure.missed)
        and (not selection.overdue or measure.overdue)
    )
    return PlanMeasures(
        **of_plan(plan, as_at),
        ratings=FrozenDict(measure_ratings(plan)),
        tally=measure_tally(chosen),
        measures=chosen,
        unread=plan.unread,
    )


def measure_tally(measures: Iterable[MeasureSummary]) -> MeasureTally:
    """Return counts over some measures."""
    measures = tuple(measures)
    return MeasureTally(
        measures=len(measures),
        **counts_of(measures, "missed", "reached_since", "not_judged", "short_of_duty", "behind", "overdue"),
        judged=sum(measure.last_judged is not None for measure in measures),
        with_duty=sum(measure.duty is not None and measure.duty.gap is not None for measure in measures),
        with_trajectory=sum(measure.course is not None for measure in measures),
        read_regularly=sum(measure.readings_every is not None for measure in measures),
        eased=sum(any(each.turn == "easier" or (each.days_moved or 0) > 0 for each in of.targets) for of in measures),
        clashing=sum(bool(measure.clashes) for measure in measures),
    )


def summarise_measures(plan: Plan, as_at: date) -> tuple[MeasureSummary, ...]:
    """Return the status of every measure that was in the plan on a day, in natural order of ids."""
    return measures_in_plan(plan, (measure for measure in plan.measures if in_plan(plan, measure, as_at)), as_at)


def measure_in_plan(plan: Plan, measure: Measure, as_at: date) -> MeasureSummary:
    """Return the status of one measure of a plan, whether or not it was in the plan on that day."""
    return measures_in_plan(plan, (measure,), as_at)[0]


def measures_in_plan(plan: Plan, measures: Iterable[Measure], as_at: date) -> tuple[MeasureSummary, ...]:
    """Return the status of some measures of a plan, whether or not they were in the plan on that day."""
    replaced = replaced_as_at(plan, as_at)
    areas, actions = (_naming(plan, records, replaced, as_at) for records in (plan.areas, plan.actions))
    return tuple(
        summarise_measure(
            plan, measure, as_at, areas=tuple(areas.get(measure.id, ())), actions=tuple(actions.get(measure.id, ()))
        )
        for measure in measures
    )


def measure_ratings(plan: Plan) -> Mapping[Id, Rating]:
    """Return the meaning of each rating of a plan's `measure_preset`; none without one."""
    if plan.measure_preset is None:
        return {}
    from actionplan.model.presets import PRESETS

    return PRESETS[plan.measure_preset].ratings


def _naming(
    plan: Plan, records: Iterable[Area | Action], replaced: Container[Id], as_at: date
) -> Mapping[Id, Iterable[Id]]:
    """Return for each measure the ids of the records that were in the plan on a day and named it then, each once."""
    naming: dict[Id, dict[Id, None]] = {}
    for record in records:
        if in_plan(plan, record, as_at) and record.id not in replaced:
            for name in stated_as_at(plan, record, "measures", as_at):
                naming.setdefault(name, {})[record.id] = None
    return naming
