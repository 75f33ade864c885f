"""The worksheets of areas, actions and their milestones."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from actionplan.model.records import Action
from actionplan.model.text import capitalised
from actionplan.report.values import value_text
from actionplan.report.words import STATE_WORDS
from actionplan.report.workbook.columns import OfDay, SheetTable, printed_as, rating_label, shown, worked_out
from actionplan.sheets.workbook import CellData
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.last_words import Note, last_note
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.status import AreaSummary, Tally, summarise_plan
from actionplan.summary.timeline import stated_as_at


class _Row(NamedTuple):
    """An action on the day, its head, and the last note about it."""

    now: ActionSummary
    head: Action
    note: Note | None


class _Step(NamedTuple):
    action: ActionSummary
    now: MilestoneSummary


def _actions(of: OfDay) -> Iterator[_Row]:
    for now in of.actions:
        head = of.plan.action(now.id)
        yield _Row(now, head, last_note(of.plan, head, of.day))


def _milestones(of: OfDay) -> Iterator[_Step]:
    return (_Step(action, part) for action in of.actions for part in action.milestones)


def _state(row: _Row, _: OfDay) -> CellData:
    return capitalised(STATE_WORDS[shown_state(row.now)])


def _step_state(row: _Step, _: OfDay) -> CellData:
    return capitalised(STATE_WORDS[row.now.state])


def _rating(row: Any, of: OfDay) -> CellData | None:
    return rating_label(getattr(row, "now", row).rating, of)


def _note(row: _Row, _: OfDay) -> CellData | None:
    return row.note.text.strip() if row.note is not None else None


def _note_day(row: _Row, _: OfDay) -> CellData | None:
    return row.note.on.last if row.note is not None else None


def _partners(row: _Row, of: OfDay) -> CellData | None:
    return "\n".join(value_text(body, of.names) for body in row.now.partners) or None


def _other_areas(row: _Row, _: OfDay) -> CellData | None:
    return "; ".join(row.now.areas[1:]) or None


def _stood_down(row: AreaSummary, _: OfDay) -> CellData:
    return "no" if row.stood_down is None else "yes"


def _success(row: _Row, of: OfDay) -> CellData | None:
    return stated_as_at(of.plan, row.head, "success", of.day) or None


_SLIPPED: Final = "Days from when it was first due until when it is due now"
_DUE_FIRST: Final[dict[str, Any]] = {
    "heading": "First due",
    "in_words": True,
    "meaning": "When it was due as first agreed",
}
_DUE: Final[dict[str, Any]] = {
    "heading": "Due now",
    "in_words": True,
    "meaning": "When it is due as agreed by the day of this workbook",
}
_MOVED: Final[dict[str, Any]] = {"heading": "Times the date moved", "width": 10}
_OVERDUE: Final[dict[str, Any]] = {
    "width": 10,
    "meaning": "Days since it was due and is not done; 0 if it is not overdue",
}
_FINISHED: Final[dict[str, Any]] = {"in_words": True, "blank": "[z]"}

ACTIONS: Final = SheetTable(
    "Actions",
    "an action",
    (
        *shown(ActionSummary, "id", "Action", at="now", meaning="Its number in the plan"),
        *printed_as(ActionSummary, at="now"),
        *shown(ActionSummary, "title", at="now", width=40),
        *shown(ActionSummary, "area", at="now", width=24, meaning="The area in which totals count it"),
        *worked_out("Other areas", "The other areas that it serves", _other_areas, 16, "[z]"),
        *shown(ActionSummary, "owner", at="now", width=24),
        *shown(ActionSummary, "lead", at="now"),
        *worked_out("Partners", "The bodies that help, each on a line", _partners, 24, of="partners"),
        *worked_out("State", "The state last reported", _state, 14),
        *shown(ActionSummary, "progress", "Per cent done", 9, at="now", meaning="As last reported"),
        *worked_out("Rating", "The rating last declared", _rating, 10, of="rating"),
        *shown(ActionSummary, "start", at="now", in_words=True, meaning="When work begins"),
        *shown(ActionSummary, "original_due", at="now", **_DUE_FIRST),
        *shown(ActionSummary, "due", at="now", **_DUE),
        *shown(ActionSummary, "times_redated", at="now", **_MOVED),
        *shown(ActionSummary, "days_slipped", "Days the date moved", 10, at="now", blank="[z]", meaning=_SLIPPED),
        *shown(ActionSummary, "days_overdue", at="now", **_OVERDUE),
        *shown(ActionSummary, "finished", at="now", **_FINISHED),
        *shown(ActionSummary, "last_update", at="now", meaning="When it was last reported on"),
        *worked_out("Last note", "The last note about it", _note, 60, of="note"),
        *worked_out("Note of", "The day of that note", _note_day, 13, of="note"),
        *worked_out("Success criteria", "How anyone will know that it has worked", _success, 40, of="success"),
    ),
    _actions,
)

MILESTONES: Final = SheetTable(
    "Milestones",
    "a milestone of an action",
    (
        *shown(ActionSummary, "id", "Action", at="action", meaning="The number of the action"),
        *shown(MilestoneSummary, "id", "Milestone", at="now"),
        *shown(MilestoneSummary, "title", at="now", width=40),
        *shown(ActionSummary, "owner", at="action", width=24),
        *worked_out("State", "The state last reported", _step_state, 14),
        *shown(MilestoneSummary, "original_due", at="now", **_DUE_FIRST),
        *shown(MilestoneSummary, "due", at="now", **_DUE),
        *shown(MilestoneSummary, "times_redated", at="now", **_MOVED),
        *shown(MilestoneSummary, "days_overdue", at="now", **_OVERDUE),
        *shown(MilestoneSummary, "finished", at="now", **_FINISHED),
    ),
    _milestones,
)

AREAS: Final = SheetTable(
    "Areas",
    "an area for action",
    (
        *shown(AreaSummary, "id", "Area", meaning="Its number in the plan"),
        *printed_as(AreaSummary),
        *shown(AreaSummary, "title", width=50, meaning="What it is about"),
        *shown(AreaSummary, "kind", width=20, meaning="The term that inspectors used"),
        *shown(AreaSummary, "owner", width=24),
        *worked_out("Rating", "The rating last declared for it", _rating, 10, of="rating"),
        *worked_out("Stood down", "Whether nothing more is awaited of it", _stood_down, 8),
        *shown(AreaSummary, "findings", "Findings on record", 11),
        *shown(Tally, "actions", width=9, at="tally", meaning="Actions counted in it, without those split or joined"),
        *shown(Tally, "finished", "Actions finished", 9, at="tally", meaning="Those that are complete or verified"),
        *shown(Tally, "open", "Actions open", 9, at="tally", meaning="Those that are open"),
        *shown(Tally, "overdue", "Actions overdue", 9, at="tally", meaning="Open ones whose due day has passed"),
        *shown(AreaSummary, "plain", width=50, meaning="What it means for families"),
    ),
    lambda of: summarise_plan(of.plan, of.day).areas,
)
