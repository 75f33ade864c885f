"""Make the records of a plan from what its files say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from attrs import evolve, frozen

from actionplan.edit.bulk.date_order import DateOrder
from actionplan.edit.bulk.per_cents import are_fractions
from actionplan.edit.imports.areas import AreasFound, is_area_name
from actionplan.edit.imports.bodies import BodiesFound
from actionplan.edit.imports.columns import ReadColumn, said_of
from actionplan.edit.imports.dates import orders_of
from actionplan.edit.imports.mapping import Mapped
from actionplan.edit.imports.paragraphs import dates_in
from actionplan.edit.imports.read_file import ReadFile, ReadTable
from actionplan.edit.imports.refs import Group, with_ids
from actionplan.edit.imports.rows import Draft, drafted
from actionplan.edit.imports.values import Reading
from actionplan.input.text import one_line
from actionplan.model.dates import Calendar, on_day
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id, natural_order
from actionplan.model.policy import Rating
from actionplan.model.problem import Problem
from actionplan.model.records import Action, Plan
from actionplan.model.text import day_text, in_words
from actionplan.sheets.grid import Cell, place

DATES = ("on", "start", "due", "original_due", "revised_due", "span", "finished")
"""Fields of dates, in which the day or the month may come first."""

NO_MEANING = "The source does not say what it means"

_BEST_FIRST = ("blue", "green", "amber", "red", "grey", None)

CellPlace = tuple[str, str, int, int]
"""The file, the sheet, the row and the column of a cell."""


@frozen(kw_only=True)
class Built:
    """A plan as files give it.

    Attributes:
        plan: the plan.
        drafts: its actions, each with its cells, in the order of the files.
        problems: cells that cannot be read.
        made_bodies: ids of the bodies that were made from names.
        remarks: what was decided about a row, in sentences.
        title_cell: the cell above a table that gave the plan's title; None for none.
    """

    plan: Plan
    drafts: tuple[tuple[str, Draft], ...]
    problems: tuple[Problem, ...]
    made_bodies: tuple[Id, ...]
    remarks: tuple[str, ...]
    title_cell: Cell | None


@frozen(kw_only=True)
class Settings:
    """What a plan is built with, beside its files.

    Attributes:
        id: the plan's id, where the mapping gives none.
        mapped: what somebody says about the files.
        day: the day that the files describe.
        today: today's date.
        by: the body that reports what the files say, by id or name; None to name none.
    """

    id: Id
    mapped: Mapped
    day: date
    today: date
    by: str | None = None


def built(files: Sequence[ReadFile], settings: Settings, leave_out: frozenset[CellPlace] = frozenset()) -> Built:
    """Return the plan that files give.

    Args:
        files: the files, as they are read.
        settings: what it is built with.
        leave_out: cells that are not read.
    """
    mapped = settings.mapped
    bodies = BodiesFound(mapped.bodies)
    by = bodies.body(settings.by) if settings.by else None
    tables = list(chain.from_iterable(file.tables for file in files))
    taken: set[str] = set()
    groups = list(with_ids([group for table in tables for group in table.groups], taken))
    drafts = list(_drafts(tables, groups, settings, bodies, leave_out))
    areas = AreasFound(mapped.area_kind, taken, mapped.areas)
    title_cell = _title_cell(tables)
    title = mapped.title or (one_line(title_cell.text) if title_cell else "") or _file_title(files[0])
    named: list[Id] = []
    for number, (table, draft) in enumerate(drafts):
        is_below = number > 0 and drafts[number - 1][0] is table and _has_areas(table) and not draft.area
        named.append(named[-1] if is_below else _area(table, draft, len(tables), title, areas))
    actions = [_action(draft, area, by) for (_, draft), area in zip(drafts, named, strict=True)]
    plan = Plan(
        format=1,
        id=mapped.id or settings.id,
        title=title,
        agreed=mapped.agreed,
        kept_since=on_day(settings.today),
        description=_description(files, settings),
        bodies=FrozenDict(bodies.bodies),
        ratings=FrozenDict(_ratings(mapped, [draft for _, draft in drafts])),
        terms=mapped.terms,
        year_starts=mapped.year_starts,
        extra=FrozenDict(_extra(files, title_cell)),
        areas=tuple(sorted(areas.areas.values(), key=lambda each: natural_order(each.id))),
        actions=tuple(sorted(actions, key=lambda each: natural_order(each.id))),
    )
    return Built(
        plan=plan,
        drafts=tuple((table.file, draft) for table, draft in drafts),
        problems=tuple(problem for _, draft in drafts for problem in draft.problems),
        made_bodies=tuple(bodies.made),
        remarks=(*_side_by_side(tables), *_remarks(drafts), *_struck_rows(tables)),
        title_cell=title_cell,
    )


def _drafts(
    tables: Sequence[ReadTable],
    groups: Sequence[Group],
    settings: Settings,
    bodies: BodiesFound,
    leave_out: frozenset[CellPlace],
) -> Iterator[tuple[ReadTable, Draft]]:
    """Yield each action with its table; the groups are those of all tables, with their ids."""
    remaining = iter(groups)
    for table in tables:
        reading = reading_of(table, settings, bodies)
        sheet = table.table.sheet.name
        here = frozenset(each[2:] for each in leave_out if each[:2] == (table.file, sheet))
        for _, group in zip(table.groups, remaining, strict=False):  # the shorter one first
            yield table, drafted(group, table.columns, reading, table.file, across=table.table.across, leave_out=here)


def reading_of(table: ReadTable, settings: Settings, bodies: BodiesFound) -> Reading:
    """Return how the cells of a table are read, by all cells of each column."""
    mapped = settings.mapped
    calendar = Calendar(terms=mapped.terms, year_starts=mapped.year_starts)
    progress = [cell for column in table.columns if column.field == "progress" for cell in cells_of(table, column)]
    fractions = mapped.progress_in == "parts of 1" if mapped.progress_in else _are_fractions(progress)
    return Reading(
        mapped=mapped,
        calendar=calendar,
        bodies=bodies,
        day=settings.day,
        today=settings.today,
        orders=orders_of(dates_by_column(table), calendar, _orders_said(table, mapped)),
        are_fractions=fractions,
        fields=frozenset(column.field for column in table.columns),
    )


def _orders_said(table: ReadTable, mapped: Mapped) -> dict[int, DateOrder]:
    """Return the order of day and month that a mapping gives for each column."""
    said = {column.column: said_of(column, mapped.date_orders) or mapped.date_order for column in table.columns}
    return {column: "month-first" if order == "month-first" else "day-first" for column, order in said.items() if order}


def dates_by_column(table: ReadTable) -> dict[int, list[str]]:
    """Return the texts in each column that may be dates, and those at the beginning of paragraphs about progress."""
    found: dict[int, list[str]] = {}
    for column in table.columns:
        texts = [cell.text for cell in cells_of(table, column) if not isinstance(cell.value, date)]
        if column.field == "note":
            found[column.column] = dates_in(texts)
        elif column.field in DATES:
            found[column.column] = [part for text in texts for part in re.split(r"\s*[\n;,]\s*|\s+(?:/|-|to)\s+", text)]
    return found


def cells_of(table: ReadTable, column: ReadColumn) -> Iterator[Cell]:
    """Yield the cells of a column in the rows of actions."""
    for row in table.table.rows:
        if column.column in row.cells and column.column not in row.spread:
            yield row.cells[column.column]


def _are_fractions(cells: Sequence[Cell]) -> bool:
    """Return whether progress is in parts of 1: no number is above 1, and none has a sign."""
    texts = [
        f"{cell.value}" if isinstance(cell.value, int | float) and "%" not in cell.text else cell.text for cell in cells
    ]
    certain = are_fractions(texts)
    if certain is not None or any("%" in text for text in texts):
        return certain or False
    numbers = [float(text) for text in texts if re.fullmatch(r"[\d.]+", text)]
    return max(numbers, default=0) <= 1


def _area(table: ReadTable, draft: Draft, tables: int, title: str, areas: AreasFound) -> Id:
    """Return the area of an action: from its column, the row above, or its sheet; else all are in one."""
    row = draft.group.rows[0]
    if draft.area:
        heading = next(column.heading for column in table.columns if column.field == "areas")
        return areas.named(f"{one_line(heading)} {draft.area}" if draft.area.isdigit() else draft.area)
    if row.area is not None:
        return areas.named(row.area.text, row.area.ref)
    if tables > 1 and is_area_name(table.table.sheet.name):
        return areas.named(table.table.sheet.name)
    return areas.named(title)


def _has_areas(table: ReadTable) -> bool:
    """Return whether a table has a column of areas, in which an empty cell is that of the row above."""
    return any(column.field == "areas" for column in table.columns)


def _action(draft: Draft, area: Id, by: Id | None) -> Action:
    entries = tuple(entry if entry.by is not None else evolve(entry, by=by) for entry in draft.entries)
    head = dict(draft.head)
    head["title"] = head["title"] or f"Action {draft.group.ref or draft.group.id}"
    return Action(id=Id(draft.group.id), areas=(area,), extra=FrozenDict(draft.extra), status=entries, **head)


def _ratings(mapped: Mapped, drafts: Sequence[Draft]) -> dict[Id, tuple[Rating, ...]]:
    """Return the ratings of a mapping, and those that the cells name, best first as far as their colours show."""
    found = {word.id: word for draft in reversed(drafts) for word in reversed(draft.ratings)}
    ordered = sorted(found.values(), key=lambda word: _BEST_FIRST.index(word.colour))
    new = {Id(word.id): (Rating(label=word.label, meaning=NO_MEANING, colour=word.colour),) for word in ordered}
    return {**new, **mapped.ratings}


def _title_cell(tables: Sequence[ReadTable]) -> Cell | None:
    """Return the first cell above a table that can be the plan's title: one with two words or more."""
    above = (cell for table in tables for cell in table.table.above)
    return next((cell for cell in above if len(one_line(cell.text).split()) > 1 and cell.text[:1].isalpha()), None)


