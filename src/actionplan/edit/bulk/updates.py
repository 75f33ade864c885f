"""What a round says, whatever format it came in."""

from datetime import date

from attrs import fields, frozen

from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id, Reference
from actionplan.model.problem import Location, Problem


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


def entry_of(update: RoundUpdate, on: date, by: Id | None) -> ActionEntry:
    """Make an entry of an update.

    Args:
        update: the update.
        on: its day, where it gives none.
        by: its body, where it gives none; None means it stays without.
    """
    values = {field.name: getattr(update, field.name) for field in fields(ActionEntry)}
    values["on"] = values["on"] or on_day(on)
    values["by"] = values["by"] or by
    return ActionEntry(**values)
