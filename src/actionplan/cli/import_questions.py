"""What ``actionplan import`` asks on a terminal about how it reads files."""

from typing import TYPE_CHECKING

import click
from attrs import evolve

from actionplan.cli import console

if TYPE_CHECKING:
    from actionplan.edit.imports.columns import ReadColumn
    from actionplan.edit.imports.mapping import Mapped
    from actionplan.edit.imports.prepare import PreparedImport


def with_date_orders(ready: "PreparedImport", mapped: "Mapped") -> "Mapped":
    """Ask of each column that does not show it whether its dates have the day first, and return the mapping with that.

    Args:
        ready: how the files are read.
        mapped: the mapping with which they were read.
    """
    from actionplan.edit.bulk.date_order import date_in_order
    from actionplan.edit.imports.columns import said_of
    from actionplan.edit.imports.dates import columns_to_ask
    from actionplan.edit.imports.plan import dates_by_column
    from actionplan.model.dates import PlanDate
    from actionplan.model.text import date_text

    calendar = ready.built.plan.calendar
    said = dict(mapped.date_orders)
    for table in (table for file in ready.files for table in file.tables):
        columns = {column.column: column for column in table.columns}
        for number, shown in columns_to_ask(dates_by_column(table), calendar).items():
            column, written = columns[number], shown.either[0]
            if mapped.date_order or said_of(column, said):
                continue
            meanings = [date_in_order(written, calendar, order) for order in ("day-first", "month-first")]
            day, month = (date_text(each) if isinstance(each, PlanDate) else "no date" for each in meanings)
            question = f"{_called(column)} does not show whether the day comes first. Does {written} mean {day}"
            is_day = click.confirm(f"{question} (otherwise {month})?", default=True)
            said[f"{column.sheet}!{column.letter}"] = "day-first" if is_day else "month-first"
    return evolve(mapped, date_orders=said) if said else mapped


def with_columns(ready: "PreparedImport", mapped: "Mapped") -> "Mapped | None":
    """Ask whether the columns are read rightly, and return the mapping with what is changed; None if they are.

    Args:
        ready: how the files are read.
        mapped: the mapping with which they were read.
    """
    from actionplan.edit.imports.mapping import EXTRA
    from actionplan.input.headings import BUILT
    from actionplan.model.suggest import hint

    letters = {column.letter: column for column in _columns(ready)}
    while True:
        answer = click.prompt(
            "To change a column, type it and what it is, such as F=note. Enter, if all is right",
            default="",
            show_default=False,
        )
        if not answer.strip():
            return None
        name, _, field = (part.strip() for part in answer.partition("="))
        if name.upper() not in letters:
            console.say(f'There is no column "{name}". {hint(name, letters)}')
        elif field not in (*BUILT, EXTRA):
            console.say(f'A column cannot be "{field}". {hint(field, (*BUILT, EXTRA))}')
        else:
            return evolve(mapped, columns={**mapped.columns, name.upper(): field})


def _columns(ready: "PreparedImport") -> "list[ReadColumn]":
    return [column for file in ready.files for table in file.tables for column in table.columns]


def _called(column: "ReadColumn") -> str:
    return f'Column {column.letter} ("{column.heading}", sheet {column.sheet})'
