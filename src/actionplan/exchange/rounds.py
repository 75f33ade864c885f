"""A round of updates in one file, as a body sends it every month: TOML, or CSV from a spreadsheet.

As TOML, a list of ``[[update]]`` tables with the keys of an entry and ``action``. As CSV, a row an update, with the
same words as headings; empty cells say nothing.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from attrs import evolve, fields, frozen

from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id, Reference
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean, listed
from actionplan.store.locate import locate
from actionplan.store.read import Unreadable, read_document, read_text
from actionplan.store.structure import structure
from actionplan.summary.meanings import ratings_known

CSV_COLUMNS = ("action", "on", "by", "state", "rating", "progress", "note", "evidence", "due", "owner", "reason")
"""The columns that are read from CSV; others are named and left alone."""


@frozen(kw_only=True)
class RoundUpdate(ActionEntry):
    """One update of a round.

    Attributes:
        action: the action's id, or ``PLAN/ID``.
        on: when it was true; None means the day of the round.
    """

    action: Reference
    on: PlanDate | None = None  # type: ignore[assignment]  # in a round the day may be left to the command


@frozen(kw_only=True)
class _Round:
    update: tuple[RoundUpdate, ...]


@frozen(kw_only=True)
class Round:
    """What a round's file says.

    Attributes:
        entries: for each update the action's id as written, and the entry.
        places: for each update, its place in the file.
        problems: what is wrong with the file.
        ignored: columns that were not read.
    """

    entries: tuple[tuple[str, ActionEntry], ...]
    places: tuple[Location, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()


def read_round(path: str, plan: Plan, *, on: date, by: Id | None) -> Round:
    """Read a round of updates.

    Args:
        path: a ``.toml`` or ``.csv`` file.
        plan: the plan, for its terms and ratings.
        on: the day of updates that give none.
        by: the body of updates that give none; None means they stay without.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    if path.lower().endswith(".csv"):
        return _from_csv(path, plan, on, by)
    document = read_document(path)
    made = structure(document.table, _Round, path, plan.terms)
    updates = made.record.update if made.record is not None else ()
    return Round(
        entries=tuple((update.action, _entry(update, on, by)) for update in updates),
        places=tuple(Location(path=path, keys=("update", index)) for index in range(len(updates))),
        problems=locate(made.problems, {path: document.text}),
    )


def _from_csv(path: str, plan: Plan, on: date, by: Id | None) -> Round:
    text = read_text(path)
    lines = text.splitlines()
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(lines[0] if lines else ""))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise Unreadable(
            problem("E001", f"not CSV: {error}", Location(path=path, line=reader.line_num, column=1))
        ) from error
    headings = [cell.strip().lower().replace(" ", "_") for cell in rows[0][1]] if rows else []
    problems = list(_heading_problems(path, headings, lines))
    has_headings = not problems
    entries: list[tuple[str, ActionEntry]] = []
    places: list[Location] = []
    for number, row in rows[1:]:
        cells = {name: cell.strip() for name, cell in zip(headings, row, strict=False) if cell.strip()}
        if not cells or not has_headings:
            continue
        shown = lines[number - 1] if number <= len(lines) else ""
        where = Location(path=path, line=number, column=1, text=shown, length=max(1, len(shown)))
        made = structure(_table(cells, plan), RoundUpdate, path, plan.terms)
        problems.extend(_in_row(found, where) for found in made.problems)
        if made.record is not None:
            entries.append((made.record.action, _entry(made.record, on, by)))
            places.append(where)
    ignored = tuple(name for name in headings if name and name not in CSV_COLUMNS)
    return Round(entries=tuple(entries), places=tuple(places), problems=tuple(problems), ignored=ignored)


def _delimiter(heading: str) -> str:
    """Guess what parts the cells: spreadsheets use commas, semicolons or tabs, by country."""
    return max(",;\t", key=heading.count)


def _heading_problems(path: str, headings: Iterable[str], lines: list[str]) -> Iterable[Problem]:
    headings = list(headings)
    where = Location(path=path, line=1, column=1, text=lines[0] if lines else "", length=1)
    if "action" not in headings:
        expected = (
            f"a first line of headings, of which one is action; the others that are read: {listed(CSV_COLUMNS[1:])}"
        )
        yield problem("E102", 'there is no column "action"', where, expected=expected)
    for name in headings:
        if name and name not in CSV_COLUMNS and (hint := did_you_mean(name, CSV_COLUMNS)):
            yield problem("E101", f'the column "{name}" is not known', where, fix=hint)
        if name in CSV_COLUMNS and headings.count(name) > 1:
            yield problem("E209", f'the column "{name}" stands twice', where)


def _table(cells: Mapping[str, str], plan: Plan) -> dict[str, Any]:
    """Give a row's cells the types that TOML would have given them; what cannot be read is left for `structure`."""
    table: dict[str, Any] = {name: cell for name, cell in cells.items() if name in CSV_COLUMNS}
    if "progress" in table:
        digits = table["progress"].removesuffix("%").strip().removesuffix(".0")
        table["progress"] = int(digits) if digits.isdigit() else table["progress"]
    if "state" in table:
        table["state"] = table["state"].lower().replace(" ", "-")
    if "rating" in table:
        table["rating"] = _rating(table["rating"], plan)
    for name in ("on", "due"):
        if name in table:
            table[name] = _day(table[name])
    if "evidence" in table:
        links = table["evidence"].split()
        table["evidence"] = [{"link" if "://" in link else "path": link} for link in links]
    return table


def _rating(text: str, plan: Plan) -> str:
    """Give the id of the rating that a cell names by id or label, whatever the case of its letters."""
    for name, meanings in ratings_known(plan).items():
        if text.casefold() in (name.casefold(), *(rating.label.casefold() for rating in meanings)):
            return name
    return text


def _day(text: str) -> date | str:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return text


def _in_row(found: Problem, where: Location) -> Problem:
    keys = found.where.keys
    column = f"{keys[0]}: " if keys else ""
    return evolve(found, message=f"{column}{found.message}", where=where)


def _entry(update: RoundUpdate, on: date, by: Id | None) -> ActionEntry:
    values = {field.name: getattr(update, field.name) for field in fields(ActionEntry)}
    values["on"] = values["on"] or on_day(on)
    values["by"] = values["by"] or by
    return ActionEntry(**values)
