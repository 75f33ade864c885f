"""Tables as Arrow tables, column by column."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from actionplan.model.records import Plan
from actionplan.model.refused import Refused, needed
from actionplan.tables.columns import ColumnType, DataTable
from actionplan.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow

DIGITS: Final = 38
"""How many digits an exact number can have, in Arrow, in Parquet and in every engine that reads them."""

SCALE: Final = 12
"""How many of them are behind the point."""


class DoesNotFit(Refused):
    """A figure has more digits than an exact number can have; ``args[0]`` says which."""


def arrow_types() -> "Mapping[ColumnType, pyarrow.DataType]":
    """Return Arrow's type for each type of column."""
    pa = needed("pyarrow")
    return {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "whole": pa.int32(),
        "decimal": pa.decimal128(DIGITS, SCALE),
        "day": pa.date32(),
        "truth": pa.bool_(),
    }


def arrow_table(table: DataTable, plan: Plan) -> "pyarrow.Table":
    """Make one table of one plan, without the column ``plan``.

    Args:
        table: the table.
        plan: the plan.

    Raises:
        DoesNotFit: a figure has too many digits.
    """
    pa = needed("pyarrow")
    types = arrow_types()
    rows = list(table.rows(plan))
    arrays = []
    for column in table.columns:
        values = list(map(column.value, rows))
        if column.type == "whole":
            _refuse_too_large(values, plan, table, column.name)
        if column.type == "decimal":
            values = [_fitting(value, plan, table, column.name) for value in values]
        arrays.append(pa.array(values, types[column.type]))
    return pa.table(arrays, schema=schema(table))


def arrow_tables(plan: Plan) -> "dict[str, pyarrow.Table]":
    """Make every table of one plan, by name, each without the column ``plan``."""
    return {table.name: arrow_table(table, plan) for table in TABLES}


def schema(table: DataTable) -> "pyarrow.Schema":
    """Return the columns of a table with Arrow's types, without the column ``plan``."""
    types = arrow_types()
    return needed("pyarrow").schema([(column.name, types[column.type]) for column in table.columns])


def _refuse_too_large(values: "Iterable[int | None]", plan: Plan, table: DataTable, column: str) -> None:
    """Refuse a whole number that a column cannot hold."""
    for value in values:
        if value is not None and not -(2**31) <= value < 2**31:
            raise DoesNotFit(f"{value} in the plan {plan.id} is too large for the table {table.name} ({column})")


def _fitting(value: Decimal | None, plan: Plan, table: DataTable, column: str) -> Decimal | None:
    """Refuse a figure that would have to be rounded, rather than round it."""
    if value is None:
        return None
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # no plan has an infinite figure
    if -exponent > SCALE or len(digits) + exponent > DIGITS - SCALE:
        raise DoesNotFit(
            f"{value} in the plan {plan.id} has more digits than the table {table.name} can hold ({column}): "
            f"{DIGITS - SCALE} before the point and {SCALE} behind it"
        )
    return value
