"""Find the tables of actions in a file: the headings under titles and logos, and the rows under the headings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from actionplan.edit.imports.areas import is_numbered
from actionplan.input.headings import fields_built, plain_heading
from actionplan.input.text import one_line, plain
from actionplan.sheets.grid import Cell, Sheet

_MOST_ABOVE = 60
"""The most rows with something in them above the headings."""

_LONGEST_HEADING = 80

Grid = Mapping[int, Mapping[int, Cell]]
"""The cells of a sheet by row and column; a merged cell is in each of its rows."""


@frozen(kw_only=True)
class Heading:
    """The heading of a column.

    Attributes:
        column: the column's number; A is 1.
        text: the heading on one line; of two rows, both: ``Progress RAG``. Empty where there is none.
        lower: its last row alone.
    """

    column: int
    text: str
    lower: str


@frozen(kw_only=True)
class AreaRow:
    """A row between rows of actions that names their area.

    Attributes:
        row: its number.
        text: what it says.
        ref: the area's own number, where a cell of its own has that; empty otherwise.
    """

    row: int
    text: str
    ref: str = ""


@frozen(kw_only=True)
class TableRow:
    """A row under the headings.

    Attributes:
        number: its number in the sheet.
        cells: its cells by column, those of merged cells that began above among them.
        spread: the columns whose cell began in a row above.
        area: the nearest row above that names an area; None for none.
        hidden: whether it is hidden.
    """

    number: int
    cells: Mapping[int, Cell]
    spread: frozenset[int] = frozenset()
    area: AreaRow | None = None
    hidden: bool = False


@frozen(kw_only=True)
class FoundTable:
    """A table of actions in a sheet.

    Attributes:
        sheet: the sheet.
        heading_rows: the numbers of the rows of headings.
        headings: the headings, for each column that has one or has cells under it.
        rows: the rows of actions.
        across: for the first cell of merged ones the other columns that they are in.
        areas: the rows that name areas.
        above: cells above the headings that say something.
        below: cells under the last action that say something, and rows between that repeat a heading.
        repeated: the numbers of rows that repeat the headings, as at the top of a printed page.
        struck: cells of rows that are struck out as a whole.
    """

    sheet: Sheet
    heading_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[TableRow, ...]
    across: Mapping[tuple[int, int], Sequence[int]]
    areas: tuple[AreaRow, ...] = ()
    above: tuple[Cell, ...] = ()
    below: tuple[Cell, ...] = ()
    repeated: tuple[int, ...] = ()
    struck: tuple[Cell, ...] = ()


def find_table(sheet: Sheet, heading_row: int | None = None, known: frozenset[str] = frozenset()) -> FoundTable | None:
    """Return the table of actions in a sheet; None if it has none.

    Args:
        sheet: the sheet.
        heading_row: the number of the last row of headings, as a person says it; None to find it.
        known: headings that a person says are in it, as `plain_heading` returns them.
    """
    own: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in sheet.cells:
        own[cell.row][cell.column] = cell
    heading_rows = _heading_rows(sheet, own, heading_row, known)
    if not heading_rows:
        return None
    headings = _headings(sheet, own, heading_rows)
    rows = _spread(sheet, own, heading_rows[-1])
    texts = {heading.column: heading.text for heading in headings}
    found, areas, repeated = _rows_of_actions(sheet, rows, own, texts, heading_rows)
    if (first := _area_above(own, heading_rows[0], is_repeated=bool(repeated))) is not None:
        found = [row if row.area is not None else evolve(row, area=first) for row in found]
        areas = [first, *areas]
    last = max((row.number for row in found), default=heading_rows[-1])
    named = {area.row for area in areas}
    return FoundTable(
        sheet=sheet,
        heading_rows=heading_rows,
        headings=headings,
        rows=tuple(found),
        across={(each.top, each.left): range(each.left + 1, each.right + 1) for each in sheet.merged},
        areas=tuple(area for area in areas if area.row < last),
        above=tuple(cell for cell in sheet.cells if cell.row < heading_rows[0] and cell.text and cell.row not in named),
        below=tuple(cell for cell in sheet.cells if cell.row > last and cell.text and cell.row not in repeated),
        repeated=tuple(repeated),
        struck=tuple(_struck(own, heading_rows[-1])),
    )


def _struck(own: Grid, last_heading: int) -> Iterator[Cell]:
    """Yield the cells of rows in which everything is struck out."""
    for row in sorted(own):
        cells = [cell for cell in own[row].values() if cell.text or cell.struck]
        if row > last_heading and cells and not any(cell.text for cell in cells):
            yield from cells


def _area_above(own: Grid, heading_row: int, *, is_repeated: bool) -> AreaRow | None:
    """Return the area that the row above the headings names; None if it names none.

    It does if it is a numbered title such as "Priority 1: Leadership", or if the headings come again for each area.
    """
    texts = [one_line(cell.text) for cell in own.get(heading_row - 1, {}).values() if cell.text]
    is_area = len(texts) == 1 and (is_repeated or is_numbered(texts[0]))
    return AreaRow(row=heading_row - 1, text=texts[0]) if is_area else None


def _heading_rows(sheet: Sheet, own: Grid, given: int | None, known: frozenset[str]) -> tuple[int, ...]:
    """Return the row with the most headings that are understood, and the rows of headings that go with it."""
    filled = [row for row in sorted(own) if any(cell.text for cell in own[row].values())][:_MOST_ABOVE]
    if given is not None:
        best = given if given in own else 0
    else:
        scores = {row: len(_understood(own[row].values(), known)) for row in filled}
        most = max(scores.values(), default=0)
        best = next((row for row in filled if scores[row] >= max(2, 0.6 * most)), 0)
    if not best:
        return ()
    first = last = best
    above = filled[filled.index(best) - 1] if best in filled[1:] else 0
    if above and above == best - 1 and _goes_above(sheet, own, above, best):
        first = above
    below = next((row for row in filled if row > last), 0)
    if given is None and below == last + 1 and _goes_below(sheet, own, last, below):
        last = below
    return tuple(range(first, last + 1))


def _understood(cells: Iterable[Cell], known: frozenset[str] = frozenset()) -> set[tuple[str, ...]]:
    """Return the different meanings of the headings that are understood in a row."""
    short = [cell.text for cell in cells if 0 < len(cell.text) <= _LONGEST_HEADING]
    said = {(words,) for text in short if (words := plain_heading(text)) in known}
    return said | {fields for text in short if (fields := fields_built(text))}


def _goes_above(sheet: Sheet, own: Grid, above: int, best: int) -> bool:
    """Return whether a row above the headings is one of headings too: it has those of columns that are empty below."""
    if any(each.top == above and each.bottom >= best and each.left == each.right for each in sheet.merged):
        return True
    texts = {column: cell.text for column, cell in own[above].items() if cell.text}
    missing = [column for column in texts if not (own[best].get(column) and own[best][column].text)]
    is_short = all(len(text) <= _LONGEST_HEADING for text in texts.values())
    return len(texts) > 1 and is_short and bool(missing) and bool(_understood(own[above].values()))


def _goes_below(sheet: Sheet, own: Grid, last: int, below: int) -> bool:
    """Return whether the row under the headings has headings too: under a merged one, or with nothing else in it."""
    texts = [cell.text for cell in own[below].values() if cell.text]
    understood = sum(bool(fields_built(text)) for text in texts)
    if any(each.top == last and each.bottom >= below and each.left == each.right for each in sheet.merged):
        return True
    under = {
        column
        for each in sheet.merged
        if each.top <= last <= each.bottom and each.right > each.left
        for column in range(each.left, each.right + 1)
    }
    is_under = bool(under) and all(cell.column in under for cell in own[below].values() if cell.text)
    is_plain = len(texts) > 1 and all(len(text) <= 30 for text in texts)
    return is_plain and (is_under or understood == len(texts)) and understood * 2 >= len(texts)


def _headings(sheet: Sheet, own: Grid, rows: Sequence[int]) -> tuple[Heading, ...]:
    """Return the heading of each column, from all rows of headings."""
    texts: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        across = {
            column: own.get(each.top, {}).get(each.left)
            for each in sheet.merged
            if each.top <= row <= each.bottom
            for column in range(each.left, each.right + 1)
        }
        for column in {*own.get(row, {}), *across}:
            cell = across.get(column) or own.get(row, {}).get(column)
            text = one_line(cell.text) if cell is not None else ""
            if text and text not in texts[column]:
                texts[column].append(text)
    under = {cell.column for cell in sheet.cells if cell.row > rows[-1] and cell.text}
    return tuple(
        Heading(column=column, text=" ".join(texts.get(column, ())), lower=(texts.get(column) or [""])[-1])
        for column in sorted({*(column for column in texts if texts[column]), *under})
    )


def _spread(sheet: Sheet, own: Grid, last_heading: int) -> dict[int, tuple[dict[int, Cell], frozenset[int]]]:
    """Return the cells of each row under the headings, and the columns whose merged cell began above."""
    rows: dict[int, dict[int, Cell]] = {row: dict(cells) for row, cells in own.items() if row > last_heading}
    spread: dict[int, set[int]] = defaultdict(set)
    for each in sheet.merged:
        cell = own.get(each.top, {}).get(each.left)
        if cell is None or each.top <= last_heading or each.bottom == each.top:
            continue
        for row in range(each.top + 1, each.bottom + 1):
            if row in rows:  # a row of which nothing else is there says nothing of its own
                rows[row][each.left] = cell
                spread[row].add(each.left)
    return {row: (rows[row], frozenset(spread[row])) for row in sorted(rows)}


def _rows_of_actions(
    sheet: Sheet,
    rows: Mapping[int, tuple[Mapping[int, Cell], frozenset[int]]],
    own: Grid,
    headings: Mapping[int, str],
    heading_rows: Sequence[int],
) -> tuple[list[TableRow], list[AreaRow], list[int]]:
    """Return the rows of actions, those that name an area, and the numbers of those that repeat the headings."""
    wide = _wide_rows(sheet)
    found: list[TableRow] = []
    areas: list[AreaRow] = []
    repeated: list[int] = []
    ref_column = next((column for column, text in headings.items() if fields_built(text)[:1] == ("action",)), None)
    again = [_plain_row(own.get(row, {}).values()) for row in heading_rows]
    refs = [_ref(cells, ref_column) for cells, _ in rows.values()]
    for index, (number, (cells, spread)) in enumerate(rows.items()):
        filled = [cell for column, cell in sorted(cells.items()) if cell.text and column not in spread]
        if not filled and not any(cell.fill for cell in cells.values()):
            continue
        if _plain_row(filled) in again and len(filled) > 1:
            repeated.append(number)
        elif area := _area_row(number, filled, is_wide=number in wide, ref_column=ref_column, later=refs[index + 1 :]):
            areas.append(area)
        elif filled:
            found.append(
                TableRow(
                    number=number,
                    cells=cells,
                    spread=spread,
                    area=areas[-1] if areas else None,
                    hidden=number in sheet.hidden_rows,
                )
            )
    return _without_footers(found, ref_column), areas, repeated


def _without_footers(rows: list[TableRow], ref_column: int | None) -> list[TableRow]:
    """Return rows without remarks under the table: rows at its end that say much less than the others.

    They come after an empty row, or have one cell, and that is where an action has its reference.
    """
    usual = Counter(min(4, _own_texts(row)) for row in rows).most_common(1)
    most = usual[0][0] // 2 if usual else 0
    for index in range(len(rows) - 1, 0, -1):
        if _own_texts(rows[index]) > most or rows[index].spread:
            break
        is_after_gap = rows[index].number > rows[index - 1].number + 1
        only = next(column for column, cell in rows[index].cells.items() if cell.text)
        is_remark = _own_texts(rows[index]) == 1 and only in (min(rows[index].cells), ref_column)
        if is_after_gap or (is_remark and index == len(rows) - 1):
            return _without_footers(rows[:index], ref_column)
    return rows


def _own_texts(row: TableRow) -> int:
    return sum(bool(cell.text) for column, cell in row.cells.items() if column not in row.spread)


def _wide_rows(sheet: Sheet) -> frozenset[int]:
    """Return rows with a cell that goes over three columns or more."""
    return frozenset(each.top for each in sheet.merged if each.top == each.bottom and each.right - each.left > 1)


def _plain_row(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(plain(cell.text) for cell in sorted(cells, key=lambda cell: cell.column) if cell.text)


def _ref(cells: Mapping[int, Cell], column: int | None) -> str:
    cell = cells.get(column) if column is not None else None
    return plain(cell.text) if cell is not None else ""


def _area_row(
    number: int, filled: Sequence[Cell], *, is_wide: bool, ref_column: int | None, later: Sequence[str]
) -> AreaRow | None:
    """Return the area that a row names; None for the row of an action.

    It names one if a single cell has all that it says, over several columns or where refs are otherwise, or if it has a
    number and a title and nothing else, and the refs of the next rows begin with that number.
    """
    texts = [one_line(cell.text) for cell in filled]
    if len(filled) == 1:
        is_ref = len(texts[0].split()) < 2 and len(texts[0]) < 10
        is_in_place = is_wide or (ref_column is not None and filled[0].column <= ref_column and not is_ref)
        return AreaRow(row=number, text=texts[0]) if is_in_place else None
    if len(filled) == 2 and ref_column in (None, filled[0].column):
        above, following = plain(texts[0]).rstrip("."), next((ref for ref in later if ref), "")
        is_above = following.startswith((f"{above}.", f"{above}/", f"{above}-")) or (
            above[-1:].isalpha()
            and following[: len(above)] == above
            and following[len(above) : len(above) + 1].isdigit()
        )
        return AreaRow(row=number, text=texts[1], ref=texts[0]) if above and is_above else None
    return None
