"""Questions about impact: whether anything gets better, and whether anyone would know."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actionplan.model.kinds import entries_of
from actionplan.model.measures import PER_CENT, Measure
from actionplan.model.records import Area
from actionplan.model.text import count, date_text
from actionplan.model.vocabulary import FINISHED
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, is_green, stated_at
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule
from actionplan.summary.measures.measure import MeasureSummary, Travel
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.targets import TargetSummary, short_of


@challenge_rule(
    "C401",
    "critical",
    one='Why is every action in area {area} going well while "{measure}" gets no better?',
)
def all_well_but_nothing_better(view: QuestionContext) -> Iterator[QuestionCase]:
    """Every action in an area that has not been cancelled is finished or rated green or blue, and a measure of the area
    or of its actions is no better at its last reading than at the one before; a baseline counts as the first reading.
    Work that goes well and changes nothing is what inspectors find most.
    """
    for area in view.areas:
        standing = [each for each in view.actions if area.id in each.now.areas and each.now.state != "cancelled"]
        if not standing or not all(each.now.state in FINISHED or is_green(view, each) for each in standing):
            continue
        named = (*area.measures, *(name for each in standing for name in each.head.measures))
        for measure in view.measures:
            if measure.id in named and _moved(measure) in ("worse", "same"):
                yield _nothing_better(view, area, standing, measure)


def _moved(measure: MeasureSummary) -> Travel:
    """Return which way a measure went last: since the reading before, or else since its baseline."""
    return measure.travel if measure.before is not None else measure.travel_since_baseline


def _nothing_better(
    view: QuestionContext, area: Area, standing: list[Standing], measure: MeasureSummary
) -> QuestionCase:
    before, latest = measure.before if measure.before is not None else measure.baseline, measure.latest
    assert before is not None
    assert latest is not None
    done = sum(each.now.state in FINISHED for each in standing)
    why = (
        f"{_value(before.value, measure)} ({date_text(before.period)}), then "
        f"{_value(latest.value, measure)} ({date_text(latest.period)}), "
        f"{'worse' if _moved(measure) == 'worse' else 'unchanged'}; {area.id} has "
        f"{count(len(standing), 'action')}, {done} finished and {len(standing) - done} rated as going well"
    )
    claims = tuple(where for each in standing for where in stated_at(view, each, "rating"))
    record = _record(view, measure)
    return QuestionCase(
        record=area.id,
        owner=area.owner,
        areas=(area.id,),
        name=f"{measure.id} {measure.title}",
        why=why,
        weight=len(standing),
        places=(place(view.plan, record, "readings", record.readings.index(latest.taken), "value"), *claims),
        words={"area": f'{area.id} ("{area.title}")', "measure": measure.title},
    )


@challenge_rule(
    "C402",
    "critical",
    one='What was done when "{measure}" missed its target of {target}, due {due}?',
)
def target_missed_in_silence(view: QuestionContext) -> Iterator[QuestionCase]:
    """A measure's target has passed, the value for that time falls short of it, no later reading has reached it, and
    nobody has said a word since: no entry with a `note` or a `reason`, no note on a reading, no new target with a
    reason. The value for that time is that of the period in which the day falls, or else of the last period before it;
    where there is none, nobody knows whether it was met, and nothing is asked.
    """
    for measure in view.measures:
        for target in measure.missed_targets:
            due = target.due.last
            if due is None or target.reading is None or _is_remarked(_record(view, measure), due, view.as_at):
                continue
            later = [each for each in measure.readings if each.period.last and each.period.last >= due]
            if not any(_reaches(each.value, target, measure) for each in (target.reading, *later)):
                yield _missed(view, measure, target, target.reading)


def _missed(
    view: QuestionContext, measure: MeasureSummary, target: TargetSummary, reading: PeriodReading
) -> QuestionCase:
    wanted, due = _value(target.value, measure), date_text(target.due)
    record = _record(view, measure)
    return QuestionCase(
        record=measure.id,
        owner=measure.owner,
        areas=tuple(area.id for area in view.areas if measure.id in area.measures),
        name=f"{measure.id} {measure.title}",
        why=f"the target was {wanted} by {due}; the reading was "
        f"{_value(reading.value, measure)} ({date_text(reading.period)}), and there has been no entry about it since",
        weight=(view.as_at - target.due.last).days if target.due.last is not None else 0,
        places=(
            place(view.plan, record, "targets", record.targets.index(target.current), "value"),
            place(view.plan, record, "readings", record.readings.index(reading.taken), "value"),
        ),
        words={"measure": measure.title, "target": wanted, "due": due},
    )


def _is_remarked(measure: Measure, due: date, as_at: date) -> bool:
    """Return whether anyone has said anything of a measure after a target's day."""
    since = [entry.on for _, entry in entries_of(measure) if entry.note or entry.reason]
    since += [target.on for target in measure.targets if target.on is not None and target.reason]
    return any(on.last is not None and due < on.last <= as_at for on in since)


@challenge_rule(
    "C403",
    "routine",
    one="What will be measured to show that {what} has worked?",
    many="How will anyone know that {count} actions have worked, which say what success is and name no measure?",
    together="plan",
)
def success_without_measure(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open and says in words what success is, but neither it nor any of its areas names a measure of the
    plan. Whether it worked will then be a matter of opinion.
    """
    measured = {area.id for area in view.areas if area.measures}
    for standing in view.actions:
        success = standing.head.success
        is_measured = bool(standing.head.measures) or bool(measured.intersection(standing.now.areas))
        if standing.now.open and success and not is_measured:
            why = f'success is "{success.strip().rstrip(".")}"'
            yield about(standing, why, stated_at(view, standing, "success"))


def _record(view: QuestionContext, measure: MeasureSummary) -> Measure:
    return next(each for each in view.plan.measures if each.id == measure.id)


def _reaches(value: Decimal, target: TargetSummary, measure: MeasureSummary) -> bool:
    """Return whether a value reaches a target, or falls short by no more than the measure's tolerance."""
    return short_of(value, target.value, measure.direction) <= (measure.tolerance or 0)


def _value(value: Decimal, measure: MeasureSummary) -> str:
    number = f"{value:f}"
    return f"{number}%" if measure.unit == PER_CENT else f"{number} {measure.unit}"
