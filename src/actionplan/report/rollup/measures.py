"""``actionplan measures`` of many plans: how many measures missed a target or are behind, and the selected ones.

Measures of one name in two plans are counted, and their values never added, since units and populations differ.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import asdict

from actionplan.model.figures import figure, unit_text
from actionplan.model.records import Plan
from actionplan.model.text import count, date_text, days_text
from actionplan.report.document import Block, Document, Heading, Item, Paragraph
from actionplan.report.figures import Figures, Listed, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.measure_words import figure_for, selected_measures
from actionplan.report.report_type import Context, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    counted,
    example,
    groups_table,
    listed_blocks,
    number,
    roll_up_blocks,
    share,
    share_block,
    worst_list,
)
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import EVERY_MEASURE, MeasureSelection, measure_tally, plan_measures
from actionplan.summary.plans import refuse_unknown


def measure_figures(plan: Plan, as_at: date, selection: MeasureSelection = EVERY_MEASURE) -> PlanFigures:
    """Return the figures of one plan's measures.

    The counts are those of `MeasureTally` and ``on`` (measures on their trajectory or ahead of it); the highest value
    is ``days_overdue``. Parts by ``measure`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which measures to count; those missed or overdue are also listed if it asks for them.

    Raises:
        UnknownName: the plan has no such area as the selection names.

    Example:
        >>> [plan] = load("examples/northshire-send").plans
        >>> measure_figures(plan, date(2025, 10, 1)).figures["missed"]
        4
    """
    refuse_unknown((plan,), area=selection.area)
    measures = plan_measures(plan, as_at, selection).measures
    is_listed = selection.missed or selection.overdue
    names = {each.id: f"{each.title} ({unit_text(each.unit)})" for each in measures}
    parts = (PartFigures(id=each.id, name=names[each.id], figures=_figures([each])) for each in measures)
    listed = tuple(Listed(plan=plan.id, item=each) for each in measures) if is_listed else ()
    return plan_figures(plan, _figures(measures), parts={"measure": tuple(parts)}, listed=listed)


def _figures(chosen: Sequence[MeasureSummary]) -> Figures:
    on_course = sum(measure.course in ("on", "ahead") for measure in chosen)
    longest = max((measure.days_overdue for measure in chosen), default=0)
    counts = {**asdict(measure_tally(chosen)), "on": on_course}
    return Figures(counts=counts, most={"days_overdue": longest})


_COLUMNS = (
    share("On course", "on", "with_trajectory"),
    counted("Behind", "behind", role="alert", of="with_trajectory"),
    counted("Missed", "missed", role="alert", of="judged"),
    counted("Overdue", "overdue", 7, of="read_regularly"),
)
_NOTE = (
    "On course: on or ahead of the trajectory, of measures that have one. Overdue: those with a reading overdue. "
    "-: no measure of which it can be known."
)


def measures_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return the counts of measures of many plans."""
    if listed := [each for plan in roll_up.plans for each in plan.listed]:
        details = listed_blocks(f"{count(len(listed), 'measure')}, plan by plan", map(_listed_item, listed))
    else:
        names = ("missed", "behind", "overdue")
        details = worst_list(roll_up, names, _COLUMNS, "most measures missed, then behind")
    return roll_up_blocks(
        roll_up,
        context,
        only=selected_measures(context.selection),
        totals=_totals(roll_up.total.figures),
        table=groups_table(roll_up, _COLUMNS, "missed", _NOTE),
        details=details,
        commands=(
            ("One plan's measures:", f"actionplan measures {example(roll_up)}"),
            ("Other tables:", "--by region, --by measure, --by plan"),
            ("One by one:", "--missed, --overdue"),
        ),
    )


def _totals(figures: Figures) -> Iterator[Block]:
    total, with_course, regularly = figures["measures"], figures["with_trajectory"], figures["read_regularly"]
    yield Heading(count(total, "measure"), 3)
    if not total:
        return
    if with_course:
        on = f"{number(figures['on'])} of {number(with_course)} on course"
        yield share_block(figures, "on", "with_trajectory", on)
    facts = (
        (figures["behind"], "behind their trajectory"),
        (figures["missed"], "missed their target when last judged"),
        (figures["reached_since"], "of these have reached it since"),
        (figures["not_judged"], "whose target that fell due last cannot be judged"),
        (figures["overdue"], "with a reading overdue"),
        (total - regularly, "without agreed times for readings"),
        (total - with_course, "without a trajectory"),
        (figures["eased"], "with a target made easier or later"),
        (figures["clashing"], "about which sources disagree"),
    )
    yield Paragraph(", ".join(f"{number(many)} {what}" for many, what in facts if many))


def _listed_item(listed: Listed) -> Item:
    measure: MeasureSummary = listed.item
    latest, target = measure.latest, measure.last_judged
    reading = figure_for(latest.value, measure.unit, latest.period) if latest is not None else "no reading published"
    missed: Inline = ""
    if measure.missed and target is not None:
        since = " and has reached it since" if measure.reached_since else ""
        text = f"missed its target of {figure(target.value, measure.unit)} by {date_text(target.due)}{since}"
        missed = Span(text, "late")
    overdue = f"its next reading is {days_text(measure.days_overdue)} overdue" if measure.days_overdue else ""
    title = f"{measure.title} ({unit_text(measure.unit)})"
    return Item(title, listed.label, (joined((reading, missed, overdue), "; "),))


ROLL_UP = RollUpSpec(
    figures=lambda plan, context, _: measure_figures(plan, context.as_at, context.selection),
    document=measures_roll_up,
)
