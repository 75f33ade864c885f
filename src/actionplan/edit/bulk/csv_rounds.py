"""Updates as CSV: one row for each, with an entry's keys as headings. An empty cell means not stated."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve

from actionplan.edit.bulk.updates import Round, RoundUpdate, entry_of
from actionplan.edit.input import bodies_by_id, rating_meant
from actionplan.model.ids import Id
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean, listed
from actionplan.storage.date_hints import date_meant
from actionplan.storage.structuring import structure
from actionplan.storage.toml import Unreadable, decode, read_bytes

CSV_COLUMNS = ("action", "on", "by", "state", "rating", "progress", "note", "evidence", "due", "owner", "reason")
"""The columns that are read from CSV; others are listed and ignored."""

_UNNAMED = "one without a heading"
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_PATH = re.compile(r"(?!www\.)[^\s,;]+\.[A-Za-z]\w{0,4}")
_EVIDENCE_EXPECTED = (
    "https://..., or report.pdf in the plan's folder, without blanks in it; several with a semicolon between them"
)
_DAYS_EXPECTED = "31/10/2026, 2026-10-31 or 31 Oct 2026: day before month, year in four digits"
_EXCEL_FIRST_DAY = date(1899, 12, 30)
"""The day from which Excel counts, since it treats 1900 as a leap year."""

EXCEL_MENU = "Save as, CSV UTF-8 (Comma delimited)"
"""The menu entry in Excel."""


def from_csv(path: str, plan: Plan, on: date, by: Id | None) -> Round:
    """Read updates from CSV.

    Args:
        path: the file.
        plan: the plan, for its actions, bodies, terms and ratings.
        on: the day of updates that have none.
        by: the body of updates that have none; None to leave them without.

    Raises:
        Unreadable: the file is not text.
    """
    lines = [line.rstrip("\r\n") for line in io.StringIO(_csv_text(path), newline="")]
    # Spreadsheets use commas, semicolons or tabs, depending on the country.
    delimiter = max(_DELIMITERS, key=(lines or [""])[0].count)
    rows = _rows(path, lines, delimiter)
    headings = [cell.strip().lower().replace(" ", "_") for cell in _filled(next(rows, (1, []))[1])]
    if problems := list(_heading_problems(path, headings, lines)):
        return Round(entries=(), places=(), problems=tuple(problems))
    entries = []
    places = []
    ignored = [name for name in headings if name and name not in CSV_COLUMNS]
    for number, row in rows:
        where = _at(path, lines, number)
        problems.extend(_row_problems(row, headings, delimiter, plan, where))
        cells = {name: cell.strip() for name, cell in zip(headings, row, strict=False) if cell.strip()}
        if not cells:
            continue
        if "" in cells and _UNNAMED not in ignored:
            ignored.append(_UNNAMED)
        update, found = _from_cells(cells, plan, where)
        problems.extend(found)
        if update is not None:
            entries.append((update.action, entry_of(update, on, by)))
            places.append(where)
    return Round(entries=tuple(entries), places=tuple(places), problems=tuple(problems), ignored=tuple(ignored))


def _from_cells(cells: Mapping[str, str], plan: Plan, where: Location) -> tuple[RoundUpdate | None, list[Problem]]:
    table = _table(cells, plan)
    update, found = structure(table, RoundUpdate, where.path, plan.calendar)
    problems = [_in_row(one, where, cells) for one in found]
    if "evidence" in cells and "evidence" not in table:
        message = "evidence is a web address or a file's path"
        problems.append(problem("E111", message, where, expected=_EVIDENCE_EXPECTED))
    return update, problems


def _csv_text(path: str) -> str:
    try:
        return decode(path, read_bytes(path))
    except Unreadable as error:
        if error.problem.code != "E002":
            raise
        raise Unreadable(evolve(error.problem, fix=f"in Excel: {EXCEL_MENU}")) from error


def _rows(path: str, lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of the line in which it begins.

    Raises:
        Unreadable: a quote is never closed, or text follows a closed one.
    """
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_not_csv(error, _at(path, lines, number), reader.line_num)) from error
        yield number, row


def _not_csv(error: csv.Error, where: Location, last: int) -> Problem:
    """Return the problem of a row that cannot be read; the reader stopped in line ``last``."""
    if where.line != last or "unexpected end" in str(error):
        fix = "put the closing quote where the text ends"
        return problem("E001", "a quote is opened here and never closed", where, fix=fix)
    if "expected after" in str(error):
        message, fix = "there is text after a quote that ends a cell", 'write quotes within a text twice: ""'
        return problem("E001", message, where, fix=fix)
    return problem("E001", f"not CSV: {error}", where)


def _at(path: str, lines: list[str], number: int) -> Location:
    shown = lines[number - 1] if number <= len(lines) else ""
    return Location(path=path, line=number, column=1, text=shown, length=max(1, len(shown)))


