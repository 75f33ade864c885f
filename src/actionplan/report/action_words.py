"""Actions and milestones in words: state, rating, due date, days overdue, how often the date was moved."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, WrongDate
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import about_text, body_name, count, date_from_to, date_text, in_words, times_text
from actionplan.model.vocabulary import DROPPED, ShownState
from actionplan.report.inline import Inline, Span, joined, plain
from actionplan.report.words import STATE_WORDS
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.lateness import UNKNOWN, days_slipped
from actionplan.summary.milestones import MilestoneSummary


def state_span(state: ShownState | None) -> Span:
    """Return the word for a state, with the state as a role; None is a state that nobody has reported."""
    return Span(STATE_WORDS[state], f"state:{state or 'not-reported'}")


def progress_inline(action: ActionSummary) -> Inline:
    """Return the word for an action's state, and how much of it is done if it is open."""
    if action.stood_down and action.state is not None:
        return (state_span("stood-down"), f" ({STATE_WORDS[action.state]})")
    if action.progress is None or not action.open:
        return state_span(shown_state(action))
    state = state_span(action.state)
    if action.state is None:
        return Span(f"{action.progress}% done, {state.text}", state.role)
    return (state, f" {action.progress}%")


def first_date_text(action: ActionSummary) -> str:
    """Return how many days an action is past the original due date; empty if another number of days says the same."""
    first = action.days_late_original or 0
    if not first or first in (action.days_late, action.days_overdue):
        return ""
    return f"{after_due(first, action.finished) or 'perhaps'} past the original due date"


def after_due(days: int, finished: PlanDate | None) -> str:
    """Return how long after a due date something was finished: ``5 days``, ``about 7 months``.

    Empty if it may have been in time: it was finished in a month or the like that has the due date in it.

    Args:
        days: the days from the due date to the last day on which it can have been finished.
        finished: when it was finished; None if it is not finished, so that the days are exact.
    """
    if finished is None or finished.first is None or finished.last is None:
        return count(days, "day")
    is_certain = days > (finished.last - finished.first).days
    return (about_text(days, finished) or count(days, "day")) if is_certain else ""


def rating_inline(ratings: Mapping[Id, Rating], rating: Id | None) -> Inline:
    """Return the label of a rating, with its colour as a role; empty where none is declared.

    Args:
        ratings: what the plan's ratings mean.
        rating: the rating's id.
    """
    if rating is None:
        return ""
    declared = ratings.get(rating)
    return colour_span(declared.label, declared.colour) if declared is not None else f"{rating}?"


def colour_span(label: str, colour: str | None) -> Span:
    """Return the label of a rating or level with its colour as a role."""
    return Span(label.strip(), f"colour:{colour or ''}")


def computed_inline(ratings: Mapping[Id, Rating], action: ActionSummary) -> Inline:
    """Return the rating by the plan's rules where it differs from the declared one; else empty."""
    if action.state in DROPPED or action.rating_computed in (None, action.rating):
        return ""
    rule = joined(("the plan's rule gives", rating_inline(ratings, action.rating_computed)), " ")
    if action.rating is None:
        return joined(("not rated", rule), "; ")
    return joined((joined(("declared", rating_inline(ratings, action.rating)), " "), rule), ", but ")


def due_text(action: ActionSummary | MilestoneSummary) -> str:
    """Return when something is due: ``due 19 Dec 2025``, ``no due date``, ``ongoing``, ``due date unknown``."""
    if action.due is None:
        return "no due date"
    if action.due.last is None:
        return "ongoing" if action.due.text == "ongoing" else f"due date {action.due.text}"
    return f"due {date_text(action.due, short=True)}"


def late_text(action: ActionSummary | MilestoneSummary) -> str:
    """Return by how many days something open is overdue; by both dates where the plan counts from the first one.

    Empty where it is not overdue.
    """
    late, counted = action.days_late or 0, action.days_overdue
    if late == counted:
        return f"{count(late, 'day')} overdue" if late else ""
    return (
        f"{count(counted, 'day')} overdue against the original due date, {count(late, 'day')} against the current one"
    )


def late_inline(action: ActionSummary | MilestoneSummary) -> Inline:
    """Return by how many days something is overdue, with a role, or after its date it was finished; else empty."""
    if action.open:
        text = late_text(action)
        return Span(text, "late") if text else ""
    if not action.days_late:
        return ""
    after = after_due(action.days_late, action.finished)
    return f"finished {after} late" if after else "perhaps finished late"


def late_span(action: ActionSummary) -> Inline:
    """Return by how many days an open action is overdue, or that it is not, or that it has no date."""
    if action.overdue:
        return Span(f"overdue by {count(action.days_overdue, 'day')}", "late")
    if action.due is None or action.due.last is None:
        return "no due date" if action.due is None else "no fixed date"
    return f"due {date_text(action.due, short=True)}"


