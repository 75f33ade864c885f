"""The screen of ``actionplan since`` for many plans: how much changed of what sort, and where to look."""

from collections.abc import Iterator
from typing import Any

from actionplan.report.portfolio import counted, example, groups_table, hints, number, pressing_list, title_lines
from actionplan.report.rollup.rollup import RollUp
from actionplan.report.since import HEADING_WORDS
from actionplan.report.writers.legacy import Screen, draw, hanging, styled, table
from actionplan.summary.changes.records import HEADINGS

_COLUMNS = (
    counted("Finished", "finished", 8),
    counted("Re-dated", "re-dated", 8),
    counted("Newly late", "newly-late", 10, "bold red"),
    counted("Changes", "changes", 7),
)


def portfolio_since_text(roll_up: RollUp, title: str, when: str, start: str, screen: Screen) -> str:
    """Give how much changed in many plans as text for a screen.

    Args:
        roll_up: the plans' figures.
        title: what is compared, as a line.
        when: the later day in words.
        start: the beginning as it was typed, for the command that shows one plan.
        screen: what the reader's screen can show.
    """
    parts: list[Any] = [styled(hanging(title, 0, screen).plain, "bold"), *title_lines(roll_up, when, screen)]
    if not roll_up.total.figures["changes"]:
        return draw([*parts, styled("Nothing has changed.")], screen)
    parts += _headings(roll_up)
    parts += groups_table(roll_up, _COLUMNS, screen)
    names = ("newly-late", "re-dated", "changes")
    parts += pressing_list(roll_up, names, _COLUMNS, "most actions newly late, then moved", screen)
    parts.append(
        hints(
            ("One plan's changes:", f"actionplan since {start} {example(roll_up)}"),
            ("Other tables:", "--by region, --by plan"),
        )
    )
    return draw(parts, screen)


def _headings(roll_up: RollUp) -> Iterator[Any]:
    """Give each sort of change that there is, in the order of minutes, and in how many plans."""
    rows = table("Changes", "Number", "Plans", widths=[40, 8, 6], right=[1, 2])
    for heading in HEADINGS:
        if many := roll_up.total.figures[heading]:
            concerned = sum(plan.figures[heading] > 0 for plan in roll_up.plans)
            rows.add_row(HEADING_WORDS[heading], number(many), number(concerned))
    yield rows
    yield ""
