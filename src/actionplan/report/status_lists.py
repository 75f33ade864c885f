"""The lists at the end of ``actionplan status``: every action under its area, every resolution with its clauses."""

from collections.abc import Iterator, Mapping

from actionplan.model.ids import Id
from actionplan.model.records import Rating
from actionplan.model.vocabulary import FINISHED
from actionplan.report.words import (
    COLOUR_STYLES,
    STATE_STYLES,
    Signs,
    count,
    date_text,
    days_text,
    one_line,
    state_words,
)
from actionplan.report.writers.layout import Part, Text
from actionplan.report.writers.legacy import Screen, beside, columns, hanging, indented, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.resolutions import ResolutionSummary
from actionplan.summary.status import PlanSummary


def actions_list(plan: PlanSummary, screen: Screen) -> Iterator[Part]:
    """Give the actions, each under its primary area: its title, then the facts in columns."""
    signs = signs_of(screen)
    indent = max((len(action.id) for action in plan.actions), default=0) + 2
    facts = columns([_facts(plan, action, signs) for action in plan.actions])
    lines = dict(zip((action.id for action in plan.actions), facts, strict=True))
    titles: dict[str | None, str] = {area.id: area.title for area in plan.areas}
    for area in dict.fromkeys([*titles, *(action.area for action in plan.actions)]):
        served = [action for action in plan.actions if action.area == area]
        if not served:
            continue
        yield styled(f"{area or ''}  {one_line(titles.get(area, 'No area'))}".strip(), "bold")
        for action in served:
            yield hanging(f"{action.id:<{indent}}{one_line(action.title)}", indent, screen)
            yield from beside(indented(lines[action.id], indent), _late(action, signs), indent, screen)
            if moved := moved_text(action):
                yield hanging(" " * indent + moved, indent, screen)
            if computed := computed_text(plan.ratings, action, signs):
                yield hanging(" " * indent + computed, indent, screen)
        yield ""


def _facts(plan: PlanSummary, action: ActionSummary, signs: Signs) -> list[Text]:
    state = styled(state_words(action.state, signs), STATE_STYLES[action.state])
    if action.progress is not None and action.state not in FINISHED:
        state.append(f" {action.progress}%")
    due = styled(f"due {date_text(action.due)}" if action.due else "no due date")
    return [styled(action.owner or "none"), state, rating_text(plan.ratings, action.rating, signs), due]


def _late(action: ActionSummary, signs: Signs) -> Text:
    if action.is_open:
        text = late_text(action)
        return styled(f"{signs.late} {text}" if text else "", "bold red")
    return styled(f"finished {days_text(action.days_late)} late" if action.days_late else "")


def late_text(action: ActionSummary | MilestoneSummary) -> str:
    """Say how late something open is; where it counts against the date first agreed, by both dates. Empty if not."""
    late, counted = action.days_late or 0, action.days_overdue
    if late == counted:
        return f"{days_text(late)} late" if late else ""
    return f"{days_text(counted)} late by the date first agreed, {days_text(late)} by the present one"


def moved_text(action: ActionSummary | MilestoneSummary, *, past: bool = True) -> str:
    """Say how often the due date was moved, from when and how far; empty where it never was.

    Args:
        action: the action, or one of its milestones.
        past: whether to say too how late that is against the first date.
    """
    if not action.times_redated:
        return ""
    times = {1: "once", 2: "twice"}.get(action.times_redated, f"{action.times_redated} times")
    first = f"moved {times}{_from(action)}"
    late = action.days_late_original
    return f"{first}, {days_text(late)} past that date" if late and past else first


def _from(action: ActionSummary | MilestoneSummary) -> str:
    if action.original_due is None or action.original_due.last is None:
        return ""
    slipped = action.days_slipped
    if slipped is None:
        far = "to no date"
    elif slipped:
        far = f"({days_text(slipped)} in all)" if slipped > 0 else f"({days_text(-slipped)} earlier in all)"
    else:
        far = "and back"
    return f" from {date_text(action.original_due)} {far}"


def rating_text(ratings: Mapping[Id, Rating], rating: Id | None, signs: Signs) -> Text:
    """Give a rating as its sign and its word; the sign's shape says the colour to those who cannot see it.

    Args:
        ratings: what the plan's colours mean.
        rating: the rating's id; None where none is declared.
        signs: the signs that the screen can show.
    """
    if rating is None:
        return styled("")
    declared = ratings.get(rating)
    if declared is None:
        return styled(f"{rating}?")
    return styled(f"{signs.colours[declared.colour]} {one_line(declared.label)}", COLOUR_STYLES[declared.colour])


def computed_text(ratings: Mapping[Id, Rating], action: ActionSummary, signs: Signs) -> str:
    """Say what the plan's rules give where that is not what is declared; empty where it is, or where they give none."""
    if action.rating_computed in (None, action.rating):
        return ""
    computed = rating_text(ratings, action.rating_computed, signs).plain
    if action.rating is None:
        return f"not rated; the plan's rule gives {computed}"
    return f"declared {rating_text(ratings, action.rating, signs).plain}, but the plan's rule gives {computed}"


def resolutions_list(plan: PlanSummary, screen: Screen) -> Iterator[Part]:
    """Give the resolutions, each with its outcome and how far its clauses have come."""
    if not plan.resolutions:
        return
    yield styled("Resolutions", "bold")
    indent = max(len(resolution.id) for resolution in plan.resolutions) + 2
    for resolution in plan.resolutions:
        yield hanging(f"{resolution.id:<{indent}}{one_line(resolution.title)}", indent, screen)
        yield hanging(" " * indent + _delivery(resolution), indent, screen)
    yield ""


def _delivery(resolution: ResolutionSummary) -> str:
    outcome = resolution.outcome.replace("-", " ")
    if not resolution.binding:
        return f"{outcome}; does not bind the plan"
    counts = (
        (resolution.delivered, "delivered"),
        (resolution.under_way, "under way"),
        (resolution.not_begun, "not begun"),
        (resolution.not_tracked, "not tracked"),
    )
    clauses = ", ".join(f"{number} {word}" for number, word in counts if number)
    return f"{outcome}; {count(len(resolution.clauses), 'clause')}: {clauses}" if clauses else f"{outcome}; no clauses"
