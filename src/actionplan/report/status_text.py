"""The screen of ``actionplan status``: first what the chair of a board needs, then areas, actions and resolutions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from actionplan.git.provenance import Anchor
from actionplan.model.problem import Problem
from actionplan.report.measure_words import counts_of_measures
from actionplan.report.milestones import milestones_line
from actionplan.report.problems import counts_text
from actionplan.report.provenance import as_at_words
from actionplan.report.status_lists import actions_list, rating_text, resolutions_list
from actionplan.report.tallies import review_tally_text, risk_tally_text
from actionplan.report.words import (
    STATE_STYLES,
    STATE_WORDS,
    Signs,
    count,
    date_text,
    day_text,
    days_text,
    one_line,
    state_words,
)
from actionplan.report.writers.layout import Part
from actionplan.report.writers.terminal import Screen, as_it_is, draw, flow, hanging, signs_of, styled, table
from actionplan.summary.actions import ActionSummary
from actionplan.summary.status import EVERYTHING, PlanSummary, Selection, StatusSummary


def status_text(
    summary: StatusSummary, problems: Sequence[Problem], screen: Screen, commit: Anchor | None = None
) -> str:
    """Give a status as text for a screen.

    Args:
        summary: where the plans stand.
        problems: what is wrong with the plans, which is counted.
        screen: what the reader's screen can show.
        commit: the commit whose files were read; None for the files as they are now.
    """
    parts: list[Part] = []
    for plan in summary.plans:
        parts.extend(_plan(plan, summary, screen, commit))
    parts.append(_check_line(summary, problems))
    return draw(parts, screen)


def _plan(plan: PlanSummary, summary: StatusSummary, screen: Screen, commit: Anchor | None) -> Iterator[Part]:
    signs, as_at = signs_of(screen), summary.as_at
    yield styled(one_line(plan.title), "bold")
    agreed = f"Agreed {date_text(plan.agreed)}." if plan.agreed else "A draft, not yet agreed."
    when = as_at_words(as_at, summary.known_at, commit)
    yield styled(f"As at {when}. {agreed} {one_line(plan.root)}")
    if summary.selection != EVERYTHING:
        yield styled(f"Only {_selected(summary.selection)}; the rest of the plan is not counted here.", "bold")
    yield ""
    if not plan.actions:
        yield from _nothing(plan, as_at)
        return
    yield from _headline(plan, signs, screen)
    yield from _late(plan, screen)
    yield from milestones_line(plan, screen)
    yield from _finished(plan, as_at)
    yield from _due_next(plan, as_at, signs)
    yield from _silent(plan)
    if plan.measures.measures and summary.selection == EVERYTHING:
        yield from (styled(counts_of_measures(plan.measures)), "")
    yield from _areas(plan, signs)
    yield from actions_list(plan, screen)
    if summary.selection == EVERYTHING:
        yield from resolutions_list(plan, screen)
        yield from _outside(plan, screen)
    yield from _key(plan, signs)


def _selected(selection: Selection) -> str:
    """Say which actions are shown, in words that leave no doubt that others are not."""
    conditions = [
        f"owned by {selection.owner}" if selection.owner else "",
        f"serving the area {selection.area}" if selection.area else "",
        "overdue" if selection.overdue else "",
    ]
    return f"actions {' and '.join(filter(None, conditions))}"


def _nothing(plan: PlanSummary, as_at: date) -> Iterator[Part]:
    if plan.agreed is not None and plan.agreed.last is not None and plan.agreed.last > as_at:
        yield styled(f"The plan was not agreed until {date_text(plan.agreed)}: nothing was in it on that day.")
    else:
        yield styled("No action to show.")
    yield ""


def _headline(plan: PlanSummary, signs: Signs, screen: Screen) -> Iterator[Part]:
    tally = plan.tally
    present = [(state, tally.states[state]) for state in STATE_WORDS if tally.states.get(state)]
    yield styled(f"{count(tally.actions, 'action')}", "bold")
    facts = [styled(f"{number} {state_words(state, signs)}", STATE_STYLES[state]) for state, number in present]
    yield from flow(facts, screen)
    share = tally.finished / tally.actions
    done = round(share * 40)
    bar = styled("")
    bar.append(signs.bar[0] * done, style="green")
    bar.append(signs.bar[1] * (40 - done))
    bar.append(f" {tally.finished} of {tally.actions} finished ({share:.0%})")
    yield bar
    yield ""


def _late(plan: PlanSummary, screen: Screen) -> Iterator[Part]:
    tally = plan.tally
    open_actions = sum(action.is_open for action in plan.actions)
    original = _late_originally(plan)
    late = "Late against the date first agreed" if plan.policy.late_against == "original" else "Late"
    if not tally.overdue:
        of_open = f"none of {open_actions} open" if open_actions else "no action is open"
        yield styled(f"{late}: {of_open}.{original}", "bold")
        yield ""
        return
    text = f"{late}: {tally.overdue} of {open_actions} open, by up to {days_text(tally.longest_overdue)}.{original}"
    yield styled(text, "bold")
    for owner in sorted(plan.owners, key=lambda owner: -owner.tally.longest_overdue):
        if owner.tally.overdue:
            overdue = [action for action in plan.actions if action.owner == owner.id and action.is_overdue]
            longest = days_text(owner.tally.longest_overdue)
            text = f"    {one_line(owner.name)}: {owner.tally.overdue}, by up to {longest} ({ids_text(overdue)})"
            yield hanging(text, 8, screen)
    yield ""


def _late_originally(plan: PlanSummary) -> str:
    more = plan.tally.overdue_original - sum(
        action.is_overdue and action.is_overdue_original for action in plan.actions
    )
    if not more:
        return ""
    return f" {more} more {'is' if more == 1 else 'are'} late against the date first agreed."


def _finished(plan: PlanSummary, as_at: date) -> Iterator[Part]:
    recent = [action for action in plan.actions if action.is_recently_finished]
    since = day_text(as_at - timedelta(days=plan.policy.finished_within_days))
    yield styled(f"Finished since {since}: {len(recent) or 'none'}", "bold")
    if recent:
        rows = table("", "", "", widths=[2, 8, None])
        for action in recent:
            rows.add_row("", action.id, f"{one_line(action.title)} ({_finished_when(action)})")
        yield rows
    yield ""


def _finished_when(action: ActionSummary) -> str:
    when = date_text(action.finished)
    if action.days_late_original is None:
        return when
    if not action.days_late_original:
        return f"{when}, on time"
    return f"{when}, {days_text(action.days_late_original)} after the date first agreed"


def _due_next(plan: PlanSummary, as_at: date, signs: Signs) -> Iterator[Part]:
    soon = [action for action in plan.actions if action.is_due_soon]
    soon.sort(key=lambda action: action.due.last if action.due and action.due.last else date.max)
    until = day_text(as_at + timedelta(days=plan.policy.due_within_days))
    yield styled(f"Due by {until}: {len(soon) or 'none'}", "bold")
    if soon:
        rows = table("", "", "", "", widths=[2, 8, None, None])
        for action in soon:
            who = action.owner or "no owner"
            what = styled(f"{one_line(action.title)} ({state_words(action.state, signs)}, {who})")
            rows.add_row("", action.id, what, date_text(action.due))
        yield rows
    yield ""


def _silent(plan: PlanSummary) -> Iterator[Part]:
    never = [action for action in plan.actions if action.is_open and not action.updates]
    stale = [action for action in plan.actions if action.is_stale]
    if never:
        yield styled(f"Never updated: {len(never)} ({ids_text(never)})")
    if stale:
        days = days_text(plan.policy.stale_after_days)
        yield styled(f"No update for more than {days}: {len(stale)} ({ids_text(stale)})")
    if never or stale:
        yield ""


def _areas(plan: PlanSummary, signs: Signs) -> Iterator[Part]:
    if not plan.areas:
        return
    rated = any(area.rating for area in plan.areas)
    rows = table("Area", "", "Finished", "Late", *(["Rating"] if rated else []), right=[2, 3])
    for area in plan.areas:
        finished = f"{area.tally.finished} of {area.tally.actions}"
        cells = [area.id, one_line(area.title), finished, str(area.tally.overdue or "none")]
        rows.add_row(*cells, *([rating_text(plan.ratings, area.rating, signs)] if rated else []))
    yield rows
    yield ""


def _outside(plan: PlanSummary, screen: Screen) -> Iterator[Part]:
    """Say in a line each what risks are open and what reviews ask for; nothing where a plan has none."""
    risks, reviews = plan.risks, plan.reviews
    lines = [f"Risks: {risk_tally_text(risks)}"] if risks.open or risks.happened or risks.closed else []
    lines += [review_tally_text(reviews)] if reviews.reviews or reviews.next_review else []
    yield from (hanging(line, 4, screen) for line in lines)
    if lines:
        yield ""


def _key(plan: PlanSummary, signs: Signs) -> Iterator[Part]:
    if not plan.ratings:
        return
    for rating in plan.ratings.values():
        yield styled(f"{signs.colours[rating.colour]} {one_line(rating.label)}: {one_line(rating.meaning)}", "dim")
    yield ""


def _check_line(summary: StatusSummary, problems: Sequence[Problem]) -> Part:
    if not problems:
        return styled("Check: nothing wrong.")
    roots = " ".join(plan.root for plan in summary.plans)
    return as_it_is([f"Check: {counts_text(problems)}. To see them:", f"  actionplan check {roots}".rstrip()])


def ids_text(actions: Iterable[ActionSummary]) -> str:
    """Give the ids of actions as a list."""
    return ", ".join(action.id for action in actions)
