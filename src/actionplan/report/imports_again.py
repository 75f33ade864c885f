"""What a newer version of a spreadsheet changes in a plan, cell by cell, before it is written."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from actionplan.edit.imports.changed_rows import ChangedRow
from actionplan.edit.imports.newer import PreparedUpdate
from actionplan.model.receipts import ImportedRow
from actionplan.model.records import Plan
from actionplan.model.text import capitalised, count, day_text, field_words, in_words
from actionplan.model.vocabulary import CLOSED
from actionplan.report.document import GAP, Column, Document, Heading, Item, Items, Paragraph, Table
from actionplan.report.values import Names, names_of, value_text
from actionplan.report.words import STATE_WORDS
from actionplan.summary.actions import summarise_in_plan

_LONGEST = 60
"""The most characters of a value."""


def update_document(ready: PreparedUpdate, plan: Plan, today: date) -> Document:
    """Return what a newer version of a spreadsheet changes: by cell, what is new, and what is no longer there.

    Args:
        ready: the update, before anything is written.
        plan: the plan as it is.
        today: today's date.
    """
    names = names_of(plan, today)
    files = in_words(file.book.name for file in ready.files)
    yield Heading(f"{files}, as at {day_text(ready.day)}, compared with the import of {day_text(ready.last.imported)}")
    if ready.changed:
        yield Paragraph(f"{capitalised(count(len(ready.changed), 'action'))} changed:")
        columns = (Column("Cell"), Column("Action"), Column("Field"), Column("In the plan"), Column("From now on"))
        rows = tuple(row for each in ready.changed for row in _changes(each, plan, names))
        yield Table(columns, rows, caption="What changes")
    if ready.made:
        yield GAP
        yield Paragraph(f"{capitalised(count(len(ready.made), 'new action'))}:")
        yield Items(tuple(Item(action.title, label=f"{cell} {action.id}") for action, cell in ready.made))
    yield GAP
    yield Paragraph(f"Unchanged: {count(ready.unchanged, 'action')}.")
    if ready.vanished:
        yield GAP
        yield Paragraph(
            f"No longer in the file: {count(len(ready.vanished), 'action')}. Nothing is deleted, and they stay as they "
            'are. Where one is not to be done: actionplan cancel ID --reason "..."'
        )
        yield Items(tuple(_vanished(row, plan, today) for row in ready.vanished))


def to_ask(ready: PreparedUpdate, plan: Plan) -> tuple[ImportedRow, ...]:
    """Return the rows that are no longer in the file and of whose actions nobody has said whether they stay.

    An action that is closed needs no answer.

    Args:
        ready: the update.
        plan: the plan.
    """
    return tuple(
        row
        for row in ready.vanished
        if not row.kept and summarise_in_plan(plan, plan.action(row.id), ready.day).state not in CLOSED
    )


def _changes(row: ChangedRow, plan: Plan, names: Names) -> Iterator[tuple[str, ...]]:
    for each in row.fields:
        before, after = (_shown(each.field, value, plan, names) for value in (each.before, each.after))
        yield each.cell, str(row.id), capitalised(field_words(each.field)), before or "-", after


def _shown(field: str, value: Any, plan: Plan, names: Names) -> str:
    if field == "rating":
        text = plan.ratings[value][0].label if value in plan.ratings else str(value or "")
    elif field == "progress" and value is not None:
        text = f"{value}%"
    else:
        text = " ".join(value_text(value, names).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _vanished(row: ImportedRow, plan: Plan, today: date) -> Item:
    action = plan.action(row.id)
    state = summarise_in_plan(plan, action, today).state
    said = "you said that it stays" if row.kept else STATE_WORDS[state] if state in CLOSED else f"was {row.cell}"
    return Item(f"{action.title} ({said})", label=str(row.id))
