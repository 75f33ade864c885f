"""``actionplan show``: one record as agreed, its changes, and its history; an action also with its milestones."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, path_of
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Plan, Record
from actionplan.model.text import at_text, body_name, capitalised, date_text, in_words, printed_id
from actionplan.model.vocabulary import DROPPED
from actionplan.report.action_words import (
    after_due,
    before_text,
    computed_inline,
    due_stated_text,
    due_text,
    late_inline,
    moved_text,
    progress_inline,
    rating_inline,
    replaced_text,
    replaces_text,
    state_span,
)
from actionplan.report.document import GAP, Block, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.handovers import handover_text
from actionplan.report.history import (
    changes_list,
    coming_list,
    corrected_ids,
    entries_list,
    entry_item,
    entry_tables,
    head_facts,
    head_rows,
    no_history,
    path_lines,
)
from actionplan.report.inline import Inline, Span, joined, texts
from actionplan.report.report_type import Context
from actionplan.report.request_words import request_text, wanted_text
from actionplan.report.values import Names, names_of
from actionplan.report.writers.json import as_json, dated, envelope, shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.coming import coming
from actionplan.summary.history import ActionStory, Carries, action_story
from actionplan.summary.milestones import MilestoneSummary, milestones_done, next_milestone
from actionplan.summary.requests import is_request


def show_document(plan: Plan, record: Record, context: Context) -> Document:
    """Return one record of a plan with its history."""
    if isinstance(record, Action):
        return _action(plan, record, context)
    from actionplan.report.show_record import record_document

    return record_document(plan, record, context)


def _action(plan: Plan, action: Action, context: Context) -> Iterator[Block]:
    story, names = action_story(plan, action, context.as_at), names_of(plan, context.as_at, with_ids=True)
    yield Heading(story.now.title, 1, label=printed_id(story.now))
    yield from path_lines(path_of(plan, action), context)
    yield from _state(story, plan.bodies)
    yield from (GAP, Heading("As agreed" if story.agreed else "As drafted"))
    yield Facts(tuple(head_rows(action, story.now.title, story.agreed, names)), width=11)
    yield from changes_list(story.changes, names, is_agreed=bool(story.agreed))
    ahead = coming(plan, action, context.as_at)
    yield from coming_list(ahead, names)
    yield from _milestones(story.now)
    if story.clauses:
        yield from (GAP, Heading("Carries out"))
        yield Items(tuple(map(_carried, story.clauses)), indent=2, hang=2)
    corrected = corrected_ids(entry for entry, _ in story.entries)
    items = (
        entry_item(entry, stated_facts(entry, story.now, ratings, names), plan.bodies, corrected, early=early)
        for (entry, early), ratings in zip(story.entries, story.meanings, strict=True)
    )
    yield from entries_list("History", no_history(ahead), items)


def _carried(each: Carries) -> Item:
    where = f'clause {each.clause} of the resolution "{each.resolution.title}" of {date_text(each.resolution.on)}'
    return Item(f"{where}: {each.text}")


def _state(story: ActionStory, bodies: Mapping[Id, Body]) -> Iterator[Block]:
    now = story.now
    if now.plain:
        yield Paragraph(f"For families: {now.plain}")
    if not story.is_in_plan:
        yield Paragraph(Span("Not in the plan on that day: not yet agreed.", "strong"))
    done = f"{now.progress}% done" if now.progress is not None and now.open else ""
    is_rated = now.rating and now.state not in DROPPED
    rated = joined(("rated", rating_inline(story.ratings, now.rating)), " ") if is_rated else ""
    state = progress_inline(now) if now.stood_down else state_span(now.state)
    yield Paragraph(joined((state, done, rated)))
    if computed := computed_inline(story.ratings, now):
        first, *rest = texts(computed)
        yield Paragraph((capitalised(first.text), *rest), hang=4)
    yield from _replacing(story)
    if late := late_inline(now):
        yield Paragraph(late, hang=2)
    if now.due_stated:
        yield Paragraph(f"{capitalised(due_stated_text(now))}.", hang=2)
    if now.handover is not None:
        yield Paragraph(f"{body_name(bodies, now.owner)} {handover_text(bodies, now.handover)}.", hang=4)
    if now.times_redated:
        dues = ", then ".join(date_text(when, none="no date") for when in story.dues)
        yield Paragraph(f"Due {dues}: {moved_text(now)}.", hang=4)
    for request in now.requests:
        text = request_text(request, now, bodies)
        yield Paragraph(f"{capitalised(text)}.", hang=4)


def _replacing(story: ActionStory) -> Iterator[Block]:
    """Yield what an action replaces or what is in its place; nothing if it was never split or joined."""
    now = story.now
    if now.replaces or now.replaced_by:
        yield Paragraph(f"{capitalised(replaced_text(now) or replaces_text(now))}{_reason(story)}.", hang=2)
    if before := before_text(now):
        yield Paragraph(f"{in_words(now.replaces)} {before}.", hang=2)


def _reason(story: ActionStory) -> str:
    """Return when an action was split or joined; for what is in its place, which dates are from before."""
    if story.now.replaced_by:
        entry = next((entry for entry, _ in reversed(story.entries) if entry.replaced_by), None)
        return f" {at_text(entry.on)}" if entry is not None else ""
    first = story.now.original_due
    return f", first due {date_text(first)}" if first is not None and first.last is not None else ""


def _milestones(action: ActionSummary) -> Iterator[Block]:
    """Yield an action's milestones, each with its state and dates, under a line that counts them."""
    if not action.milestones:
        return
    done, counted = milestones_done(action.milestones)
    coming = next_milestone(action.milestones)
    then = f", next: {coming.title}, {due_text(coming)}" if coming is not None else ""
    yield from (GAP, Heading(f"Milestones: {done} of {counted} done{then}", hang=4))
    yield Items(tuple(map(_milestone, action.milestones)), indent=2)


