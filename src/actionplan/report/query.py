"""The answer to a question in SQL, as text for a screen, as CSV or as JSON."""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any, Final

from actionplan.report.words import count, one_line
from actionplan.report.writers.legacy import Screen, draw, hanging, styled, table
from actionplan.tables.query import Answer

SHOWN: Final = 100
"""How many rows a text shows; the others are counted."""

_NARROW: Final = 14
"""A column that is wider than this may be folded, if a table does not fit otherwise."""


def answer_text(answer: Answer, screen: Screen) -> str:
    """Give an answer as a table; where there are too many columns for the screen, each row one column a line.

    Args:
        answer: the answer.
        screen: the screen.
    """
    shown = list(islice(answer.rows, SHOWN))
    others = sum(1 for _ in answer.rows)
    if not shown:
        return "No rows.\n"
    cells = [[one_line(cell(value)) for value in row] for row in shown]
    natural = [max(map(len, column)) for column in zip(answer.columns, *cells, strict=True)]
    gaps = 2 * (len(natural) - 1)
    fits = sum(min(width, _NARROW) for width in natural) + gaps <= screen.width
    text = _table(answer, shown, cells, screen) if fits else _one_by_one(answer.columns, cells, screen)
    if others:
        return f"{text}\n{len(shown)} of {len(shown) + others:,} rows are shown; --format csv gives all of them.\n"
    return f"{text}\n{count(len(shown), 'row')}.\n"


def _table(answer: Answer, rows: Sequence[tuple[Any, ...]], cells: Iterable[Sequence[str]], screen: Screen) -> str:
    numbers = [
        index
        for index, column in enumerate(zip(*rows, strict=True))
        if all(value is None or _is_number(value) for value in column)
    ]
    made = table(*map(one_line, answer.columns), right=numbers)
    for row in cells:
        made.add_row(*map(styled, row))
    return draw([made], screen)


def _one_by_one(columns: Sequence[str], cells: Iterable[Sequence[str]], screen: Screen) -> str:
    names = [one_line(name) for name in columns]
    width = max(map(len, names)) + 2
    parts = []
    for number, row in enumerate(cells, 1):
        parts.append(styled(f"{'' if number == 1 else chr(10)}Row {number}", "bold"))
        parts += [
            hanging(f"  {name:{width}}{text}".rstrip(), width + 2, screen)
            for name, text in zip(names, row, strict=True)
        ]
    return draw(parts, screen)


def answer_csv(answer: Answer) -> Iterator[str]:
    """Give an answer as lines of CSV, the first of which has the columns' names. What is not there is empty."""
    yield _csv_line(answer.columns)
    for row in answer.rows:
        yield _csv_line([cell(value, "; ") for value in row])


def _csv_line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def answer_json(answer: Answer, *, partial: bool) -> Iterator[str]:
    """Give an answer as pieces of JSON: row by row, so that a long one need not be held.

    Args:
        answer: the answer.
        partial: whether the tables miss a file that could not be read.
    """
    head = {"schema_version": 1, "kind": "query", "partial": partial, "columns": list(answer.columns)}
    yield json.dumps(head, indent=2)[:-2] + ',\n  "rows": ['
    comma = "\n    "
    for row in answer.rows:
        values = dict(zip(answer.columns, map(_json_value, row), strict=True))
        yield comma + json.dumps(values)
        comma = ",\n    "
    yield "\n  ]\n}\n"


def cell(value: Any, between: str = ", ") -> str:
    """Give a value as text.

    Args:
        value: any value that an answer can have; None is empty.
        between: what parts the elements of a list.
    """
    shown: str
    match value:
        case None:
            shown = ""
        case bool():
            shown = "true" if value else "false"
        case Decimal():
            shown = f"{value.normalize():f}"
        case list() | tuple():
            shown = between.join(cell(each) for each in value)
        case dict():
            shown = json.dumps(_json_value(value), ensure_ascii=False)
        case datetime() | date():
            shown = value.isoformat()
        case _:
            shown = str(value)
    return shown


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
