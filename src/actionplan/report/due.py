"""``actionplan due``: what is awaited from whom."""

from collections.abc import Iterator

from attrs import frozen

from actionplan.edit.input import body_meant
from actionplan.model.text import count, date_text, days_text
from actionplan.model.view import View
from actionplan.report.action_words import moved_text
from actionplan.report.document import GAP, Column, Document, Heading, Inline, Lines, Paragraph, Span, Table
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.writers.json import shape
from actionplan.summary.due import Awaited, AwaitedFrom, awaited, by_body


@frozen(kw_only=True)
class DueSelection:
    """From whom something is awaited.

    Attributes:
        by: only from this body, by id, name or alias; None for all.
    """

    by: str | None = None


def due_document(run: RunResult, context: Context) -> Document:
    """Return what is awaited, a table for each body."""
    yield Heading(_title(context), 1)
    if context.selection.by is not None:
        yield Paragraph(Span(f"Only from {context.selection.by}; what is awaited from others is not shown.", "strong"))
    yield GAP
    (groups,) = run.results
    if not groups:
        yield Paragraph("Nothing is awaited.")
    several = len({item.plan for group in groups for item in group.items}) > 1
    columns = (
        Column("Action", width=24 if several else 8, shows_heading=False),
        Column("Title", shows_heading=False),
        Column("Awaited", width=30, shows_heading=False),
    )
    for group in groups:
        name = f"{group.name} ({group.body})" if group.body else group.name
        yield Heading(name, count=count(len(group.items), "action"))
        rows = tuple(_row(item, several=several) for item in group.items)
        yield from (Table(columns, rows, f"Awaited from {group.name}" if group.body else group.name, indent=4), GAP)


def _title(context: Context) -> str:
    return f"Awaited as at {when_words(context)}"


def _row(item: Awaited, *, several: bool) -> tuple[Inline | Lines, ...]:
    action = item.action
    title = Lines(tuple(filter(None, (action.title, moved_text(action, past=False)))))
    return f"{item.plan}/{action.id}" if several else action.id, title, Lines(tuple(_reasons(item)))


def _reasons(item: Awaited) -> Iterator[str]:
    action = item.action
    for reason in item.awaiting:
        match reason:
            case "completion":
                yield f"late by {days_text(action.days_overdue)}"
            case "completion-soon":
                yield f"due {date_text(action.due)}"
            case "milestone":
                late = (part for part in action.milestones if part.overdue)
                yield from (f"milestone {part.id} late by {days_text(part.days_overdue)}" for part in late)
            case "milestone-soon":
                soon = (part for part in action.milestones if part.due_soon and not part.overdue)
                yield from (f"milestone {part.id} due {date_text(part.due)}" for part in soon)
            case "update":
                yield f"no update for {days_text(action.days_since_update or 0)}"
            case "first-update":
                yield "never updated"


def _of_all(view: View, context: Context) -> tuple[AwaitedFrom, ...]:
    """Return what is awaited in all plans; each plan has its own id for the body that is asked for."""
    by = context.selection.by
    bodies = [body_meant(by, plan) if by is not None else None for plan in view.plans]
    return by_body(
        each for plan, body in zip(view.plans, bodies, strict=True) for each in awaited(plan, context.as_at, body)
    )


DUE = Report(
    name="due",
    title=_title,
    whole=_of_all,
    document=due_document,
    array="bodies",
    members=lambda found: found.result or (),
    bodies=("by",),
)

shape(AwaitedFrom, names={"body": "id"})
