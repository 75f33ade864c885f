"""Questions about impact: whether anything gets better, and whether anyone would know."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from actionplan.challenges.rules import Case, about, challenge_rule
from actionplan.challenges.view import Standing, View, is_green, stated_at
from actionplan.checks.rules import place
from actionplan.model.dates import PlanDate
from actionplan.model.layout import entries_of
from actionplan.model.measures import Measure, Reading, Target
from actionplan.model.records import Area
from actionplan.model.vocabulary import FINISHED
from actionplan.model.wording import count, date_text
from actionplan.summary.fold import agreed_day, head_as_at, in_plan, up_to


@challenge_rule(
    "C401",
    "critical",
    one='Why is every action in area {area} going well while "{measure}" gets no better?',
)
def all_well_but_nothing_better(view: View) -> Iterator[Case]:
    """Every action in an area that has not been cancelled is finished or rated green or blue, and a measure of the area
    or of its actions is no better at its last reading than at the one before; a baseline counts as the first reading.
    Work that goes well and changes nothing is what inspectors find most.
    """
    for area in view.areas:
        standing = [each for each in view.actions if area.id in each.now.areas and each.now.state != "cancelled"]
        if not standing or not all(each.now.state in FINISHED or is_green(view, each) for each in standing):
            continue
        named = (*area.measures, *(name for each in standing for name in each.head.measures))
        for measure in _measures(view):
            travel = _travel(measure, view.as_at) if measure.id in named else None
            if travel is not None and not travel.is_better:
                yield _nothing_better(view, area, standing, measure, travel)


def _nothing_better(view: View, area: Area, standing: list[Standing], measure: Measure, travel: "_Travel") -> Case:
    moved = "unchanged" if travel.before == travel.now else "worse"
    done = sum(each.now.state in FINISHED for each in standing)
    why = (
        f"{_value(travel.before, measure)} ({date_text(travel.before_period)}), then "
        f"{_value(travel.now, measure)} ({date_text(travel.now_period)}), {moved}; {area.id} has "
        f"{count(len(standing), 'action')}, {done} finished and {len(standing) - done} rated as going well"
    )
    claims = tuple(where for each in standing for where in stated_at(view, each, "rating"))
    return Case(
        record=area.id,
        owner=area.owner,
        areas=(area.id,),
        name=f"{measure.id} {measure.title}",
        why=why,
        weight=len(standing),
        places=(place(view.plan, measure, *travel.keys), *claims),
        words={"area": f'{area.id} ("{area.title}")', "measure": measure.title},
    )


@challenge_rule(
    "C402",
    "critical",
    one='What was done when "{measure}" missed its target of {target}, due {due}?',
)
def target_missed_in_silence(view: View) -> Iterator[Case]:
    """A measure's target has passed, the value for that time falls short of it, no later reading has reached it, and
    nobody has said a word since: no entry with a `note` or a `reason`, no note on a reading, no new target with a
    reason. The value for that time is that of the period in which the day falls, or else of the last period before it;
    where there is none, nobody knows whether it was met, and nothing is asked.
    """
    for measure in _measures(view):
        for index, target in _targets(measure, view.as_at):
            due = target.due.last
            if due is None or due >= view.as_at or _is_remarked(measure, due, view.as_at):
                continue
            readings = _readings(measure, view.as_at)
            at_the_time = [each for each in readings if each.period.first is not None and each.period.first <= due]
            later = readings[readings.index(at_the_time[-1]) :] if at_the_time else []
            if later and not any(_reaches(each.value, target.value, measure) for each in later):
                yield _missed(view, measure, index, target, at_the_time[-1])


def _missed(view: View, measure: Measure, index: int, target: Target, reading: Reading) -> Case:
    wanted, due = _value(target.value, measure), date_text(target.due)
    return Case(
        record=measure.id,
        owner=measure.owner,
        areas=tuple(area.id for area in view.areas if measure.id in area.measures),
        name=f"{measure.id} {measure.title}",
        why=f"{wanted} was to be reached by {due}; it was "
        f"{_value(reading.value, measure)} ({date_text(reading.period)}), and nothing has been said of that since",
        weight=(view.as_at - target.due.last).days if target.due.last is not None else 0,
        places=(
            place(view.plan, measure, "targets", index, "value"),
            place(view.plan, measure, "readings", measure.readings.index(reading), "value"),
        ),
        words={"measure": measure.title, "target": wanted, "due": due},
    )


def _is_remarked(measure: Measure, due: date, as_at: date) -> bool:
    """Say whether anyone has said anything of a measure after a target's day."""
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
def success_without_measure(view: View) -> Iterator[Case]:
    """The action is open and says in words what success is, but neither it nor any of its areas names a measure of the
    plan. Whether it worked will then be a matter of opinion.
    """
    measured = {area.id for area in view.areas if area.measures}
    for standing in view.actions:
        success = standing.head.success
        is_measured = bool(standing.head.measures) or bool(measured.intersection(standing.now.areas))
        if standing.now.is_open and success and not is_measured:
            why = f'success is "{success.strip().rstrip(".")}"'
            yield about(standing, why, stated_at(view, standing, "success"))


