"""Questions about impact: whether anything gets better, and whether anyone could see it."""

from collections.abc import Iterator
from datetime import date

from actionplan.model.figures import with_unit
from actionplan.model.kinds import entries_of
from actionplan.model.measures import Baseline, Measure
from actionplan.model.problem import Location
from actionplan.model.text import count, date_text, day_text, days_text, in_words, numbered_title
from actionplan.model.vocabulary import DROPPED, FINISHED
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, area_answers, called, is_green, stated_at
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule, for_several
from actionplan.summary.answering import answers_for
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading, same_time
from actionplan.summary.measures.targets import short_of


@challenge_rule("C401", "critical", 'Why is every action in area {area} going well while "{measure}" gets no better?')
def all_well_but_nothing_better(view: QuestionContext) -> Iterator[QuestionCase]:
    """Every action in an area, apart from those cancelled, split or joined, is finished, or rated green or blue and not
    late by its current or original due date; and a measure of the area or of its actions is no better at its last
    reading than at the one before for as long a period. A baseline counts as the first reading. A measure whose last
    reading reaches its target is not asked about. Work that goes well and changes nothing is what inspectors criticise
    most.
    """
    for area in view.areas:
        actions = [each for each in view.actions if area.id in each.now.areas and each.now.state not in DROPPED]
        if not actions or not all(_goes_well(view, each) for each in actions):
            continue
        named = (*area.measures, *(name for each in actions for name in each.head.measures))
        for measure in view.measures:
            readings = _readings_without_gain(measure)
            if measure.id in named and measure.latest is not None and readings and not _is_enough(measure):
                finished = sum(each.now.state in FINISHED for each in actions)
                why = f"{readings}; the area has {count(len(actions), 'action')}, {finished} finished and "
                why += f"{len(actions) - finished} rated as going well"
                places = [_reading_place(view, measure, measure.latest)]
                places += [where for each in actions for where in stated_at(view, each, "rating")]
                words = {"area": called("", area), "measure": measure.title}
                name = numbered_title(measure)
                yield QuestionCase(
                    area.id, area_answers(view, area), (area.id,), name, why, tuple(places), len(actions), words
                )


def _goes_well(view: QuestionContext, standing: Standing) -> bool:
    now = standing.now
    return now.state in FINISHED or (is_green(view, standing) and not (now.days_late or now.days_late_original))


def _is_enough(measure: MeasureSummary) -> bool:
    """Return whether the last reading of a measure reaches the target of its time."""
    latest, target = measure.latest, measure.rated_against
    return latest is not None and target is not None and short_of(latest.value, target.value, measure.direction) <= 0


def _readings_without_gain(measure: MeasureSummary) -> str:
    """Return the last two readings of a measure as text; empty if it became better, or if there are not two."""
    before: PeriodReading | Baseline | None = measure.before
    travel, latest = measure.travel, measure.latest
    if before is None:
        before, travel, latest = measure.baseline, measure.travel_since_baseline, measure.since_baseline
    if before is None or latest is None or travel not in ("worse", "same"):
        return ""
    outcome = "worse" if travel == "worse" else "unchanged"
    return f"{_value_of(before, measure)}, then {_value_of(latest, measure)}, {outcome}"


@challenge_rule("C402", "critical", 'What was done when "{measure}" missed its target of {target}, due {due}?')
def target_missed_in_silence(view: QuestionContext) -> Iterator[QuestionCase]:
    """A measure's target has passed, the value for that time falls short of it, no later reading has reached it, and
    nobody has commented since: there is no entry with a `note` or a `reason`, no note on a reading, and no new target
    with a reason. The value for that time is that of the period with the target's day; if none has been published,
    nothing is asked.
    """
    missed = ((measure, target) for measure in view.measures for target in measure.missed_targets)
    for measure, target in missed:
        due, reading, record = target.due.last, target.reading, view.plan.measure(measure.id)
        if due is None or reading is None or _has_comment(record, due, view.as_at):
            continue
        later = [each for each in measure.readings if each.period.last and each.period.last >= due]
        allowed = measure.tolerance or 0
        if all(short_of(each.value, target.value, measure.direction) > allowed for each in (reading, *later)):
            wanted, by = with_unit(target.value, measure.unit), date_text(target.due)
            why = f"the target was {wanted} by {by}; the reading was {_value_of(reading, measure)}, "
            why += "and there has been no entry about it since"
            target_place = place(view.plan, record, "targets", record.targets.index(target.current), "value")
            areas = tuple(area.id for area in view.areas if measure.id in area.measures)
            words = {"measure": measure.title, "target": wanted, "due": by}
            places = (target_place, _reading_place(view, measure, reading))
            name, days = numbered_title(measure), (view.as_at - due).days
            yield QuestionCase(measure.id, answers_for(measure), areas, name, why, places, days, words)


def _has_comment(measure: Measure, due: date, as_at: date) -> bool:
    """Return whether anyone has commented on a measure after a target's day."""
    since = [entry.on for _, entry in entries_of(measure) if entry.note or entry.reason]
    since += [target.on for target in measure.targets if target.on is not None and target.reason]
    return any(on.last is not None and due < on.last <= as_at for on in since)


