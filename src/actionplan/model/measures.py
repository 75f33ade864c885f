"""Measures: what is to become better for children and families, by how much and by when, and what was read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Approval, Entry, Stated
from actionplan.model.fields import BodyId
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import Direction, Every

PER_CENT: Final = "per cent"
"""The unit whose values are shown with its sign."""


@checked
@frozen(kw_only=True, repr=False)
class Baseline:
    """The value of a measure before the plan.

    Attributes:
        value: the figure, in the measure's unit.
        period: the time that it is about.
        source: web addresses of the sources.
        note: anything a reader should know; None when there is nothing.
    """

    value: Decimal
    period: PlanDate
    source: tuple[str, ...] = ()
    note: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class Duty:
    """What the law asks of a measure, whatever the plan's targets are.

    Attributes:
        value: the figure that the law asks for, in the measure's unit.
        text: what it asks, and in which law.
        since: from when; None for all the time of the plan.
        source: web addresses of the sources.
    """

    value: Decimal
    text: str
    since: PlanDate | None = None
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Target:
    """What a measure is to reach by a day. Several make a trajectory. One is only ever added, like an entry.

    Attributes:
        due: by when.
        value: the figure to reach, in the measure's unit.
        on: when it was set; None means with the measure, or that this is not known.
        recorded: the day it was written down; None means the same day as ``on``.
        id: its name, needed only where something refers to it.
        by: the id of the body that set it; None when that is not known.
        replaces: the ``due`` of the earlier target whose place it takes, where that moved; one of the same ``due`` is
            replaced without this. None when it replaces none of another day.
        reason: why it replaces an earlier one; None when it is new.
        approvals: the bodies that agreed to it.
        source: web addresses of the sources.
        note: anything a reader should know; None when there is nothing.
    """

    due: PlanDate
    value: Decimal
    on: PlanDate | None = None
    recorded: date | None = None
    id: Id | None = None
    by: BodyId | None = None
    replaces: PlanDate | None = None
    reason: str | None = None
    approvals: tuple[Approval, ...] = ()
    source: tuple[str, ...] = ()
    note: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class Reading(Entry):
    """One published value of a measure: an entry of its ``[[readings]]``.

    Attributes:
        period: the time that the value is about, such as ``2024`` or ``2024-Q4``; ``on`` says when it was published.
        value: the figure, in the measure's unit; None where it was redacted.
        break_in_series: how what is counted was changed with this period, so that figures for earlier ones are not
            compared with it or with later ones; None where it was not.
    """

    period: PlanDate
    value: Decimal | None = None
    break_in_series: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class Benchmark(Entry):
    """One published value of the same measure elsewhere: an entry of its ``[[benchmarks]]``.

    Attributes:
        of: whose value it is, such as ``England``, ``East of England`` or ``statistical neighbours``.
        period: the time that the value is about; ``on`` says when it was published.
        value: the figure, in the measure's unit; None where it was redacted.
    """

    of: str
    period: PlanDate
    value: Decimal | None = None


@checked
@frozen(kw_only=True, repr=False)
class MeasureEntry(Entry):
    """One dated entry of a measure, beside its readings, targets and benchmarks.

    Attributes:
        title, unit, direction, definition, owner, duty, tolerance, floor, readings_every, preferred_source: the head's
            field of that name from now on; a reason goes with it.
        short, ref: the head's field of that name from now on; these are for readers, and need no reason.
        handover_from: as in `ActionEntry`.
    """

    title: str | None = None
    unit: str | None = None
    direction: Direction | None = None
    definition: str | None = None
    owner: BodyId | None = None
    duty: Duty | None = None
    tolerance: Decimal | None = None
    floor: Decimal | None = None
    readings_every: Every | None = None
    preferred_source: str | None = None
    short: str | None = None
    ref: str | None = None
    handover_from: BodyId | None = None


@checked
@frozen(kw_only=True, repr=False)
class Measure:
    """Something that can be counted and that the plan is to change: ``measures/ID.toml``.

    Attributes:
        id: the file's name.
        title: what is measured.
        unit: the unit, such as ``per cent``, ``children`` or ``weeks``.
        direction: which way is better, ``up`` or ``down``.
        definition: what exactly is counted, and what is not; None when not stated.
        owner: the id of the accountable body; None when none is named.
        baseline: the value before the plan; None when that is not known.
        duty: what the law asks; None when it asks nothing, or that is not stated.
        tolerance: how far a value may fall short of the trajectory and count as meeting it, in its unit; None for 0.
        floor: the worst acceptable value: a value short of it is red under Kent's rule; None for no floor.
        readings_every: how often there is a reading; None when not agreed.
        preferred_source: the source to use if several published different values for one period; None for
            the value published last.
        short: a name of at most 32 characters for tables and pictures; None for none.
        ref: its number or name in printed papers, where that is not the id; None for none.
        agreed: when it was agreed as part of the plan; None means with the plan.
        formerly: ids it had before.
        source: web addresses of the sources.
        stated: rival published values of the head's fields.
        extra: the plan's own fields.
        targets: what it is to reach by when, in the file's order.
        readings: its published values, in the file's order.
        benchmarks: published values of others, in the file's order.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    unit: str
    direction: Direction
    definition: str | None = None
    owner: BodyId | None = None
    baseline: Baseline | None = None
    duty: Duty | None = None
    tolerance: Decimal | None = None
    floor: Decimal | None = None
    readings_every: Every | None = None
    preferred_source: str | None = None
    short: str | None = None
    ref: str | None = None
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    targets: tuple[Target, ...] = ()
    readings: tuple[Reading, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    status: tuple[MeasureEntry, ...] = ()
