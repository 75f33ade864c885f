"""The screen of ``actionplan challenge`` for many plans: which questions are asked how often, where, and of whom."""

from collections.abc import Iterator
from typing import Any

from actionplan.report.portfolio import counted, example, groups_table, hints, number, pressing_list, title_lines
from actionplan.report.rollup.rollup import RollUp, rolled_up
from actionplan.report.words import count
from actionplan.report.writers.legacy import Screen, draw, hanging, styled, table
from actionplan.rules.questions import CHALLENGE_RULES
from actionplan.rules.questions.registry import SERIOUSNESS

_COLUMNS = (
    counted("Critical", "critical", 8, "bold red"),
    counted("Serious", "serious", 7, "bold yellow"),
    counted("Routine", "routine", 7),
    counted("Questions", "questions", 9),
)


def portfolio_challenge_text(roll_up: RollUp, when: str, note: str, screen: Screen) -> str:
    """Give how many questions many plans raise as text for a screen.

    Args:
        roll_up: the plans' figures.
        when: the day in words.
        note: what was left out and must be known; empty for nothing.
        screen: what the reader's screen can show.
    """
    total = roll_up.total.figures
    parts: list[Any] = list(title_lines(roll_up, when, screen))
    levels = ", ".join(f"{number(total[level], 'none')} {level}" for level in SERIOUSNESS)
    many = number(total["questions"]) + " questions" if total["questions"] != 1 else count(1, "question")
    parts += [styled(f"{many}: {levels}" if total["questions"] else "The record raises no question.", "bold"), ""]
    if roll_up.by == "code" or not roll_up.is_asked:
        parts += _codes(roll_up, screen)
    if roll_up.by != "code":
        parts += groups_table(roll_up, _COLUMNS, screen, "critical")
    names = ("critical", "serious", "questions")
    parts += pressing_list(roll_up, names, _COLUMNS, "most critical questions, then serious", screen)
    parts += [hanging(note, 0, screen), ""] if note else []
    parts.append(
        hints(
            ("One plan's questions:", f"actionplan challenge {example(roll_up)}"),
            ("Other tables:", "--by region, --by code, --by owner, --by plan"),
            ("What one code means:", "actionplan challenge --list"),
        )
    )
    return draw(parts, screen)


def _codes(roll_up: RollUp, screen: Screen) -> Iterator[Any]:
    """Give each kind of question that is asked, the most serious first, and then what is asked most often."""
    levels = {rule.code: rule.seriousness for rule in CHALLENGE_RULES}
    order = list(SERIOUSNESS)
    groups = rolled_up(roll_up.plans, "code").groups
    width = min(max((len(group.name or "") for group in groups), default=8), screen.width - 34)
    ranked = sorted(groups, key=lambda group: (order.index(levels[group.ids[0]]), -group.figures["questions"]))
    rows = table("Code", "Question", "", "Asked", "Plans", widths=[5, width, 8, 6, 5], right=[3, 4])
    for group in ranked:
        code = group.ids[0]
        cells = [code, group.name or "", levels[code], number(group.figures["questions"]), number(group.figures.plans)]
        rows.add_row(*cells)
    if ranked:
        yield rows
        yield ""
