"""Tables of what was read of measures, and what they are to reach."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from actionplan.model.measures import Measure, Target
from actionplan.model.records import Plan
from actionplan.summary.as_known import recorded_day
from actionplan.summary.measures.readings import readings_as_at
from actionplan.summary.measures.targets import targets_as_at
from actionplan.summary.timeline import (
    Placed,
    agreed_day,
    head_as_at,
    in_order,
)
from actionplan.tables.columns import Column, Table, dated, field, listed
from actionplan.tables.rows import EVERY_ENTRY, IN_FILE, IN_FORCE, ORDER, SOURCE

_END = date.max
"""As at the end of all days, everything that is on record counts."""


class Read(NamedTuple):
    """A reading of a measure.

    Attributes:
        whole: the measure.
        entry: the reading.
        position: its place in the file's tail, from 0.
        placed: the reading with its place in time; None where it states nothing.
        place: its place among those that state something; None likewise.
        is_taken: whether its value is the one that counts for its period, by all that is on record.
    """

    whole: Measure
    entry: Any
    position: int
    placed: Placed | None
    place: int | None
    is_taken: bool


def _readings(plan: Plan) -> Iterator[Read]:
    for measure in plan.measures:
        placed = in_order(measure.readings)
        places = {each.index: place for place, each in enumerate(placed)}
        taken = {id(period.taken) for period in readings_as_at(_at_last(plan, measure), _END)}
        for position, reading in enumerate(measure.readings):
            place = places.get(position)
            in_time = placed[place] if place is not None else None
            yield Read(measure, reading, position, in_time, place, id(reading) in taken)


def _at_last(plan: Plan, measure: Measure) -> Measure:
    """Give a measure with all that was ever changed of it."""
    return head_as_at(measure, in_order(measure.status, agreed_day(plan, measure)))


READINGS = Table(
    "readings",
    "A published value of a measure; all of them, those that were corrected or redacted too.",
    (
        field("measure", "text", "the measure", "whole.id"),
        IN_FILE,
        field("id", "text", "the reading's id; none where it has none", "entry.id"),
        *dated("period", "the time that it is about", "entry.period"),
        field("value", "decimal", "the value, in the measure's unit; none where it was redacted", "entry.value"),
        field("is_taken", "truth", "whether it is the value that counts for its period, by all that is on record"),
        *EVERY_ENTRY,
        IN_FORCE,
        ORDER,
        field("corrects", "text", "the id of the reading that it puts right", "entry.corrects"),
        Column("is_redacted", "truth", "whether it was taken out", lambda row: row.entry.redacted is not None),
    ),
    _readings,
)


class Aimed(NamedTuple):
    """A target of a measure.

    Attributes:
        whole: the measure.
        target: the target.
        position: its place in the file's tail, from 0.
        is_original: whether it took no other's place.
        is_current: whether none took its place in time.
    """

    whole: Measure
    target: Target
    position: int
    is_original: bool
    is_current: bool


def _targets(plan: Plan) -> Iterator[Aimed]:
    for measure in plan.measures:
        now = _at_last(plan, measure)
        found = targets_as_at(now, _END, ())
        original = {id(each.original) for each in found}
        current = {id(each.current) for each in found}
        for position, target in enumerate(measure.targets):
            yield Aimed(measure, target, position, id(target) in original, id(target) in current)


TARGETS = Table(
    "targets",
    "What a measure is to reach by a day; all that were ever set.",
    (
        field("measure", "text", "the measure", "whole.id"),
        IN_FILE,
        field("id", "text", "the target's id; none where it has none", "target.id"),
        *dated("due", "by when", "target.due"),
        field("value", "decimal", "the figure to reach, in the measure's unit", "target.value"),
        field("is_original", "truth", "whether it was set first, and took no other's place"),
        field("is_current", "truth", "whether no other took its place in time"),
        *dated("on", "when it was set; none where it was with the measure", "target.on"),
        Column(
            "recorded",
            "day",
            "the day on which it was written down; none likewise",
            lambda row: recorded_day(row.target),
        ),
        field("by", "text", "the body that set it", "target.by"),
        *dated("replaces", "the due date of the target that it moves", "target.replaces"),
        field("reason", "text", "why it takes another's place", "target.reason"),
        field("note", "text", "anything a reader should know", "target.note"),
        listed("source", SOURCE.meaning, "target.source"),
    ),
    _targets,
)
