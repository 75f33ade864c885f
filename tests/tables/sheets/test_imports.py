"""Each layout becomes a plan that checks: what a careful reader finds in it is there, and every cell is counted."""

from collections.abc import Callable
from functools import cache

import pytest

from actionplan.edit.imports.mapping import NOTHING_MAPPED
from actionplan.edit.imports.mapping_file import read_mapping
from actionplan.edit.imports.prepare import PreparedImport, prepare_import
from actionplan.model.dates import PlanDate
from actionplan.model.records import Action, Plan
from actionplan.model.text import printed_id
from actionplan.report.imports import import_receipt_document
from actionplan.report.writers import terminal
from actionplan.sheets.reading import read_here
from actionplan.summary.timeline import head_as_at, up_to
from conftest import TODAY
from tables.sheets.layout import Layout
from tables.sheets.layouts import LAYOUTS

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


@cache
def imported(name: str) -> PreparedImport:
    layout = next(each for each in LAYOUTS if each.name == name)
    mapped = read_mapping("how.toml", layout.mapping.encode()) if layout.mapping else NOTHING_MAPPED
    book = read_here(layout.make(), layout.name)
    return prepare_import([book], "p", today=TODAY, mapped=mapped, leave_out_bad=bool(layout.expected.unclear))


def value_of(plan: Plan, action: Action, field: str) -> str:
    """What a plan says of a field, in the form in which a layout states it."""
    head = head_as_at(action, up_to(action.status, TODAY))
    match field:
        case "original_due":
            value: object = action.due
        case "state" | "rating" | "progress" | "note":
            value = next(
                (getattr(entry, field) for entry in reversed(action.status) if getattr(entry, field) is not None), None
            )
        case "areas":
            value = plan.area(action.areas[0]).title
        case _:
            value = getattr(head, field)
    return value.text if isinstance(value, PlanDate) else str(value)


@each_layout
def test_a_layout_becomes_a_plan_that_checks(layout: Layout) -> None:
    ready = imported(layout.name)
    plan, expected = ready.built.plan, layout.expected
    assert [str(found) for found in ready.prepared.problems if found.severity == "error"] == []
    by_ref = {printed_id(action): action for action in plan.actions}
    shown = [draft.group.ref or draft.group.id for _, draft in ready.built.drafts]
    assert [ref for ref in shown if ref not in expected.left_out] == list(expected.refs)
    if expected.areas:
        assert [area.title for area in plan.areas] == list(expected.areas)
    found = {(ref, field): value_of(plan, by_ref[ref], field) for ref, field in expected.values}
    assert found == dict(expected.values)
    for ref, entries in expected.entries.items():
        dated = [(each.on.text, each.note) for each in by_ref[ref].status if each.note]
        assert [each for each in dated if each in entries] == list(entries)
    unrated = {} if layout.mapping else expected.fills
    fills = {
        ref: next((text for key, text in by_ref[ref].extra.items() if key.endswith("colour")), "") for ref in unrated
    }
    assert fills == dict(unrated)
    assert [each.cell for each in ready.left_out] == list(expected.unclear)


@each_layout
def test_every_cell_of_a_layout_is_counted(layout: Layout, golden: Callable[[str, str], None]) -> None:
    ready = imported(layout.name)
    golden(f"imports/{layout.name}.txt", terminal.write(import_receipt_document(ready)))
