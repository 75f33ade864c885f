"""Per cents as spreadsheets write them: 40, 40 %, 40.0, or 0.4 where the cells are formatted as per cent."""

import re
from collections.abc import Sequence
from decimal import Decimal

from actionplan.input.numbers import read_number
from actionplan.input.unclear import Unclear

_SIGN = re.compile("%|per ?cent|pc", re.IGNORECASE)


def are_fractions(cells: Sequence[str]) -> bool | None:
    """Return whether the numbers of a column are parts of 1, such as 0.4 for 40 per cent; None if that is unclear.

    A number between 0 and 1 is a part of 1 if every number of the column is one; beside 40 or 40 % it is unclear. So is
    a 1 in a column without a number that shows its meaning.

    Args:
        cells: the texts of the column; those that are not numbers do not count.
    """
    bare = [number for cell in cells if not _SIGN.search(cell) and isinstance(number := read_number(cell), Decimal)]
    has_signs = any(_SIGN.search(cell) for cell in cells)
    is_beyond = has_signs or any(number > 1 for number in bare)
    if any(0 < number < 1 for number in bare):
        return None if is_beyond else True
    return None if 1 in bare and (has_signs or not is_beyond) else False


def per_cent(cell: str, *, are_fractions: bool) -> int | Unclear:
    """Return the whole number of per cent that a cell states.

    Args:
        cell: the text.
        are_fractions: whether a number without a sign is a part of 1.
    """
    number = read_number(cell, "per cent")
    if isinstance(number, Unclear):
        return number
    if are_fractions and not _SIGN.search(cell):
        number *= 100
    whole = int(number)
    if not 0 <= number <= 100:
        return Unclear(f"progress is from 0 to 100 per cent, not {number:f}")
    if number != whole:
        choices = ((f"{whole}%", ""), (f"{whole + 1}%", ""))
        return Unclear(f"progress is in whole numbers of per cent, not {number.normalize():f}", choices)
    return whole


def in_signs(cell: str) -> str:
    """Return the two ways to write a number up to 1 with a per cent sign: ``90% or 0.9%``."""
    number = read_number(cell)
    return f"{number * 100:.0f}% or {cell}%" if isinstance(number, Decimal) else ""


def is_small(cell: str) -> bool:
    """Return whether a cell is a number up to 1 without a per cent sign, but not 0."""
    number = read_number(cell)
    return isinstance(number, Decimal) and 0 < number <= 1 and not _SIGN.search(cell)
