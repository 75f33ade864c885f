"""``actionplan status``: first the facts that a chair of a board needs, then areas, actions and resolutions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from shlex import join

from actionplan.model.text import (
    ago_text,
    body_name,
    capitalised,
    count,
    date_text,
    day_text,
    days_text,
    numbered_name,
    printed_id,
    short_name,
    some_of,
)
from actionplan.model.vocabulary import DROPPED
from actionplan.report.action_words import (
    colour_span,
    computed_inline,
    due_stated_text,
    due_text,
    late_inline,
    moved_text,
    on_time_text,
    origin_text,
    progress_inline,
    rating_inline,
    replaced_text,
    state_span,
    waiting_text,
)
from actionplan.report.areas_table import areas_table
from actionplan.report.document import (
    GAP,
    Bar,
    Block,
    Cells,
    Column,
    Document,
    Flow,
    Heading,
    Item,
    Items,
    Paragraph,
    Source,
    Table,
    spaced,
)
from actionplan.report.handovers import OWNED, ended_note, handovers
from actionplan.report.inline import Span, joined
from actionplan.report.measure_words import counts_of_measures
from actionplan.report.other_plans import other_plans
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.request_words import pending_texts
from actionplan.report.standing_words import stood_down_note
from actionplan.report.tallies import (
    clauses_text,
    finished_text,
    replaced_count_text,
    review_tally_text,
    risk_tally_text,
)
from actionplan.report.words import STATE_WORDS, counts_words, only_words
from actionplan.report.writers.json import shape
from actionplan.summary.actions import ActionSummary, lacks_new_date
from actionplan.summary.periods import days_on
from actionplan.summary.status import EVERYTHING, PlanSummary, Selection, summarise_plan


def status_document(run: RunResult, context: Context) -> Document:
    """Return how far plans have come, with everything that is overdue."""
    for plan in run.results:
        yield from _plan(plan, run.results, context)
    yield from _check_line(run, context)


def _agreed(plan: PlanSummary) -> str:
    if plan.agreed is None:
        return "A draft, not yet agreed."
    return f"Agreed {date_text(plan.agreed)}." if plan.agreed.last else "When it was agreed is not known."


def _plan(plan: PlanSummary, shown: Sequence[PlanSummary], context: Context) -> Iterator[Block]:
    yield from plan_opening(
        plan, context, f"As at {when_words(context)}. {_agreed(plan)}", _only(plan, context.selection)
    )
    yield from other_plans(plan, shown, context.as_at)
    if not plan.actions:
        is_later = plan.agreed is not None and plan.agreed.last is not None and plan.agreed.last > context.as_at
        text = f"The plan was not agreed until {date_text(plan.agreed)}: it was empty on that day."
        none = "No action with a due date is overdue." if context.selection.overdue else "No action to show."
        yield Paragraph(text if is_later else none)
        yield GAP
        if is_later and context.selection == EVERYTHING:
            yield from spaced(_resolutions(plan))
        return
    everything = context.selection == EVERYTHING
    yield from spaced(
        _record_age(plan),
        _headline(plan),
        _overdue(plan),
        handovers(plan.to_hand_over, {plan.id: plan.bodies}, 3),
        _milestones(plan),
        _finished(plan, context.as_at),
        _due_next(plan, context.as_at),
        _requests(plan),
        _silent(plan),
        _measures(plan) if plan.measures.measures and everything else (),
        areas_table(plan),
        *_actions(plan),
        *((_resolutions(plan), _risks_and_reviews(plan)) if everything else ()),
        _key(plan),
    )


def _only(plan: PlanSummary, selection: Selection) -> str:
    owned = OWNED if plan.to_hand_over else "owned by"
    return only_words(
        "actions",
        f"{owned} {body_name(plan.bodies, selection.owner)}" if selection.owner else "",
        f"serving the area {plan.names.get(selection.area, selection.area)}" if selection.area else "",
        "overdue" if selection.overdue else "",
    )


def _record_age(plan: PlanSummary) -> Iterator[Block]:
    """Yield when the last update was, and the meetings since then: first, since every figure is as old as that."""
    record = plan.record
    if record.days is None:
        yield Paragraph("No action was ever updated.")
        return
    met = (f"{body_name(plan.bodies, body)} ({number})" for body, number in record.meetings.items())
    meetings = f" Meetings since then: {', '.join(met)}." if record.meetings else ""
    is_old = bool(record.meetings) or record.days > plan.policy.stale_after_days
    text = f"Last update of an action: {date_text(record.last_update)}, {ago_text(record.days, record.last_update)}."
    yield Paragraph(Span(text + meetings, "strong" if is_old else ""))


def _headline(plan: PlanSummary) -> Iterator[Block]:
    tally = plan.tally
    yield Heading(count(tally.actions, "action"), 3)
    if tally.replaced:
        yield Paragraph(replaced_count_text(tally.replaced))
    present = [(state, tally.states[state]) for state in STATE_WORDS if tally.states.get(state)]
    yield Flow(tuple((f"{number} ", state_span(state)) for state, number in present))
    text = finished_text(plan)
    yield (
        Paragraph(f"{capitalised(text)}.")
        if plan.coverage == "incomplete"
        else Bar(tally.finished, tally.actions, text)
    )


def _overdue(plan: PlanSummary) -> Iterator[Block]:
    undated = [action for action in plan.actions if lacks_new_date(action)]
    more = sum(action.overdue_original and not action.overdue for action in plan.actions) - len(undated)
    also = f" {more} more {'is' if more == 1 else 'are'} overdue against the original due date." if more else ""
    if undated:
        is_are = "is" if len(undated) == 1 else "are"
        named = some_of(map(numbered_name, undated))
        also += f" {len(undated)} {is_are} past the original due date without a new one ({named})."
    by_first_date = " against the original due date" if plan.policy.late_against == "original" else ""
    yield Heading(f"Overdue{by_first_date}: {_overdue_text(plan)}.{also}", 3)
    owners = []
    for owner in sorted(plan.owners, key=lambda owner: -owner.tally.longest_overdue):
        if owner.tally.overdue:
            overdue = [action for action in plan.actions if action.owner == owner.id and action.overdue]
            longest = count(owner.tally.longest_overdue, "day")
            overdue.sort(key=lambda action: -action.days_overdue)
            named = some_of(map(numbered_name, overdue))
            by = "by" if owner.tally.overdue == 1 else "by up to"
            owners.append(Item(f"{owner.name}: {owner.tally.overdue}, {by} {longest} ({named})"))
    if owners:
        yield Items(tuple(owners), indent=4, hang=4)


def _overdue_text(plan: PlanSummary) -> str:
    """Return how many open actions are overdue, by how much, and how many have no date to be overdue by."""
    tally, undated = plan.tally, plan.tally.open - plan.tally.has_due_day
    if not tally.open:
        return "no action is open"
    if not tally.has_due_day:
        return f"not known, as none of {tally.open} open {'has' if tally.open == 1 else 'have'} a due date on record"
    text = f"{tally.overdue or 'none'} of {tally.has_due_day} open with a due date"
    by = "by" if tally.overdue == 1 else "by up to"
    text += f", {by} {days_text(tally.longest_overdue)}" if tally.overdue else ""
    return text + (f"; {undated} more {'has' if undated == 1 else 'have'} none" if undated else "")


def _milestones(plan: PlanSummary) -> Iterator[Block]:
    """Yield how many milestones are done, and which are overdue; nothing where the plan has none."""
    if not any(action.milestones for action in plan.actions):
        return
    overdue = [(action, part) for action in plan.actions for part in action.milestones if part.overdue]
    text = f"Milestones: {plan.tally.milestones_done} of {plan.tally.milestones} done"
    if overdue:
        longest = count(max(part.days_overdue for _, part in overdue), "day")
        names = some_of(f"{printed_id(action)} {part.title}" for action, part in overdue)
        text += f", {len(overdue)} overdue by up to {longest} ({names})"
    if moved := plan.tally.milestones_redated:
        text += f"; the {'date' if moved == 1 else 'dates'} of {moved} moved"
    yield Paragraph(text, hang=4)


def _finished(plan: PlanSummary, as_at: date) -> Iterator[Block]:
    recent = [action for action in plan.actions if action.recently_finished]
    since = day_text(days_on(as_at, -plan.policy.finished_within_days))
    yield Heading(f"Finished since {since}", 3, count=len(recent) or "none")
    if items := tuple(Item(f"{action.title} ({_finished_when(action)})", printed_id(action)) for action in recent):
        yield Items(items, indent=4, width=_width(recent))


def _width(actions: Iterable[ActionSummary]) -> int:
    """Return the width of ids in a list, so that the titles of this and other lists are in one column."""
    return max(10, *(len(printed_id(action)) + 2 for action in actions))


def _finished_when(action: ActionSummary) -> str:
    return f"{date_text(action.finished, short=True)}{on_time_text(action)}"


def _due_next(plan: PlanSummary, as_at: date) -> Iterator[Block]:
    soon = [action for action in plan.actions if action.due_soon]
    soon.sort(key=lambda action: action.due.last if action.due and action.due.last else date.max)
    until = day_text(days_on(as_at, plan.policy.due_within_days))
    yield Heading(f"Due by {until}", 3, count=len(soon) or "none")
    if soon:
        widths = {"Action": 8, "Title, state and owner": None, "Due": None}
        columns = tuple(Column(name, width=width, shows_heading=False) for name, width in widths.items())
        titles = ((f"{short_name(each)} (", state_span(each.state), f", {_owner(plan, each)})") for each in soon)
        rows = tuple(
            (printed_id(each), title, date_text(each.due, short=True)) for each, title in zip(soon, titles, strict=True)
        )
        yield Table(columns, rows, f"Due by {until}", indent=4)


def _requests(plan: PlanSummary) -> Iterator[Block]:
    """Yield the requests that no body has decided; the actions are as late as before."""
    if texts := [(action, text) for action in plan.actions for text in pending_texts(action, plan.bodies)]:
        yield Heading("Requests without a decision on record", 3, count=len(texts))
        items = tuple(Item(f"{action.title}: {text}", printed_id(action)) for action, text in texts)
        yield Items(items, indent=4, width=_width(action for action, _ in texts))


def _measures(plan: PlanSummary) -> Iterator[Block]:
    counted, *facts = counts_of_measures(plan.measures)
    yield Heading(counted, 3)
    yield Items(tuple(map(Item, facts)), indent=4, hang=4)


def _owner(plan: PlanSummary, action: ActionSummary) -> str:
    return body_name(plan.bodies, action.owner, "no owner named")


def _silent(plan: PlanSummary) -> Iterator[Block]:
    never = [action for action in plan.actions if action.open and not action.updates]
    stale = [action for action in plan.actions if action.stale]
    if never:
        yield Paragraph(f"Never updated: {len(never)} ({some_of(map(numbered_name, never))})")
    if stale:
        days = days_text(plan.policy.stale_after_days)
        yield Paragraph(f"No update for more than {days}: {len(stale)} ({some_of(map(numbered_name, stale))})")


def _actions(plan: PlanSummary) -> Iterator[tuple[Block, ...]]:
    """Yield the actions, each under its primary area; those of areas that are not declared after the others."""
    titles: dict[str | None, str] = {**{area.id: area.title for area in plan.areas}, None: "No area"}
    printed: dict[str | None, str] = {area.id: printed_id(area) for area in plan.areas}
    down = {str(area.id): area.stood_down for area in plan.areas}
    groups: dict[str | None, list[ActionSummary]] = {area: [] for area in titles}
    for action in plan.actions:
        groups.setdefault(action.area, []).append(action)
    width = max(len(printed_id(action)) for action in plan.actions) + 2
    for area, actions in groups.items():
        if actions:
            items = tuple(_action(plan, action) for action in actions)
            yield (
                Heading(titles.get(area, "No area"), 3, label=printed.get(area, area or "")),
                *stood_down_note(plan.bodies, down.get(area or "")),
                Items(items, width=width, group=plan.root),
            )


def _action(plan: PlanSummary, action: ActionSummary) -> Item:
    rating = rating_inline(plan.ratings, action.rating if action.state not in DROPPED else None)
    more = (ended_note(action.handover), waiting_text(action, plan.bodies))
    place = (
        replaced_text(action),
        origin_text(action),
        moved_text(action),
        due_stated_text(action),
    )
    about = joined((_owner(plan, action), *more, *place), "; ")
    computed = computed_inline(plan.ratings, action)
    facts = Cells((progress_inline(action), rating, due_text(action)), late_inline(action))
    return Item(action.title, printed_id(action), (facts, about, *([computed] if computed else ())))


def _resolutions(plan: PlanSummary) -> Iterator[Block]:
    if plan.resolutions:
        yield Heading("Resolutions", 3)
        yield Items(tuple(Item(each.title, printed_id(each), (clauses_text(each),)) for each in plan.resolutions))


def _risks_and_reviews(plan: PlanSummary) -> Iterator[Block]:
    """Yield a line about risks and a line about reviews; nothing where a plan has none."""
    risks, reviews = plan.risks, plan.reviews
    if risks.open or risks.happened or risks.closed:
        yield Paragraph(f"Risks: {risk_tally_text(risks)}", hang=4)
    if reviews.reviews or reviews.next_review:
        yield Paragraph(review_tally_text(reviews), hang=4)


def _key(plan: PlanSummary) -> Iterator[Block]:
    """Yield the meaning of each rating."""
    for rating in plan.ratings.values():
        yield Paragraph((colour_span(rating.label, rating.colour), Span(f": {rating.meaning}", "quiet")))


def _check_line(run: RunResult, context: Context) -> Iterable[Block]:
    if not (run.errors or run.warnings):
        return (Paragraph("Check: no problems."),)
    where = run.roots if context.commit is None else (*context.typed, "--rev", context.commit.short)
    command = f"  actionplan check {join(where)}".rstrip()
    return Paragraph(f"Check: {counts_words(run.errors, run.warnings)}. To see them:"), Source((command,))


STATUS = Report(
    name="status",
    title=lambda context: f"Status as at {when_words(context)}",
    result=lambda plan, context: summarise_plan(plan, context.as_at, context.selection),
    document=status_document,
    has_roll_up=True,
    last_keys=lambda _, run: {"problems": run.problems},
    checks=True,
    bodies=("owner",),
)

shape(
    PlanSummary,
    omit=("policy", "ratings"),
    more=lambda plan: {"late_against": plan.policy.late_against},
)
