"""Actions and milestones in words: state, rating, due date, days overdue, how often the date was moved."""

from collections.abc import Iterable, Mapping

from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import count, date_text
from actionplan.model.vocabulary import State
from actionplan.report.document import Inline, Span, joined
from actionplan.report.words import STATE_WORDS
from actionplan.summary.actions import ActionSummary
from actionplan.summary.milestones import MilestoneSummary


def state_span(state: State | None) -> Span:
    """Return the word for a state, with the state as a role; None is a state that nobody has reported."""
    return Span(STATE_WORDS[state], f"state:{state or 'not-reported'}")


def progress_inline(action: ActionSummary) -> Inline:
    """Return the word for an action's state, and how much of it is done if it is open."""
    if action.progress is None or not action.open:
        return state_span(action.state)
    return (state_span(action.state), f" {action.progress}%")


def first_date_text(action: ActionSummary) -> str:
    """Return how many days an action is past the original due date; empty if another number of days says the same."""
    first = action.days_late_original or 0
    is_other = first and first not in (action.days_late, action.days_overdue)
    return f"{count(first, 'day')} past the original due date" if is_other else ""


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
    if action.rating_computed in (None, action.rating):
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
    return f"due {date_text(action.due)}"


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
    return f"finished {count(action.days_late, 'day')} late" if action.days_late else ""


def moved_text(action: ActionSummary | MilestoneSummary, *, past: bool = True) -> str:
    """Return how often the due date was moved, from which date and by how much; empty where it never was.

    Args:
        action: the action, or one of its milestones.
        past: whether to add how many days past the original date it is, or was finished.
    """
    if not action.times_redated:
        return ""
    times = {1: "once", 2: "twice"}.get(action.times_redated, f"{action.times_redated} times")
    moved = f"moved {times}{_from(action)}"
    if not (past and action.days_late_original):
        return moved
    late = count(action.days_late_original, "day")
    return (
        f"{moved}; {late} past the original date"
        if action.open
        else f"{moved}; finished {late} after the original date"
    )


def _from(action: ActionSummary | MilestoneSummary) -> str:
    if action.original_due is None or action.original_due.last is None:
        return ""
    days, total = action.days_slipped, " in all" if action.times_redated > 1 else ""
    if days is None:
        far = ", now without a fixed date"
    else:
        far = f", {count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}{total}" if days else " and back"
    return f" from {date_text(action.original_due)}{far}"


def ids_text(actions: Iterable[ActionSummary]) -> str:
    """Return the ids of actions as a list."""
    return ", ".join(action.id for action in actions)
