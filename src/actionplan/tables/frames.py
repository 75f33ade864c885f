"""Plans as data frames, for those who work in pandas, polars or Arrow."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_origin, get_type_hints, overload

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import PlanDate
from actionplan.model.errors import UnknownName, WrongArgument
from actionplan.model.records import Plan
from actionplan.model.refused import needed
from actionplan.model.view import Portfolio, View
from actionplan.storage.load import load_strict
from actionplan.summary.actions import ActionSummary
from actionplan.summary.status import status
from actionplan.tables.arrow import arrow_table, arrow_types, schema
from actionplan.tables.registry import BY_NAME

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Library = Literal["arrow", "pandas", "polars"]
"""The library of a data frame."""

Plans = Portfolio | Plan | str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Plan]
"""Plans that were loaded, or the folders that contain them."""


@overload
def frames(
    plans: Plans, library: Literal["arrow"] = "arrow", tables: Iterable[str] | None = None
) -> "dict[str, pyarrow.Table]": ...
@overload
def frames(
    plans: Plans, library: Literal["pandas"], tables: Iterable[str] | None = None
) -> "dict[str, pandas.DataFrame]": ...
@overload
def frames(
    plans: Plans, library: Literal["polars"], tables: Iterable[str] | None = None
) -> "dict[str, polars.DataFrame]": ...
def frames(plans: Plans, library: Library = "arrow", tables: Iterable[str] | None = None) -> Mapping[str, object]:
    """Return the tables of plans, as ``actionplan export parquet`` writes them, as frames in memory.

    Each has the column ``plan``, then the columns that ``docs/tables.md`` lists. Dates are dates of the library,
    figures exact decimals, lists are lists, and what is not known is missing.

    Args:
        plans: plans that were loaded, or the folders that contain them, as for `load`. Loaded plans lack the files that
            could not be read; the table ``plans`` counts these.
        library: ``arrow`` for Arrow tables, ``pandas`` or ``polars`` for their data frames.
        tables: the names of the tables that are wanted; None for all.

    Returns:
        The frames by the names of their tables.

    Raises:
        ProblemsFound: folders are given, and a file in them cannot be read or has the wrong shape.
        NoPlan: there is no plan.
        NotInstalled: pyarrow or the library is not installed; the message says how to install it.
        UnknownName: there is no table or library of that name.
        WrongArgument: the plans are something else, such as a view, whose day these whole histories would ignore.
        Refused: a figure has too many digits.

    Example:
        >>> readings = frames("examples/northshire-send", tables=["readings"])["readings"]
        >>> readings.column_names[:3]
        ['plan', 'measure', 'position']
    """
    names = _table_names(tables)
    _need(library)
    found = _plans(plans)
    return {name: _as(library, whole_table(name, found)) for name in names}


@overload
def actions_frame(view: View, library: Literal["arrow"] = "arrow") -> "pyarrow.Table": ...
@overload
def actions_frame(view: View, library: Literal["pandas"]) -> "pandas.DataFrame": ...
@overload
def actions_frame(view: View, library: Literal["polars"]) -> "polars.DataFrame": ...
@checks_arguments
def actions_frame(view: View, library: Library = "arrow") -> object:
    """Return where each action is on the day of a view, a row for each, as `status` calculates it.

    The columns are ``plan``, ``as_at`` and the keys that an action has in the JSON of ``actionplan status``, but for
    its milestones and requests: of a date ``due``, the text is in ``due`` and its last day in ``due_day``.

    Args:
        view: the plans, and the day.
        library: ``arrow`` for an Arrow table, ``pandas`` or ``polars`` for their data frame.

    Raises:
        NotInstalled: pyarrow or the library is not installed; the message says how to install it.
        UnknownName: there is no library of that name.

    Example:
        >>> frame = actions_frame(load("examples/northshire-send").at(date(2025, 10, 1)), "polars")
        >>> frame.filter(frame["overdue"])["days_late"].max()
        184
    """
    _need(library)
    pa, types = needed("pyarrow"), arrow_types()
    rows = [(plan.id, action) for plan in status(view).plans for action in plan.actions]
    columns: dict[str, Any] = {
        "plan": pa.array([plan for plan, _ in rows], types["text"]),
        "as_at": pa.array([view.day] * len(rows), types["day"]),
    }
    for name, kind in get_type_hints(ActionSummary).items():
        if name == "handover":
            handovers = [action.handover for _, action in rows]
            columns["to_hand_over"] = pa.array([each is not None for each in handovers], types["truth"])
            columns["successors"] = pa.array([each.successors if each else () for each in handovers], types["texts"])
            continue
        values = [getattr(action, name) for _, action in rows]
        if kind == PlanDate | None:
            columns[name] = pa.array([when and when.text for when in values], types["text"])
            columns[f"{name}_day"] = pa.array([when and when.last for when in values], types["day"])
        elif kind in (int, int | None, bool):
            columns[name] = pa.array(values, types["truth" if kind is bool else "whole"])
        elif name not in ("milestones", "requests"):
            columns[name] = pa.array(values, types["texts" if get_origin(kind) is tuple else "text"])
    return _as(library, pa.table(columns))


@overload
def query(sql: str, plans: Plans, library: Literal["arrow"] = "arrow") -> "pyarrow.Table": ...
@overload
def query(sql: str, plans: Plans, library: Literal["pandas"]) -> "pandas.DataFrame": ...
@overload
def query(sql: str, plans: Plans, library: Literal["polars"]) -> "polars.DataFrame": ...
def query(sql: str, plans: Plans, library: Library = "arrow") -> object:
    """Return the answer to a question in SQL about plans, without an export.

    Args:
        sql: one SELECT of DuckDB's SQL. It can read the tables of ``docs/tables.md`` and ``actions_as_at(DAY)``, and no
            file, variable or network.
        plans: the plans; see `frames`.
        library: the library of the answer; see `frames`.

    Raises:
        WrongSql: the question cannot be answered; the message is DuckDB's.
        NotInstalled: DuckDB, pyarrow or the library is not installed; the message says how to install it.
        ProblemsFound: folders are given, and a file in them cannot be read or has the wrong shape.
        WrongArgument: ``sql`` is a folder, or the plans are something else, such as a view: name the day in
            ``actions_as_at``.

    Example:
        >>> sql = "SELECT count(*) AS overdue FROM actions_as_at('2025-10-01') WHERE overdue"
        >>> query(sql, "examples/northshire-send").to_pylist()
        [{'overdue': 10}]
    """
    from actionplan.tables.query import answer_in_memory, named_in

    if type(sql) is not str or os.path.isdir(sql):
        raise WrongArgument("sql", "one SELECT", sql)
    _need(library)
    found = _plans(plans)
    return _as(library, answer_in_memory(sql, {table.name: whole_table(table.name, found) for table in named_in(sql)}))


def _table_names(tables: Iterable[str] | None) -> tuple[str, ...]:
    if isinstance(tables, str):
        raise WrongArgument("tables", f'a list of names, as in tables=["{tables}"]', tables)
    names = tuple(BY_NAME) if tables is None else tuple(tables)
    for name in names:
        if name not in BY_NAME:
            raise UnknownName("table", name, BY_NAME)
    return names


def _need(library: str) -> None:
    """Raise if a library of data frames is unknown or not installed."""
    if library not in ("arrow", "pandas", "polars"):
        raise UnknownName("library", library, ("arrow", "pandas", "polars"))
    for name in ("pyarrow", *(() if library == "arrow" else (library,))):
        needed(name)


def _plans(plans: Plans) -> tuple[Plan, ...]:
    match plans:
        case Portfolio():
            return plans.plans
        case Plan():
            return (plans,)
        case str() | os.PathLike():
            return load_strict(plans).plans
        case Iterable():
            return tuple(_each_plan(plans))
        case _:
            raise WrongArgument("plans", "plans that were loaded, or the folders that contain them", plans)


def _each_plan(plans: Iterable[str | os.PathLike[str] | Plan]) -> Iterator[Plan]:
    """Yield plans from an iterable of plans and folders; all folders are read together, as `load` reads them."""
    every = list(plans)
    folders = [each for each in every if not isinstance(each, Plan)]
    for folder in folders:
        if not isinstance(folder, str | os.PathLike):
            raise WrongArgument("plans", "plans that were loaded, or the folders that contain them", folder)
    yield from (each for each in every if isinstance(each, Plan))
    yield from load_strict(*folders).plans if folders else ()


def whole_table(name: str, plans: tuple[Plan, ...]) -> "pyarrow.Table":
    """Return a table of all plans, with the plan's id in its first column."""
    pa = needed("pyarrow")
    table = BY_NAME[name]
    whole = pa.schema([("plan", arrow_types()["text"]), *schema(table)])
    parts = []
    for plan in plans:
        part = arrow_table(table, plan)
        parts.append(part.add_column(0, whole.field(0), pa.array([plan.id] * part.num_rows, pa.string())))
    return pa.concat_tables(parts) if parts else whole.empty_table()


def _as(library: Library, table: "pyarrow.Table") -> object:
    """Return an Arrow table as a frame of a library. Days become the library's own dates."""
    if library == "arrow":
        return table
    if library == "polars":
        return needed("polars").from_arrow(table)
    pa, arrow_type = needed("pyarrow"), needed("pandas").ArrowDtype
    return table.to_pandas(
        types_mapper=lambda kind: None if pa.types.is_date(kind) else arrow_type(kind), date_as_object=False
    )
