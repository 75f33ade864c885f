"""Questions about dates: due dates that move, work that does not begin, and more than anyone can do at once."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate, WrongDate, last_day
from actionplan.model.ids import Id
from actionplan.model.text import (
    MONTHS,
    at_text,
    body_name,
    count,
    date_text,
    day_text,
    in_words,
    numbered_name,
    some_of,
    span_text,
)
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, areas_of, progress_since, stated_at, what
from actionplan.rules.questions.owners import silent_owners
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule, for_several
from actionplan.summary.answering import answers_for
from actionplan.summary.lateness import DueStep, due_steps
from actionplan.summary.requests import meeting_passed, pending, place_of
from actionplan.summary.timeline import of_part

MOST_MOVES = 2
"""A due date may move this often before a question is asked."""

FEWEST_DATES = 6
"""A plan with fewer open due dates is not asked why a third of them are in one month."""


@for_several("Why should anyone believe the new dates of {actions}, each moved three times or more?")
@challenge_rule("C201", "serious", "Why should anyone believe the new date of {what}, which has moved {moves} times?")
def moved_more_than_twice(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, and its due date has moved more than twice. The first date of an action that had none is not
    a move, nor is a correction. A move to an earlier date counts.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.times_redated > MOST_MOVES:
            moves = [step for step in due_steps(standing.action.due, standing.entries) if step.move]
            first, last = (date_text(due, none="no date") for due in (now.original_due, now.due))
            why = f"moved {count(now.times_redated, 'time')}, from {first} to {last}"
            if now.days_slipped is not None:
                why += f", {span_text(now.days_slipped, now.original_due, now.due)} in all"
            places = tuple(place(view.plan, standing.action, "status", step.placed.index, "due") for step in moves)
            places = places or (place(view.plan, standing.action, "replaces"),)
            yield about(standing, why, places, now.times_redated, {"moves": now.times_redated})


@for_several("When does {owner} get an answer to {count} requests?")
@challenge_rule("C270", "routine", "What does {body} decide about {what}, which was asked {asked} {wanted}?")
def request_not_decided(view: QuestionContext) -> Iterator[QuestionCase]:
    """A body was asked to let a due date move or an action be cancelled, and has met since, as far as the plan names
    its meetings, but no decision is on record. Until it decides, the action is as late as before.
    """
    for standing in view.actions:
        for request in pending(standing.now.requests):
            if (meeting := meeting_passed(view.plan, request, view.as_at)) is None:
                continue
            body = body_name(view.plan.bodies, request.requested_of)
            wanted = f"to make it due {date_text(request.due)}" if request.due is not None else "to cancel it"
            why = f"{body} was asked {at_text(request.on)} {wanted}, and met {at_text(meeting)}"
            places = (place(view.plan, standing.action, "status", place_of(standing.action, request)),)
            words = {"body": body, "asked": at_text(request.on), "wanted": wanted}
            yield about(standing, why, places, 1, words)


@for_several("Who agreed that {count} milestones of actions of {owner} moved?")
@challenge_rule("C208", "routine", 'Who agreed that the milestone "{milestone}" of {what} moved?')
def milestone_moved_without_approval(view: QuestionContext) -> Iterator[QuestionCase]:
    """The date of an open milestone has moved, and no approval of the move is on record, though this plan's due dates
    of actions move with approvals: its policy names bodies under `redate_approvals`, or every such move has one. A
    milestone's date needs no approval, but a board that approves the action's date should know of it.
    """
    moves = [step for each in view.actions for step in due_steps(each.action.due, each.entries) if step.move]
    if not (view.policy.redate_approvals or (moves and all(_is_approved(step) for step in moves))):
        return
    for standing in view.actions:
        for milestone, now in zip(standing.action.milestones, standing.now.milestones, strict=True):
            steps = due_steps(milestone.due, of_part(standing.every, milestone.id)) if now.open else ()
            for step in steps:
                if step.move and not _is_approved(step):
                    entry = step.placed.entry
                    why = f'the milestone "{now.title}" moved {at_text(entry.on)} to {date_text(entry.due)}, '
                    why += f"first due {date_text(milestone.due)}; no approval is on record"
                    where = place(view.plan, standing.action, "status", step.placed.index, "due")
                    yield about(standing, why, (where,), now.days_slipped or 0, {"milestone": now.title})


def _is_approved(step: DueStep) -> bool:
    return bool(step.placed.entry.approvals)


@for_several("Which due dates of {actions} hold, if sources give several?")
@challenge_rule("C209", "routine", "Which due date of {what} holds, if sources also give {others}?")
def rival_due_dates(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, and its file has other due dates that sources give for it, under `[[stated]]`. Lateness
    counts from one of them; by another the action may be late already, or not yet.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.due_stated and now.due == now.original_due:
            others = in_words(map(_as_read, now.due_stated), "or")
            due = date_text(now.due) if now.due is not None and now.due.last is not None else "no due date"
            why = f"the plan has {due}; sources also give {others}"
            yield about(standing, why, stated_at(view, standing, "due"), len(now.due_stated), {"others": others})


def _as_read(text: str) -> str:
    """Return a due date that a source gives as people read dates, if it is written as one: ``Jul 2025``."""
    with suppress(WrongDate):
        return date_text(PlanDate.parse(text))
    return text


@for_several("What has happened with {actions}, now that a third of their time or more has passed?")
@challenge_rule("C202", "serious", "{asked}, now that {share} has passed?")
def not_begun_with_a_third_of_the_time_gone(view: QuestionContext) -> Iterator[QuestionCase]:
    """No entry reports that the action has begun (it is not started, or has no state and no progress), and more than a
    third of the time between its start and its due date has gone. If no start is given, the day on which it was agreed
    counts. Work may be under way that nobody has reported.
    """
    for standing in view.actions:
        now = standing.now
        start = now.start.first if now.start is not None else None
        first = start if start is not None else agreed_day(view.plan, standing.action)
        last = last_day(now.due)
        is_begun = not now.open or now.state not in (None, "not-started") or bool(now.progress)
        if is_begun or first is None or last is None or last <= first:
            continue
        gone, whole = (view.as_at - first).days, (last - first).days
        if gone * 3 > whole:
            report = "reported as not started" if now.state else "no report says that it has begun"
            period, share = f"from {day_text(first)} to {day_text(last)}", f"{gone * 100 // whole}% of"
            due_passed = gone > whole
            why = f"{report}; " + (
                f"it was planned {period}" if due_passed else f"{share} the time {period} has passed"
            )
            name = what(standing)
            words = {
                "asked": f"When will {name} begin" if now.state else f"What has happened with {name}",
                "share": "its due date" if due_passed else f"{share} its time",
            }
            yield about(standing, why, stated_at(view, standing, "state", "start", "due"), gone, words)


@for_several("Can {owner} keep {count} months in which more than {limit} of its actions are due?")
@challenge_rule("C203", "routine", "Can {name} finish {number} actions in {month}?")
def too_many_due_at_once(view: QuestionContext) -> Iterator[QuestionCase]:
    """More open actions of one owner are due in one month, this one or a later one, than the policy's
    `challenge_due_in_month` (5 by default). If a due date is only a quarter or a year, its last day counts, as it does
    for lateness.
    """
    limit = view.policy.challenge_due_in_month
    for owner in dict.fromkeys(answers_for(standing.now) for standing in view.actions):
        for month, due in _by_month(view, owner).items() if owner is not None else ():
            if len(due) > limit:
                words = {"name": body_name(view.plan.bodies, owner), "number": len(due), "limit": limit}
                yield _due_together(view, due, owner, month, f"{len(due)} of its open actions are due", words)


@challenge_rule(
    "C204",
    "routine",
    "Why are {number} of the {whole} open due dates in {month}: does the work end then, or only the year?",
)
def dates_bunched_at_a_years_end(view: QuestionContext) -> Iterator[QuestionCase]:
    """More than a third of the due dates to come are in one December or one March, the ends of the calendar year and
    the financial year: such dates may come from a calendar rather than from the work. Plans with fewer than six open
    due dates are not asked. If a due date is only a quarter or a year, its last day counts.
    """
    by_month = _by_month(view)
    whole = sum(map(len, by_month.values()))
    for month, due in by_month.items():
        if month[1] in (3, 12) and whole >= FEWEST_DATES and len(due) * 3 > whole:
            words = {"number": len(due), "whole": whole}
            yield _due_together(view, due, None, month, f"{len(due)} of {whole} due dates to come are", words)


Month = tuple[int, int]
"""A year, and a month of it from 1 to 12."""


def _by_month(view: QuestionContext, owner: Id | None = None) -> Mapping[Month, list[Standing]]:
    """Return the open actions that are due this month or later, by month; with an owner, only those of that body."""
    by_month: dict[Month, list[Standing]] = {}
    for standing in view.actions:
        last = last_day(standing.now.due)
        is_ahead = last is not None and (last.year, last.month) >= (view.as_at.year, view.as_at.month)
        if last is not None and is_ahead and standing.now.open and owner in (None, answers_for(standing.now)):
            by_month.setdefault((last.year, last.month), []).append(standing)
    return by_month


def _due_together(
    view: QuestionContext, due: list[Standing], owner: Id | None, month: Month, why: str, words: Mapping[str, object]
) -> QuestionCase:
    """Return a case of several actions that are due in one month."""
    name = f"{MONTHS[month[1] - 1]} {month[0]}"
    why = f"{why} in {name}: {some_of(numbered_name(standing.now) for standing in due)}"
    places = tuple(where for standing in due for where in stated_at(view, standing, "due"))
    words = {**words, "month": name}
    return QuestionCase(owner or view.plan.id, owner, areas_of(due), name, why, places, len(due), words)


@for_several("What will happen to {actions}, suspended with no entry for more than {limit} weeks?")
@challenge_rule("C205", "serious", "What will happen to {what}, suspended with no entry for {weeks} weeks?")
def suspended_without_review(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is suspended, and the last entry about it is older than the policy's `challenge_weeks_suspended` (12
    weeks by default). Suspending work is a decision that somebody should review.
    """
    limit = view.policy.challenge_weeks_suspended
    for standing in view.actions:
        days = standing.now.days_since_update
        if standing.now.open and standing.now.state == "suspended" and days is not None and days > 7 * limit:
            why = f"suspended, and no entry about it since {date_text(standing.now.last_update)}"
            places = stated_at(view, standing, "state")
            yield about(standing, why, places, days, {"weeks": days // 7, "limit": limit})


@for_several("What delays {actions}, whose progress has not changed for {limit} months or more?")
@challenge_rule("C206", "serious", "What delays {what}, which has been at {progress}% since {since}?")
def progress_unchanged(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is in progress, and its progress, below 100 per cent, is the same as it was the policy's
    `challenge_months_unchanged` calendar months ago (3 by default). If all actions of its owner have had no entry for
    long, C301 asks about that instead.
    """
    limit = view.policy.challenge_months_unchanged
    silent = silent_owners(view)
    for standing in view.actions:
        now, since = standing.now, progress_since(standing)
        if not now.open or now.state != "in-progress" or since is None or now.progress is None or now.progress >= 100:
            continue
        if answers_for(now) not in silent and _months(since, view.as_at) >= limit:
            why = f"in progress, and {now.progress}% done since {day_text(since)}"
            words = {"progress": now.progress, "since": day_text(since), "limit": limit}
            places = stated_at(view, standing, "progress")
            yield about(standing, why, places, (view.as_at - since).days, words)


def _months(since: date, until: date) -> int:
    """Return the number of whole months between two days."""
    return 12 * (until.year - since.year) + until.month - since.month - (until.day < since.day)
