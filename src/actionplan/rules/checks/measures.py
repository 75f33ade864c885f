"""Rules about measures: when a reading can have been published, and how a target may change."""

from collections.abc import Iterable, Iterator
from datetime import date

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import last_day
from actionplan.model.kinds import PUBLISHED
from actionplan.model.measures import Measure, Reading, Target
from actionplan.model.suggest import listed
from actionplan.rules.checks.advice import BECAUSE, COMMITTED
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E124", expected='a time such as "2024-09", "2024-Q3" or "2024"')
def reading_of_no_time(view: CheckContext) -> Iterator[RuleFault]:
    """The `period` of a reading or a benchmark states the time that the value is about, so it cannot be `"ongoing"` or
    `"unknown"`. If only the year is known, that is enough: `"2024"`.
    """
    for measure, keys, reading in items_of(view.plan.measures, *PUBLISHED):
        if reading.period.last is None:
            yield fault(f'"{reading.period}" does not say which time this is about', measure, *keys, "period")


@rule("E125", fix="add: value = ...")
def reading_without_value(view: CheckContext) -> Iterator[RuleFault]:
    """A reading or a benchmark has a `value`, unless it was redacted."""
    for measure, keys, reading in items_of(view.plan.measures, *PUBLISHED):
        if reading.value is None and reading.redacted is None:
            yield fault(f"this {str(keys[0])[:-1]} has no value", measure, *keys)


@rule("E311", fix="check the year")
def read_before_its_time(view: CheckContext) -> Iterator[RuleFault]:
    """A value is not published before its `period` begins: `on` is not before the first day of the period."""
    for measure, keys, reading in items_of(view.plan.measures, *PUBLISHED):
        if is_before(reading.on, reading.period):
            message = f"the period {reading.period} had not begun when this was published ({reading.on})"
            yield fault(message, measure, *keys, "period")


@rule("E308", fix="remove the line if this target replaces no other")
def replaces_no_target(view: CheckContext) -> Iterator[RuleFault]:
    """`replaces` is the `due` of a target of the same measure that was set before and has not been replaced yet."""
    for measure, index, target, others, old in _replacements(view):
        if target.replaces is not None and old is None:
            known = listed(other.due.text for other in others)
            expected = f"one of {known}" if known else ""
            message = f"no earlier target is due {target.replaces}"
            yield fault(message, measure, "targets", index, "replaces", expected=expected)


@rule("E413")
def target_changed_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """A target that replaces an earlier one, by the same `due` or by `replaces`, has a `reason`, unless it was set
    before the measure was agreed.
    """
    explained = {
        (measure.id, id(old)) for measure, _, target, _, old in _replacements(view) if old is not None and target.reason
    }
    for measure, index, target, _, old in _replacements(view):
        agreed, set_on = agreed_day(view.plan, measure), last_day(target.on)
        early = agreed is None or (set_on is not None and set_on < agreed)
        if old is not None and not target.reason and not early and (measure.id, id(target)) not in explained:
            message = f"this target takes the place of that of {old.due} without a reason"
            command = f"actionplan measure target {measure.id} {target.value} --due {target.due}"
            command += f" --on {target.on} {BECAUSE}" if target.on is not None else f" {BECAUSE}"
            fix = f'say why in the same block: reason = "..."{COMMITTED}{command}'
            yield fault(message, measure, "targets", index, fix=fix)


@rule("W510")
def clash_left_open(view: CheckContext) -> Iterator[RuleFault]:
    """If sources published different values for one period, `preferred_source` states whose value counts. Without it,
    the value that was published last counts. If none of the readings has a source, a correction says which is right.
    """
    for history in view.of_kind(Measure):
        from actionplan.summary.measures.readings import readings_as_at

        measure: Measure = history.record
        periods = [reading.period for reading in measure.readings]
        if len(set(map(str, periods))) == len({(each.first, each.last) for each in periods}) == len(periods):
            continue  # each reading is about another time
        places = _places(measure.readings)
        for found in readings_as_at(history.now, date.max):
            disagreeing = [rival for rival in found.rivals if not rival.source or rival.source != found.taken.source]
            if disagreeing and not found.preferred:
                values = listed(str(each.value) for each in (*disagreeing, found.taken))
                message = f"different values were published for {found.period}: {values}"
                fix = _choice(measure, found.taken, disagreeing[-1], [*disagreeing, found.taken])
                yield fault(message, measure, "readings", places[id(found.taken)], "value", fix=fix)


def _choice(measure: Measure, taken: Reading, rival: Reading, readings: Iterable[Reading]) -> str:
    """Return how to settle which of several readings counts: by its source, or by a correction if none has one."""
    if any(reading.source for reading in readings):
        return f"choose whose value counts: actionplan amend {measure.id} --preferred-source URL {BECAUSE}"
    first = "" if rival.id else 'give it a line in the file, such as id = "x1", and enter: '
    command = f"actionplan measure record {measure.id} {taken.value} --period {taken.period}"
    return f"if {rival.value} was a mistake: {first}{command} --corrects {rival.id or 'x1'} {BECAUSE}"


@rule("W511", fix="check the year; if it is right, reports show both targets")
def target_changed_after_its_day(view: CheckContext) -> Iterator[RuleFault]:
    """A target is not changed after the day on which it was due. A later change does not affect whether the target was
    met, and reports show both.
    """
    for measure, index, target, _, old in _replacements(view):
        from actionplan.summary.measures.targets import is_after_its_day

        if old is not None and is_after_its_day(target, old):
            yield fault(f"the target of {old.due} is changed after its day had passed", measure, "targets", index, "on")


def _replacements(view: CheckContext) -> Iterator[tuple[Measure, int, Target, list[Target], Target | None]]:
    """Yield each target of each measure, in the order in which they were set.

    Each comes as: the measure, the target's place in the file, the target, the targets that were in force until then,
    and the one that it replaces.
    """
    for measure in view.plan.measures:
        from actionplan.summary.measures.targets import is_after_its_day, replaced, set_in_order

        current: list[Target] = []
        places = _places(measure.targets)
        for target in set_in_order(measure.targets):
            old = replaced(target, current)
            yield measure, places[id(target)], target, list(current), old
            if old is not None and not is_after_its_day(target, old):
                current = [other for other in current if other is not old]
            current.append(target)


def _places(items: Iterable[object]) -> dict[int, int]:
    """Return the place of each item by its `id`, since an item may be equal to another."""
    return {id(item): index for index, item in enumerate(items)}
