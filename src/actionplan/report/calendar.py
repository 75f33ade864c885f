"""``actionplan export calendar``: what a plan awaits, as events of a calendar.

An event is known by the id that its record had first, so that it is the same event after the record was renumbered.
What was dated once and is not awaited any more stays in the calendar as cancelled, since an import removes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import shorten
from typing import Final

from attrs import frozen

from actionplan.input.names import body_or_text
from actionplan.model.as_known import agreed_day, recorded_day
from actionplan.model.bodies import was_held
from actionplan.model.dates import PlanDate, is_exact, last_day, on_day
from actionplan.model.kinds import FOLDERS, KINDS, TAILS
from actionplan.model.records import Plan, Record
from actionplan.model.text import at_text, body_name, capitalised, date_text, in_words, numbered_name, times_text
from actionplan.model.view import View
from actionplan.report.words import STATE_WORDS, in_sentence
from actionplan.report.writers.ics import Event, write
from actionplan.summary.actions import ActionSummary, shown_state, summarise_actions
from actionplan.summary.due_parts import asked_by, asked_of, concerned_of
from actionplan.summary.effective import policy_as_at
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.periods import days_on
from actionplan.summary.resolutions.resolution import ResolutionSummary, summarise_resolutions
from actionplan.summary.reviews import summarise_reviews

_LONGEST: Final = 100
"""How many characters of a name the line of an event has."""

_NO_DAY: Final = date(2000, 1, 1)
"""When an event was changed whose plan names no day at all."""


@frozen(kw_only=True)
class _Awaited:
    """Something of a record that has a date, or once had one.

    Attributes:
        record: the kind and the id of the record.
        part: what of it, as the end of the event's name; empty for the action itself.
        what: what is due, such as ``Report``; empty for the action itself.
        name: its name.
        due: when it is due; None if it has no date.
        due_first: when it was first due; None if it had no date.
        by: ids of the bodies that must do it, or others in words.
        done: whether it was done.
        dropped: whether it is not awaited any more, though it was not done.
        details: what else there is to say; empty lines are left out.
    """

    record: tuple[str, str]
    part: str = ""
    what: str = ""
    name: str
    due: PlanDate | None
    due_first: PlanDate | None = None
    by: tuple[str | None, ...]
    done: bool = False
    dropped: bool = False
    details: tuple[str, ...] = ()


def calendar_events(plan: Plan, as_at: date, owner: str | None = None) -> Iterator[Event]:
    """Yield the events of a plan: what is due of its records, as at a day, and its meetings.

    Args:
        plan: the plan.
        as_at: the day.
        owner: the id of the only body that must do something, or that meets; None for all.
    """
    records = {
        (KINDS[type(record)], str(record.id)): record for folder in FOLDERS.values() for record in getattr(plan, folder)
    }
    days = {key: _days_of(record, as_at) for key, record in records.items()}
    # An area that is stood down changes its actions, and these change what they carry out.
    of_areas = [day for (kind, _), of in days.items() if kind == "area" for day in of]
    of_actions = [day for (kind, _), of in days.items() if kind == "action" for day in of]
    others = {"action": of_areas, "measure": [], "resolution": of_areas + of_actions, "review": of_areas + of_actions}
    for each in _awaited(plan, as_at):
        if owner is None or owner in concerned_of(plan, each.by, as_at):
            yield from _event(plan, records[each.record], each, days[each.record] + others[each.record[0]])
    yield from (event for body, event in _meetings(plan) if owner in (None, body))


def _days_of(record: Record, as_at: date) -> list[date]:
    """Return the days on which the entries of a record were recorded that are in force by a day."""
    entries = [entry for tail in TAILS for entry in getattr(record, tail, ())]
    known = [
        recorded_day(entry) for entry in entries if entry.on is None or entry.on.last is None or entry.on.last <= as_at
    ]
    return [day or _NO_DAY for day in known]


def _event(plan: Plan, record: Record, each: _Awaited, changed: list[date]) -> Iterator[Event]:
    due = each.due if last_day(each.due) is not None else each.due_first
    if due is None or due.first is None or due.last is None:
        return
    cancelled = not each.done and (each.dropped or due is not each.due)
    when = "" if is_exact(due) else f" {at_text(due)}"
    said = "done" if each.done else "no longer due" if cancelled else f"due{when}"
    bodies = in_words(body_name(plan.bodies, name) for name in dict.fromkeys(filter(None, each.by)))
    yield Event(
        uid=_uid(plan, FOLDERS[each.record[0]], (*record.formerly, record.id)[0], each.part),
        sequence=len(changed),
        changed=max(changed, default=agreed_day(plan, record) or last_day(plan.agreed) or _NO_DAY),
        first=due.first,
        last=due.last,
        summary=capitalised(f"{each.what} {said}: {shorten(each.name, _LONGEST, placeholder=' ...')}".strip()),
        description=_lines(
            f"Due{when}, on any day of that time." if when and not cancelled else "",
            each.name if len(each.name) > _LONGEST else "",
            f"By: {bodies}" if bodies else "",
            *each.details,
            f"Plan: {plan.title}",
        ),
        cancelled=cancelled,
    )


def _uid(plan: Plan, *parts: str) -> str:
    """Return the name of an event, in characters that every calendar program keeps."""
    name = "/".join(filter(None, (plan.id, *parts)))
    return f"{''.join(each if each.isascii() else f'~{ord(each):x}' for each in name)}@actionplan"


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _awaited(plan: Plan, as_at: date) -> Iterator[_Awaited]:
    actions = summarise_actions(plan, as_at)
    for action in actions:
        yield from _of_action(action)
    resolutions = summarise_resolutions(plan, actions, as_at)
    for resolution in resolutions:
        yield from _of_resolution(resolution)
    yield from _of_reviews(plan, actions, as_at)
    yield from _readings(plan, as_at)


def _of_action(action: ActionSummary) -> Iterator[_Awaited]:
    key, by = ("action", str(action.id)), (action.owner,)
    state = STATE_WORDS[shown_state(action)]
    yield _Awaited(
        record=key,
        name=numbered_name(action),
        due=action.due,
        due_first=action.original_due,
        by=by,
        done=action.finished is not None,
        dropped=not action.open,
        details=(
            f"{capitalised(action.title)}" if action.short else "",
            _moved(action.original_due, action.due, action.times_redated),
            f"{capitalised(state)}"
            if action.progress is None
            else f"{capitalised(state)}, {action.progress} per cent done",
        ),
    )
    for part in action.milestones:
        yield _Awaited(
            record=key,
            part=f"milestones/{part.id}",
            what="Milestone",
            name=part.title,
            due=part.due,
            due_first=part.original_due,
            by=by,
            done=part.done,
            dropped=not part.open,
            details=(f"Of: {numbered_name(action)}", _moved(part.original_due, part.due, part.times_redated)),
        )


def _moved(first: PlanDate | None, now: PlanDate | None, times: int) -> str:
    if not times or first is None or last_day(now) is None:
        return ""
    return f"First due {at_text(first)}; the date was moved {times_text(times)}."


def _of_resolution(resolution: ResolutionSummary) -> Iterator[_Awaited]:
    key, of = ("resolution", str(resolution.id)), f"Of: {numbered_name(resolution)}"
    for clause in resolution.clauses:
        yield _Awaited(
            record=key,
            part=f"clauses/{clause.id}",
            what="Clause",
            name=in_sentence(clause.text),
            due=clause.due,
            due_first=clause.due_first,
            by=tuple(asked_by(clause)),
            done=clause.delivery == "delivered",
            dropped=not clause.open,
            details=(of,),
        )
    if resolution.report_every is not None:
        awaited = [clause for clause in resolution.clauses if clause.open]
        due = resolution.reported.due
        yield _Awaited(
            record=key,
            part="report",
            what="Report back",
            name=numbered_name(resolution),
            due=on_day(due) if due is not None else None,
            due_first=resolution.reported.last or resolution.on,
            by=(resolution.portfolio_holder, *(name for clause in awaited for name in asked_by(clause))),
            details=tuple(f"Clause {clause.id}: {in_sentence(clause.text)}" for clause in awaited),
        )


def _of_reviews(plan: Plan, actions: Iterable[ActionSummary], as_at: date) -> Iterator[_Awaited]:
    by_id = {action.id: action for action in actions}
    for review in summarise_reviews(plan, by_id.values(), as_at, with_clock=False):
        key, of = ("review", str(review.id)), f"Of: {review.title}"
        for each in review.recommendations:
            part, name = f"recommendations/{each.id}", in_sentence(each.text)
            yield _Awaited(
                record=key,
                part=part,
                what="Recommendation",
                name=name,
                due=each.due,
                due_first=each.due_first,
                by=tuple(asked_of(each, by_id)),
                done=each.carried_out is not None,
                dropped=not each.open,
                details=(of,),
            )
            yield _Awaited(
                record=key,
                part=f"{part}/answer",
                what="Answer to a recommendation",
                name=name,
                due=each.response_due,
                by=(each.response_by,),
                done=each.response is not None,
                dropped=each.replaced,
                details=(of,),
            )


def _readings(plan: Plan, as_at: date) -> Iterator[_Awaited]:
    grace = policy_as_at(plan, as_at).reading_grace_days
    for measure in summarise_measures(plan, as_at):
        if measure.reading_due is not None:
            yield _Awaited(
                record=("measure", str(measure.id)),
                part="reading",
                what="Figure",
                name=numbered_name(measure),
                due=on_day(days_on(measure.reading_due, grace)),
                by=(measure.owner,),
                details=(f"For the time up to {date_text(on_day(measure.reading_due))}",),
            )


def _meetings(plan: Plan) -> Iterator[tuple[str, Event]]:
    """Yield the meetings whose date is known, each with the body that meets. One that was put off is cancelled."""
    seen = Counter[str]()
    for meeting in plan.meetings:
        first, last = meeting.on.first, meeting.on.last
        name = f"{meeting.body}/{meeting.on.text}"
        seen[name] += 1
        if first is None or last is None:
            continue
        held, when = was_held(meeting), "" if is_exact(meeting.on) else f" {at_text(meeting.on)}"
        body = body_name(plan.bodies, meeting.body)
        yield (
            meeting.body,
            Event(
                uid=_uid(plan, "meetings", name, str(seen[name]) if seen[name] > 1 else ""),
                sequence=int(not held),
                changed=last_day(plan.agreed) or _NO_DAY,
                first=first,
                last=last,
                summary=f"Meeting{when}: {f'{body}: {meeting.title}' if meeting.title else body}",
                description=_lines(meeting.note or "", f"Plan: {plan.title}"),
                cancelled=not held,
            ),
        )


def calendar_file(view: View, owner: str | None = None) -> tuple[bytes, int]:
    """Return the calendar of some plans as the bytes of an .ics file, and how many events it has.

    Args:
        view: the plans, and the day.
        owner: the only body that must do something, or that meets: its id, or a name if plans give it different ids;
            None for all.
    """
    plans = [(plan, body_or_text(owner, plan.bodies) if owner is not None else None) for plan in view.plans]
    events = [
        event
        for plan, body in plans
        if body is None or body in plan.bodies
        for event in calendar_events(plan, view.day, body)
    ]
    title = view.plans[0].title if len(view.plans) == 1 else "Action plans"
    names = [body_name(plan.bodies, body) for plan, body in plans if body is not None and body in plan.bodies]
    return write(events, ": ".join((title, *names[:1]))), len(events)
