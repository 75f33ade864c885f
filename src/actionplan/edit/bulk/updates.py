"""The contents of a file of updates, in whatever format it was written."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve, fields, frozen

from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id, Reference
from actionplan.model.problem import Location, Problem


@frozen(kw_only=True)
class RoundUpdate(ActionEntry):
    """One update of a file.

    Attributes:
        action: the action's id, or ``PLAN/ID``.
        on: when it was true; None means the day of the whole file.
    """

    action: Reference
    on: PlanDate | None = None  # type: ignore[assignment]  # here the day may be left to the command


@frozen(kw_only=True)
class ColumnReceipt:
    """What became of the cells of one column of a spreadsheet.

    Attributes:
        name: its heading, or ``column C`` if it has none.
        field: the field that it was read as; empty if it was not read.
        counts: how many cells became what, such as ``read`` and ``empty``; together all cells of the column.
        remarks: how they were read, where a cell could be read in several ways.
    """

    name: str
    field: str
    counts: Mapping[str, int]
    remarks: tuple[str, ...] = ()


@frozen(kw_only=True)
class Round:
    """The contents of a file of updates.

    Attributes:
        entries: for each update the action's id as written, and the entry; one without a body has no ``by``.
        places: for each update, its place in the file.
        cells: for each update from a table, the places of its cells, by field; empty for TOML.
        problems: the file's problems.
        others: ids and places of rows that only name an action.
        columns: what became of each cell of a table; empty for TOML.
        titles: the texts above the headings of a table, which are not read.
    """

    entries: tuple[tuple[str, ActionEntry], ...]
    places: tuple[Location, ...]
    problems: tuple[Problem, ...]
    cells: tuple[Mapping[str, Location], ...] = ()
    others: tuple[tuple[str, Location], ...] = ()
    columns: tuple[ColumnReceipt, ...] = ()
    titles: tuple[str, ...] = ()


def entry_of(update: RoundUpdate, on: date) -> ActionEntry:
    """Return the entry for an update.

    Args:
        update: the update.
        on: its day if it has none.
    """
    values = {field.name: getattr(update, field.name) for field in fields(ActionEntry)}
    return ActionEntry(**{**values, "on": update.on or on_day(on)})


def reported_by(read: Round, by: Id) -> Round:
    """Return a round in which a body reports the updates that name none."""
    entries = tuple((name, entry if entry.by else evolve(entry, by=by)) for name, entry in read.entries)
    return evolve(read, entries=entries)