def _file_title(file: ReadFile) -> str:
    """Return a title for a plan whose files give none."""
    return one_line(file.book.name.rpartition(".")[0]) or "Action plan"


def _description(files: Sequence[ReadFile], settings: Settings) -> str:
    names = in_words(dict.fromkeys(file.book.name for file in files))
    return f"Taken over on {day_text(settings.today)} from {names}, as at {day_text(settings.day)}."


def _extra(files: Sequence[ReadFile], title_cell: Cell | None) -> dict[str, Any]:
    """Return what the files say beside their actions: above and below the tables, and in other sheets."""
    extra: dict[str, Any] = {}
    for file in files:
        for table in file.tables:
            name = table.table.sheet.name
            found = table.table
            around = {"above_the_table": found.above, "below_the_table": found.below, "struck_out_rows": found.struck}
            for key, cells in around.items():
                if texts := [_with_place(cell, name) for cell in cells if cell is not title_cell]:
                    extra.setdefault(key, []).extend(texts)
        for sheet in file.others:
            if texts := [_with_place(cell, sheet.name) for cell in sheet.cells if cell.text]:
                extra.setdefault("other_sheets", []).extend(texts)
    return extra


def _with_place(cell: Cell, sheet: str) -> str:
    return f"{place(sheet, cell.row, cell.column)}: {cell.text or cell.struck}"