@challenge_rule("C404", "serious", 'Which figure of "{measure}" holds for {period}, if sources state {figures}?')
def figures_that_differ(view: QuestionContext) -> Iterator[QuestionCase]:
    """Sources publish different figures for the last period of a measure. The plan counts one of them; whether a target
    is met, and whether anything gets better, may depend on which.
    """
    for measure in view.measures:
        latest = measure.latest
        if latest is None or not latest.rivals:
            continue
        record = view.plan.measure(measure.id)
        readings = (latest.taken, *latest.rivals)
        values = [with_unit(each.value, measure.unit) for each in readings if each.value is not None]
        period = date_text(latest.period)
        why = f"for {period} one source states {', another '.join(values)}; the plan counts {values[0]}, because "
        why += "it prefers that source" if latest.preferred else "it was published last"
        places = _period_places(view, record, latest)
        words = {"measure": measure.title, "period": period, "figures": in_words(values)}
        areas = tuple(area.id for area in view.areas if measure.id in area.measures)
        yield QuestionCase(measure.id, answers_for(measure), areas, numbered_title(measure), why, places, 0, words)


@for_several("Why are figures of {count} measures overdue?", together="plan")
@challenge_rule("C405", "routine", 'Why has no newer figure of "{measure}" been published, {late} after it was due?')
def figures_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """The plan says how often a measure is read, and the figure for the next period is overdue by the policy's days of
    grace. Without it nobody can say whether anything gets better.
    """
    for measure in view.measures:
        if measure.latest is None or measure.reading_due is None or not measure.overdue:
            continue
        late = days_text(measure.days_overdue)
        why = f"the last figure is for {date_text(measure.latest.period)}; the one for the period to "
        why += f"{day_text(measure.reading_due)} is {late} overdue"
        places = (_reading_place(view, measure, measure.latest),)
        words = {"measure": measure.title, "late": late}
        areas = tuple(area.id for area in view.areas if measure.id in area.measures)
        name, owner = numbered_title(measure), answers_for(measure)
        yield QuestionCase(measure.id, owner, areas, name, why, places, measure.days_overdue, words)


@for_several(
    "How will anyone know whether {count} actions have worked, if they describe success but name no measure?",
    together="plan",
)
@challenge_rule("C403", "routine", "What will be measured to show that {what} has worked?")
def success_without_measure(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open and describes success in words, but neither it nor any of its areas names a measure of the
    plan. Whether it worked will then be a matter of opinion.
    """
    measured = {area.id for area in view.areas if area.measures}
    for standing in view.actions:
        success = standing.head.success
        is_measured = bool(standing.head.measures) or bool(measured.intersection(standing.now.areas))
        if standing.now.open and success and not is_measured:
            why = f'success is "{success.strip().rstrip(".")}"'
            yield about(standing, why, stated_at(view, standing, "success"))


def _reading_place(view: QuestionContext, measure: MeasureSummary, reading: PeriodReading) -> Location:
    return _period_places(view, view.plan.measure(measure.id), reading)[-1]


def _period_places(view: QuestionContext, record: Measure, reading: PeriodReading) -> tuple[Location, ...]:
    """Return the places of the readings for a period, in the order of the file."""
    numbers = (at for at, each in enumerate(record.readings) if same_time(each.period, reading.period))
    return tuple(place(view.plan, record, "readings", number, "value") for number in numbers)


def _value_of(reading: PeriodReading | Baseline, measure: MeasureSummary) -> str:
    return f"{with_unit(reading.value, measure.unit)} ({date_text(reading.period)})"


@challenge_rule("C450", "serious", 'Why does "{measure}" aim at {target}, if the law asks for {duty}?')
def target_below_the_duty(view: QuestionContext) -> Iterator[QuestionCase]:
    """The law asks more of a measure than the last of its targets does, by the duty that the measure states. A lower
    target may be a step on the way; then a later target, equal to the duty, says by when it will be fulfilled.
    """
    for measure in view.measures:
        duty, dated = measure.duty, [target for target in measure.targets if target.due.last is not None]
        last = max(dated, key=lambda target: target.due.last or date.min, default=None)
        if duty is None or last is None or short_of(last.value, duty.value, measure.direction) <= 0:
            continue
        wanted, asked = with_unit(last.value, measure.unit), with_unit(duty.value, measure.unit)
        latest = f"; the last reading is {_value_of(measure.latest, measure)}" if measure.latest is not None else ""
        text = duty.text.strip().rstrip(".")
        why = f'the last target is {wanted} by {date_text(last.due)}; the duty is {asked}: "{text}"{latest}'
        record = view.plan.measure(measure.id)
        places = (place(view.plan, record, "targets", record.targets.index(last.current), "value"),)
        words = {"measure": measure.title, "target": wanted, "duty": asked}
        name = f"{measure.id} {measure.title}"
        yield QuestionCase(measure.id, answers_for(measure), measure.areas, name, why, places, 0, words)
