"""The screen of ``actionplan resolutions`` for many plans: how many motions are open where, and those asked for."""

from collections.abc import Iterator, Sequence
from typing import Any

from actionplan.model.dates import is_exact
from actionplan.model.ids import natural_order
from actionplan.report.portfolio import (
    Column,
    bar,
    counted,
    days,
    example,
    groups_table,
    hints,
    number,
    per_cent,
    pressing_list,
    share,
    title_lines,
)
from actionplan.report.rollup.resolutions import ListedMotion
from actionplan.report.rollup.rollup import Figures, RollUp
from actionplan.report.words import count, date_text, days_text, one_line
from actionplan.report.writers.legacy import Screen, as_it_is, draw, hanging, styled
from actionplan.summary.motions import EVERY_MOTION, MotionSelection


def portfolio_motions_text(roll_up: RollUp, selection: MotionSelection, when: str, screen: Screen) -> str:
    """Give where the motions of many plans stand as text for a screen.

    Args:
        roll_up: the plans' figures.
        selection: which motions are counted; its body as it was typed.
        when: the day in words.
        screen: what the reader's screen can show.
    """
    columns = _columns(screen)
    parts: list[Any] = list(title_lines(roll_up, when, screen))
    if selection != EVERY_MOTION:
        parts[-1:] = [hanging(f"Only {_selected(selection)}.", 0, screen), ""]
    parts += [*_totals(roll_up.total.figures, screen), ""]
    parts += groups_table(roll_up, columns, screen, "open", "Overdue: open, and not reported back when it was due.")
    if listed := [motion for plan in roll_up.plans for motion in plan.listed]:
        parts += _list(listed, screen)
    else:
        names = ("overdue_reports", "overdue_actions", "open")
        parts += pressing_list(roll_up, names, columns, "most reports overdue, then actions", screen)
    parts.append(
        hints(
            ("One plan's motions:", f"actionplan resolutions {example(roll_up)}"),
            ("Other tables:", "--by region, --by body, --by plan"),
            ("One by one:", "--open, --overdue, --body BODY"),
        )
    )
    return draw(parts, screen)


def _columns(screen: Screen) -> list[Column]:
    return [
        share("Done of all carried", "done", "carried", screen),
        counted("Open", "open", 5),
        counted("Overdue", "overdue_reports", 7, "bold red"),
        days("Oldest", "oldest"),
    ]


def _selected(selection: MotionSelection) -> str:
    conditions = [
        "motions that are open" if selection.open or selection.overdue else "motions",
        f"put to {one_line(selection.body)}" if selection.body else "",
        "with an action or a report overdue" if selection.overdue else "",
    ]
    return " ".join(filter(None, conditions))


def _totals(figures: Figures, screen: Screen) -> Iterator[Any]:
    carried = figures["carried"]
    yield styled(count(figures["motions"], "motion"), "bold")
    if not figures["motions"]:
        return
    line = bar(figures["done"], carried, 40, screen)
    line.append(f" {number(figures['done'])} of {number(carried)} carried are done")
    line.append(f" ({per_cent(figures['done'], carried)})" if carried else "")
    yield line
    still = f"{number(figures['open'], 'None')} open with {count(figures['open_clauses'], 'open clause')}"
    still += f", the oldest for {days_text(figures['oldest'])}" if figures["oldest"] else ""
    yield styled(still, "bold")
    facts = [
        (figures["overdue_reports"], "with a report overdue"),
        (figures["overdue_actions"], "with an action overdue"),
        (figures["due_at_next_meeting"], "to be reported to the next meeting of their body"),
        (figures["not_carried"], "not carried"),
    ]
    said = ", ".join(f"{number(many)} {what}" for many, what in facts if many)
    yield hanging(said, 0, screen)


def _list(listed: Sequence[ListedMotion], screen: Screen) -> Iterator[Any]:
    ordered = sorted(listed, key=lambda motion: (-(motion.days_since or 0), natural_order(motion.plan)))
    lines = []
    for motion in ordered:
        lines.append(hanging(f"  {motion.plan}  {motion.id}  {one_line(motion.title)}", 6, screen).plain)
        facts = [
            f"{one_line(motion.body)}, {'' if is_exact(motion.on) else 'in '}{date_text(motion.on)}",
            count(motion.open_clauses, "open clause"),
            "an action is overdue" if motion.has_action_overdue else "",
            f"its report is {days_text(motion.report_days_overdue)} overdue" if motion.report_days_overdue else "",
        ]
        lines.append(hanging("      " + "; ".join(filter(None, facts)), 6, screen).plain)
    yield styled(f"Open: {number(len(listed))}, the oldest first", "bold")
    yield as_it_is(lines)
    yield ""
