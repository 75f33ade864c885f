"""Actions and milestones in words: states, ratings, dates, how late and how often moved."""

from collections.abc import Iterable, Mapping

from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import count, date_text
from actionplan.model.vocabulary import State
from actionplan.report.document import Inline, Span
from actionplan.report.words import STATE_WORDS
from actionplan.summary.actions import ActionSummary
from actionplan.summary.milestones import MilestoneSummary


def state_span(state: State | None) -> Span:
    """Return a state in a word; None where none is reported."""
    return Span(STATE_WORDS[state], f"state:{state or 'not-reported'}")


def rating_inline(ratings: Mapping[Id, Rating], rating: Id | None) -> Inline:
    """Return a rating in a word, with its colour as a role; empty where none is declared.

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
    """Return what the plan's rules give where that is not what is declared; empty where it is, or they give nothing."""
    if action.rating_computed in (None, action.rating):
        return ""
    computed = _parts(rating_inline(ratings, action.rating_computed))
    if action.rating is None:
        return ("not rated; the plan's rule gives ", *computed)
    return ("declared ", *_parts(rating_inline(ratings, action.rating)), ", but the plan's rule gives ", *computed)


def _parts(inline: Inline) -> tuple[str | Span, ...]:
    return inline if isinstance(inline, tuple) else (inline,)


def due_text(action: ActionSummary | MilestoneSummary) -> str:
    """Return by when something is due."""
    return f"due {date_text(action.due)}" if action.due else "no due date"


def late_text(action: ActionSummary | MilestoneSummary) -> str:
    """Return how late something open is; where it counts against the date first agreed, by both dates. Empty if not."""
    late, counted = action.days_late or 0, action.days_overdue
    if late == counted:
        return f"{count(late, 'day')} late" if late else ""
    return f"{count(counted, 'day')} late by the date first agreed, {count(late, 'day')} by the present one"


def late_inline(action: ActionSummary | MilestoneSummary) -> Inline:
    """Return how late something is: while it is open, with a role; once finished, how late it was finished."""
    if action.open:
        text = late_text(action)
        return Span(text, "late") if text else ""
    return f"finished {count(action.days_late, 'day')} late" if action.days_late else ""


def moved_text(action: ActionSummary | MilestoneSummary, *, past: bool = True) -> str:
    """Return how often the due date was moved, from when and how far; empty where it never was.

    Args:
        action: the action, or one of its milestones.
        past: whether to add how late that is against the first date.
    """
    if not action.times_redated:
        return ""
    times = {1: "once", 2: "twice"}.get(action.times_redated, f"{action.times_redated} times")
    first = f"moved {times}{_from(action)}"
    late = action.days_late_original
    return f"{first}, {count(late, 'day')} past that date" if late and past else first


def _from(action: ActionSummary | MilestoneSummary) -> str:
    if action.original_due is None or action.original_due.last is None:
        return ""
    slipped = action.days_slipped
    if slipped is None:
        far = "to no date"
    elif slipped:
        far = f"({count(slipped, 'day')} in all)" if slipped > 0 else f"({count(-slipped, 'day')} earlier in all)"
    else:
        far = "and back"
    return f" from {date_text(action.original_due)} {far}"


def ids_text(actions: Iterable[ActionSummary]) -> str:
    """Return the ids of actions as a list."""
    return ", ".join(action.id for action in actions)
