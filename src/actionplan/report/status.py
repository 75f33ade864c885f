"""``actionplan status``: first what the chair of a board needs, then areas, actions and resolutions."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from actionplan.model.records import Plan
from actionplan.model.text import count, date_text, day_text, days_text
from actionplan.model.vocabulary import FINISHED
from actionplan.report.action_words import (
    colour_span,
    computed_inline,
    due_text,
    ids_text,
    late_inline,
    moved_text,
    rating_inline,
    state_span,
)
from actionplan.report.document import (
    GAP,
    Bar,
    Block,
    Cells,
    Column,
    Document,
    Flow,
    Heading,
    Inline,
    Item,
    Items,
    Paragraph,
    Source,
    Span,
    Table,
)
from actionplan.report.measure_words import counts_of_measures
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.tallies import review_tally_text, risk_tally_text
from actionplan.report.words import STATE_WORDS, counts_words
from actionplan.report.writers.json import shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.status import EVERYTHING, PlanSummary, Selection, summarise_plan


def status_document(run: RunResult, context: Context) -> Document:
    """Return where plans stand."""
    for plan in run.results:
        yield from _plan(plan, context)
    yield from _check_line(run)


def _plan(plan: PlanSummary, context: Context) -> Iterator[Block]:
    yield Heading(plan.title)
    agreed = f"Agreed {date_text(plan.agreed)}." if plan.agreed else "A draft, not yet agreed."
    yield Paragraph((f"As at {when_words(context)}. {agreed} ", Span(plan.root, "code")))
    everything = context.selection == EVERYTHING
    if not everything:
        text = f"Only {_selected(context.selection)}; the rest of the plan is not counted here."
        yield Paragraph(Span(text, "strong"))
    yield GAP
    if not plan.actions:
        yield from _nothing(plan, context.as_at)
        return
    yield from _headline(plan)
    yield from _late(plan)
    yield from _milestones(plan)
    yield from _finished(plan, context.as_at)
    yield from _due_next(plan, context.as_at)
    yield from _silent(plan)
    if plan.measures.measures and everything:
        yield from (Paragraph(counts_of_measures(plan.measures)), GAP)
    yield from _areas(plan)
    yield from _actions(plan)
    if everything:
        yield from _resolutions(plan)
        yield from _risks_and_reviews(plan)
    yield from _key(plan)


def _selected(selection: Selection) -> str:
    """Return which actions are shown, in words that leave no doubt that others are not."""
    conditions = [
        f"owned by {selection.owner}" if selection.owner else "",
        f"serving the area {selection.area}" if selection.area else "",
        "overdue" if selection.overdue else "",
    ]
    return f"actions {' and '.join(filter(None, conditions))}"


def _nothing(plan: PlanSummary, as_at: date) -> Iterator[Block]:
    if plan.agreed is not None and plan.agreed.last is not None and plan.agreed.last > as_at:
        yield Paragraph(f"The plan was not agreed until {date_text(plan.agreed)}: nothing was in it on that day.")
    else:
        yield Paragraph("No action to show.")
    yield GAP


def _headline(plan: PlanSummary) -> Iterator[Block]:
    tally = plan.tally
    yield Heading(count(tally.actions, "action"), 3)
    present = [(state, tally.states[state]) for state in STATE_WORDS if tally.states.get(state)]
    yield Flow(tuple((f"{number} ", state_span(state)) for state, number in present))
    finished = f"{tally.finished} of {tally.actions} finished ({tally.finished / tally.actions:.0%})"
    yield Bar(tally.finished, tally.actions, finished)
    yield GAP


def _late(plan: PlanSummary) -> Iterator[Block]:
    tally = plan.tally
    open_actions = sum(action.open for action in plan.actions)
    original = _late_originally(plan)
    late = "Late against the date first agreed" if plan.policy.late_against == "original" else "Late"
    if not tally.overdue:
        of_open = f"none of {open_actions} open" if open_actions else "no action is open"
        yield from (Heading(f"{late}: {of_open}.{original}", 3), GAP)
        return
    by = days_text(tally.longest_overdue)
    yield Heading(f"{late}: {tally.overdue} of {open_actions} open, by up to {by}.{original}", 3)
    owners = []
    for owner in sorted(plan.owners, key=lambda owner: -owner.tally.longest_overdue):
        if owner.tally.overdue:
            overdue = [action for action in plan.actions if action.owner == owner.id and action.overdue]
            longest = count(owner.tally.longest_overdue, "day")
            owners.append(Item(f"{owner.name}: {owner.tally.overdue}, by up to {longest} ({ids_text(overdue)})"))
    yield Items(tuple(owners), indent=4, hang=4)
    yield GAP


def _late_originally(plan: PlanSummary) -> str:
    both = sum(action.overdue and action.overdue_original for action in plan.actions)
    more = plan.tally.overdue_original - both
    return f" {more} more {'is' if more == 1 else 'are'} late against the date first agreed." if more else ""


def _milestones(plan: PlanSummary) -> Iterator[Block]:
    """Return how many milestones are done, and which are late; nothing where the plan has none."""
    if not any(action.milestones for action in plan.actions):
        return
    tally = plan.tally
    late = [(action, part) for action in plan.actions for part in action.milestones if part.overdue]
    text = f"Milestones: {tally.milestones_done} of {tally.milestones} done"
    if late:
        longest = max(part.days_overdue for _, part in late)
        names = ", ".join(f"{action.id} {part.id}" for action, part in late)
        text += f", {len(late)} late by up to {count(longest, 'day')} ({names})"
    yield from (Paragraph(text, hang=4), GAP)


def _finished(plan: PlanSummary, as_at: date) -> Iterator[Block]:
    recent = [action for action in plan.actions if action.recently_finished]
    since = day_text(as_at - timedelta(days=plan.policy.finished_within_days))
    yield Heading(f"Finished since {since}", 3, count=len(recent) or "none")
    items = tuple(Item(f"{action.title} ({_finished_when(action)})", action.id) for action in recent)
    yield from (Items(items, indent=4, width=10), GAP) if items else (GAP,)


def _finished_when(action: ActionSummary) -> str:
    when = date_text(action.finished)
    if action.days_late_original is None:
        return when
    if not action.days_late_original:
        return f"{when}, on time"
    return f"{when}, {days_text(action.days_late_original)} after the date first agreed"


def _due_next(plan: PlanSummary, as_at: date) -> Iterator[Block]:
    soon = [action for action in plan.actions if action.due_soon]
    soon.sort(key=lambda action: action.due.last if action.due and action.due.last else date.max)
    until = day_text(as_at + timedelta(days=plan.policy.due_within_days))
    yield Heading(f"Due by {until}", 3, count=len(soon) or "none")
    if soon:
        names = ("Action", "Title, state and owner", "Due")
        columns = tuple(Column(name, width=8 if name == "Action" else None, shows_heading=False) for name in names)
        yield Table(columns, tuple(map(_due_row, soon)), f"Due by {until}", indent=4)
    yield GAP


def _due_row(action: ActionSummary) -> tuple[Inline, ...]:
    what = (f"{action.title} (", state_span(action.state), f", {action.owner or 'no owner'})")
    return action.id, what, date_text(action.due)


def _silent(plan: PlanSummary) -> Iterator[Block]:
    never = [action for action in plan.actions if action.open and not action.updates]
    stale = [action for action in plan.actions if action.stale]
    if never:
        yield Paragraph(f"Never updated: {len(never)} ({ids_text(never)})")
    if stale:
        days = days_text(plan.policy.stale_after_days)
        yield Paragraph(f"No update for more than {days}: {len(stale)} ({ids_text(stale)})")
    if never or stale:
        yield GAP


def _areas(plan: PlanSummary) -> Iterator[Block]:
    if not plan.areas:
        return
    rated = any(area.rating for area in plan.areas)
    title = Column("Title", shows_heading=False)
    columns = [Column("Area"), title, Column("Finished", is_number=True), Column("Late", is_number=True)]
    rows: list[tuple[Inline, ...]] = []
    for area in plan.areas:
        finished = f"{area.tally.finished} of {area.tally.actions}"
        rating = (rating_inline(plan.ratings, area.rating),) if rated else ()
        rows.append((area.id, area.title, finished, str(area.tally.overdue or "none"), *rating))
    yield Table((*columns, *([Column("Rating")] if rated else [])), tuple(rows), "Areas")
    yield GAP


def _actions(plan: PlanSummary) -> Iterator[Block]:
    """Yield the actions, each under its primary area."""
    titles: dict[str | None, str] = {area.id: area.title for area in plan.areas}
    served = {area: [action for action in plan.actions if action.area == area] for area in [*titles, None]}
    for action in plan.actions:
        if action.area not in served:
            served[action.area] = [each for each in plan.actions if each.area == action.area]
    lists = {area: actions for area, actions in served.items() if actions}
    width = max(len(action.id) for action in plan.actions) + 2
    for area, actions in lists.items():
        yield Heading(titles.get(area, "No area"), 3, label=area or "")
        yield Items(tuple(_action(plan, action) for action in actions), width=width, group=plan.root)
        yield GAP


def _action(plan: PlanSummary, action: ActionSummary) -> Item:
    state: Inline = state_span(action.state)
    if action.progress is not None and action.state not in FINISHED:
        state = (state_span(action.state), f" {action.progress}%")
    facts = (action.owner or "none", state, rating_inline(plan.ratings, action.rating), due_text(action))
    more = [line for line in (moved_text(action), computed_inline(plan.ratings, action)) if line]
    return Item(action.title, action.id, (Cells(facts, late_inline(action)), *more))


def _resolutions(plan: PlanSummary) -> Iterator[Block]:
    if plan.resolutions:
        yield Heading("Resolutions", 3)
        yield Items(tuple(Item(each.title, each.id, (_delivery(each),)) for each in plan.resolutions))
        yield GAP


def _delivery(resolution: ResolutionSummary) -> str:
    """Return the outcome of a resolution, and how far its clauses have come."""
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


def _risks_and_reviews(plan: PlanSummary) -> Iterator[Block]:
    """Say in a line each which risks are open and what reviews ask for; nothing where a plan has none."""
    risks, reviews = plan.risks, plan.reviews
    lines = [f"Risks: {risk_tally_text(risks)}"] if risks.open or risks.happened or risks.closed else []
    lines += [review_tally_text(reviews)] if reviews.reviews or reviews.next_review else []
    yield from (Paragraph(line, hang=4) for line in lines)
    if lines:
        yield GAP


def _key(plan: PlanSummary) -> Iterator[Block]:
    """Return what each rating means."""
    for rating in plan.ratings.values():
        yield Paragraph((colour_span(rating.label, rating.colour), Span(f": {rating.meaning}", "quiet")))
    if plan.ratings:
        yield GAP


def _check_line(run: RunResult) -> Iterable[Block]:
    if not (run.errors or run.warnings):
        return (Paragraph("Check: nothing wrong."),)
    command = f"  actionplan check {' '.join(run.roots)}".rstrip()
    return Paragraph(f"Check: {counts_words(run.errors, run.warnings)}. To see them:"), Source((command,))


def _result(plan: Plan, context: Context) -> PlanSummary:
    return summarise_plan(plan, context.as_at, context.selection)


STATUS = Report(
    name="status",
    title=lambda context: f"Status as at {when_words(context)}",
    result=_result,
    document=status_document,
    has_roll_up=True,
    tail=lambda _, run: {"problems": run.problems},
    checks=True,
    bodies=("owner",),
)

shape(
    PlanSummary,
    omit=("policy", "ratings"),
    more=lambda plan: {"late_against": plan.policy.late_against},
)
