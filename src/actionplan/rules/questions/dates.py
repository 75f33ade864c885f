"""Questions about dates: promises that move, work that does not begin, and more than anyone can do at once."""

from collections.abc import Iterator, Mapping
from datetime import date

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id
from actionplan.model.text import MONTHS, body_name, count, date_text, day_text, days_text
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing, progress_since, stated_at
from actionplan.rules.questions.owners import silent_owners
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule
from actionplan.summary.lateness import due_steps

MOST_MOVES = 2
"""So often may a due date move before a question is asked."""

FEWEST_DATES = 6
"""With fewer open due dates than these, nothing is made of a third of them."""


@challenge_rule(
    "C201",
    "serious",
    one="Why should anyone believe the new date of {what}, which has moved {moves} times?",
    many="Why should anyone believe the new dates of {actions}, each moved three times or more?",
)
def moved_more_than_twice(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, and its due date has moved more than twice. Giving a first date to an action that had none is
    no move; a correction is none either. A date that was brought forward counts too.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.times_redated > MOST_MOVES:
            moves = [step for step in due_steps(standing.action.due, standing.entries) if step.move]
            why = f"moved {count(now.times_redated, 'time')}, from {date_text(now.original_due, none='no date')} "
            why += f"to {date_text(now.due, none='no date')}"
            why += f", {days_text(now.days_slipped)} in all" if now.days_slipped is not None else ""
            places = tuple(place(view.plan, standing.action, "status", step.placed.index, "due") for step in moves)
            yield about(standing, why, places, now.times_redated, {"moves": now.times_redated})


@challenge_rule(
    "C202",
    "serious",
    one="When will {what} begin, now that {share} of its time has gone?",
    many="When will {actions} begin, now that a third of their time or more has gone?",
)
def not_begun_with_a_third_of_the_time_gone(view: QuestionContext) -> Iterator[QuestionCase]:
    """No report says that the action has begun: it is not started, or nothing has been said of its state or progress;
    and more than a third of the time between its start (the day on which it was agreed, where none is given) and its
    due date has gone. Work may be under way that nobody has reported.
    """
    for standing in view.actions:
        now = standing.now
        first = _first_day(view, standing)
        last = now.due.last if now.due is not None else None
        if now.state not in (None, "not-started") or now.progress or first is None or last is None or last <= first:
            continue
        gone, whole = (view.as_at - first).days, (last - first).days
        if gone * 3 > whole:
            said = "reported as not started" if now.state else "no report says that it has begun"
            share = "all" if gone >= whole else f"{gone * 100 // whole}%"
            why = f"{said}; {share} of the time from {day_text(first)} to {day_text(last)} has gone"
            yield about(standing, why, stated_at(view, standing, "state", "start", "due"), gone, {"share": share})


def _first_day(view: QuestionContext, standing: Standing) -> date | None:
    if standing.now.start is not None and standing.now.start.first is not None:
        return standing.now.start.first
    return agreed_day(view.plan, standing.action)


@challenge_rule(
    "C203",
    "routine",
    one="Can {name} finish {number} actions in {month}?",
    many="Can {owner} keep {count} months in which more than {limit} of its actions are due?",
)
def too_many_due_at_once(view: QuestionContext) -> Iterator[QuestionCase]:
    """More open actions of one owner fall due in one month, this one or a later, than the policy's
    `challenge_due_in_month` (5 without it). Of a due date that is only a quarter or a year the last day counts, as it
    does for lateness.
    """
    limit = view.policy.challenge_due_in_month
    by_month: dict[tuple[Id, str], list[Standing]] = {}
    for standing in view.actions:
        month = _month(view, standing)
        if standing.now.owner is not None and month is not None:
            by_month.setdefault((standing.now.owner, _month_text(*month)), []).append(standing)
    for (owner, when), due in by_month.items():
        if len(due) > limit:
            name = body_name(view.plan.bodies, owner)
            words = {"name": name, "number": len(due), "month": when, "limit": limit}
            yield _together(view, due, owner, when, f"{len(due)} of its open actions are due", words)


@challenge_rule(
    "C204",
    "routine",
    one="Why are {number} of the {whole} open due dates in {month}: does the work end then, or only the year?",
)
def dates_bunched_at_a_years_end(view: QuestionContext) -> Iterator[QuestionCase]:
    """More than a third of the due dates that lie ahead fall in one December or one March, the ends of the calendar and
    the financial year: dates that come from a calendar rather than from the work. Plans with fewer than six open due
    dates are not asked. Of a due date that is only a quarter or a year the last day counts.
    """
    by_month: dict[tuple[int, int], list[Standing]] = {}
    for standing in view.actions:
        ahead = _month(view, standing)
        if ahead is not None:
            by_month.setdefault(ahead, []).append(standing)
    whole = sum(map(len, by_month.values()))
    for (year, month), due in by_month.items():
        number, when = len(due), _month_text(year, month)
        if month in (3, 12) and whole >= FEWEST_DATES and number * 3 > whole:
            words = {"number": number, "whole": whole, "month": when}
            yield _together(view, due, None, when, f"{number} of {whole} due dates that lie ahead", words)


def _month_text(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def _month(view: QuestionContext, standing: Standing) -> tuple[int, int] | None:
    """Return the month in which an open action falls due, this one or a later; None where there is none ahead."""
    due = standing.now.due
    if not standing.now.open or due is None or due.last is None:
        return None
    month = (due.last.year, due.last.month)
    return month if month >= (view.as_at.year, view.as_at.month) else None


def _together(
    view: QuestionContext, due: list[Standing], owner: Id | None, month: str, why: str, words: Mapping[str, object]
) -> QuestionCase:
    """Make a case of several actions that fall due in one month."""
    return QuestionCase(
        record=owner or view.plan.id,
        owner=owner,
        areas=tuple(dict.fromkeys(area for standing in due for area in standing.now.areas)),
        name=month,
        why=f"{why} in {month}: {', '.join(standing.now.id for standing in due)}",
        weight=len(due),
        places=tuple(where for standing in due for where in stated_at(view, standing, "due")),
        words=words,
    )


@challenge_rule(
    "C205",
    "serious",
    one="What is to become of {what}, suspended without a word for {weeks} weeks?",
    many="What is to become of {actions}, suspended without a word for more than {limit} weeks?",
)
def suspended_without_review(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is suspended, and the last entry about it is older than the policy's `challenge_weeks_suspended` (12
    weeks without it). The decision to suspend work should be reviewed.
    """
    limit = view.policy.challenge_weeks_suspended
    for standing in view.actions:
        days = standing.now.days_since_update
        if standing.now.state == "suspended" and days is not None and days > 7 * limit:
            why = f"suspended, and nothing has been said of it since {date_text(standing.now.last_update)}"
            places = stated_at(view, standing, "state")
            yield about(standing, why, places, days, {"weeks": days // 7, "limit": limit})


@challenge_rule(
    "C206",
    "serious",
    one="What delays {what}, which has been at {progress}% since {since}?",
    many="What delays {actions}, whose progress has not changed for {limit} months or more?",
)
def progress_unchanged(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is in progress, and its progress, below 100 per cent, is what it was as many months ago as the
    policy's `challenge_months_unchanged` says (3 without it). The number of months is that of the calendar. Where all
    of an owner's actions have gone silent, that is asked instead (C301).
    """
    limit = view.policy.challenge_months_unchanged
    silent = silent_owners(view)
    for standing in view.actions:
        now, since = standing.now, progress_since(standing)
        if now.state != "in-progress" or since is None or now.progress is None or now.progress >= 100:
            continue
        if now.owner not in silent and _months(since, view.as_at) >= limit:
            why = f"in progress, and {now.progress}% done since {day_text(since)}"
            words = {"progress": now.progress, "since": day_text(since), "limit": limit}
            places = stated_at(view, standing, "progress")
            yield about(standing, why, places, (view.as_at - since).days, words)


def _months(since: date, until: date) -> int:
    """Count the whole months between two days."""
    return 12 * (until.year - since.year) + until.month - since.month - (until.day < since.day)