def finished_text(action: ActionSummary) -> str:
    """Return how long after its due date an action was finished, that it was in time, or that it had no due date."""
    return plain(late_inline(action)) or ("in time" if action.finished is not None and action.due else "no due date")


def on_time_text(action: ActionSummary | MilestoneSummary) -> str:
    """Return whether something was finished by its original due date, after a comma; empty if it had none."""
    late = action.days_late_original
    if not late:
        return ", on time" if late is not None else ""
    after = after_due(late, action.finished)
    return f", {after} after the original due date" if after else ", whether by the original due date is not known"


def moved_text(action: ActionSummary | MilestoneSummary, *, past: bool = True) -> str:
    """Return how often the due date was moved, from which date and by how much; empty where it never was.

    Args:
        action: the action, or one of its milestones.
        past: whether to add how many days past the original date it is, or was finished.
    """
    if not action.times_redated:
        return ""
    moved = f"moved {times_text(action.times_redated)}{_from(action)}"
    if not (past and action.days_late_original):
        return moved
    late = after_due(action.days_late_original, action.finished)
    if action.open:
        return f"{moved}; {late} past the original date"
    return f"{moved}; {f'finished {late}' if late else 'perhaps finished'} after the original date"


def due_stated_text(action: ActionSummary) -> str:
    """Return the other due dates that sources give, with how late it was finished by each; empty if there are none."""
    if not action.due_stated:
        return ""
    also = "also " if action.due is not None and action.due.last is not None else ""
    dates = in_words(map(partial(_due_stated, action), action.due_stated), "or")
    return f"sources {also}give {dates} as the due date"


def _due_stated(action: ActionSummary, text: str) -> str:
    due, finished = None, action.finished
    with suppress(WrongDate):
        due = PlanDate.parse(text)
    days = days_slipped(due, finished)
    after = after_due(days, finished) if days is not None and days > 0 else ""
    return date_text(due, none=text) + (f" (finished {after} after that)" if after else "")


def _from(action: ActionSummary | MilestoneSummary) -> str:
    if action.original_due is not None and action.original_due.text == UNKNOWN:
        return " from an unknown date"
    if action.original_due is None or action.original_due.last is None:
        return ""
    days, total = action.days_slipped, " in all" if action.times_redated > 1 else ""
    if days is None:
        far = ", now without a fixed date"
    else:
        span = about_text(abs(days), action.original_due, action.due) or count(abs(days), "day")
        far = f", {span} {'later' if days > 0 else 'earlier'}{total}" if days else " and back"
    return f" from {date_from_to(action.original_due)}{far}"


def waiting_text(action: ActionSummary, bodies: Mapping[Id, Body]) -> str:
    """Return on which bodies an open action waits: ``waits for County Council``; empty if on none, or not open."""
    names = ", ".join(body_name(bodies, name) for name in action.waiting_on)
    return f"waits for {names}" if names and action.open else ""


def replaced_text(action: ActionSummary) -> str:
    """Return what is in the place of an action: ``split into 2.1 and 2.2``, ``joined into 3``; empty if nothing is."""
    return f"{split_or_joined(action.replaced_by)} {in_words(action.replaced_by)}" if action.replaced_by else ""


def split_or_joined(parts: Collection[Id]) -> str:
    """Return what became of an action that has others in its place: ``split into`` or ``joined into``."""
    return "split into" if len(parts) > 1 else "joined into"


def replaces_text(action: ActionSummary) -> str:
    """Return what an action replaces: ``part of what was 2``, ``joins what was 1 and 2``; empty if in none."""
    return f"{part_of_or_joins(action.replaces)} {in_words(action.replaces)}" if action.replaces else ""


def part_of_or_joins(originals: Collection[Id]) -> str:
    """Return what an action is to those that it replaces: ``part of what was`` or ``joins what was``."""
    return "joins what was" if len(originals) > 1 else "part of what was"


def before_text(action: ActionSummary) -> str:
    """Return how far what an action replaces had come: ``was in progress, 70% done; no state is reported since``.

    Empty if it replaces nothing, or a state of its own is reported.
    """
    if action.state is not None or action.state_before is None:
        return ""
    progress = f", {action.progress_before}% done" if action.progress_before is not None else ""
    verb = "were" if len(action.replaces) > 1 else "was"
    return f"{verb} {STATE_WORDS[action.state_before]}{progress}; no state is reported since"


def origin_text(action: ActionSummary) -> str:
    """Return what an action replaces and how far that had come; see `before_text`."""
    before = before_text(action)
    return f"{replaces_text(action)}, which {before}" if before else replaces_text(action)
