"""The screen of ``actionplan check --by``: how much is wrong where."""

from typing import Any

from actionplan.report.portfolio import counted, example, groups_table, hints, pressing_list, title_lines
from actionplan.report.rollup.rollup import RollUp
from actionplan.report.writers.legacy import Screen, draw, styled

_COLUMNS = (counted("Errors", "errors", 7, "bold red"), counted("Warnings", "warnings", 8))


def portfolio_check_text(roll_up: RollUp, when: str, found: str, screen: Screen) -> str:
    """Give how much is wrong with many plans as text for a screen.

    Args:
        roll_up: the plans' figures.
        when: the day in words.
        found: how many errors and warnings there are in words, those of no plan among them; empty where there are none.
        screen: what the reader's screen can show.
    """
    parts: list[Any] = list(title_lines(roll_up, when, screen))
    parts += [styled(found or "Nothing wrong.", "bold"), ""]
    if found:
        parts += groups_table(roll_up, _COLUMNS, screen, "problems")
    parts += pressing_list(roll_up, ("errors", "warnings"), _COLUMNS, "most errors, then warnings", screen)
    parts.append(
        hints(
            ("Each problem and its mend:", f"actionplan check {example(roll_up)}"),
            ("Other tables:", "--by region, --by rule, --by plan"),
        )
    )
    return draw(parts, screen)
