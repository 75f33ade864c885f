"""The screen of ``actionplan measures`` for many plans: how many are behind or missed where, never one value of all."""

from collections.abc import Iterator, Sequence
from typing import Any

from actionplan.report.measure_words import figure
from actionplan.report.portfolio import (
    Column,
    bar,
    counted,
    example,
    groups_table,
    hints,
    number,
    per_cent,
    pressing_list,
    share,
    title_lines,
)
from actionplan.report.rollup.measures import ListedMeasure
from actionplan.report.rollup.rollup import Figures, RollUp
from actionplan.report.words import count, date_text, days_text, one_line
from actionplan.report.writers.legacy import Screen, as_it_is, draw, hanging, signs_of, styled
from actionplan.summary.measures.measures import EVERY_MEASURE, MeasureSelection

_NOTE = "On course: on the trajectory to the next target or ahead of it, of those that have one. Overdue: a reading is."


def portfolio_measures_text(roll_up: RollUp, selection: MeasureSelection, when: str, screen: Screen) -> str:
    """Give where the measures of many plans stand as text for a screen.

    Args:
        roll_up: the plans' figures.
        selection: which measures are counted.
        when: the day in words.
        screen: what the reader's screen can show.
    """
    columns = _columns(screen)
    parts: list[Any] = list(title_lines(roll_up, when, screen))
    if selection != EVERY_MEASURE:
        parts[-1:] = [styled(f"Only measures {_selected(selection)}.", "bold"), ""]
    parts += [*_totals(roll_up.total.figures, screen), ""]
    parts += groups_table(roll_up, columns, screen, "missed", _NOTE)
    if listed := [measure for plan in roll_up.plans for measure in plan.listed]:
        parts += _list(listed, screen)
    else:
        names = ("missed", "behind", "overdue")
        parts += pressing_list(roll_up, names, columns, "most measures missed, then behind", screen)
    parts.append(
        hints(
            ("One plan's measures:", f"actionplan measures {example(roll_up)}"),
            ("Other tables:", "--by region, --by measure, --by plan"),
            ("One by one:", "--missed, --overdue"),
        )
    )
    return draw(parts, screen)


def _columns(screen: Screen) -> list[Column]:
    return [
        share("On course", "on", "with_course", screen),
        counted("Behind", "behind", style="bold red"),
        counted("Missed", "missed", style="bold red"),
        counted("Overdue", "overdue", 7),
    ]


def _selected(selection: MeasureSelection) -> str:
    conditions = [
        f"of the area {selection.area}" if selection.area else "",
        "that missed their last target" if selection.missed else "",
        "with a reading overdue" if selection.overdue else "",
    ]
    return " and ".join(filter(None, conditions))


def _totals(figures: Figures, screen: Screen) -> Iterator[Any]:
    total, held = figures["measures"], figures["with_course"]
    yield styled(f"{number(total)} measures" if total != 1 else count(1, "measure"), "bold")
    if not total:
        return
    if held:
        line = bar(figures["on"], held, 40, screen)
        line.append(f" {number(figures['on'])} of {number(held)} on course ({per_cent(figures['on'], held)})")
        yield line
    facts = [
        (figures["behind"], "behind their trajectory"),
        (figures["missed"], "missed their last target"),
        (figures["overdue"], "with a reading overdue"),
        (total - held, "without a trajectory to be held against"),
        (figures["eased"], "with a target made easier or later"),
        (figures["clashing"], "about which sources disagree"),
    ]
    said = ", ".join(f"{number(many)} {what}" for many, what in facts if many)
    yield hanging(said, 0, screen)


def _list(listed: Sequence[ListedMeasure], screen: Screen) -> Iterator[Any]:
    signs = signs_of(screen)
    lines = []
    for measure in listed:
        lines.append(
            hanging(
                f"  {measure.plan}  {measure.id}  {one_line(measure.title)} ({one_line(measure.unit)})", 6, screen
            ).plain
        )
        facts = [_latest(measure)]
        if measure.is_missed and measure.target is not None:
            target = f"{figure(measure.target, measure.unit)} by {date_text(measure.due)}"
            facts.append(f"{signs.late} missed its target of {target}")
        if measure.days_overdue:
            facts.append(f"its next reading is {days_text(measure.days_overdue)} overdue")
        lines.append(hanging("      " + "; ".join(facts), 6, screen).plain)
    yield styled(f"These {number(len(listed))}, plan by plan" if len(listed) > 1 else "This one", "bold")
    yield as_it_is(lines)
    yield ""


def _latest(measure: ListedMeasure) -> str:
    if measure.value is None:
        return "no reading has been published"
    return f"{figure(measure.value, measure.unit)} for {date_text(measure.period)}"
