"""Figures of the measures of one plan among many, and those of them that were asked for.

Measures of one name in two plans are counted, and their values never added: units differ, and so do the children behind
a percentage.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from actionplan.model.dates import PlanDate
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id
from actionplan.model.records import Plan, Portfolio
from actionplan.report.rollup.rollup import Figures, PartFigures, PlanFigures, plan_figures
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import EVERY_MEASURE, MeasureSelection, measures


@frozen(kw_only=True)
class ListedMeasure:
    """One measure in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, unit, days_overdue: as in `MeasureSummary`.
        value, period: of its latest reading; None while there is none.
        target, due: the last target whose day has passed; None where none has.
        is_missed: whether that was missed.
    """

    plan: Id
    id: Id
    title: str
    unit: str
    value: Decimal | None
    period: PlanDate | None
    target: Decimal | None
    due: PlanDate | None
    is_missed: bool
    days_overdue: int


def measure_figures(plan: Plan, as_at: date, selection: MeasureSelection = EVERY_MEASURE) -> PlanFigures:
    """Give the figures of one plan's measures.

    What is counted: ``measures``, ``with_course`` (those that have a trajectory to be held against), of these ``on``
    (on it or ahead) and ``behind``, then ``missed``, ``overdue``, ``eased``, ``clashing``; the most of
    ``days_overdue``. Parts by ``measure`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which measures to count; those missed or overdue are listed too if it asks for them.
    """
    [found] = measures(Portfolio(plans=(plan,)), as_at, selection).plans
    more = {"eased": found.tally.eased, "clashing": found.tally.clashing}
    figures = _figures(found.measures)
    listed = (
        tuple(_listed(plan, measure) for measure in found.measures) if selection.missed or selection.overdue else ()
    )
    return plan_figures(
        plan,
        Figures(counts={**figures.counts, **more}, most=figures.most),
        parts={
            "measure": tuple(
                PartFigures(id=measure.id, name=f"{measure.title} ({measure.unit})", figures=_figures([measure]))
                for measure in found.measures
            )
        },
        listed=listed,
    )


def _figures(chosen: Iterable[MeasureSummary]) -> Figures:
    chosen = tuple(chosen)
    counts = {
        "measures": len(chosen),
        "on": sum(measure.course in ("on", "ahead") for measure in chosen),
        "behind": sum(measure.is_behind for measure in chosen),
        "with_course": sum(measure.course is not None for measure in chosen),
        "missed": sum(measure.is_missed for measure in chosen),
        "overdue": sum(measure.is_overdue for measure in chosen),
    }
    return Figures(counts=counts, most={"days_overdue": max((each.days_overdue for each in chosen), default=0)})


def _listed(plan: Plan, measure: MeasureSummary) -> ListedMeasure:
    latest, passed = measure.latest, measure.last_passed
    return ListedMeasure(
        plan=plan.id,
        id=measure.id,
        title=measure.title,
        unit=measure.unit,
        value=latest.value if latest is not None else None,
        period=latest.period if latest is not None else None,
        target=passed.value if passed is not None else None,
        due=passed.due if passed is not None else None,
        is_missed=measure.is_missed,
        days_overdue=measure.days_overdue,
    )
