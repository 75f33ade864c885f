"""Whether the dates of a column have the day or the month first, by all of its cells."""

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

from actionplan.input.dates import is_month_first, read_date
from actionplan.input.unclear import Unclear
from actionplan.model.dates import Calendar, PlanDate

DateOrder = Literal["day-first", "month-first"]


@frozen(kw_only=True)
class Shown:
    """What the dates of one column show about their order.

    Attributes:
        day_first: dates that only have a meaning with the day first, such as 28/11/2026.
        month_first: dates that only have a meaning with the month first, such as 11/28/2026.
        either: dates that have two different meanings: 10/11/2026.
    """

    day_first: tuple[str, ...]
    month_first: tuple[str, ...]
    either: tuple[str, ...]


def order_shown(cells: Sequence[str], calendar: Calendar) -> Shown:
    """Return what the dates of a column show about their order."""
    return Shown(
        day_first=tuple(cell for cell in cells if is_month_first(cell) is False),
        month_first=tuple(cell for cell in cells if is_month_first(cell)),
        either=tuple(cell for cell in cells if _has_two_meanings(cell, calendar)),
    )


def is_unclear(shown: Shown, table: Iterable[Shown]) -> bool:
    """Return whether the order of a column's dates must be asked for.

    A date with the month first makes its own column unclear, and the dates of every column of the same table that do
    not show their order: the same hand or the same program wrote them.

    Args:
        shown: what the column shows.
        table: what all columns of the table show.
    """
    if shown.month_first:
        return True
    return bool(shown.either) and not shown.day_first and any(other.month_first for other in table)


def date_in_order(cell: str, calendar: Calendar, order: DateOrder) -> PlanDate | Unclear:
    """Return the date of a cell.

    Args:
        cell: the text.
        calendar: the periods of the plan.
        order: the order of a date that has two meanings; one that has a single meaning is read by that.
    """
    shown = is_month_first(cell)
    return read_date(cell, calendar, month_first=order == "month-first" if shown is None else shown)


def _has_two_meanings(cell: str, calendar: Calendar) -> bool:
    meanings = {read_date(cell, calendar, month_first=order) for order in (False, True)}
    return len(meanings) == 2 and all(isinstance(meaning, PlanDate) for meaning in meanings)
