"""What a reader returns, and what all readers do with the cells that they found."""

import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from attrs import define, field

from actionplan.model.refused import needed
from actionplan.sheets.formats import HARMFUL, too_large
from actionplan.sheets.grid import Cell, Merged, Sheet, place
from actionplan.sheets.unreadable import UnreadableFile

MOST_CELLS: Final = 500_000
MOST_CHARACTERS: Final = 30_000_000
_MOST_NAMED: Final = 5
_LONGEST_REASON: Final = 150


class Contents(NamedTuple):
    """What is in a file: the parts of a `Book` that its reader finds."""

    sheets: tuple[Sheet, ...]
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@define
class Allowance:
    """How much a file may still contain; what is in memory is bounded by it.

    Attributes:
        cells: the cells that may follow.
        characters: the characters that may follow in them.
    """

    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS

    def use(self, cell: Cell, times: int = 1) -> None:
        """Count a cell.

        Raises:
            UnreadableFile: there are too many.
        """
        self.cells -= times
        self.characters -= times * (len(cell.text) + len(cell.struck) + len(cell.comment))
        if self.cells < 0:
            raise UnreadableFile(too_large(f"it has more than {MOST_CELLS:,} cells"))
        if self.characters < 0:
            raise UnreadableFile(too_large(f"it has more than {MOST_CHARACTERS // 10**6} million characters"))


@define(kw_only=True)
class Found:
    """What a reader has found of a sheet so far; attributes as in `Sheet`."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(factory=dict)
    merged: list[Merged] = field(factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    tables: list[tuple[str, Merged]] = field(factory=list)


def says_something(cell: Cell) -> bool:
    """Return whether a cell is more than a background."""
    return bool(cell.text or cell.struck or cell.comment or cell.formula)


def sheet_of(found: Found) -> Sheet:
    """Return a sheet without what is beyond its contents or under merged cells.

    Backgrounds, and hidden rows and columns, go on to the last row and column of a sheet in many files.
    """
    covered = _covered(found)
    cells = {where: cell for where, cell in found.cells.items() if where not in covered}
    saying = [where for where, cell in cells.items() if says_something(cell)]
    last_row = max((row for row, _ in saying), default=0)
    under_heads = (area.right for area in found.merged if (area.top, area.left) in cells)
    last_column = max((*(column for _, column in saying), *under_heads), default=0)
    return Sheet(
        name=found.name,
        cells=tuple(cells[where] for where in sorted(cells) if where[0] <= last_row and where[1] <= last_column),
        merged=tuple(found.merged),
        hidden=found.hidden,
        hidden_rows=frozenset(row for row in found.hidden_rows if row <= last_row),
        hidden_columns=frozenset(column for column in found.hidden_columns if column <= last_column),
        tables=tuple(found.tables),
    )


def words_under_merged(found: Found) -> tuple[str, ...]:
    """Return a note on cells with words that nobody sees, since cells were merged over them."""
    places = [
        place(found.name, *where) for where in sorted(_covered(found) & set(found.cells)) if found.cells[where].text
    ]
    if not places:
        return ()
    return (f"Words under merged cells, which nobody sees, were left out: {listed_places(places)}.",)


def listed_places(places: Sequence[str]) -> str:
    """Return places for a note: the first few, and how many more there are."""
    more = len(places) - _MOST_NAMED
    return ", ".join(places[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _covered(found: Found) -> set[tuple[int, int]]:
    """Return the places of cells that lie in merged cells and are not the first of them."""
    rows = sorted({row for row, _ in found.cells})
    columns: dict[int, list[int]] = {}
    for row, column in sorted(found.cells):
        columns.setdefault(row, []).append(column)
    covered = set()
    for each in found.merged:
        for row in rows[bisect_left(rows, each.top) : bisect_right(rows, each.bottom)]:
            inside = columns[row][bisect_left(columns[row], each.left) : bisect_right(columns[row], each.right)]
            covered |= {(row, column) for column in inside if (row, column) != (each.top, each.left)}
    return covered


def unique_name(name: str, taken: Collection[str]) -> str:
    """Return a name for a sheet, with a number behind it if another has it already."""
    numbers = (f"{name} ({number})" for number in range(2, len(taken) + 2))
    return name if name not in taken else next(each for each in numbers if each not in taken)


@contextmanager
def explained(fix: str) -> Iterator[None]:
    """Explain what libraries raise when a file is not as it should be.

    Args:
        fix: what to do then, as a sentence without its full stop.

    Raises:
        UnreadableFile: for any such error.
    """
    harmful = needed("defusedxml.common").DefusedXmlException
    lookups = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError)
    damaged = (OSError, EOFError, zipfile.BadZipFile, zlib.error, SyntaxError)  # an error of XML is a SyntaxError
    try:
        yield
    except (harmful, *lookups, *damaged) as error:
        cause = error.__cause__ or error  # openpyxl says of some errors only that they came up
        if isinstance(cause, harmful):
            raise UnreadableFile(HARMFUL) from error
        why = " ".join(f"{type(cause).__name__}: {cause}".split())[:_LONGEST_REASON]
        raise UnreadableFile(f"it is not as the programs that write such files make it ({why}). {fix}") from error
