"""A table as text, as spreadsheets write it: its headings and rows, and the place of each cell."""

import io
from collections.abc import Container, Iterator

from attrs import evolve, frozen

from actionplan.input.headings import fields_of
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.text import count
from actionplan.sheets.cell_text import without_apostrophe
from actionplan.sheets.csv_text import DELIMITERS, SEPARATOR_LINE, WrongRow, rows_of
from actionplan.storage.toml import Unreadable

_MOST_COLUMNS = 500
_MOST_TITLES = 10
"""The most lines above the headings."""


@frozen(kw_only=True)
class Row:
    """A row under the headings.

    Attributes:
        number: its number in the spreadsheet, in which the headings are row 1.
        line: the line of the file in which it begins.
        cells: a text for each heading, without blanks around it.
    """

    number: int
    line: int
    cells: tuple[str, ...]


@frozen(kw_only=True)
class Sheet:
    """A table of texts.

    Attributes:
        path: its file.
        lines: the lines of the file.
        titles: the texts above the headings.
        heading_line: the number of the line with the headings.
        delimiter: the character between cells.
        headings: the headings as written; empty for a column without one.
        rows: the rows, without empty ones.
        problems: rows that have too many cells.
    """

    path: str
    lines: tuple[str, ...]
    titles: tuple[str, ...]
    heading_line: int
    delimiter: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_sheet(path: str, text: str) -> Sheet:
    """Read a table whose cells are separated by commas, semicolons or tabs, with quotes around texts that need them.

    Args:
        path: the file, for messages.
        text: its text.

    Raises:
        Unreadable: a quote is never closed, or text follows a closed one.
    """
    lines = [line.rstrip("\r\n") for line in io.StringIO(text, newline="")]
    separator = SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    first = 2 if separator else 1
    titles = _titles(lines[first - 1 : first + _MOST_TITLES])
    heading_line = first + len(titles)
    # Spreadsheets use commas, semicolons or tabs, depending on the country.
    delimiter = separator[1] if separator else _delimiter("".join(lines[heading_line - 1 : heading_line]))
    records = _records(path, lines, heading_line, delimiter)
    headings = next(records, (first, []))[1]
    if (number := len(_filled(headings))) > _MOST_COLUMNS:
        message = f"there are {number:,} headings, and at most {_MOST_COLUMNS} are read"
        raise Unreadable(problem("E001", message, line_place(path, lines, heading_line)))
    rows, problems = [], []
    for number, (line, cells) in enumerate(records, len(titles) + 2):
        filled = _filled(cells)
        if len(filled) > len(headings):
            problems.append(_too_many(len(filled), len(headings), delimiter, line_place(path, lines, line)))
        if filled:
            padded = [*filled, *[""] * len(headings)][: len(headings)]
            rows.append(Row(number=number, line=line, cells=tuple(cell.strip() for cell in padded)))
    return Sheet(
        path=path,
        lines=tuple(lines),
        titles=tuple(filter(None, titles)),
        heading_line=heading_line,
        delimiter=delimiter,
        headings=tuple(heading.strip() for heading in headings),
        rows=tuple(rows),
        problems=tuple(problems),
    )


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _titles(lines: list[str]) -> list[str]:
    """Return the lines above a line of headings, each with one text at most; none if there is no such line."""
    titles: list[str] = []
    for line in lines:
        cells = [cell for cell in (cell.strip('" ') for cell in line.split(_delimiter(line))) if cell]
        if len(cells) > 1:
            return titles if any("action" in fields_of(cell) for cell in cells) else []
        titles.append("".join(cells))
    return []


def swallowed_rows(sheet: Sheet, position: int, known: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each row with a text of several lines of which one looks like a row of its own.

    Args:
        sheet: the table.
        position: the position of the column of ids.
        known: the ids of actions, in small letters.
    """
    for row in sheet.rows:
        for line in (line for cell in row.cells for line in cell.splitlines()[1:]):
            parts = line.split(sheet.delimiter)
            if len(parts) > max(1, position) and parts[position].strip('" ').rpartition("/")[2].casefold() in known:
                message = "a quote is opened here and never closed: the text goes on into what looks like another row"
                fix = "put the closing quote where the text ends; if all of it is text, write it on one line"
                yield problem("E001", message, line_place(sheet.path, sheet.lines, row.line), fix=fix)
                break


def line_place(path: str, lines: "tuple[str, ...] | list[str]", number: int) -> Location:
    """Return the place of a whole line."""
    shown = lines[number - 1] if number <= len(lines) else ""
    return Location(path=path, line=number, column=1, text=shown, length=max(1, len(shown)))


def row_place(sheet: Sheet, row: Row) -> Location:
    """Return the place of a row."""
    return line_place(sheet.path, sheet.lines, row.line)


def cell_place(sheet: Sheet, row: Row, position: int) -> Location:
    """Return the place of a cell in the line of its row; of the whole line if that is not clear."""
    return _place_in(row_place(sheet, row), row.cells[position])


def _place_in(place: Location, cell: str) -> Location:
    text, line = cell.partition("\n")[0], place.text or ""
    if not text or line.count(text) != 1:
        return place
    return evolve(place, column=line.index(text) + 1, length=len(text))


def heading_place(sheet: Sheet, position: int | None = None) -> Location:
    """Return the place of a heading; of the line of headings if no position is given."""
    line = line_place(sheet.path, sheet.lines, sheet.heading_line)
    return line if position is None else _place_in(line, sheet.headings[position])


def cell_name(row: Row, position: int) -> str:
    """Return what a spreadsheet calls a cell: ``C7``."""
    return f"{letters(position)}{row.number}"


def letters(position: int) -> str:
    """Return what a spreadsheet calls a column: ``A``, ``B``, ``AA``."""
    before, last = divmod(position, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _records(path: str, lines: list[str], first: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row, from a line on, with the number of the line in which it begins."""
    try:
        for line, cells in rows_of([f"{line}\n" for line in lines[first - 1 :]], delimiter):
            yield line + first - 1, [without_apostrophe(cell) for cell in cells]
    except WrongRow as error:
        message, fix = error.args
        where = line_place(path, lines, error.line + first - 1)
        raise Unreadable(problem("E001", message, where, fix=fix)) from error


def _filled(cells: list[str]) -> list[str]:
    """Return a row without the empty cells at its end, which spreadsheets often add."""
    last = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:last]


def _too_many(cells: int, headings: int, delimiter: str, where: Location) -> Problem:
    there = "is 1 heading" if headings == 1 else f"are {headings} headings"
    fix = f"put quotes around a text that contains a {DELIMITERS.get(delimiter, delimiter)}"
    return problem("E001", f"this row has {count(cells, 'cell')}, and there {there}", where, fix=fix)
