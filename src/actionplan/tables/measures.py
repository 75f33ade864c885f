"""Tables of measures, of what was read of them, and of what they are to reach."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from attrs import evolve

from actionplan.model.as_known import agreed_day
from actionplan.model.measures import Benchmark, Measure, Reading, Target
from actionplan.model.records import Plan
from actionplan.summary.measures.readings import readings_as_at
from actionplan.summary.measures.targets import targets_as_at
from actionplan.summary.timeline import as_corrected, head_as_at, in_order
from actionplan.tables.columns import DataTable, columns
from actionplan.tables.rows import OF_ENTRY, Said, record_id, record_table, said


def _readings(plan: Plan) -> Iterator[Said]:
    for measure in plan.measures:
        placed = as_corrected(measure.readings)
        corrected = evolve(_at_last(plan, measure), readings=tuple(each.entry for each in placed))
        taken = {id(period.taken) for period in readings_as_at(corrected, date.max)}
        counting = {each.index for each in placed if id(each.entry) in taken}
        for row in said(measure, measure.readings, in_order(measure.readings)):
            yield row._replace(taken=row.position in counting)


def _benchmarks(plan: Plan) -> Iterator[Said]:
    for measure in plan.measures:
        yield from said(measure, measure.benchmarks, in_order(measure.benchmarks))


def _at_last(plan: Plan, measure: Measure) -> Measure:
    """Return a measure with all that was ever changed of it."""
    return head_as_at(measure, in_order(measure.status, agreed_day(plan, measure)))


class Aimed(NamedTuple):
    """A target of a measure.

    Attributes:
        whole: the measure.
        entry: the target.
        position: its place in the file, from 0.
        original: whether it was set first, and took no other's place.
        current: whether no other took its place in time.
    """

    whole: Measure
    entry: Target
    position: int
    original: bool
    current: bool


def _targets(plan: Plan) -> Iterator[Aimed]:
    for measure in plan.measures:
        found = targets_as_at(_at_last(plan, measure), date.max, ())
        original = {id(each.original) for each in found}
        current = {id(each.current) for each in found}
        for position, target in enumerate(measure.targets):
            yield Aimed(measure, target, position, id(target) in original, id(target) in current)


TABLES = (
    record_table(Measure, "Something that is counted, as first agreed."),
    DataTable(
        "readings",
        "A published value of a measure; all of them, those that were corrected or redacted too.",
        columns(
            "measure position id period value break_in_series taken on recorded by note reason source in_force place"
            " corrects redacted",
            {"entry": Reading, "": Said},
            record_id("measure"),
            *OF_ENTRY,
        ),
        _readings,
    ),
    DataTable(
        "benchmarks",
        "A published value of the same measure elsewhere; all of them, those that were corrected or redacted too.",
        columns(
            "measure position id of period value on recorded by note reason source in_force place corrects redacted",
            {"entry": Benchmark, "": Said},
            record_id("measure"),
            *OF_ENTRY,
        ),
        _benchmarks,
    ),
    DataTable(
        "targets",
        "What a measure is to reach by a day; all that were ever set.",
        columns(
            "measure position id due value original current on recorded by replaces reason note source",
            {"entry": Target, "": Aimed},
            record_id("measure"),
            *OF_ENTRY,
        ),
        _targets,
    ),
)