def _filled(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end, which spreadsheets often add."""
    last = max((number for number, cell in enumerate(row, start=1) if cell.strip()), default=0)
    return row[:last]


def _row_problems(
    row: list[str], headings: list[str], delimiter: str, plan: Plan, where: Location
) -> Iterator[Problem]:
    """Yield the problems in how a row is split into cells."""
    count = len(_filled(row))
    if count > len(headings):
        there = "is 1 heading" if len(headings) == 1 else f"are {len(headings)} headings"
        message = f"this row has {count} cells, and there {there}"
        fix = f"put quotes around a text that contains a {_DELIMITERS[delimiter]}"
        yield problem("E001", message, where, fix=fix)
    known = {str(name) for action in plan.actions for name in (action.id, *action.formerly)}
    known |= {file.id for file in plan.unread}
    position = headings.index("action")
    for line in (line for cell in row for line in cell.splitlines()[1:]):
        parts = line.split(delimiter)
        if len(parts) > max(1, position) and parts[position].strip('" ').rpartition("/")[2] in known:
            message = "a quote is opened here and never closed: the text goes on into what looks like another row"
            fix = "put the closing quote where the text ends; if all of it is text, write it on one line"
            yield problem("E001", message, where, fix=fix)
            return


def _heading_problems(path: str, headings: list[str], lines: list[str]) -> Iterator[Problem]:
    where = Location(path=path, line=1, column=1, text=lines[0] if lines else "", length=1)
    if "action" not in headings:
        message = 'there is no column "action": headings are expected in the first line'
        others = listed(CSV_COLUMNS[1:])
        expected = f"a first line of headings, of which one is action; the others that are read: {others}"
        later = _line_of_headings(lines)
        fix = f"the headings are in line {later}: delete the lines above it" if later else ""
        yield problem("E102", message, where, expected=expected, fix=fix)
        return
    for name in headings:
        if name and name not in CSV_COLUMNS and (hint := did_you_mean(name, CSV_COLUMNS)):
            yield problem("E101", f'the column "{name}" is not known', where, fix=hint)
        if name in CSV_COLUMNS and headings.count(name) > 1:
            yield problem("E209", f'the column "{name}" is used twice', where)


def _line_of_headings(lines: list[str]) -> int | None:
    """Return the number of the first line that has a cell "action"; None if there is none."""
    cells = (re.split("[,;\t]", line.lower()) for line in lines)
    return next((number for number, row in enumerate(cells, 1) if "action" in (cell.strip('" ') for cell in row)), None)


def _table(cells: Mapping[str, str], plan: Plan) -> dict[str, Any]:
    """Return a row's cells as the values that TOML would have; cells that cannot be read are left for `structure`.

    Evidence that is neither a link nor a path is left out.
    """
    table: dict[str, Any] = {name: cell for name, cell in cells.items() if name in CSV_COLUMNS}
    if "progress" in table:
        digits = table["progress"].removesuffix("%").strip().removesuffix(".0")
        table["progress"] = int(digits) if re.fullmatch("[0-9]{1,3}", digits) else table["progress"]
    if "state" in table:
        table["state"] = table["state"].lower().replace(" ", "-")
    if "rating" in table:
        table["rating"] = rating_meant(table["rating"], plan)
    for name in ("on", "due"):
        if name in table:
            table[name] = _day(table[name])
    if "evidence" in table and (evidence := _evidence(table.pop("evidence"))):
        table["evidence"] = evidence
    return bodies_by_id(table, plan)


def _evidence(cell: str) -> list[dict[str, str]] | None:
    """Return the links and paths in a cell; None if it contains anything else."""
    found = []
    for part in re.split(r"[\r\n]+|;(?=\s|$|\w+://)", cell):
        if "://" in part:
            found += [("link", word.rstrip(",")) for word in part.split()]
        else:
            found += [("path", path.strip()) for path in part.split(";") if path.strip()]
    is_sound = all("://" in text if kind == "link" else _PATH.fullmatch(text) for kind, text in found)
    return [{kind: text} for kind, text in found] if is_sound else None


def _day(text: str) -> date | str:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return text


def _in_row(found: Problem, where: Location, cells: Mapping[str, str]) -> Problem:
    """Return a problem with the place of its row, in the words of a spreadsheet."""
    column = str(found.where.keys[0]) if found.where.keys else ""
    if found.code == "E105":
        expected = _DAYS_EXPECTED if column == "on" else f"{_DAYS_EXPECTED}; or 2026-10, 2026-Q3, ongoing"
        found = evolve(found, expected=expected, fix=_date_meant(cells[column]))
    return evolve(found, message=f"{column}: {found.message}" if column else found.message, where=where)


def _date_meant(cell: str) -> str:
    """Return how to write a date that a spreadsheet or its user writes differently; empty if that is not clear."""
    if match := re.fullmatch(r"(\d\d?)/(\d\d?)/(\d\d(?:\d\d)?)", cell):
        first, second, year = (int(part) for part in match.groups())
        is_short, is_american = len(match[3]) == 2, second > 12 >= first
        day, month = (second, first) if is_american else (first, second)
        corrections = ["the day comes before the month"] * is_american + ["the year has four digits"] * is_short
        if corrections and _day(shown := f"{day:02}/{month:02}/{year + 2000 * is_short}") != shown:
            return f"{', and '.join(corrections)}: {shown}"
    elif re.fullmatch(r"\d{5}", cell):
        day_meant = _EXCEL_FIRST_DAY + timedelta(days=int(cell))
        return f"this is how Excel counts days: format the column as a date, or write {day_meant:%d/%m/%Y}"
    elif match := re.fullmatch(r"([A-Za-z]{3})-(\d\d)", cell):
        meant = date_meant(f"{match[1]} 20{match[2]}").strip('"')
        return f"for the month write {meant}, in a column that is formatted as text" if meant else ""
    meant = date_meant(cell).strip('"')
    return f"write: {meant}" if meant[:1].isdigit() else ""
