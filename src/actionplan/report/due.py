"""``actionplan due``: actions, milestones and updates that are due or overdue, by body, and what else is due."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import asdict, fields, frozen

from actionplan.input.names import body_or_text
from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import about_text, body_name, count, date_text, printed_id, short_name
from actionplan.model.view import View
from actionplan.report.action_words import moved_text, waiting_text
from actionplan.report.document import GAP, Column, Document, Heading, Item, Items, Lines, Paragraph, Table
from actionplan.report.due_parts import due_parts_blocks
from actionplan.report.handovers import handovers
from actionplan.report.history import coming_text
from actionplan.report.inline import Inline, Span
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.request_words import pending_texts, requests_of_body
from actionplan.report.values import names_of
from actionplan.report.writers.json import shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.coming import coming_in_plan, concerns
from actionplan.summary.due import Awaited, AwaitedFrom, Awaiting, Due, due_in_plan, joined_due
from actionplan.summary.due_parts import DueParts

Bodies = Mapping[Id, Body]


@frozen(kw_only=True)
class DueSelection:
    """Which bodies are shown.

    Attributes:
        by: the only body, by id, name or alias; None for all.
    """

    by: str | None = None


def due_document(run: RunResult, context: Context) -> Document:
    """Return the actions of which something is due, a table for each body, and then what else is due."""
    yield Heading(_title(context), 1)
    (titles, bodies, due, coming, only), *_ = run.results
    groups = due.bodies
    if context.selection.by is not None:
        yield Paragraph(Span(f"Only {only}; other bodies are not shown.", "strong"))
    yield Paragraph(titles[0] if len(titles) == 1 else count(len(titles), "plan"))
    yield GAP
    if not any(asdict(due, recurse=False).values()):
        yield Paragraph("Nothing that has a date is due or overdue.")
    several = len({item.plan for group in groups for item in group.items}) > 1
    longest = max((len(printed_id(item.action)) for group in groups for item in group.items), default=0)
    widths = {"Action": 24 if several else min(max(longest, 8), 18), "Title": None, "Due": 30}
    columns = tuple(Column(name, width=width, shows_heading=False) for name, width in widths.items())
    for group in groups:
        yield Heading(group.name, count=None if group.ended else count(len(group.items), "action"))
        rows = tuple(_row(item, group, bodies.get(item.plan, {}), several=several) for item in group.items)
        yield from (Table(columns, rows, f"Due from {group.name}" if group.body else group.name, indent=4), GAP)
    if due.to_hand_over:
        yield from (*handovers(due.to_hand_over, bodies), GAP)
    yield from due_parts_blocks(due, bodies, context.as_at)
    if coming:
        yield Heading("Coming")
        yield Items(tuple(Item(text) for text in coming), indent=4, hang=4)
        yield GAP


def _title(context: Context) -> str:
    return f"Due and overdue as at {when_words(context)}"


def _row(item: Awaited, group: AwaitedFrom, bodies: Bodies, *, several: bool) -> tuple[Inline | Lines, ...]:
    """Return what is due of an action from one body.

    Args:
        item: the action.
        group: the body, or the decision that is awaited of its actions.
        bodies: the bodies of the plan.
        several: whether there are several plans, so that ids need that of the plan.
    """
    action = item.action
    requests = () if "decision" in item.awaiting else pending_texts(action, bodies)
    is_taken_over = "handover" in item.awaiting and group.ended is None
    taken_over = f"to be taken over from {item.owner_name}" if is_taken_over else ""
    facts = (short_name(action), moved_text(action, past=False), taken_over, waiting_text(action, bodies), *requests)
    title = Lines(tuple(filter(None, facts)))
    reasons = tuple(
        text
        for reason in item.awaiting
        for text in (requests_of_body(action, group.body) if reason == "decision" else _REASONS[reason](action))
    )
    return f"{item.plan}/{printed_id(action)}" if several else printed_id(action), title, Lines(reasons)


def _without_update(action: ActionSummary) -> str:
    days = action.days_since_update or 0
    return about_text(days, action.last_update) or count(days, "day")


_REASONS: Mapping[Awaiting, Callable[[ActionSummary], Iterable[str]]] = {
    "handover": lambda action: [f"owner ended {date_text(action.handover.ended if action.handover else None)}"],
    "completion": lambda action: [f"{count(action.days_overdue, 'day')} overdue"],
    "completion-soon": lambda action: [f"due {date_text(action.due)}"],
    "new-date": lambda action: [
        "no new due date",
        f"{count(action.days_late_original or 0, 'day')} past the original one",
    ],
    "milestone": lambda action: (
        f'milestone "{part.title}" {count(part.days_overdue, "day")} overdue'
        for part in action.milestones
        if part.overdue
    ),
    "milestone-soon": lambda action: (
        f'milestone "{part.title}" due {date_text(part.due)}'
        for part in action.milestones
        if part.due_soon and not part.overdue
    ),
    "update": lambda action: [f"no update for {_without_update(action)}"],
    "first-update": lambda _: ["never updated"],
}


class _DueFromAll(NamedTuple):
    """What is due from each body and what is coming, with the plans' titles and bodies."""

    titles: tuple[str, ...]
    bodies: Mapping[Id, Bodies]
    due: Due
    coming: tuple[str, ...]
    only: str


def _of_all(view: View, context: Context) -> _DueFromAll:
    """Return the actions of all plans of which something is due; each plan has its own id for the selected body."""
    by = context.selection.by
    bodies = [body_or_text(by, plan.bodies) if by is not None else None for plan in view.plans]
    pairs = list(zip(view.plans, bodies, strict=True))
    found = joined_due(due_in_plan(plan, context.as_at, body) for plan, body in pairs)
    titles, declared = tuple(plan.title for plan in view.plans), {plan.id: plan.bodies for plan in view.plans}
    coming = tuple(text for plan, body in pairs for text in _coming(plan, body, context, len(pairs)))
    names = (body_name(plan.bodies, body) for plan, body in pairs if body in plan.bodies)
    return _DueFromAll(titles, declared, found, coming, next(names, by or ""))


def _coming(plan: Plan, body: str | None, context: Context, plans: int) -> Iterator[str]:
    """Yield who answers for what from a later day on, as sentences."""
    names = names_of(plan, context.as_at)
    for change in coming_in_plan(plan, context.as_at):
        if body is None or concerns(change, Id(body)):
            of = f" ({plan.title})" if plans > 1 else ""
            text = coming_text(change.field, change.after, change.entry, names)
            yield f"{names.records[change.id]}{of}: {text}."


def _beside(kept: Sequence[Due | None]) -> Mapping[str, Any]:
    """Return the keys of JSON beside the bodies: each other kind of what is due, and the counts."""
    due = next(filter(None, kept), Due())
    kinds = {each.name: getattr(due, each.name) for each in fields(DueParts)}
    return {"to_hand_over": due.to_hand_over, **kinds, "totals": due.tally}


DUE = Report(
    name="due",
    title=_title,
    whole=_of_all,
    document=due_document,
    array="bodies",
    members=lambda found: found.result.due.bodies if found.result else (),
    kept=lambda found: found.result.due if found.result else None,
    last_keys=lambda kept, _: _beside(kept),
    bodies=("by",),
)

shape(AwaitedFrom, names={"body": "id"})