def _milestone(milestone: MilestoneSummary) -> Item:
    facts: list[Inline] = [state_span(milestone.state), due_text(milestone), ""]
    if milestone.done:
        late = milestone.days_late
        span = after_due(late, milestone.finished) if late else ""
        on_time = "" if late is None else f", {f'{span} late' if span else 'perhaps late'}" if late else ", on time"
        facts[0] = (state_span(milestone.state), f" {date_text(milestone.finished)}{on_time}")
    elif milestone.open:
        facts[2] = late_inline(milestone)
    moved = moved_text(milestone)
    return Item(milestone.title, milestone.id, (joined(facts), *([moved] if moved else [])))


def stated_facts(entry: ActionEntry, now: ActionSummary, ratings: Mapping[Id, Rating], names: Names) -> list[Inline]:
    """Return the values that an entry states, in words."""
    milestone = next((each for each in now.milestones if each.id == entry.milestone), None)
    titled = f' "{milestone.title}"' if milestone is not None else ""
    facts: list[Inline] = [f"milestone {entry.milestone}{titled}"] if entry.milestone else []
    facts += [state_span(entry.state)] if entry.state else []
    facts += [f"{entry.progress}%"] if entry.progress is not None else []
    facts += [joined(("rated", rating_inline(ratings, entry.rating)), " ")] if entry.rating else []
    facts += [f"due {date_text(entry.due)}"] if entry.due else []
    asked = body_name(names.bodies, entry.requested_of)
    facts += [f"asked {asked} for it {wanted_text(entry, now)}"] if is_request(entry) else []
    facts += [f"request {entry.decides} {entry.decision}"] if entry.decides else []
    facts += head_facts(entry, [name for name in (*HEADS[Action], "handover_from") if name != "due"], names)
    return facts + ([f"corrects {entry.corrects}"] if entry.corrects else [])


def show_json(plan: Plan, record: Record, as_at: date) -> Mapping[str, Any]:
    """Return one record of a plan with its history as a JSON object.

    Args:
        plan: the plan that holds it.
        record: the record.
        as_at: the day.
    """
    from actionplan.merge.matching import head_of
    from actionplan.storage.writer import to_table

    answer = {**envelope("show", as_at), "plan": plan.id, "path": path_of(plan, record)}
    if not isinstance(record, Action):
        from actionplan.report.show_record import record_json

        return {**answer, **record_json(plan, record, as_at)}
    story = action_story(plan, record, as_at)
    return {
        **answer,
        "action": {**as_json(story.now), **dated("agreed", story.agreed), "in_plan": story.is_in_plan},
        "as_agreed": head_of(to_table(record)),
        "changes": story.changes,
        "coming": coming(plan, record, as_at),
        "status": entry_tables(entry for entry, _ in story.entries),
        "clauses": story.clauses,
        "followed_by": story.after,
    }


shape(Carries, values={"resolution": lambda resolution: resolution.id})
