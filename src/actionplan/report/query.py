"""The answer to a question in SQL, as a document, as CSV or as JSON."""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any, Final

from actionplan.model.ids import Id
from actionplan.model.text import count
from actionplan.report.document import GAP, Column, Document, Heading, Paragraph, Source, Table
from actionplan.report.inline import Span
from actionplan.report.writers.json import closing, envelope, opening
from actionplan.sheets.cell_text import neutral
from actionplan.tables.query import Answer

SHOWN: Final = 100
"""How many rows a screen shows; the others are counted."""

ON_A_PAGE: Final = 1000
"""How many rows a page shows."""


def answer_document(answer: Answer, most: int = SHOWN) -> Document:
    """Return an answer as a table.

    Args:
        answer: the answer.
        most: how many rows are shown; the others are counted.
    """
    rows = tuple(islice(answer.rows, most))
    others = sum(1 for _ in answer.rows)
    if not rows:
        yield Paragraph("No rows.")
        return
    columns = tuple(
        Column(name, is_number=all(value is None or _is_number(value) for value in values))
        for name, values in zip(answer.columns, zip(*rows, strict=True), strict=True)
    )
    texts = tuple(tuple(map(cell, row)) for row in rows)
    yield from (Table(columns, texts, "The answer", has_row_headings=False, folds=True), GAP)
    all_of_them = f"{len(rows):,} of {len(rows) + others:,} rows are shown; --format csv gives all of them."
    yield Paragraph(all_of_them if others else f"{count(len(rows), 'row')}.")


def question_document(sql: str, notice: Document) -> Document:
    """Return the beginning of a page with an answer: the question, and warnings.

    Args:
        sql: the question.
        notice: the warnings, as `tables_notice` returns them.
    """
    yield Heading("Answer", 1)
    yield Source(tuple(sql.strip().splitlines()))
    yield from notice


def tables_notice(unread: Sequence[str], changed: Id | None, export: str) -> Document:
    """Return warnings about the tables; empty where there are none.

    Args:
        unread: the files that could not be read when the tables were made.
        changed: the id of a plan that has changed since; None where none has.
        export: the command that makes the tables.
    """
    if unread:
        text = f"PARTIAL: {count(len(unread), 'file')} could not be read when these tables were made:"
        yield from (Paragraph(Span(text, "alert")), Source(tuple(unread), indent=2))
    if changed is not None:
        yield Paragraph(f"These tables are older than the plans: {changed} has changed since. To update them:")
        yield Source((export,), indent=2)


def answer_csv(answer: Answer) -> Iterator[str]:
    """Yield an answer as lines of CSV for spreadsheets, the first of which has the columns' names.

    A missing value is empty. A text that a spreadsheet would run as a formula gets an apostrophe before it, and
    control characters are written as their code: ``<U+001B>``. JSON leaves texts unchanged.
    """
    yield _csv_line(answer.columns)
    for row in answer.rows:
        yield _csv_line(row)


def _csv_line(values: Iterable[Any]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(_csv_cell, values))
    return line.getvalue()


def _csv_cell(value: Any) -> str:
    text = cell(value, "; ")
    return text if _is_number(value) else neutral(text)


def answer_json(answer: Answer, *, partial: bool) -> Iterator[str]:
    """Yield an answer as pieces of JSON, row by row, so that a long one is never held in memory.

    Args:
        answer: the answer.
        partial: whether the tables lack a file that could not be read.
    """
    yield opening({**envelope("query"), "partial": partial, "columns": answer.columns}, "rows")
    between = ""
    for row in answer.rows:
        values = dict(zip(answer.columns, map(_json_value, row), strict=True))
        yield f"{between}\n    {json.dumps(values)}"
        between = ","
    yield f"{closing({}, is_empty=not between)}\n"


def cell(value: Any, between: str = ", ") -> str:
    """Return a value as text.

    Args:
        value: any value in an answer; None is empty.
        between: the separator of the elements of a list.
    """
    if isinstance(value, list | tuple):
        return between.join(map(cell, value))
    if isinstance(value, dict):
        return json.dumps(_json_value(value), ensure_ascii=False)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _json_value(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case float():
            return value if math.isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case list() | tuple():
            return [_json_value(each) for each in value]
        case dict():
            return {str(key): _json_value(each) for key, each in value.items()}
        case _:
            return cell(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