@frozen(kw_only=True)
class _Travel:
    """Which way a measure went, from one value to the next; ``keys`` is the place of the later one."""

    before: Decimal
    before_period: PlanDate
    now: Decimal
    now_period: PlanDate
    is_better: bool
    keys: tuple[str | int, ...]


def _travel(measure: Measure, as_at: date) -> _Travel | None:
    """Say which way a measure went last; None where fewer than two values are known.

    Args:
        measure: the measure, with the values that hold.
        as_at: the day; readings published later are not looked at.
    """
    readings = _readings(measure, as_at)
    values = [(reading.period, reading.value) for reading in readings]
    if measure.baseline is not None:
        values = [(measure.baseline.period, measure.baseline.value), *values]
    if len(values) < 2 or not readings:
        return None
    (before_period, before), (now_period, now) = values[-2:]
    return _Travel(
        before=before,
        before_period=before_period,
        now=now,
        now_period=now_period,
        is_better=now > before if measure.direction == "up" else now < before,
        keys=("readings", measure.readings.index(readings[-1]), "value"),
    )


def _readings(measure: Measure, as_at: date) -> list[Reading]:
    """Give the readings published by a day in order of their periods, one for each.

    Where several were published for one period, the one from the preferred source counts, or else the last.
    """
    by_period: dict[tuple[date, date], Reading] = {}
    for placed in up_to(measure.readings, as_at):
        reading: Reading = placed.entry
        period = (reading.period.last, reading.period.first)
        if period[0] is None or period[1] is None:
            continue
        old = by_period.get(period)  # type: ignore[arg-type]  # neither is None
        preferred = measure.preferred_source
        if old is None or preferred is None or preferred in reading.source or preferred not in old.source:
            by_period[period] = reading  # type: ignore[index]  # likewise
    return [by_period[period] for period in sorted(by_period)]


def _measures(view: View) -> Iterator[Measure]:
    """Give the plan's measures on the day, each with the values that hold."""
    for measure in view.plan.measures:
        if in_plan(view.plan, measure, view.as_at):
            yield head_as_at(measure, up_to(measure.status, view.as_at, agreed_day(view.plan, measure)))


def _targets(measure: Measure, as_at: date) -> list[tuple[int, Target]]:
    """Give the targets that hold on a day, each with its place in the file."""
    standing: dict[str, tuple[int, Target]] = {}
    known = [
        (index, target)
        for index, target in enumerate(measure.targets)
        if target.on is None or (target.on.last is not None and target.on.last <= as_at)
    ]
    known.sort(key=lambda pair: pair[1].on.last if pair[1].on and pair[1].on.last else date.min)
    for index, target in known:
        if target.replaces is not None:
            standing.pop(target.replaces.text, None)
        standing[target.due.text] = (index, target)
    return list(standing.values())


def _reaches(value: Decimal, target: Decimal, measure: Measure) -> bool:
    """Say whether a value reaches a target, or falls short by no more than the measure's tolerance."""
    short = target - value if measure.direction == "up" else value - target
    return short <= (measure.tolerance or 0)


def _value(value: Decimal, measure: Measure) -> str:
    number = f"{value:f}"
    return f"{number}%" if measure.unit == "per cent" else f"{number} {measure.unit}"


RULES = (all_well_but_nothing_better, target_missed_in_silence, success_without_measure)
