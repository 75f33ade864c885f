"""Rules about measures: when a reading can have been published, and how a target may change."""

from collections.abc import Iterator, Sequence
from datetime import date

from actionplan.model.as_known import agreed_day
from actionplan.model.measures import Measure, Reading, Target
from actionplan.model.suggest import listed
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E124")
def reading_of_no_time(view: CheckContext) -> Iterator[RuleFault]:
    """A reading's `period` says what time the value is about, so it cannot be `"ongoing"` or `"unknown"`. Where only
    the year is known, that is enough: `"2024"`.
    """
    for measure in view.plan.measures:
        for index, reading in enumerate(measure.readings):
            if reading.period.last is None:
                message = f'"{reading.period.text}" says of no time what was read'
                expected = 'a time such as "2024-09", "2024-Q3" or "2024"'
                yield fault(message, measure, "readings", index, "period", expected=expected)


@rule("E311")
def read_before_its_time(view: CheckContext) -> Iterator[RuleFault]:
    """A value is published when its `period` has begun, or later: `on` does not lie before the period's first day."""
    for measure in view.plan.measures:
        for index, reading in enumerate(measure.readings):
            published, begins = reading.on.last, reading.period.first
            if published is not None and begins is not None and published < begins:
                message = f"the period {reading.period.text} had not begun when this was published ({reading.on.text})"
                yield fault(message, measure, "readings", index, "period", fix="check the year")


@rule("E308")
def replaces_no_target(view: CheckContext) -> Iterator[RuleFault]:
    """`replaces` gives the `due` of a target of the same measure that was set before and had not been replaced."""
    for measure in view.plan.measures:
        for index, target, others, old in _replacements(measure):
            if target.replaces is not None and old is None:
                known = listed(other.due.text for other in others)
                message = f"no earlier target is due {target.replaces.text}"
                fix = "leave the line out if this target takes no other's place"
                expected = f"one of {known}" if known else ""
                yield fault(message, measure, "targets", index, "replaces", expected=expected, fix=fix)


@rule("E413")
def target_changed_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """A target that takes the place of an earlier one, by the same `due` or by `replaces`, says why: it has a `reason`.
    Before the measure was agreed it needs none.
    """
    for measure in view.plan.measures:
        agreed = agreed_day(view.plan, measure)
        for index, target, _, old in _replacements(measure):
            early = agreed is None or (target.on is not None and target.on.last is not None and target.on.last < agreed)
            if old is not None and not target.reason and not early:
                message = f"this target takes the place of that of {old.due.text} without a reason"
                yield fault(message, measure, "targets", index, fix='say why in the same block: reason = "..."')


@rule("W510")
def clash_left_open(view: CheckContext) -> Iterator[RuleFault]:
    """Where sources published different values for one period, `preferred_source` says whose value counts. As long as
    it does not, the one published last does.
    """
    for history in view.of_kind(Measure):
        from actionplan.summary.measures.readings import readings_as_at

        measure = history.record
        if _are_of_different_times(measure.readings):
            continue
        for found in readings_as_at(history.now, date.max):
            disagreeing = [rival for rival in found.rivals if not rival.source or rival.source != found.taken.source]
            if found.preferred or not disagreeing:
                continue
            values = listed(str(each.value) for each in (*disagreeing, found.taken))
            message = f"different values were published for {found.period.text}: {values}"
            fix = "say whose value counts, by an entry with preferred_source and a reason"
            yield fault(message, measure, "readings", _index(measure, found.taken), "value", fix=fix)


def _are_of_different_times(readings: Sequence[Reading]) -> bool:
    periods = [reading.period for reading in readings]
    texts, days = {period.text for period in periods}, {(period.first, period.last) for period in periods}
    return len(texts) == len(days) == len(periods)


@rule("W511")
def target_changed_after_its_day(view: CheckContext) -> Iterator[RuleFault]:
    """A target is changed before its day has passed. What is set in its place later does not change whether it was met,
    and views show both.
    """
    for measure in view.plan.measures:
        from actionplan.summary.measures.targets import is_after_its_day

        for index, target, _, old in _replacements(measure):
            if old is not None and is_after_its_day(target, old):
                message = f"the target of {old.due.text} is changed after its day had passed"
                fix = "check the year, or set a new target beside it"
                yield fault(message, measure, "targets", index, "on", fix=fix)


def _replacements(measure: Measure) -> Iterator[tuple[int, Target, list[Target], Target | None]]:
    """Yield each target in the order in which they were set.

    With it come its place in the file, the targets that were in force until then, and the one whose place it takes.
    """
    from actionplan.summary.measures.targets import is_after_its_day, replaced, set_in_order

    current: list[Target] = []
    for target in set_in_order(measure.targets):
        old = replaced(target, current)
        yield _index_of_target(measure, target), target, list(current), old
        if old is not None and not is_after_its_day(target, old):
            current = [other for other in current if other is not old]
        current.append(target)


def _index_of_target(measure: Measure, target: Target) -> int:
    return next(index for index, other in enumerate(measure.targets) if other is target)


def _index(measure: Measure, reading: object) -> int:
    return next(index for index, other in enumerate(measure.readings) if other is reading)


@rule("E125")
def reading_without_value(view: CheckContext) -> Iterator[RuleFault]:
    """A reading has a `value`, unless it was redacted."""
    for measure in view.plan.measures:
        for index, reading in enumerate(measure.readings):
            if reading.value is None and reading.redacted is None:
                yield fault("this reading has no value", measure, "readings", index, fix="add: value = ...")