def _side_by_side(tables: Sequence[ReadTable]) -> Iterator[str]:
    """Yield that a table has its headings twice, as where two plans are side by side."""
    for table in tables:
        titles = {column.heading for column in table.columns if column.field == "title"}
        for column in table.columns:
            if column.heading in titles and not column.field:
                yield (
                    f"{table.table.sheet.name}, column {column.letter}: {column.heading} comes twice. If two tables "
                    "are side by side, only the first is read: move the second below it, or to a sheet of its own."
                )


def _struck_rows(tables: Sequence[ReadTable]) -> Iterator[str]:
    for table in tables:
        for row in dict.fromkeys(cell.row for cell in table.table.struck):
            yield f"{table.table.sheet.name}, row {row}: all of it is struck out, so it is no action of the plan."


def _remarks(drafts: Iterable[tuple[ReadTable, Draft]]) -> Iterator[str]:
    for table, draft in drafts:
        row = draft.group.rows[0]
        where = f"{table.table.sheet.name}, row {row.number}"
        if draft.group.remark:
            yield f"{where}: {draft.group.remark}, so it is {draft.group.id}."
        if draft.extra.get("state_in_source") == "verified":
            yield (
                f"{where}: {draft.group.id} is verified in the source, and is taken as complete, since it does not say "
                "by which body and with which evidence."
            )
        if any(each.hidden for each in draft.group.rows):
            yield f"{where}: the row of {draft.group.id} is hidden."
