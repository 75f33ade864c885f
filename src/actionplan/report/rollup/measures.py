"""``actionplan measures`` of many plans: how many are behind or missed where, and those that were asked for.

Measures of one name in two plans are counted, and their values never added: units differ, and so do the children behind
a percentage.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import count, date_text, days_text
from actionplan.report.document import GAP, Bar, Block, Document, Heading, Item, Items, Paragraph, Span, joined
from actionplan.report.figures import Figures, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.measure_words import figure, figure_for, selected_measures
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    counted,
    example,
    groups_table,
    hints,
    number,
    per_cent,
    share,
    title_lines,
    worst_list,
)
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import EVERY_MEASURE, MeasureSelection, plan_measures


@frozen(kw_only=True)
class ListedMeasure:
    """One measure in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, unit, days_overdue: as in `MeasureSummary`.
        value, period: of its latest reading; None while there is none.
        target, due: the last target whose day has passed; None where none has.
        missed: whether that was missed.
    """

    plan: Id
    id: Id
    title: str
    unit: str
    value: Decimal | None
    period: PlanDate | None
    target: Decimal | None
    due: PlanDate | None
    missed: bool
    days_overdue: int


def measure_figures(plan: Plan, as_at: date, selection: MeasureSelection = EVERY_MEASURE) -> PlanFigures:
    """Return the figures of one plan's measures.

    What is counted: ``measures``, ``with_course`` (those that have a trajectory), of these ``on``
    (on it or ahead) and ``behind``, then ``missed``, ``overdue``, ``eased``, ``clashing``; the most of
    ``days_overdue``. Parts by ``measure`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which measures to count; those missed or overdue are listed too if it asks for them.
    """
    found = plan_measures(plan, as_at, selection)
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
        "behind": sum(measure.behind for measure in chosen),
        "with_course": sum(measure.course is not None for measure in chosen),
        "missed": sum(measure.missed for measure in chosen),
        "overdue": sum(measure.overdue for measure in chosen),
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
        missed=measure.missed,
        days_overdue=measure.days_overdue,
    )


_COLUMNS = (
    share("On course", "on", "with_course"),
    counted("Behind", "behind", role="alert"),
    counted("Missed", "missed", role="alert"),
    counted("Overdue", "overdue", 7),
)
_NOTE = "On course: on the trajectory to the next target or ahead of it, of those that have one. Overdue: a reading is."


def measures_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return where the measures of many plans stand."""
    yield from title_lines(roll_up, when_words(context))
    if context.selection != EVERY_MEASURE:
        yield Paragraph(Span(f"Only measures {selected_measures(context.selection)}.", "strong"))
    yield GAP
    yield from _totals(roll_up.total.figures)
    yield GAP
    yield from groups_table(roll_up, _COLUMNS, "missed", _NOTE)
    if listed := tuple(measure for plan in roll_up.plans for measure in plan.listed):
        yield Heading(f"These {number(len(listed))}, plan by plan" if len(listed) > 1 else "This one", 3)
        yield Items(tuple(map(_listed_item, listed)), indent=2, width=None, hang=4, under=4)
        yield GAP
    else:
        names = ("missed", "behind", "overdue")
        yield from worst_list(roll_up, names, _COLUMNS, "most measures missed, then behind")
    yield hints(
        ("One plan's measures:", f"actionplan measures {example(roll_up)}"),
        ("Other tables:", "--by region, --by measure, --by plan"),
        ("One by one:", "--missed, --overdue"),
    )


def _totals(figures: Figures) -> Iterator[Block]:
    total, with_course = figures["measures"], figures["with_course"]
    yield Heading(f"{number(total)} measures" if total != 1 else count(1, "measure"), 3)
    if not total:
        return
    if with_course:
        on = f"{number(figures['on'])} of {number(with_course)} on course ({per_cent(figures['on'], with_course)})"
        yield Bar(figures["on"], with_course, on)
    facts = (
        (figures["behind"], "behind their trajectory"),
        (figures["missed"], "missed their last target"),
        (figures["overdue"], "with a reading overdue"),
        (total - with_course, "without a trajectory to be held against"),
        (figures["eased"], "with a target made easier or later"),
        (figures["clashing"], "about which sources disagree"),
    )
    yield Paragraph(", ".join(f"{number(many)} {what}" for many, what in facts if many))


def _listed_item(measure: ListedMeasure) -> Item:
    latest = "no reading has been published"
    if measure.value is not None and measure.period is not None:
        latest = figure_for(measure.value, measure.unit, measure.period)
    missed: Span | str = ""
    if measure.missed and measure.target is not None:
        missed = Span(
            f"missed its target of {figure(measure.target, measure.unit)} by {date_text(measure.due)}", "late"
        )
    facts = (
        latest,
        missed,
        f"its next reading is {days_text(measure.days_overdue)} overdue" if measure.days_overdue else "",
    )
    label = f"{measure.plan}  {measure.id}"
    return Item(f"{measure.title} ({measure.unit})", label, (joined(facts, "; "),))


ROLL_UP = RollUpSpec(
    figures=lambda plan, context, _: measure_figures(plan, context.as_at, context.selection),
    document=measures_roll_up,
)
