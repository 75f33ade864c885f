"""Confirmations about numbers: values of measures, and amounts of money, posts and places."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from actionplan.model.kinds import records_of
from actionplan.model.measures import PER_CENT, Benchmark, Measure, Reading, Target
from actionplan.model.problem import KeyPath
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt
from actionplan.summary.timeline import head_as_at, in_order

_FAR_READING, _FAR_TARGET, _FAR_AMOUNT = 3, 10, 100
"""A value is far from others if it is more than this many times the greatest, or the smallest is as many times it.
A target may be ambitious, and amounts of one unit differ widely."""

_PER_CENT = (PER_CENT, "%")

_SCALES = tuple(map(Decimal, ("10", "100", "1000", "0.1", "0.01", "0.001")))
"""What a value is multiplied by if its point is in the wrong place, or a fraction was written for a percentage."""

Figure = tuple[KeyPath, Decimal, bool]
"""The place of a value in its file, the value, and whether it is a target."""


@confirmation("P111")
def figure_out_of_range(change: PlannedChange) -> Iterator[Doubt]:
    """A value of a measure in per cent is not from 0 to 100, or a value of another measure is below 0. It is not asked
    if the measure has had such values before.
    """
    for unit, known, figures in _of_measure(change):
        usual = "from 0 to 100 per cent" if unit in _PER_CENT else "not below 0"
        for keys, value, _ in figures:
            if _is_out_of_range(value, unit, known):
                message = f"the value is {value:f} {unit}, and is usually {usual}"
                yield doubt(message, *keys, fix=_intended(value, known))


@confirmation("P112")
def figure_far_from_others(change: PlannedChange) -> Iterator[Doubt]:
    """A reading of a measure is more than three times its greatest value so far, or less than a third of its smallest;
    for a target it is ten times. It is also asked if a value beyond all earlier ones would be within a tenth of the
    latest reading with its decimal point in another place, but not if P111 asks about it. An amount of money, posts or
    places is asked about if it is a hundred times as great as any other of its unit in the plan, or as small.
    """
    for unit, known, figures in _of_measure(change):
        for keys, value, is_target in figures:
            factor = _FAR_TARGET if is_target else _FAR_READING
            is_far = known and (_is_far(value, known, factor) or _is_misplaced(value, known))
            if is_far and not _is_out_of_range(value, unit, known):
                others = f"its values so far are {_range(known)}"
                yield doubt(f"the value is {value:f} {unit}, and {others}", *keys, fix=_intended(value, known))
    elsewhere = [record for record in records_of(change.plan) if record.id != change.record.id]
    amounts = [amount for record in elsewhere for amount in _amounts(record)]
    for keys, amount, unit in (amount for _, value in change.added for amount in _amounts(value)):
        known = [other for _, other, named in amounts if named == unit]
        if known and _is_far(amount, known, _FAR_AMOUNT):
            message = f"the amount is {amount:f} {unit}, and others in the plan are {_range(known)}"
            yield doubt(message, *keys, fix=_intended(amount, known))


def _of_measure(change: PlannedChange) -> Iterator[tuple[str, Sequence[Decimal], list[Figure]]]:
    """Yield the unit of a measure, its values before the change in the order of the file, and its new values; nothing
    for other records.
    """
    measure = change.record
    if isinstance(measure, Measure):
        new = {keys for keys, _ in change.added}
        corrected = {each.corrects for each in measure.readings} - {None}
        readings = [each for index, each in enumerate(measure.readings) if ("readings", index) not in new]
        targets = [each for index, each in enumerate(measure.targets) if ("targets", index) not in new]
        known = [each.value for each in targets]
        known += [measure.baseline.value] if measure.baseline is not None and () not in new else []
        known += [each.value for each in readings if each.value is not None and each.id not in corrected]
        figures = [figure for keys, value in change.added for figure in _figures(keys, value)]
        yield head_as_at(measure, in_order(measure.status)).unit.strip().lower(), known, figures


def _figures(keys: KeyPath, value: Any) -> Iterator[Figure]:
    """Yield the values in the unit of a measure that a head or something added to it states."""
    if isinstance(value, Reading | Target | Benchmark):
        if value.value is not None:
            yield (*keys, "value"), value.value, isinstance(value, Target)
        return
    if (baseline := getattr(value, "baseline", None)) is not None:
        yield (*keys, "baseline", "value"), baseline.value, False
    if (duty := getattr(value, "duty", None)) is not None:
        yield (*keys, "duty", "value"), duty.value, True
    if (floor := getattr(value, "floor", None)) is not None:
        yield (*keys, "floor"), floor, True


def _amounts(record: Any) -> Iterator[tuple[KeyPath, Decimal, str]]:
    """Yield the place, the amount and the unit of each resource of a record; none if it cannot have any."""
    for index, resource in enumerate(getattr(record, "resources", ())):
        yield ("resources", index, "amount"), resource.amount, resource.unit


def _is_out_of_range(value: Decimal, unit: str, known: Sequence[Decimal]) -> bool:
    return value < min([Decimal(0), *known]) or (unit in _PER_CENT and value > max([Decimal(100), *known]))


def _is_far(value: Decimal, known: Sequence[Decimal], factor: int) -> bool:
    low, high = min(known), max(known)
    return (high > 0 and value > factor * high) or (0 < value < low / factor)


def _is_misplaced(value: Decimal, known: Sequence[Decimal]) -> bool:
    """Return whether a value beyond all others would be like the last one with its point in another place."""
    is_beyond = not min(known) <= value <= max(known)
    return is_beyond and any(abs(value * scale - known[-1]) <= abs(known[-1]) / 10 for scale in _SCALES)


def _intended(value: Decimal, known: Sequence[Decimal]) -> str:
    """Return a hint at a value with the point in another place that is like the last one; empty if there is none."""
    if not known or value <= 0 or known[-1] <= 0:
        return ""
    last = known[-1]
    nearest = min((value * scale for scale in _SCALES), key=lambda scaled: max(scaled / last, last / scaled))
    is_near = max(nearest / last, last / nearest) < 2  # as near as another reading might be
    return f"did you mean {nearest.normalize():f}?" if is_near else ""


def _range(known: Iterable[Decimal]) -> str:
    ordered = sorted(known)
    return f"{ordered[0]:f}" if ordered[0] == ordered[-1] else f"{ordered[0]:f} to {ordered[-1]:f}"
