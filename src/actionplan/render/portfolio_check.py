"""The screen of ``actionplan check --by``: how much is wrong where."""

from typing import Any

from actionplan.render.portfolio import counted, groups_table, hints, pressing_list, title_lines
from actionplan.render.screen import Screen, draw, styled
from actionplan.render.words import count
from actionplan.summary.portfolio import RollUp

_COLUMNS = (counted("Errors", "errors", 7, "bold red"), counted("Warnings", "warnings", 8))


def portfolio_check_text(roll_up: RollUp, when: str, screen: Screen) -> str:
    """Give how much is wrong with many plans as text for a screen.

    Args:
        roll_up: the plans' figures.
        when: the day in words.
        screen: what the reader's screen can show.
    """
    total = roll_up.total.figures
    parts: list[Any] = list(title_lines(roll_up, when, screen))
    parts += [styled(f"{count(total['errors'], 'error')}, {count(total['warnings'], 'warning')}", "bold"), ""]
    parts += groups_table(roll_up, _COLUMNS, screen, "problems")
    parts += pressing_list(roll_up, ("errors", "warnings"), _COLUMNS, "most errors, then warnings", screen)
    parts.append(
        hints(
            ("Each problem and its mend:", "actionplan check PATH"),
            ("Other tables:", "--by region, --by rule, --by plan"),
        )
    )
    return draw(parts, screen)
