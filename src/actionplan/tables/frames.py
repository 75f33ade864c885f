"""Plans as data frames, for those who work in pandas, polars or Arrow."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean
from actionplan.model.view import Portfolio
from actionplan.storage.load import load_strict
from actionplan.tables.arrow import arrow_table, arrow_types, schema
from actionplan.tables.errors import Refused, needed
from actionplan.tables.registry import BY_NAME

if TYPE_CHECKING:
    import pyarrow

Library = Literal["arrow", "pandas", "polars"]
"""Whose frames are wanted."""


def frames(
    plans: Portfolio | Plan | str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    library: Library = "arrow",
    tables: Iterable[str] | None = None,
) -> dict[str, Any]:
    """Return the tables of plans, as ``actionplan export parquet`` writes them, as frames in memory.

    Each has the column ``plan``, then the columns that ``docs/tables.md`` tells. Dates are days, figures are exact
    decimals, lists are lists, and what is not there is missing; pandas holds them as Arrow does, so none of that is
    lost.

    Args:
        plans: plans that were loaded, or where they are, as for `load`. Of loaded plans, files that could not be read
            are missing; the table ``plans`` counts them.
        library: ``arrow`` for Arrow tables, ``pandas`` or ``polars`` for their data frames.
        tables: the names of the tables that are wanted; None for all.

    Returns:
        The frames by the names of their tables.

    Raises:
        ProblemsFound: where paths are given and something there cannot be read, or has the wrong shape.
        NoPlan: there is no plan at all.
        NotInstalled: pyarrow or the library is not there; the message says how to install it.
        Refused: there is no table or library of that name, or a figure has too many digits.
    """
    names = tuple(BY_NAME) if tables is None else tuple(tables)
    for name in names:
        if name not in BY_NAME:
            raise Refused(f'there is no table "{name}": {did_you_mean(name, BY_NAME) or ", ".join(BY_NAME)}')
    if library not in ("arrow", "pandas", "polars"):
        raise Refused(f'"{library}" is none of arrow, pandas and polars')
    needed("pyarrow")
    if library != "arrow":
        needed(library)
    found = _plans(plans)
    return {name: _as(library, _whole(name, found)) for name in names}


def _plans(plans: Any) -> tuple[Plan, ...]:
    match plans:
        case Portfolio():
            return plans.plans
        case Plan():
            return (plans,)
        case str() | os.PathLike():
            return load_strict(plans).plans
        case _:
            return load_strict(*plans).plans


def _whole(name: str, plans: tuple[Plan, ...]) -> "pyarrow.Table":
    """Return a table of all plans, with the plan's id in its first column."""
    pa = needed("pyarrow")
    table = BY_NAME[name]
    whole = pa.schema([("plan", arrow_types()["text"]), *schema(table)])
    parts = []
    for plan in plans:
        part = arrow_table(table, plan)
        parts.append(part.add_column(0, whole.field(0), pa.array([plan.id] * part.num_rows, pa.string())))
    return pa.concat_tables(parts) if parts else whole.empty_table()


def _as(library: Library, table: "pyarrow.Table") -> Any:
    if library == "arrow":
        return table
    if library == "polars":
        return needed("polars").from_arrow(table)
    return table.to_pandas(types_mapper=needed("pandas").ArrowDtype)
