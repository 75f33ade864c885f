"""The contents of a file of updates, in whatever format it was written."""

from datetime import date

from attrs import fields, frozen

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
class Round:
    """The contents of a file of updates.

    Attributes:
        entries: for each update the action's id as written, and the entry.
        places: for each update, its place in the file.
        problems: the file's problems.
        ignored: columns that were not read.
    """

    entries: tuple[tuple[str, ActionEntry], ...]
    places: tuple[Location, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()


def entry_of(update: RoundUpdate, on: date, by: Id | None) -> ActionEntry:
    """Return the entry for an update.

    Args:
        update: the update.
        on: its day if it has none.
        by: its body if it has none; None to leave it without.
    """
    values = {field.name: getattr(update, field.name) for field in fields(ActionEntry)}
    values["on"] = values["on"] or on_day(on)
    values["by"] = values["by"] or by
    return ActionEntry(**values)
